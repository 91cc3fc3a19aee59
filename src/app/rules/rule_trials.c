#include "rule_trials.h"

#include "app/clock.h"
#include "store/account_walk.h"

bool ask_rule_trial(struct app *app, const struct rule_trial_ask *ask, struct err *err)
{
    const struct rule_trial_row row = {.id = id_next(app->ids),
                                       .actor_id = app->actor_id,
                                       .file = ask->file,
                                       .body = ask->text,
                                       .made_ms = app->now_ms};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (rule_trial_put(app->db, &row, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

/* ---- showing ---- */

static bool name_changes(struct app *app, struct arena *a, const struct rule_trial_result *from,
                         struct rules_trial *out, struct err *err)
{
    out->changes = ARENA_ARRAY(a, from->change_count, struct trial_change);
    for (size_t i = 0; i < from->change_count; i++) {
        const struct rule_trial_change *c = &from->changes[i];
        struct walked_account account = {.key = c->key};
        if (!account_read(app->db, a, app->today, &account, err))
            return false;
        out->changes[out->change_count++] = (struct trial_change){
            .key = c->key,
            .account_number = account.number,
            .debtor = account.name,
            .open = {c->open_minor, account.currency},
            .before = c->before,
            .after = c->after,
            .level_before = c->level_before,
            .level_after = c->level_after,
        };
    }
    return true;
}

static bool show(struct app *app, struct arena *a, struct shown_rule_trial *out, struct err *err)
{
    struct rule_trial_result found;
    struct rules_trial *result = &out->result;
    if (!rule_trial_load(app->db, a, &out->row, &found, err))
        return false;
    if (out->row.id == 0)
        return err_set(err, ERR_UNKNOWN_REF, "trial");
    result->accounts = found.accounts;
    result->changed = found.changed;
    memcpy(result->before, found.before, sizeof result->before);
    memcpy(result->after, found.after, sizeof result->after);
    return name_changes(app, a, &found, result, err);
}

bool show_rule_trial(struct app *app, struct arena *a, struct shown_rule_trial *out,
                     struct err *err)
{
    *out = (struct shown_rule_trial){.row = {.actor_id = app->actor_id}};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show(app, a, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

/* ---- doing them ---- */

bool pick_rule_trial(struct app *app, struct arena *a, int64_t claim, struct rule_trial_row *out,
                     struct err *err)
{
    const struct pulse pulse = {.claim = claim, .now_ms = clock_now_ms()};
    bool taken = false;
    if (!rule_trial_next(app->db, a, pulse.now_ms, out, err) || out->id == 0)
        return !err_is(err);
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (!rule_trial_claim(app->db, out, &pulse, &taken, err) || !db_commit(app->db, err)) {
        db_rollback(app->db);
        return false;
    }
    out->claim = claim;
    out->id = taken ? out->id : 0;
    return true;
}

static struct rule_trial_result result_of(struct arena *a, const struct rules_trial *trial)
{
    struct rule_trial_result out = {
        .accounts = trial->accounts,
        .changed = trial->changed,
        .changes = ARENA_ARRAY(a, trial->change_count, struct rule_trial_change)};
    memcpy(out.before, trial->before, sizeof out.before);
    memcpy(out.after, trial->after, sizeof out.after);
    for (; out.change_count < trial->change_count; out.change_count++) {
        const struct trial_change *c = &trial->changes[out.change_count];
        out.changes[out.change_count] = (struct rule_trial_change){
            c->key, c->open.minor, c->before, c->after, c->level_before, c->level_after};
    }
    return out;
}

/* What the connection lacks is no fault of the rules: the next turn does it again. */
static bool of_the_store(enum err_code code)
{
    return code == ERR_DB_LOCKED || code == ERR_DB_FAILED || code == ERR_DB_UNCERTAIN ||
           code == ERR_DB_OPEN;
}

static bool end(struct app *app, const struct pulse *pulse, enum err_code error,
                const struct rule_trial_result *result, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (rule_trial_end(app->db, pulse, error, result, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

static bool run(struct app *app, struct arena *a, const struct rule_trial_work *work,
                struct err *err)
{
    const struct rule_trial_row *row = work->row;
    const struct rules_paths paths = {.paths = &row->file, .count = 1, .texts = &row->body};
    const struct trial_request request = {&paths, work->go_on, work->with};
    struct pulse pulse = {.work_id = row->id, .claim = row->claim};
    struct rules_trial trial;
    struct err why = {0};
    bool ok = try_rules(app, a, &request, &trial, &why);
    pulse.now_ms = clock_now_ms();
    if (ok && trial.stopped)
        return rule_trial_put_back(app->db, &pulse, err);
    if (!ok && of_the_store(why.code)) {
        (void)!rule_trial_put_back(app->db, &pulse, err);
        *err = why;
        return false;
    }
    const struct rule_trial_result result =
        ok ? result_of(a, &trial) : (struct rule_trial_result){0};
    return end(app, &pulse, why.code, &result, err);
}

bool run_rule_trial(struct app *app, const struct rule_trial_work *work, struct err *err)
{
    struct arena a;
    arena_init(&a, 0);
    bool ok = run(app, &a, work, err);
    arena_release(&a);
    return ok;
}
