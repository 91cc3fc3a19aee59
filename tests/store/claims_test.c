/* What one of many servers does: the daily run and the backup at the hour that people say, trials
 * of rules, jobs. Whoever has the claim is let work until he falls silent. */
#include "store_test.h"

#include "app/daily/plan_run.h"
#include "app/system/plan_backups.h"
#include "store/job_store.h"
#include "store/rule_trial_store.h"
#include "store/work_store.h"

enum { ONE = 70, OTHER = 80, LATER_MS = 1000 };
static const int64_t start_ms = INT64_C(1795500000000);

struct house {
    struct app app;
    struct id_source ids;
    struct arena *arena;
};

static void open_house(struct store *s, struct house *h)
{
    id_source_seeded(&h->ids, 1000, 1);
    h->arena = &s->arena;
    h->app = (struct app){.db = s->db,
                          .ids = &h->ids,
                          .now_ms = start_ms,
                          .actor_id = 5,
                          .today = day_ymd(2026, 11, 24)};
}

static struct pulse pulse_of(int64_t claim, int64_t after_ms)
{
    return (struct pulse){.claim = claim, .now_ms = start_ms + after_ms};
}

/* ---- the hour ---- */

static struct timetable run_plan(const struct house *h)
{
    struct err err = {0};
    struct timetable plan;
    must(run_plan_load(h->app.db, h->arena, &plan, &err), &err);
    return plan;
}

static struct backup_plan backup_plan(const struct house *h)
{
    struct err err = {0};
    struct backup_plan plan;
    must(backup_plan_load(h->app.db, h->arena, &plan, &err), &err);
    return plan;
}

static void say_run(struct house *h, int64_t hour)
{
    struct err err = {0};
    must(plan_run(&h->app, h->arena, &(struct run_plan_wish){.hour = hour}, &err), &err);
}

static void say_backups(struct house *h, int64_t hour, int64_t kept)
{
    struct err err = {0};
    const struct backup_plan_wish wish = {.hour = hour, .kept = kept};
    must(plan_backups(&h->app, h->arena, &wish, &err), &err);
}

static void an_hour_is_somebody_s_wish_from_then(struct store *s)
{
    struct house h;
    open_house(s, &h);
    assert_int_equal(run_plan(&h).hour, RUN_HOUR);
    assert_int_equal(run_plan(&h).since_ms, 0);
    say_run(&h, HOUR_AS_IT_IS);
    say_run(&h, RUN_HOUR);
    assert_int_equal(run_plan(&h).since_ms, 0); /* nothing was said */
    say_run(&h, 7);
    assert_int_equal(run_plan(&h).hour, 7);
    assert_int_equal(run_plan(&h).actor_id, 5);
    assert_int_equal(run_plan(&h).since_ms, start_ms);
    h.app.actor_id = 6;
    h.app.now_ms += LATER_MS;
    say_run(&h, 7); /* the same again */
    assert_int_equal(run_plan(&h).actor_id, 5);
    assert_int_equal(run_plan(&h).since_ms, start_ms);
    say_run(&h, TIMETABLE_NO_HOUR);
    assert_int_equal(run_plan(&h).hour, TIMETABLE_NO_HOUR);
    assert_int_equal(run_plan(&h).since_ms, start_ms + LATER_MS);
}

static void how_many_stay_moves_no_hour(struct store *s)
{
    struct house h;
    open_house(s, &h);
    say_backups(&h, 3, BACKUPS_KEPT_AS_IT_IS);
    assert_int_equal(backup_plan(&h).at.hour, 3);
    assert_int_equal(backup_plan(&h).kept, BACKUPS_KEPT);
    h.app.actor_id = 6;
    h.app.now_ms += LATER_MS;
    say_backups(&h, 3, 4); /* as the form says it */
    assert_int_equal(backup_plan(&h).kept, 4);
    assert_int_equal(backup_plan(&h).at.actor_id, 6);
    assert_int_equal(backup_plan(&h).at.since_ms, start_ms);
    say_backups(&h, HOUR_AS_IT_IS, 5);
    assert_int_equal(backup_plan(&h).kept, 5);
    assert_int_equal(backup_plan(&h).at.hour, 3);
    assert_int_equal(backup_plan(&h).at.since_ms, start_ms);
    say_backups(&h, 4, BACKUPS_KEPT_AS_IT_IS);
    assert_int_equal(backup_plan(&h).kept, 5);
    assert_int_equal(backup_plan(&h).at.since_ms, start_ms + LATER_MS);
}

