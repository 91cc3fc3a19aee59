#include "backup_plan_store.h"

#include "gen/backup_plan_sql.h"
#include "job_store.h"

enum { SILENT_MS = 10 * 1000 /* whoever makes one says so each second */ };

bool backup_plan_load(struct db *db, struct arena *a, struct backup_plan *out, struct err *err)
{
    struct q_backup_plan_get_row row;
    bool found = false;
    *out = (struct backup_plan){.hour = BACKUP_NO_HOUR, .file = STR("")};
    if (!q_backup_plan_get(db, a, &row, &found, err))
        return false;
    if (found)
        *out = (struct backup_plan){.hour = (int)row.hour,
                                    .kept = row.kept,
                                    .actor_id = row.actor_id,
                                    .since_ms = row.since_ms,
                                    .slot_ms = row.slot_ms,
                                    .made_ms = row.made_ms,
                                    .file = row.file,
                                    .failed_ms = row.failed_ms,
                                    .failed = job_error_named(row.error),
                                    .again_ms = row.again_ms};
    return true;
}

bool backup_plan_store(struct db *db, const struct backup_plan *plan, struct err *err)
{
    const struct q_backup_plan_put_in in = {plan->hour, plan->kept, plan->actor_id, plan->since_ms};
    return q_backup_plan_put(db, &in, NULL, err);
}

bool backup_plan_claim(struct db *db, const struct backup_plan *plan,
                       const struct backup_claim *claim, bool *taken, struct err *err)
{
    const struct q_backup_plan_claim_in in = {claim->claim, claim->now_ms, plan->hour,
                                              plan->slot_ms, claim->now_ms - SILENT_MS};
    int64_t changed = 0;
    if (!q_backup_plan_claim(db, &in, &changed, err))
        return false;
    *taken = changed == 1;
    return true;
}

bool backup_plan_beat(struct db *db, const struct backup_claim *claim, struct err *err)
{
    const struct q_backup_plan_beat_in in = {claim->now_ms, claim->claim};
    return q_backup_plan_beat(db, &in, NULL, err);
}

bool backup_plan_made(struct db *db, const struct backup_plan *plan,
                      const struct backup_claim *claim, struct err *err)
{
    const struct q_backup_plan_made_in in = {plan->slot_ms, plan->made_ms, plan->file,
                                             claim->claim};
    return q_backup_plan_made(db, &in, NULL, err);
}

bool backup_plan_failed(struct db *db, const struct backup_plan *plan,
                        const struct backup_claim *claim, struct err *err)
{
    const struct q_backup_plan_failed_in in = {claim->now_ms, str_of(err_code_text(plan->failed)),
                                               plan->again_ms, claim->claim};
    return q_backup_plan_failed(db, &in, NULL, err);
}
