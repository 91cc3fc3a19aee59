/* The journal: what is sealed stays sealed, what is erased leaves the chain whole. */
#include "store_test.h"

#include "store/directory_store.h"
#include "store/journal_store.h"

#include <stdio.h>

static const struct journal_entry sample = {.subject = JOURNAL_DEBTOR,
                                            .subject_id = 42,
                                            .at_ms = 1700000000000,
                                            .actor_id = 9,
                                            .kind = {"call", 4},
                                            .body = {"{\"said\":\"Martin\"}", 17}};

static void append(struct store *s, int64_t subject_id, int count)
{
    struct err err = {0};
    struct journal_entry e = sample;
    e.subject_id = subject_id;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    for (int i = 0; i < count; i++) {
        must(journal_append(s->db, &e, NULL, &err), &err);
    }
    must(db_commit(s->db, &err), &err);
}

static struct journal_report verify(struct store *s)
{
    struct err err = {0};
    struct journal_report report;
    must(journal_verify(s->db, &report, &err), &err);
    assert_false(db_in_transaction(s->db));
    return report;
}

static void three_chains(struct store *s)
{
    struct err err = {0};
    append(s, 42, 5);
    append(s, -7, 1);
    append(s, INT64_MAX, 2);
    struct journal_entry e = sample;
    int64_t seq = 0;
    e.subject = JOURNAL_SYSTEM;
    e.subject_id = 42; /* the same number, another kind: another chain */
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(journal_append(s->db, &e, &seq, &err), &err);
    must(db_commit(s->db, &err), &err);
    assert_int_equal(seq, 1);
}

static void chains_are_whole(struct store *s)
{
    assert_int_equal(verify(s).chains, 0);
    three_chains(s);
    struct journal_report r = verify(s);
    assert_int_equal(r.chains, 4);
    assert_int_equal(r.entries, 9);
    assert_int_equal(r.erased, 0);
    assert_int_equal(r.bad, 0);
}

static void entries_come_back_in_order(struct store *s)
{
    struct err err = {0};
    three_chains(s);
    struct db_rows rows;
    struct journal_row row;
    bool have = false;
    must(journal_open(s->db, (struct journal_place){JOURNAL_DEBTOR, 42, 2}, &rows, &err), &err);
    for (int64_t seq = 3; seq <= 5; seq++) {
        must(journal_next(&rows, &row, &have, &err), &err);
        assert_true(have);
        assert_int_equal(row.seq, seq);
        assert_int_equal(row.at_ms, sample.at_ms);
        assert_int_equal(row.actor_id, 9);
        assert_true(str_eq(row.kind, sample.kind));
        assert_true(str_eq(row.body, sample.body));
    }
    must(journal_next(&rows, &row, &have, &err), &err);
    assert_false(have);
    db_done(&rows);
}

static void a_rollback_takes_entries_back(struct store *s)
{
    struct err err = {0};
    append(s, 42, 1);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(journal_append(s->db, &sample, NULL, &err), &err);
    db_rollback(s->db);
    append(s, 42, 1);
    struct journal_report r = verify(s);
    assert_int_equal(r.entries, 2);
    assert_int_equal(r.bad, 0);
}

static void an_erased_body_leaves_the_chain_whole(struct store *s)
{
    struct err err = {0};
    three_chains(s);
    struct journal_place place = {JOURNAL_DEBTOR, 42, 3};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(journal_erase(s->db, place, STR("RGPD art. 17"), &err), &err);
    must(db_commit(s->db, &err), &err);
    struct journal_report r = verify(s);
    assert_int_equal(r.bad, 0);
    assert_int_equal(r.erased, 1);
    append(s, 42, 1);
    assert_int_equal(verify(s).bad, 0);

    struct db_rows rows;
    struct journal_row row;
    bool have = false;
    must(journal_open(s->db, (struct journal_place){JOURNAL_DEBTOR, 42, 2}, &rows, &err), &err);
    must(journal_next(&rows, &row, &have, &err), &err);
    assert_null(row.body.p);
    assert_true(str_is(row.erased_why, "RGPD art. 17"));
    db_done(&rows);

    must(db_begin(s->db, DB_WRITE, &err), &err);
    must_fail(journal_erase(s->db, place, STR("again"), &err), &err, ERR_UNKNOWN_REF);
    err_clear(&err);
    place.seq = 77;
    must_fail(journal_erase(s->db, place, STR("x"), &err), &err, ERR_UNKNOWN_REF);
    db_rollback(s->db);
}

