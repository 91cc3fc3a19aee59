/* What must hold for every case of late interest, imputation, limitation and identifiers. */
#include "support/unit.h"

#include "support/random.h"

#include "base/arena.h"
#include "law/holiday.h"
#include "law/interest.h"
#include "law/limitation.h"
#include "party/iban.h"
#include "party/siren.h"

enum { ROUNDS = 2000, PAYMENTS_MAX = 6, DEBTS_MAX = 9, EVENTS_MAX = 8 };

static struct random random_source;

static int64_t between(int64_t from, int64_t to)
{
    return random_between(&random_source, from, to);
}

static struct day day_between(struct day from, struct day to)
{
    return (struct day){(int32_t)between(from.n, to.n)};
}

/* A case that every table covers, with payments below the principal. */
static struct law_case some_case(struct law_payment payments[PAYMENTS_MAX])
{
    struct law_case c = law_case_empty();
    c.debtor = (enum law_debtor)between(0, 2);
    c.creditor = (enum law_creditor)between(0, 1);
    c.principal = eur(between(0, 5) == 0 ? between(1, 300) : between(1, 50000000));
    struct day start = day_between(day_ymd(2013, 1, 1), day_ymd(2026, 6, 30));
    c.until = day_between(start, day_ymd(2026, 12, 31));
    c.day_count = (enum law_day_count)between(0, 1);
    if (c.debtor == LAW_DEBTOR_PUBLIC && c.creditor == LAW_CREDITOR_PROFESSIONAL) {
        c.received = day_max(start, day_ymd(2013, 5, 1));
        c.body = (enum law_public_body)between(LAW_BODY_STATE, LAW_BODY_UNDERTAKING);
    } else if (c.debtor == LAW_DEBTOR_BUSINESS && c.creditor == LAW_CREDITOR_PROFESSIONAL) {
        c.due = start;
    } else {
        c.formal_notice = start;
    }
    c.payments = payments;
    c.payment_count = (size_t)between(0, PAYMENTS_MAX);
    for (size_t i = 0; i < c.payment_count; i++) {
        payments[i].on = day_between(day_add(start, -30), c.until);
        payments[i].minor = between(1, c.principal.minor / PAYMENTS_MAX + 1);
    }
    return c;
}

static struct law_interest compute(const struct law_case *c, struct arena *arena)
{
    struct law_interest r;
    struct err err = {0};
    assert_true(law_interest_compute(law_tables_compiled(), c, arena, &r, &err));
    assert_false(day_is(r.missing_day));
    return r;
}

static void later_day_never_less(void **state)
{
    struct law_payment payments[PAYMENTS_MAX];
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct law_case c = some_case(payments);
        struct law_interest now = compute(&c, &arena);
        c.until = day_min(day_add(c.until, (int32_t)between(1, 90)), day_ymd(2026, 12, 31));
        struct law_interest later = compute(&c, &arena);
        assert_true(later.accrued_minor >= now.accrued_minor);
        assert_true(later.days >= now.days);
        assert_true(later.owed.indemnity >= now.owed.indemnity);
        assert_int_equal(later.owed.principal, now.owed.principal);
        arena_clear(&arena);
    }
    arena_release(&arena);
}

/* Money is neither made nor lost. */
static void nothing_is_lost(void **state)
{
    struct law_payment payments[PAYMENTS_MAX];
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct law_case c = some_case(payments);
        struct law_interest r = compute(&c, &arena);
        struct law_case unpaid = c;
        int64_t paid = 0;
        for (size_t k = 0; k < c.payment_count; k++) {
            paid += payments[k].minor;
        }
        unpaid.payment_count = 0;
        int64_t indemnity = compute(&unpaid, &arena).owed.indemnity;
        assert_int_equal(r.paid_minor + r.excess_minor, paid);
        int64_t left = law_owed_total(&r.owed) + r.paid_minor;
        /* Without payments the indemnity is owed too, unless all was paid before it was late. */
        assert_true(left == c.principal.minor + r.accrued_minor + indemnity ||
                    (left == c.principal.minor + r.accrued_minor && r.days == 0));
        arena_clear(&arena);
    }
    arena_release(&arena);
}

