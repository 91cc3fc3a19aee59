#include "keep.h"

#include "app/clock.h"
#include "app/index_search.h"
#include "app/outbox.h"
#include "chore.h"
#include "jobs.h"

/* Whoever waits for a word to be found finds it by the account that waits. Nodes: none of the
 * workers'. */
enum { WORDS_MS = 2000, WORDS_NODE = 233, MAIL_NODE = 236, MAIL_AT_ONCE = 10, MAIL_LIMIT_S = 60 };
/* A server that refuses the login locks an account that tries every minute. */
enum { MAIL_TROUBLE_MS = 600 * 1000 };

struct keep {
    struct chore_plan words_plan, mail_plan;
    struct chore *words, *mail;
    struct job_chores *jobs;
    int64_t no_mail_before_ms; /* the mail chore's */
};

static bool goes_on(const void *with) { return chore_goes_on((struct chore *)(uintptr_t)with); }

static bool words_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    const struct index_request request = {.go_on = goes_on, .with = chore};
    struct indexed done = {0};
    *again = false;
    return index_search(app, &request, &done, err);
}

/* A few at a time, so that the server need not wait long when it is stopped. What the mail server
 * refuses or cannot take is in the outbox for people to see; a house without one has nothing to do
 * here. */
static bool mail_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    const struct outbox_request request = {.limit_s = MAIL_LIMIT_S, .most = MAIL_AT_ONCE};
    struct keep *keep = chore_with(chore);
    struct outbox_report report = {0};
    struct arena a;
    *again = false;
    if (clock_now_ms() < keep->no_mail_before_ms)
        return true;
    arena_init(&a, 0);
    bool ok = outbox_send(app, &a, &request, &report, err);
    arena_release(&a);
    if (!ok && err->code == ERR_MAIL_NOT_SET)
        ok = true;
    if (report.trouble.code != ERR_NONE)
        keep->no_mail_before_ms = clock_now_ms() + MAIL_TROUBLE_MS;
    else
        *again = ok && report.accepted + report.refused + report.stopped > 0;
    return ok;
}

bool keep_start(struct arena *a, const struct server_settings *settings, struct keep **out,
                struct err *err)
{
    struct keep *k = ARENA_NEW(a, struct keep);
    *k = (struct keep){
        .words_plan = {.once = words_once, .pause_ms = WORDS_MS, .node = WORDS_NODE},
        .mail_plan = {.once = mail_once,
                      .with = k,
                      .pause_ms = settings->mail_every_s * 1000,
                      .node = MAIL_NODE},
    };
    *out = k;
    return chore_start(a, settings, &k->words_plan, &k->words, err) &&
           (settings->mail_every_s == 0 ||
            chore_start(a, settings, &k->mail_plan, &k->mail, err)) &&
           jobs_start(a, settings, &k->jobs, err);
}

void keep_stop(struct keep *keep)
{
    if (keep == NULL)
        return;
    chore_stop(keep->words);
    chore_stop(keep->mail);
    jobs_stop(keep->jobs);
}
