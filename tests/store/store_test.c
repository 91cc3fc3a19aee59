#include "store_test.h"

#include "store/migrate.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CASES_MAX = 64 };

struct slot {
    const struct store_case *what;
    enum db_engine engine;
    struct store store;
};

static struct slot slots[2 * CASES_MAX];
static int serial;

static const char *server(void)
{
    const char *url = getenv("RELANCE_TEST_PG");
    return url == NULL ? "" : url;
}

bool have_postgres(void) { return server()[0] != '\0'; }

static void server_sql(const char *url, const char *sql)
{
    PGconn *c = PQconnectdb(url);
    PGresult *r = PQexec(c, sql);
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        print_error("%s: %s\n", sql, PQerrorMessage(c));
    }
    PQclear(r);
    PQfinish(c);
    assert_true(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
}

void other_url(const struct store *s, enum db_engine engine, const char *name, char out[400])
{
    if (engine == DB_SQLITE) {
        assert_in_range(snprintf(out, 400, "sqlite:%s/%s", s->folder, name), 1, 399);
        return;
    }
    char schema[64];
    char sql[100];
    snprintf(schema, sizeof schema, "t%d_%d_%s", (int)getpid(), ++serial, name);
    snprintf(sql, sizeof sql, "CREATE SCHEMA %s", schema);
    server_sql(server(), sql);
    assert_in_range(snprintf(out, 400, "%s?options=-csearch_path%%3D%s", server(), schema), 1, 399);
}

static int set_up(void **state)
{
    struct slot *slot = *state;
    struct store *s = &slot->store;
    struct err err = {0};
    struct store_init_result made;
    s->engine = slot->engine;
    arena_init(&s->arena, 0);
    const char *tmp = getenv("TMPDIR");
    snprintf(s->folder, sizeof s->folder, "%s/relance-store.XXXXXX", tmp == NULL ? "/tmp" : tmp);
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->file, sizeof s->file, "%s/main.db", s->folder);
    other_url(s, s->engine, s->engine == DB_SQLITE ? "main.db" : "main", s->url);
    must(store_init(str_of(s->url), 1000, &made, &err), &err);
    reopen(s);
    return 0;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

static int tear_down(void **state)
{
    struct slot *slot = *state;
    struct store *s = &slot->store;
    db_close(s->db);
    s->db = NULL;
    arena_release(&s->arena);
    return nftw(s->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void run_slot(void **state)
{
    struct slot *slot = *state;
    slot->what->run(&slot->store);
}

static void no_server(void **state)
{
    (void)state;
    print_message("# skipped: RELANCE_TEST_PG names no PostgreSQL server\n");
    skip();
}

int store_main(const struct store_case *cases, size_t count)
{
    static struct CMUnitTest tests[2 * CASES_MAX];
    static char names[2 * CASES_MAX][160];
    size_t n = 0;
    for (int e = 0; e < 2; e++) {
        for (size_t i = 0; i < count && count <= CASES_MAX; i++) {
            enum db_engine engine = e == 0 ? DB_SQLITE : DB_POSTGRES;
            if (engine == DB_SQLITE ? cases[i].postgres_only : cases[i].sqlite_only) {
                continue;
            }
            bool can = engine == DB_SQLITE || have_postgres();
            snprintf(names[n], sizeof names[n], "%s: %s", e == 0 ? "sqlite" : "postgresql",
                     cases[i].name);
            for (char *p = names[n]; *p != '\0'; p++) {
                *p = *p == '_' ? ' ' : *p;
            }
            slots[n] = (struct slot){.what = &cases[i], .engine = engine};
            tests[n] = (struct CMUnitTest){.name = names[n],
                                           .test_func = can ? run_slot : no_server,
                                           .setup_func = can ? set_up : NULL,
                                           .teardown_func = can ? tear_down : NULL,
                                           .initial_state = &slots[n]};
            n++;
        }
    }
    return _cmocka_run_group_tests("store", tests, n, NULL, NULL);
}

void must(bool ok, const struct err *err)
{
    if (!ok) {
        print_error("error %s: %s\n", err_code_text(err->code), err->detail);
    }
    assert_true(ok);
}

void must_fail(bool ok, const struct err *err, enum err_code code)
{
    assert_false(ok);
    if (err->code != code) {
        print_error("error %s instead of %s: %s\n", err_code_text(err->code), err_code_text(code),
                    err->detail);
    }
    assert_int_equal(err->code, code);
}

void raw_sql(const struct store *s, const char *sql)
{
    if (s->engine == DB_POSTGRES) {
        server_sql(s->url, sql);
        return;
    }
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(s->file, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        print_error("%s: %s\n", sql, sqlite3_errmsg(handle));
    }
    sqlite3_close(handle);
    assert_int_equal(code, SQLITE_OK);
}

const char *path_in(struct store *s, const char *name)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", s->folder, name);
    return arena_cstr(&s->arena, str_of(path));
}

struct str file_bytes_of(struct store *s, const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long n = ftell(f);
    rewind(f);
    char *p = arena_alloc(&s->arena, (size_t)n + 1);
    assert_int_equal(fread(p, 1, (size_t)n, f), n);
    fclose(f);
    return (struct str){p, (size_t)n};
}

void reopen(struct store *s)
{
    struct err err = {0};
    db_close(s->db);
    s->db = NULL;
    must(db_open(str_of(s->url), DB_OPEN_EXISTING, &s->db, &err), &err);
}

bool retry_write(struct db *db, bool (*body)(struct db *db, void *with, struct err *err),
                 void *with, struct err *err)
{
    for (int tries = 0; tries < 50; tries++) {
        err_clear(err);
        if (!db_begin(db, DB_WRITE, err)) {
            if (err->code != ERR_DB_LOCKED) {
                return false;
            }
            continue;
        }
        if (body(db, with, err) && db_commit(db, err)) {
            return true;
        }
        db_rollback(db);
        if (err->code != ERR_DB_LOCKED) {
            return false;
        }
    }
    return false;
}
