#include "shape.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPE_ROOM = 16 * 1024, TABLES_MAX = 100 };

static const char imports_counted[] = "SELECT counts FROM import ORDER BY number";

struct shape {
    char *text;
    size_t n;
    char *tables[TABLES_MAX];
    int table_count;
};

static void add(struct shape *s, const char *name, const char *value)
{
    int n = snprintf(s->text + s->n, SHAPE_ROOM - s->n, "%s %s\n", name, value);
    if (n < 0 || s->n + (size_t)n >= SHAPE_ROOM)
        broken("shape", name);
    s->n += (size_t)n;
}

static void add_table(struct shape *s, const char *name)
{
    if (s->table_count == TABLES_MAX)
        broken("tables", name);
    s->tables[s->table_count++] = strdup(name);
}

/* Calls `take` with the first column of every row. */
static void ask_sqlite(sqlite3 *db, const char *sql, struct shape *s,
                       void (*take)(struct shape *s, const char *value))
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        broken(sql, sqlite3_errmsg(db));
    while (sqlite3_step(st) == SQLITE_ROW)
        take(s, (const char *)sqlite3_column_text(st, 0));
    (void)sqlite3_finalize(st);
}

static void ask_postgres(PGconn *db, const char *sql, struct shape *s,
                         void (*take)(struct shape *s, const char *value))
{
    PGresult *result = PQexec(db, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        broken(sql, PQerrorMessage(db));
    for (int i = 0; i < PQntuples(result); i++)
        take(s, PQgetvalue(result, i, 0));
    PQclear(result);
}

static void add_import(struct shape *s, const char *counts) { add(s, "counted", counts); }

static void add_rows(struct shape *s, const char *count)
{
    add(s, s->tables[s->table_count - 1], count);
    free(s->tables[--s->table_count]);
}

static void shape_sqlite(const struct place *p, struct shape *s)
{
    sqlite3 *db = NULL;
    char sql[200];
    if (sqlite3_open_v2(p->path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        broken("open", p->path);
    ask_sqlite(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", s,
               add_table);
    while (s->table_count > 0) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%.100s\"", s->tables[s->table_count - 1]);
        ask_sqlite(db, sql, s, add_rows);
    }
    ask_sqlite(db, imports_counted, s, add_import);
    (void)sqlite3_close(db);
}

static void shape_postgres(const struct place *p, struct shape *s)
{
    char sql[200];
    PGconn *db = PQconnectdb(p->url);
    if (PQstatus(db) != CONNECTION_OK)
        broken("connect", PQerrorMessage(db));
    ask_postgres(db,
                 "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
                 s, add_table);
    while (s->table_count > 0) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%.100s\"", s->tables[s->table_count - 1]);
        ask_postgres(db, sql, s, add_rows);
    }
    ask_postgres(db, imports_counted, s, add_import);
    PQfinish(db);
}

char *shape_of(const struct place *p)
{
    struct shape s = {.text = calloc(1, SHAPE_ROOM)};
    if (s.text == NULL)
        broken("memory", "shape");
    if (p->engine == SQLITE)
        shape_sqlite(p, &s);
    else
        shape_postgres(p, &s);
    return s.text;
}
