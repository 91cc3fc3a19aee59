/* Identities and numbers. */
#include "store_test.h"

#include "store/directory_store.h"

static void get_or_create(struct store *s)
{
    struct err err = {0};
    struct directory_key key = {DIRECTORY_LEDGER, 1, STR("411DUPONT")};
    struct directory_entry mine = {10, {true, 20}};
    struct directory_entry other = {11, {true, 21}};
    bool created = false;
    bool found = true;
    must(directory_find(s->db, &key, &mine, &found, &err), &err);
    assert_false(found);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(directory_claim(s->db, &key, &mine, &created, &err), &err);
    assert_true(created);
    must(directory_claim(s->db, &key, &other, &created, &err), &err);
    assert_false(created);
    assert_int_equal(other.debtor_id, 10);
    assert_int_equal(other.account_id.v, 20);
    struct directory_key elsewhere = {DIRECTORY_LEDGER, 2, STR("411DUPONT")};
    other = (struct directory_entry){11, {false, 0}};
    must(directory_claim(s->db, &elsewhere, &other, &created, &err), &err);
    assert_true(created);
    must(db_commit(s->db, &err), &err);
    must(directory_find(s->db, &elsewhere, &mine, &found, &err), &err);
    assert_true(found);
    assert_int_equal(mine.debtor_id, 11);
    assert_false(mine.account_id.has);
}

static void a_reference_number_leads_to_its_account(struct store *s)
{
    struct err err = {0};
    struct directory_key key = {DIRECTORY_ACCOUNT_NUMBER, 0, STR("42")};
    struct directory_number account = {DIRECTORY_ACCOUNT_NUMBER, 42};
    struct directory_number debtor = {DIRECTORY_DEBTOR_NUMBER, 42};
    struct directory_entry entry = {10, {true, 20}};
    bool created = false;
    bool found = false;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(directory_claim(s->db, &key, &entry, &created, &err), &err);
    must(db_commit(s->db, &err), &err);
    entry = (struct directory_entry){0};
    must(directory_number(s->db, account, &entry, &found, &err), &err);
    assert_true(found);
    assert_int_equal(entry.account_id.v, 20);
    must(directory_number(s->db, debtor, &entry, &found, &err), &err);
    assert_false(found);
}

static int64_t take(struct store *s, const char *name, int64_t how_many, bool keep)
{
    struct err err = {0};
    int64_t first = 0;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(counter_take(s->db, name, how_many, &first, &err), &err);
    if (keep) {
        must(db_commit(s->db, &err), &err);
    } else {
        db_rollback(s->db);
    }
    return first;
}

static void numbers_have_no_holes(struct store *s)
{
    assert_int_equal(take(s, "account", 1, false), 1);
    assert_int_equal(take(s, "account", 1, true), 1);
    assert_int_equal(take(s, "account", 1000, false), 2);
    assert_int_equal(take(s, "account", 1000, true), 2);
    assert_int_equal(take(s, "account", 1, true), 1002);
    assert_int_equal(take(s, "debtor", 1, true), 1);
}

static void clues_are_shared(struct store *s)
{
    struct err err = {0};
    struct clue siren = {STR("siren"), STR("732829320")};
    struct clue phone = {STR("phone"), STR("+33199000001")};
    for (int64_t debtor = 5; debtor >= 1; debtor--) {
        must(clue_add(s->db, debtor, &siren, &err), &err);
        must(clue_add(s->db, debtor, &siren, &err), &err);
    }
    must(clue_add(s->db, 3, &phone, &err), &err);
    struct clue_debtors found = {.max = 3};
    must(clue_find(s->db, &siren, &s->arena, &found, &err), &err);
    assert_int_equal(found.count, 3);
    assert_true(found.more);
    assert_int_equal(found.ids[0], 1);
    assert_int_equal(found.ids[2], 3);
    must(clue_remove(s->db, 3, &phone, &err), &err);
    must(clue_find(s->db, &phone, &s->arena, &found, &err), &err);
    assert_int_equal(found.count, 0);
    assert_false(found.more);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(get_or_create),
        ON_BOTH(a_reference_number_leads_to_its_account),
        ON_BOTH(numbers_have_no_holes),
        ON_BOTH(clues_are_shared),
    };
    return store_main(cases, COUNT_OF(cases));
}
