#include "list_work.h"

#include "base/sort.h"

#include "app/people/house.h"
#include "app/people/people.h"
#include "app/rules/load_rules.h"
#include "explain_work.h"
#include "list_kept.h"
#include "store/account_store.h"
#include "strategy/queue.h"

struct work {
    struct app *app;
    struct arena *arena;
    const struct work_query *query;
    struct creditors creditors;
    struct house house;
    int64_t agent_id; /* whose list; 0: all */
    struct list_rows rows;
    struct rules_in_force rules;
    struct value_model value;
};

static const struct creditor *creditor_in_scope(const struct work *w, int64_t id)
{
    for (size_t i = 0; w->query->scope != NULL; i++) {
        if (i == w->query->scope_count)
            return NULL;
        if (w->query->scope[i] == id)
            break;
    }
    const struct creditor *c = creditor_by_id(&w->creditors, id);
    bool wanted = c != NULL && (w->query->creditor.n == 0 || str_eq(c->code, w->query->creditor));
    return wanted ? c : NULL;
}

static size_t places(const struct work *w)
{
    return w->query->places > 0 ? w->query->places : WORK_PLACES_MAX;
}

static bool on_list(const struct work *w, int64_t agent_id)
{
    return w->agent_id == 0 || agent_id == 0 || agent_id == w->agent_id;
}

/* What is to be read of the list of agent_id. */
static struct list_wanted wanted_of(const struct work *w)
{
    const struct work_query *query = w->query;
    int64_t *ids = ARENA_ARRAY(w->arena, w->creditors.count, int64_t);
    size_t n = 0;
    for (size_t i = 0; i < w->creditors.count; i++) {
        int64_t id = w->creditors.rows[i].id;
        if (creditor_in_scope(w, id) != NULL)
            ids[n++] = id;
    }
    bool all = n == w->creditors.count;
    return (struct list_wanted){.creditors = all ? NULL : ids,
                                .creditor_count = all ? 0 : n,
                                .agent_id = w->agent_id,
                                .places = places(w),
                                .waits = query->blocked_most > 0 ? query->blocked_most : SIZE_MAX};
}

static bool read_rows(struct work *w, struct err *err)
{
    struct list_wanted wanted = wanted_of(w);
    if (!list_kept_read(w->app, w->arena, &wanted, &w->rows, err))
        return false;
    return w->rows.kept || list_read(w->app, w->arena, &wanted, &w->rows, err);
}

/* ---- for people ---- */

static enum action action_of(struct str code)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (str_is(code, action_code((enum action)i)))
            return (enum action)i;
    }
    return ACTION_NONE;
}

static struct currency currency_of(const struct stored_work *work)
{
    struct currency currency = CURRENCY_EUR;
    if (work->place_currency != 0)
        (void)!currency_from_code(work->place_currency, &currency);
    return currency;
}

static struct work_row row_of(const struct work *w, const struct stored_work *work)
{
    bool works = work->place_tier != WORK_TIER_NONE;
    struct value_ground value = {&w->rules.priority, &w->value.learnt};
    struct work_row row = {
        .key = work->key,
        .creditor_id = work->creditor_id,
        .agent_id = work->agent_id,
        .net_overdue = {stored_work_amount(work), currency_of(work)},
        .oldest_days = day_is(work->oldest_day) ? w->app->today.n - work->oldest_day.n : 0,
        .action = work->action,
        .block = works ? BLOCK_COUNT : work->block,
        .next_change = DAY_NONE,
        .broken = (work->marks & WORK_BROKEN) != 0,
    };
    row.value_count = value_reasons(&value, work, row.oldest_days, row.value);
    return row;
}

static enum queue_tier tier_of(int64_t place_tier)
{
    static const enum queue_tier tiers[] = {QUEUE_PINNED, QUEUE_SAME_DAY, QUEUE_CALLBACK,
                                            QUEUE_BY_VALUE};
    return tiers[place_tier];
}

