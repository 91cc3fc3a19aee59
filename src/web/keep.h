/* What the server keeps in order beside answering (chore.h): the words of the search follow the
 * books, e-mails that wait are handed over, files sent by page are taken in (jobs.h). */
#ifndef RELANCE_WEB_KEEP_H
#define RELANCE_WEB_KEEP_H

#include "base/arena.h"
#include "server.h"

struct keep;

/* In the arena; the settings must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool keep_start(struct arena *a, const struct server_settings *settings,
                           struct keep **out, struct err *err);
/* Ends the pieces under way, then the threads. NULL is fine. */
void keep_stop(struct keep *keep);

#endif
