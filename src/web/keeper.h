/* What the server does beside answering: a thread with a database connection of its own keeps what
 * the search finds by in step with the books, in short transactions. What fails is tried again. */
#ifndef RELANCE_WEB_KEEPER_H
#define RELANCE_WEB_KEEPER_H

#include "base/arena.h"
#include "server.h"

struct keeper;

/* In the arena; the settings must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool keeper_start(struct arena *a, const struct server_settings *settings,
                             struct keeper **out, struct err *err);
/* Ends the piece under way, then the thread. NULL is fine. */
void keeper_stop(struct keeper *keeper);

#endif
