/* Random accounts: what holds of both views, whatever the items and payments are. */
#include "support/random.h"
#include "support/unit.h"

#include "claim/statement.h"

enum { ITEMS = 14, ALLOCATIONS = 30, ACCOUNTS = 400, SOLD = 2 };

static struct arena scratch;

static int set_up(void **state)
{
    (void)state;
    arena_init(&scratch, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&scratch);
    return 0;
}

struct scene {
    struct statement_item items[ITEMS + SOLD]; /* room for a sale and its way back */
    size_t count;
    struct statement_allocation allocations[ALLOCATIONS + 1];
    size_t allocation_count;
    struct statement_waiver waiver;
    struct statement_input in;
};

static struct day some_day(struct random *r, int first_year, int last_year)
{
    int32_t from = day_ymd(first_year, 1, 1).n;
    int32_t to = day_ymd(last_year, 12, 31).n;
    return (struct day){(int32_t)random_between(r, from, to)};
}

static void make_items(struct random *r, struct scene *s)
{
    static const enum item_kind debits[] = {ITEM_INVOICE, ITEM_INVOICE, ITEM_INVOICE,  ITEM_BILL,
                                            ITEM_OPENING, ITEM_PAYMENT, ITEM_RETENTION};
    static const enum item_kind credits[] = {ITEM_PAYMENT, ITEM_PAYMENT, ITEM_CREDIT_NOTE,
                                             ITEM_ADJUSTMENT};
    s->count = (size_t)random_between(r, 1, ITEMS);
    for (size_t i = 0; i < s->count; i++) {
        bool debit = random_between(r, 0, 2) > 0;
        struct day on = some_day(r, 2023, 2026);
        s->items[i] = (struct statement_item){
            .id = (int64_t)i + 1,
            .kind = debit ? debits[random_between(r, 0, COUNT_OF(debits) - 1)]
                          : credits[random_between(r, 0, COUNT_OF(credits) - 1)],
            .role = random_between(r, 0, 9) == 0 ? LEDGER_BILL : LEDGER_CUSTOMER,
            .on = on,
            .issued = day_add(on, -(int32_t)random_between(r, 0, 40)),
            .due = {day_add(on, (int32_t)random_between(r, -20, 60)),
                    (enum due_source)random_between(r, 0, DUE_SOURCE_COUNT - 1)},
            .received = random_between(r, 0, 1) == 0 ? DAY_NONE : on,
            .amount_minor = random_between(r, 1, 2000000) * (debit ? 1 : -1),
            .has_rate = random_between(r, 0, 4) == 0,
            .rate = {random_between(r, 100, 2000) * 10000},
        };
    }
}

/* Allocations as the ledger makes them: never beyond what is left, never before both days; some are
 * reversed. */
static void make_allocations(struct random *r, struct scene *s)
{
    int64_t left[ITEMS];
    for (size_t i = 0; i < s->count; i++)
        left[i] = s->items[i].amount_minor;
    s->allocation_count = 0;
    for (int tries = 0; tries < ALLOCATIONS / 2; tries++) {
        size_t credit = (size_t)random_between(r, 0, (int64_t)s->count - 1);
        size_t debit = (size_t)random_between(r, 0, (int64_t)s->count - 1);
        if (left[credit] >= 0 || left[debit] <= 0)
            continue;
        int64_t most = left[debit] < -left[credit] ? left[debit] : -left[credit];
        struct statement_allocation al = {credit, debit, random_between(r, 1, most),
                                          day_add(day_max(s->items[credit].on, s->items[debit].on),
                                                  (int32_t)random_between(r, 0, 30)),
                                          random_between(r, 0, 3) == 0};
        s->allocations[s->allocation_count++] = al;
        if (random_between(r, 0, 4) == 0) {
            al.minor = -al.minor;
            s->allocations[s->allocation_count++] = al;
            continue;
        }
        left[credit] += al.minor;
        left[debit] -= al.minor;
    }
}

static void make_scene(struct random *r, struct scene *s)
{
    make_items(r, s);
    make_allocations(r, s);
    s->waiver = (struct statement_waiver){some_day(r, 2023, 2026), random_between(r, 0, 1) == 0,
                                          random_between(r, 0, 1) == 0};
    s->in = (struct statement_input){
        .on = day_ymd(2026, 12, 31),
        .scratch = &scratch,
        .terms = {.debtor = (enum statement_debtor)random_between(r, 0, 3),
                  .body = (enum law_public_body)random_between(r, 0, LAW_BODY_COUNT - 1),
                  .formal_notice = random_between(r, 0, 1) ? some_day(r, 2024, 2026) : DAY_NONE,
                  .judgment_served = random_between(r, 0, 5) ? DAY_NONE : some_day(r, 2024, 2026),
                  .insolvency = random_between(r, 0, 4) ? DAY_NONE : some_day(r, 2024, 2026),
                  .currency = CURRENCY_EUR,
                  .imputation = (enum imputation_mode)random_between(r, 0, IMPUTATION_COUNT - 1),
                  .order = (enum payment_order)random_between(r, 0, ORDER_COUNT - 1),
                  .tables = law_tables_compiled()},
        .items = s->items,
        .item_count = s->count,
        .allocations = s->allocations,
        .allocation_count = s->allocation_count,
        .waivers = &s->waiver,
        .waiver_count = random_between(r, 0, 3) == 0 ? 1 : 0,
    };
}

