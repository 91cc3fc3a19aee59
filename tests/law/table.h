/* Tests as text tables a lawyer or a collector can read and edit, one case a line, checked by a
 * small program. A file begins with `table KIND`, then a line of column names; fields are separated
 * by
 * '|', '-' is an empty field, '#' begins a comment line. Every row is one TAP point. */
#ifndef RELANCE_TESTS_LAW_TABLE_H
#define RELANCE_TESTS_LAW_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/str.h"

enum { TABLE_COLUMNS_MAX = 20 };

struct table_row {
    const char *file;
    int64_t line;
    const struct str *columns; /* names */
    struct str fields[TABLE_COLUMNS_MAX];
    size_t count;
    struct arena *arena;
    struct buf wrong; /* what does not agree; empty: the row passes */
};

/* The field of a column; a missing column ends the program. */
struct str row_text(const struct table_row *row, const char *column);
bool row_has(const struct table_row *row, const char *column);
/* DAY_NONE for '-'; a bad date ends the program. */
struct day row_day(const struct table_row *row, const char *column);
/* Cents; a bad amount ends the program. */
int64_t row_amount(const struct table_row *row, const char *column);
int64_t parse_amount(const struct table_row *row, struct str s);
struct day parse_day(const struct table_row *row, struct str s);

/* Compare an expected column with what came out; an empty field expects nothing. */
void row_expect(struct table_row *row, const char *column, struct str found);
void row_expect_day(struct table_row *row, const char *column, struct day found);
void row_expect_amount(struct table_row *row, const char *column, int64_t cents);
void row_expect_int(struct table_row *row, const char *column, int64_t found);

typedef void row_check(struct table_row *row);

/* What the program knows; ends with NULL. */
struct table_kind {
    const char *kind;
    row_check *check;
};
extern const struct table_kind table_kinds[];

row_check check_interest, check_rates, check_term, check_limitation, check_deadline, check_holidays,
    check_identifier, check_imputation, check_doubtful, check_hours, check_statement;

/* Ends the program: the table itself is wrong. */
NORETURN void table_broken(const struct table_row *row, const char *why);

#endif
