/* A claim that one thread works under and another renews: what is written while something is worked
 * on, what when nothing is, and whose claim is lost when the row is somebody else's. */
#include "support/unit.h"

#include "web/server/beat.h"

static struct app app;
static struct beat beat;

/* What the row would be told, and what comes of it. */
static struct {
    int times;
    struct pulse last;
    bool own, fails;
    int64_t then; /* the claim that the thread begins with while this one writes; 0: it goes on */
} row;

static bool write_row(struct db *db, const struct pulse *pulse, bool *own, struct err *err)
{
    (void)db;
    row.times++;
    row.last = *pulse;
    *own = row.own;
    if (row.then != 0)
        beat_begin(&beat, pulse->work_id + 1, row.then);
    return !row.fails || err_set(err, ERR_DB_LOCKED, "row");
}

static int open_beat(void **state)
{
    struct err err = {0};
    (void)state;
    memset(&row, 0, sizeof row);
    row.own = true;
    return beat_open(&beat, write_row, &err) ? 0 : 1;
}

static int close_beat(void **state)
{
    (void)state;
    beat_close(&beat);
    return 0;
}

static void told(bool goes_well)
{
    struct err err = {0};
    assert_int_equal(beat_write(&beat, &app, &err), goes_well);
}

static void nothing_is_written_at_rest(void **state)
{
    (void)state;
    told(true);
    beat_begin(&beat, 7, 70);
    beat_end(&beat);
    told(true);
    assert_int_equal(row.times, 0);
}

static void how_far_it_is_is_written(void **state)
{
    (void)state;
    beat_begin(&beat, 7, 70);
    beat_at(&beat, 2, 500);
    told(true);
    assert_int_equal(row.last.work_id, 7);
    assert_int_equal(row.last.claim, 70);
    assert_int_equal(row.last.phase, 2);
    assert_int_equal(row.last.count, 500);
    assert_true(row.last.now_ms > 0);
    beat_begin(&beat, 8, 80);
    told(true);
    assert_int_equal(row.last.work_id, 8);
    assert_int_equal(row.last.phase, 0);
    assert_int_equal(row.last.count, 0);
}

static void the_only_row_has_no_number(void **state)
{
    (void)state;
    beat_begin(&beat, 0, 70);
    told(true);
    assert_int_equal(row.times, 1);
}

static void it_is_lost_to_somebody_else(void **state)
{
    (void)state;
    beat_begin(&beat, 7, 70);
    told(true);
    assert_false(beat_lost(&beat));
    row.own = false;
    told(true);
    assert_true(beat_lost(&beat));
    row.own = true;
    told(true);
    assert_true(beat_lost(&beat)); /* and stays so */
    beat_begin(&beat, 8, 80);
    assert_false(beat_lost(&beat));
}

static void a_later_one_is_not_lost_with_it(void **state)
{
    (void)state;
    beat_begin(&beat, 7, 70);
    row.own = false;
    row.then = 80;
    told(true);
    assert_false(beat_lost(&beat));
}

static void what_was_not_written_is_not_lost(void **state)
{
    (void)state;
    beat_begin(&beat, 7, 70);
    row.own = false;
    row.fails = true;
    told(false);
    assert_false(beat_lost(&beat));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_written_at_rest, open_beat, close_beat),
        cmocka_unit_test_setup_teardown(how_far_it_is_is_written, open_beat, close_beat),
        cmocka_unit_test_setup_teardown(the_only_row_has_no_number, open_beat, close_beat),
        cmocka_unit_test_setup_teardown(it_is_lost_to_somebody_else, open_beat, close_beat),
        cmocka_unit_test_setup_teardown(a_later_one_is_not_lost_with_it, open_beat, close_beat),
        cmocka_unit_test_setup_teardown(what_was_not_written_is_not_lost, open_beat, close_beat),
    };
    return cmocka_run_group_tests_name("web beat", tests, NULL, NULL);
}
