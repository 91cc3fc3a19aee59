/* Private to the parent: taking the first rows of a list off the wire. */
#ifndef RELANCE_INTAKE_HEAR_ROWS_H
#define RELANCE_INTAKE_HEAR_ROWS_H

#include "ear.h"
#include "intake/formats/first_rows.h"

struct hearing {
    struct ear *ear;
    struct wire_record *record; /* WIRE_FIRST_ROWS was the last one heard */
    struct arena *arena;        /* the texts' */
};

/* Errors: ERR_CHILD_LIED; those of ear_next. */
MUST_CHECK bool hear_first_rows(struct hearing *h, struct first_rows *out, struct err *err);

#endif
