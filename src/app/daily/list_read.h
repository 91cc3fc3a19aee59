/* The rows of the list of a day, in the order of work: as the run left them, but for debtors of
 * whom imports and entries by hand told something since, who are decided on again; everybody is
 * where no run stands. Inside the caller's transaction; nothing is written. */
#ifndef RELANCE_APP_LIST_READ_H
#define RELANCE_APP_LIST_READ_H

#include "app/context.h"
#include "base/arena.h"
#include "store/value_store.h"
#include "store/work_store.h"

struct list_wanted {
    const int64_t *creditors; /* ids; NULL: of all there are */
    size_t creditor_count;
    int64_t agent_id; /* on his list or on everybody's; 0: on anybody's */
    size_t places;    /* at most so many rows with work */
    size_t waits;     /* and so many that owe and have none; SIZE_MAX: all */
};
/* totals and draws are those of everybody, or more than are wanted. More rows than were wanted may
 * be there. */
struct list_rows {
    struct stored_works works, waits;
    struct work_totals totals;
    struct stored_draws draws; /* of the run, by account */
    bool kept;                 /* they come from memory (list_kept.h) */
};
/* In the arena. */
MUST_CHECK bool list_read(struct app *app, struct arena *a, const struct list_wanted *wanted,
                          struct list_rows *out, struct err *err);

/* A row is of these creditors and on this list. */
bool list_takes(const struct list_wanted *wanted, const struct stored_work *row);

/* What the rows of a day rest on. */
enum list_ground {
    LIST_OF_RUN,    /* what the published run left stands */
    LIST_BUT_FOR,   /* it does but for debtors touched since, and the same person as they */
    LIST_OF_NO_RUN, /* everybody is decided on */
};
struct list_state {
    enum list_ground ground;
    struct run_row published; /* number 0: none */
    int64_t last;             /* the greatest number of a run, whatever became of it */
};
MUST_CHECK bool list_state_read(struct app *app, struct arena *a, struct list_state *out,
                                struct err *err);

/* Takes each account of debtors decided on again: the row that holds at the run (from_run 0: none),
 * and what is decided now. */
struct list_decided {
    bool (*wants)(void *with, int64_t creditor_id); /* asked before it is decided; NULL: of all */
    bool (*take)(void *with, const struct stored_work *before, const struct stored_work *now,
                 struct err *err);
    void *with;
};
struct list_again {
    int64_t published;
    const int64_t *debtor_ids; /* ascending */
    size_t count;
};
/* By debtor, then by account. Memory of what is taken is the caller's. */
MUST_CHECK bool list_decide(struct app *app, struct arena *a, const struct list_again *again,
                            const struct list_decided *to, struct err *err);

#endif
