/* The small-balance rule: what is left of items that are late and not worth a call is written off,
 * account by account. */
#ifndef RELANCE_APP_WRITE_OFF_SMALL_H
#define RELANCE_APP_WRITE_OFF_SMALL_H

#include "add_item.h"

struct small_request {
    struct str creditor;  /* code; empty: all in scope */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
    struct str amount_max; /* as typed: at most so much is left of an item (equal is enough) */
    int32_t late_days_min; /* days since its due date */
    struct str why;        /* must not be empty */
    bool confirm;          /* else only told */
};

struct small_row {
    int64_t account_number;
    int64_t import_number; /* I-...: what takes it back; 0: only told */
    struct money total;
    size_t items;
};
struct small_report {
    struct small_row *rows; /* one per account */
    size_t count;
};

/* In the arena. Each account is a transaction of its own: what is done stays done when a later one
 * fails. Items whose due date is assumed are left alone. */
MUST_CHECK bool write_off_small(struct app *app, struct arena *a,
                                const struct small_request *request, struct small_report *out,
                                struct err *err);

#endif
