#include "accrual.h"

#include "base/limits.h"

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

bool law_accrual_begin(struct law_accrual *a, const struct law_tables *t,
                       const struct law_case *request, struct arena *arena, struct err *err)
{
    *a = (struct law_accrual){
        .result = {.missing_day = DAY_NONE},
        .plan = {.tables = t, .request = request, .out = &a->result, .notes = {.arena = arena}},
        .last_counted = DAY_NONE,
    };
    if (!law_plan_make(&a->plan, err))
        return false;
    a->cursor = a->result.start;
    return true;
}

/* The days from..to at one rate, joined to the segment before when nothing changes. */
static void segment_add(struct law_accrual *a, struct law_segment s)
{
    struct law_segment *before = a->count > 0 ? &a->segments[a->count - 1] : NULL;
    if (before != NULL && before->to.n + 1 == s.from.n && before->rate.micro == s.rate.micro &&
        before->base_minor == s.base_minor) {
        before->to = s.to;
        before->days += s.days;
        before->weight += s.weight;
        return;
    }
    if (a->count == a->room) {
        size_t room = a->room * 2 + 16;
        a->segments =
            arena_grow(a->plan.notes.arena, a->segments, a->room, room, sizeof(*a->segments));
        a->room = room;
    }
    a->segments[a->count++] = s;
}

static void segments_of(struct law_accrual *a, struct day to, int64_t base_minor)
{
    const struct law_curve *curve = &a->plan.curve;
    for (size_t i = 0; i < curve->count; i++) {
        const struct law_curve_piece *piece = &curve->pieces[i];
        struct day piece_last =
            i + 1 < curve->count ? day_add(curve->pieces[i + 1].from, -1) : curve->last;
        struct day from = day_max(piece->from, day_add(a->cursor, 1));
        struct day last = day_min(piece_last, to);
        if (from.n <= last.n) {
            int32_t days = last.n - from.n + 1;
            segment_add(a, (struct law_segment){.from = from,
                                                .to = last,
                                                .days = days,
                                                .rate = piece->rate,
                                                .base_minor = base_minor,
                                                .weight = piece->weight_a_day * days});
            a->result.days += days;
            a->last_counted = last;
        }
    }
}

static void slice_add(struct law_accrual *a, struct law_slice slice)
{
    if (a->slice_count == a->slice_room) {
        size_t room = a->slice_room * 2 + 4;
        a->slices =
            arena_grow(a->plan.notes.arena, a->slices, a->slice_room, room, sizeof(*a->slices));
        a->slice_room = room;
    }
    a->slices[a->slice_count++] = slice;
}

bool law_accrual_run(struct law_accrual *a, struct day to, int64_t base_minor, struct err *err)
{
    struct law_interest *out = &a->result;
    struct day end = day_min(to, out->last);
    if (!day_is(out->start) || end.n <= a->cursor.n)
        return true;
    if (base_minor > 0) {
        if (end.n > a->plan.curve.last.n && !day_is(out->missing_day)) {
            out->missing_day = day_add(day_max(a->plan.curve.last, a->cursor), 1);
            out->missing_table = a->plan.table;
        }
        int64_t weight = law_curve_weight(&a->plan.curve, a->cursor, end);
        if (!weight_fits(base_minor, weight))
            return err_set_field(err, ERR_OVERFLOW, "principal", STR(""));
        slice_add(a, (struct law_slice){base_minor, weight});
        segments_of(a, end, base_minor);
    }
    a->cursor = end;
    return true;
}

int64_t law_accrual_interest(const struct law_accrual *a)
{
    return law_slices_interest(a->slices, a->slice_count);
}

int64_t law_accrual_close(struct law_accrual *a)
{
    int64_t interest = law_accrual_interest(a);
    a->slice_count = 0;
    a->result.accrued_minor += interest;
    return interest;
}

int64_t law_accrual_indemnity(struct law_accrual *a, struct day on, int64_t principal_minor,
                              int64_t *euro_minor)
{
    struct law_interest *out = &a->result;
    const struct law_case *c = a->plan.request;
    const struct law_rule_row *row = a->plan.indemnity;
    bool late = day_is(out->start) && on.n > out->start.n && principal_minor > 0;
    if (a->indemnity_done || !a->plan.indemnity_possible || row == NULL || !late)
        return 0;
    a->indemnity_done = true;
    if (day_is(c->insolvency) && out->start.n >= c->insolvency.n) {
        law_plan_use(&a->plan, LAW_RULE_INDEMNITY_INSOLVENCY, DAY_NONE);
        return 0;
    }
    law_plan_use(&a->plan, row->rule, day_add(out->start, 1));
    ASSERT(row->unit == LAW_UNIT_EUR);
    if (currency_eq(c->principal.currency, CURRENCY_EUR))
        return row->value;
    if (euro_minor != NULL)
        *euro_minor = row->value;
    return 0;
}

void law_accrual_end(struct law_accrual *a)
{
    struct law_interest *out = &a->result;
    if (day_is(a->last_counted))
        law_plan_test_rates(&a->plan, a->last_counted);
    for (size_t i = 0; i < a->count; i++) {
        a->segments[i].interest_micro = law_weight_interest(
            a->segments[i].base_minor, a->segments[i].weight, micro_decimals(a->plan.request));
    }
    out->segments = a->segments;
    out->segment_count = a->count;
    out->warnings = a->plan.notes.warnings;
    out->warning_count = a->plan.notes.count;
}

struct rate law_accrual_rate(const struct law_accrual *a, struct day day)
{
    const struct law_interest *out = &a->result;
    const struct law_curve *curve = &a->plan.curve;
    struct rate rate = {0};
    if (!day_is(out->start) || day.n <= out->start.n || day.n > out->last.n)
        return rate;
    for (size_t i = 0; i < curve->count && curve->pieces[i].from.n <= day.n; i++)
        rate = curve->pieces[i].rate;
    return day.n <= curve->last.n ? rate : (struct rate){0};
}
