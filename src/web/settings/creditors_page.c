/* The creditors one works for, each with what is set and what is missing; then one of them. */
#include "app/overview/set_objective.h"
#include "creditor_pages.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"

enum { WORDS_SHOWN = 12, MONTH_CHARS = 7, FACTS_MAX = 8 };

/* ---- what is said of one, in the list and on his page ---- */

static struct str source_text(struct request *r, const struct creditor_settings *c)
{
    if (c->source.n == 0)
        return str_of(tr(r->lang, N_("rien n’est encore importé")));
    struct str day = format_day(r->arena, c->known, r->lang);
    const char *text = str_is(c->source, "fec") ? N_("grand livre, jusqu’au %1")
                                                : N_("liste de postes ouverts, jusqu’au %1");
    return format_text(r->arena, tr(r->lang, text), &day, 1);
}

static struct tag mandate_tag(struct request *r, const struct creditor_settings *c)
{
    if (!str_is(c->creditor.capacity, "mandate"))
        return (struct tag){STR(""), STR("")};
    if (!c->mandated)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("pas de mandat en cours")))};
    if (!c->mandate->declared)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("R124-2 non attestée")))};
    return (struct tag){STR("grn"), str_of(tr(r->lang, N_("en cours")))};
}

static struct tag payee_tag(struct request *r, const struct creditor_settings *c)
{
    if (c->waiting > 0)
        return (struct tag){STR("amb"), str_of(tr(r->lang, N_("attend une seconde personne")))};
    if (c->account == NULL)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("aucun compte")))};
    return (struct tag){STR("grn"), c->account->name};
}

static struct tag letters_tag(struct request *r, const struct creditor_settings *c)
{
    struct str n = format_count(r->arena, (int64_t)c->lacks.lacking, r->lang);
    if (c->lacks.lacking == 0)
        return (struct tag){STR("grn"), str_of(tr(r->lang, N_("complètes")))};
    return (struct tag){STR("amb"),
                        format_text(r->arena,
                                    format_plural(r->lang, (int64_t)c->lacks.lacking,
                                                  N_("%1 à compléter"), N_("%1 à compléter")),
                                    &n, 1)};
}

/* ---- the list ---- */

bool creditors_page(struct request *r, struct response *out, struct err *err)
{
    struct v_creditors view = {0};
    struct creditor_settings_list list;
    struct creditor_settings_query query = {.person = r->user.name};
    query.of.scope = describe_scope(r, &query.of.scope_count);
    if (!creditor_settings_read(r->app, r->arena, &query, &list, err))
        return false;
    struct v_creditors_rows *rows = ARENA_ARRAY(r->arena, list.count, struct v_creditors_rows);
    for (size_t i = 0; i < list.count; i++) {
        const struct creditor_settings *c = &list.rows[i];
        struct tag mandate = mandate_tag(r, c);
        struct tag payee = payee_tag(r, c);
        struct tag letters = letters_tag(r, c);
        rows[i] = (struct v_creditors_rows){
            .href = creditor_href(r, CREDITORS_PATH, c->creditor.code),
            .name = c->creditor.name,
            .code = c->creditor.code,
            .capacity = str_of(creditor_capacity_text(c->creditor.capacity, r->lang)),
            .source = source_text(r, c),
            .mandate = mandate.text,
            .mandate_tone = mandate.tone,
            .payee = payee.text,
            .payee_tone = payee.tone,
            .letters = letters.text,
            .letters_tone = letters.tone};
    }
    view.rows = rows;
    view.rows_count = list.count;
    view.may_import = right_given(r->user.roles, RIGHT_IMPORT);
    view.capacity = glossary_term(r, GLOSSARY_CAPACITY, NULL);
    view.mandate = glossary_term(r, GLOSSARY_MANDATE, NULL);
    view.payee = glossary_term(r, GLOSSARY_PAYEE, N_("Payé sur"));
    settings_shell(r, out, N_("Créanciers"), &view.page);
    view_creditors(&out->body, &view, r->lang);
    return true;
}

/* ---- one of them ---- */

