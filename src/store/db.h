/* One database connection, whatever the engine behind it. Two drivers implement it: sqlite.c and
 * postgres.c. No SQL text passes through this header: statements are rows of tables generated
 * from the sql/ files (gen/NAME_sql.h), and the typed functions generated beside them call this.
 *
 * A connection belongs to one thread at a time. Instants and business days are parameters. */
#ifndef RELANCE_STORE_DB_H
#define RELANCE_STORE_DB_H

#include <stddef.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

struct db;

enum sql_kind { SQL_NULL, SQL_INT, SQL_TEXT, SQL_BLOB };
/* Flag beside a declared kind: NULL is allowed, too. */
enum { SQL_NULLABLE = 0x10 };

struct sql_value {
    enum sql_kind kind;
    int64_t i;
    struct str s;
};

/* A number that may be missing. */
struct opt_int {
    bool has;
    int64_t v;
};

/* One named statement of a sql/ file, in the form each engine takes. */
struct sql_statement {
    const char *name;
    const char *sqlite;   /* ?1..?n */
    const char *postgres; /* $1..$n */
    const char *copy;     /* "COPY t(a, b) FROM STDIN BINARY" for -- bulk statements, else NULL */
    /* of -- each, else NULL: SQLite's text of some values of the first column, PostgreSQL's
     * "COPY (SELECT ...) TO STDOUT" with its $1..$n, and that column's name */
    const char *some, *copy_out, *key;
    int index; /* position in the registry, for the statement cache */
    uint8_t in_count, out_count;
    const uint8_t *in_kinds; /* enum sql_kind, declared types, with SQL_NULLABLE */
    const uint8_t *out_kinds;
    /* where each column lies in the statement's own struct of a row; NULL: it has none */
    const uint16_t *out_places;
    bool stream; /* may return very many rows: PostgreSQL reads it through a cursor */
    bool wide;   /* a row may hold a whole file: few are read at a time */
    bool each;   /* read by db_each alone; the last parameter bounds the first column from above */
};

enum db_open_mode {
    DB_OPEN_CREATE,   /* relance init: may create the database */
    DB_OPEN_EXISTING, /* refuses what is not an initialised Relance database of this schema */
    DB_OPEN_ANY,      /* exists, any schema state: init, verify */
};

enum db_engine { DB_SQLITE, DB_POSTGRES };

/* url: "sqlite:FILE" or "postgresql://...". Errors: ERR_DB_URL, ERR_DB_OPEN, ERR_DB_LOCKED,
 * ERR_DB_NEWER, ERR_DB_OLDER, ERR_DB_DAMAGED, ERR_DB_NOT_RELANCE, ERR_DB_NOT_INITIALISED. */
MUST_CHECK bool db_open(struct str url, enum db_open_mode mode, struct db **out, struct err *err);
/* Another connection to the same database, for a thread that reads beside this one: it keeps few
 * pages, and sees what is committed. NULL: there can be none now (it has no name to be opened by,
 * the server takes no more, a frame is open, whose rows it would not see). */
struct db *db_open_beside(struct db *db);
/* What is to be written from now on. Much by many transactions: on SQLite what they commit stays
 * longer in the log before it is brought to its place. In order: much of it, each row behind the
 * one before, so that few pages need to be kept. */
enum db_writing { DB_WRITES_LITTLE, DB_WRITES_MUCH, DB_WRITES_IN_ORDER };
void db_writing(struct db *db, enum db_writing writing);
/* On SQLite: brings what is committed from the log to its place. Nobody waits for it, and it waits
 * for nobody: what cannot be brought now is brought later. Outside a transaction. */
void db_bring_home(struct db *db);
void db_close(struct db *db); /* NULL is fine; an open transaction is rolled back */
enum db_engine db_engine(const struct db *db);

enum db_tx { DB_READ, DB_WRITE };
/* DB_WRITE is immediate: a second writer waits (SQLite: busy timeout) or fails ERR_DB_LOCKED.
 * No nesting: a second begin is a BUG. */
