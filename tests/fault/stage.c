#include "stage.h"

#include <errno.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 32, SETTLE_MS_MAX = 20000 };

static const char *server_url(void) { return getenv("RELANCE_TEST_PG"); }

static void hear_nothing(void *with, const char *message)
{
    (void)with;
    (void)message;
}

void stage_open(struct stage *s, const char *folder)
{
    snprintf(s->folder, sizeof s->folder, "%s", folder);
    if (mkdir(s->folder, 0700) != 0 && errno != EEXIST)
        broken("folder", s->folder);
    s->server = NULL;
    if (server_url() == NULL)
        return;
    s->server = PQconnectdb(server_url());
    if (PQstatus(s->server) != CONNECTION_OK)
        broken("server", PQerrorMessage(s->server));
    (void)PQsetNoticeProcessor(s->server, hear_nothing, NULL);
}

void stage_close(struct stage *s)
{
    if (s->server != NULL)
        PQfinish(s->server);
}

/* ---- places ---- */

struct place place_of(const struct stage *s, enum engine engine, const char *folder,
                      const char *name)
{
    struct place p = {.engine = engine};
    (void)s;
    snprintf(p.name, sizeof p.name, "fault_%d_%s", (int)getpgrp(), name);
    snprintf(p.path, sizeof p.path, "%.400s/%.60s.db", folder, name);
    if (engine == SQLITE) {
        snprintf(p.url, sizeof p.url, "sqlite:%s", p.path);
    } else {
        const char *slash = strrchr(server_url(), '/');
        snprintf(p.url, sizeof p.url, "%.*s/%s", (int)(slash - server_url()), server_url(), p.name);
    }
    return p;
}

static void rest_ms(long ms)
{
    struct timespec t = {0, ms * 1000000};
    (void)nanosleep(&t, NULL);
}

/* The server may be restarting after a crash that a test made. */
static PGresult *ask(struct stage *s, const char *sql)
{
    for (int waited_ms = 0; waited_ms < SETTLE_MS_MAX; waited_ms += 50) {
        PGresult *result = PQexec(s->server, sql);
        ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            return result;
        const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        /* 55006: somebody is still leaving the template; 57P0x and none: the server restarts */
        bool passing =
            state == NULL || strncmp(state, "57P", 3) == 0 || strcmp(state, "55006") == 0;
        if (!passing)
            broken(sql, PQerrorMessage(s->server));
        PQclear(result);
        rest_ms(50);
        if (PQstatus(s->server) != CONNECTION_OK)
            PQreset(s->server);
    }
    broken(sql, PQerrorMessage(s->server));
}

static long ask_number(struct stage *s, const char *sql)
{
    PGresult *result = ask(s, sql);
    long n = PQntuples(result) == 0 ? 0 : strtol(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return n;
}

void place_copy(struct stage *s, const struct place *from, const struct place *to)
{
    if (from->engine == SQLITE) {
        file_copy(from->path, to->path);
        return;
    }
    char sql[200];
    snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s", to->name, from->name);
    PQclear(ask(s, sql));
}

void place_make(struct stage *s, const struct place *p)
{
    char sql[200];
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", p->name);
    if (p->engine == POSTGRES)
        PQclear(ask(s, sql));
}

void place_drop(struct stage *s, const struct place *p)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char sql[200];
    char path[PATH_ROOM + 16];
    snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS %s WITH (FORCE)", p->name);
    if (p->engine == POSTGRES) {
        PQclear(ask(s, sql));
        return;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", p->path, endings[i]);
        (void)unlink(path);
    }
}

bool place_settled(struct stage *s, const struct place *p)
{
    char sql[200];
    if (p->engine == SQLITE)
        return true;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'",
             p->name);
    for (int waited_ms = 0; waited_ms < SETTLE_MS_MAX; waited_ms += 10) {
        if (ask_number(s, sql) == 0)
            return true;
        rest_ms(10);
    }
    return false;
}

void place_crash_server(struct stage *s, const struct place *p)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT pid FROM pg_stat_activity WHERE datname = '%s'", p->name);
    long pid = ask_number(s, sql);
    if (pid > 1)
        (void)kill((pid_t)pid, SIGKILL);
    rest_ms(30); /* the postmaster takes the others down; the program finds out by itself */
}

