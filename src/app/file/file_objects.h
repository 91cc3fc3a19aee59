/* What was agreed on an account and what it is worth today: every promise and plan judged by the
 * money that came, every dispute, hold and cover with its status; and what of it the gate has to
 * know. Of one account, or of all of them beside account_walk, without a query for each. */
#ifndef RELANCE_APP_FILE_OBJECTS_H
#define RELANCE_APP_FILE_OBJECTS_H

#include "app/context.h"
#include "law/tables.h"
#include "store/account_walk.h"
#include "store/object_walk.h"
#include "store/payee_store.h"
#include "strategy/facts.h"

/* What judging needs beside the account; loaded once for all of them. */
struct objects_ground {
    struct app *app;
    struct day today;
    const struct law_tables *law;
    struct creditor_means_list means;
    struct payee_book payees;
};
/* In the arena, inside or outside a transaction. */
MUST_CHECK bool objects_ground_load(struct app *app, struct arena *a, struct objects_ground *out,
                                    struct err *err);

/* Of an invoice that is still open. */
struct file_cover_clock {
    size_t cover; /* index */
    int64_t item_id;
    struct cover_clock clock;
};

struct file_objects {
    struct account_objects stored;
    struct promise_answer *promises; /* one per stored promise, and so on */
    struct instalments_answer *plans;
    int64_t *withheld_minor; /* by disputes */
    bool *with_agent;        /* disputes that are back with the agent */
    enum hold_status *holds;
    enum cover_status *covers;
    enum alert_status *alerts;
    enum assignment_status *assignments;
    struct payees payees;            /* of the creditor */
    struct item_payee *item_payees;  /* one per item of the account, in its order; NULL: nothing was
                                        assigned */
    struct file_cover_clock *clocks; /* of covers in force: invoices to declare; soon or worse */
    size_t clock_count;
    struct day through;      /* how far the creditor's books are known; DAY_NONE: not at all */
    bool handed_over;        /* a person set a stage in which nobody here asks for money */
    struct day stage_change; /* the next day on which a word about the stage begins; DAY_NONE: none
                              */
    /* for the gate; items by their place in the account */
    struct gate_suspension *suspensions;
    size_t suspension_count;
};

/* One account, in the arena; `account` as account_read gives it, its items in any order. */
MUST_CHECK bool file_objects_read(const struct objects_ground *ground, struct arena *a,
                                  const struct walked_account *account, struct file_objects *out,
                                  struct err *err);
/* The same from objects read already (object_walk_next), but for what the stage says. */
void file_objects_judge(struct arena *a, const struct walked_account *account,
                        const struct account_objects *stored, const struct objects_ground *ground,
                        struct file_objects *out);

/* What the books say of an item now: the baseline of a promise, a plan or a dispute. */
struct item_books {
    int64_t paid_minor, credited_minor; /* allocated to it so far */
};
struct item_books item_books(const struct walked_account *account, int64_t item_id);
/* Credits dated `from` or later that nobody allocated. */
int64_t loose_credits(const struct walked_account *account, struct day from);

#endif
