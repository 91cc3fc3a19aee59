/* Sums over the open items of creditors, for who leads the work. Reads only, inside the caller's
 * transaction; everything in the arena. */
#ifndef RELANCE_STORE_OVERVIEW_STORE_H
#define RELANCE_STORE_OVERVIEW_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "db.h"

struct overview_wanted {
    const int64_t *scope; /* creditor ids; NULL: all */
    size_t scope_count;
    struct day today;
};

/* When what is open falls due; credits, which are below zero, are a band of their own. */
enum overview_band {
    OVERVIEW_WEEK_1, /* today and the six days behind it, and so on */
    OVERVIEW_WEEK_2,
    OVERVIEW_WEEK_3,
    OVERVIEW_WEEK_4,
    OVERVIEW_LATER,
    OVERVIEW_1_30, /* days late */
    OVERVIEW_31_60,
    OVERVIEW_61_90,
    OVERVIEW_OVER_90,
    OVERVIEW_CREDITS,
    OVERVIEW_BAND_COUNT
};

/* Files of which the run decided the same. */
struct overview_files {
    int64_t creditor_id;
    struct currency currency;
    bool decided;     /* the run did; else the next three say nothing */
    int64_t agent_id; /* on whose list; 0: everybody's */
    uint64_t blocks;  /* bit 1 << enum block */
    bool broken;      /* a promise was */
    bool late;        /* something is past due */
    int64_t files;
    int64_t minor[OVERVIEW_BAND_COUNT];
};
struct overview_files_list {
    struct overview_files *rows;
    size_t count;
};

/* ---- what is open, file by file; never another statement between two rows ---- */

/* Debtors with an account, ascending, one a row of account. */
MUST_CHECK bool overview_debtors(struct db *db, struct arena *a, int64_t **out, size_t *count,
                                 struct err *err);

struct overview_span {
    struct day today, month_from;
    int64_t run;         /* whose decisions; 0: none */
    int64_t from_debtor; /* to the other, both included */
    int64_t to_debtor;
    bool all; /* of every debtor, whatever these two say */
};
struct overview_file {
    int64_t debtor_id;
    struct overview_files sums; /* of one file */
    struct day acted;           /* of one past due; DAY_NONE: nobody ever did anything */
};
/* Each file with something open, in no order. */
MUST_CHECK bool overview_open_begin(struct db *db, struct arena *a,
                                    const struct overview_span *span, struct db_rows *rows,
                                    struct err *err);
MUST_CHECK bool overview_open_next(struct db_rows *rows, struct overview_file *out, bool *have,
                                   struct err *err);

struct overview_payment {
    int64_t debtor_id, creditor_id;
    struct currency currency;
    int64_t minor;
};
/* Each payment dated within the month, up to today, in no order. */
MUST_CHECK bool overview_received_begin(struct db *db, struct arena *a,
                                        const struct overview_span *span, struct db_rows *rows,
                                        struct err *err);
MUST_CHECK bool overview_received_next(struct db_rows *rows, struct overview_payment *out,
                                       bool *have, struct err *err);

/* ---- sums ---- */

/* Files with an open dispute: what is past due alone, whatever the run decided. */
MUST_CHECK bool overview_contested(struct db *db, struct arena *a,
                                   const struct overview_wanted *wanted,
                                   struct overview_files_list *out, struct err *err);

struct overview_sum {
    int64_t creditor_id;
    struct currency currency;
    int64_t count; /* files; of money: payments */
    int64_t minor;
};
struct overview_sums {
    struct overview_sum *rows;
    size_t count;
};
enum overview_about {
    OVERVIEW_PROMISED, /* standing promises for them */
    OVERVIEW_PLANNED,  /* lines of agreed plans due on them */
    OVERVIEW_DISPUTED, /* open disputes made on them: what is contested */
    OVERVIEW_ABOUT_COUNT
};
struct overview_question {
    const struct overview_wanted *wanted;
    enum overview_about about;
    struct day from, to; /* both included */
};
MUST_CHECK bool overview_sums(struct db *db, struct arena *a,
                              const struct overview_question *question, struct overview_sums *out,
                              struct err *err);

#endif
