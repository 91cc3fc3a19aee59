/* What must hold for any ledger: items and openings tie to the lines, allocations never exceed an
 * item, and the order in which lines arrive does not matter. */
#include "support/unit.h"

#include "claim/ledger.h"
#include "support/random.h"

enum { LEDGERS = 400, LINES_MAX = 40 };

static const char *const accounts[] = {"411000", "416000", "413000", "419100", "411700", "418100"};
static const char *const letters[] = {"", "", "", "A", "B", "a", "C"};
static const char *const pieces[] = {"F1", "F2", "F3", "", "F-1001", "F-1002"};
static const char *const labels[] = {"Facture", "PRLV F-1001", "REJET PRLV F-1001", "IMPAYE LCR"};

static size_t make_lines(struct random *r, struct ledger_line *lines)
{
    size_t count = (size_t)random_between(r, 1, LINES_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *account = accounts[random_between(r, 0, COUNT_OF(accounts) - 1)];
        int32_t day = (int32_t)random_between(r, 100, 400);
        int64_t span = random_between(r, 0, 1) == 0 ? 50 : 2; /* small ones are often equal */
        int64_t amount = random_between(r, -span, span) * 100;
        bool opening = random_between(r, 0, 5) == 0;
        lines[i] = (struct ledger_line){
            .id = (int64_t)(random_next(r) >> 2),
            .role = plan_role(plan_default, 10, str_of(account)),
            .ledger_account = str_of(account),
            .piece = str_of(pieces[random_between(r, 0, COUNT_OF(pieces) - 1)]),
            .label = str_of(labels[random_between(r, 0, COUNT_OF(labels) - 1)]),
            .use = (enum journal_use)random_between(r, 0, JOURNAL_USE_COUNT - 1),
            .letter = str_of(letters[random_between(r, 0, COUNT_OF(letters) - 1)]),
            .entry_day = {opening ? (day < 250 ? 200 : 300) : day},
            .piece_day = DAY_NONE,
            .opening_day = opening ? (struct day){day < 250 ? 200 : 300} : DAY_NONE,
            .debit_minor = amount > 0 ? amount : 0,
            .credit_minor = amount < 0 ? -amount : 0,
            .in_force = random_between(r, 0, 9) > 0,
            .position = (int64_t)i,
        };
    }
    return count;
}

static void shuffle(struct random *r, struct ledger_line *lines, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)random_between(r, 0, (int64_t)i - 1);
        struct ledger_line t = lines[i - 1];
        lines[i - 1] = lines[j];
        lines[j] = t;
    }
}

static int64_t lines_balance(const struct ledger_line *lines, size_t count,
                             const struct ledger_fold *f)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].in_force && !lines[i].superseded && plan_role_counts(lines[i].role))
            sum += lines[i].debit_minor - lines[i].credit_minor;
    }
    for (size_t g = 0; g < f->gap_count; g++)
        sum += f->gaps[g].difference_minor;
    return sum;
}

static void check_items(const struct ledger_line *lines, size_t count, const struct ledger_fold *f)
{
    int64_t amounts = 0;
    int64_t open = 0;
    for (size_t i = 0; i < f->item_count; i++) {
        const struct item *item = &f->items[i];
        if (!plan_role_counts(item->role)) {
            assert_int_equal(item->open_minor, item->amount_minor);
            continue;
        }
        amounts += item->amount_minor;
        open += item->open_minor;
        assert_true(item->amount_minor >= 0 ? item->open_minor >= 0 : item->open_minor <= 0);
        assert_true(llabs(item->open_minor) <= llabs(item->amount_minor));
    }
    assert_int_equal(amounts, lines_balance(lines, count, f));
    assert_int_equal(open, amounts);
    for (size_t i = 0; i < f->allocation_count; i++)
        assert_true(f->allocations[i].amount_minor > 0);
}

static void items_tie_to_the_lines(void **state)
{
    (void)state;
    struct random r = random_start("items_tie_to_the_lines");
    struct arena a;
    arena_init(&a, 0);
    for (int n = 0; n < LEDGERS; n++) {
        struct ledger_line lines[LINES_MAX];
        size_t count = make_lines(&r, lines);
        struct ledger_fold f;
        ledger_fold(&a, lines, count, &f);
        check_items(lines, count, &f);
        arena_clear(&a);
    }
    arena_release(&a);
}

static void the_order_of_lines_is_irrelevant(void **state)
{
    (void)state;
    struct random r = random_start("the_order_of_lines_is_irrelevant");
    struct arena a;
    arena_init(&a, 0);
    for (int n = 0; n < LEDGERS; n++) {
        struct ledger_line one[LINES_MAX];
        struct ledger_line two[LINES_MAX];
        size_t count = make_lines(&r, one);
        memcpy(two, one, sizeof one);
        shuffle(&r, two, count);
        struct ledger_fold f;
        struct ledger_fold g;
        ledger_fold(&a, one, count, &f);
        ledger_fold(&a, two, count, &g);
        assert_int_equal(f.item_count, g.item_count);
        assert_int_equal(f.allocation_count, g.allocation_count);
        for (size_t i = 0; i < f.item_count; i++) {
            assert_int_equal(f.items[i].id, g.items[i].id);
            assert_int_equal(f.items[i].open_minor, g.items[i].open_minor);
        }
        for (size_t i = 0; i < f.allocation_count; i++)
            assert_int_equal(f.allocations[i].amount_minor, g.allocations[i].amount_minor);
        arena_clear(&a);
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_tie_to_the_lines),
        cmocka_unit_test(the_order_of_lines_is_irrelevant),
    };
    return cmocka_run_group_tests_name("property ledger", tests, NULL, NULL);
}
