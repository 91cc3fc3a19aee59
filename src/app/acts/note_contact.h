/* What a real contact did: the items it was about, each at the level it deserved. Spoken with him
 * who owes, or a letter, an e-mail, an SMS that left; a voicemail, a draft, a letter that came back
 * are none (strategy/scenario.h). */
#ifndef RELANCE_APP_NOTE_CONTACT_H
#define RELANCE_APP_NOTE_CONTACT_H

#include "app/context.h"
#include "base/arena.h"
#include "store/value_store.h"
#include "store/work_store.h"

struct real_contact {
    int64_t id;    /* of the outcome or the letter, unique in the account */
    struct day on; /* as it left or was spoken */
};
/* Inside the caller's write transaction. The items are those the scenario would have raised on that
 * day: the levels that were ready are done by it; what was attached was spoken of, its level does
 * not move. Items that could not be raised (promised, disputed, held...) are not touched. */
MUST_CHECK bool note_contact(struct app *app, struct arena *a, struct account_key key,
                             const struct real_contact *contact, struct err *err);

/* What was known of the file on the day of an attempt: context->on is given, days_late and
 * net_minor are set. Before the attempt is stored, inside the caller's transaction. */
MUST_CHECK bool note_attempt(struct app *app, struct arena *a, struct account_key key,
                             struct outcome_context *context, struct err *err);

#endif
