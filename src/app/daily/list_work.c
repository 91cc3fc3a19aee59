#include "list_work.h"

#include "base/sort.h"

#include "app/people/people.h"
#include "decide_history.h"
#include "decide_work.h"
#include "explain_work.h"
#include "run_day.h"
#include "run_wanted.h"
#include "store/account_store.h"
#include "store/value_store.h"
#include "strategy/queue.h"

struct work {
    struct app *app;
    struct arena *arena;
    const struct work_query *query;
    struct creditors creditors;
    struct house house;
    int64_t agent_id; /* whose list; 0: all */
    int64_t *wanted;  /* creditors in scope that were asked for */
    size_t wanted_count;
    struct stored_works works, waits; /* with work today, and without */
    struct work_totals totals;
    struct rules_in_force rules;
    struct value_model value;
    struct stored_draws draws; /* of the run, by account */
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

static void choose_creditors(struct work *w)
{
    w->wanted = ARENA_ARRAY(w->arena, w->creditors.count, int64_t);
    for (size_t i = 0; i < w->creditors.count; i++) {
        int64_t id = w->creditors.rows[i].id;
        if (creditor_in_scope(w, id) != NULL)
            w->wanted[w->wanted_count++] = id;
    }
}

/* ---- a day without a run, or whose books changed since ---- */

struct live {
    struct decide_ground ground;
    struct run_walk *walk;
    struct arena scratch;
    size_t work_room, wait_room;
};

static bool live_open(struct work *w, struct live *live, struct err *err)
{
    struct run_walk_start start = {.today = w->app->today};
    if (!decide_ground_load(w->app, w->arena, &live->ground, err))
        return false;
    start.likely = decide_likely(&live->ground);
    return run_walk_open(w->app->db, w->arena, &start, &live->walk, err);
}

static bool live_decide(struct live *live, struct run_account *from, struct decided_work *work,
                        struct err *err)
{
    const struct file_objects *objects;
    if (!decide_objects(&live->scratch, &live->ground, from, &objects, err))
        return false;
    decide_work(&live->scratch, &live->ground, from, objects, work);
    return true;
}

static void live_keep(struct work *w, struct live *live, const struct stored_work *row)
{
    bool waits = row->place_tier == WORK_TIER_NONE;
    struct stored_works *list = waits ? &w->waits : &w->works;
    size_t *room = waits ? &live->wait_room : &live->work_room;
    if ((waits && !stored_work_owes(row)) || !on_list(w, row->agent_id))
        return;
    if (list->count == *room) {
        size_t bigger = *room == 0 ? 64 : *room * 2;
        list->rows = arena_grow(w->arena, list->rows, *room, bigger, sizeof *list->rows);
        *room = bigger;
    }
    list->rows[list->count++] = *row;
}

static bool read_live(struct work *w, struct err *err)
{
    struct live live = {0};
    arena_init(&live.scratch, 0);
    bool ok = live_open(w, &live, err);
    while (ok) {
        struct run_account from;
        struct decided_work work;
        bool have = false;
        ok = run_walk_next(live.walk, &from, &have, err);
        if (!ok || !have)
            break;
        if (creditor_in_scope(w, from.account.creditor_id) == NULL)
            continue;
        arena_clear(&live.scratch);
        ok = live_decide(&live, &from, &work, err);
        if (ok && on_list(w, work.row.agent_id))
            work_total_count(w->arena, &w->totals, &work.row, 1);
        if (ok)
            live_keep(w, &live, &work.row);
    }
    run_walk_close(live.walk);
    arena_release(&live.scratch);
    work_order(w->arena, w->works.rows, w->works.count);
    work_order(w->arena, w->waits.rows, w->waits.count);
    return ok;
}

/* ---- as the run left it ---- */

/* apart: so many rows of others may stand among them. */
static bool read_stored(struct work *w, const struct run_row *published, size_t apart,
                        struct err *err)
{
    struct work_wanted wanted = {0};
    if (!work_totals_read(w->app->db, w->arena, published->number, &w->totals, err))
        return false;
    wanted.published = published->number;
    wanted.agent_id = w->agent_id;
    if (w->wanted_count < w->creditors.count) {
        wanted.scope = w->wanted;
        wanted.scope_count = w->wanted_count;
    }
    wanted.most = places(w) + apart;
    if (!work_list(w->app->db, w->arena, &wanted, &w->works, err))
        return false;
    wanted.waiting = true;
    wanted.most = w->query->blocked_most > 0 ? w->query->blocked_most + apart : SIZE_MAX;
    return work_list(w->app->db, w->arena, &wanted, &w->waits, err) &&
           file_draws_of_run(w->app->db, w->arena, published->number, &w->draws, err);
}

/* ---- the same, but for those of whom imports and entries by hand told something since ---- */

/* More are decided on with all the others. */
enum { CHANGED_MOST = 5000 };

/* *few: the run holds but for these debtors. A run begun since has perhaps looked at some of them
 * already. */
static bool find_changed(struct work *w, const struct run_row *published, struct run_wanted *out,
                         bool *few, struct err *err)
{
    const struct run_row everybody = {.whole = true};
    struct run_books books;
    int64_t last = 0;
    *few = false;
    if (published->number == 0 || published->day.n != w->app->today.n)
        return true;
    if (!run_greatest(w->app->db, &last, err) || !run_books(w->app->db, &books, err))
        return false;
    if (last != published->number || books.ground != published->ground)
        return true;
    if (!run_wanted_read(w->app, w->arena, &everybody, out, err))
        return false;
    *few = out->count <= CHANGED_MOST;
    return true;
}

static bool is_changed(const struct run_wanted *changed, int64_t debtor_id)
{
    return FIND_INT(changed->debtor_ids, changed->count, debtor_id) < changed->count;
}

static void leave_out(const struct run_wanted *changed, struct stored_works *works)
{
    size_t kept = 0;
    for (size_t i = 0; i < works->count; i++) {
        if (!is_changed(changed, works->rows[i].key.debtor_id))
            works->rows[kept++] = works->rows[i];
    }
    works->count = kept;
}

static bool decide_changed(struct work *w, struct live *live, struct err *err)
{
    struct run_account from;
    struct decided_work work;
    bool have = true;
    while (have) {
        if (!run_walk_next(live->walk, &from, &have, err))
            return false;
        if (!have)
            break;
        arena_clear(&live->scratch);
        if (!live_decide(live, &from, &work, err))
            return false;
        if (from.now.from_run != 0)
            work_total_count(w->arena, &w->totals, &from.now, -1);
        work_total_count(w->arena, &w->totals, &work.row, 1);
        if (creditor_in_scope(w, work.row.creditor_id) != NULL)
            live_keep(w, live, &work.row);
    }
    return true;
}

static bool read_changed(struct work *w, const struct run_row *published,
                         const struct run_wanted *changed, struct err *err)
{
    struct live live = {0};
    struct run_walk_start start = {.debtor_id = changed->count > 0 ? changed->debtor_ids[0] : 0,
                                   .today = w->app->today,
                                   .published = published->number,
                                   .wanted = changed->debtor_ids,
                                   .wanted_count = changed->count};
    if (!read_stored(w, published, changed->count, err))
        return false;
    if (changed->count == 0)
        return true;
    leave_out(changed, &w->works);
    leave_out(changed, &w->waits);
    live.work_room = w->works.count;
    live.wait_room = w->waits.count;
    arena_init(&live.scratch, 0);
    bool ok = decide_ground_load(w->app, w->arena, &live.ground, err) &&
              run_walk_open(w->app->db, w->arena, &start, &live.walk, err) &&
              decide_changed(w, &live, err);
    run_walk_close(live.walk);
    arena_release(&live.scratch);
    work_order(w->arena, w->works.rows, w->works.count);
    work_order(w->arena, w->waits.rows, w->waits.count);
    return ok;
}

static bool read_rows(struct work *w, struct err *err)
{
    struct run_row published;
    struct run_wanted changed = {0};
    bool stands = false;
    bool few = false;
    if (!run_last(w->app->db, w->arena, "published", &published, err) ||
        !run_stands(w->app, &published, &stands, err))
        return false;
    if (stands)
        return read_stored(w, &published, 0, err);
    if (!find_changed(w, &published, &changed, &few, err))
        return false;
    return few ? read_changed(w, &published, &changed, err) : read_live(w, err);
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

/* NULL: it was not part of the draw. */
static const struct stored_draw *draw_of(const struct work *w, struct account_key key)
{
    size_t from = 0;
    size_t to = w->draws.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct account_key at = w->draws.rows[middle].key;
        if (at.debtor_id == key.debtor_id && at.account_id == key.account_id)
            return &w->draws.rows[middle];
        bool before = at.debtor_id < key.debtor_id ||
                      (at.debtor_id == key.debtor_id && at.account_id < key.account_id);
        if (before)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static bool took_a_place(const struct stored_draw *draw, const struct stored_work *work)
{
    return draw != NULL && draw->explored && tier_of(work->place_tier) == QUEUE_BY_VALUE;
}

/* A file that was drawn stands where the draw put it. */
static struct queue_entry entry_of(const struct work *w, size_t i)
{
    const struct stored_work *work = &w->works.rows[i];
    const struct stored_draw *draw = draw_of(w, work->key);
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
    size_t count = w->works.count < places(w) ? w->works.count : places(w);
    struct queue_entry *entries = ARENA_ARRAY(w->arena, count, struct queue_entry);
    out->rows = ARENA_ARRAY(w->arena, count, struct work_row);
    for (size_t i = 0; i < count; i++)
        entries[i] = entry_of(w, i);
    struct queue_day day = {.day = w->app->today};
    queue_order(w->arena, &day, entries, count);
    for (size_t i = 0; i < count; i++) {
        struct work_row *row = &out->rows[out->row_count++];
        const struct stored_work *work = &w->works.rows[entries[i].account_id];
        const struct stored_draw *draw = draw_of(w, work->key);
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
    out->blocked = ARENA_ARRAY(w->arena, w->waits.count, struct work_row);
    for (size_t i = 0; i < w->waits.count && out->blocked_count < most; i++) {
        if (stored_work_owes(&w->waits.rows[i]))
            out->blocked[out->blocked_count++] = row_of(w, &w->waits.rows[i]);
    }
}

/* An amount in another currency is not added to euros; a sum beyond all limits stands. */
static void add_up(const struct work *w, struct work_list *out)
{
    out->euros = eur(0);
    for (size_t i = 0; i < w->totals.count; i++) {
        const struct work_total *t = &w->totals.rows[i];
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

static bool show_rows(const struct work *w, struct work_row *rows, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].shown && !show_row(w, &rows[i], err))
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

/* Reads why of rows of both lists. */
static bool explain_lists(const struct work *w, struct work_list *out, struct err *err)
{
    size_t most = w->query->explain;
    size_t rows = out->row_count < most ? out->row_count : most;
    size_t blocked = out->blocked_count < most ? out->blocked_count : most;
    struct work_row **all = ARENA_ARRAY(w->arena, rows + blocked, struct work_row *);
    for (size_t i = 0; i < rows; i++)
        all[i] = &out->rows[i];
    for (size_t i = 0; i < blocked; i++)
        all[rows + i] = &out->blocked[i];
    return explain_work(w->app, w->arena, all, rows + blocked, err);
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
    if (ok)
        choose_creditors(&w);
    ok = ok && read_rows(&w, err);
    if (ok) {
        rank(&w, out);
        fill_blocked(&w, out);
        add_up(&w, out);
        cut(&w, out);
        if (query->top_percent != 0)
            add_up_rows(out);
        size_t rows = out->row_count < query->show ? out->row_count : query->show;
        size_t blocked = out->blocked_count < query->show ? out->blocked_count : query->show;
        ok = show_rows(&w, out->rows, rows, err) && show_rows(&w, out->blocked, blocked, err) &&
             explain_lists(&w, out, err);
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

bool list_work_show(struct app *app, struct arena *a, struct work_row *rows, size_t count,
                    struct err *err)
{
    struct work w = {.app = app, .arena = a};
    bool all = true;
    for (size_t i = 0; i < count; i++)
        all = all && rows[i].shown;
    if (all)
        return true;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &w.creditors, err) &&
              house_read_within(app, a, &w.house, err) && show_rows(&w, rows, count, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
