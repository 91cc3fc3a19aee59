/* Rows of objects to structs, for object_walk.c alone. */
#ifndef RELANCE_STORE_OBJECT_ROWS_H
#define RELANCE_STORE_OBJECT_ROWS_H

#include "gen/alert_sql.h"
#include "gen/assignment_sql.h"
#include "gen/cover_sql.h"
#include "gen/dispute_sql.h"
#include "gen/hold_sql.h"
#include "gen/instalments_sql.h"
#include "gen/object_sql.h"
#include "gen/outcome_sql.h"
#include "gen/promise_sql.h"
#include "object_walk.h"

struct object_item_row {
    int64_t object_id;
    struct covered_item item;
};
struct instalment_row {
    int64_t plan_id;
    struct instalment line;
};

/* An account being read. Items and lines come before the objects they belong to. */
struct objects_loading {
    struct arena *arena;
    struct account_key key;
    struct account_objects *out;
    struct object_item_row *items; /* by object */
    struct instalment_row *lines;  /* by plan */
    size_t item_count, line_count;
};

/* Each adds one row; false: ERR_DB_DAMAGED. */
MUST_CHECK bool add_object_item(struct objects_loading *l, const struct q_object_item_scan_row *row,
                                struct err *err);
MUST_CHECK bool add_instalment(struct objects_loading *l, const struct q_instalment_scan_row *row,
                               struct err *err);
MUST_CHECK bool add_promise(struct objects_loading *l, const struct q_promise_scan_row *row,
                            struct err *err);
MUST_CHECK bool add_instalments(struct objects_loading *l, const struct q_instalments_scan_row *row,
                                struct err *err);
MUST_CHECK bool add_dispute(struct objects_loading *l, const struct q_dispute_scan_row *row,
                            struct err *err);
/* Left out when it was placed on another account and does not bind the person. */
MUST_CHECK bool add_hold(struct objects_loading *l, const struct q_hold_scan_row *row,
                         struct err *err);
MUST_CHECK bool add_cover(struct objects_loading *l, const struct q_cover_scan_row *row,
                          struct err *err);
MUST_CHECK bool add_alert(struct objects_loading *l, const struct q_alert_scan_row *row,
                          struct err *err);
MUST_CHECK bool add_outcome(struct objects_loading *l, const struct q_outcome_scan_row *row,
                            struct err *err);
MUST_CHECK bool add_assignment(struct objects_loading *l, const struct q_assignment_scan_row *row,
                               struct err *err);

#endif
