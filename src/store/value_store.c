#include "value_store.h"

#include "gen/value_sql.h"

bool outcome_context_add(struct db *db, struct account_key key,
                         const struct outcome_context *context, struct err *err)
{
    struct q_outcome_context_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .outcome_id = context->outcome_id,
        .on_day = context->on.n,
        .reached = context->reached,
        .days_late = context->days_late,
        .net_minor = context->net_minor,
    };
    ASSERT(db_in_transaction(db));
    return q_outcome_context_insert(db, &in, NULL, err);
}

bool outcome_context_count(struct db *db, int64_t *out, struct err *err)
{
    struct q_outcome_context_count_row row = {0};
    struct arena scratch;
    bool found = false;
    arena_init(&scratch, 0);
    bool ok = q_outcome_context_count(db, &scratch, &row, &found, err);
    arena_release(&scratch);
    *out = row.calls;
    return ok;
}

bool outcome_contexts_last(struct db *db, struct arena *a, size_t most,
                           struct outcome_contexts *out, struct err *err)
{
    struct q_outcome_context_scan_in in = {(int64_t)most};
    struct db_rows rows;
    *out = (struct outcome_contexts){0};
    if (!q_outcome_context_scan_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_outcome_context_scan_row row;
    while (q_outcome_context_scan_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct outcome_context){.reached = row.reached != 0,
                                                .days_late = (int32_t)row.days_late};
    }
    db_done(&rows);
    return ok;
}

/* ---- draws ---- */

bool file_draws_add(struct db *db, const struct draw_day *day, const struct stored_draws *draws,
                    struct err *err)
{
    struct db_bulk bulk;
    ASSERT(db_in_transaction(db));
    if (!q_file_draw_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < draws->count; i++) {
        const struct stored_draw *d = &draws->rows[i];
        struct q_file_draw_insert_in in = {
            .debtor_id = d->key.debtor_id,
            .account_id = d->key.account_id,
            .run = day->run,
            .on_day = day->on.n,
            .until_day = day->until.n,
            .explored = d->explored,
            .place_value = d->place_value,
            .place_amount = d->place_amount,
            .propensity_ppm = d->propensity_ppm,
            .net_minor = d->net_minor,
            .days_late = d->days_late,
            .person = d->person,
            .broken = d->broken,
            .kept = d->kept,
            .attempts = d->attempts,
        };
        if (!q_file_draw_insert_row(&bulk, &in, err))
            return false;
    }
    return q_file_draw_insert_end(&bulk, err);
}

static struct stored_draw *add_draw(struct arena *a, struct stored_draws *out)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0)
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    return &out->rows[n];
}

bool file_draws_of_run(struct db *db, struct arena *a, int64_t run, struct stored_draws *out,
                       struct err *err)
{
    struct q_file_draw_of_run_in in = {run};
    struct db_rows rows;
    *out = (struct stored_draws){0};
    if (!q_file_draw_of_run_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_file_draw_of_run_row row;
    while (q_file_draw_of_run_more(&rows, &row, &ok, err)) {
        *add_draw(a, out) = (struct stored_draw){.key = {row.debtor_id, row.account_id},
                                                 .explored = row.explored != 0,
                                                 .place_value = row.place_value,
                                                 .place_amount = row.place_amount,
                                                 .propensity_ppm = (int32_t)row.propensity_ppm};
    }
    db_done(&rows);
    return ok;
}

const struct stored_draw *stored_draw_find(const struct stored_draws *draws, struct account_key key)
{
    size_t from = 0;
    size_t to = draws->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct account_key at = draws->rows[middle].key;
        if (at.debtor_id == key.debtor_id && at.account_id == key.account_id)
            return &draws->rows[middle];
        bool before = at.debtor_id < key.debtor_id ||
                      (at.debtor_id == key.debtor_id && at.account_id < key.account_id);
        if (before)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

bool file_draws_past(struct db *db, struct arena *a, const struct past_wanted *wanted,
                     struct stored_draws *out, struct err *err)
{
    struct q_file_draw_scan_in in = {wanted->before.n, (int64_t)wanted->most};
    struct db_rows rows;
    *out = (struct stored_draws){0};
    if (!q_file_draw_scan_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_file_draw_scan_row row;
    while (q_file_draw_scan_more(&rows, &row, &ok, err)) {
        *add_draw(a, out) = (struct stored_draw){.creditor_id = row.creditor_id,
                                                 .until = {(int32_t)row.until_day},
                                                 .propensity_ppm = (int32_t)row.propensity_ppm,
                                                 .net_minor = row.net_minor,
                                                 .days_late = (int32_t)row.days_late,
                                                 .broken = (int32_t)row.broken,
                                                 .kept = (int32_t)row.kept,
                                                 .attempts = (int32_t)row.attempts,
                                                 .person = arena_str(a, row.person),
                                                 .contacted = row.contacted != 0,
                                                 .came_minor = row.came_minor};
    }
    db_done(&rows);
    return ok;
}

bool file_draws_of_account(struct db *db, struct arena *a, struct account_key key,
                           struct stored_draws *out, struct err *err)
{
    struct q_file_draw_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_draws){0};
    if (!q_file_draw_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_file_draw_by_account_row row;
    while (q_file_draw_by_account_more(&rows, &row, &ok, err)) {
        *add_draw(a, out) = (struct stored_draw){.key = key,
                                                 .run = row.run,
                                                 .on = {(int32_t)row.on_day},
                                                 .until = {(int32_t)row.until_day},
                                                 .explored = row.explored != 0,
                                                 .propensity_ppm = (int32_t)row.propensity_ppm,
                                                 .net_minor = row.net_minor,
                                                 .days_late = (int32_t)row.days_late,
                                                 .broken = (int32_t)row.broken,
                                                 .kept = (int32_t)row.kept,
                                                 .attempts = (int32_t)row.attempts,
                                                 .person = arena_str(a, row.person)};
    }
    db_done(&rows);
    return ok;
}

/* ---- what was learnt ---- */

bool stored_model_last(struct db *db, struct arena *a, struct stored_model *out, struct err *err)
{
    struct q_value_model_last_row row;
    bool found = false;
    *out = (struct stored_model){0};
    if (!q_value_model_last(db, a, &row, &found, err) || !found)
        return !err_is(err);
    *out = (struct stored_model){.number = row.number,
                                 .on = {(int32_t)row.on_day},
                                 .rules_version = row.rules_version,
                                 .outcomes = row.outcomes,
                                 .draws = row.draws,
                                 .body = row.body};
    return true;
}

bool stored_model_add(struct db *db, const struct stored_model *model, int64_t at_ms,
                      struct err *err)
{
    struct q_value_model_insert_in in = {
        .number = model->number,
        .on_day = model->on.n,
        .rules_version = model->rules_version,
        .outcomes = model->outcomes,
        .draws = model->draws,
        .body = model->body,
        .at_ms = at_ms,
    };
    ASSERT(db_in_transaction(db));
    return q_value_model_insert(db, &in, NULL, err);
}
