/* Whose list a file is on: its own agent's, the one who covers for him when he is away, or the
 * agent with the most time left. */
#ifndef RELANCE_STRATEGY_ASSIGN_H
#define RELANCE_STRATEGY_ASSIGN_H

#include "base/check.h"

struct assign_agent {
    int64_t id;
    bool absent;
    int64_t cover_id;     /* who covers for him; 0: nobody in particular */
    double minutes;       /* of the day, for calls, > 0 */
    double taken_minutes; /* set: of the files he was given */
};

struct assign_file {
    int64_t owner_id; /* 0: nobody's */
    double minutes;
    int64_t agent_id; /* set; 0: everybody is away */
};

/* Files in the order of work. Covers may cover for each other; a ring ends at the agent with the
 * most time left, in proportion to his day; ties go to the smaller id. */
void assign_files(struct assign_agent *agents, size_t agent_count, struct assign_file *files,
                  size_t file_count);

#endif
