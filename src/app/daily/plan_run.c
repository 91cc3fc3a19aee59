#include "plan_run.h"

#include "app/clock.h"
#include "app/legal/load_law.h"
#include "app/settings/setting_changes.h"
#include "app/system/system_journal.h"
#include "base/json.h"
#include "base/zone.h"
#include "law/holiday.h"
#include "run_day.h"

enum {
    BODY_BYTES_MAX = 256,
    FAR_DAYS = 31, /* no row of days off is longer */
};

/* ---- the clock ---- */

bool run_timetable_read(struct app *app, struct arena *a, struct run_timetable *out,
                        struct err *err)
{
    return run_plan_load(app->db, a, &out->plan, err) &&
           run_plan_last(app->db, a, &out->last, err) &&
           run_plan_anybody(app->db, a, &out->anybody, err) &&
           law_tables_of(app, a, &out->law, err);
}

/* Its hour of that day has come, and was somebody's wish then. */
static bool hour_has_come(const struct timetable *plan, struct day day, int64_t now_ms)
{
    if (plan->hour == TIMETABLE_NO_HOUR)
        return false;
    int64_t slot_ms = zone_paris_hour(day, plan->hour);
    return slot_ms <= now_ms && slot_ms >= plan->since_ms;
}

static bool is_missing(const struct run_timetable *t, int64_t now_ms)
{
    struct day day = zone_paris(now_ms).day;
    return hour_has_come(&t->plan, day, now_ms) && t->last.day.n != day.n && t->anybody &&
           law_working_day(t->law, day, LAW_REGION_MAINLAND);
}

bool run_timetable_due(const struct run_timetable *t, int64_t now_ms)
{
    return is_missing(t, now_ms) && now_ms >= t->plan.again_ms;
}

int64_t run_timetable_next(const struct run_timetable *t, int64_t now_ms)
{
    struct day day = zone_paris(now_ms).day;
    if (t->plan.hour == TIMETABLE_NO_HOUR || !t->anybody)
        return 0;
    if (is_missing(t, now_ms))
        return now_ms >= t->plan.again_ms ? now_ms : t->plan.again_ms;
    for (int i = 0; i < FAR_DAYS; i++, day = day_add(day, 1)) {
        int64_t slot_ms = zone_paris_hour(day, t->plan.hour);
        if (slot_ms > now_ms && day.n != t->last.day.n &&
            law_working_day(t->law, day, LAW_REGION_MAINLAND))
            return slot_ms;
    }
    return 0;
}

/* ---- making it ---- */

/* Each says no by itself, those that are read with the least first: the law is asked on working
 * days before they were run, and on a holiday that is no weekend. */
static bool wanted_now(struct app *app, struct arena *a, int64_t now_ms, struct run_timetable *t,
                       struct err *err)
{
    struct day day = zone_paris(now_ms).day;
    if (!run_plan_load(app->db, a, &t->plan, err))
        return false;
    if (!hour_has_come(&t->plan, day, now_ms) || now_ms < t->plan.again_ms || law_weekend(day))
        return true;
    if (!run_plan_last(app->db, a, &t->last, err))
        return false;
    if (t->last.day.n == day.n)
        return true;
    if (!run_plan_anybody(app->db, a, &t->anybody, err))
        return false;
    return !t->anybody || law_tables_of(app, a, &t->law, err);
}

bool run_wanted_now(struct app *app, int64_t now_ms, struct timetable *plan, bool *due,
                    struct err *err)
{
    struct run_timetable t = {.law = NULL};
    struct arena a;
    arena_init(&a, 0);
    bool ok = wanted_now(app, &a, now_ms, &t, err);
    *plan = t.plan;
    *due = ok && t.law != NULL && run_timetable_due(&t, now_ms);
    arena_release(&a);
    return ok;
}

/* Whoever had the claim gave it back after he published. */
static bool claim_day(struct app *app, const struct timetable *plan, const struct pulse *claim,
                      bool *taken, struct err *err)
{
    struct run_made last;
    struct arena a;
    arena_init(&a, 0);
    bool ok =
        run_plan_claim(app->db, plan, claim, taken, err) && run_plan_last(app->db, &a, &last, err);
    *taken = ok && *taken && last.day.n != app->today.n;
    arena_release(&a);
    return ok;
}

bool claim_run(struct app *app, const struct timetable *plan, const struct pulse *claim,
               bool *taken, struct err *err)
{
    *taken = false;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = claim_day(app, plan, claim, taken, err);
    if (ok && *taken && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    *taken = false;
    return ok && !err_is(err);
}

bool run_claimed(struct app *app, const struct timetable *plan, const struct pulse *claim,
                 struct err *err)
{
    struct timetable end = *plan;
    struct run_report report;
    struct err unsaid = {0};
    struct arena a;
    arena_init(&a, 0);
    app->actor_id = plan->actor_id;
    app->now_ms = clock_now_ms();
    bool ok = run_day(app, &a, false, &report, err);
    app->actor_id = ACTOR_COMMAND_LINE;
    if (ok)
        end = (struct timetable){.failed = ERR_NONE};
    else if (err->code != ERR_DB_LOCKED)
        hour_failed(&end, err->code, clock_now_ms());
    bool given = run_plan_end(app->db, &end, claim, ok ? err : &unsaid);
    arena_release(&a);
    return ok && given;
}

/* ---- the setting ---- */

static bool note(struct app *app, struct arena *a, const struct timetable *plan, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    hour_json(&j, plan);
    json_object_end(&j);
    json_end(&j);
    return system_journal_say(app, "run_plan", buf_str(&body), err);
}

static bool change(struct app *app, struct arena *a, const struct run_plan_wish *wish,
                   struct err *err)
{
    const struct setting_of of = {SETTINGS_RUN, 0};
    struct timetable plan;
    if (!run_plan_load(app->db, a, &plan, err) || !setting_unchanged(app, a, &of, wish->seen, err))
        return false;
    int before = plan.hour;
    return set_hour(app, a, wish->hour, &plan, err) &&
           (plan.hour == before ||
            (run_plan_store(app->db, &plan, err) && note(app, a, &plan, err)));
}

bool plan_run(struct app *app, struct arena *a, const struct run_plan_wish *wish, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (change(app, a, wish, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
