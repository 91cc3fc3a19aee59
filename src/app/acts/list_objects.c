#include "list_objects.h"

#include "store/account_store.h"

struct listing {
    struct app *app;
    struct arena *arena;
    const struct file_query *query;
    const struct objects_visitor *visitor;
    struct objects_ground ground;
    struct creditors creditors;
};

static void visit(struct listing *l, struct objects_view *view)
{
    const struct creditor *creditor = creditor_by_id(&l->creditors, view->account->creditor_id);
    ASSERT(creditor != NULL);
    view->creditor_code = creditor->code;
    view->creditor_name = creditor->name;
    l->visitor->visit(l->visitor->with, view);
}

static bool one(struct listing *l, struct err *err)
{
    struct walked_account account = {0};
    struct file_objects objects;
    struct objects_view view = {.account = &account, .objects = &objects};
    struct db *db = l->app->db;
    if (!account_find(l->app, l->arena, l->query, &account.key, err) ||
        !account_read(db, l->arena, l->app->today, &account, err))
        return false;
    if (!account_in_scope(l->query, account.creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", l->query->ref);
    if (!file_objects_read(&l->ground, l->arena, &account, &objects, err) ||
        !object_events_read(db, l->arena, account.key, &view.events, err))
        return false;
    visit(l, &view);
    return true;
}

static bool has_objects(const struct account_objects *o)
{
    return o->promise_count + o->plan_count + o->dispute_count + o->hold_count + o->cover_count +
               o->alert_count + o->outcome_count + o->assignment_count >
           0;
}

static bool wanted(const struct listing *l, int64_t creditor_id)
{
    const struct creditor *creditor = creditor_by_id(&l->creditors, creditor_id);
    return account_in_scope(l->query, creditor_id) && creditor != NULL &&
           (l->query->creditor.n == 0 || str_eq(l->query->creditor, creditor->code));
}

static bool walk(struct listing *l, struct account_walk *accounts, struct object_walk *walk,
                 struct arena *scratch, struct err *err)
{
    for (;;) {
        struct walked_account account;
        struct account_objects stored;
        struct file_objects objects;
        bool have = false;
        if (!account_walk_next(accounts, &account, &have, err))
            return false;
        if (!have)
            return true;
        if (!object_walk_next(walk, account.key, &stored, err))
            return false;
        if (!has_objects(&stored) || !wanted(l, account.creditor_id))
            continue;
        arena_clear(scratch);
        file_objects_judge(scratch, &account, &stored, &l->ground, &objects);
        struct objects_view view = {.account = &account, .objects = &objects};
        visit(l, &view);
    }
}

static bool all(struct listing *l, struct err *err)
{
    struct account_walk *accounts = NULL;
    struct object_walk *objects = NULL;
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = creditor_known(&l->creditors, l->query->creditor, err) &&
              account_walk_open(l->app->db, l->arena, l->app->today, &accounts, err) &&
              object_walk_open(l->app->db, l->arena, &objects, err) &&
              walk(l, accounts, objects, &scratch, err);
    object_walk_close(objects);
    account_walk_close(accounts);
    arena_release(&scratch);
    return ok;
}

bool list_objects(struct app *app, struct arena *a, const struct file_query *query,
                  const struct objects_visitor *visitor, struct err *err)
{
    struct listing l = {.app = app, .arena = a, .query = query, .visitor = visitor};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = objects_ground_load(app, a, &l.ground, err) &&
              creditor_list(app->db, a, &l.creditors, err) &&
              (query->ref.n > 0 ? one(&l, err) : all(&l, err));
    db_rollback(app->db); /* nothing was written */
    return ok;
}
