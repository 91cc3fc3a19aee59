/* The accounts of a run, read and decided on a piece of the tables at a time, in their order. Where
 * there is more than one piece and the database can be opened again, threads with connections of
 * their own do it, some pieces ahead of whoever writes what was decided; else it is done when it is
 * asked for, on his connection. What is decided is the same. */
#ifndef RELANCE_APP_RUN_AHEAD_H
#define RELANCE_APP_RUN_AHEAD_H

#include "decide_work.h"

struct run_ahead;

/* ground: stays the caller's, unchanged until the end. Errors: ERR_SYSTEM. */
MUST_CHECK bool run_ahead_open(struct arena *a, const struct decide_ground *ground,
                               struct run_ahead **out, struct err *err);
void run_ahead_close(struct run_ahead *ahead); /* NULL is fine; also within a batch */

/* A batch ends with a piece, when it holds so many accounts or debtors wanted. */
struct run_ahead_batch {
    struct run_walk_start start;
    int64_t run;           /* what this run has decided already is left out */
    struct account_key at; /* how far it came, as it is stored */
    size_t most;
};
/* Inside the caller's write transaction, in which nobody else can write until run_ahead_rest: he
 * writes rows of the run, and nothing that is decided on. */
MUST_CHECK bool run_ahead_begin(struct run_ahead *ahead, const struct run_ahead_batch *batch,
                                struct err *err);

struct decided_account {
    struct stored_work now; /* from_run 0: none holds */
    struct stored_work row; /* as the run keeps it; from_run and until_run are not set */
};
struct decided_piece {
    struct decided_account *rows;
    size_t count;
    struct account_key last; /* the last account looked at; of debtor 0: none was */
    int64_t to_debtor;       /* how far the piece went */
};
/* Lives until the next call. *out NULL: the batch ends here. Errors: those of the store. */
MUST_CHECK bool run_ahead_next(struct run_ahead *ahead, const struct decided_piece **out,
                               struct err *err);

/* Ends the batch, also after an error: nobody reads any more. *more: something may follow. */
void run_ahead_rest(struct run_ahead *ahead, bool *more);

#endif
