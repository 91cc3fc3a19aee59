#include "give_files.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "gen/account_sql.h"
#include "people.h"
#include "store/journal_store.h"
#include "store/owner_store.h"

struct giving {
    struct app *app;
    struct arena *arena;
    const struct give_request *request;
    struct user agent; /* id 0: nobody */
    struct str why;
    struct day from;
};

static bool check(struct giving *g, struct err *err)
{
    const struct give_request *r = g->request;
    struct named_person named = {r->agent, "agent"};
    size_t bad = 0;
    g->why = str_trim(r->why);
    g->from = day_is(r->from) ? r->from : g->app->today;
    if (r->nobody && r->agent.n > 0)
        return err_set_field(err, ERR_OPTION_CONFLICT, "nobody", STR("--agent"));
    if (g->why.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", STR("why"));
    if (g->why.n > LIMIT_NOTE_BYTES || !utf8_valid(g->why, &bad) || text_has_control(g->why))
        return err_set_field(err, ERR_TOO_LONG, "why", STR("…"));
    if (r->nobody)
        return true;
    if (!people_find(g->app, g->arena, &named, &g->agent, err))
        return false;
    return right_given(g->agent.roles, RIGHT_WORK_FILES) ||
           err_set_field(err, ERR_NOT_ALLOWED, "agent", r->agent);
}

static bool note(struct giving *g, const struct given_file *file, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, g->arena, LIMIT_LINE_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "account", file->key.account_id);
    json_id(&j, "agent", g->agent.id);
    json_day(&j, "from", file->from);
    json_text(&j, "why", g->why);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = file->key.debtor_id,
                                  .at_ms = g->app->now_ms,
                                  .actor_id = g->app->actor_id,
                                  .kind = STR("file_given"),
                                  .body = buf_str(&body)};
    return journal_append(g->app->db, &entry, NULL, err);
}

static bool give(struct giving *g, struct str ref, struct given_file *out, struct err *err)
{
    struct file_query query = {.ref = ref, .creditor = g->request->creditor};
    struct q_account_get_row row;
    bool found = false;
    *out = (struct given_file){.agent = g->agent.login, .from = g->from};
    if (!account_find(g->app, g->arena, &query, &out->key, err))
        return false;
    struct q_account_get_in in = {out->key.debtor_id, out->key.account_id};
    if (!q_account_get(g->app->db, &in, g->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "account");
    if (g->agent.id != 0 && !people_see(&g->agent, row.creditor_id))
        return err_set_field(err, ERR_NOT_ALLOWED, "agent", g->request->agent);
    out->number = row.number;
    struct owner_word word = {.id = id_next(g->app->ids),
                              .from = g->from,
                              .user_id = g->agent.id,
                              .why = g->why,
                              .at_ms = g->app->now_ms,
                              .actor_id = g->app->actor_id};
    return owner_add(g->app->db, out->key, &word, err) && note(g, out, err);
}

static bool give_all(struct giving *g, struct given_list *out, struct err *err)
{
    if (!check(g, err))
        return false;
    for (size_t i = 0; i < g->request->ref_count; i++) {
        if (!give(g, g->request->refs[i], &out->rows[out->count++], err))
            return false;
    }
    return true;
}

bool give_files(struct app *app, struct arena *a, const struct give_request *request,
                struct given_list *out, struct err *err)
{
    struct giving g = {.app = app, .arena = a, .request = request};
    *out = (struct given_list){ARENA_ARRAY(a, request->ref_count, struct given_file), 0};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (give_all(&g, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
