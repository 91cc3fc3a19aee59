/* Files on their way in and those that came by page, for whoever looks after the server. */
#include "ask_job.h"
#include "store/user_store.h"

static bool name_line(struct app *app, struct arena *a, const struct creditors *all,
                      struct job_view *line, struct err *err)
{
    const struct creditor *c = creditor_by_id(all, line->job.creditor_id);
    struct user user;
    if (!user_by_id(app->db, a, line->job.actor_id, &user, err))
        return false;
    line->creditor = c == NULL ? STR("") : c->name;
    line->actor = user.id != 0 ? user.login : STR("");
    return true;
}

bool list_jobs(struct app *app, struct arena *a, const struct jobs_wanted *wanted,
               struct job_lines *out, struct err *err)
{
    struct jobs_wanted one_more = *wanted;
    struct creditors all;
    struct jobs jobs;
    one_more.most++;
    *out = (struct job_lines){0};
    if (!creditor_list(app->db, a, &all, err) || !job_page(app->db, a, &one_more, &jobs, err))
        return false;
    out->rows = ARENA_ARRAY(a, jobs.count, struct job_view);
    for (; out->count < jobs.count && out->count < wanted->most; out->count++) {
        struct job_view *line = &out->rows[out->count];
        *line = (struct job_view){.job = jobs.rows[out->count]};
        if (!name_line(app, a, &all, line, err))
            return false;
    }
    if (jobs.count > wanted->most)
        out->before = out->rows[out->count - 1].job.number;
    return true;
}
