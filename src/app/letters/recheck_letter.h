/* What was written is put before the gate once more at the moment it leaves, on paper or by e-mail:
 * may it still go, and does it still say what is owed? */
#ifndef RELANCE_APP_RECHECK_LETTER_H
#define RELANCE_APP_RECHECK_LETTER_H

#include "app/daily/decide_work.h"
#include "store/letter_store.h"

struct recheck {
    struct app *app;
    struct arena *arena; /* scratch */
    struct decide_ground *ground;
    struct str address; /* an e-mail goes to; empty: it goes on paper */
};
struct recheck_answer {
    /* ERR_NONE: it may go; ERR_CONTACT_BLOCKED, ERR_MAIL_ADDRESS, ERR_LETTER_OUTDATED */
    enum err_code code;
    enum block block; /* of ERR_CONTACT_BLOCKED; else BLOCK_COUNT */
};
/* Inside the transaction that claims it, under the lock of its account. */
MUST_CHECK bool recheck_letter(const struct recheck *with, const struct stored_letter *letter,
                               struct recheck_answer *out, struct err *err);

#endif
