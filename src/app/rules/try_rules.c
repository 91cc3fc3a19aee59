#include "try_rules.h"

#include "app/daily/decide_history.h"

struct trial {
    struct app *app;
    struct arena *arena;
    struct decide_ground before, after;
    struct rules_trial *out;
    const struct trial_request *request;
    int64_t walked;       /* accounts, with something open or not */
    struct arena scratch; /* of one account */
};

enum { LOOK_ACCOUNTS = 256 }; /* between two words to whoever watches */

static bool same_decision(const struct scenario_decision *a, const struct scenario_decision *b)
{
    return a->action == b->action && a->level == b->level && a->why_not.code == b->why_not.code;
}

/* Kept by amount, the largest first; of equal ones the first met stays before. */
static void keep_change(struct trial *t, const struct run_account *from,
                        const struct decided_work *before, const struct decided_work *after)
{
    struct rules_trial *out = t->out;
    int64_t open_minor = after->gate.open_minor;
    size_t at = out->change_count;
    while (at > 0 && out->changes[at - 1].open.minor < open_minor)
        at--;
    if (at == TRIAL_CHANGES_MAX)
        return;
    if (out->change_count < TRIAL_CHANGES_MAX)
        out->change_count++;
    size_t moved = out->change_count - 1 - at;
    memmove(&out->changes[at + 1], &out->changes[at], moved * sizeof *out->changes);
    out->changes[at] = (struct trial_change){.key = from->account.key,
                                             .open = {open_minor, from->account.currency},
                                             .before = before->decision.action,
                                             .after = after->decision.action,
                                             .level_before = before->decision.level,
                                             .level_after = after->decision.level};
}

static void count(struct trial *t, const struct run_account *from,
                  const struct decided_work *before, const struct decided_work *after)
{
    struct rules_trial *out = t->out;
    enum action action = after->decision.action;
    if (after->gate.open_minor == 0 && after->gate.unallocated_minor == 0)
        return;
    out->accounts++;
    for (size_t i = 0; i < from->account.item_count; i++)
        out->items += from->account.items[i].open_minor != 0;
    out->before[before->decision.action]++;
    out->after[action]++;
    out->actions += action != ACTION_NONE;
    out->queue += action == ACTION_CALL || action == ACTION_PRE_DUE_CALL;
    out->blocked += action == ACTION_NONE && after->gate.open_minor > 0;
    if (same_decision(&before->decision, &after->decision))
        return;
    out->changed++;
    keep_change(t, from, before, after);
}

static bool goes_on(struct trial *t)
{
    const struct trial_request *q = t->request;
    if (q->go_on != NULL && t->walked++ % LOOK_ACCOUNTS == 0)
        t->out->stopped = !q->go_on(q->with, t->walked - 1);
    return !t->out->stopped;
}

static bool decide_all(struct trial *t, struct err *err)
{
    struct run_walk *walk = NULL;
    struct run_walk_start start = {.today = t->app->today};
    bool ok = run_walk_open(t->app->db, t->arena, &start, &walk, err);
    while (ok && goes_on(t)) {
        struct run_account from;
        struct decided_work before;
        struct decided_work after;
        const struct file_objects *objects;
        bool have = false;
        ok = run_walk_next(walk, &from, &have, err);
        if (!ok || !have)
            break;
        arena_clear(&t->scratch);
        ok = decide_objects(&t->scratch, &t->before, &from, &objects, err) &&
             decide_history(&t->scratch, &t->after, &from, err);
        if (!ok)
            break;
        decide_work(&t->scratch, &t->before, &from, objects, &before);
        decide_work(&t->scratch, &t->after, &from, objects, &after);
        count(t, &from, &before, &after);
    }
    run_walk_close(walk);
    return ok;
}

static bool name_changes(struct trial *t, struct err *err)
{
    for (size_t i = 0; i < t->out->change_count; i++) {
        struct walked_account account = {.key = t->out->changes[i].key};
        arena_clear(&t->scratch);
        if (!account_read(t->app->db, &t->scratch, t->app->today, &account, err))
            return false;
        t->out->changes[i].account_number = account.number;
        t->out->changes[i].debtor = arena_str(t->arena, account.name);
    }
    return true;
}

static bool load(struct trial *t, const struct rules_paths *paths, struct err *err)
{
    struct str path;
    if (!decide_ground_load(t->app, t->arena, &t->before, err) ||
        !decide_ground_load(t->app, t->arena, &t->after, err))
        return false;
    check_rules(t->arena, t->after.objects.law, &t->after.rules, paths, &t->out->report);
    return rules_report_error(&t->out->report, &path, err);
}

bool try_rules(struct app *app, struct arena *a, const struct trial_request *request,
               struct rules_trial *out, struct err *err)
{
    struct trial t = {.app = app, .arena = a, .out = out, .request = request};
    *out = (struct rules_trial){.changes = ARENA_ARRAY(a, TRIAL_CHANGES_MAX, struct trial_change)};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&t.scratch, 0);
    bool ok = load(&t, request->paths, err) && decide_all(&t, err) && name_changes(&t, err);
    arena_release(&t.scratch);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
