#include "plan_backups.h"

#include "app/settings/setting_changes.h"
#include "base/json.h"
#include "base/zone.h"
#include "system_journal.h"

enum { BODY_BYTES_MAX = 256 };

int64_t backup_slot(int hour, int64_t now_ms)
{
    struct day today = zone_paris(now_ms).day;
    int64_t slot = zone_paris_hour(today, hour);
    return slot <= now_ms ? slot : zone_paris_hour(day_add(today, -1), hour);
}

int64_t backup_slot_after(int hour, int64_t now_ms)
{
    struct day today = zone_paris(now_ms).day;
    int64_t slot = zone_paris_hour(today, hour);
    return slot > now_ms ? slot : zone_paris_hour(day_add(today, 1), hour);
}

static bool is_missing(const struct backup_plan *plan, int64_t now_ms, int64_t *slot_ms)
{
    if (plan->at.hour == TIMETABLE_NO_HOUR)
        return false;
    int64_t slot = backup_slot(plan->at.hour, now_ms);
    bool missing = slot > plan->slot_ms && slot >= plan->at.since_ms;
    *slot_ms = slot; /* may be the plan's own */
    return missing;
}

bool backup_plan_due(const struct backup_plan *plan, int64_t now_ms, int64_t *slot_ms)
{
    return is_missing(plan, now_ms, slot_ms) && now_ms >= plan->at.again_ms;
}

int64_t backup_plan_next(const struct backup_plan *plan, int64_t now_ms)
{
    int64_t slot_ms;
    if (plan->at.hour == TIMETABLE_NO_HOUR)
        return 0;
    if (is_missing(plan, now_ms, &slot_ms))
        return now_ms >= plan->at.again_ms ? now_ms : plan->at.again_ms;
    return backup_slot_after(plan->at.hour, now_ms);
}

size_t backup_plan_kept(const struct backup_plan *plan)
{
    return plan->kept > 0 ? (size_t)plan->kept : BACKUPS_KEPT;
}

/* ---- the setting ---- */

static bool note(struct app *app, struct arena *a, const struct backup_plan *plan, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    hour_json(&j, &plan->at);
    json_int(&j, "keep", plan->kept);
    json_object_end(&j);
    json_end(&j);
    return system_journal_say(app, "backup_plan", buf_str(&body), err);
}

static bool change(struct app *app, struct arena *a, const struct backup_plan_wish *wish,
                   struct err *err)
{
    const struct setting_of of = {SETTINGS_BACKUPS, 0};
    struct backup_plan plan;
    if (!backup_plan_load(app->db, a, &plan, err) ||
        !setting_unchanged(app, a, &of, wish->seen, err))
        return false;
    int hour = plan.at.hour;
    int64_t kept = (int64_t)backup_plan_kept(&plan);
    plan.kept = wish->kept == BACKUPS_KEPT_AS_IT_IS ? kept : wish->kept;
    const struct setting_number keep = {"keep", plan.kept, 1, BACKUPS_KEPT_MAX};
    if (!set_hour(app, a, wish->hour, &plan.at, err) || !setting_in_range(a, &keep, err))
        return false;
    bool same = plan.at.hour == hour && plan.kept == kept;
    plan.at.actor_id = app->actor_id; /* whose wish it is what stays, too */
    return same || (backup_plan_store(app->db, &plan, err) && note(app, a, &plan, err));
}

bool plan_backups(struct app *app, struct arena *a, const struct backup_plan_wish *wish,
                  struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (change(app, a, wish, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
