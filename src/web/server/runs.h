/* What the server decides on all accounts beside answering: a chore makes the daily run by the
 * timetable (app/daily/plan_run.h), another the trials of rules that people ask for
 * (app/rules/rule_trials.h). Of several servers on one database one does it, under a claim that a
 * third chore renews (beat.h); whoever takes a silent one over goes on where the run stopped, and
 * begins the trial anew. When the server is told to end, a run is ended first, a trial waits for
 * the next server. */
#ifndef RELANCE_WEB_RUNS_H
#define RELANCE_WEB_RUNS_H

#include "chore.h"

struct run_chore;

/* In the arena; the settings must outlive it. On a pinned day no hour comes and no run is made.
 * Errors: ERR_SYSTEM. */
MUST_CHECK bool runs_start(struct arena *a, const struct server_settings *settings,
                           struct run_chore **out, struct err *err);
/* NULL is fine in these two. */
void runs_end(struct run_chore *runs);
void runs_stop(struct run_chore *runs);
bool runs_by_timetable(const struct run_chore *runs); /* it makes the daily run */
/* How each stands, how many: the run if it is made, the trials. */
size_t runs_look(struct run_chore *runs, struct chore_state *out);

#endif
