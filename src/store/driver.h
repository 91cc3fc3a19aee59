/* What a database engine must do for db.c. A driver's connection begins with struct db. Drivers
 * check neither kinds of values nor nesting of transactions: db.c does, the same for both. */
#ifndef RELANCE_STORE_DRIVER_H
#define RELANCE_STORE_DRIVER_H

#include "db.h"

enum schema_owner {
    SCHEMA_NOBODY,  /* empty: no table at all */
    SCHEMA_RELANCE, /* marked as ours */
    SCHEMA_FOREIGN, /* tables of somebody else */
};

struct schema_state {
    enum schema_owner owner;
    int number; /* last migration applied, 0 = none */
};

/* Room for the struct of any row: 120 columns of 16 bytes. */
struct row_room {
    _Alignas(16) char bytes[120 * 16];
};

struct db_driver {
    enum db_engine engine;
    bool (*begin)(struct db *db, enum db_tx tx, struct err *err);
    bool (*commit)(struct db *db, struct err *err);
    void (*rollback)(struct db *db);
    bool (*exec)(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                 int64_t *changed, struct err *err);
    bool (*query)(struct db_rows *rows, const struct sql_value *in, struct err *err);
    bool (*next)(struct db_rows *rows, bool *have, struct err *err);
    /* The row that next went to: as values, or into the statement's struct; false: a column is not
     * of the declared kind. */
    bool (*values)(struct db_rows *rows, struct sql_value *out);
    bool (*row)(struct db_rows *rows, void *row);
    void (*done)(struct db_rows *rows);
    bool (*each)(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                 const struct db_taker *taker, struct err *err);
    bool (*bulk_begin)(struct db_bulk *bulk, struct err *err);
    bool (*bulk_row)(struct db_bulk *bulk, const struct sql_value *in, struct err *err);
    bool (*bulk_end)(struct db_bulk *bulk, struct err *err);
    /* As db_open_beside; NULL: there is none. */
    struct db *(*beside)(struct db *db);
    /* As db_writing and db_bring_home; NULL: there is no such log. */
    void (*writing)(struct db *db, enum db_writing writing);
    void (*bring_home)(struct db *db);
    /* Prepares without running: tests prepare the whole registry. */
    bool (*prepare)(struct db *db, const struct sql_statement *st, struct err *err);
    /* Whose tables these are, without changing anything. */
    bool (*schema_state)(struct db *db, struct schema_state *out, struct err *err);
    /* Inside a write transaction: keeps other migrations out until its end. */
    bool (*migration_lock)(struct db *db, struct err *err);
    /* Inside a write transaction: runs a migration and notes its number. */
    bool (*migration_run)(struct db *db, const char *const *script, int number, struct err *err);
    /* After the first migration: settings that outlive the connection. */
    bool (*settle)(struct db *db, struct err *err);
    void (*close)(struct db *db);
};

struct db {
    const struct db_driver *driver;
    enum db_tx tx;
    bool in_tx;
    bool tx_lost;    /* a statement of this transaction failed */
    bool wrote;      /* something was committed since db_new_task */
    bool framed;     /* a frame is open: in_tx says whether a transaction of its own is inside it */
    bool frame_lost; /* what was inside was rolled back: the frame cannot stand */
    bool bulk_open;
    int64_t rows_open;
};

/* The drivers. `path` is what follows "sqlite:"; url is the whole "postgresql://...". Neither
 * checks the schema, but SQLite refuses files that are not ours before touching them. */
MUST_CHECK bool sqlite_open(struct str path, enum db_open_mode mode, struct db **out,
                            struct err *err);
MUST_CHECK bool postgres_open(struct str url, struct db **out, struct err *err);

/* Where a column lies in the statement's struct of a row. */
static inline void *sql_place(const struct sql_statement *st, void *row, size_t column)
{
    return (char *)row + st->out_places[column];
}

/* Sets err with the statement's name and the engine's own words in the detail. st may be NULL. */
bool db_err(struct err *err, enum err_code code, const struct sql_statement *st, const char *words);

/* Memory of a connection: zeroed; none left is a BUG. Given back with db_free. */
void *db_alloc(size_t n);
void db_free(void *p);

#endif
