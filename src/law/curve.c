#include "curve.h"

#include "semester.h"

/* Hundredths of a point to a rate. */
static struct rate points(const struct law_rule_row *row)
{
    ASSERT(row->unit == LAW_UNIT_POINTS);
    return rate_of_hundredths(row->value);
}

bool law_business_rate(const struct law_tables *t, struct day day, struct rate *out)
{
    struct day anchor = law_semester_first(law_semester_of(day));
    const struct law_ecb_row *ecb = law_ecb_on(t, anchor);
    const struct law_rule_row *margin = law_rule_on(t, LAW_RULE_B2B_MARGIN, day);
    if (ecb == NULL || margin == NULL) {
        return false;
    }
    out->micro = ecb->rate.micro + points(margin).micro;
    return true;
}

bool law_minimum_rate(const struct law_tables *t, struct day day, struct rate *out)
{
    const struct law_legal_row *legal = law_legal_on(t, day);
    const struct law_rule_row *times = law_rule_on(t, LAW_RULE_B2B_MINIMUM, day);
    if (legal == NULL || times == NULL) {
        return false;
    }
    out->micro = legal->other_rate.micro * times->value;
    return true;
}

static bool rate_on(const struct law_tables *t, const struct law_curve_terms *terms, struct day day,
                    struct rate *out)
{
    const struct law_legal_row *legal;
    switch (terms->kind) {
    case LAW_CURVE_BUSINESS:
        return law_business_rate(t, day, out);
    case LAW_CURVE_LEGAL_OTHER:
    case LAW_CURVE_LEGAL_PRIVATE:
        legal = law_legal_on(t, day);
        if (legal == NULL) {
            return false;
        }
        *out = terms->kind == LAW_CURVE_LEGAL_OTHER ? legal->other_rate : legal->private_rate;
        return true;
    case LAW_CURVE_FIXED:
        break;
    }
    *out = terms->fixed;
    return true;
}

static int64_t weight_a_day(struct rate rate, struct day day, enum law_day_count count)
{
    bool leap = day_year_length(day_to(day).year) == 366;
    return rate.micro * (count == LAW_DAYS_ACTUAL && leap ? 365 : 366);
}

struct law_curve law_curve_build(const struct law_tables *t, const struct law_curve_terms *terms,
                                 struct arena *arena)
{
    struct law_curve curve = {.first = terms->from, .last = day_add(terms->from, -1)};
    if (terms->to.n < terms->from.n) {
        return curve;
    }
    int32_t years = day_to(terms->to).year - day_to(terms->from).year + 1;
    struct law_curve_piece *pieces =
        ARENA_ARRAY(arena, (size_t)years * 2 + 1, struct law_curve_piece);
    int64_t weight = 0;
    struct day day = terms->from;
    struct rate rate;
    while (day.n <= terms->to.n && rate_on(t, terms, day, &rate)) {
        struct day last = day_min(law_semester_last(law_semester_of(day)), terms->to);
        bool more = day_is(terms->more_from) && terms->more_from.n <= last.n;
        if (more && day.n < terms->more_from.n) {
            last = day_add(terms->more_from, -1);
            more = false;
        }
        rate.micro += more ? terms->more.micro : 0;
        int64_t a_day = weight_a_day(rate, day, terms->day_count);
        pieces[curve.count++] = (struct law_curve_piece){day, rate, weight, a_day};
        weight += a_day * (last.n - day.n + 1);
        curve.last = last;
        day = day_add(last, 1);
    }
    curve.pieces = pieces;
    return curve;
}

/* The piece of a day that the curve covers. Pieces are about half a year long, so the first guess
 * is right or next to it. */
static const struct law_curve_piece *piece_of(const struct law_curve *c, struct day day)
{
    size_t i = (size_t)(day.n - c->first.n) / 184;
    i = i < c->count ? i : c->count - 1;
    while (i > 0 && c->pieces[i].from.n > day.n) {
        i--;
    }
    while (i + 1 < c->count && c->pieces[i + 1].from.n <= day.n) {
        i++;
    }
    return &c->pieces[i];
}

/* Weight of the days up to and including `day`. */
static int64_t weight_to(const struct law_curve *c, struct day day)
{
    if (c->count == 0 || day.n < c->first.n) {
        return 0;
    }
    struct day last = day_min(day, c->last);
    const struct law_curve_piece *piece = piece_of(c, last);
    return piece->weight_before + piece->weight_a_day * (last.n - piece->from.n + 1);
}

int64_t law_curve_weight(const struct law_curve *c, struct day after, struct day to)
{
    return after.n < to.n ? weight_to(c, to) - weight_to(c, after) : 0;
}

__extension__ typedef __int128 wide;

int64_t law_slices_interest(const struct law_slice *slices, size_t count)
{
    const int64_t year_minor = INT64_C(365) * 366 * 100 * RATE_MICRO;
    wide sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (wide)slices[i].base_minor * slices[i].weight;
    wide doubled = 2 * sum + (sum < 0 ? -year_minor : year_minor);
    wide result = doubled / (2 * (wide)year_minor);
    ASSERT(result <= INT64_MAX);
    ASSERT(result >= INT64_MIN);
    return (int64_t)result;
}

int64_t law_weight_interest(int64_t base_minor, int64_t weight, int decimals)
{
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    ASSERT(decimals >= 0);
    ASSERT((size_t)decimals < COUNT_OF(powers));
    int64_t year_minor = INT64_C(365) * 366 * 100 * RATE_MICRO;
    return scale_round(base_minor, weight, year_minor / powers[decimals], ROUND_HALF_UP);
}
