/* What a fault test disturbs: a command on a prepared database, with the facts as they are before
 * and after it. Whatever happens in the middle, the database must hold one or the other, and the
 * same command again must lead to the second. */
#ifndef RELANCE_TESTS_FAULT_SCENE_H
#define RELANCE_TESTS_FAULT_SCENE_H

#include "ledgers.h"
#include "stage.h"

enum scene_kind {
    SCENE_FIRST,     /* the first ledger of an empty database */
    SCENE_CLOSED,    /* the same year again, in period mode: new lettering, a vanished line */
    SCENE_NEXT_YEAR, /* openings and letters across years */
    SCENE_CUSTOMERS, /* terms that move due dates, telephones */
    SCENE_UNDO,      /* of the next year */
    SCENE_BACKUP,
    SCENE_RESTORE, /* of a backup, into nothing */
    SCENE_INIT,    /* of nothing */
    SCENES
};

struct scene {
    enum scene_kind kind;
    struct place base;
    char *before, *after; /* facts and shape; NULL: no database */
    char *facts_before, *facts_after;
    char *after_but_imports;
    int imports_after;
    long effects; /* of the undisturbed command */
};

/* The name of a scene, for people. */
const char *scene_name(enum scene_kind kind);
/* Makes the database and the two states. folder holds the ledgers and the databases. */
void scene_prepare(struct stage *s, enum engine engine, enum scene_kind kind, const char *folder,
                   struct scene *out);
void scene_release(struct stage *s, struct scene *scene);

/* One disturbed run on a copy, and all that must hold afterwards. "" when it does, else what does
 * not; the result lies in a static buffer. */
const char *scene_try(struct stage *s, const struct scene *scene, const struct fault_plan *plan);

#endif