static void what_is_no_hour_is_kept_nowhere(struct store *s)
{
    struct house h;
    struct err err = {0};
    open_house(s, &h);
    must_fail(plan_run(&h.app, h.arena, &(struct run_plan_wish){.hour = 24}, &err), &err,
              ERR_BAD_OPTION_VALUE);
    assert_string_equal(err.field, "hour");
    err_clear(&err);
    const struct backup_plan_wish few = {.hour = 3, .kept = 0};
    must_fail(plan_backups(&h.app, h.arena, &few, &err), &err, ERR_BAD_OPTION_VALUE);
    assert_string_equal(err.field, "keep");
    assert_int_equal(run_plan(&h).hour, RUN_HOUR);
    assert_int_equal(backup_plan(&h).at.hour, TIMETABLE_NO_HOUR);
}

/* ---- the one that does it ---- */

static bool claims_run(struct house *h, int64_t claim, int64_t after_ms)
{
    struct err err = {0};
    const struct pulse pulse = pulse_of(claim, after_ms);
    const struct timetable plan = run_plan(h);
    bool taken = false;
    must(claim_run(&h->app, &plan, &pulse, &taken, &err), &err);
    return taken;
}

static bool beats_run(struct house *h, int64_t claim, int64_t after_ms)
{
    struct err err = {0};
    const struct pulse pulse = pulse_of(claim, after_ms);
    bool own = false;
    must(run_plan_beat(h->app.db, &pulse, &own, &err), &err);
    return own;
}

static void ends_run(struct house *h, int64_t claim, const struct timetable *plan)
{
    struct err err = {0};
    const struct pulse pulse = pulse_of(claim, 0);
    must(run_plan_end(h->app.db, plan, &pulse, &err), &err);
}

static void of_many_one_makes_the_run(struct store *s)
{
    struct house h;
    const struct timetable well = {.failed = ERR_NONE};
    open_house(s, &h);
    assert_true(claims_run(&h, ONE, 0));
    assert_false(claims_run(&h, OTHER, LATER_MS));
    assert_true(beats_run(&h, ONE, LATER_MS));
    assert_false(beats_run(&h, OTHER, LATER_MS));
    assert_false(claims_run(&h, OTHER, LATER_MS + PULSE_SILENT_MS));
    assert_true(claims_run(&h, OTHER, LATER_MS + PULSE_SILENT_MS + 1)); /* it fell silent */
    assert_false(beats_run(&h, ONE, LATER_MS));
    ends_run(&h, ONE, &well); /* too late: it is the other's */
    assert_true(beats_run(&h, OTHER, 2 * PULSE_SILENT_MS));
    assert_false(claims_run(&h, ONE, 2 * PULSE_SILENT_MS));
    ends_run(&h, OTHER, &well);
    assert_true(claims_run(&h, ONE, 2 * PULSE_SILENT_MS));
}

static void a_day_that_was_run_is_nobody_s(struct store *s)
{
    struct house h;
    struct err err = {0};
    struct run_row run = {.day = day_ymd(2026, 11, 24), .rules = STR("")};
    open_house(s, &h);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(run_begin(s->db, &run, &err), &err);
    must(run_publish(s->db, run.number, start_ms, &err), &err);
    must(db_commit(s->db, &err), &err);
    assert_false(claims_run(&h, ONE, 0));
    assert_false(db_in_transaction(s->db));
    assert_false(beats_run(&h, ONE, 0)); /* no claim is left */
    h.app.today = day_ymd(2026, 11, 25);
    assert_true(claims_run(&h, ONE, 0));
}

