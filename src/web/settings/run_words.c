#include "run_words.h"

#include "web/parts/format.h"

struct str run_last_text(struct request *r, const struct run_made *last)
{
    struct str args[] = {format_day(r->arena, last->day, r->lang),
                         format_moment(r->arena, last->ended_ms, r->lang)};
    if (last->number == 0)
        return str_of(tr(r->lang, N_("Aucun passage encore.")));
    return format_text(r->arena, tr(r->lang, N_("Dernier : celui du %1, fini le %2.")), args, 2);
}

struct str run_next_text(struct request *r, const struct run_timetable *t)
{
    int64_t next_ms = run_timetable_next(t, r->app->now_ms);
    struct str at = format_moment(r->arena, next_ms, r->lang);
    if (t->plan.hour == TIMETABLE_NO_HOUR)
        return str_of(tr(r->lang, N_("Aucun n’est prévu.")));
    if (!t->anybody)
        return str_of(tr(r->lang, N_("Il attend un premier dossier.")));
    return format_text(r->arena, tr(r->lang, N_("Prochain : le %1.")), &at, 1);
}