MUST_CHECK bool db_begin(struct db *db, enum db_tx tx, struct err *err);
/* After a statement has failed inside a transaction nothing of it can be kept: commit then rolls
 * back and fails with ERR_DB_FAILED, on both engines. Rows still open at a commit are a BUG.
 * ERR_DB_UNCERTAIN: the connection or the disk failed while committing, or while what was committed
 * is read back: "nothing was changed" would then be wrong; look before trying again. */
MUST_CHECK bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db); /* nothing open: does nothing */
/* A write transaction in which use cases run that have transactions of their own: what they commit
 * stands with it, what one of them rolls back, it all falls with. Between begin and end statements
 * belong to it. No nesting. */
MUST_CHECK bool db_frame_begin(struct db *db, struct err *err);
/* Errors: those of db_commit; ERR_DB_FAILED when something inside was rolled back. */
MUST_CHECK bool db_frame_commit(struct db *db, struct err *err);
void db_frame_rollback(struct db *db); /* nothing open: does nothing */
/* Another request, or command: what was committed until now is somebody else's. */
void db_new_task(struct db *db);
bool db_in_transaction(const struct db *db);

/* Runs a statement that returns no rows. changed may be NULL. Writing inside a DB_READ transaction
 * is refused; writing outside any transaction commits at once.
 * Errors of every statement: ERR_DB_CONSTRAINT (a rule of the schema), ERR_DB_LOCKED (waited too
 * long, or a conflict: roll back and try again), ERR_DISK_FULL, ERR_DB_DAMAGED, ERR_DB_FAILED.
 * The detail holds the statement's name and the engine's code, never values. */
MUST_CHECK bool db_exec(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                        int64_t *changed, struct err *err);

struct db_rows {
    struct db *db;
    const struct sql_statement *st;
    void *state;
};
/* Text and blobs of a row live until the next db_next or db_done on the same rows. Several rows
 * objects may be open at once on one connection, each on another statement. */
MUST_CHECK bool db_query(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                         struct db_rows *out, struct err *err);
MUST_CHECK bool db_next(struct db_rows *rows, struct sql_value *out, bool *have, struct err *err);
/* The same into the statement's own struct: an int64_t, a struct opt_int or a struct str for each
 * column (p NULL: none). */
MUST_CHECK bool db_next_row(struct db_rows *rows, void *row, bool *have, struct err *err);
void db_done(struct db_rows *rows); /* also after an error; twice is fine */

/* Who takes the rows of a statement, one after the other. row: the statement's own struct, which
 * lives with its texts until take returns; take runs no statement. False: stop, err says why. */
struct db_taker {
    bool (*take)(void *with, const void *row, struct err *err);
    void *with;
    const int64_t *only; /* rows whose first column is one of these, ascending; NULL: all */
    size_t only_count;
};
/* Every row of a statement, without what a row given back costs. The first parameter and the last
 * bound the first column, where it is not one of a few. The order is the statement's as long as its
 * table is read by its key: whoever needs it looks. */
MUST_CHECK bool db_each(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                        const struct db_taker *taker, struct err *err);

/* The one row of a statement, in its own struct; texts and blobs are copied into the arena. A
 * second row is ERR_DB_FAILED: the statement does not say what it means. */
struct sql_one {
    const struct sql_value *in;
    struct arena *arena;
    void *row;
};
MUST_CHECK bool db_query_one(struct db *db, const struct sql_statement *st,
                             const struct sql_one *one, bool *found, struct err *err);

/* Many rows into one table by the engine's own bulk path, inside the caller's write transaction.
 * On PostgreSQL the connection runs nothing else between begin and end. */
struct db_bulk {
    struct db *db;
    const struct sql_statement *st;
    void *state;
};
/* After an error in row or end the transaction is lost: roll back. */
MUST_CHECK bool db_bulk_begin(struct db *db, const struct sql_statement *st, struct db_bulk *out,
                              struct err *err);
MUST_CHECK bool db_bulk_row(struct db_bulk *b, const struct sql_value *in, struct err *err);
MUST_CHECK bool db_bulk_end(struct db_bulk *b, struct err *err);

#endif
