/* The chore of the server that makes the daily run by the timetable (app/daily/plan_run.h). Of
 * several servers on one database one makes it: it holds a claim that another chore renews; a claim
 * silent for ten seconds is anybody's, who goes on where the run stopped. One under way when the
 * server is told to end is ended first. */
#ifndef RELANCE_WEB_RUNS_H
#define RELANCE_WEB_RUNS_H

#include "chore.h"

struct run_chore;

/* In the arena; the settings must outlive it. On a pinned day no hour comes, and *out is NULL.
 * Errors: ERR_SYSTEM. */
MUST_CHECK bool runs_start(struct arena *a, const struct server_settings *settings,
                           struct run_chore **out, struct err *err);
/* NULL is fine in all of these but runs_look. */
void runs_end(struct run_chore *runs);
void runs_stop(struct run_chore *runs);
void runs_look(struct run_chore *runs, struct chore_state *out);

#endif
