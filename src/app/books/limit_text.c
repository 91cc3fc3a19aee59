#include "limit_text.h"

#include "app/legal/law_text.h"

bool limit_is_told(const struct item_limit *limit, struct day today)
{
    return limit->since != NULL || day_is(limit->doubtful) ||
           (day_is(limit->last_day) && limit->last_day.n - today.n <= LIMIT_NEAR_DAYS);
}

static void add_article(const char *article, struct buf *out)
{
    buf_add_c(out, " (");
    buf_add_c(out, article);
    buf_add_char(out, ')');
}

static void add_day(const char *words, struct day day, struct buf *out)
{
    buf_add_c(out, words);
    buf_add_char(out, ' ');
    buf_add_day_fr(out, day);
}

static void add_since(const struct item_limit *limit, enum lang lang, struct buf *out)
{
    const struct law_step *step = limit->since;
    buf_add_c(out, tr(lang, N_(" ; ")));
    buf_add_c(out, limit->by_payment ? tr(lang, N_("paiement partiel"))
                                     : law_event_label(step->event.kind, lang));
    buf_add_char(out, ' ');
    add_day(tr(lang, N_("le")), step->event.on, out);
    if (limit->by_payment)
        buf_add_c(out, tr(lang, N_(", s’il vient du débiteur et sans réserve")));
    if (step->rule != NULL)
        add_article(step->rule->note.article, out);
}

void limit_text(const struct item_limit *limit, enum lang lang, struct buf *out)
{
    if (limit->status == LAW_LIMITATION_EXPIRED)
        add_day(tr(lang, N_("prescrite depuis la fin du")), limit->last_day, out);
    else if (day_is(limit->last_day))
        add_day(tr(lang, N_("agir au plus tard le")), day_add(limit->last_day, -1), out);
    else
        buf_add_c(out, tr(lang, N_("prescription interrompue")));
    if (day_is(limit->last_day))
        add_article(limit->claim->note.article, out);
    if (limit->since != NULL)
        add_since(limit, lang, out);
    if (day_is(limit->doubtful)) {
        buf_add_c(out, tr(lang, N_(" ; ")));
        add_day(tr(lang, N_("non compté, car réparti sur plusieurs pièces : paiement du")),
                limit->doubtful, out);
        add_article("C. civ. 2240", out);
    }
}

static void since_json(struct json *j, const struct item_limit *limit)
{
    const struct law_step *step = limit->since;
    if (step == NULL) {
        json_null(j, "since");
        return;
    }
    json_object(j, "since");
    json_cstr(j, "kind", law_event_code(step->event.kind));
    json_day(j, "on", step->event.on);
    if (step->rule != NULL)
        json_cstr(j, "article", step->rule->note.article);
    else
        json_null(j, "article");
    json_bool(j, "by_payment", limit->by_payment);
    json_object_end(j);
}

void limit_json(struct json *j, const char *key, const struct item_limit *limit)
{
    if (limit == NULL) {
        json_null(j, key);
        return;
    }
    json_object(j, key);
    json_day(j, "last_day", limit->last_day);
    json_day(j, "act_before", day_is(limit->last_day) ? day_add(limit->last_day, -1) : DAY_NONE);
    json_cstr(j, "status", law_limitation_status_code(limit->status));
    json_cstr(j, "article", limit->claim->note.article);
    since_json(j, limit);
    json_day(j, "doubtful", limit->doubtful);
    json_object_end(j);
}