/* What the movements and the items say, against the lines. */
static void check_movements(const struct scene *s, const struct statement *r)
{
    int64_t left[ITEMS];
    for (size_t i = 0; i < s->count; i++)
        left[i] = s->items[i].amount_minor;
    for (size_t i = 0; i < r->movement_count; i++) {
        const struct statement_movement *m = &r->movements[i];
        int64_t all = law_owed_total(&m->paid);
        assert_true(all > 0);
        assert_true(i == 0 || r->movements[i - 1].on.n <= m->on.n);
        left[m->credit] += all;
        left[m->debit] -= m->paid.principal;
    }
    for (size_t i = 0; i < s->count; i++)
        assert_int_equal(left[i], r->lines[i].principal_minor);
}

static void check_lines(const struct scene *s, const struct statement *r)
{
    bool ledger = s->in.terms.imputation == IMPUTATION_LEDGER;
    for (size_t i = 0; i < s->count; i++) {
        const struct statement_line *line = &r->lines[i];
        int64_t amount = s->items[i].amount_minor;
        assert_true(amount > 0 ? line->principal_minor >= 0 : line->principal_minor <= 0);
        assert_true(amount > 0 ? line->principal_minor <= amount : line->principal_minor >= amount);
        assert_true(line->interest_minor >= 0);
        assert_true(line->indemnity_minor == 0 || s->items[i].kind == ITEM_INVOICE ||
                    s->items[i].kind == ITEM_BILL);
        assert_true(!ledger || line->principal_minor == line->ledger_minor);
        assert_true(s->items[i].due.source != DUE_ASSUMED || day_is(s->items[i].received) ||
                    line->interest_minor + line->indemnity_minor == 0);
        assert_true(s->items[i].kind != ITEM_OPENING || line->interest_minor == 0);
    }
}

static void the_differences_explain_the_views(void **state)
{
    (void)state;
    struct random r = random_start("the_differences_explain_the_views");
    struct arena a;
    struct scene s;
    arena_init(&a, 0);
    for (int n = 0; n < ACCOUNTS; n++) {
        struct statement out;
        int64_t differences = 0;
        int64_t amounts = 0;
        make_scene(&r, &s);
        assert_true(statement_fold(&a, &s.in, &out, NULL));
        for (int i = 0; i < DIFFERENCE_COUNT; i++)
            differences += out.differences[i];
        assert_int_equal(differences, statement_total(&out) - out.ledger_minor);
        for (size_t i = 0; i < s.count; i++)
            amounts += s.items[i].amount_minor;
        assert_int_equal(out.ledger_minor, amounts);
        check_movements(&s, &out);
        check_lines(&s, &out);
        arena_clear(&a);
    }
    arena_release(&a);
}

/* One debt, by law: what law interest says of it (two ways to the same figure). */
static void one_debt_is_the_law_of_one_debt(void **state)
{
    (void)state;
    struct random r = random_start("one_debt_is_the_law_of_one_debt");
    struct arena a;
    arena_init(&a, 0);
    for (int n = 0; n < ACCOUNTS; n++) {
        struct scene s;
        struct law_payment payments[4];
        struct law_case c = law_case_empty();
        struct law_interest law;
        struct statement out;
        make_scene(&r, &s);
        s.count = s.in.item_count = (size_t)random_between(&r, 1, 5);
        s.in.allocation_count = s.in.waiver_count = 0;
        s.in.terms.debtor = STATEMENT_BUSINESS;
        s.in.terms.imputation = IMPUTATION_LEGAL;
        s.in.terms.judgment_served = s.in.terms.insolvency = DAY_NONE;
        s.items[0] = (struct statement_item){.kind = ITEM_INVOICE,
                                             .role = LEDGER_CUSTOMER,
                                             .on = day_ymd(2023, 1, 1),
                                             .issued = day_ymd(2023, 1, 1),
                                             .due = {some_day(&r, 2023, 2026), DUE_STATED},
                                             .received = DAY_NONE,
                                             .amount_minor = random_between(&r, 1, 5000000)};
        c.principal = eur(s.items[0].amount_minor);
        c.due = s.items[0].due.day;
        c.until = s.in.on;
        c.payments = payments;
        for (size_t i = 1; i < s.count; i++) {
            int64_t minor = random_between(&r, 1, 2000000);
            s.items[i] = (struct statement_item){.id = (int64_t)i,
                                                 .kind = ITEM_PAYMENT,
                                                 .role = LEDGER_CUSTOMER,
                                                 .on = some_day(&r, 2023, 2026),
                                                 .received = DAY_NONE,
                                                 .amount_minor = -minor};
            payments[c.payment_count++] = (struct law_payment){s.items[i].on, minor};
        }
        assert_true(law_interest_compute(law_tables_compiled(), &c, &a, &law, NULL));
        assert_true(statement_fold(&a, &s.in, &out, NULL));
        assert_int_equal(out.lines[0].principal_minor, law.owed.principal);
        assert_int_equal(out.interest_minor, law.owed.interest);
        assert_int_equal(out.indemnity_minor, law.owed.indemnity);
        assert_int_equal(out.unallocated_minor, law.excess_minor);
        assert_int_equal(out.lines[0].late_days, law.days);
        arena_clear(&a);
    }
    arena_release(&a);
}