static bool took_a_place(const struct stored_draw *draw, const struct stored_work *work)
{
    return draw != NULL && draw->explored && tier_of(work->place_tier) == QUEUE_BY_VALUE;
}

/* A file that was drawn stands where the draw put it. */
static struct queue_entry entry_of(const struct work *w, size_t i)
{
    const struct stored_work *work = &w->rows.works.rows[i];
    const struct stored_draw *draw = stored_draw_find(&w->rows.draws, work->key);
    struct queue_entry entry = {
        .account_id = (int64_t)i,
        .debtor_id = work->key.debtor_id,
        .net_overdue = {stored_work_amount(work), currency_of(work)},
        .oldest_days = day_is(work->oldest_day) ? w->app->today.n - work->oldest_day.n : 0,
        .per_minute_minor = (double)-work->place_value,
        .tier = tier_of(work->place_tier),
        .acted = (work->marks & WORK_ACTED) != 0,
    };
    if (!took_a_place(draw, work))
        return entry;
    entry.per_minute_minor = (double)-draw->place_value;
    entry.net_overdue.minor = -draw->place_amount;
    return entry;
}

static void rank(struct work *w, struct work_list *out)
{
    size_t count = w->rows.works.count < places(w) ? w->rows.works.count : places(w);
    struct queue_entry *entries = ARENA_ARRAY(w->arena, count, struct queue_entry);
    out->rows = ARENA_ARRAY(w->arena, count, struct work_row);
    for (size_t i = 0; i < count; i++)
        entries[i] = entry_of(w, i);
    struct queue_day day = {.day = w->app->today};
    queue_order(w->arena, &day, entries, count);
    for (size_t i = 0; i < count; i++) {
        struct work_row *row = &out->rows[out->row_count++];
        const struct stored_work *work = &w->rows.works.rows[entries[i].account_id];
        const struct stored_draw *draw = stored_draw_find(&w->rows.draws, work->key);
        *row = row_of(w, work);
        row->drawn = took_a_place(draw, work);
        row->propensity_ppm = draw != NULL ? draw->propensity_ppm : 0;
        row->rank = (int64_t)i + 1;
        row->reserved = entries[i].reserved;
    }
}

static void fill_blocked(struct work *w, struct work_list *out)
{
    size_t most = w->query->blocked_most > 0 ? w->query->blocked_most : SIZE_MAX;
    out->blocked = ARENA_ARRAY(w->arena, w->rows.waits.count, struct work_row);
    for (size_t i = 0; i < w->rows.waits.count && out->blocked_count < most; i++) {
        if (stored_work_owes(&w->rows.waits.rows[i]))
            out->blocked[out->blocked_count++] = row_of(w, &w->rows.waits.rows[i]);
    }
}

/* An amount in another currency is not added to euros; a sum beyond all limits stands. */
static void add_up(const struct work *w, struct work_list *out)
{
    out->euros = eur(0);
    for (size_t i = 0; i < w->rows.totals.count; i++) {
        const struct work_total *t = &w->rows.totals.rows[i];
        enum action action = action_of(t->action);
        struct money net = {t->net_minor, CURRENCY_EUR};
        if (creditor_in_scope(w, t->creditor_id) == NULL || !on_list(w, t->agent_id))
            continue;
        out->action_count[action] += t->files;
        out->account_count += t->owing;
        if (action == ACTION_NONE)
            continue;
        out->work_count += t->files;
        if (t->currency == CURRENCY_EUR.code)
            (void)!money_add(out->euros, net, &out->euros, NULL);
    }
}

/* ---- the first files that bring a share of the extra cash ---- */

static int64_t expected_of(const struct work_row *row)
{
    for (size_t i = 0; i < row->value_count; i++) {
        if (row->value[i].code == REASON_EXPECTED_CASH)
            return row->value[i].value;
    }
    return 0;
}

