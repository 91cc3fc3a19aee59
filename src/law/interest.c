#include "interest.h"

#include "base/limits.h"
#include "base/sort.h"
#include "regime.h"

/* A case while it is walked through, payment by payment. */
struct walk {
    struct law_plan plan;
    struct law_segment *segments;
    size_t count, room;
    struct day cursor; /* interest is computed up to and including this day */
    struct day last_counted;
    bool indemnity_done;
};

struct law_case law_case_empty(void)
{
    return (struct law_case){
        .principal = eur(0),
        .due = DAY_NONE,
        .formal_notice = DAY_NONE,
        .received = DAY_NONE,
        .judgment_served = DAY_NONE,
        .insolvency = DAY_NONE,
        .until = DAY_NONE,
    };
}

static const char *const warning_codes[LAW_WARN_COUNT] = {
    [LAW_WARN_RATE_BELOW_LATER_MINIMUM] = "rate_below_later_minimum",
    [LAW_WARN_NO_FORMAL_NOTICE] = "no_formal_notice",
    [LAW_WARN_NOTICE_BEFORE_DUE] = "notice_before_due",
    [LAW_WARN_SEMESTER_UNTESTED] = "semester_untested",
    [LAW_WARN_MINIMUM_ABOVE_DEFAULT] = "minimum_above_default",
    [LAW_WARN_CLAUSE_REDUCIBLE] = "clause_reducible",
    [LAW_WARN_RATE_UNVERIFIED] = "rate_unverified",
    [LAW_WARN_RULE_UNVERIFIED] = "rule_unverified",
    [LAW_WARN_INDEMNITY_ORDER] = "indemnity_order",
    [LAW_WARN_LONG_CONTRACT] = "long_contract",
};

const char *law_warning_code(enum law_warning_kind kind)
{
    ASSERT(kind < LAW_WARN_COUNT);
    return warning_codes[kind];
}

/* Six decimals of the currency's main unit. */
static int micro_decimals(const struct law_case *c)
{
    return 6 - currency_digits(c->principal.currency);
}

/* The interest of this weight, in millionths, fits 63 bits. */
static bool weight_fits(int64_t base_minor, int64_t weight)
{
    int64_t times = weight / (INT64_C(365) * 366 * 100 * RATE_MICRO) + 1;
    return base_minor <= LIMIT_AMOUNT_MINOR && base_minor <= INT64_MAX / 1000000 / times;
}

/* The days from..to at one rate, joined to the segment before when nothing changes. */
static void segment_add(struct walk *w, struct law_segment s)
{
    struct law_segment *before = w->count > 0 ? &w->segments[w->count - 1] : NULL;
    if (before != NULL && before->to.n + 1 == s.from.n && before->rate.micro == s.rate.micro &&
        before->base_minor == s.base_minor) {
        before->to = s.to;
        before->days += s.days;
        before->weight += s.weight;
        return;
    }
    if (w->count == w->room) {
        size_t room = w->room * 2 + 16;
        w->segments =
            arena_grow(w->plan.notes.arena, w->segments, w->room, room, sizeof(*w->segments));
        w->room = room;
    }
    w->segments[w->count++] = s;
}

static void segments_of(struct walk *w, struct day to, int64_t base_minor)
{
    const struct law_curve *curve = &w->plan.curve;
    for (size_t i = 0; i < curve->count; i++) {
        const struct law_curve_piece *piece = &curve->pieces[i];
        struct day piece_last =
            i + 1 < curve->count ? day_add(curve->pieces[i + 1].from, -1) : curve->last;
        struct day from = day_max(piece->from, day_add(w->cursor, 1));
        struct day last = day_min(piece_last, to);
        if (from.n <= last.n) {
            int32_t days = last.n - from.n + 1;
            segment_add(w, (struct law_segment){.from = from,
                                                .to = last,
                                                .days = days,
                                                .rate = piece->rate,
                                                .base_minor = base_minor,
                                                .weight = piece->weight_a_day * days});
            w->plan.out->days += days;
            w->last_counted = last;
        }
    }
}

/* Closes a statement: interest of the days after the cursor up to `to`, rounded once. */
static bool statement(struct walk *w, struct day to, struct err *err)
{
    struct law_interest *out = w->plan.out;
    struct day end = day_min(to, out->last);
    int64_t base = out->owed.principal;
    if (!day_is(out->start) || end.n <= w->cursor.n) {
        return true;
    }
    if (base > 0) {
        if (end.n > w->plan.curve.last.n && !day_is(out->missing_day)) {
            out->missing_day = day_add(day_max(w->plan.curve.last, w->cursor), 1);
            out->missing_table = w->plan.table;
        }
        int64_t weight = law_curve_weight(&w->plan.curve, w->cursor, end);
        if (!weight_fits(base, weight)) {
            return err_set_field(err, ERR_OVERFLOW, "principal", STR(""));
        }
        int64_t interest = law_weight_interest(base, weight, 0);
        out->owed.interest += interest;
        out->accrued_minor += interest;
        segments_of(w, end, base);
    }
    w->cursor = end;
    return true;
}

