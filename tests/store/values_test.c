/* Values, rows, transactions and errors: the same on both engines. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "gen/directory_sql.h"
#include "gen/journal_sql.h"
#include "gen/meta_sql.h"
#include "gen/sql_registry.h"
#include "store/driver.h"
#include "store/sqlite_file.h"

#include <sqlite3.h>
#include <stdio.h>

static void every_statement_can_be_prepared(struct store *s)
{
    struct err err = {0};
    for (int i = 0; i < SQL_REGISTRY_COUNT; i++) {
        assert_int_equal(sql_registry[i]->index, i);
        must(s->db->driver->prepare(s->db, sql_registry[i], &err), &err);
    }
}

static void set_and_get(struct store *s, struct str value)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("k"), value};
    struct q_meta_get_in get = {STR("k")};
    struct q_meta_get_row row;
    bool found = false;
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    must(q_meta_get(s->db, &get, &s->arena, &row, &found, &err), &err);
    assert_true(found);
    assert_non_null(row.value.p);
    assert_true(str_eq(row.value, value));
}

static void texts_come_back_as_they_were(struct store *s)
{
    set_and_get(s, STR(""));
    set_and_get(s, STR("Créances « échues » : 1 234,56 €"));
    set_and_get(s, STR("'; DROP TABLE meta; --"));
    char *big = arena_alloc(&s->arena, 300000);
    memset(big, 'x', 300000);
    set_and_get(s, (struct str){big, 300000});
}

static void a_zero_byte_in_a_text_is_refused(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("k"), {"a\0b", 3}};
    must_fail(q_meta_set(s->db, &set, NULL, &err), &err, ERR_DB_CONSTRAINT);
}

static void claim(struct store *s, int64_t scope, struct opt_int account, int64_t debtor)
{
    struct err err = {0};
    struct q_directory_insert_in in = {STR("t"), scope, STR("v"), debtor, account};
    int64_t changed = 0;
    must(q_directory_insert(s->db, &in, &changed, &err), &err);
    assert_int_equal(changed, 1);
    must(q_directory_insert(s->db, &in, &changed, &err), &err);
    assert_int_equal(changed, 0);
    struct q_directory_get_in get = {STR("t"), scope, STR("v")};
    struct q_directory_get_row row;
    bool found = false;
    must(q_directory_get(s->db, &get, &s->arena, &row, &found, &err), &err);
    assert_true(found);
    assert_int_equal(row.debtor_id, debtor);
    assert_int_equal(row.account_id.has, account.has);
    assert_int_equal(row.account_id.v, account.has ? account.v : 0);
}

static void numbers_and_missing_numbers_come_back(struct store *s)
{
    claim(s, 1, (struct opt_int){true, 0}, INT64_MAX);
    claim(s, 2, (struct opt_int){false, 99}, INT64_MIN);
    claim(s, -3, (struct opt_int){true, -1}, -1);
    claim(s, 4, (struct opt_int){true, INT64_MIN}, INT64_C(1) << 40);
}

static void nothing_found_is_no_error(struct store *s)
{
    struct err err = {0};
    struct q_meta_get_in get = {STR("absent")};
    struct q_meta_get_row row;
    bool found = true;
    must(q_meta_get(s->db, &get, &s->arena, &row, &found, &err), &err);
    assert_false(found);
}

static void put_journal(struct db *db, int64_t seq, struct str salt, struct str body)
{
    struct err err = {0};
    struct q_journal_insert_in j = {.subject_id = 7,
                                    .subject_kind = STR("debtor"),
                                    .seq = seq,
                                    .at_ms = 5,
                                    .kind = STR("k"),
                                    .digest = STR("d"),
                                    .hash = STR("h")};
    struct q_journal_body_insert_in b = {7, STR("debtor"), seq, salt, body};
    must(q_journal_insert(db, &j, NULL, &err), &err);
    must(q_journal_body_insert(db, &b, NULL, &err), &err);
}

static void blobs_and_nulls_come_back(struct store *s)
{
    struct err err = {0};
    static char all[256];
    for (int i = 0; i < 256; i++) {
        all[i] = (char)i;
    }
    put_journal(s->db, 1, (struct str){all, sizeof all}, STR("{}"));
    put_journal(s->db, 2, STR(""), STR(""));
    struct q_journal_body_erase_in erase = {STR("why"), 7, STR("debtor"), 2};
    must(q_journal_body_erase(s->db, &erase, NULL, &err), &err);
    put_journal(s->db, 3, STR(""), STR(""));
    struct q_journal_by_subject_in in = {7, STR("debtor"), 0};
    struct q_journal_by_subject_row row;
    struct db_rows rows;
    bool have = false;
    must(q_journal_by_subject_open(s->db, &in, &rows, &err), &err);
    must(q_journal_by_subject_next(&rows, &row, &have, &err), &err);
    assert_true(have);
    assert_true(str_eq(row.salt, (struct str){all, sizeof all}));
    assert_null(row.erased_why.p);
    must(q_journal_by_subject_next(&rows, &row, &have, &err), &err);
    assert_true(have);
    assert_null(row.salt.p);
    assert_null(row.body.p);
    assert_true(str_is(row.erased_why, "why"));
    must(q_journal_by_subject_next(&rows, &row, &have, &err), &err);
    assert_true(have);
    assert_non_null(row.salt.p);
    assert_int_equal(row.salt.n, 0);
    assert_non_null(row.body.p);
    must(q_journal_by_subject_next(&rows, &row, &have, &err), &err);
    assert_false(have);
    must(q_journal_by_subject_next(&rows, &row, &have, &err), &err);
    assert_false(have);
    db_done(&rows);
    db_done(&rows);
}

static struct str number_text(struct store *s, int n)
{
    char text[16];
    snprintf(text, sizeof text, "%06d", n);
    return arena_str(&s->arena, str_of(text));
}

static void load(struct store *s, int64_t scope, int from, int to)
{
    struct err err = {0};
    struct db_bulk bulk;
    must(q_directory_load_begin(s->db, &bulk, &err), &err);
    for (int i = from; i < to; i++) {
        struct q_directory_load_in in = {
            STR("bulk"), scope, number_text(s, i), i, {i % 3 == 0, 2 * i}};
        must(q_directory_load_row(&bulk, &in, &err), &err);
    }
    must(q_directory_load_end(&bulk, &err), &err);
}

static int check_scan(struct store *s, int64_t scope, int stop_at)
{
    struct err err = {0};
    struct q_directory_scan_in in = {STR("bulk"), scope};
    struct q_directory_scan_row row;
    struct db_rows rows;
    bool have = true;
    int n = 0;
    must(q_directory_scan_open(s->db, &in, &rows, &err), &err);
    while (n < stop_at) {
        must(q_directory_scan_next(&rows, &row, &have, &err), &err);
        if (!have) {
            break;
        }
        assert_true(str_eq(row.value, number_text(s, n)));
        assert_int_equal(row.debtor_id, n);
        assert_int_equal(row.account_id.has, n % 3 == 0);
        n++;
    }
    db_done(&rows);
    return n;
}

static void bulk_rows_come_back_through_a_stream(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    load(s, 1, 0, 7001);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 7001);
    load(s, 1, 7001, 7002);
    load(s, 2, 0, 2000); /* exactly one piece of a cursor */
    load(s, 3, 0, 0);
    must(db_commit(s->db, &err), &err);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 7002); /* outside a transaction */
    assert_int_equal(check_scan(s, 2, INT32_MAX), 2000);
    assert_int_equal(check_scan(s, 3, INT32_MAX), 0);
    assert_int_equal(check_scan(s, 1, 10), 10); /* given up early */
    must(db_begin(s->db, DB_READ, &err), &err);
    assert_int_equal(check_scan(s, 1, 10), 10);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 7002);
    must(db_commit(s->db, &err), &err);
}

