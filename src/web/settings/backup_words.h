/* What pages say of the timetable of backups. */
#ifndef RELANCE_WEB_BACKUP_WORDS_H
#define RELANCE_WEB_BACKUP_WORDS_H

#include "app/system/plan_backups.h"
#include "web/server/http.h"

/* "La dernière : le 27/11/2026 à 03:00." */
struct str backup_plan_last_text(struct request *r, const struct backup_plan *plan);
/* "La prochaine : …", or that none is made by itself. */
struct str backup_plan_next_text(struct request *r, const struct backup_plan *plan);

#endif
