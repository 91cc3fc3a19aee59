/* What a fault test disturbs: a command on a prepared database, with the facts as they are before
 * and after it. Whatever happens in the middle, the database must hold one or the other, and the
 * same command again must lead to the second. */
#ifndef RELANCE_TESTS_FAULT_SCENE_H
#define RELANCE_TESTS_FAULT_SCENE_H

#include "acts.h"
#include "stage.h"

enum { NOTED_ROOM = 40 };

struct scene {
    enum scene_kind kind;
    struct place base;
    char *before, *after; /* facts and shape; NULL: no database */
    char *facts_before, *facts_after;
    char *after_but_imports;
    int imports_after;
    char noted[NOTED_ROOM]; /* what the last command of the setup answered under an act's @key */
    long effects;           /* of the undisturbed command */
};

/* Makes the database and the two states; the texts are the caller's to free. folder holds the
 * inputs and the databases. */
void scene_prepare(struct stage *s, enum engine engine, enum scene_kind kind, const char *folder,
                   struct scene *out);

/* One disturbed run on a copy, and all that must hold afterwards. "" when it does, else what does
 * not; the result lies in a static buffer. */
const char *scene_try(struct stage *s, const struct scene *scene, const struct fault_plan *plan);

#endif