static void bulk_and_single_inserts_store_the_same(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    load(s, 1, 0, 50);
    for (int i = 0; i < 50; i++) {
        struct q_directory_insert_in in = {
            STR("bulk"), 2, number_text(s, i), i, {i % 3 == 0, 2 * i}};
        must(q_directory_insert(s->db, &in, NULL, &err), &err);
    }
    must(db_commit(s->db, &err), &err);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 50);
    assert_int_equal(check_scan(s, 2, INT32_MAX), 50);
}

static void a_bulk_row_twice_fails_and_rolls_back(struct store *s)
{
    struct err err = {0};
    struct db_bulk bulk;
    struct q_directory_load_in in = {STR("bulk"), 1, STR("000000"), 0, {false, 0}};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_directory_load_begin(s->db, &bulk, &err), &err);
    must(q_directory_load_row(&bulk, &in, &err), &err);
    bool ok = q_directory_load_row(&bulk, &in, &err) && q_directory_load_end(&bulk, &err);
    must_fail(ok, &err, ERR_DB_CONSTRAINT);
    db_rollback(s->db);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 0);
    err_clear(&err);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    load(s, 1, 0, 3); /* the connection is as good as before */
    must(db_commit(s->db, &err), &err);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 3);
}

static void a_bulk_left_open_can_be_rolled_back(struct store *s)
{
    struct err err = {0};
    struct db_bulk bulk;
    struct q_directory_load_in in = {STR("bulk"), 1, STR("000000"), 0, {false, 0}};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_directory_load_begin(s->db, &bulk, &err), &err);
    must(q_directory_load_row(&bulk, &in, &err), &err);
    db_rollback(s->db);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 0);
}

