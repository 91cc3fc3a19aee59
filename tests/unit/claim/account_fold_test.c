/* Lists and hand entries on top of a ledger: nothing counted twice, nothing forgotten, whatever the
 * order of the files. */
#include "support/unit.h"

#include "support/told_known.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

enum { ROWS_MAX = 8 };

/* One row of a list as a person would write it down. */
struct row {
    const char *piece;
    int64_t open, original; /* original 0: not told */
    int32_t issued, due;    /* 0: not told */
};

struct file {
    int32_t as_of;
    bool complete;
    struct row rows[ROWS_MAX];
};

static void take(struct known *k, const struct file *f, int64_t seq)
{
    struct told_row rows[ROWS_MAX];
    size_t count = 0;
    for (; count < ROWS_MAX && f->rows[count].piece != NULL; count++) {
        const struct row *r = &f->rows[count];
        rows[count] = (struct told_row){
            .kind = r->open >= 0 ? ITEM_INVOICE : ITEM_PAYMENT,
            .role = LEDGER_CUSTOMER,
            .piece = str_of(r->piece),
            .issued = r->issued != 0 ? (struct day){r->issued} : DAY_NONE,
            .due = r->due != 0 ? (struct day){r->due} : DAY_NONE,
            .open_minor = r->open,
            .has_original = r->original != 0,
            .original_minor = r->original,
            .position = (int64_t)count,
        };
    }
    struct told_list list = {.rows = rows,
                             .count = count,
                             .import_seq = seq,
                             .as_of = {f->as_of},
                             .complete = f->complete,
                             .origin = TOLD_LIST};
    struct told_difference d = known_take(k, &list);
    (void)d;
}

static int64_t open_of_piece(const struct account_fold *f, const char *piece)
{
    int64_t open = 0;
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        if (str_is(f->ledger.items[i].piece, piece))
            open += f->ledger.items[i].open_minor;
    }
    return open;
}

static const struct file files[] = {
    {100, true, {{"A", 10000, 0, 60, 90}, {"B", 5000, 8000, 70, 100}, {"P", -2000, 0, 95, 0}}},
    {110, true, {{"A", 10000, 0, 60, 90}, {"C", 700, 0, 105, 135}}},
    {120, true, {{"A", 4000, 0, 60, 90}, {"C", 700, 0, 105, 135}}},
    {130, true, {{"A", 9000, 0, 60, 90}}},
};
static const int64_t totals[] = {13000, 10700, 4700, 9000};

static void check_totals(struct known *k)
{
    struct account_fold f = known_fold(k, (struct account_books){0});
    for (size_t i = 0; i < COUNT_OF(files); i++)
        assert_int_equal(known_balance(&f, files[i].as_of), totals[i]);
    assert_int_equal(open_of_piece(&f, "A"), 9000);
    assert_int_equal(open_of_piece(&f, "B"), 0);
    assert_int_equal(open_of_piece(&f, "C"), 0);
}

static void lists_give_their_totals_in_every_order(void **state)
{
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    (void)state;
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        struct known k = {.arena = &arena};
        for (size_t i = 0; i < 4; i++)
            take(&k, &files[orders[o][i]], (int64_t)i + 1);
        check_totals(&k);
        take(&k, &files[orders[o][2]], 9); /* the same again */
        check_totals(&k);
    }
}

static const struct item *of_kind(const struct account_fold *f, enum item_kind kind)
{
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        if (f->ledger.items[i].kind == kind)
            return &f->ledger.items[i];
    }
    return NULL;
}

