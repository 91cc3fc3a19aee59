/* The day's list: whom to call today and why, and who is left out and why. */
#ifndef RELANCE_APP_LIST_WORK_H
#define RELANCE_APP_LIST_WORK_H

#include "base/arena.h"
#include "base/money.h"
#include "context.h"
#include "strategy/codes.h"

struct work_row {
    int64_t rank;           /* from 1; 0 for a blocked file */
    int64_t account_number; /* of the reference C-... */
    struct str debtor, debtor_kind, creditor, capacity;
    struct money net_overdue; /* overdue principal net of unallocated credits */
    int32_t oldest_days;      /* since the due date of the oldest overdue item */
    enum action action;
    struct work_reason reasons[REASON_COUNT];
    size_t reason_count;
    enum block block;       /* of a blocked file: the first reason why not */
    struct day next_change; /* of a blocked file: when that may change by itself */
    struct str phone;       /* p NULL = none known */
};

struct work_query {
    struct str creditor;  /* only this one; empty: all in scope */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
};

struct work_list {
    struct work_row *rows; /* by rank */
    size_t row_count;
    struct work_row *blocked; /* files that owe something but are not called, largest first */
    size_t blocked_count;
    int64_t account_count; /* files with something open */
};

/* In the arena. */
MUST_CHECK bool list_work(struct app *app, struct arena *a, const struct work_query *query,
                          struct work_list *out, struct err *err);

#endif
