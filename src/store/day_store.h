/* What came of a day: files worked on, sums promised, money dated that day. Reads only; nothing is
 * kept about how long anybody took. */
#ifndef RELANCE_STORE_DAY_STORE_H
#define RELANCE_STORE_DAY_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "db.h"

struct day_wanted {
    struct day day;
    int64_t actor_id;     /* who did it; of the money: whose files, with those of nobody */
    const int64_t *scope; /* creditor ids; NULL: all */
    size_t scope_count;
};
struct day_done {
    int64_t worked;               /* files on which an attempt, a promise or a letter was noted */
    int64_t promises;             /* taken, with an amount */
    int64_t promised_minor;       /* of these, in euros */
    int64_t payments, cash_minor; /* dated that day, in euros */
};
/* Inside the caller's transaction. */
MUST_CHECK bool day_read(struct db *db, const struct day_wanted *wanted, struct day_done *out,
                         struct err *err);

#endif
