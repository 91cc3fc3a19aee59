/* What a run writes ends what held, and nothing else, one by one or many at once; the order of
 * lists is as the schema has it after a first run, too. Who is touched while a run goes on stays
 * touched. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "store/work_store.h"

enum { ACCOUNTS = 90 };

/* Account 1 of debtors 3, 6, ...; in between lie those of nobody. */
static struct stored_work row_of(int64_t i, int64_t run)
{
    return (struct stored_work){.key = {i * 3, i * 10},
                                .from_run = run,
                                .until_run = WORK_HOLDS,
                                .creditor_id = 1,
                                .place_tier = 3,
                                .action = ACTION_CALL,
                                .block = BLOCK_COUNT,
                                .oldest_day = DAY_NONE,
                                .next_change = DAY_NONE};
}

/* Rows of a run on every nth account; those before, if any, end. */
static void write_as(struct store *s, int64_t run, int64_t before, int64_t nth, enum work_end end)
{
    struct err err = {0};
    struct work_change changes[ACCOUNTS];
    size_t count = 0;
    for (int64_t i = nth; i <= ACCOUNTS; i += nth)
        changes[count++] = (struct work_change){.row = row_of(i, run), .ends_run = before};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(work_write(s->db, &(struct work_changes){changes, count, end}, &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void write_run(struct store *s, int64_t run, int64_t before, int64_t nth)
{
    write_as(s, run, before, nth, WORK_END_CLOSES);
}

static int64_t until_of(struct store *s, int64_t i, int64_t run)
{
    struct err err = {0};
    struct stored_works works;
    must(work_of_account(s->db, &s->arena, row_of(i, run).key, &works, &err), &err);
    for (size_t k = 0; k < works.count; k++) {
        if (works.rows[k].from_run == run)
            return works.rows[k].until_run;
    }
    return 0;
}

static void rows_of_a_run_end_what_held(struct store *s)
{
    write_run(s, 1, 0, 1);
    write_run(s, 2, 1, 2); /* many */
    write_run(s, 3, 2, 4);
    write_run(s, 4, 0, 7);  /* that end nothing */
    write_run(s, 5, 3, 36); /* few */
    for (int64_t i = 1; i <= ACCOUNTS; i++) {
        bool second = i % 2 == 0;
        bool third = i % 4 == 0;
        bool last = i % 36 == 0;
        assert_int_equal(until_of(s, i, 1), second ? 2 : WORK_HOLDS);
        assert_int_equal(until_of(s, i, 2), !second ? 0 : third ? 3 : WORK_HOLDS);
        assert_int_equal(until_of(s, i, 3), !third ? 0 : last ? 5 : WORK_HOLDS);
    }
}

static void rows_of_a_run_that_publishes_take_the_place_of_what_held(struct store *s)
{
    write_run(s, 1, 0, 1);
    write_as(s, 2, 1, 2, WORK_END_DROPS);  /* many */
    write_as(s, 3, 2, 36, WORK_END_DROPS); /* few */
    for (int64_t i = 1; i <= ACCOUNTS; i++) {
        bool second = i % 2 == 0;
        bool last = i % 36 == 0;
        assert_int_equal(until_of(s, i, 1), second ? 0 : WORK_HOLDS);
        assert_int_equal(until_of(s, i, 2), second && !last ? WORK_HOLDS : 0);
        assert_int_equal(until_of(s, i, 3), last ? WORK_HOLDS : 0);
    }
}

static const struct stored_work *holding(struct store *s, int64_t i)
{
    struct err err = {0};
    struct stored_works works;
    const struct stored_work *out = NULL;
    must(work_of_account(s->db, &s->arena, row_of(i, 1).key, &works, &err), &err);
    for (size_t k = 0; k < works.count; k++) {
        if (works.rows[k].until_run != WORK_HOLDS)
            continue;
        assert_null(out);
        out = &works.rows[k];
    }
    return out;
}

/* Whether the row stays or another takes its place is the engine's. */
static void a_row_that_decides_the_same_gets_its_new_day(struct store *s)
{
    struct err err = {0};
    struct day day = {20700};
    struct work_change change = {.row = row_of(1, 2), .ends_run = 1, .day_only = true};
    struct work_changes changes = {&change, 1, WORK_END_CLOSES};
    change.row.next_change = day;
    write_run(s, 1, 0, 1);
    must(db_begin(s->db, DB_WRITE, &err) && work_write(s->db, &changes, &err) &&
             db_commit(s->db, &err),
         &err);
    assert_int_equal(holding(s, 1)->next_change.n, day.n);
    assert_false(day_is(holding(s, 2)->next_change));
}

/* The index as the engine tells it is written down, and compared: a second row of its name would
 * be refused. */
static void keep_places(struct store *s)
{
    raw_sql(s, db_engine(s->db) == DB_SQLITE
                   ? "INSERT INTO meta (key, value) SELECT 'places', sql FROM sqlite_master "
                     "WHERE name = 'work_by_place'"
                   : "INSERT INTO meta (key, value) SELECT 'places', indexdef FROM pg_indexes "
                     "WHERE schemaname = current_schema() AND indexname = 'work_by_place'");
}

static void no_places(struct store *s)
{
    raw_sql(s, db_engine(s->db) == DB_SQLITE
                   ? "INSERT INTO meta (key, value) SELECT 'places', '' FROM sqlite_master "
                     "WHERE name = 'work_by_place'"
                   : "INSERT INTO meta (key, value) SELECT 'places', '' FROM pg_indexes "
                     "WHERE schemaname = current_schema() AND indexname = 'work_by_place'");
}

static void same_places(struct store *s)
{
    raw_sql(s, db_engine(s->db) == DB_SQLITE
                   ? "INSERT INTO meta (key, value) SELECT 'places', '' WHERE NOT EXISTS "
                     "(SELECT 1 FROM sqlite_master JOIN meta ON value = sql "
                     "WHERE name = 'work_by_place' AND key = 'places')"
                   : "INSERT INTO meta (key, value) SELECT 'places', '' WHERE NOT EXISTS "
                     "(SELECT 1 FROM pg_indexes JOIN meta ON value = indexdef WHERE schemaname = "
                     "current_schema() AND indexname = 'work_by_place' AND key = 'places')");
}

static void places_are_those_of_the_schema(struct store *s)
{
    struct err err = {0};
    keep_places(s);
    same_places(s);
    for (int twice = 0; twice < 2; twice++) { /* after a run that was killed it is gone already */
        must(db_begin(s->db, DB_WRITE, &err), &err);
        must(work_places_later(s->db, &err), &err);
        must(db_commit(s->db, &err), &err);
    }
    no_places(s);
    write_run(s, 1, 0, 1);
    for (int twice = 0; twice < 2; twice++) {
        must(db_begin(s->db, DB_WRITE, &err), &err);
        must(work_places_now(s->db, &err), &err);
        must(db_commit(s->db, &err), &err);
    }
    same_places(s);
}

/* ---- who is touched ---- */

static void begin_run(struct store *s)
{
    struct err err = {0};
    struct run_row run = {.rules = STR("[]")};
    must(db_begin(s->db, DB_WRITE, &err) && run_begin(s->db, &run, &err) && db_commit(s->db, &err),
         &err);
}

static void touch(struct store *s, int64_t debtor)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err) && work_touch(s->db, debtor, &err) &&
             db_commit(s->db, &err),
         &err);
}

