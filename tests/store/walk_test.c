/* What the daily run reads of an account is what is read of it alone, on both engines, and a walk
 * that was told whose payments will be asked for says what asking says. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "gen/ledger_sql.h"
#include "store/run_walk.h"

enum { TODAY = 20000, DEBTORS = 4 };

static void person(struct store *s, int64_t debtor)
{
    struct err err = {0};
    struct db_bulk bulk;
    struct q_debtor_insert_in in = {debtor, debtor, STR("company"), STR("Atelier"), STR("ATELIER")};
    struct q_account_insert_in account = {.debtor_id = debtor,
                                          .account_id = debtor * 10,
                                          .number = debtor,
                                          .creditor_id = 1,
                                          .ledger_number = STR("411"),
                                          .currency = STR("EUR"),
                                          .capacity = STR("own")};
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    must(q_debtor_insert_row(&bulk, &in, &err), &err);
    must(q_debtor_insert_end(&bulk, &err), &err);
    must(q_account_insert_begin(s->db, &bulk, &err), &err);
    must(q_account_insert_row(&bulk, &account, &err), &err);
    must(q_account_insert_end(&bulk, &err), &err);
}

/* Days from today; of each debtor the items of one case. */
static void items(struct store *s)
{
    static const struct {
        int64_t debtor, item;
        const char *kind, *role, *source;
        int32_t on, issued, due;
        int64_t amount, open, standing;
    } rows[] = {
        /* plain, every part its own, before 1970, later, and what is not open */
        {1, 1, "invoice", "customer", "stated", -10, -10, 20, 5000, 5000, 1},
        {1, 2, "bill", "bill", "computed", -9, -12, 9, INT64_MAX / 4, 7, 1},
        {1, 3, "invoice", "customer", "assumed", -TODAY - 40, -TODAY - 41, -TODAY + 20, 1, 1, 1},
        {1, 4, "credit_note", "customer", "stated", 0, 0, 0, -300, -300, 1},
        {1, 5, "invoice", "customer", "stated", 5, 5, 35, 900, 900, 1},
        {1, 6, "invoice", "customer", "stated", -4, -4, 26, 900, 900, 0},
        {1, 7, "payment_returned", "customer", "stated", -3, -3, -3, 400, 0, 1},
        /* due soon, and nothing was ever settled; the same, of somebody who paid */
        {2, 1, "invoice", "customer", "stated", -25, -25, 5, 100, 100, 1},
        {3, 1, "invoice", "customer", "stated", -25, -25, 5, 100, 100, 1},
        {3, 2, "payment", "customer", "stated", -90, -90, -90, -100, 0, 1},
        /* long due and settled in part, but not by a payment that is in the books */
        {4, 1, "invoice", "customer", "stated", -830, -830, -800, 100, 60, 1},
        {4, 2, "settlement", "customer", "assumed", -790, -790, -790, -40, 0, 1},
    };
    struct err err = {0};
    struct db_bulk bulk;
    must(q_item_add_begin(s->db, &bulk, &err), &err);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct q_item_add_in in = {.debtor_id = rows[i].debtor,
                                   .account_id = rows[i].debtor * 10,
                                   .item_id = rows[i].item,
                                   .standing = rows[i].standing,
                                   .kind = str_of(rows[i].kind),
                                   .role = str_of(rows[i].role),
                                   .on_day = TODAY + rows[i].on,
                                   .issued_day = TODAY + rows[i].issued,
                                   .due_day = TODAY + rows[i].due,
                                   .due_source = str_of(rows[i].source),
                                   .amount_minor = rows[i].amount,
                                   .open_minor = rows[i].open,
                                   .currency = STR("EUR"),
                                   .piece = STR("F"),
                                   .label = STR("")};
        must(q_item_add_row(&bulk, &in, &err), &err);
    }
    must(q_item_add_end(&bulk, &err), &err);
}

static void books(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    for (int64_t d = 1; d <= DEBTORS; d++)
        person(s, d);
    items(s);
    must(db_commit(s->db, &err), &err);
    must(db_begin(s->db, DB_READ, &err), &err);
}

/* account_read gives what is not open, too. */
static const struct walked_item *found(const struct walked_account *of, int64_t id)
{
    for (size_t i = 0; i < of->item_count; i++) {
        if (of->items[i].id == id)
            return &of->items[i];
    }
    return NULL;
}

static void same_items(struct store *s, struct arena *a, const struct run_account *walked)
{
    struct err err = {0};
    struct walked_account alone = {.key = walked->account.key};
    must(account_read(s->db, a, (struct day){TODAY}, &alone, &err), &err);
    for (size_t i = 0; i < walked->account.item_count; i++) {
        const struct walked_item *one = &walked->account.items[i];
        const struct walked_item *other = found(&alone, one->id);
        assert_non_null(other);
        assert_int_equal(one->kind, other->kind);
        assert_int_equal(one->role, other->role);
        assert_int_equal(one->on.n, other->on.n);
        assert_int_equal(one->issued.n, other->issued.n);
        assert_int_equal(one->due.day.n, other->due.day.n);
        assert_int_equal(one->due.source, other->due.source);
        assert_true(one->amount_minor == other->amount_minor);
    }
}

static void same_answers(struct store *s, struct arena *a, const struct run_account *walked)
{
    struct err err = {0};
    bool is_new = false;
    bool paid = false;
    must(run_new_customer(s->db, a, walked->account.key, &is_new, &err), &err);
    must(run_any_payment(s->db, a, walked->account.key, &paid, &err), &err);
    assert_int_equal(walked->old_customer, !is_new);
    assert_int_equal(walked->any_payment, paid);
}

static void walk_reads_what_is_read_alone(struct store *s)
{
    struct err err = {0};
    struct arena a;
    struct run_walk *walk = NULL;
    struct run_account of;
    bool have = false;
    struct run_walk_start start = {.today = {TODAY},
                                   .likely = {{TODAY + 10}, {TODAY - 700}, {TODAY - 900}}};
    static const size_t counts[] = {5, 1, 1, 1};
    arena_init(&a, 0);
    books(s);
    must(run_walk_open(s->db, &a, &start, &walk, &err), &err);
    for (size_t i = 0; i < DEBTORS; i++) {
        must(run_walk_next(walk, &of, &have, &err), &err);
        assert_true(have);
        assert_int_equal(of.account.item_count, counts[i]);
        assert_int_equal(of.later.n, i == 0 ? TODAY + 5 : DAY_NONE.n);
        same_items(s, &a, &of);
        /* a file is asked where it lies */
        assert_int_equal(of.looked, s->engine == DB_POSTGRES && i > 0);
        if (of.looked)
            same_answers(s, &a, &of);
    }
    must(run_walk_next(walk, &of, &have, &err), &err);
    assert_false(have);
    run_walk_close(walk);
    db_rollback(s->db);
    arena_release(&a);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(walk_reads_what_is_read_alone),
    };
    return store_main(cases, COUNT_OF(cases));
}
