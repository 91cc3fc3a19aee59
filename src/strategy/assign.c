#include "assign.h"

static const struct assign_agent *agent_by_id(const struct assign_agent *agents, size_t count,
                                              int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (agents[i].id == id)
            return &agents[i];
    }
    return NULL;
}

/* The owner, or who stands in for him, or NULL. */
static const struct assign_agent *stand_in(const struct assign_agent *agents, size_t count,
                                           int64_t owner_id)
{
    const struct assign_agent *agent = owner_id == 0 ? NULL : agent_by_id(agents, count, owner_id);
    for (size_t hops = 0; agent != NULL && agent->absent; hops++) {
        if (agent->cover_id == 0 || hops == count)
            return NULL;
        agent = agent_by_id(agents, count, agent->cover_id);
    }
    return agent;
}

/* ---- the list of a day ---- */

/* splitmix64 */
static uint64_t mix(uint64_t z)
{
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static bool among(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id)
            return true;
    }
    return false;
}

static bool in_one_of(const struct assign_agent *agent, const int64_t *teams, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (among(agent->team_ids, agent->team_count, teams[i]))
            return true;
    }
    return false;
}

static bool may_take(const struct assign_agent *agent, int64_t creditor_id)
{
    bool sees = agent->creditor_ids == NULL ||
                among(agent->creditor_ids, agent->creditor_count, creditor_id);
    return sees && agent->shares && !agent->absent;
}

/* The winner of the draw among those of the teams who are there; any team when count is 0. */
static int64_t drawn(const struct assign_agent *agents, size_t agent_count,
                     const struct assign_place *place, const int64_t *teams, size_t count)
{
    int64_t best = 0;
    uint64_t best_draw = 0;
    for (size_t i = 0; i < agent_count; i++) {
        const struct assign_agent *agent = &agents[i];
        if (!may_take(agent, place->creditor_id) || (count > 0 && !in_one_of(agent, teams, count)))
            continue;
        uint64_t draw = mix(mix((uint64_t)place->debtor_id) ^ (uint64_t)agent->id);
        if (best == 0 || draw > best_draw) {
            best = agent->id;
            best_draw = draw;
        }
    }
    return best;
}

int64_t assign_today(const struct assign_agent *agents, size_t count,
                     const struct assign_place *place)
{
    const struct assign_agent *agent = stand_in(agents, count, place->owner_id);
    if (agent != NULL)
        return agent->id;
    if (place->owner_id == 0 && place->team_id == 0)
        return 0;
    const struct assign_agent *owner = agent_by_id(agents, count, place->owner_id);
    int64_t mate = 0;
    if (owner != NULL && owner->team_count > 0)
        mate = drawn(agents, count, place, owner->team_ids, owner->team_count);
    else if (place->team_id != 0)
        mate = drawn(agents, count, place, &place->team_id, 1);
    return mate != 0 ? mate : drawn(agents, count, place, NULL, 0);
}

/* ---- for good ---- */

static struct assign_agent *least_loaded(struct assign_agent *agents, size_t count,
                                         int64_t creditor_id)
{
    struct assign_agent *best = NULL;
    for (size_t i = 0; i < count; i++) {
        struct assign_agent *agent = &agents[i];
        if (!may_take(agent, creditor_id))
            continue;
        double load = agent->taken_minutes / agent->minutes;
        double best_load = best == NULL ? 0 : best->taken_minutes / best->minutes;
        bool same = !(load < best_load) && !(load > best_load);
        if (best == NULL || load < best_load || (same && agent->id < best->id))
            best = agent;
    }
    return best;
}

void assign_files(struct assign_agent *agents, size_t agent_count, struct assign_file *files,
                  size_t file_count)
{
    for (size_t i = 0; i < agent_count; i++) {
        ASSERT(agents[i].minutes > 0);
        agents[i].taken_minutes = 0;
    }
    for (size_t i = 0; i < file_count; i++) {
        const struct assign_agent *own = stand_in(agents, agent_count, files[i].owner_id);
        struct assign_agent *agent = own != NULL
                                         ? &agents[own - agents]
                                         : least_loaded(agents, agent_count, files[i].creditor_id);
        files[i].agent_id = agent == NULL ? 0 : agent->id;
        if (agent != NULL)
            agent->taken_minutes += files[i].minutes;
    }
}
