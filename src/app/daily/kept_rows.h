/* The first rows of a list as they stand in memory, kept in order while some of them change. */
#ifndef RELANCE_APP_KEPT_ROWS_H
#define RELANCE_APP_KEPT_ROWS_H

#include "base/arena.h"
#include "store/work_store.h"

/* So many rows more than are wanted are read, and may come or go before all are read again. */
enum { KEPT_SPARE = 256 };

struct kept_rows {
    struct stored_work *rows; /* in the order of work, each once */
    size_t count, room, least;
    bool whole;              /* there are no others */
    struct stored_work last; /* when not whole: all that stand up to this one are here */
};

/* Of what was read where `asked` rows were asked for, with room for `more`; in the arena. */
struct kept_read {
    const struct stored_works *read;
    size_t asked, more;
};
void kept_rows_fill(struct arena *a, struct kept_rows *k, const struct kept_read *from);
/* Those to be kept, least + KEPT_SPARE at most, with room for as many again as are spared. */
void kept_rows_take(struct arena *a, struct kept_rows *k, const struct kept_rows *from,
                    size_t least);

struct kept_change {
    const int64_t *debtor_ids; /* ascending: whatever stood of them is gone */
    size_t debtor_count;
    struct stored_work *rows; /* in the order of work: theirs now, of this list */
    size_t row_count;
};
/* False: too many have come or gone, all must be read again; then what is kept is of no use. */
bool kept_rows_change(struct kept_rows *k, const struct kept_change *change);

#endif
