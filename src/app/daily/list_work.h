/* The day's list: whom to call today and why, and who is left out and why. */
#ifndef RELANCE_APP_LIST_WORK_H
#define RELANCE_APP_LIST_WORK_H

#include "app/context.h"
#include "base/arena.h"
#include "base/money.h"
#include "store/ledger_store.h"
#include "store/user_store.h"
#include "strategy/codes.h"
#include "value_model.h"

struct work_row {
    struct account_key key;
    int64_t rank;             /* from 1; 0 for a blocked file */
    struct money net_overdue; /* overdue principal net of unallocated credits */
    int32_t oldest_days;      /* since the due date of the oldest overdue item */
    enum action action;
    enum block block;       /* of a blocked file: the first reason why not; else BLOCK_COUNT */
    bool reserved;          /* the place is kept for an old file */
    bool drawn;             /* its place was drawn by lot */
    bool broken;            /* a promise was broken or kept in part only */
    int32_t propensity_ppm; /* its chance to be among the places of the day, where a draw might have
                               changed that; 0: none might */
    int64_t creditor_id;
    /* what list_work_show fills in */
    bool shown;
    int64_t account_number; /* of the reference C-... */
    struct str debtor, debtor_kind, creditor, capacity;
    struct str phone; /* p NULL = none known */
    struct str agent; /* login of the one on whose list it is; empty: everybody's */
    /* what list_work_explain fills in */
    bool explained;
    struct work_reason *reasons;
    size_t reason_count;
    struct day next_change; /* when the decision may change by itself */
    /* its own */
    int64_t agent_id;
    struct work_reason value[VALUE_REASONS_MAX];
    size_t value_count;
};

struct work_query {
    struct str creditor;  /* only this one; empty: all in scope */
    struct str agent;     /* login: his list, with what is everybody's; empty: all lists */
    int32_t top_percent;  /* the first files that bring this share of the extra cash; 0: all */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
    size_t show;         /* so many rows of each kind are shown (list_work_show) at once */
    size_t explain;      /* and so many explained (list_work_explain) */
    size_t blocked_most; /* at most so many blocked files are read; 0: all */
    size_t places;       /* and so many places; 0: WORK_PLACES_MAX */
};

/* So many places of a list are ordered and shown; nobody works through more in a day. */
enum { WORK_PLACES_MAX = 20000 };

/* Rows are places of the day, at most as many as were asked for. Counts and sums are of the whole
 * list; of its first files when a share was asked for. */
struct work_list {
    struct work_row *rows; /* by rank */
    size_t row_count;
    struct work_row *blocked; /* files that owe something but are not called, largest first */
    size_t blocked_count;
    int64_t action_count[ACTION_COUNT]; /* files by action; of ACTION_NONE: blocked ones */
    int64_t work_count;                 /* files with work today */
    int64_t account_count;              /* files with something open */
    struct money euros;                 /* overdue on files with work, of those in euros */
    struct str *agents;                 /* logins of those who work on files, in order */
    size_t agent_count;
    /* by the share asked for: files of the list, and the cash that calls are expected to bring,
     * those in euros (in the first currency of the list when there is none) */
    struct work_top {
        int32_t percent;
        size_t whole_count;
        struct money covered, whole;
    } top;
};

/* In the arena. Errors: ERR_UNKNOWN_CREDITOR, ERR_UNKNOWN_USER (agent). */
MUST_CHECK bool list_work(struct app *app, struct arena *a, const struct work_query *query,
                          struct work_list *out, struct err *err);
/* Reads what people see of rows of that list, of those that lack it. */
MUST_CHECK bool list_work_show(struct app *app, struct arena *a, struct work_row **rows,
                               size_t count, struct err *err);

/* Decides again on the accounts of these rows: why each is where it is. */
MUST_CHECK bool list_work_explain(struct app *app, struct arena *a, struct work_row **rows,
                                  size_t count, struct err *err);

/* The list that somebody begins with is his own; who leads agents begins with everybody's. */
bool list_work_is_own(const struct user *user);

/* A turn of a chore, outside of transactions: the lists that agents and those who lead them begin
 * with are made ready (list_kept.h), a piece at a time. *again: not all of it is done. */
MUST_CHECK bool list_work_prepare(struct app *app, struct list_kept *kept, bool *again,
                                  struct err *err);

#endif
