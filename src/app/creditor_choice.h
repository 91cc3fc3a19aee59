/* Which creditors a question is about: those the person may see, or the one he named. */
#ifndef RELANCE_APP_CREDITOR_CHOICE_H
#define RELANCE_APP_CREDITOR_CHOICE_H

#include "base/arena.h"
#include "base/err.h"
#include "store/account_store.h"

struct creditor_wish {
    struct str code;      /* empty: whichever */
    const int64_t *scope; /* creditor ids the person may see; NULL: all */
    size_t scope_count;
};
struct creditor_choice {
    int64_t *ids; /* NULL: every one, also those to come */
    size_t count;
};
/* In the arena. Errors: ERR_UNKNOWN_CREDITOR (also one out of scope). */
MUST_CHECK bool creditor_choose(struct arena *a, const struct creditors *all,
                                const struct creditor_wish *wish, struct creditor_choice *out,
                                struct err *err);

#endif