static void another_hour_meanwhile_is_not_claimed(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct pulse pulse = pulse_of(ONE, 0);
    struct timetable seen;
    bool taken = true;
    open_house(s, &h);
    seen = run_plan(&h);
    say_run(&h, 7);
    must(claim_run(&h.app, &seen, &pulse, &taken, &err), &err);
    assert_false(taken);
    assert_true(claims_run(&h, ONE, 0));
}

static void a_run_that_failed_waits(struct store *s)
{
    struct house h;
    struct timetable plan;
    open_house(s, &h);
    plan = run_plan(&h);
    assert_true(claims_run(&h, ONE, 0));
    hour_failed(&plan, ERR_DISK_FULL, start_ms);
    ends_run(&h, ONE, &plan);
    plan = run_plan(&h);
    assert_int_equal(plan.failed, ERR_DISK_FULL);
    assert_int_equal(plan.failed_ms, start_ms);
    int64_t wait_ms = plan.again_ms - start_ms;
    assert_true(wait_ms > 0);
    assert_false(claims_run(&h, OTHER, wait_ms - 1));
    assert_true(claims_run(&h, OTHER, wait_ms));
    ends_run(&h, OTHER, &plan);
    say_run(&h, 7); /* whoever says another hour wants it */
    assert_int_equal(run_plan(&h).again_ms, 0);
    assert_int_equal(run_plan(&h).failed, ERR_DISK_FULL);
}

static bool claims_backup(struct house *h, int64_t claim, int64_t slot_ms, int64_t after_ms)
{
    struct err err = {0};
    const struct pulse pulse = pulse_of(claim, after_ms);
    struct backup_plan plan = backup_plan(h);
    bool taken = false;
    plan.slot_ms = slot_ms;
    must(backup_plan_claim(h->app.db, &plan, &pulse, &taken, &err), &err);
    return taken;
}

static bool beats_backup(struct house *h, int64_t claim, int64_t after_ms)
{
    struct err err = {0};
    const struct pulse pulse = pulse_of(claim, after_ms);
    bool own = false;
    must(backup_plan_beat(h->app.db, &pulse, &own, &err), &err);
    return own;
}

static void of_many_one_makes_the_backup(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct pulse late = pulse_of(ONE, 0), due = pulse_of(OTHER, 0);
    const struct backup_plan first = {.slot_ms = 10, .made_ms = 11, .file = STR("first")};
    const struct backup_plan second = {.slot_ms = 10, .made_ms = 12, .file = STR("second")};
    open_house(s, &h);
    say_backups(&h, 3, 7);
    assert_true(claims_backup(&h, ONE, 10, 0));
    assert_false(claims_backup(&h, OTHER, 10, PULSE_SILENT_MS));
    assert_true(beats_backup(&h, ONE, 0));
    assert_true(claims_backup(&h, OTHER, 10, PULSE_SILENT_MS + 1)); /* it fell silent */
    assert_false(beats_backup(&h, ONE, 0));
    must(backup_plan_made(s->db, &first, &late, &err), &err); /* too late: it is the other's */
    assert_int_equal(backup_plan(&h).slot_ms, 0);
    must(backup_plan_made(s->db, &second, &due, &err), &err);
    assert_int_equal(backup_plan(&h).made_ms, 12);
    assert_true(str_is(backup_plan(&h).file, "second"));
    assert_false(claims_backup(&h, ONE, 10, 0));
    assert_true(claims_backup(&h, ONE, 20, 0));
}

