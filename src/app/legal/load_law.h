/* The law in force for a database: the tables compiled into the program, each replaced by the
 * newest version that `law update` brought into this database. */
#ifndef RELANCE_APP_LOAD_LAW_H
#define RELANCE_APP_LOAD_LAW_H

#include "app/context.h"
#include "base/arena.h"
#include "law/tables.h"
#include "law/tables_read.h"
#include "store/law_store.h"

struct law_version {
    int64_t version; /* 0: compiled in */
    int64_t loaded_ms, actor_id;
    uint8_t digest[LAW_DIGEST_BYTES];
};

struct law_in_force {
    struct law_tables tables;
    struct law_version versions[LAW_TABLE_COUNT];
    /* Rows that the program ships and a loaded table does not have: the program is newer. */
    size_t unknown_rows[LAW_TABLE_COUNT];
};

/* The compiled tables alone. */
void load_law_compiled(struct law_in_force *out);
/* Rows and texts live in the arena or in the program. Rules, payment terms and claims that a loaded
 * table does not know come from the compiled one. Inside or outside a transaction. Errors:
 * ERR_TABLE_INVALID (a stored table that this program does not accept), ERR_DB_DAMAGED. */
MUST_CHECK bool load_law(struct app *app, struct arena *a, struct law_in_force *out,
                         struct err *err);
/* The same in a read transaction of its own, with who loaded each table (name; empty: the command
 * line, or compiled in). */
MUST_CHECK bool load_law_told(struct app *app, struct arena *a, struct law_in_force *out,
                              struct str who[LAW_TABLE_COUNT], struct err *err);
/* The same for those who only compute. */
MUST_CHECK bool law_tables_of(struct app *app, struct arena *a, const struct law_tables **out,
                              struct err *err);

#endif
