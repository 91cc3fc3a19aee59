#include "object_out.h"

#include "app/acts/change_object.h"
#include "app/acts/objects_json.h"
#include "app/open_app.h"
#include "base/ref.h"

bool object_open(struct cmd *c, struct object_request *request)
{
    *request = (struct object_request){.arena = &c->arena,
                                       .query = {.creditor = cmd_value(c, "creditor")}};
    if (c->argument_count > 0)
        request->query.ref = c->arguments[0];
    return app_open(&c->arena, c->db_url, c->today, &request->app, &c->err);
}

/* ---- listing ---- */

struct listing {
    struct cmd *c;
    enum object_kind kind;
    struct str status; /* only these; empty: all */
    int64_t only;      /* the object that was made; 0: all */
    struct json *json; /* NULL: a table */
    struct columns *table;
};

static bool wanted(const struct listing *l, const struct objects_view *view, size_t i)
{
    if (l->only != 0)
        return object_head(&view->objects->stored, l->kind, i)->id == l->only;
    return l->status.n == 0 || str_is_nocase(l->status, object_status(view->objects, l->kind, i));
}

void object_cells(struct columns *t, const struct objects_view *view,
                  const struct object_summary *summary)
{
    if (day_is(summary->day))
        buf_add_day_fr(&t->cell, summary->day);
    columns_next(t);
    if (summary->minor > 0)
        buf_add_money_fr(&t->cell, (struct money){summary->minor, view->account->currency});
    columns_next(t);
    columns_text(t, summary->what);
    columns_text(t, summary->status);
}

static void visit(void *with, const struct objects_view *view)
{
    struct listing *l = with;
    size_t count = object_count(&view->objects->stored, l->kind);
    for (size_t i = 0; i < count; i++) {
        if (!wanted(l, view, i))
            continue;
        if (l->json != NULL) {
            if (l->only == 0)
                json_object(l->json, NULL);
            object_json(l->json, view, l->kind, i);
            if (l->only == 0)
                json_object_end(l->json);
            continue;
        }
        struct columns *t = l->table;
        buf_add_ref(&t->cell, REF_ACCOUNT, view->account->number);
        columns_next(t);
        buf_add(&t->cell, arena_str(&l->c->arena, view->account->name));
        columns_next(t);
        buf_add_int(&t->cell, object_head(&view->objects->stored, l->kind, i)->number);
        columns_next(t);
        struct object_summary summary = object_summary(view->objects, l->kind, i, l->c->lang);
        object_cells(t, view, &summary);
    }
}

static bool print(struct listing *l, struct app *app, const struct file_query *query)
{
    struct cmd *c = l->c;
    struct json j;
    struct columns t;
    struct objects_visitor visitor = {visit, l};
    if (c->json) {
        l->json = &j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        if (l->only == 0)
            json_array(&j, object_list_key(l->kind));
    } else {
        l->table = &t;
        columns_begin(&t, &c->arena, "llrlrll");
    }
    if (!list_objects(app, &c->arena, query, &visitor, &c->err))
        return false;
    if (!c->json) {
        columns_end(&t, 0, &c->out);
        return true;
    }
    if (l->only == 0)
        json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return true;
}

int object_report(struct cmd *c, struct object_request *request, enum object_kind kind, bool ok,
                  const struct object_made *made)
{
    struct listing l = {.c = c, .kind = kind, .only = made->id};
    ok = ok && print(&l, request->app, &request->query);
    app_close(request->app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

const struct cmd_option object_list_options[] = {
    {"status", "CODE", 0, N_("seulement ceux qui sont dans cet état")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

int object_list(struct cmd *c, enum object_kind kind)
{
    struct object_request request;
    struct listing l = {.c = c, .kind = kind, .status = cmd_value(c, "status")};
    bool ok = object_open(c, &request) && print(&l, request.app, &request.query);
    app_close(request.app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

/* ---- changing ---- */

const struct cmd_option object_change_options[] = {
    {"why", "TEXTE", OPT_REQUIRED, N_("la raison, gardée dans l’historique")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

int object_change_run(struct cmd *c, int verb)
{
    static const enum object_kind kinds[OBJECT_VERB_COUNT] = {
        [VERB_PROMISE_CANCEL] = OBJECT_PROMISE, [VERB_PLAN_PROPOSE] = OBJECT_PLAN,
        [VERB_PLAN_END] = OBJECT_PLAN,          [VERB_DISPUTE_ANSWER] = OBJECT_DISPUTE,
        [VERB_HOLD_LIFT] = OBJECT_HOLD,         [VERB_COVER_END] = OBJECT_COVER,
        [VERB_ALERT_ANSWER] = OBJECT_ALERT,     [VERB_ALERT_CLOSE] = OBJECT_ALERT,
    };
    struct object_request request;
    struct object_made made = {0};
    struct object_wanted change = {(enum object_verb)verb, c->arguments[1], cmd_value(c, "why")};
    bool ok = object_open(c, &request) && change_object(&request, &change, &made, &c->err);
    return object_report(c, &request, kinds[verb], ok, &made);
}
