/* The daily run that a server makes by itself: each working day of mainland France at an hour that
 * an administrator says, RUN_HOUR until he does. A day that was run already, by whomever, is not
 * run again; an hour missed (no server ran) is caught up on the same day, a day that is over is
 * not. Nothing is run before there is an account to decide on. */
#ifndef RELANCE_APP_PLAN_RUN_H
#define RELANCE_APP_PLAN_RUN_H

#include "app/context.h"
#include "app/system/set_hour.h"
#include "base/arena.h"
#include "law/tables.h"
#include "store/run_plan_store.h"

/* ---- the clock ---- */

struct run_timetable {
    struct timetable plan;
    struct run_made last; /* whose decisions people see */
    bool anybody;         /* there is an account */
    const struct law_tables *law;
};
/* Outside of transactions; in the arena. */
MUST_CHECK bool run_timetable_read(struct app *app, struct arena *a, struct run_timetable *out,
                                   struct err *err);
/* The day in mainland France is to be run now. */
bool run_timetable_due(const struct run_timetable *t, int64_t now_ms);
/* When the next one is made, now if one is due; 0: none is. */
int64_t run_timetable_next(const struct run_timetable *t, int64_t now_ms);

/* ---- making it ---- */

/* run_timetable_due of what the database holds; reads no more of it than it needs to say no. *plan
 * for claim_run. */
MUST_CHECK bool run_wanted_now(struct app *app, int64_t now_ms, struct timetable *plan, bool *due,
                               struct err *err);
/* The run of app->today, for one of those that want to make it; a transaction of its own. *taken
 * false: somebody else makes it, or has made it. */
MUST_CHECK bool claim_run(struct app *app, const struct timetable *plan, const struct pulse *claim,
                          bool *taken, struct err *err);
/* Makes it (run_day) and gives the claim back; what failed stands in the plan, but for a database
 * that is only locked. Errors: those of run_day. */
MUST_CHECK bool run_claimed(struct app *app, const struct timetable *plan,
                            const struct pulse *claim, struct err *err);

/* ---- the setting ---- */

struct run_plan_wish {
    int64_t hour;    /* as set_hour wants it */
    struct str seen; /* as setting_unchanged wants it */
};
/* One transaction, noted in the journal of the system; a wish that changes nothing is not. Errors:
 * ERR_BAD_OPTION_VALUE (hour), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool plan_run(struct app *app, struct arena *a, const struct run_plan_wish *wish,
                         struct err *err);

#endif
