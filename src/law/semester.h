/* The half-years in which the rates of late interest are fixed: 1 January and 1 July. */
#ifndef RELANCE_LAW_SEMESTER_H
#define RELANCE_LAW_SEMESTER_H

#include "base/buf.h"
#include "base/check.h"
#include "base/day.h"

struct law_semester {
    int32_t year;
    int32_t half; /* 1 or 2 */
};

struct law_semester law_semester_of(struct day day);
struct day law_semester_first(struct law_semester s); /* 1 January or 1 July */
struct day law_semester_last(struct law_semester s);  /* 30 June or 31 December */
struct law_semester law_semester_next(struct law_semester s);
void buf_add_semester(struct buf *b, struct law_semester s); /* "2026-S1" */

#endif