/* Money is money: allocations told in another order make the same statement. */
static void the_order_of_allocations_is_irrelevant(void **state)
{
    (void)state;
    struct random r = random_start("the_order_of_allocations_is_irrelevant");
    struct arena a;
    struct scene s;
    arena_init(&a, 0);
    for (int n = 0; n < ACCOUNTS; n++) {
        struct statement one;
        struct statement two;
        make_scene(&r, &s);
        assert_true(statement_fold(&a, &s.in, &one, NULL));
        for (size_t i = s.allocation_count; i > 1; i--) {
            size_t j = (size_t)random_between(&r, 0, (int64_t)i - 1);
            struct statement_allocation t = s.allocations[i - 1];
            s.allocations[i - 1] = s.allocations[j];
            s.allocations[j] = t;
        }
        assert_true(statement_fold(&a, &s.in, &two, NULL));
        assert_int_equal(one.principal_minor, two.principal_minor);
        assert_int_equal(one.interest_minor, two.interest_minor);
        assert_int_equal(one.indemnity_minor, two.indemnity_minor);
        arena_clear(&a);
    }
    arena_release(&a);
}

/* Sells a part of an invoice that nothing was set against; false: there is none. */
static bool sell(struct random *r, struct scene *s)
{
    for (size_t i = 0; i < s->count; i++) {
        struct statement_item *item = &s->items[i];
        bool fit = item->kind == ITEM_INVOICE && item->amount_minor > 0;
        for (size_t k = 0; k < s->allocation_count; k++)
            fit = fit && s->allocations[k].debit != i;
        if (!fit)
            continue;
        size_t sale = s->count;
        item->piece = STR("S");
        s->items[sale] = *item;
        s->items[sale].id = (int64_t)sale + 1;
        s->items[sale].kind = ITEM_ASSIGNMENT;
        s->items[sale].amount_minor = -random_between(r, 1, item->amount_minor);
        s->items[sale].on = day_add(item->on, (int32_t)random_between(r, 0, 60));
        s->items[sale].issued = s->items[sale].on;
        s->allocations[s->allocation_count++] = (struct statement_allocation){
            sale, i, -s->items[sale].amount_minor, s->items[sale].on, false};
        s->items[sale + 1] = s->items[sale];
        s->items[sale + 1].id = (int64_t)sale + 2;
        s->items[sale + 1].amount_minor = -s->items[sale].amount_minor;
        s->items[sale + 1].on = day_add(s->items[sale].on, (int32_t)random_between(r, 0, 200));
        s->items[sale + 1].issued = item->issued;
        s->items[sale + 1].due = item->due;
        return true;
    }
    return false;
}

/* What is sold and comes back moves no money in either view; what is sold and does not come back
 * lowers the ledger balance by its amount, as nobody's payment. */
static void a_sale_that_comes_back_never_was(void **state)
{
    (void)state;
    struct random r = random_start("a_sale_that_comes_back_never_was");
    struct arena a;
    struct scene s;
    int played = 0;
    arena_init(&a, 0);
    for (int n = 0; n < ACCOUNTS; n++) {
        struct statement kept;
        struct statement sold;
        struct statement back;
        make_scene(&r, &s);
        assert_true(statement_fold(&a, &s.in, &kept, NULL));
        if (!sell(&r, &s) || s.items[s.count + 1].on.n > s.in.on.n)
            continue;
        played++;
        s.in.allocation_count++;
        s.in.item_count = s.count + 1;
        assert_true(statement_fold(&a, &s.in, &sold, NULL));
        assert_int_equal(sold.ledger_minor, kept.ledger_minor + s.items[s.count].amount_minor);
        assert_int_equal(sold.ledger_unallocated_minor, kept.ledger_unallocated_minor);
        s.in.item_count = s.count + 2;
        assert_true(statement_fold(&a, &s.in, &back, NULL));
        assert_int_equal(back.ledger_minor, kept.ledger_minor);
        assert_int_equal(back.ledger_unallocated_minor, kept.ledger_unallocated_minor);
        assert_int_equal(back.principal_minor, kept.principal_minor);
        assert_int_equal(back.interest_minor, kept.interest_minor);
        assert_int_equal(back.indemnity_minor, kept.indemnity_minor);
        assert_int_equal(back.complete, kept.complete);
        arena_clear(&a);
    }
    assert_true(played > ACCOUNTS / 10);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_differences_explain_the_views),
        cmocka_unit_test(one_debt_is_the_law_of_one_debt),
        cmocka_unit_test(the_order_of_allocations_is_irrelevant),
        cmocka_unit_test(a_sale_that_comes_back_never_was),
    };
    return cmocka_run_group_tests_name("statement", tests, set_up, tear_down);
}
