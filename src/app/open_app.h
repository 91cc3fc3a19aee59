/* Opening the database for use cases. */
#ifndef RELANCE_APP_OPEN_APP_H
#define RELANCE_APP_OPEN_APP_H

#include "base/arena.h"
#include "context.h"

/* Connection and source of identities on the real clock; the struct lives in the arena. Errors:
 * those of db_open with DB_OPEN_EXISTING. */
MUST_CHECK bool app_open(struct arena *a, struct str url, struct day today, struct app **out,
                         struct err *err);
void app_close(struct app *app); /* NULL is fine */
/* Another request begins: errors speak of what it changed, not of what others did before. */
void app_new_task(struct app *app);

#endif