static void a_rule_broken_in_bulk_keeps_no_row(struct store *s)
{
    struct err err = {0};
    struct db_bulk bulk;
    struct q_directory_load_in in = {STR("bulk"), 1, {0}, 0, {false, 0}};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_directory_load_begin(s->db, &bulk, &err), &err);
    bool ok = true;
    for (int i = 0; ok && i < 2000; i++) { /* more than a batch, the last one twice */
        in.value = number_text(s, i < 1999 ? i : 1998);
        ok = q_directory_load_row(&bulk, &in, &err);
    }
    must_fail(ok && q_directory_load_end(&bulk, &err), &err, ERR_DB_CONSTRAINT);
    err_clear(&err);
    db_rollback(s->db);
    assert_int_equal(check_scan(s, 1, INT32_MAX), 0);
}

static void bulk_takes_texts_of_any_length(struct store *s)
{
    enum { LONG_BYTES = 300 * 1000 };
    static char text[LONG_BYTES];
    struct err err = {0};
    struct db_bulk bulk;
    memset(text, 'n', sizeof text);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    for (int i = 1; i <= 600; i++) {
        struct q_debtor_insert_in in = {
            i, i, STR("unknown"), {text, i % 97 == 0 ? sizeof text : (size_t)i - 1}, STR("")};
        must(q_debtor_insert_row(&bulk, &in, &err), &err);
    }
    must(q_debtor_insert_end(&bulk, &err), &err);
    must(db_commit(s->db, &err), &err);
    for (int i = 1; i <= 600; i++) {
        struct q_debtor_get_in in = {i};
        struct q_debtor_get_row row;
        bool found = false;
        must(q_debtor_get(s->db, &in, &s->arena, &row, &found, &err), &err);
        assert_true(found);
        assert_int_equal(row.name.n, i % 97 == 0 ? sizeof text : (size_t)i - 1);
        assert_memory_equal(row.name.p, text, row.name.n);
    }
}

static void rows_nest_on_one_connection(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    load(s, 1, 0, 2500);
    must(db_commit(s->db, &err), &err);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    struct q_directory_scan_in in = {STR("bulk"), 1};
    struct q_directory_scan_row row;
    struct db_rows rows;
    bool have = true;
    int inner = 0;
    must(q_directory_scan_open(s->db, &in, &rows, &err), &err);
    for (int n = 0; have; n++) {
        must(q_directory_scan_next(&rows, &row, &have, &err), &err);
        if (have && n % 100 == 0) {
            struct q_clue_by_debtor_in by = {row.debtor_id};
            struct q_clue_by_debtor_row found;
            struct db_rows nested;
            bool more = false;
            struct q_clue_insert_in clue = {row.debtor_id, STR("k"), row.value};
            must(q_clue_insert(s->db, &clue, NULL, &err), &err);
            must(q_clue_by_debtor_open(s->db, &by, &nested, &err), &err);
            must(q_clue_by_debtor_next(&nested, &found, &more, &err), &err);
            assert_true(more && str_eq(found.value, row.value));
            clue.kind = STR("l");
            must(q_clue_insert(s->db, &clue, NULL, &err), &err);
            db_done(&nested);
            inner++;
        }
    }
    db_done(&rows);
    must(db_commit(s->db, &err), &err);
    assert_int_equal(inner, 25);
}

