/* What a newer law table changes against the one in force, field by field: nothing that was
 * published changes unseen. */
#ifndef RELANCE_LAW_TABLES_COMPARE_H
#define RELANCE_LAW_TABLES_COMPARE_H

#include "base/arena.h"
#include "base/str.h"
#include "tables.h"
#include "tables_read.h"

enum law_change_kind {
    LAW_ROW_ADDED,
    LAW_ROW_CHANGED, /* one field of a row that stays */
    LAW_ROW_REMOVED,
};

struct law_change {
    enum law_change_kind kind;
    struct str row;           /* what tells the row from all others: "2026-07-01", "b2b_margin
                                 2013-01-01" */
    struct str column;        /* of a changed field; empty otherwise */
    struct str before, after; /* of a changed field; for an added row, `after` is its value */
    bool figure; /* a figure already given may come out differently: a value, or an end that moved
                    to an earlier day. Not: a first end, a source, a day of checking */
};

struct law_changes {
    struct law_change *list; /* in the order of the rows after, removed rows last */
    size_t count;
    size_t added, changed, removed; /* rows */
    size_t figures;                 /* entries with `figure` */
};

/* A row is the same when its key is: from, with the code, rule, name and region, or preset,
 * weekdays and start, where the table has them; of a limitation the code alone. Everything lives
 * in the arena or in the tables. */
void law_tables_compare(enum law_table table, const struct law_tables *before,
                        const struct law_tables *after, struct arena *arena,
                        struct law_changes *out);

#endif