/* The flat indemnity, once something was still owed on the day after the due date. */
static void indemnity(struct walk *w, struct day on)
{
    struct law_interest *out = w->plan.out;
    const struct law_case *c = w->plan.request;
    const struct law_rule_row *row = w->plan.indemnity;
    bool late = day_is(out->start) && on.n > out->start.n && out->owed.principal > 0;
    if (w->indemnity_done || !w->plan.indemnity_possible || row == NULL || !late) {
        return;
    }
    w->indemnity_done = true;
    if (day_is(c->insolvency) && out->start.n >= c->insolvency.n) {
        law_plan_use(&w->plan, LAW_RULE_INDEMNITY_INSOLVENCY, DAY_NONE);
        return;
    }
    law_plan_use(&w->plan, row->rule, day_add(out->start, 1));
    if (currency_eq(c->principal.currency, CURRENCY_EUR)) {
        ASSERT(row->unit == LAW_UNIT_EUR);
        out->owed.indemnity = row->value;
    }
}

static int payment_order(const void *a, const void *b, const void *with)
{
    const struct law_payment *x = a;
    const struct law_payment *y = b;
    (void)with;
    return (x->on.n > y->on.n) - (x->on.n < y->on.n);
}

static bool payments_sorted(const struct law_plan *plan, struct arena *arena,
                            struct law_payment **out, struct err *err)
{
    const struct law_case *c = plan->request;
    struct law_payment *list = ARENA_ARRAY(arena, c->payment_count, struct law_payment);
    int64_t sum = 0;
    for (size_t i = 0; i < c->payment_count; i++) {
        list[i] = c->payments[i];
        ASSERT(list[i].minor > 0);
        if (list[i].on.n > plan->out->last.n) {
            struct buf text;
            buf_init(&text, arena, 16);
            buf_add_day(&text, list[i].on);
            return err_set_field(err, ERR_PAYMENT_TOO_LATE, "payment", buf_str(&text));
        }
        if (list[i].minor > LIMIT_AMOUNT_MINOR - sum) {
            return err_set_field(err, ERR_OVERFLOW, "payment", STR(""));
        }
        sum += list[i].minor;
    }
    SORT(arena, list, c->payment_count, payment_order, NULL);
    *out = list;
    return true;
}

static bool payments_apply(struct walk *w, struct law_payment *list, struct err *err)
{
    struct law_interest *out = w->plan.out;
    bool order_mattered = false;
    for (size_t i = 0; i < w->plan.request->payment_count; i++) {
        int64_t left = list[i].minor;
        if (!statement(w, list[i].on, err)) {
            return false;
        }
        indemnity(w, list[i].on);
        order_mattered = order_mattered || out->owed.indemnity > 0;
        law_pay(&left, &out->owed, NULL);
        out->paid_minor += list[i].minor - left;
        out->excess_minor += left;
    }
    if (w->plan.request->payment_count > 0) {
        law_plan_use(&w->plan, LAW_RULE_PAYMENT_ORDER, DAY_NONE);
    }
    if (order_mattered) {
        law_note_add(&w->plan.notes,
                     (struct law_warning){
                         .kind = LAW_WARN_INDEMNITY_ORDER,
                         .rule = law_rule_newest(w->plan.tables, LAW_RULE_PAYMENT_INDEMNITY)});
    }
    return true;
}

bool law_interest_compute(const struct law_tables *t, const struct law_case *c, struct arena *arena,
                          struct law_interest *out, struct err *err)
{
    struct walk w = {.plan = {.tables = t, .request = c, .out = out, .notes = {.arena = arena}}};
    struct law_payment *payments = NULL;
    ASSERT(c->principal.minor >= 0);
    *out = (struct law_interest){.missing_day = DAY_NONE};
    if (!law_plan_make(&w.plan, err) || !payments_sorted(&w.plan, arena, &payments, err)) {
        return false;
    }
    out->owed.principal = c->principal.minor;
    w.cursor = out->start;
    w.last_counted = DAY_NONE;
    if (!payments_apply(&w, payments, err) || !statement(&w, out->last, err)) {
        return false;
    }
    indemnity(&w, c->until);
    if (day_is(w.last_counted)) {
        law_plan_test_rates(&w.plan, w.last_counted);
    }
    for (size_t i = 0; i < w.count; i++) {
        w.segments[i].interest_micro =
            law_weight_interest(w.segments[i].base_minor, w.segments[i].weight, micro_decimals(c));
    }
    out->segments = w.segments;
    out->segment_count = w.count;
    out->warnings = w.plan.notes.warnings;
    out->warning_count = w.plan.notes.count;
    return true;
}
