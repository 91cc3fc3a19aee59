#include "day_progress.h"

#include "app/daily/show_day.h"
#include "lists_form.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"

/* What the reader did today, all of it or of one kind (DEED_COUNT: all). */
static struct str deeds_link(struct request *r, enum deed deed)
{
    struct list_filter filter = list_filter_none(LIST_OF_ACTIONS);
    filter.by = r->user.login;
    filter.due_from = filter.due_to = r->app->today;
    filter.deed = deed;
    return list_href(r, &filter);
}

/* The day as a thread: a segment a file; of a longer list one for as many as it takes. */
enum { THREAD_MOST = 24, PROGRESS_MAX = 3 };

static int64_t segments(int64_t files, int64_t of, int64_t most)
{
    int64_t n = of > most ? files * most / of : files;
    return n == 0 && files > 0 ? 1 : n;
}

static void fill_thread(struct request *r, const struct day_done *done, int64_t left,
                        struct v_day *view)
{
    int64_t all = done->worked + left;
    int64_t most = all < THREAD_MOST ? all : THREAD_MOST;
    int64_t worked = segments(done->worked, all, most);
    int64_t promised = segments(done->promises, all, most);
    struct v_day_thread *out = ARENA_ARRAY(r->arena, (size_t)most, struct v_day_thread);
    if (worked == most && left > 0)
        worked--;
    for (int64_t i = 0; i < most; i++) {
        const char *kind = i < promised && i < worked ? "p" : i < worked ? "o" : "t";
        out[i].kind = str_of(i == worked ? "now" : kind);
    }
    view->thread = out;
    view->thread_count = (size_t)most;
}

bool day_progress(struct request *r, int64_t left, struct v_day *view, struct err *err)
{
    struct day_query query = {.user_id = r->user.id};
    struct day_done done;
    query.scope = describe_scope(r, &query.scope_count);
    if (!show_day(r->app, &query, &done, err))
        return false;
    fill_thread(r, &done, left, view);
    struct str worked[] = {format_count(r->arena, done.worked, r->lang),
                           format_count(r->arena, left, r->lang)};
    struct str promised[] = {format_count(r->arena, done.promises, r->lang),
                             format_money(r->arena, eur(done.promised_minor), r->lang)};
    struct v_day_progress *rows = ARENA_ARRAY(r->arena, PROGRESS_MAX, struct v_day_progress);
    rows[0] = (struct v_day_progress){
        format_text(r->arena,
                    format_plural(r->lang, done.worked, N_("%1 traité, %2 à traiter"),
                                  N_("%1 traités, %2 à traiter")),
                    worked, 2),
        str_of(tr(r->lang, N_("de mes dossiers d’aujourd’hui"))), deeds_link(r, DEED_COUNT)};
    rows[1] = (struct v_day_progress){format_text(r->arena, "%1 · %2", promised, 2),
                                      str_of(tr(r->lang, N_("promesses obtenues aujourd’hui"))),
                                      deeds_link(r, DEED_PROMISE)};
    rows[2] =
        (struct v_day_progress){format_money(r->arena, eur(done.cash_minor), r->lang),
                                str_of(tr(r->lang, N_("reçus, datés d’aujourd’hui"))), STR("")};
    view->progress = rows;
    view->progress_count = PROGRESS_MAX;
    return true;
}