static bool meta_is(struct store *s, const char *value)
{
    struct err err = {0};
    struct q_meta_get_in get = {STR("tx")};
    struct q_meta_get_row row;
    bool found = false;
    must(q_meta_get(s->db, &get, &s->arena, &row, &found, &err), &err);
    return value == NULL ? !found : found && str_is(row.value, value);
}

static void a_rollback_leaves_nothing(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("1")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    assert_true(meta_is(s, "1"));
    db_rollback(s->db);
    assert_true(meta_is(s, NULL));
    db_rollback(s->db); /* nothing open: does nothing */
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    reopen(s); /* closing rolls back */
    assert_true(meta_is(s, NULL));
}

static void a_failed_statement_loses_the_transaction(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("1")};
    struct q_migration_insert_in twice = {1, STR("x"), STR("y"), 0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    must_fail(q_migration_insert(s->db, &twice, NULL, &err), &err, ERR_DB_CONSTRAINT);
    assert_non_null(strstr(err.detail, "migration_insert"));
    err_clear(&err);
    must_fail(db_commit(s->db, &err), &err, ERR_DB_FAILED);
    assert_false(db_in_transaction(s->db));
    assert_true(meta_is(s, NULL));
}

static void errors_tell_no_values(struct store *s)
{
    struct err err = {0};
    struct q_directory_load_in in = {STR("bulk"), 1, STR("Dupont"), 0, {false, 0}};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    struct db_bulk bulk;
    must(q_directory_load_begin(s->db, &bulk, &err), &err);
    bool ok = true;
    for (int i = 0; i < 2 && ok; i++) {
        ok = q_directory_load_row(&bulk, &in, &err);
    }
    must_fail(ok && q_directory_load_end(&bulk, &err), &err, ERR_DB_CONSTRAINT);
    assert_null(strstr(err.detail, "Dupont"));
    assert_string_equal(err.arg, "");
    db_rollback(s->db);
}

static void a_read_transaction_does_not_write(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("1")};
    must(db_begin(s->db, DB_READ, &err), &err);
    must_fail(q_meta_set(s->db, &set, NULL, &err), &err, ERR_DB_FAILED);
    db_rollback(s->db);
    assert_true(meta_is(s, NULL));
}

static void a_read_transaction_sees_one_moment(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_READ, &err), &err);
    assert_true(meta_is(s, NULL));
    raw_sql(s, "INSERT INTO meta (key, value) VALUES ('tx', '1')");
    assert_true(meta_is(s, NULL));
    must(db_commit(s->db, &err), &err);
    assert_true(meta_is(s, "1"));
}

static void foreign_keys_and_checks_hold(struct store *s)
{
    struct err err = {0};
    struct q_journal_body_insert_in orphan = {1, STR("debtor"), 1, STR("s"), STR("b")};
    must_fail(q_journal_body_insert(s->db, &orphan, NULL, &err), &err, ERR_DB_CONSTRAINT);
    struct q_journal_insert_in bad = {.subject_id = 7,
                                      .subject_kind = STR("nobody"),
                                      .seq = 1,
                                      .kind = STR("k"),
                                      .digest = STR("d"),
                                      .hash = STR("h")};
    err_clear(&err);
    must_fail(q_journal_insert(s->db, &bad, NULL, &err), &err, ERR_DB_CONSTRAINT);
}

static void texts_sort_by_bytes(struct store *s)
{
    static const char *const sorted[] = {"B", "a", "b", "É", "é"};
    struct err err = {0};
    for (size_t i = 0; i < COUNT_OF(sorted); i++) {
        struct q_clue_insert_in in = {1, STR("k"), str_of(sorted[COUNT_OF(sorted) - 1 - i])};
        must(q_clue_insert(s->db, &in, NULL, &err), &err);
    }
    struct q_clue_by_debtor_in in = {1};
    struct q_clue_by_debtor_row row;
    struct db_rows rows;
    bool have = false;
    must(q_clue_by_debtor_open(s->db, &in, &rows, &err), &err);
    for (size_t i = 0; i < COUNT_OF(sorted); i++) {
        must(q_clue_by_debtor_next(&rows, &row, &have, &err), &err);
        assert_true(have && str_is(row.value, sorted[i]));
    }
    db_done(&rows);
}