/* Whatever somebody changes behind the program's back is found, at the right place. */
static void tampering_is_found(struct store *s)
{
    static const struct {
        const char *sql;
        int64_t seq;
    } tricks[] = {
        {"UPDATE journal_body SET body = '{}' WHERE subject_id = 42 AND seq = 3", 3},
        {"UPDATE journal SET at_ms = at_ms + 1 WHERE subject_id = 42 AND seq = 2", 2},
        {"UPDATE journal SET actor_id = 1 WHERE subject_id = 42 AND seq = 5", 5},
        {"UPDATE journal SET kind = 'letter' WHERE subject_id = 42 AND seq = 1", 1},
        {"UPDATE journal SET digest = hash WHERE subject_id = 42 AND seq = 4", 4},
        {"UPDATE journal SET hash = digest WHERE subject_id = 42 AND seq = 4", 4},
        {"DELETE FROM journal_body WHERE subject_id = 42 AND seq = 4", 4},
        {"DELETE FROM journal_body WHERE subject_id = 42 AND seq = 5;"
         "DELETE FROM journal WHERE subject_id = 42 AND seq = 5",
         4},
        {"DELETE FROM journal_body WHERE subject_id = 42 AND seq = 2;"
         "DELETE FROM journal WHERE subject_id = 42 AND seq = 2",
         3},
        {"DELETE FROM journal_head WHERE subject_id = 42", 1},
        {"UPDATE journal_head SET seq = 6 WHERE subject_id = 42", 5},
        {"DELETE FROM journal_body WHERE subject_id = 42;"
         "DELETE FROM journal WHERE subject_id = 42",
         0},
        {"UPDATE journal_body SET salt = NULL, body = NULL, erased_why = '' "
         "WHERE subject_id = 42 AND seq = 4",
         4},
    };
    for (size_t i = 0; i < COUNT_OF(tricks); i++) {
        raw_sql(s, "DELETE FROM journal_body; DELETE FROM journal; DELETE FROM journal_head");
        append(s, 41, 2);
        append(s, 42, 5);
        append(s, 43, 2);
        assert_int_equal(verify(s).bad, 0);
        raw_sql(s, tricks[i].sql);
        struct journal_report r = verify(s);
        if (r.bad == 0 || r.bad_seq != tricks[i].seq) {
            print_error("%s: bad %d at %d\n", tricks[i].sql, (int)r.bad, (int)r.bad_seq);
        }
        assert_true(r.bad > 0);
        assert_int_equal(r.bad_subject_id, 42);
        assert_int_equal(r.bad_subject, JOURNAL_DEBTOR);
        assert_int_equal(r.bad_seq, tricks[i].seq);
    }
}

/* The salt keeps a guessed text from being confirmed by its digest. */
static void the_same_bodies_have_other_digests(struct store *s)
{
    append(s, 42, 2);
    raw_sql(s, "INSERT INTO counter SELECT 'same', 1 + count(*) FROM journal a JOIN journal b "
               "ON a.digest = b.digest AND a.seq < b.seq");
    struct err err = {0};
    int64_t first = 0;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(counter_take(s->db, "same", 1, &first, &err), &err);
    db_rollback(s->db);
    assert_int_equal(first, 1);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(chains_are_whole),
        ON_BOTH(entries_come_back_in_order),
        ON_BOTH(a_rollback_takes_entries_back),
        ON_BOTH(an_erased_body_leaves_the_chain_whole),
        ON_BOTH(tampering_is_found),
        ON_BOTH(the_same_bodies_have_other_digests),
    };
    return store_main(cases, COUNT_OF(cases));
}
