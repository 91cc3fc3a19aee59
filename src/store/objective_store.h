/* What is to come in by month: words, the last on a month holds. Inside the caller's transaction.
 */
#ifndef RELANCE_STORE_OBJECTIVE_STORE_H
#define RELANCE_STORE_OBJECTIVE_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "db.h"

struct objective {
    int64_t creditor_id, id;
    struct day month; /* its first day */
    struct money amount;
    int64_t at_ms, actor_id;
};
MUST_CHECK bool objective_add(struct db *db, const struct objective *objective, struct err *err);

struct objectives {
    struct objective *rows; /* the last month first, of a month the last word first */
    size_t count;
};
/* Of every creditor, on months from a day on; in the arena. */
MUST_CHECK bool objective_list(struct db *db, struct arena *a, struct day from,
                               struct objectives *out, struct err *err);

#endif
