#include "backup_words.h"

#include "web/parts/format.h"

struct str backup_plan_last_text(struct request *r, const struct backup_plan *plan)
{
    struct str at = format_moment(r->arena, plan->made_ms, r->lang);
    if (plan->made_ms == 0)
        return str_of(tr(r->lang, N_("Le serveur n’en a pas encore fait de lui-même.")));
    return format_text(r->arena, tr(r->lang, N_("Dernière faite de lui-même : le %1.")), &at, 1);
}

struct str backup_plan_next_text(struct request *r, const struct backup_plan *plan)
{
    int64_t next_ms = backup_plan_next(plan, r->app->now_ms);
    struct str at = format_moment(r->arena, next_ms, r->lang);
    if (next_ms == 0)
        return str_of(tr(r->lang, N_("Aucune n’est prévue.")));
    return format_text(r->arena, tr(r->lang, N_("Prochaine : le %1.")), &at, 1);
}
