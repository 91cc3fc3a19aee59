#include "backup_plan_store.h"

#include "gen/backup_plan_sql.h"

bool backup_plan_load(struct db *db, struct arena *a, struct backup_plan *out, struct err *err)
{
    struct q_backup_plan_get_row row;
    bool found = false;
    *out = (struct backup_plan){.at.hour = TIMETABLE_NO_HOUR, .file = STR("")};
    if (!q_backup_plan_get(db, a, &row, &found, err))
        return false;
    if (found)
        *out = (struct backup_plan){.at = {.hour = (int)row.hour,
                                           .actor_id = row.actor_id,
                                           .since_ms = row.since_ms,
                                           .failed_ms = row.failed_ms,
                                           .failed = err_code_read(row.error),
                                           .again_ms = row.again_ms},
                                    .kept = row.kept,
                                    .slot_ms = row.slot_ms,
                                    .made_ms = row.made_ms,
                                    .file = row.file};
    return true;
}

bool backup_plan_store(struct db *db, const struct backup_plan *plan, struct err *err)
{
    const struct q_backup_plan_put_in in = {plan->at.hour, plan->kept, plan->at.actor_id,
                                            plan->at.since_ms};
    return q_backup_plan_put(db, &in, NULL, err);
}

bool backup_plan_claim(struct db *db, const struct backup_plan *plan, const struct pulse *pulse,
                       bool *taken, struct err *err)
{
    const struct q_backup_plan_claim_in in = {pulse->claim, pulse->now_ms, plan->at.hour,
                                              plan->slot_ms, pulse->now_ms - PULSE_SILENT_MS};
    int64_t changed = 0;
    if (!q_backup_plan_claim(db, &in, &changed, err))
        return false;
    *taken = changed == 1;
    return true;
}

bool backup_plan_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err)
{
    const struct q_backup_plan_beat_in in = {pulse->now_ms, pulse->claim};
    int64_t changed = 0;
    bool ok = q_backup_plan_beat(db, &in, &changed, err);
    *own = changed == 1;
    return ok;
}

bool backup_plan_made(struct db *db, const struct backup_plan *plan, const struct pulse *pulse,
                      struct err *err)
{
    const struct q_backup_plan_made_in in = {plan->slot_ms, plan->made_ms, plan->file,
                                             pulse->claim};
    return q_backup_plan_made(db, &in, NULL, err);
}

bool backup_plan_failed(struct db *db, const struct backup_plan *plan, const struct pulse *pulse,
                        struct err *err)
{
    const struct q_backup_plan_failed_in in = {plan->at.failed_ms, err_code_stored(plan->at.failed),
                                               plan->at.again_ms, pulse->claim};
    return q_backup_plan_failed(db, &in, NULL, err);
}
