/* Each row to whoever takes it: the same on both engines. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "gen/work_sql.h"

struct taken {
    int count, stop_at;
    int64_t last;
    bool ascending, named;
};

static bool take_person(void *with, const void *columns, struct err *err)
{
    struct taken *t = with;
    const struct q_run_debtor_row *row = columns;
    t->ascending = t->ascending && row->debtor_id > t->last;
    t->named = t->named && str_is(row->kind, row->debtor_id % 2 == 0 ? "company" : "consumer");
    t->last = row->debtor_id;
    return ++t->count != t->stop_at || err_set(err, ERR_BAD_DATE, "enough");
}

static struct taken people_between(struct store *s, int64_t from, int64_t to, int stop_at)
{
    struct err err = {0};
    struct q_run_debtor_in in = {from, to};
    struct taken t = {0, stop_at, INT64_MIN, true, true};
    struct db_taker taker = {.take = take_person, .with = &t};
    bool ok = q_run_debtor_each(s->db, &in, &taker, &err);
    assert_int_equal(ok, t.count != stop_at);
    assert_int_equal(err.code, ok ? 0 : ERR_BAD_DATE);
    assert_true(t.ascending && t.named);
    return t;
}

static int people_among(struct store *s, const int64_t *ids, size_t count)
{
    struct err err = {0};
    struct q_run_debtor_in in = {ids[0], ids[count - 1]};
    struct taken t = {0, -1, INT64_MIN, true, true};
    struct db_taker taker = {take_person, &t, ids, count};
    must(q_run_debtor_each(s->db, &in, &taker, &err), &err);
    assert_true(t.ascending && t.named);
    return t.count;
}

/* Debtors 5, 10, ... 3500: more than a batch of rows in SQLite. */
static void add_people(struct store *s)
{
    struct err err = {0};
    struct db_bulk bulk;
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t i = 1; i <= 700; i++) {
        struct q_debtor_insert_in in = {i * 5, i, i % 2 == 0 ? STR("company") : STR("consumer"),
                                        STR("N"), STR("n")};
        must(q_debtor_insert_row(&bulk, &in, &err), &err);
    }
    must(q_debtor_insert_end(&bulk, &err), &err);
}

static void each_row_is_taken_between_its_bounds(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    assert_int_equal(people_between(s, INT64_MIN, INT64_MAX, -1).count, 0);
    add_people(s);
    assert_int_equal(people_between(s, INT64_MIN, INT64_MAX, -1).count, 700);
    struct taken some = people_between(s, 11, 60, -1);
    assert_int_equal(some.count, 10); /* 15 to 60 */
    assert_int_equal(some.last, 60);
    assert_int_equal(people_between(s, 61, 64, -1).count, 0);
    assert_int_equal(people_between(s, 61, 65, -1).count, 1);
    must(db_commit(s->db, &err), &err);
}

static void each_row_of_some_is_taken(struct store *s)
{
    struct err err = {0};
    int64_t ids[600];
    for (int64_t i = 0; i < 600; i++)
        ids[i] = i; /* a fifth of them is somebody, but for 0 */
    must(db_begin(s->db, DB_WRITE, &err), &err);
    add_people(s);
    assert_int_equal(people_among(s, ids, 600), 119);
    assert_int_equal(people_among(s, ids, 256), 51);
    assert_int_equal(people_among(s, ids, 5), 0);
    assert_int_equal(people_among(s, (const int64_t[]){10, 21, 25, 3500}, 4), 3); /* no other */
    must(db_commit(s->db, &err), &err);
}

/* The taker's reason is the error, and nothing of the transaction can be kept. */
static void whoever_takes_rows_may_stop(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    add_people(s);
    assert_int_equal(people_between(s, 0, INT64_MAX, 3).count, 3);
    must_fail(db_commit(s->db, &err), &err, ERR_DB_FAILED);
    assert_int_equal(people_between(s, 0, INT64_MAX, -1).count, 0);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(each_row_is_taken_between_its_bounds),
        ON_BOTH(each_row_of_some_is_taken),
        ON_BOTH(whoever_takes_rows_may_stop),
    };
    return store_main(cases, COUNT_OF(cases));
}
