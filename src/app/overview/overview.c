#include "overview.h"

#include "app/creditor_choice.h"
#include "app/daily/run_day.h"
#include "overview_kept.h"

enum { WEEK_DAYS = 7, SUNDAY = 7 };

struct overview_days overview_week(struct day today, int week)
{
    struct day from = day_add(today, WEEK_DAYS * week);
    return (struct overview_days){from, day_add(from, WEEK_DAYS - 1)};
}

struct overview_days overview_this_week(struct day today)
{
    return (struct overview_days){today, day_add(today, SUNDAY - day_weekday(today))};
}

struct overview_days overview_dispute_days(struct day today, int band)
{
    static const int32_t ages[OVERVIEW_DISPUTE_BANDS][2] = {{0, 7}, {8, 15}, {16, 30}, {31, -1}};
    struct overview_days days = {DAY_NONE, day_add(today, -ages[band][0])};
    if (ages[band][1] >= 0)
        days.from = day_add(today, -ages[band][1]);
    return days;
}

struct asking {
    struct app *app;
    struct arena *arena;
    struct overview_wanted wanted;
    struct overview *out;
};

static bool ask(struct asking *x, enum overview_about about, struct overview_days days,
                struct overview_sums *out, struct err *err)
{
    struct overview_question question = {&x->wanted, about, days.from, days.to};
    return overview_sums(x->app->db, x->arena, &question, out, err);
}

static bool ask_weeks(struct asking *x, struct err *err)
{
    struct overview *o = x->out;
    for (int i = 0; i < OVERVIEW_WEEKS; i++) {
        struct overview_days days = overview_week(o->today, i);
        if (!ask(x, OVERVIEW_PROMISED, days, &o->promised[i], err) ||
            !ask(x, OVERVIEW_PLANNED, days, &o->planned[i], err))
            return false;
    }
    return true;
}

static bool ask_disputes(struct asking *x, struct err *err)
{
    struct overview *o = x->out;
    for (int i = 0; i < OVERVIEW_DISPUTE_BANDS; i++) {
        if (!ask(x, OVERVIEW_DISPUTED, overview_dispute_days(o->today, i), &o->disputed_by_age[i],
                 err))
            return false;
    }
    struct overview_days ever = {DAY_NONE, o->today};
    return ask(x, OVERVIEW_DISPUTED, ever, &o->disputed, err);
}

/* Those of creditors in question. */
static bool ask_objectives(struct asking *x, struct err *err)
{
    struct objectives *list = &x->out->objectives;
    size_t kept = 0;
    if (!objective_list(x->app->db, x->arena, day_add_months(x->out->month_from, -12), list, err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        bool wanted = x->wanted.scope == NULL;
        for (size_t s = 0; s < x->wanted.scope_count && !wanted; s++)
            wanted = x->wanted.scope[s] == list->rows[i].creditor_id;
        if (wanted)
            list->rows[kept++] = list->rows[i];
    }
    list->count = kept;
    return true;
}

static void note_currency(struct overview *o, struct currency currency)
{
    for (size_t i = 0; i < o->currency_count; i++) {
        if (currency_eq(o->currencies[i], currency))
            return;
    }
    if (o->currency_count < OVERVIEW_CURRENCIES_MAX)
        o->currencies[o->currency_count++] = currency;
}

static void note_currencies(struct overview *o)
{
    note_currency(o, CURRENCY_EUR);
    for (size_t i = 0; i < o->files.count; i++)
        note_currency(o, o->files.rows[i].currency);
    for (size_t i = 0; i < o->cash.count; i++)
        note_currency(o, o->cash.rows[i].currency);
}

static bool read_ground(struct asking *x, struct err *err)
{
    struct overview *o = x->out;
    const struct overview_query *q = o->query;
    struct creditor_wish wish = {q->creditor, q->scope, q->scope_count};
    struct creditor_choice choice;
    if (!creditor_list(x->app->db, x->arena, &o->creditors, err) ||
        !house_read_within(x->app, x->arena, &o->house, err) ||
        !run_last(x->app->db, x->arena, "published", &o->run, err) ||
        !run_stands(x->app, &o->run, &o->run_stands, err) ||
        !creditor_choose(x->arena, &o->creditors, &wish, &choice, err))
        return false;
    x->wanted = (struct overview_wanted){choice.ids, choice.count, x->app->today};
    return true;
}

/* What all files come to, which others wait for. */
static bool read_open(struct asking *x, struct overview_kept *kept, struct err *err)
{
    struct overview *o = x->out;
    struct overview_open_sums sums;
    if (!read_ground(x, err) || !overview_kept_renew(kept, x->app, &o->run, err))
        return false;
    overview_kept_sum(kept, x->arena, &x->wanted, day_add(o->today, (int32_t)-o->query->idle_days),
                      &sums);
    o->files = sums.files;
    o->cash = sums.received;
    o->acted = sums.acted;
    return true;
}

static bool read_rest(struct asking *x, struct err *err)
{
    struct overview *o = x->out;
    struct overview_days day = {o->today, o->today};
    if (!overview_contested(x->app->db, x->arena, &x->wanted, &o->contested, err) ||
        !ask(x, OVERVIEW_PROMISED, day, &o->promised_today, err) ||
        !ask(x, OVERVIEW_PROMISED, overview_this_week(o->today), &o->promised_week, err) ||
        !ask_weeks(x, err) || !ask_disputes(x, err) || !ask_objectives(x, err))
        return false;
    note_currencies(o);
    return true;
}

static bool read_with(struct asking *x, struct overview_kept *kept, struct err *err)
{
    overview_kept_lock(kept);
    bool begun = db_begin(x->app->db, DB_READ, err);
    bool ok = begun && read_open(x, kept, err);
    overview_kept_unlock(kept);
    ok = ok && read_rest(x, err);
    if (begun)
        db_rollback(x->app->db); /* nothing was written */
    return ok;
}

bool overview_read(struct app *app, struct arena *a, const struct overview_query *query,
                   struct overview *out, struct err *err)
{
    struct asking x = {.app = app, .arena = a, .out = out};
    struct ymd today = day_to(app->today);
    struct overview_kept *own = NULL;
    *out = (struct overview){.query = query, .today = app->today};
    out->month_from = day_ymd(today.year, today.month, 1);
    if (app->overview == NULL && !overview_kept_open(a, &own, err))
        return false;
    bool ok = read_with(&x, own != NULL ? own : app->overview, err);
    overview_kept_close(own);
    return ok;
}

const struct objective *overview_objective(const struct overview *o, int64_t creditor_id)
{
    for (size_t i = 0; i < o->objectives.count; i++) {
        const struct objective *row = &o->objectives.rows[i];
        if (row->creditor_id == creditor_id && row->month.n == o->month_from.n)
            return row;
    }
    return NULL;
}
