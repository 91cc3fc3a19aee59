/* Accounts found and made by their numbers, few at a time or many. */
#include "store_test.h"

#include <stdio.h>

#include "gen/account_sql.h"
#include "store/account_store.h"
#include "store/directory_store.h"

enum { MANY = 1200 };

static struct id_source ids;

static struct creditor make_creditor(struct store *s)
{
    struct err err = {0};
    struct creditor c = {.id = 7,
                         .code = STR("OWN"),
                         .name = STR("OWN"),
                         .capacity = STR("own"),
                         .currency = CURRENCY_EUR};
    id_source_seeded(&ids, 1000, 1);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(creditor_create(s->db, &c, &err), &err);
    must(db_commit(s->db, &err), &err);
    return c;
}

static struct currency dollars(void)
{
    struct err err = {0};
    struct currency usd;
    must(currency_parse(STR("USD"), &usd, &err), &err);
    return usd;
}

/* Numbers 0 to count in euros; every tenth in dollars, too, in front of its other row or behind. */
static struct accounts_wanted want(struct store *s, size_t count)
{
    struct accounts_wanted all = {ARENA_ARRAY(&s->arena, 2 * count, struct account_wanted), 0};
    for (size_t i = 0; i < count; i++) {
        char *number = arena_alloc(&s->arena, 32);
        size_t n = (i * 7919) % count;
        snprintf(number, 32, "4%04zu", n);
        struct account_wanted euros = {.ledger_number = str_of(number), .name = STR("Client")};
        struct account_wanted other = euros;
        other.currency = dollars();
        if (n % 20 == 0)
            all.rows[all.count++] = other;
        all.rows[all.count++] = euros;
        if (n % 20 == 10)
            all.rows[all.count++] = other;
    }
    return all;
}

static void resolve(struct store *s, const struct creditor *c, const struct accounts_wanted *all)
{
    struct err err = {0};
    struct account_origin origin = {.creditor = c, .import_id = 1, .today = {20000}, .ids = &ids};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(accounts_resolve(s->db, &origin, all, &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void count_made(const struct accounts_wanted *all, size_t *accounts, size_t *debtors)
{
    *accounts = *debtors = 0;
    for (size_t i = 0; i < all->count; i++) {
        assert_true(all->rows[i].key.account_id != 0);
        *accounts += all->rows[i].created;
        *debtors += all->rows[i].debtor_created;
    }
}

static void same_keys(const struct accounts_wanted *a, const struct accounts_wanted *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->rows[i].key.debtor_id, b->rows[i].key.debtor_id);
        assert_int_equal(a->rows[i].key.account_id, b->rows[i].key.account_id);
    }
}

/* One debtor for both currencies, an account for each. */
static void one_customer_each(const struct accounts_wanted *all)
{
    for (size_t i = 0; i + 1 < all->count; i++) {
        const struct account_wanted *a = &all->rows[i];
        const struct account_wanted *b = &all->rows[i + 1];
        bool same = str_eq(a->ledger_number, b->ledger_number);
        assert_int_equal(a->key.debtor_id == b->key.debtor_id, same);
        assert_true(a->key.account_id != b->key.account_id);
    }
}

static void make_and_find(struct store *s, size_t count)
{
    struct creditor c = make_creditor(s);
    struct accounts_wanted made = want(s, count);
    struct accounts_wanted again = want(s, count);
    struct accounts_wanted found = want(s, count);
    size_t accounts, debtors;
    struct err err = {0};
    resolve(s, &c, &made);
    count_made(&made, &accounts, &debtors);
    assert_int_equal(accounts, made.count);
    assert_int_equal(debtors, count);
    one_customer_each(&made);
    resolve(s, &c, &again);
    count_made(&again, &accounts, &debtors);
    assert_int_equal(accounts + debtors, 0);
    same_keys(&made, &again);
    must(accounts_find(s->db, &c, &found, &err), &err);
    same_keys(&made, &found);
}

static void few_accounts_are_made_once(struct store *s) { make_and_find(s, 40); }
static void many_accounts_are_made_once(struct store *s) { make_and_find(s, MANY); }

static void many_join_those_there(struct store *s)
{
    struct creditor c = make_creditor(s);
    struct accounts_wanted few = want(s, 40);
    struct accounts_wanted all = want(s, MANY);
    size_t accounts, debtors;
    resolve(s, &c, &few);
    resolve(s, &c, &all);
    count_made(&all, &accounts, &debtors);
    assert_int_equal(debtors, MANY - 40);
    assert_int_equal(accounts, all.count - few.count);
    for (size_t i = 0; i < few.count; i++) {
        size_t k = 0;
        while (!str_eq(all.rows[k].ledger_number, few.rows[i].ledger_number) ||
               !currency_eq(all.rows[k].currency, few.rows[i].currency))
            k++;
        assert_int_equal(all.rows[k].key.account_id, few.rows[i].key.account_id);
    }
}

static void their_numbers_lead_to_them(struct store *s)
{
    struct creditor c = make_creditor(s);
    struct accounts_wanted all = want(s, MANY);
    struct err err = {0};
    resolve(s, &c, &all);
    for (size_t i = 0; i < all.count; i += 97) {
        struct q_account_get_in in = {all.rows[i].key.debtor_id, all.rows[i].key.account_id};
        struct q_account_get_row row;
        struct directory_entry entry;
        bool found = false;
        must(q_account_get(s->db, &in, &s->arena, &row, &found, &err), &err);
        assert_true(found);
        struct directory_number number = {DIRECTORY_ACCOUNT_NUMBER, row.number};
        must(directory_number(s->db, number, &entry, &found, &err), &err);
        assert_true(found);
        assert_int_equal(entry.account_id.v, all.rows[i].key.account_id);
    }
}

static void who_only_looks_makes_nothing(struct store *s)
{
    struct creditor c = make_creditor(s);
    struct accounts_wanted all = want(s, MANY);
    for (size_t i = 0; i < all.count; i++)
        all.rows[i].only_look = i % 2 == 0;
    resolve(s, &c, &all);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(all.rows[i].created, i % 2 == 1);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(few_accounts_are_made_once),   ON_BOTH(many_accounts_are_made_once),
        ON_BOTH(many_join_those_there),        ON_BOTH(their_numbers_lead_to_them),
        ON_BOTH(who_only_looks_makes_nothing),
    };
    return store_main(cases, COUNT_OF(cases));
}
