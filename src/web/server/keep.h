/* What the server keeps in order beside answering (chore.h): the words of the search follow the
 * books, so do the figures of the manager's page and the lists of the day, e-mails that wait are
 * handed over, files sent by page are taken in (jobs.h), backups are made when somebody asks or at
 * their hour (backups.h), the day is run at its hour, and rules are tried (runs.h). */
#ifndef RELANCE_WEB_KEEP_H
#define RELANCE_WEB_KEEP_H

#include "chore.h"

struct keep;
struct backup_chore;
struct overview_kept;
struct list_kept;

enum { KEEP_CHORES_MAX = 7 };

/* What is kept between pages. */
struct keep_figures {
    struct overview_kept *overview;
    struct list_kept *lists;
};
/* In the arena; the settings and the figures must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool keep_start(struct arena *a, const struct server_settings *settings,
                           struct keep_figures *figures, struct keep **out, struct err *err);
/* How each stands, in the order of the page that shows them; gives how many. */
size_t keep_look(struct keep *keep, struct chore_state out[KEEP_CHORES_MAX]);
struct backup_chore *keep_backups(struct keep *keep); /* backups.h */
bool keep_runs(const struct keep *keep);              /* it makes the daily run */
int64_t keep_since_ms(const struct keep *keep);       /* when they were started */
/* No turn begins any more; does not wait. NULL is fine. */
void keep_end(struct keep *keep);
/* Ends the pieces under way, then the threads. NULL is fine. */
void keep_stop(struct keep *keep);

#endif
