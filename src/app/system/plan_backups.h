/* Backups that a server makes by itself: each day at an hour of mainland France that an
 * administrator says, and how many of those made by servers are kept. One that was missed (no
 * server ran) is caught up, the last one only. */
#ifndef RELANCE_APP_PLAN_BACKUPS_H
#define RELANCE_APP_PLAN_BACKUPS_H

#include "app/context.h"
#include "base/arena.h"
#include "set_hour.h"
#include "store/backup_plan_store.h"
#include "stored_backups.h"

enum { BACKUPS_KEPT_MAX = 99 };

/* ---- the clock ---- */

/* The last moment not after now at which clocks there showed that hour. An hour that is skipped in
 * spring is the one after it, one that comes twice in autumn is the first. */
int64_t backup_slot(int hour, int64_t now_ms);
/* The first one after now. */
int64_t backup_slot_after(int hour, int64_t now_ms);
/* One is to be made; *slot_ms: for which moment (may be the plan's own). */
bool backup_plan_due(const struct backup_plan *plan, int64_t now_ms, int64_t *slot_ms);
/* When the next one is made, now if one is due; 0: none is. */
int64_t backup_plan_next(const struct backup_plan *plan, int64_t now_ms);
/* How many stay: BACKUPS_KEPT until somebody says otherwise. */
size_t backup_plan_kept(const struct backup_plan *plan);

/* ---- the setting ---- */

enum { BACKUPS_KEPT_AS_IT_IS = -1 };
struct backup_plan_wish {
    int64_t hour;    /* as set_hour wants it */
    int64_t kept;    /* 1..BACKUPS_KEPT_MAX, or BACKUPS_KEPT_AS_IT_IS */
    struct str seen; /* as setting_unchanged wants it */
};
/* One transaction, noted in the journal of the system; a wish that changes nothing is not. Errors:
 * ERR_BAD_OPTION_VALUE (hour, keep), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool plan_backups(struct app *app, struct arena *a, const struct backup_plan_wish *wish,
                             struct err *err);

#endif