static void more_than_one_row_is_refused(struct store *s)
{
    struct err err = {0};
    for (int i = 0; i < 2; i++) {
        struct q_clue_insert_in in = {i, STR("k"), STR("v")};
        must(q_clue_insert(s->db, &in, NULL, &err), &err);
    }
    struct sql_value in[] = {{.kind = SQL_TEXT, .s = STR("k")}, {.kind = SQL_TEXT, .s = STR("v")}};
    struct q_clue_find_row out;
    struct sql_one one = {in, &s->arena, &out};
    bool found = false;
    must_fail(db_query_one(s->db, &sql_clue_find, &one, &found, &err), &err, ERR_DB_FAILED);
}

static void a_lost_connection_stays_lost(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("1")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    raw_sql(s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
               "WHERE application_name = 'relance' AND state = 'idle in transaction'");
    must_fail(q_meta_set(s->db, &set, NULL, &err), &err, ERR_DB_FAILED);
    db_rollback(s->db);
    err_clear(&err);
    must_fail(db_begin(s->db, DB_READ, &err), &err, ERR_DB_FAILED);
    reopen(s);
    assert_true(meta_is(s, NULL));
}

static void a_connection_lost_while_committing_is_uncertain(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("1")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    raw_sql(s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
               "WHERE application_name = 'relance' AND state = 'idle in transaction'");
    must_fail(db_commit(s->db, &err), &err, ERR_DB_UNCERTAIN);
    assert_false(db_in_transaction(s->db));
}

static void a_full_disk_is_named_and_loses_nothing(struct store *s)
{
    struct err err = {0};
    struct q_meta_set_in set = {STR("tx"), STR("before")};
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    assert_int_equal(
        sqlite3_exec(sqlite_handle(s->db), "PRAGMA max_page_count = 1", NULL, NULL, NULL),
        SQLITE_OK);
    char *big = arena_alloc(&s->arena, 500000);
    memset(big, 'x', 500000);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    set.value = (struct str){big, 500000};
    must_fail(q_meta_set(s->db, &set, NULL, &err), &err, ERR_DISK_FULL);
    db_rollback(s->db);
    assert_true(meta_is(s, "before"));
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(every_statement_can_be_prepared),
        ON_BOTH(texts_come_back_as_they_were),
        ON_BOTH(a_zero_byte_in_a_text_is_refused),
        ON_BOTH(numbers_and_missing_numbers_come_back),
        ON_BOTH(nothing_found_is_no_error),
        ON_BOTH(blobs_and_nulls_come_back),
        ON_BOTH(bulk_rows_come_back_through_a_stream),
        ON_BOTH(bulk_and_single_inserts_store_the_same),
        ON_BOTH(a_bulk_row_twice_fails_and_rolls_back),
        ON_BOTH(a_bulk_left_open_can_be_rolled_back),
        ON_BOTH(a_rule_broken_in_bulk_keeps_no_row),
        ON_BOTH(bulk_takes_texts_of_any_length),
        ON_BOTH(rows_nest_on_one_connection),
        ON_BOTH(a_rollback_leaves_nothing),
        ON_BOTH(a_failed_statement_loses_the_transaction),
        ON_BOTH(errors_tell_no_values),
        ON_BOTH(a_read_transaction_does_not_write),
        ON_BOTH(a_read_transaction_sees_one_moment),
        ON_BOTH(foreign_keys_and_checks_hold),
        ON_BOTH(texts_sort_by_bytes),
        ON_BOTH(more_than_one_row_is_refused),
        POSTGRES_ONLY(a_lost_connection_stays_lost),
        POSTGRES_ONLY(a_connection_lost_while_committing_is_uncertain),
        SQLITE_ONLY(a_full_disk_is_named_and_loses_nothing),
    };
    return store_main(cases, COUNT_OF(cases));
}