struct facts {
    struct request *r;
    struct v_creditor_facts rows[FACTS_MAX];
    size_t count;
};

static void add_fact(struct facts *to, const char *label, struct str value)
{
    ASSERT(to->count < FACTS_MAX);
    to->rows[to->count++] = (struct v_creditor_facts){str_of(tr(to->r->lang, label)), value};
}

static void fill_facts(struct creditor_screen *s, struct v_creditor *v)
{
    struct request *r = s->r;
    const struct creditor_settings *c = s->c;
    struct facts *to = ARENA_NEW(r->arena, struct facts);
    to->r = r;
    add_fact(to, N_("Code"), c->creditor.code);
    add_fact(to, N_("Qualité"), str_of(creditor_capacity_text(c->creditor.capacity, r->lang)));
    add_fact(to, N_("Monnaie de ses livres"), currency_str(r->arena, c->creditor.currency));
    add_fact(to, N_("Conditions de paiement convenues"),
             c->creditor.terms.n > 0 ? c->creditor.terms
                                     : str_of(tr(r->lang, N_("celles de chaque client"))));
    add_fact(to, N_("Source qui fait foi"), source_text(r, c));
    struct tag mandate = mandate_tag(r, c);
    if (mandate.text.n > 0)
        add_fact(to, N_("Mandat"), mandate.text);
    add_fact(to, N_("Payé sur"), payee_tag(r, c).text);
    v->facts = to->rows;
    v->facts_count = to->count;
}

static bool fill_words(struct creditor_screen *s, struct v_creditor *v, struct err *err)
{
    struct request *r = s->r;
    struct objective_words words;
    if (!objective_words_read(r->app, r->arena, s->c->creditor.id, &words, err))
        return false;
    size_t n = words.count < WORDS_SHOWN ? words.count : WORDS_SHOWN;
    struct v_creditor_words *rows = ARENA_ARRAY(r->arena, n, struct v_creditor_words);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct v_creditor_words){
            .month = str_slice(format_iso_day(r->arena, words.rows[i].month), 0, MONTH_CHARS),
            .amount = format_money(r->arena, words.rows[i].amount, r->lang),
            .when = format_moment(r->arena, words.rows[i].at_ms, r->lang),
            .who = words.who[i]};
    v->words = rows;
    v->words_count = n;
    return true;
}

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_creditor v = {0};
    struct setting_form form = creditor_form(s, "objective");
    struct setting_field month = {
        .name = "month",
        .label = N_("Mois, comme 2026-11"),
        .value = str_slice(format_iso_day(r->arena, r->app->today), 0, MONTH_CHARS)};
    struct setting_field amount = {
        .name = "amount", .label = N_("À encaisser, en euros"), .amount = true};
    struct v_form_field *fields = ARENA_ARRAY(r->arena, 2, struct v_form_field);
    fields[0] = setting_field(&form, &month);
    fields[1] = setting_field(&form, &amount);
    s->beside = form.beside;
    v.fields = fields;
    v.fields_count = 2;
    fill_facts(s, &v);
    v.lacks = creditor_lacks(r, s->c);
    if (!fill_words(s, &v, err) ||
        !creditor_head(s, &creditor_overview_part, &v.page, &v.head, err))
        return false;
    view_creditor(&s->out->body, &v, r->lang);
    return true;
}

static bool set_month(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct objective_wish wish = {.creditor = s->c->creditor.code,
                                  .month = str_trim(http_field(&r->form, "month")),
                                  .amount = str_trim(http_field(&r->form, "amount")),
                                  .seen = http_field(&r->form, "seen")};
    wish.scope = describe_scope(r, &wish.scope_count);
    return set_objective(r->app, r->arena, &wish, failure);
}

const struct creditor_part creditor_overview_part = {
    .path = CREDITORS_PATH,
    .title = N_("Aperçu"),
    .right = RIGHT_LEAD,
    .show = show,
    .acts = {{"objective", set_month, N_("L’objectif est gardé.")}},
};

bool creditor_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_overview_part, err);
}

bool creditor_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_overview_part, err);
}
