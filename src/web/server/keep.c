#include "keep.h"

#include "app/clock.h"
#include "app/daily/list_work.h"
#include "app/mail/outbox.h"
#include "app/overview/overview_kept.h"
#include "app/search/index_search.h"
#include "backups.h"
#include "chore.h"
#include "jobs.h"
#include "runs.h"

/* Whoever waits for a word to be found finds it by the account that waits. Nodes: none of the
 * workers'. */
enum { WORDS_MS = 2000, WORDS_NODE = 233, MAIL_NODE = 236, MAIL_AT_ONCE = 10, MAIL_LIMIT_S = 60 };
enum { FIGURES_MS = 2000, FIGURES_NODE = 238 };
/* A server that refuses the login locks an account that tries every minute. */
enum { MAIL_REST_MS = 600 * 1000 };

struct keep {
    struct chore_plan words_plan, figures_plan, mail_plan;
    struct chore *words, *figures, *mail;
    struct job_chores *jobs;
    struct backup_chore *backups;
    struct run_chore *runs;
    int64_t since_ms;
};

static bool goes_on(const void *with) { return chore_goes_on((struct chore *)(uintptr_t)with); }

static bool words_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    const struct index_request request = {.go_on = goes_on, .with = chore};
    struct indexed done = {0};
    *again = false;
    return index_search(app, &request, &done, err);
}

static bool figures_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    const struct keep_figures *figures = chore_with(chore);
    *again = false;
    return overview_kept_follow(figures->overview, app, err) &&
           list_work_prepare(app, figures->lists, again, err);
}

/* A few at a time, so that the day does not grow old. What the mail server refuses or cannot take
 * is in the outbox for people to see; what keeps all of them waiting is this chore's failure. */
static bool mail_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    const struct outbox_request request = {
        .limit_s = MAIL_LIMIT_S, .most = MAIL_AT_ONCE, .go_on = goes_on, .with = chore};
    struct outbox_report report = {0};
    struct arena a;
    arena_init(&a, 0);
    bool ok = outbox_send(app, &a, &request, &report, err);
    arena_release(&a);
    if (ok && report.trouble.code != ERR_NONE) {
        *err = report.trouble;
        ok = false;
    }
    *again = ok && report.accepted + report.refused + report.stopped > 0;
    return ok;
}

bool keep_start(struct arena *a, const struct server_settings *settings,
                struct keep_figures *figures, struct keep **out, struct err *err)
{
    struct keep *k = ARENA_NEW(a, struct keep);
    *k = (struct keep){
        .since_ms = clock_now_ms(),
        .words_plan = {.name = "words",
                       .once = words_once,
                       .pause_ms = WORDS_MS,
                       .node = WORDS_NODE},
        .figures_plan = {.name = "figures",
                         .once = figures_once,
                         .with = figures,
                         .pause_ms = FIGURES_MS,
                         .node = FIGURES_NODE},
        .mail_plan = {.name = "mail",
                      .once = mail_once,
                      .pause_ms = settings->mail_every_s * 1000,
                      .rest_ms = MAIL_REST_MS,
                      .node = MAIL_NODE},
    };
    *out = k;
    return chore_start(a, settings, &k->words_plan, &k->words, err) &&
           chore_start(a, settings, &k->figures_plan, &k->figures, err) &&
           (settings->mail_every_s == 0 ||
            chore_start(a, settings, &k->mail_plan, &k->mail, err)) &&
           jobs_start(a, settings, &k->jobs, err) && backups_start(a, settings, &k->backups, err) &&
           runs_start(a, settings, &k->runs, err);
}

size_t keep_look(struct keep *keep, struct chore_state out[KEEP_CHORES_MAX])
{
    struct backups_state backups;
    size_t n = 0;
    n += runs_look(keep->runs, &out[n]);
    jobs_look(keep->jobs, &out[n++]);
    if (keep->mail != NULL)
        chore_look(keep->mail, &out[n++]);
    chore_look(keep->words, &out[n++]);
    chore_look(keep->figures, &out[n++]);
    backups_look(keep->backups, &backups);
    out[n++] = backups.chore;
    return n;
}

struct backup_chore *keep_backups(struct keep *keep) { return keep->backups; }

bool keep_runs(const struct keep *keep) { return runs_by_timetable(keep->runs); }

int64_t keep_since_ms(const struct keep *keep) { return keep->since_ms; }

void keep_end(struct keep *keep)
{
    if (keep == NULL)
        return;
    chore_end(keep->words);
    chore_end(keep->figures);
    chore_end(keep->mail);
    jobs_end(keep->jobs);
    backups_end(keep->backups);
    runs_end(keep->runs);
}

void keep_stop(struct keep *keep)
{
    if (keep == NULL)
        return;
    keep_end(keep); /* all at once: nothing new begins while one is waited for */
    chore_stop(keep->words);
    chore_stop(keep->figures);
    chore_stop(keep->mail);
    jobs_stop(keep->jobs);
    backups_stop(keep->backups);
    runs_stop(keep->runs);
}
