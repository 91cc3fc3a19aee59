/* The timetable of the daily run in sentences. */
#ifndef RELANCE_WEB_RUN_WORDS_H
#define RELANCE_WEB_RUN_WORDS_H

#include "app/daily/plan_run.h"
#include "web/server/http.h"

/* "Dernier : celui du 23/11/2026, fini le 23/11/2026 5 h 00.", or that there was none. */
struct str run_last_text(struct request *r, const struct run_made *last);
/* "Prochain : le 24/11/2026 5 h 00.", or why none comes. */
struct str run_next_text(struct request *r, const struct run_timetable *t);

#endif
