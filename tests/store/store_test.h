/* Every store test runs on both engines. A test gets a fresh, initialised database of its own:
 * an SQLite file in a private folder, or a schema of the PostgreSQL server RELANCE_TEST_PG. */
#ifndef RELANCE_TESTS_STORE_TEST_H
#define RELANCE_TESTS_STORE_TEST_H

#include "support/unit.h"

#include "store/db.h"

struct store {
    enum db_engine engine;
    char folder[200];
    char url[400];
    char file[300]; /* of SQLite */
    struct db *db;  /* open, DB_OPEN_EXISTING; may be closed (NULL) by the test */
    struct arena arena;
};

struct store_case {
    const char *name;
    void (*run)(struct store *s);
    bool sqlite_only, postgres_only;
};
/* Named by the function, blanks for underscores. */
#define ON_BOTH(test)                                                                              \
    {                                                                                              \
#test, test, false, false                                                                  \
    }
#define SQLITE_ONLY(test)                                                                          \
    {                                                                                              \
#test, test, true, false                                                                   \
    }
#define POSTGRES_ONLY(test)                                                                        \
    {                                                                                              \
#test, test, false, true                                                                   \
    }

/* Runs every case on every engine it is for; the names begin with the engine. */
int store_main(const struct store_case *cases, size_t count);

/* Fails the test with the error's code and detail unless ok. */
void must(bool ok, const struct err *err);
/* The call failed with exactly this code. */
void must_fail(bool ok, const struct err *err, enum err_code code);
/* Runs SQL beside the store, through the engine's own library; ends the test on an error. */
void raw_sql(const struct store *s, const char *sql);
/* A URL of another fresh, not initialised place on the same or the other engine. */
void other_url(const struct store *s, enum db_engine engine, const char *name, char out[400]);
bool have_postgres(void);
/* "folder/name" of the test's private folder. */
const char *path_in(struct store *s, const char *name);
struct str file_bytes_of(struct store *s, const char *path);
void reopen(struct store *s);
/* Opens, runs body in a write transaction again while ERR_DB_LOCKED, as callers do. */
bool retry_write(struct db *db, bool (*body)(struct db *db, void *with, struct err *err),
                 void *with, struct err *err);

#endif
