/* Databases for fault tests: made once, copied for every point, thrown away. An engine is a file of
 * SQLite, or a database of the PostgreSQL server named by RELANCE_TEST_PG. */
#ifndef RELANCE_TESTS_FAULT_STAGE_H
#define RELANCE_TESTS_FAULT_STAGE_H

#include <stdbool.h>

#include "process.h"

enum engine { SQLITE, POSTGRES, ENGINES };

enum { URL_ROOM = 600, NAME_ROOM = 64 };

/* A place to work in: one process, one folder. */
struct stage {
    const char *relance, *shim;
    char folder[PATH_ROOM]; /* of this worker */
    void *server;           /* connection for CREATE DATABASE and the like; NULL: no server */
    const char *today;      /* of the commands; NULL: 2026-04-15 */
};

/* A database; `name` is unique on the machine. */
struct place {
    enum engine engine;
    char name[NAME_ROOM];
    char path[PATH_ROOM]; /* of the SQLite file */
    char url[URL_ROOM];
};

/* What to break: all zero for an undisturbed run. */
struct fault_plan {
    const char *mode;
    long at;
    unsigned long seed;
    bool count;    /* only count the effects */
    bool lies;     /* the disk does not keep what it says it keeps */
    long alarm_us; /* without a mode: killed after so long; 0: not */
};

/* How a disturbed run ended. */
struct outcome {
    struct ending ending;
    long effects; /* so far */
    char last[32];
    char *out, *err; /* what it printed; to be freed */
};

void stage_open(struct stage *s, const char *folder);
void stage_close(struct stage *s);
/* The place `name` below folder; nothing is made yet. */
struct place place_of(const struct stage *s, enum engine engine, const char *folder,
                      const char *name);
void place_copy(struct stage *s, const struct place *from, const struct place *to);
/* An empty one, for init or restore. */
void place_make(struct stage *s, const struct place *p);
void place_drop(struct stage *s, const struct place *p);
/* Waits until the server has noticed that nobody is connected any more. False: somebody is. */
bool place_settled(struct stage *s, const struct place *p);
/* Kills the server process of the one program connected to p; PostgreSQL then restarts all. */
void place_crash_server(struct stage *s, const struct place *p);
/* "" or what SQLite's own check finds. */
const char *place_check(const struct place *p);

/* `relance --db p.url --today ... --json ARGUMENTS...`; arguments ended by NULL, at most 25. */
struct outcome stage_run(struct stage *s, const struct place *p, const char *const *arguments,
                         const struct fault_plan *plan);
void outcome_free(struct outcome *o);
enum { EXIT_ENVIRONMENT = 3 };
/* It is done, was killed, or says with exit 3 what happened. False: `why` says what is wrong. */
bool outcome_ended_well(const struct outcome *o, char *why, size_t room);
/* It did what it should. */
bool outcome_done(const struct outcome *o);

#endif