static void what_was_paid_before_a_list_was_never_owed_later(void **state)
{
    static const struct file first = {100, true, {{"A", 184236, 234236, 60, 90}}};
    static const struct file second = {110, true, {{"A", 100000, 234236, 60, 90}}};
    (void)state;
    struct known k = {.arena = &arena};
    take(&k, &second, 1);
    take(&k, &first, 2);
    struct account_fold f = known_fold(&k, (struct account_books){0});
    assert_int_equal(of_kind(&f, ITEM_INVOICE)->amount_minor, 234236);
    assert_int_equal(of_kind(&f, ITEM_SETTLEMENT)->on.n, 60);
    assert_int_equal(of_kind(&f, ITEM_SETTLEMENT)->amount_minor, -50000);
    assert_int_equal(known_balance(&f, 59), 0);
    assert_int_equal(known_balance(&f, 60), 184236);
    assert_int_equal(known_balance(&f, 109), 184236);
    assert_int_equal(known_balance(&f, 110), 100000);
    assert_int_equal(of_kind(&f, ITEM_INVOICE)->open_minor, 100000);
}

static void a_list_taken_back_leaves_the_others(void **state)
{
    (void)state;
    for (size_t gone = 0; gone < 4; gone++) {
        struct known k = {.arena = &arena};
        for (size_t i = 0; i < 4; i++)
            take(&k, &files[i], (int64_t)i + 1);
        known_take_back(&k, (int64_t)gone + 1);
        struct account_fold f = known_fold(&k, (struct account_books){0});
        for (size_t i = 0; i < 4; i++) {
            if (i != gone)
                assert_int_equal(known_balance(&f, files[i].as_of), totals[i]);
        }
        take(&k, &files[gone], 7); /* and again */
        check_totals(&k);
    }
}

static struct ledger_line line(int64_t id, const char *piece, int32_t day, int64_t amount)
{
    return (struct ledger_line){
        .id = id,
        .role = LEDGER_CUSTOMER,
        .ledger_account = STR("411"),
        .piece = str_of(piece),
        .entry_day = {day},
        .piece_day = DAY_NONE,
        .opening_day = DAY_NONE,
        .debit_minor = amount > 0 ? amount : 0,
        .credit_minor = amount < 0 ? -amount : 0,
        .in_force = true,
        .position = id,
        .use = amount > 0 ? JOURNAL_SALES : JOURNAL_TREASURY,
    };
}

/* The ledger reaches day 90 and holds A; the list is of day 100. */
static void a_debt_in_ledger_and_list_is_counted_once(void **state)
{
    (void)state;
    struct known k = {.arena = &arena};
    struct ledger_line lines[] = {line(1, "FA-001", 60, 10000), line(2, "FA-002", 70, 3000)};
    struct account_books books = {.lines = lines, .line_count = 2};
    k.books[k.book_count++] = (struct told_book){900, 90, {90}, true};
    struct file list = {100, true, {{"fa001", 10000, 0, 60, 95}, {"FA-003", 500, 0, 99, 129}}};
    take(&k, &list, 91);
    struct account_fold f = known_fold(&k, books);
    assert_int_equal(f.told_matched, 1);
    assert_int_equal(known_balance(&f, 99), 13500);
    assert_int_equal(known_balance(&f, 100), 10500); /* FA-002 is settled according to the list */
    assert_int_equal(open_of_piece(&f, "FA-002"), 0);
    for (size_t i = 0; i < f.ledger.item_count; i++) {
        if (f.ledger.items[i].id == 1) {
            assert_int_equal(f.ledger.items[i].due.n, 95);
            assert_int_equal(f.ledger.items[i].due_source, DUE_STATED);
        }
    }
}

static void a_ledger_that_reaches_further_decides(void **state)
{
    (void)state;
    struct known k = {.arena = &arena};
    struct ledger_line lines[] = {line(1, "FA-001", 60, 10000)};
    struct account_books books = {.lines = lines, .line_count = 1};
    struct file list = {100, true, {{"FA-001", 10000, 0, 60, 95}, {"OTHER", 500, 0, 99, 129}}};
    take(&k, &list, 1);
    k.books[k.book_count++] = (struct told_book){900, 90, {120}, true};
    struct account_fold f = known_fold(&k, books);
    assert_int_equal(known_balance(&f, 200), 10000);
    assert_int_equal(f.told_superseded, 1);
}

