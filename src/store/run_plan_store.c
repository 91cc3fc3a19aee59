#include "run_plan_store.h"

#include "gen/run_plan_sql.h"

bool run_plan_load(struct db *db, struct arena *a, struct timetable *out, struct err *err)
{
    struct q_run_plan_get_row row;
    bool found = false;
    *out = (struct timetable){.hour = RUN_HOUR};
    if (!q_run_plan_get(db, a, &row, &found, err))
        return false;
    if (found)
        *out = (struct timetable){.hour = (int)row.hour,
                                  .actor_id = row.actor_id,
                                  .since_ms = row.since_ms,
                                  .failed_ms = row.failed_ms,
                                  .failed = err_code_read(row.error),
                                  .again_ms = row.again_ms};
    return true;
}

bool run_plan_store(struct db *db, const struct timetable *plan, struct err *err)
{
    const struct q_run_plan_put_in in = {plan->hour, plan->actor_id, plan->since_ms};
    return q_run_plan_put(db, &in, NULL, err);
}

bool run_plan_claim(struct db *db, const struct timetable *plan, const struct pulse *pulse,
                    bool *taken, struct err *err)
{
    const struct q_run_plan_found_in found = {plan->hour};
    const struct q_run_plan_claim_in in = {pulse->claim, pulse->now_ms, plan->hour,
                                           pulse->now_ms - PULSE_SILENT_MS};
    int64_t changed = 0;
    if (!q_run_plan_found(db, &found, NULL, err) || !q_run_plan_claim(db, &in, &changed, err))
        return false;
    *taken = changed == 1;
    return true;
}

bool run_plan_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err)
{
    const struct q_run_plan_beat_in in = {pulse->now_ms, pulse->claim};
    int64_t changed = 0;
    bool ok = q_run_plan_beat(db, &in, &changed, err);
    *own = changed == 1;
    return ok;
}

bool run_plan_end(struct db *db, const struct timetable *plan, const struct pulse *pulse,
                  struct err *err)
{
    const struct q_run_plan_end_in in = {plan->failed_ms, err_code_stored(plan->failed),
                                         plan->again_ms, pulse->claim};
    return q_run_plan_end(db, &in, NULL, err);
}

bool run_plan_last(struct db *db, struct arena *a, struct run_made *out, struct err *err)
{
    struct q_run_plan_last_row row;
    bool found = false;
    *out = (struct run_made){.day = DAY_NONE};
    if (!q_run_plan_last(db, a, &row, &found, err))
        return false;
    if (found)
        *out = (struct run_made){.number = row.number,
                                 .day = {(int32_t)row.day},
                                 .ended_ms = row.ended_ms.has ? row.ended_ms.v : 0,
                                 .accounts = row.accounts,
                                 .actions = row.actions,
                                 .queue = row.queue,
                                 .blocked = row.blocked};
    return true;
}

bool run_plan_anybody(struct db *db, struct arena *a, bool *out, struct err *err)
{
    struct q_run_plan_anybody_row row;
    return q_run_plan_anybody(db, a, &row, out, err);
}