const char *place_check(const struct place *p)
{
    static char found[200];
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    if (p->engine != SQLITE)
        return "";
    snprintf(found, sizeof found, "integrity_check cannot run");
    if (sqlite3_open_v2(p->path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(st, 0));
    (void)sqlite3_finalize(st);
    (void)sqlite3_close(db);
    return strcmp(found, "ok") == 0 ? "" : found;
}

/* ---- running ---- */

struct stopping {
    struct stage *stage;
    const struct place *place;
};

static void crash_server(void *with)
{
    const struct stopping *stop = with;
    place_crash_server(stop->stage, stop->place);
}

static void read_report(const char *path, struct outcome *o)
{
    size_t n;
    char *text = file_read(path, &n);
    char *end = text;
    o->effects = strtol(text, &end, 10);
    snprintf(o->last, sizeof o->last, "%s", *end == ' ' ? end + 1 : "");
    o->last[strcspn(o->last, "\n")] = '\0';
    free(text);
    (void)unlink(path);
}

struct outcome stage_run(struct stage *s, const struct place *p, const char *const *arguments,
                         const struct fault_plan *plan)
{
    char out[PATH_ROOM + 16], err[PATH_ROOM + 16], report[PATH_ROOM + 16], at[24], seed[24];
    const char *words[ARGUMENTS_MAX] = {
        s->relance, "--db", p->url, "--today", s->today != NULL ? s->today : "2026-04-15",
        "--json"};
    size_t count = 6;
    while (*arguments != NULL && count < ARGUMENTS_MAX - 1)
        words[count++] = *arguments++;
    snprintf(out, sizeof out, "%s/out", s->folder);
    snprintf(err, sizeof err, "%s/err", s->folder);
    snprintf(report, sizeof report, "%s/report", s->folder);
    snprintf(at, sizeof at, "%ld", plan->at);
    snprintf(seed, sizeof seed, "%lu", plan->seed);
    const char *settings[] = {"LD_PRELOAD", s->shim, "FAULT_REPORT", report, "FAULT_MODE", "count",
                              "FAULT_AT",   at,      "FAULT_SEED",   seed,   "FAULT_LIES", "1",
                              NULL};
    if (plan->mode != NULL)
        settings[5] = plan->mode;
    if (!plan->lies)
        settings[10] = NULL;
    bool preloaded = plan->mode != NULL || plan->count;
    struct stopping stop = {s, p};
    struct run run = {.arguments = words, .settings = preloaded ? settings : NULL};
    run.out = out;
    run.err = err;
    run.stopped = crash_server;
    run.with = &stop;
    run.alarm_us = plan->alarm_us;
    struct outcome o = {.ending = process_run(&run)};
    size_t n;
    o.out = file_read(out, &n);
    o.err = file_read(err, &n);
    if (preloaded)
        read_report(report, &o);
    return o;
}

void outcome_free(struct outcome *o)
{
    free(o->out);
    free(o->err);
    *o = (struct outcome){0};
}

bool outcome_done(const struct outcome *o) { return o->ending.code == 0 && !o->ending.orphan; }

static bool sanitizer_spoke(const struct outcome *o)
{
    return strstr(o->err, "Sanitizer") != NULL || strstr(o->err, "runtime error:") != NULL;
}

bool outcome_ended_well(const struct outcome *o, char *why, size_t room)
{
    bool killed = o->ending.signal == SIGKILL || o->ending.signal == SIGALRM;
    why[0] = '\0';
    if (o->ending.orphan)
        snprintf(why, room, "a child process outlived the program");
    else if (sanitizer_spoke(o))
        snprintf(why, room, "a sanitizer spoke: %.300s", o->err);
    else if (!killed && o->ending.code != 0 && o->ending.code != EXIT_ENVIRONMENT)
        snprintf(why, room, "exit %d, signal %d: %.200s %.200s", o->ending.code, o->ending.signal,
                 o->out, o->err);
    else if (o->ending.code == EXIT_ENVIRONMENT && strstr(o->out, "\"code\":\"") == NULL)
        snprintf(why, room, "exit 3 without error.code: %.200s %.200s", o->out, o->err);
    return why[0] == '\0';
}
