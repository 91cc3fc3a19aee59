#include "give_files.h"

#include "app/daily/list_work.h"
#include "app/daily/run_day.h"
#include "app/people/house.h"
#include "app/people/people.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "file_changes.h"
#include "gen/account_sql.h"
#include "store/journal_store.h"
#include "store/object_store.h"
#include "store/owner_store.h"

struct giving {
    struct app *app;
    struct arena *arena;
    const struct give_request *request;
    struct user agent;  /* id 0: nobody */
    struct house house; /* sharing out */
    struct teams teams;
    const struct team *team; /* NULL: none */
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
    if (r->back && (r->nobody || r->agent.n > 0 || r->team.n > 0))
        return err_set_field(err, ERR_OPTION_CONFLICT, "back",
                             r->nobody        ? STR("--nobody")
                             : r->agent.n > 0 ? STR("--agent")
                                              : STR("--team"));
    if (r->nobody && r->agent.n > 0)
        return err_set_field(err, ERR_OPTION_CONFLICT, "nobody", STR("--agent"));
    if (r->team.n > 0 && (r->nobody || r->agent.n > 0))
        return err_set_field(err, ERR_OPTION_CONFLICT, "team",
                             r->nobody ? STR("--nobody") : STR("--agent"));
    if (g->why.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", STR("why"));
    if (g->why.n > LIMIT_NOTE_BYTES || !utf8_valid(g->why, &bad) || text_has_control(g->why))
        return err_set_field(err, ERR_TOO_LONG, "why", STR("…"));
    if (r->team.n > 0)
        return team_list(g->app->db, g->arena, &g->teams, err) &&
               house_find_team(&g->teams, r->team, "team", &g->team, err);
    if (r->back)
        return team_list(g->app->db, g->arena, &g->teams, err);
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
    json_id(&j, "team", g->team != NULL ? g->team->id : 0);
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

static bool give_one(struct giving *g, struct given_file *out, struct err *err)
{
    struct owner_word word = {.id = id_next(g->app->ids),
                              .from = g->from,
                              .user_id = g->agent.id,
                              .team_id = g->team != NULL ? g->team->id : 0,
                              .why = g->why,
                              .at_ms = g->app->now_ms,
                              .actor_id = g->app->actor_id};
    out->agent = g->agent.login;
    out->team = g->team != NULL ? g->team->code : (struct str){0};
    out->from = g->from;
    return owner_add(g->app->db, out->key, &word, err) && note(g, out, err);
}

/* Their rows in the list of the day follow. */
static bool list_again(struct giving *g, const struct given_list *given, struct err *err)
{
    int64_t *debtors = ARENA_ARRAY(g->arena, given->count, int64_t);
    for (size_t i = 0; i < given->count; i++)
        debtors[i] = given->rows[i].key.debtor_id;
    return run_again_all(g->app, debtors, given->count, err);
}

/* Whose it was before the last word: a person, a team or nobody. */
static bool find_former(struct giving *g, struct account_key key, struct err *err)
{
    struct owner_words words;
    g->agent = (struct user){0};
    g->team = NULL;
    if (!owner_words_read(g->app->db, g->arena, key, &words, err))
        return false;
    if (words.count == 0)
        return err_set(err, ERR_NOTHING_NEW, NULL);
    struct owner_word former =
        words.count > 1 ? words.rows[words.count - 2] : (struct owner_word){0};
    for (size_t i = 0; i < g->teams.count; i++) {
        if (g->teams.rows[i].id == former.team_id)
            g->team = &g->teams.rows[i];
    }
    return former.user_id == 0 || user_by_id(g->app->db, g->arena, former.user_id, &g->agent, err);
}

/* Only what a person of some creditors saw as it is is given away. */
static bool check_file(struct giving *g, const struct file_query *query,
                       const struct q_account_get_row *row, const struct given_file *file,
                       struct err *err)
{
    struct file_account of = {file->key, row->number};
    if (!account_in_scope(query, row->creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
    return account_lock(g->app->db, file->key, err) &&
           file_unchanged(g->app, g->arena, query, &of, err);
}

static bool give(struct giving *g, struct str ref, struct given_file *out, struct err *err)
{
    struct file_query query = {.ref = ref,
                               .creditor = g->request->creditor,
                               .scope = g->request->scope,
                               .scope_count = g->request->scope_count,
                               .seen = g->request->seen};
    struct q_account_get_row row;
    bool found = false;
    *out = (struct given_file){0};
    if (!account_find(g->app, g->arena, &query, &out->key, err))
        return false;
    struct q_account_get_in in = {out->key.debtor_id, out->key.account_id};
    if (!q_account_get(g->app->db, &in, g->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "account");
    if (!check_file(g, &query, &row, out, err) ||
        (g->request->back && !find_former(g, out->key, err)))
        return false;
    if (g->agent.id != 0 && !people_see(&g->agent, row.creditor_id))
        return err_set_field(err, ERR_NOT_ALLOWED, "agent", g->request->agent);
    out->number = row.number;
    return give_one(g, out, err);
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
    if (give_all(&g, out, err) && list_again(&g, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

/* ---- sharing out ---- */

/* Those who take files of nobody; of a team when one is named. */
static struct house_agents takers(const struct giving *g)
{
    struct house_agents all = house_agents(&g->house, g->arena, g->from);
    struct house_agents out = {all.rows, 0};
    for (size_t i = 0; i < all.count; i++) {
        const struct assign_agent *agent = &all.rows[i];
        bool mate = g->team == NULL;
        for (size_t k = 0; k < agent->team_count; k++)
            mate = mate || agent->team_ids[k] == g->team->id;
        if (mate)
            out.rows[out.count++] = *agent;
    }
    return out;
}

static bool share_one(struct giving *g, const struct assign_file *file, const struct work_row *row,
                      struct given_list *out, struct err *err)
{
    struct owner_words words;
    if (!owner_words_read(g->app->db, g->arena, row->key, &words, err))
        return false;
    struct owner owner = owner_on(&words, g->from);
    if (owner.user_id != 0 || owner.team_id != 0 || file->agent_id == 0)
        return true; /* given meanwhile, or nobody may take it */
    g->agent = *house_user(&g->house, file->agent_id);
    struct given_file *given = &out->rows[out->count++];
    *given = (struct given_file){.key = row->key, .number = row->account_number};
    return give_one(g, given, err);
}

static bool share(struct giving *g, const struct work_list *list, struct given_list *out,
                  struct err *err)
{
    size_t count = list->row_count + list->blocked_count;
    struct assign_file *files = ARENA_ARRAY(g->arena, count, struct assign_file);
    const struct work_row **rows = ARENA_ARRAY(g->arena, count, const struct work_row *);
    size_t n = 0;
    if (!check(g, err) || !house_read_within(g->app, g->arena, &g->house, err))
        return false;
    struct house_agents agents = takers(g);
    for (size_t i = 0; i < count; i++) {
        rows[n] = i < list->row_count ? &list->rows[i] : &list->blocked[i - list->row_count];
        if (rows[n]->agent.n > 0)
            continue;
        files[n] = (struct assign_file){.creditor_id = rows[n]->creditor_id, .minutes = 1};
        n++;
    }
    assign_files(agents.rows, agents.count, files, n);
    g->team = NULL; /* they go to people, not to the team */
    for (size_t i = 0; i < n; i++) {
        if (!share_one(g, &files[i], rows[i], out, err))
            return false;
    }
    return out->count > 0 || err_set(err, ERR_NOTHING_NEW, NULL);
}

bool share_files(struct app *app, struct arena *a, const struct share_request *request,
                 struct given_list *out, struct err *err)
{
    struct give_request give = {.team = request->team,
                                .nobody = request->team.n == 0,
                                .from = DAY_NONE,
                                .why = request->why};
    struct giving g = {.app = app, .arena = a, .request = &give};
    struct work_query query = {.creditor = request->creditor, .show = SIZE_MAX};
    struct work_list list;
    *out = (struct given_list){0};
    if (!list_work(app, a, &query, &list, err))
        return false;
    out->rows = ARENA_ARRAY(a, list.row_count + list.blocked_count, struct given_file);
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (share(&g, &list, out, err) && list_again(&g, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
