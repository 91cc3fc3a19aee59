/* Files that lie beside an SQLite database; a server's lies on no disk of ours. */
#ifndef RELANCE_APP_BESIDE_DATABASE_H
#define RELANCE_APP_BESIDE_DATABASE_H

#include "base/arena.h"

struct beside {
    const char *variable; /* of the environment: names the place for any database */
    const char *ending;   /* else the database's own path with this behind it */
};
/* In the arena; empty: there is no such place, the variable must name one. */
struct str beside_database(struct arena *a, struct str url, const struct beside *what);

#endif
