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
    if (plan->hour == BACKUP_NO_HOUR)
        return false;
    int64_t slot = backup_slot(plan->hour, now_ms);
    bool missing = slot > plan->slot_ms && slot >= plan->since_ms;
    *slot_ms = slot; /* may be the plan's own */
    return missing;
}

bool backup_plan_due(const struct backup_plan *plan, int64_t now_ms, int64_t *slot_ms)
{
    return is_missing(plan, now_ms, slot_ms) && now_ms >= plan->again_ms;
}

int64_t backup_plan_next(const struct backup_plan *plan, int64_t now_ms)
{
    int64_t slot_ms;
    if (plan->hour == BACKUP_NO_HOUR)
        return 0;
    if (is_missing(plan, now_ms, &slot_ms))
        return now_ms >= plan->again_ms ? now_ms : plan->again_ms;
    return backup_slot_after(plan->hour, now_ms);
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
    if (plan->hour == BACKUP_NO_HOUR)
        json_null(&j, "hour");
    else
        json_int(&j, "hour", plan->hour);
    json_int(&j, "keep", plan->kept);
    json_object_end(&j);
    json_end(&j);
    return system_journal_say(app, "backup_plan", buf_str(&body), err);
}

static bool change(struct app *app, struct arena *a, const struct backup_plan_wish *wish,
                   struct backup_plan *out, struct err *err)
{
    const struct setting_of of = {SETTINGS_BACKUPS, 0};
    if (!backup_plan_load(app->db, a, out, err) || !setting_unchanged(app, a, &of, wish->seen, err))
        return false;
    struct backup_plan next = *out;
    next.hour = wish->hour == BACKUP_AS_IT_IS ? out->hour : (int)wish->hour;
    next.kept = wish->kept == BACKUP_AS_IT_IS ? (int64_t)backup_plan_kept(out) : wish->kept;
    next.actor_id = app->actor_id;
    next.since_ms = next.hour == out->hour ? out->since_ms : app->now_ms;
    if (wish->hour != BACKUP_AS_IT_IS &&
        !setting_in_range(a, &(struct setting_number){"hour", wish->hour, BACKUP_NO_HOUR, 23}, err))
        return false;
    if (!setting_in_range(a, &(struct setting_number){"keep", next.kept, 1, BACKUPS_KEPT_MAX}, err))
        return false;
    bool same = next.hour == out->hour && next.kept == (int64_t)backup_plan_kept(out);
    *out = next;
    return same || (backup_plan_store(app->db, &next, err) && note(app, a, &next, err));
}

bool plan_backups(struct app *app, struct arena *a, const struct backup_plan_wish *wish,
                  struct backup_plan *out, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (change(app, a, wish, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
