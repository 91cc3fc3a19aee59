/* What the tables of the manager's page are made with, and those of what is owed by age. */
#ifndef RELANCE_APP_OVERVIEW_MAKING_H
#define RELANCE_APP_OVERVIEW_MAKING_H

#include "overview_tables.h"

enum { OVERVIEW_COLUMNS_MAX = 8, OVERVIEW_AGES = 5 };

struct making {
    struct arena *arena;
    const struct overview *o;
    const struct table_reader *reader;
    struct overview_table *table;
    struct currency currency; /* of the rows being made */
    struct str currency_name;
};

/* A text of the catalogue; the same with its %1; a day, a number. In the arena. */
struct str making_said(const struct making *m, const char *text);
struct str making_said_of(const struct making *m, const char *text, struct str arg);
struct str making_day(const struct making *m, struct day day);
struct str making_number(const struct making *m, int64_t number);

void making_column(struct making *m, const char *title, enum table_kind kind);
/* A row that begins with these words. */
struct overview_cell *making_row(struct making *m, struct str label);
void making_last_is_total(struct making *m);
/* Everything of this currency in question. */
struct list_filter making_base(const struct making *m, enum list_of of);
/* A figure of nothing leads nowhere; `to` may be NULL. */
void making_money(const struct making *m, struct overview_cell *cell, int64_t minor,
                  const struct list_filter *to);

struct total {
    int64_t count, minor;
};
/* Of this currency; creditor_id 0: of all. */
struct total making_sum(const struct making *m, const struct overview_sums *sums,
                        int64_t creditor_id);
/* Into the second and the third cell. */
void making_both(const struct making *m, struct overview_cell *cells, struct total total,
                 const struct list_filter *to);

/* ---- what is owed by age: overview_aged.c ---- */

struct aged {
    int64_t files;
    int64_t minor[OVERVIEW_BAND_COUNT];
};
int64_t aged_balance(const int64_t *minor);
struct aged aged_all(const struct making *m);
void aged_columns(struct making *m, const char *key);
void aged_by_creditor(struct making *m);
void aged_by_agent(struct making *m);
void aged_provision(struct making *m);

#endif