static void order_of_payments_is_irrelevant(void **state)
{
    struct law_payment payments[PAYMENTS_MAX];
    struct law_payment shuffled[PAYMENTS_MAX];
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct law_case c = some_case(payments);
        for (size_t k = 1; k < c.payment_count && i % 2 == 0; k++) {
            payments[k].on = payments[0].on; /* all on one day */
        }
        struct law_interest first = compute(&c, &arena);
        memcpy(shuffled, payments, sizeof(payments));
        for (size_t k = c.payment_count; k > 1; k--) {
            size_t other = (size_t)between(0, (int64_t)k - 1);
            struct law_payment kept = shuffled[k - 1];
            shuffled[k - 1] = shuffled[other];
            shuffled[other] = kept;
        }
        c.payments = shuffled;
        struct law_interest second = compute(&c, &arena);
        assert_memory_equal(&first.owed, &second.owed, sizeof(first.owed));
        assert_int_equal(first.accrued_minor, second.accrued_minor);
        assert_int_equal(first.segment_count, second.segment_count);
        arena_clear(&arena);
    }
    arena_release(&arena);
}

/* The curve is the sum of its days, and splits anywhere without a difference. */
static void splitting_changes_nothing(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct law_curve_terms terms = {
            .kind = (enum law_curve_kind)between(LAW_CURVE_BUSINESS, LAW_CURVE_FIXED),
            .from = day_between(day_ymd(2013, 1, 1), day_ymd(2020, 1, 1)),
            .to = day_between(day_ymd(2020, 1, 2), day_ymd(2026, 12, 31)),
            .fixed = {between(0, 20000000)},
            .more_from = between(0, 1) == 0 ? DAY_NONE
                                            : day_between(day_ymd(2012, 1, 1), day_ymd(2026, 1, 1)),
            .more = {5000000},
            .day_count = (enum law_day_count)between(0, 1),
        };
        struct law_curve curve = law_curve_build(t, &terms, &arena);
        struct day a = day_between(terms.from, terms.to);
        struct day c = day_between(a, terms.to);
        struct day b = day_between(a, c);
        int64_t whole = law_curve_weight(&curve, a, c);
        assert_int_equal(whole, law_curve_weight(&curve, a, b) + law_curve_weight(&curve, b, c));
        assert_int_equal(curve.last.n, terms.to.n);
        int64_t sum = 0;
        for (struct day d = day_add(a, 1); d.n <= c.n && c.n - a.n < 800; d = day_add(d, 1)) {
            sum += law_curve_weight(&curve, day_add(d, -1), d);
        }
        assert_true(c.n - a.n >= 800 || sum == whole);
        arena_clear(&arena);
    }
    arena_release(&arena);
}

/* One day's weight against the tables, read without the curve. */
static void curve_agrees_with_tables(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    struct law_curve_terms terms = {.kind = LAW_CURVE_BUSINESS,
                                    .from = day_ymd(2013, 1, 1),
                                    .to = day_ymd(2026, 12, 31),
                                    .more_from = DAY_NONE,
                                    .day_count = LAW_DAYS_ACTUAL};
    struct law_curve curve = law_curve_build(t, &terms, &arena);
    for (struct day d = terms.from; d.n <= terms.to.n; d = day_add(d, 1)) {
        struct rate rate;
        bool leap = day_year_length(day_to(d).year) == 366;
        assert_true(law_business_rate(t, d, &rate));
        assert_int_equal(law_curve_weight(&curve, day_add(d, -1), d),
                         rate.micro * (leap ? 365 : 366));
    }
    arena_release(&arena);
}

static void shares_add_up(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct law_debt debts[DEBTS_MAX] = {0};
        struct day on = day_ymd(2025, 6, 15);
        size_t n = (size_t)between(1, DEBTS_MAX);
        int64_t owed = 0;
        for (size_t k = 0; k < n; k++) {
            debts[k].owed_minor = between(0, 3) == 0 ? between(0, 3) : between(0, 900000);
            debts[k].due = day_add(on, (int32_t)between(-2, 1));
            debts[k].interest_in_paying = (int32_t)between(0, 1);
            debts[k].chosen = between(0, 5) == 0 ? (int32_t)k + 1 : 0;
            owed += debts[k].owed_minor;
        }
        int64_t payment = between(0, owed + 100);
        int64_t left = law_impute(&arena, payment, on, debts, n);
        int64_t shared = 0;
        for (size_t k = 0; k < n; k++) {
            assert_true(debts[k].share_minor >= 0);
            assert_true(debts[k].share_minor <= debts[k].owed_minor);
            shared += debts[k].share_minor;
        }
        assert_int_equal(shared + left, payment);
        assert_int_equal(left, payment > owed ? payment - owed : 0);
        for (size_t k = 0; k < n; k++) {
            /* A debt not yet due gets nothing while one that is due is still open. */
            for (size_t m = 0; m < n && debts[k].share_minor > 0; m++) {
                assert_false(debts[k].chosen == 0 && debts[m].chosen == 0 &&
                             debts[k].due.n > on.n && debts[m].due.n <= on.n &&
                             debts[m].share_minor < debts[m].owed_minor);
            }
        }
        arena_clear(&arena);
    }
    arena_release(&arena);
}

