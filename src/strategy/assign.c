#include "assign.h"

static struct assign_agent *agent_by_id(struct assign_agent *agents, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (agents[i].id == id)
            return &agents[i];
    }
    return NULL;
}

/* The owner, or who stands in for him, or NULL. */
static struct assign_agent *stand_in(struct assign_agent *agents, size_t count, int64_t owner_id)
{
    struct assign_agent *agent = owner_id == 0 ? NULL : agent_by_id(agents, count, owner_id);
    for (size_t hops = 0; agent != NULL && agent->absent; hops++) {
        if (agent->cover_id == 0 || hops == count)
            return NULL;
        agent = agent_by_id(agents, count, agent->cover_id);
    }
    return agent;
}

static struct assign_agent *least_loaded(struct assign_agent *agents, size_t count)
{
    struct assign_agent *best = NULL;
    for (size_t i = 0; i < count; i++) {
        struct assign_agent *agent = &agents[i];
        if (agent->absent)
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
        struct assign_agent *agent = stand_in(agents, agent_count, files[i].owner_id);
        if (agent == NULL)
            agent = least_loaded(agents, agent_count);
        files[i].agent_id = agent == NULL ? 0 : agent->id;
        if (agent != NULL)
            agent->taken_minutes += files[i].minutes;
    }
}
