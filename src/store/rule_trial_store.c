#include "rule_trial_store.h"

#include "gen/rule_trial_sql.h"

static const char *const states[TRIAL_STATE_COUNT] = {[TRIAL_QUEUED] = "queued",
                                                      [TRIAL_RUNNING] = "running",
                                                      [TRIAL_DONE] = "done",
                                                      [TRIAL_FAILED] = "failed"};

bool rule_trial_put(struct db *db, const struct rule_trial_row *row, struct err *err)
{
    const struct q_rule_trial_drop_actions_in actions = {row->actor_id};
    const struct q_rule_trial_drop_changes_in changes = {row->actor_id};
    const struct q_rule_trial_put_in in = {row->actor_id, row->id, row->file, row->body,
                                           row->made_ms};
    return q_rule_trial_drop_actions(db, &actions, NULL, err) &&
           q_rule_trial_drop_changes(db, &changes, NULL, err) &&
           q_rule_trial_put(db, &in, NULL, err);
}

static bool action_of(struct str code, enum action *out, struct err *err)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        *out = (enum action)i;
        if (str_is(code, action_code(*out)))
            return true;
    }
    return err_set(err, ERR_DB_DAMAGED, "rule_trial");
}

static bool load_actions(struct db *db, int64_t trial_id, struct rule_trial_result *out,
                         struct err *err)
{
    const struct q_rule_trial_action_list_in in = {trial_id};
    struct q_rule_trial_action_list_row row;
    struct db_rows rows;
    bool ok = true;
    if (!q_rule_trial_action_list_open(db, &in, &rows, err))
        return false;
    while (q_rule_trial_action_list_more(&rows, &row, &ok, err)) {
        enum action action;
        ok = action_of(row.action, &action, err);
        if (!ok)
            break;
        out->before[action] = row.before;
        out->after[action] = row.after;
    }
    db_done(&rows);
    return ok;
}

static bool load_changes(struct db *db, struct arena *a, int64_t trial_id,
                         struct rule_trial_result *out, struct err *err)
{
    const struct q_rule_trial_change_list_in in = {trial_id};
    struct q_rule_trial_change_list_row row;
    struct db_rows rows;
    bool ok = true;
    if (!q_rule_trial_change_list_open(db, &in, &rows, err))
        return false;
    while (q_rule_trial_change_list_more(&rows, &row, &ok, err)) {
        size_t n = out->change_count;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->changes = arena_grow(a, out->changes, n, n == 0 ? 1 : n * 2, sizeof *out->changes);
        struct rule_trial_change *c = &out->changes[n];
        *c = (struct rule_trial_change){.key = {row.debtor_id, row.account_id},
                                        .open_minor = row.open_minor,
                                        .level_before = (int32_t)row.level_before,
                                        .level_after = (int32_t)row.level_after};
        ok = action_of(row.action_before, &c->before, err) &&
             action_of(row.action_after, &c->after, err);
        if (!ok)
            break;
        out->change_count++;
    }
    db_done(&rows);
    return ok;
}

bool rule_trial_load(struct db *db, struct arena *a, struct rule_trial_row *row,
                     struct rule_trial_result *result, struct err *err)
{
    const struct q_rule_trial_get_in in = {row->actor_id};
    struct q_rule_trial_get_row got;
    bool found = false;
    *result = (struct rule_trial_result){0};
    if (!q_rule_trial_get(db, &in, a, &got, &found, err))
        return false;
    if (!found)
        return true;
    row->id = got.trial_id;
    row->file = got.file;
    row->body = got.body;
    row->made_ms = got.made_ms;
    row->ended_ms = got.ended_ms;
    row->looked = got.looked;
    row->error = err_code_read(got.error);
    for (int i = 0; i < TRIAL_STATE_COUNT; i++) {
        if (str_is(got.state, states[i]))
            row->state = (enum rule_trial_state)i;
    }
    result->accounts = got.accounts;
    result->changed = got.changed;
    return load_actions(db, row->id, result, err) && load_changes(db, a, row->id, result, err);
}

bool rule_trial_next(struct db *db, struct arena *a, int64_t now_ms, struct rule_trial_row *out,
                     struct err *err)
{
    const struct q_rule_trial_next_in in = {now_ms - PULSE_SILENT_MS};
    struct q_rule_trial_next_row row;
    bool found = false;
    *out = (struct rule_trial_row){0};
    if (!q_rule_trial_next(db, &in, a, &row, &found, err))
        return false;
    if (found)
        *out = (struct rule_trial_row){.id = row.trial_id,
                                       .actor_id = row.actor_id,
                                       .file = row.file,
                                       .body = row.body,
                                       .claim = row.claim,
                                       .alive_ms = row.alive_ms};
    return true;
}

bool rule_trial_claim(struct db *db, const struct rule_trial_row *row, const struct pulse *pulse,
                      bool *taken, struct err *err)
{
    const struct q_rule_trial_claim_in in = {pulse->claim, pulse->now_ms, row->id, row->claim,
                                             row->alive_ms};
    int64_t changed = 0;
    if (!q_rule_trial_claim(db, &in, &changed, err))
        return false;
    *taken = changed == 1;
    return true;
}

bool rule_trial_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err)
{
    const struct q_rule_trial_beat_in in = {pulse->now_ms, pulse->count, pulse->work_id,
                                            pulse->claim};
    int64_t changed = 0;
    if (!q_rule_trial_beat(db, &in, &changed, err))
        return false;
    *own = changed == 1;
    return true;
}

bool rule_trial_put_back(struct db *db, const struct pulse *pulse, struct err *err)
{
    const struct q_rule_trial_put_back_in in = {pulse->work_id, pulse->claim};
    return q_rule_trial_put_back(db, &in, NULL, err);
}

static bool keep(struct db *db, int64_t trial_id, const struct rule_trial_result *result,
                 struct err *err)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        const struct q_rule_trial_action_insert_in in = {
            trial_id, str_of(action_code((enum action)i)), result->before[i], result->after[i]};
        if ((result->before[i] != 0 || result->after[i] != 0) &&
            !q_rule_trial_action_insert(db, &in, NULL, err))
            return false;
    }
    for (size_t i = 0; i < result->change_count; i++) {
        const struct rule_trial_change *c = &result->changes[i];
        const struct q_rule_trial_change_insert_in in = {
            trial_id,         (int64_t)i,
            c->key.debtor_id, c->key.account_id,
            c->open_minor,    str_of(action_code(c->before)),
            c->level_before,  str_of(action_code(c->after)),
            c->level_after};
        if (!q_rule_trial_change_insert(db, &in, NULL, err))
            return false;
    }
    return true;
}

bool rule_trial_end(struct db *db, const struct pulse *pulse, enum err_code error,
                    const struct rule_trial_result *result, struct err *err)
{
    bool done = error == ERR_NONE;
    const struct q_rule_trial_end_in in = {str_of(states[done ? TRIAL_DONE : TRIAL_FAILED]),
                                           pulse->now_ms,
                                           err_code_stored(error),
                                           result->accounts,
                                           result->changed,
                                           pulse->work_id,
                                           pulse->claim};
    int64_t changed = 0;
    if (!q_rule_trial_end(db, &in, &changed, err))
        return false;
    return changed == 0 || !done || keep(db, pulse->work_id, result, err);
}
