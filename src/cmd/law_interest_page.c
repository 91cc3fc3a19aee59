#include "law_interest_page.h"

#include "app/legal/law_text.h"
#include "columns.h"
#include "law_options.h"

static struct str warning_text(struct cmd *c, const struct law_warning *w, enum lang lang)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
    law_warning_sentence(w, lang, &text);
    return buf_str(&text);
}

static void json_segments(struct json *j, const struct law_case *request,
                          const struct law_interest *r)
{
    json_array(j, "segments");
    for (size_t i = 0; i < r->segment_count; i++) {
        const struct law_segment *s = &r->segments[i];
        json_object(j, NULL);
        json_day(j, "from", s->from);
        json_day(j, "to", s->to);
        json_int(j, "days", s->days);
        json_rate(j, "rate_percent", s->rate);
        json_amount(j, "principal", (struct money){s->base_minor, request->principal.currency});
        law_json_micro(j, "interest", s->interest_micro);
        json_object_end(j);
    }
    json_array_end(j);
}

static void json_notes(struct cmd *c, struct json *j, const struct law_interest *r)
{
    struct buf articles;
    struct str article;
    buf_init(&articles, &c->arena, LIMIT_FIELD_BYTES);
    law_articles(r->rules, r->rule_count, &articles);
    struct str rest = buf_str(&articles);
    json_array(j, "articles");
    while (rest.n > 0 && str_split(&rest, ';', &article)) {
        json_text(j, NULL, str_trim(article));
    }
    json_array_end(j);
    json_array(j, "warnings");
    for (size_t i = 0; i < r->warning_count; i++) {
        const struct law_warning *w = &r->warnings[i];
        json_object(j, NULL);
        json_cstr(j, "code", law_warning_code(w->kind));
        json_text(j, "text", warning_text(c, w, LANG_FR));
        if (w->semester.year != 0) {
            struct buf semester;
            buf_init(&semester, &c->arena, 20);
            buf_add_semester(&semester, w->semester);
            json_text(j, "semester", buf_str(&semester));
        }
        json_object_end(j);
    }
    json_array_end(j);
}

void law_interest_json(struct cmd *c, const struct law_case *request, const struct law_interest *r)
{
    struct currency currency = request->principal.currency;
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_currency(&j, "currency", currency);
    json_int(&j, "days", r->days);
    json_segments(&j, request, r);
    json_amount(&j, "principal", (struct money){r->owed.principal, currency});
    json_amount(&j, "interest", (struct money){r->owed.interest, currency});
    json_amount(&j, "indemnity", (struct money){r->owed.indemnity, currency});
    json_amount(&j, "paid", (struct money){r->paid_minor, currency});
    json_amount(&j, "total", (struct money){law_owed_total(&r->owed), currency});
    json_notes(c, &j, r);
    json_object_end(&j);
    json_end(&j);
}

static void add_amount(struct cmd *c, struct buf *out, struct money m)
{
    if (c->lang == LANG_FR) {
        buf_add_money_fr(out, m);
    } else {
        buf_add_c(out, "EUR ");
        buf_add_amount(out, m);
    }
}

static void add_rate(struct cmd *c, struct buf *out, struct rate rate)
{
    if (c->lang == LANG_FR) {
        buf_add_rate_fr(out, rate);
        buf_add_c(out, " %");
    } else {
        buf_add_rate(out, rate);
        buf_add_c(out, "%");
    }
}

static void add_micro(struct cmd *c, struct buf *out, int64_t micro)
{
    buf_add_int(out, micro / 1000000);
    buf_add_char(out, c->lang == LANG_FR ? ',' : '.');
    buf_add_int_padded(out, micro % 1000000, 6);
}

static void print_segments(struct cmd *c, const struct law_case *request,
                           const struct law_interest *r)
{
    static const char *const heads[] = {N_("du"),   N_("au"),   N_("jours"),
                                        N_("taux"), N_("base"), N_("intérêts")};
    struct columns t;
    if (r->segment_count == 0) {
        return;
    }
    columns_begin(&t, &c->arena, "llrrrr");
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        columns_text(&t, cmd_tr(c, heads[i]));
    }
    for (size_t i = 0; i < r->segment_count; i++) {
        const struct law_segment *s = &r->segments[i];
        buf_add_day_lang(&t.cell, s->from, c->lang);
        columns_next(&t);
        buf_add_day_lang(&t.cell, s->to, c->lang);
        columns_next(&t);
        buf_add_int(&t.cell, s->days);
        columns_next(&t);
        add_rate(c, &t.cell, s->rate);
        columns_next(&t);
        add_amount(c, &t.cell, (struct money){s->base_minor, request->principal.currency});
        columns_next(&t);
        add_micro(c, &t.cell, s->interest_micro);
        columns_next(&t);
    }
    buf_add_char(&c->out, '\n');
    columns_end(&t, 2, &c->out);
}

static void total_row(struct cmd *c, struct columns *t, const char *label, int64_t minor)
{
    columns_text(t, cmd_tr(c, label));
    add_amount(c, &t->cell, eur(minor));
    columns_next(t);
}

static void print_totals(struct cmd *c, const struct law_case *request,
                         const struct law_interest *r)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lr");
    if (r->paid_minor > 0) {
        total_row(c, &t, N_("Principal au départ"), request->principal.minor);
        total_row(c, &t, N_("Intérêts courus"), r->accrued_minor);
        total_row(c, &t, N_("Payé"), r->paid_minor);
    }
    total_row(c, &t, N_("Principal restant dû"), r->owed.principal);
    total_row(c, &t, N_("Intérêts restant dus"), r->owed.interest);
    total_row(c, &t, N_("Indemnité forfaitaire"), r->owed.indemnity);
    total_row(c, &t, N_("Total"), law_owed_total(&r->owed));
    buf_add_char(&c->out, '\n');
    columns_end(&t, 2, &c->out);
}

void law_interest_page(struct cmd *c, const struct law_case *request, const struct law_interest *r)
{
    bool first = true;
    buf_add_c(&c->out, law_regime_sentence(r->regime, c->lang));
    buf_add_char(&c->out, '\n');
    if (day_is(r->start)) {
        buf_add_c(&c->out, cmd_tr(c, "Premier jour : "));
        buf_add_day_lang(&c->out, day_add(r->start, 1), c->lang);
        buf_add_c(&c->out, cmd_tr(c, " ; dernier jour : "));
        buf_add_day_lang(&c->out, r->last, c->lang);
        buf_add_c(&c->out, cmd_tr(c, " ; jours d’intérêt : "));
        buf_add_int(&c->out, r->days);
        buf_add_char(&c->out, '\n');
    }
    print_segments(c, request, r);
    print_totals(c, request, r);
    buf_add_char(&c->out, '\n');
    buf_add_c(&c->out, cmd_tr(c, "Articles : "));
    law_articles(r->rules, r->rule_count, &c->out);
    buf_add_char(&c->out, '\n');
    for (size_t i = 0; i < r->warning_count; i++) {
        law_print_warning(c, &first, warning_text(c, &r->warnings[i], c->lang));
    }
}
