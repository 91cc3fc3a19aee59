/* The statement as typed tables: one content for the terminal, the page, the PDF and the workbook.
 */
#ifndef RELANCE_APP_STATEMENT_TABLES_H
#define RELANCE_APP_STATEMENT_TABLES_H

#include "app/lists/save_table.h"
#include "show_statement.h"

/* How much is told. */
struct statement_wish {
    struct table_reader reader;
    bool to_debtor;  /* what may be sent: interest and indemnity only where the policy mentions or
                        asks them and nothing is missing (DESIGN 5) */
    bool everything; /* also items of which nothing is left, and the day of each item */
};

struct statement_tables {
    struct table_view items;       /* one row per item, credits included */
    struct table_view sums;        /* what the sums are, amount, article */
    struct table_view differences; /* between the two views; no rows: there are none */
    struct table_view payments;    /* what each credit paid, in the claim view */
    struct table_view interest;    /* days, rate, base: one row per segment */
    const size_t *payment_items;   /* of each row: the item paid */
    const size_t *interest_items;  /* of each row: its item */
    const struct str *notes;       /* sentences */
    size_t note_count;
    bool claim; /* interest and indemnity are told */
};

/* In the arena. */
void statement_tables_make(struct statement_tables *out, struct arena *a,
                           const struct account_statement *s, const struct statement_wish *wish);
/* The tables of a workbook, those that have rows; their number, at most 5. */
size_t statement_sheets(const struct statement_tables *t, struct table_view sheets[5]);
/* "C. com. L441-10 II; D441-5": the articles behind interest or indemnity, each once; empty: none.
 */
enum statement_part { STATEMENT_PART_INTEREST, STATEMENT_PART_INDEMNITY };
struct str statement_articles(struct arena *a, const struct account_statement *s,
                              enum statement_part part);
/* Costs of recovery of one kind that stand on the day. */
int64_t statement_costs(const struct account_statement *s, enum cost_kind kind);
/* What becomes of interest and indemnity, in one sentence. */
const char *statement_policy_sentence(const struct account_statement *s, enum lang lang);
/* One segment's interest, unrounded: "154,917808". */
struct str statement_exact(struct arena *a, int64_t micro);

#endif
