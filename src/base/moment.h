/* A moment as people and programs write it in ISO 8601: a day alone, a day with the local time of
 * mainland France, or an instant with its distance from UTC. */
#ifndef RELANCE_BASE_MOMENT_H
#define RELANCE_BASE_MOMENT_H

#include "buf.h"
#include "err.h"
#include "str.h"
#include "zone.h"

enum { MOMENT_NO_MINUTE = -1 };

/* "2026-11-23" (minute MOMENT_NO_MINUTE), "2026-11-23T10:15", "2026-11-23T10:15:30",
 * "...T09:15:30.250Z", "...T10:15:30+01:00"; a blank may stand for the T. Seconds are checked and
 * dropped. Errors: ERR_BAD_DATE (arg = the text). */
MUST_CHECK bool moment_parse(struct str s, struct civil *out, struct err *err);
/* "2026-11-23T10:15", "2026-11-23". */
void moment_add(struct buf *out, struct civil at);

#endif