static void a_backup_that_failed_waits(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct pulse pulse = pulse_of(ONE, 0), other = pulse_of(OTHER, 0);
    open_house(s, &h);
    say_backups(&h, 3, 7);
    struct backup_plan plan = backup_plan(&h);
    hour_failed(&plan.at, ERR_DISK_FULL, start_ms);
    int64_t wait_ms = plan.at.again_ms - start_ms;
    assert_true(claims_backup(&h, ONE, 10, 0));
    must(backup_plan_failed(s->db, &plan, &other, &err), &err); /* it is not the other's */
    assert_int_equal(backup_plan(&h).at.failed, ERR_NONE);
    must(backup_plan_failed(s->db, &plan, &pulse, &err), &err);
    assert_int_equal(backup_plan(&h).at.failed, ERR_DISK_FULL);
    assert_int_equal(backup_plan(&h).at.failed_ms, start_ms);
    assert_false(claims_backup(&h, OTHER, 10, wait_ms - 1));
    assert_true(claims_backup(&h, OTHER, 10, wait_ms));
    must(backup_plan_made(s->db, &plan, &other, &err), &err);
    assert_int_equal(backup_plan(&h).at.failed, ERR_NONE);
    assert_int_equal(backup_plan(&h).at.failed_ms, 0);
    assert_true(claims_backup(&h, ONE, 20, wait_ms));
    must(backup_plan_failed(s->db, &plan, &pulse, &err), &err);
    assert_false(claims_backup(&h, OTHER, 20, 0));
    say_backups(&h, 4, 7); /* whoever says another hour wants it */
    assert_int_equal(backup_plan(&h).at.failed, ERR_DISK_FULL);
    assert_true(claims_backup(&h, OTHER, 20, 0));
}

/* ---- trials of rules, jobs ---- */

static void ask_trial(struct store *s, int64_t id)
{
    struct err err = {0};
    const struct rule_trial_row row = {
        .id = id, .actor_id = 5, .file = STR("a.yaml"), .body = STR("x"), .made_ms = start_ms};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(rule_trial_put(s->db, &row, &err), &err);
    must(db_commit(s->db, &err), &err);
}

/* The one that waits for somebody then, id 0: none does. */
static struct rule_trial_row next_trial(struct store *s, int64_t after_ms)
{
    struct err err = {0};
    struct rule_trial_row row;
    must(rule_trial_next(s->db, &s->arena, start_ms + after_ms, &row, &err), &err);
    return row;
}

static bool claims_trial(struct store *s, const struct rule_trial_row *row,
                         const struct pulse *pulse)
{
    struct err err = {0};
    bool taken = false;
    must(rule_trial_claim(s->db, row, pulse, &taken, &err), &err);
    return taken;
}

static bool beats_trial(struct store *s, const struct pulse *pulse)
{
    struct err err = {0};
    bool own = false;
    must(rule_trial_beat(s->db, pulse, &own, &err), &err);
    return own;
}

static void of_many_one_does_the_trial(struct store *s)
{
    struct err err = {0};
    struct pulse one = pulse_of(ONE, 0), other = pulse_of(OTHER, PULSE_SILENT_MS + 1);
    struct rule_trial_result none;
    struct rule_trial_row row = {.actor_id = 5};
    one.work_id = other.work_id = 1;
    one.count = 12;
    ask_trial(s, 1);
    struct rule_trial_row queued = next_trial(s, 0);
    assert_int_equal(queued.id, 1);
    assert_true(claims_trial(s, &queued, &one));
    assert_false(claims_trial(s, &queued, &other)); /* who looked before */
    assert_true(beats_trial(s, &one));
    assert_false(beats_trial(s, &other));
    must(rule_trial_load(s->db, &s->arena, &row, &none, &err), &err);
    assert_int_equal(row.looked, 12);
    assert_int_equal(next_trial(s, PULSE_SILENT_MS).id, 0);
    struct rule_trial_row silent = next_trial(s, PULSE_SILENT_MS + 1);
    assert_int_equal(silent.id, 1);
    assert_true(claims_trial(s, &silent, &other));
    assert_false(beats_trial(s, &one));
    must(rule_trial_put_back(s->db, &one, &err), &err); /* too late: it is the other's */
    assert_int_equal(next_trial(s, PULSE_SILENT_MS + 1).id, 0);
    must(rule_trial_put_back(s->db, &other, &err), &err);
    assert_int_equal(next_trial(s, PULSE_SILENT_MS + 1).id, 1);
}