static void untouch(struct store *s, const struct work_touched *touched)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err) && work_untouch(s->db, touched, &err) &&
             db_commit(s->db, &err),
         &err);
}

static struct work_touched_list touched_from(struct store *s, int64_t debtor)
{
    struct err err = {0};
    struct work_touched_list out;
    must(db_begin(s->db, DB_READ, &err), &err);
    must(work_touched_read(s->db, &s->arena, debtor, &out, &err), &err);
    db_rollback(s->db);
    return out;
}

static void people(struct store *s, int64_t count)
{
    struct err err = {0};
    struct db_bulk bulk;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t d = 1; d <= count; d++) {
        struct q_debtor_insert_in in = {d, d, STR("company"), STR("Atelier"), STR("ATELIER")};
        must(q_debtor_insert_row(&bulk, &in, &err), &err);
    }
    must(q_debtor_insert_end(&bulk, &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void who_is_touched_again_stays_touched(struct store *s)
{
    people(s, 3);
    touch(s, 1);
    assert_int_equal(touched_from(s, 0).count, 0); /* there is no run that would have to know */
    begin_run(s);
    touch(s, 3);
    touch(s, 1);
    struct work_touched_list seen = touched_from(s, 0);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.rows[0].debtor_id, 1);
    assert_int_equal(touched_from(s, 2).count, 1);
    touch(s, 3); /* after it was seen */
    untouch(s, &seen.rows[0]);
    untouch(s, &seen.rows[1]);
    struct work_touched_list left = touched_from(s, 0);
    assert_int_equal(left.count, 1);
    assert_int_equal(left.rows[0].debtor_id, 3);
    untouch(s, &left.rows[0]);
    assert_int_equal(touched_from(s, 0).count, 0);
    begin_run(s);
    touch(s, 3);
    assert_true(touched_from(s, 0).rows[0].times > left.rows[0].times);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(rows_of_a_run_end_what_held),
        ON_BOTH(rows_of_a_run_that_publishes_take_the_place_of_what_held),
        ON_BOTH(a_row_that_decides_the_same_gets_its_new_day),
        ON_BOTH(places_are_those_of_the_schema),
        ON_BOTH(who_is_touched_again_stays_touched),
    };
    return store_main(cases, COUNT_OF(cases));
}