static void limitation_never_moves_earlier(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < ROUNDS * 5; i++) {
        struct law_event events[EVENTS_MAX];
        struct law_limitation_case c = {
            .claim = &t->limitations[between(0, (int64_t)t->limitation_count - 1)],
            .start = day_between(day_ymd(2008, 6, 19), day_ymd(2024, 12, 31)),
            .events = events,
            .event_count = (size_t)between(0, EVENTS_MAX),
            .on = day_ymd(2040, 1, 1),
        };
        struct law_limitation r;
        struct err err = {0};
        if ((c.claim->flags & LIMITATION_NO_CLAIM) != 0) {
            continue;
        }
        for (size_t k = 0; k < c.event_count; k++) {
            events[k].on = day_add(c.start, (int32_t)between(-100, 2500));
            events[k].kind = (enum law_event_kind)between(0, LAW_EVENT_COUNT - 1);
        }
        assert_true(law_limitation_compute(t, &c, &arena, &r, &err));
        struct day before = DAY_NONE;
        for (size_t k = 0; k < r.step_count; k++) {
            struct day last = r.steps[k].last_day;
            assert_true(!day_is(last) || !day_is(before) || last.n >= before.n);
            before = day_is(last) ? last : before;
        }
        if (day_is(r.last_day)) {
            assert_true(!day_is(before) || r.last_day.n >= before.n);
            assert_int_equal(r.act_before.n, r.last_day.n - 1);
        }
        arena_clear(&arena);
    }
    arena_release(&arena);
}

static void digits(char *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = (char)('0' + between(0, 9));
    }
    out[n] = '\0';
}

/* What is made is valid; one digit changed is not. */
static void made_identifiers_are_valid(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        char eight[9];
        char siren[SIREN_DIGITS + 1];
        char checked[IBAN_CHARACTERS_MAX + 1];
        digits(eight, 8);
        assert_int_equal(siren_make(str_of(eight), siren), ID_OK);
        assert_int_equal(siren_check(str_of(siren), checked), ID_OK);
        size_t at = (size_t)between(0, SIREN_DIGITS - 1);
        siren[at] = (char)('0' + (siren[at] - '0' + between(1, 9)) % 10);
        assert_int_equal(siren_check(str_of(siren), checked), ID_CHECKSUM);

        char bank[6];
        char branch[6];
        char account[12];
        char iban[IBAN_FR_CHARACTERS + 1];
        digits(bank, 5);
        digits(branch, 5);
        digits(account, 11);
        struct rib_parts parts = {str_of(bank), str_of(branch), str_of(account)};
        assert_int_equal(iban_fr_make(&parts, iban), ID_OK);
        assert_int_equal(iban_check(str_of(iban), checked), ID_OK);
        assert_int_equal(rib_check(str_slice(str_of(iban), 4, 27), checked), ID_OK);
        at = (size_t)between(4, IBAN_FR_CHARACTERS - 1);
        iban[at] = (char)('0' + (iban[at] - '0' + between(1, 9)) % 10);
        assert_int_not_equal(iban_check(str_of(iban), checked), ID_OK);
    }
}

static void next_moment_is_allowed(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        struct law_moment at = {day_between(day_ymd(2024, 1, 1), day_ymd(2030, 12, 31)),
                                (int)between(0, 1439),
                                (enum law_region)between(0, LAW_REGION_COUNT - 1)};
        struct str preset = between(0, 1) == 0 ? STR("prudent") : STR("outer");
        struct law_moment next;
        assert_true(law_hours_next(t, preset, at, &next));
        assert_true(law_hours_allow(t, preset, next));
        assert_true(next.day.n > at.day.n || (next.day.n == at.day.n && next.minute >= at.minute));
        assert_int_equal(law_hours_allow(t, preset, at),
                         next.day.n == at.day.n && next.minute == at.minute);
    }
}

int main(void)
{
    random_source = random_start("law");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_day_never_less),
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(order_of_payments_is_irrelevant),
        cmocka_unit_test(splitting_changes_nothing),
        cmocka_unit_test(curve_agrees_with_tables),
        cmocka_unit_test(shares_add_up),
        cmocka_unit_test(limitation_never_moves_earlier),
        cmocka_unit_test(made_identifiers_are_valid),
        cmocka_unit_test(next_moment_is_allowed),
    };
    return cmocka_run_group_tests_name("law", tests, NULL, NULL);
}
