/* What pages say of the timetable of backups. */
#ifndef RELANCE_WEB_BACKUP_WORDS_H
#define RELANCE_WEB_BACKUP_WORDS_H

#include "app/system/plan_backups.h"
#include "web/server/http.h"

/* "Dernière faite de lui-même : le 27/11/2026 3 h 00.", or that there was none. */
struct str backup_plan_last_text(struct request *r, const struct backup_plan *plan);
/* "Prochaine : le 28/11/2026 3 h 00.", or that none comes. */
struct str backup_plan_next_text(struct request *r, const struct backup_plan *plan);

#endif
