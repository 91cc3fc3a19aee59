#include "draw_lots.h"

#include "store/account_store.h"
#include "store/value_store.h"
#include "strategy/queue.h"

enum { BY_VALUE = 3, TIMES_A_DAY = 3, ROWS_MAX = 20000 };

struct lots {
    struct app *app;
    struct arena *arena;
    const struct decide_ground *ground;
    struct stored_works calls; /* in the order of value */
    struct stored_draws drawn;
};

/* Minutes that those who are there have for calls; one agent when none is known. */
static double minutes_of_day(const struct decide_ground *ground)
{
    int64_t there = 0;
    for (size_t i = 0; i < ground->agents.count; i++)
        there += ground->agents.rows[i].shares && !ground->agents.rows[i].absent;
    return (double)(there > 0 ? there : 1) * ground->rules.priority.day_minutes;
}

/* A few days' worth of calls: what lies beyond changes places with nobody. */
static bool read_calls(struct lots *l, struct err *err)
{
    const struct priority_rules *rules = &l->ground->rules.priority;
    double shortest = priority_minutes(rules, 0);
    double most = minutes_of_day(l->ground) / (shortest > 0 ? shortest : 1) * TIMES_A_DAY;
    struct work_by_value wanted = {BY_VALUE, ACTION_CALL,
                                   most < ROWS_MAX ? (size_t)most + 1 : ROWS_MAX};
    return work_by_value(l->app->db, l->arena, &wanted, &l->calls, err);
}

static int32_t days_of(const struct lots *l, const struct stored_work *row)
{
    return day_is(row->oldest_day) ? l->app->today.n - row->oldest_day.n : 0;
}

/* How many of them the day can hold. */
static size_t places_of(const struct lots *l)
{
    const struct priority_rules *rules = &l->ground->rules.priority;
    double left = minutes_of_day(l->ground);
    size_t places = 0;
    for (; places < l->calls.count; places++) {
        const struct stored_work *row = &l->calls.rows[places];
        struct uplift_file file = {.amount_minor = stored_work_amount(row),
                                   .days_late = days_of(l, row)};
        left -=
            priority_minutes(rules, uplift_chance(rules, &l->ground->value.learnt, &file).reached);
        if (left < 0)
            break;
    }
    return places;
}

static struct queue_entry entry_of(const struct lots *l, size_t i)
{
    const struct stored_work *row = &l->calls.rows[i];
    struct currency currency =
        row->place_currency == 0 ? CURRENCY_EUR : (struct currency){(uint32_t)row->place_currency};
    return (struct queue_entry){.account_id = (int64_t)i,
                                .debtor_id = row->key.debtor_id,
                                .net_overdue = {-row->place_amount, currency},
                                .oldest_days = days_of(l, row),
                                .per_minute_minor = (double)-row->place_value,
                                .tier = QUEUE_BY_VALUE};
}

/* What was known of the file, for what is learnt later. */
static bool describe(struct lots *l, struct stored_draw *draw, struct err *err)
{
    struct arena scratch;
    struct run_account from = {.account = {.key = draw->key}};
    struct run_account_wanted wanted = {l->app->today, 0};
    struct decided_work work;
    struct file_objects objects;
    arena_init(&scratch, 0);
    bool ok = account_read(l->app->db, &scratch, l->app->today, &from.account, err) &&
              run_account_read(l->app->db, &scratch, &wanted, &from, err) &&
              file_objects_read(&l->ground->objects, &scratch, &from.account, &objects, err);
    if (ok) {
        decide_work(&scratch, l->ground, &from, &objects, &work);
        draw->broken = work.traits.broken;
        draw->kept = work.traits.kept;
        draw->attempts = work.traits.attempts;
        draw->person = arena_str(l->arena, from.account.debtor_kind);
    }
    arena_release(&scratch);
    return ok;
}

static bool keep(struct lots *l, const struct queue_entry *before, const struct queue_entry *after,
                 struct err *err)
{
    const struct stored_work *place = &l->calls.rows[before->account_id];
    const struct stored_work *row = &l->calls.rows[after->account_id];
    struct stored_draw *draw = &l->drawn.rows[l->drawn.count++];
    *draw = (struct stored_draw){.key = row->key,
                                 .explored = after->explored,
                                 .place_value = place->place_value,
                                 .place_amount = place->place_amount,
                                 .propensity_ppm = (int32_t)(after->propensity * 1e6 + 0.5),
                                 .net_minor = stored_work_amount(row),
                                 .days_late = days_of(l, row)};
    return describe(l, draw, err);
}

static bool draw_calls(struct lots *l, size_t places, struct err *err)
{
    size_t count = l->calls.count;
    struct queue_day day = {l->app->today, l->ground->rules.priority.explore_permil, places};
    struct queue_drawn drawn;
    struct queue_entry *entries = ARENA_ARRAY(l->arena, count, struct queue_entry);
    l->drawn.rows = ARENA_ARRAY(l->arena, count, struct stored_draw);
    for (size_t i = 0; i < count; i++)
        entries[i] = entry_of(l, i);
    queue_draw(l->arena, &day, entries, count, &drawn);
    for (size_t i = 0; i < count; i++) {
        double p = drawn.after[i].propensity;
        if (p > 0 && p < 1 && !keep(l, &drawn.before[i], &drawn.after[i], err))
            return false;
    }
    return true;
}

bool draw_lots(struct app *app, struct arena *a, const struct decide_ground *ground, int64_t run,
               struct err *err)
{
    struct lots l = {.app = app, .arena = a, .ground = ground};
    const struct priority_rules *rules = &ground->rules.priority;
    if (rules->explore_permil == 0)
        return true;
    if (!read_calls(&l, err))
        return false;
    size_t places = places_of(&l);
    if (places == 0 || places == l.calls.count)
        return true;
    if (!draw_calls(&l, places, err))
        return false;
    struct draw_day day = {run, app->today, day_add(app->today, rules->horizon_days)};
    return l.drawn.count == 0 || file_draws_add(app->db, &day, &l.drawn, err);
}