static void a_trial_in_the_place_of_another_is_told(struct store *s)
{
    struct pulse pulse = pulse_of(ONE, 0);
    pulse.work_id = 1;
    ask_trial(s, 1);
    struct rule_trial_row queued = next_trial(s, 0);
    assert_true(claims_trial(s, &queued, &pulse));
    ask_trial(s, 2);
    assert_false(beats_trial(s, &pulse));
    assert_int_equal(next_trial(s, 0).id, 2);
}

static struct job next_job(struct store *s, int64_t after_ms)
{
    struct err err = {0};
    struct jobs found;
    must(job_next(s->db, &s->arena, start_ms + after_ms, &found, &err), &err);
    return found.count == 0 ? (struct job){.id = 0} : found.rows[0];
}

static bool claims_job(struct store *s, const struct job *job, const struct pulse *pulse)
{
    struct err err = {0};
    bool taken = false;
    must(job_claim(s->db, job, pulse, &taken, &err), &err);
    return taken;
}

static bool beats_job(struct store *s, const struct pulse *pulse)
{
    struct err err = {0};
    bool own = false;
    must(job_beat(s->db, pulse, &own, &err), &err);
    return own;
}

static void of_many_one_works_on_the_job(struct store *s)
{
    struct err err = {0};
    struct pulse one = pulse_of(ONE, 0), other = pulse_of(OTHER, PULSE_SILENT_MS + 1);
    struct job job = {.id = 1,
                      .file = STR("a.csv"),
                      .digest = STR("x"),
                      .mode = STR("state"),
                      .terms = STR(""),
                      .as_of = DAY_NONE,
                      .made_ms = start_ms};
    bool found = false;
    one.work_id = other.work_id = 1;
    one.phase = 2;
    one.count = 12;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(job_add(s->db, &job, &err), &err);
    must(db_commit(s->db, &err), &err);
    struct job queued = next_job(s, 0);
    assert_int_equal(queued.id, 1);
    assert_true(claims_job(s, &queued, &one));
    assert_false(claims_job(s, &queued, &other)); /* who looked before */
    assert_true(beats_job(s, &one));
    assert_false(beats_job(s, &other));
    must(job_get(s->db, &s->arena, &job, &found, &err), &err);
    assert_int_equal(job.phase, 2);
    assert_int_equal(job.rows, 12);
    assert_int_equal(next_job(s, PULSE_SILENT_MS).id, 0);
    struct job silent = next_job(s, PULSE_SILENT_MS + 1);
    assert_int_equal(silent.id, 1);
    assert_true(claims_job(s, &silent, &other));
    assert_false(beats_job(s, &one));
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must_fail(job_hold(s->db, &one, &err), &err, ERR_CHANGED_MEANWHILE);
    err_clear(&err);
    must(job_hold(s->db, &other, &err), &err);
    must(db_commit(s->db, &err), &err);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(an_hour_is_somebody_s_wish_from_then),
        ON_BOTH(how_many_stay_moves_no_hour),
        ON_BOTH(what_is_no_hour_is_kept_nowhere),
        ON_BOTH(of_many_one_makes_the_run),
        ON_BOTH(a_day_that_was_run_is_nobody_s),
        ON_BOTH(another_hour_meanwhile_is_not_claimed),
        ON_BOTH(a_run_that_failed_waits),
        ON_BOTH(of_many_one_makes_the_backup),
        ON_BOTH(a_backup_that_failed_waits),
        ON_BOTH(of_many_one_does_the_trial),
        ON_BOTH(a_trial_in_the_place_of_another_is_told),
        ON_BOTH(of_many_one_works_on_the_job),
    };
    return store_main(cases, COUNT_OF(cases));
}
