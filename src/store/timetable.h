/* The hour at which a server does something by itself, and how the last try went: what the rows of
 * run_plan and backup_plan have in common. */
#ifndef RELANCE_STORE_TIMETABLE_H
#define RELANCE_STORE_TIMETABLE_H

#include "base/err.h"

enum { TIMETABLE_NO_HOUR = -1 };

struct timetable {
    int hour;         /* 0..23 of the day in mainland France; TIMETABLE_NO_HOUR: it is not done */
    int64_t actor_id; /* who said so; ACTOR_COMMAND_LINE: a command did, or nobody */
    int64_t since_ms; /* and when: moments before are nobody's wish; 0: nobody did */
    /* Instants, 0: there is none. */
    int64_t failed_ms;    /* the last try failed, */
    enum err_code failed; /* therefore */
    int64_t again_ms;     /* the next try not before */
};

#endif
