/* Whose list a file is on.
 *
 * A file of nobody is on everybody's. Else it is its own agent's, or the one's who covers for him
 * when he is away. A file of a team, or of somebody away whom nobody covers, goes to one of those
 * who are there: always the same for a debtor as long as the same people are there, so that two
 * agents do not call him, and with as little moved as can be when somebody comes or goes. A manager
 * shares the files of nobody out when he wants: then they are owned, in proportion to each day. */
#ifndef RELANCE_STRATEGY_ASSIGN_H
#define RELANCE_STRATEGY_ASSIGN_H

#include "base/check.h"

struct assign_agent {
    int64_t id;
    bool absent;
    int64_t cover_id;            /* who covers for him; 0: nobody in particular */
    bool shares;                 /* takes files of his teams, of people away, of nobody */
    const int64_t *creditor_ids; /* whose files he may see, ascending; NULL: all */
    size_t creditor_count;
    const int64_t *team_ids;
    size_t team_count;
    double minutes;       /* of the day, for calls, > 0 */
    double taken_minutes; /* set by assign_files: of the files he was given */
};

/* A file to be placed on the list of a day. */
struct assign_place {
    int64_t owner_id, team_id; /* 0: nobody's, no team's */
    int64_t debtor_id, creditor_id;
};

/* The agent on whose list it is; 0: everybody's. Covers may cover for each other; a ring covers for
 * nobody. Team mates come before others. The draw among those who may take it is a hash of debtor
 * and agent: the greatest wins (rendezvous hashing). */
int64_t assign_today(const struct assign_agent *agents, size_t count,
                     const struct assign_place *place);

/* ---- for good ---- */

struct assign_file {
    int64_t owner_id; /* 0: nobody's */
    int64_t creditor_id;
    double minutes;
    int64_t agent_id; /* set; 0: everybody is away */
};

/* Files in the order of work: each to its owner or who covers for him, those of nobody to the agent
 * who may take them with the most time left, in proportion to his day; ties go to the smaller id.
 */
void assign_files(struct assign_agent *agents, size_t agent_count, struct assign_file *files,
                  size_t file_count);

#endif