static struct told_item payment_by_hand(int64_t id, int64_t amount, int32_t on, int32_t entered)
{
    struct told_word *word = ARENA_NEW(&arena, struct told_word);
    *word = (struct told_word){.import_id = 50,
                               .import_seq = 5,
                               .as_of = {entered},
                               .open_minor = amount,
                               .due = DAY_NONE};
    return (struct told_item){.id = id,
                              .origin = TOLD_HAND,
                              .kind = ITEM_PAYMENT,
                              .role = LEDGER_CUSTOMER,
                              .issued = {on},
                              .words = word,
                              .word_count = 1};
}

/* Typed in on day 95, set against FA-001; the ledger of day 120 holds it on day 93. */
static void a_payment_by_hand_becomes_that_of_the_ledger(void **state)
{
    (void)state;
    struct known k = {.arena = &arena};
    struct told_item hand = payment_by_hand(77, -4000, 95, 95);
    k.items = &hand;
    k.count = 1;
    struct ledger_line invoice[] = {line(1, "FA-001", 60, 10000)};
    struct told_choice choice = {1, 77, 1, 4000, {95}, {95}, ALLOCATION_PERSON};
    struct account_books books = {
        .lines = invoice, .line_count = 1, .choices = &choice, .choice_count = 1};
    k.books[k.book_count++] = (struct told_book){900, 1, {90}, true};
    struct account_fold f = known_fold(&k, books);
    assert_int_equal(open_of_piece(&f, "FA-001"), 6000);

    struct ledger_line both[] = {line(1, "FA-001", 60, 10000), line(2, "", 93, -4000)};
    books.lines = both;
    books.line_count = 2;
    k.books[0].reach.n = 120;
    f = known_fold(&k, books);
    assert_int_equal(f.told_matched, 1);
    assert_int_equal(known_balance(&f, 200), 6000);
    assert_int_equal(open_of_piece(&f, "FA-001"), 6000); /* the choice follows the payment */
}

static void rows_that_say_the_same_are_two_items(void **state)
{
    (void)state;
    struct known k = {.arena = &arena};
    struct file list = {100, false, {{"A", 100, 0, 60, 90}, {"A", 100, 0, 60, 90}}};
    take(&k, &list, 1);
    assert_int_equal(k.count, 2);
    take(&k, &list, 2);
    assert_int_equal(k.count, 2);
    struct account_fold f = known_fold(&k, (struct account_books){0});
    assert_int_equal(known_balance(&f, 100), 200);
}

/* Each of the rows with one number keeps its amount when the list comes again. */
static void rows_with_one_number_keep_their_amounts(void **state)
{
    struct known k = {.arena = &arena};
    struct file list = {
        100, true, {{"A", 100, 0, 60, 90}, {"A", 50, 0, 60, 90}, {"A", 70, 0, 60, 90}}};
    (void)state;
    take(&k, &list, 1);
    list.as_of = 101;
    take(&k, &list, 2);
    for (size_t i = 0; i < k.count; i++)
        assert_int_equal(k.items[i].word_count, 1);
    list.as_of = 102;
    list.rows[1] = list.rows[2];
    list.rows[2].piece = NULL;
    take(&k, &list, 3);
    struct account_fold f = known_fold(&k, (struct account_books){0});
    assert_int_equal(known_balance(&f, 101), 220);
    assert_int_equal(known_balance(&f, 102), 170);
    assert_int_equal(f.reopened, 0);
}

/* Two lines of the ledger with one number; the list says of both what is open. */
static void the_same_amount_is_matched_first(void **state)
{
    struct known k = {.arena = &arena};
    struct ledger_line lines[] = {line(1, "FA-001", 60, 12000), line(2, "FA-001", 60, 10000)};
    struct account_books books = {.lines = lines, .line_count = 2};
    struct file list = {100, false, {{"FA-001", 10000, 0, 60, 95}, {"FA-001", 12000, 0, 60, 95}}};
    (void)state;
    k.books[k.book_count++] = (struct told_book){900, 90, {90}, true};
    take(&k, &list, 91);
    struct account_fold f = known_fold(&k, books);
    assert_int_equal(f.told_matched, 2);
    assert_int_equal(known_balance(&f, 200), 22000);
}

