/* Days of a house of which the daily run is killed again and again. */
#ifndef RELANCE_TESTS_FAULT_STORY_H
#define RELANCE_TESTS_FAULT_STORY_H

#include "stage.h"
#include "support/random.h"

enum { STORY_LOG_ROOM = 2000, STORY_WHY_ROOM = STORY_LOG_ROOM + 900, STORY_DAY_ROOM = 11 };

struct story {
    struct stage stage;
    enum engine engine;
    int customers; /* of a long list beside the ledger; 0: none */
    int wanted;    /* kills */
    struct random random;

    /* How far it came. */
    struct place own, twin; /* the twin's runs are not killed */
    int day, days, kills, resumed, entries;
    char today[STORY_DAY_ROOM], yesterday[STORY_DAY_ROOM];
    char last_import[STORY_DAY_ROOM]; /* that may be taken back; "": none */
    long effects, run_us;             /* of a run that was not killed */
    bool untouched;                   /* nothing was entered since the twin was made */
    char log[STORY_LOG_ROOM];         /* what happened this day */
    char why[STORY_WHY_ROOM];
};

/* Tells it from an empty database on until the run was killed `wanted` times; stage.folder holds
 * the inputs. False: `why` says what did not hold. */
bool story_tell(struct story *s);

#endif