/* Currencies are not added: the first one counts, and euros come first. */
static void cut(struct work *w, struct work_list *out)
{
    struct work_top *top = &out->top;
    top->percent = w->query->top_percent;
    top->whole_count = out->row_count;
    if (out->row_count == 0)
        return;
    struct currency currency = out->rows[0].net_overdue.currency;
    for (size_t i = 0; i < out->row_count; i++) {
        if (currency_eq(out->rows[i].net_overdue.currency, CURRENCY_EUR))
            currency = CURRENCY_EUR;
    }
    int64_t *cash = ARENA_ARRAY(w->arena, out->row_count, int64_t);
    for (size_t i = 0; i < out->row_count; i++) {
        const struct work_row *row = &out->rows[i];
        cash[i] = currency_eq(row->net_overdue.currency, currency) ? expected_of(row) : 0;
    }
    bool all = top->percent == 0;
    struct queue_top first = queue_first_share(cash, out->row_count, all ? 100 : top->percent);
    top->covered = (struct money){first.sum_minor, currency};
    top->whole = (struct money){first.whole_minor, currency};
    if (!all)
        out->row_count = first.count;
}

static void add_up_rows(struct work_list *out)
{
    for (int i = 0; i < ACTION_COUNT; i++)
        out->action_count[i] = i == ACTION_NONE ? out->action_count[i] : 0;
    out->euros = eur(0);
    out->work_count = (int64_t)out->row_count;
    for (size_t i = 0; i < out->row_count; i++) {
        const struct work_row *row = &out->rows[i];
        out->action_count[row->action]++;
        if (currency_eq(row->net_overdue.currency, CURRENCY_EUR))
            (void)!money_add(out->euros, row->net_overdue, &out->euros, NULL);
    }
}

/* ---- what people see of a row ---- */

static bool show_row(const struct work *w, struct work_row *row, struct err *err)
{
    const struct creditor *creditor = creditor_by_id(&w->creditors, row->creditor_id);
    struct work_shown shown;
    if (!work_shown(w->app->db, w->arena, row->key, &shown, err))
        return false;
    row->shown = true;
    row->account_number = shown.account_number;
    row->debtor = shown.name;
    row->debtor_kind = shown.debtor_kind;
    row->phone = shown.phone;
    row->creditor = creditor != NULL ? creditor->name : STR("");
    row->capacity = creditor != NULL ? creditor->capacity : STR("");
    const struct user *agent = house_user(&w->house, row->agent_id);
    if (agent != NULL)
        row->agent = agent->login;
    return true;
}

static bool show_rows(const struct work *w, struct work_row **rows, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!rows[i]->shown && !show_row(w, rows[i], err))
            return false;
    }
    return true;
}

/* ---- all of it ---- */

static bool in_sight(const struct work *w, const struct user *agent)
{
    return people_in_sight(agent, w->query->scope, w->query->scope_count);
}

static bool find_agent(struct work *w, struct work_list *out, struct err *err)
{
    struct named_person named = {w->query->agent, "agent"};
    struct user user;
    if (!house_read_within(w->app, w->arena, &w->house, err))
        return false;
    struct house_agents agents = house_agents(&w->house, w->arena, w->app->today);
    out->agents = ARENA_ARRAY(w->arena, agents.count, struct str);
    for (size_t i = 0; i < agents.count; i++) {
        const struct user *agent = house_user(&w->house, agents.rows[i].id);
        if (in_sight(w, agent))
            out->agents[out->agent_count++] = agent->login;
    }
    if (w->query->agent.n == 0)
        return true;
    if (!people_find(w->app, w->arena, &named, &user, err))
        return false;
    if (!in_sight(w, &user))
        return err_set_field(err, ERR_UNKNOWN_USER, "agent", w->query->agent);
    w->agent_id = user.id;
    return true;
}