/* A complete list that came after a payment by hand does not keep it alive. */
static void a_payment_by_hand_taken_back_is_gone(void **state)
{
    struct known k = {.arena = &arena};
    struct told_item hand = payment_by_hand(77, -4000, 95, 95);
    struct file list = {100, true, {{"A", 10000, 0, 60, 90}}};
    (void)state;
    k.items = &hand;
    k.count = 1;
    take(&k, &list, 9);
    known_take_back(&k, 5);
    struct account_fold f = known_fold(&k, (struct account_books){0});
    assert_int_equal(known_balance(&f, 200), 10000);
}

/* The list told of F before the books of day 90, which do not hold it; a person enters it later. */
static void what_the_books_supersede_is_nobodys_partner(void **state)
{
    struct known k = {.arena = &arena};
    struct file list = {80, false, {{"F", 5000, 0, 60, 90}}};
    struct told_item *all = ARENA_ARRAY(&arena, 2, struct told_item);
    (void)state;
    take(&k, &list, 1);
    k.books[k.book_count++] = (struct told_book){900, 2, {90}, true};
    all[0] = payment_by_hand(1, 5000, 60, 95);
    all[0].kind = ITEM_INVOICE;
    all[0].piece = STR("F");
    all[1] = k.items[0];
    k.items = all;
    k.count = 2;
    struct account_fold f = known_fold(&k, (struct account_books){0});
    assert_int_equal(known_balance(&f, 200), 5000);
    assert_int_equal(f.told_superseded, 1);
}

/* The complete list of day 100 does not name FA-001; that of day 110 does. */
static void what_a_later_list_names_was_closed_before(void **state)
{
    struct known k = {.arena = &arena};
    struct ledger_line lines[] = {line(1, "FA-001", 60, 10000)};
    struct account_books books = {.lines = lines, .line_count = 1};
    struct file first = {100, true, {{"OTHER", 500, 0, 99, 129}}};
    struct file later = {110, false, {{"FA-001", 200, 0, 60, 95}}};
    (void)state;
    k.books[k.book_count++] = (struct told_book){10, 1, {90}, true};
    take(&k, &later, 2);
    take(&k, &first, 3);
    struct account_fold f = known_fold(&k, books);
    assert_int_equal(known_balance(&f, 100), 500);
    assert_int_equal(known_balance(&f, 110), 700);
}

/* What a list showed again has the same id when the list is taken back and told again. */
static void ids_do_not_hang_on_the_order_of_imports(void **state)
{
    struct known k = {.arena = &arena};
    struct file lists[] = {{100, true, {{"A", 100, 0, 60, 90}}},
                           {101, true, {{"A", 150, 0, 60, 90}}}};
    (void)state;
    take(&k, &lists[0], 1);
    take(&k, &lists[1], 2);
    struct account_fold before = known_fold(&k, (struct account_books){0});
    known_take_back(&k, 2);
    take(&k, &lists[1], 7);
    struct account_fold after = known_fold(&k, (struct account_books){0});
    assert_int_equal(before.ledger.item_count, 2);
    assert_int_equal(after.ledger.item_count, 2);
    assert_int_equal(before.ledger.items[1].id, after.ledger.items[1].id);
    assert_int_equal(after.ledger.items[1].base_id, after.ledger.items[0].id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lists_give_their_totals_in_every_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_paid_before_a_list_was_never_owed_later, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_list_taken_back_leaves_the_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_debt_in_ledger_and_list_is_counted_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_ledger_that_reaches_further_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_payment_by_hand_becomes_that_of_the_ledger, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(rows_that_say_the_same_are_two_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_with_one_number_keep_their_amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_amount_is_matched_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_payment_by_hand_taken_back_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_books_supersede_is_nobodys_partner, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_a_later_list_names_was_closed_before, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(ids_do_not_hang_on_the_order_of_imports, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
