/* What every use case is given: the connection, who acts, and what day it is for the business. */
#ifndef RELANCE_APP_CONTEXT_H
#define RELANCE_APP_CONTEXT_H

#include "base/day.h"
#include "base/ident.h"
#include "store/db.h"

enum { ACTOR_COMMAND_LINE = 0 }; /* somebody with access to the machine */

struct overview_kept;
struct list_kept;

struct app {
    struct db *db;
    struct id_source *ids;
    int64_t now_ms;      /* the real instant, UTC: journal, sessions; never the business day */
    int64_t actor_id;    /* the user, or ACTOR_COMMAND_LINE */
    struct day today;    /* the business day: --today */
    struct str key_file; /* of sealed secrets (seal.h); n 0: none is named */
    struct overview_kept *overview; /* of a server: what is kept between pages; NULL: nothing */
    struct list_kept *lists;        /* the same of lists of the day */
};

#endif