/* The first rows of both lists. */
static struct work_row **first_rows(const struct work *w, const struct work_list *out, size_t most,
                                    size_t *count)
{
    size_t rows = out->row_count < most ? out->row_count : most;
    size_t blocked = out->blocked_count < most ? out->blocked_count : most;
    struct work_row **all = ARENA_ARRAY(w->arena, rows + blocked, struct work_row *);
    for (size_t i = 0; i < rows; i++)
        all[i] = &out->rows[i];
    for (size_t i = 0; i < blocked; i++)
        all[rows + i] = &out->blocked[i];
    *count = rows + blocked;
    return all;
}

static bool show_and_explain(const struct work *w, const struct work_list *out, struct err *err)
{
    size_t count = 0;
    struct work_row **rows = first_rows(w, out, w->query->show, &count);
    if (!show_rows(w, rows, count, err))
        return false;
    rows = first_rows(w, out, w->query->explain, &count);
    return explain_work(w->app, w->arena, rows, count, err);
}

bool list_work(struct app *app, struct arena *a, const struct work_query *query,
               struct work_list *out, struct err *err)
{
    struct work w = {.app = app, .arena = a, .query = query};
    *out = (struct work_list){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &w.creditors, err) &&
              creditor_known(&w.creditors, query->creditor, err) && find_agent(&w, out, err) &&
              load_rules(app, a, &w.rules, err) &&
              value_model_load(app, a, &w.rules, &w.value, err);
    ok = ok && read_rows(&w, err);
    if (ok) {
        rank(&w, out);
        fill_blocked(&w, out);
        add_up(&w, out);
        cut(&w, out);
        if (query->top_percent != 0)
            add_up_rows(out);
        ok = show_and_explain(&w, out, err);
    }
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool list_work_explain(struct app *app, struct arena *a, struct work_row **rows, size_t count,
                       struct err *err)
{
    bool all = true;
    for (size_t i = 0; i < count; i++)
        all = all && rows[i]->explained;
    if (all)
        return true;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = explain_work(app, a, rows, count, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool list_work_show(struct app *app, struct arena *a, struct work_row **rows, size_t count,
                    struct err *err)
{
    struct work w = {.app = app, .arena = a};
    bool all = true;
    for (size_t i = 0; i < count; i++)
        all = all && rows[i]->shown;
    if (all)
        return true;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &w.creditors, err) &&
              house_read_within(app, a, &w.house, err) && show_rows(&w, rows, count, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

/* ---- made ready before somebody asks ---- */

bool list_work_is_own(const struct user *user)
{
    return role_set_has(user->roles, ROLE_AGENT) && !role_set_has(user->roles, ROLE_MANAGER);
}

static bool first_lists(struct work *w, struct lists_wanted *out, struct err *err)
{
    if (!creditor_list(w->app->db, w->arena, &w->creditors, err) ||
        !house_read_within(w->app, w->arena, &w->house, err))
        return false;
    struct house_agents agents = house_agents(&w->house, w->arena, w->app->today);
    *out = (struct lists_wanted){.rows = ARENA_ARRAY(w->arena, agents.count, struct list_wanted)};
    for (size_t i = 0; i < agents.count; i++) {
        const struct user *user = house_user(&w->house, agents.rows[i].id);
        const struct work_query query = {
            .scope = user->all_creditors ? NULL : user->creditor_ids,
            .scope_count = user->creditor_count,
            .places = LIST_KEPT_PLACES,
            .blocked_most = LIST_KEPT_WAITS,
        };
        w->query = &query;
        w->agent_id = list_work_is_own(user) ? user->id : 0;
        out->rows[out->count++] = wanted_of(w);
    }
    return true;
}

bool list_work_prepare(struct app *app, struct list_kept *kept, bool *again, struct err *err)
{
    struct arena scratch;
    struct work w = {.app = app, .arena = &scratch};
    struct lists_wanted wanted;
    *again = false;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&scratch, 0);
    bool ok = first_lists(&w, &wanted, err) && list_kept_prepare(kept, app, &scratch, &wanted, err);
    *again = ok && wanted.again;
    arena_release(&scratch);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
