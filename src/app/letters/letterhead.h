/* Who writes: what stands at the head and the foot of letters. In his own name a creditor writes
 * under his own; for others, under a mandate or as a factor, the house does. A creditor who names
 * no contact is answered for by the house's. */
#ifndef RELANCE_APP_LETTERHEAD_H
#define RELANCE_APP_LETTERHEAD_H

#include "app/context.h"
#include "app/settings/setting_changes.h"
#include "base/arena.h"
#include "store/letter_store.h"

enum sender_field {
    SENDER_NAME,
    SENDER_ACTIVITY, /* "Société de recouvrement amiable de créances" */
    SENDER_ADDRESS,  /* one line */
    SENDER_LEGAL,    /* form, capital, register, VAT number */
    SENDER_NOTICE,   /* for the foot: insurance, declaration (R124-2) */
    SENDER_PRIVACY,  /* whom to ask about personal data */
    SENDER_CONTACT,  /* who signs and answers; empty: the person who makes the letter */
    SENDER_TITLE,
    SENDER_PHONE,
    SENDER_HOURS,
    SENDER_EMAIL,
    SENDER_PLACE,    /* where letters are dated; empty: the town of the address */
    SENDER_CHEQUE,   /* "yes": cheques are taken, to the order of the account's holder */
    SENDER_MEDIATOR, /* of consumers */
    SENDER_BASIS,    /* of a creditor: what his claims are for (R124-4, 3°) */
    SENDER_FIELD_COUNT
};
const char *sender_field_code(enum sender_field field); /* "name": also the command's option */

enum { SENDER_HOUSE = 0 }; /* its owner id */

/* The last word; empty: none was said, or it was taken back. */
struct str sender_text(const struct sender_words *words, int64_t owner_id, enum sender_field field);

struct letterhead_request {
    bool house;          /* else a creditor */
    struct str creditor; /* code; empty: the only one */
    struct str seen;     /* as setting_unchanged wants it */
    /* p NULL: says nothing; empty: takes back what was said */
    struct str values[SENDER_FIELD_COUNT];
};
struct letterhead {
    struct str owner; /* the creditor's code; empty: the house */
    struct str values[SENDER_FIELD_COUNT];
};
/* Says what is said, if anything, in one transaction with an entry in the journal of the creditor
 * or of the system, and tells what holds now. Errors: ERR_UNKNOWN_CREDITOR, ERR_CREDITOR_NEEDED,
 * ERR_FIELD_TOO_LONG, ERR_BAD_OPTION_VALUE (cheque: yes or no), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool letterhead_say(struct app *app, struct arena *a,
                               const struct letterhead_request *request, struct letterhead *out,
                               struct err *err);

#endif
