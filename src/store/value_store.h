/* What calls bring: attempts noted with what was known, draws by lot with what came of them, and
 * what was learnt from both. Writing runs inside the caller's transaction. */
#ifndef RELANCE_STORE_VALUE_STORE_H
#define RELANCE_STORE_VALUE_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "db.h"
#include "ledger_store.h"

/* An attempt to reach somebody: what was known of the file that day. */
struct outcome_context {
    int64_t outcome_id;
    struct day on;
    bool reached; /* somebody who can pay or decide */
    int32_t days_late;
    int64_t net_minor;
};
MUST_CHECK bool outcome_context_add(struct db *db, struct account_key key,
                                    const struct outcome_context *context, struct err *err);
MUST_CHECK bool outcome_context_count(struct db *db, int64_t *out, struct err *err);
/* The last ones, at most so many; days_late and reached are set. In the arena. */
struct outcome_contexts {
    struct outcome_context *rows;
    size_t count;
};
MUST_CHECK bool outcome_contexts_last(struct db *db, struct arena *a, size_t most,
                                      struct outcome_contexts *out, struct err *err);

/* A file that was or might have been drawn by lot in a run. */
struct stored_draw {
    struct account_key key;
    bool explored;
    int64_t place_value, place_amount; /* where it stands now, as in stored_work */
    int32_t propensity_ppm;            /* chance to be among the places of the day */
    int64_t net_minor;
    int32_t days_late, broken, kept, attempts;
    struct str person; /* code */
    int64_t run;
    struct day on, until; /* the last day of the horizon */
    /* set by file_draws_past */
    int64_t creditor_id;
    bool contacted;     /* on its day */
    int64_t came_minor; /* payments since, within the horizon */
};
struct stored_draws {
    struct stored_draw *rows;
    size_t count;
};
struct draw_day {
    int64_t run;
    struct day on, until; /* the last day of the horizon */
};
MUST_CHECK bool file_draws_add(struct db *db, const struct draw_day *day,
                               const struct stored_draws *draws, struct err *err);
/* Of a run, by account: key, explored, places and propensity. In the arena. */
MUST_CHECK bool file_draws_of_run(struct db *db, struct arena *a, int64_t run,
                                  struct stored_draws *out, struct err *err);
/* Among draws by account; NULL: it was not part of the draw. */
const struct stored_draw *stored_draw_find(const struct stored_draws *draws,
                                           struct account_key key);
/* Of an account, by run; without places. In the arena. */
MUST_CHECK bool file_draws_of_account(struct db *db, struct arena *a, struct account_key key,
                                      struct stored_draws *out, struct err *err);
/* The last ones whose horizon ended before the day, at most so many, with what came of them; all
 * but key, run, day, explored and places. In the arena. */
struct past_wanted {
    struct day before;
    size_t most;
};
MUST_CHECK bool file_draws_past(struct db *db, struct arena *a, const struct past_wanted *wanted,
                                struct stored_draws *out, struct err *err);

struct stored_model {
    int64_t number; /* 0: there is none */
    struct day on;
    int64_t rules_version, outcomes, draws;
    struct str body;
};
MUST_CHECK bool stored_model_last(struct db *db, struct arena *a, struct stored_model *out,
                                  struct err *err);
MUST_CHECK bool stored_model_add(struct db *db, const struct stored_model *model, int64_t at_ms,
                                 struct err *err);

#endif
