#include "shape.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    char *bytes;
    size_t n, room;
};

/* One of the two is open. */
struct asked {
    sqlite3 *sqlite;
    PGconn *postgres;
};

static void add(struct text *t, const char *name, const char *value)
{
    size_t more = strlen(name) + strlen(value) + 3;
    if (t->n + more > t->room) {
        t->room = 2 * (t->room + more);
        t->bytes = realloc(t->bytes, t->room);
        if (t->bytes == NULL)
            broken("memory", name);
    }
    t->n += (size_t)snprintf(t->bytes + t->n, more, "%s%s%s\n", name, name[0] == '\0' ? "" : " ",
                             value);
}

static struct asked open_place(const struct place *p)
{
    struct asked a = {0};
    if (p->engine == SQLITE) {
        if (sqlite3_open_v2(p->path, &a.sqlite, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
            broken("open", p->path);
        return a;
    }
    a.postgres = PQconnectdb(p->url);
    if (PQstatus(a.postgres) != CONNECTION_OK)
        broken("connect", PQerrorMessage(a.postgres));
    return a;
}

static void close_place(struct asked *a)
{
    (void)sqlite3_close(a->sqlite);
    if (a->postgres != NULL)
        PQfinish(a->postgres);
}

/* The first column of every row, with `name` before it. */
static void ask(const struct asked *a, const char *sql, const char *name, struct text *out)
{
    if (a->sqlite != NULL) {
        sqlite3_stmt *st = NULL;
        if (sqlite3_prepare_v2(a->sqlite, sql, -1, &st, NULL) != SQLITE_OK)
            broken(sql, sqlite3_errmsg(a->sqlite));
        while (sqlite3_step(st) == SQLITE_ROW)
            add(out, name, (const char *)sqlite3_column_text(st, 0));
        (void)sqlite3_finalize(st);
        return;
    }
    PGresult *result = PQexec(a->postgres, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        broken(sql, PQerrorMessage(a->postgres));
    for (int i = 0; i < PQntuples(result); i++)
        add(out, name, PQgetvalue(result, i, 0));
    PQclear(result);
}

static void count_rows(const struct asked *a, char *tables, struct text *out)
{
    char sql[200];
    char *rest = tables;
    for (char *table = strsep(&rest, "\n"); table != NULL; table = strsep(&rest, "\n")) {
        if (*table == '\0')
            continue;
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%.100s\"", table);
        ask(a, sql, table, out);
    }
}

char *shape_of(const struct place *p)
{
    struct asked a = open_place(p);
    struct text tables = {0};
    struct text shape = {0};
    ask(&a,
        p->engine == SQLITE
            ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
        "", &tables);
    count_rows(&a, tables.bytes, &shape);
    ask(&a, "SELECT counts FROM import ORDER BY number", "counted", &shape);
    free(tables.bytes);
    close_place(&a);
    return shape.bytes;
}

static const char *past_search(const char *line)
{
    while (strncmp(line, "search_", 7) == 0)
        line += strcspn(line, "\n") + 1;
    return line;
}

bool shape_same_but_search(const char *one, const char *other)
{
    for (;;) {
        one = past_search(one);
        other = past_search(other);
        size_t n = strcspn(one, "\n");
        if (n != strcspn(other, "\n") || memcmp(one, other, n) != 0)
            return false;
        if (one[n] == '\0' || other[n] == '\0')
            return one[n] == other[n];
        one += n + 1;
        other += n + 1;
    }
}

char *shape_column(const struct place *p, const char *sql)
{
    struct asked a = open_place(p);
    struct text rows = {.bytes = calloc(1, 1), .room = 1};
    if (rows.bytes == NULL)
        broken("memory", sql);
    ask(&a, sql, "", &rows);
    close_place(&a);
    return rows.bytes;
}
