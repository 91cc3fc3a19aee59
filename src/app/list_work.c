#include "list_work.h"

#include "decide_work.h"
#include "gen/account_sql.h"
#include "people.h"
#include "run_day.h"
#include "store/account_store.h"
#include "strategy/queue.h"

/* So many places of a list are ordered and shown; nobody works through more in a day. */
enum { PLACES_MAX = 20000 };

struct work {
    struct app *app;
    struct arena *arena;
    const struct work_query *query;
    struct creditors creditors;
    struct house house;
    int64_t agent_id; /* whose list; 0: all */
    struct listed_work *listed;
    size_t listed_count, listed_room;
    struct work_row *rows; /* of files in scope: called and blocked ones */
    size_t count;
    int64_t account_count;
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

/* ---- a day without a run, or whose books changed since ---- */

/* Account, name and telephone beside what the run reads. */
struct live {
    struct decide_ground ground;
    struct run_walk *walk;
    struct db_rows accounts, phones;
    bool accounts_open, phones_open;
    struct q_phone_scan_row phone;
    bool have_phone;
    struct arena scratch;
};

static bool live_open(struct work *w, struct live *live, struct err *err)
{
    struct run_walk_start start = {0, w->app->today, 0};
    if (!decide_ground_load(w->app, w->arena, &live->ground, err) ||
        !run_walk_open(w->app->db, w->arena, &start, &live->walk, err))
        return false;
    live->accounts_open = q_account_scan_open(w->app->db, &live->accounts, err);
    live->phones_open = live->accounts_open && q_phone_scan_open(w->app->db, &live->phones, err);
    return live->phones_open &&
           q_phone_scan_next(&live->phones, &live->phone, &live->have_phone, err);
}

static void live_close(struct live *live)
{
    run_walk_close(live->walk);
    if (live->accounts_open)
        db_done(&live->accounts);
    if (live->phones_open)
        db_done(&live->phones);
}

static bool live_phone(struct work *w, struct live *live, int64_t debtor_id, struct str *out,
                       struct err *err)
{
    *out = (struct str){0};
    while (live->have_phone && live->phone.debtor_id < debtor_id) {
        if (!q_phone_scan_next(&live->phones, &live->phone, &live->have_phone, err))
            return false;
    }
    if (live->have_phone && live->phone.debtor_id == debtor_id)
        *out = arena_str(w->arena, live->phone.value);
    return true;
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

static bool live_add(struct work *w, struct live *live, const struct q_account_scan_row *account,
                     const struct decided_work *work, struct err *err)
{
    struct str phone;
    if (work->row.open_minor == 0 && work->row.place_tier == WORK_TIER_NONE)
        return true;
    if (!live_phone(w, live, account->debtor_id, &phone, err))
        return false;
    if (w->listed_count == w->listed_room) {
        size_t bigger = w->listed_room == 0 ? 64 : w->listed_room * 2;
        w->listed = arena_grow(w->arena, w->listed, w->listed_room, bigger, sizeof *w->listed);
        w->listed_room = bigger;
    }
    struct listed_work *row = &w->listed[w->listed_count++];
    *row = (struct listed_work){.work = work->row,
                                .account_number = account->number,
                                .debtor_kind = arena_str(w->arena, account->kind),
                                .name = arena_str(w->arena, account->name),
                                .phone = phone};
    row->work.blocks = arena_str(w->arena, work->row.blocks);
    row->work.reasons = arena_str(w->arena, work->row.reasons);
    return currency_parse(account->currency, &row->currency, err);
}

static bool read_live(struct work *w, struct err *err)
{
    struct live live = {0};
    arena_init(&live.scratch, 0);
    bool ok = live_open(w, &live, err);
    while (ok) {
        struct run_account from;
        struct decided_work work;
        struct q_account_scan_row account;
        bool have = false;
        bool same = false;
        ok = run_walk_next(live.walk, &from, &have, err);
        if (!ok || !have)
            break;
        ok = q_account_scan_next(&live.accounts, &account, &same, err);
        if (!ok)
            break;
        ASSERT(same && account.account_id == from.account.key.account_id);
        if (creditor_in_scope(w, account.creditor_id) == NULL)
            continue;
        arena_clear(&live.scratch);
        ok = live_decide(&live, &from, &work, err) && live_add(w, &live, &account, &work, err);
    }
    live_close(&live);
    arena_release(&live.scratch);
    if (ok)
        listed_work_order(w->arena, w->listed, w->listed_count);
    return ok;
}

/* ---- as the run left it ---- */

static bool read_rows(struct work *w, struct err *err)
{
    struct run_row published;
    struct run_row running;
    bool stands = false;
    if (!run_last(w->app->db, w->arena, "published", &published, err) ||
        !run_last(w->app->db, w->arena, "running", &running, err) ||
        !run_stands(w->app, &published, &stands, err))
        return false;
    if (!stands)
        return read_live(w, err);
    struct work_wanted wanted = {published.number, running.number, SIZE_MAX};
    struct listed_works listed;
    if (!work_list(w->app->db, w->arena, &wanted, &listed, err))
        return false;
    w->listed = listed.rows;
    w->listed_count = listed.count;
    return true;
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

static enum block first_block(struct str codes)
{
    struct str code = codes;
    struct str first;
    if (codes.n == 0 || !str_split(&code, ',', &first))
        return BLOCK_COUNT;
    for (int i = 0; i < BLOCK_COUNT; i++) {
        if (str_is(first, block_code((enum block)i)))
            return (enum block)i;
    }
    return BLOCK_COUNT;
}

static void fill_row(struct work *w, const struct listed_work *from,
                     const struct creditor *creditor, struct work_row *row)
{
    const struct stored_work *work = &from->work;
    bool works = work->place_tier != WORK_TIER_NONE;
    *row = (struct work_row){
        .key = work->key,
        .creditor_id = work->creditor_id,
        .account_number = from->account_number,
        .debtor = from->name,
        .debtor_kind = from->debtor_kind,
        .creditor = creditor->name,
        .capacity = creditor->capacity,
        .net_overdue = {works ? work->net_minor : work->open_minor, from->currency},
        .oldest_days = day_is(work->oldest_day) ? w->app->today.n - work->oldest_day.n : 0,
        .action = action_of(work->action),
        .block = works ? BLOCK_COUNT : first_block(work->blocks),
        .next_change = work->next_change,
        .phone = from->phone,
    };
    const struct user *agent = house_user(&w->house, work->agent_id);
    if (agent != NULL)
        row->agent = agent->login;
    row->reason_count = decided_reasons(work->reasons, w->app->today, row->reasons);
}

static void choose(struct work *w)
{
    w->rows = ARENA_ARRAY(w->arena, w->listed_count, struct work_row);
    for (size_t i = 0; i < w->listed_count; i++) {
        const struct listed_work *from = &w->listed[i];
        const struct creditor *creditor = creditor_in_scope(w, from->work.creditor_id);
        if (creditor == NULL)
            continue;
        int64_t agent_id = from->work.agent_id;
        if (w->agent_id != 0 && agent_id != 0 && agent_id != w->agent_id)
            continue;
        bool owes = from->work.open_minor > 0;
        if (!owes && from->work.place_tier == WORK_TIER_NONE)
            continue;
        w->account_count += owes;
        fill_row(w, from, creditor, &w->rows[w->count]);
        w->listed[w->count] = *from; /* stays beside its row */
        w->count++;
    }
}

static enum queue_tier tier_of(int64_t place_tier)
{
    static const enum queue_tier tiers[] = {QUEUE_PINNED, QUEUE_SAME_DAY, QUEUE_CALLBACK,
                                            QUEUE_BY_VALUE};
    return tiers[place_tier];
}

static void rank(struct work *w, struct work_list *out)
{
    struct queue_entry *entries = ARENA_ARRAY(w->arena, w->count, struct queue_entry);
    size_t count = 0;
    out->rows = ARENA_ARRAY(w->arena, w->count, struct work_row);
    out->blocked = ARENA_ARRAY(w->arena, w->count, struct work_row);
    for (size_t i = 0; i < w->count; i++) {
        const struct stored_work *work = &w->listed[i].work;
        if (work->place_tier == WORK_TIER_NONE)
            out->blocked[out->blocked_count++] = w->rows[i];
        else if (count < PLACES_MAX)
            entries[count++] = (struct queue_entry){
                .account_id = (int64_t)i,
                .debtor_id = work->key.debtor_id,
                .net_overdue = w->rows[i].net_overdue,
                .oldest_days = w->rows[i].oldest_days,
                .per_minute_minor = (double)-work->place_value,
                .tier = tier_of(work->place_tier),
            };
    }
    struct queue_day day = {.day = w->app->today};
    queue_order(w->arena, &day, entries, count);
    for (size_t i = 0; i < count; i++) {
        struct work_row *row = &out->rows[out->row_count++];
        *row = w->rows[entries[i].account_id];
        row->rank = (int64_t)i + 1;
        if (entries[i].reserved && row->reason_count < COUNT_OF(row->reasons))
            row->reasons[row->reason_count++] =
                (struct work_reason){REASON_RESERVED_PLACE, row->oldest_days};
    }
}

/* ---- the first files that bring a share of the extra cash ---- */

static int64_t expected_of(const struct work_row *row)
{
    for (size_t i = 0; i < row->reason_count; i++) {
        if (row->reasons[i].code == REASON_EXPECTED_CASH)
            return row->reasons[i].value;
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

/* They work for a creditor whom the reader sees: of others he does not learn that they exist. */
static bool in_sight(const struct work *w, const struct user *agent)
{
    bool sees = w->query->scope == NULL;
    for (size_t i = 0; !sees && i < w->query->scope_count; i++)
        sees = people_see(agent, w->query->scope[i]);
    return sees;
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

bool list_work(struct app *app, struct arena *a, const struct work_query *query,
               struct work_list *out, struct err *err)
{
    struct work w = {.app = app, .arena = a, .query = query};
    *out = (struct work_list){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &w.creditors, err) &&
              creditor_known(&w.creditors, query->creditor, err) && find_agent(&w, out, err) &&
              read_rows(&w, err);
    db_rollback(app->db); /* nothing was written */
    if (!ok)
        return false;
    choose(&w);
    out->account_count = w.account_count;
    rank(&w, out);
    cut(&w, out);
    return true;
}
