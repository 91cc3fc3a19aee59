/* Debtors of whom something became known since the run, as they were last looked at, for lists that
 * are kept in memory: who has changed since a list was made, and what is decided of those who are
 * decided on again. */
#ifndef RELANCE_APP_KEPT_DEBTORS_H
#define RELANCE_APP_KEPT_DEBTORS_H

#include "list_read.h"

struct kept_debtor {
    int64_t debtor_id;
    int64_t times;                   /* as in work_touched; 0: he is but the same person */
    int64_t version;                 /* when he changed last */
    bool decided;                    /* what follows is known */
    struct stored_works before, now; /* rows that hold at the run; as decided since, what is owed */
};

struct kept_debtors {
    struct arena arena;       /* of rows; what is left over of changes stays until all is dropped */
    struct kept_debtor *rows; /* ascending */
    size_t count, room;
    int64_t version;          /* grows with every change */
    int64_t same_version;     /* up to which kept_debtors_same has looked */
    size_t open;              /* not decided on */
    size_t before;            /* rows that hold of those decided on */
    struct work_totals delta; /* what those decided on add to the totals of the run; in the arena */
};
/* Nobody is known; memory of its own until kept_debtors_drop. */
void kept_debtors_init(struct kept_debtors *k);
/* Forgets all; the version goes on. */
void kept_debtors_drop(struct kept_debtors *k);

/* Who is touched now: whoever is so another number of times than before, or no longer, has changed.
 * Those who look may come in another order than what they see. */
void kept_debtors_look(struct kept_debtors *k, struct arena *scratch,
                       const struct work_touched_list *touched);

struct kept_ids {
    int64_t *rows; /* ascending */
    size_t count;
};
/* Those who have changed since a version; in the arena. */
struct kept_ids kept_debtors_since(const struct kept_debtors *k, struct arena *a, int64_t version);

/* Whoever is the same person as somebody who has changed has to be decided on again, too. */
MUST_CHECK bool kept_debtors_same(struct kept_debtors *k, struct app *app, struct arena *a,
                                  struct err *err);
/* Decides on the first of those not decided on, at most so many. Inside the caller's transaction.
 * After an error nothing that is kept is of use. */
struct kept_deciding {
    int64_t published;
    size_t most;
};
MUST_CHECK bool kept_debtors_decide(struct kept_debtors *k, struct app *app, struct arena *a,
                                    const struct kept_deciding *what, struct err *err);

/* NULL: nothing became known of him. */
const struct kept_debtor *kept_debtors_find(const struct kept_debtors *k, int64_t debtor_id);

#endif
