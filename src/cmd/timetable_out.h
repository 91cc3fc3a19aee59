/* What the commands of timetables share (run plan, backup plan): the option --hour, and how they
 * say when something is done. */
#ifndef RELANCE_CMD_TIMETABLE_OUT_H
#define RELANCE_CMD_TIMETABLE_OUT_H

#include "app/system/set_hour.h"
#include "base/json.h"
#include "cmd.h"

#define TIMETABLE_HOUR_VALUE "0-23|none" /* of the option, in help */

/* As set_hour wants it; absent: HOUR_AS_IT_IS. */
MUST_CHECK bool timetable_hour(struct cmd *c, int64_t *out);
/* "2026-11-24T05:00" in mainland France; of 0: empty. */
struct str timetable_moment(struct cmd *c, int64_t at_ms);
/* The keys "failed" and "error". */
void timetable_failed_json(struct cmd *c, struct json *j, const struct timetable *t);
/* A line: the French text in the person's language, and what is said of it, "—" when empty. */
void timetable_say(struct cmd *c, const char *french, struct str what);
/* The line of the last try that failed, if the last one did. */
void timetable_failed_say(struct cmd *c, const struct timetable *t);

#endif
