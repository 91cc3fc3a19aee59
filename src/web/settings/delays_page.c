/* How long after a promised day money is looked for, by means, and what a creditor's ledger
 * accounts hold: both as shipped until somebody says otherwise. */
#include "app/acts/object_text.h"
#include "app/books/edit_chart.h"
#include "app/settings/set_grace.h"
#include "app/words/code_text.h"
#include "creditor_pages.h"
#include "web/pages.h"
#include "web/parts/format.h"

enum { GRACE_FIELDS = 3, CHART_FIELDS = 2 };

/* ---- grace ---- */

static struct str days_text(struct request *r, int32_t days)
{
    return format_count(r->arena, days, r->lang);
}

static void fill_grace(struct request *r, const struct grace_view *grace, struct v_delays *v)
{
    struct v_delays_grace *rows = ARENA_ARRAY(r->arena, MEANS_COUNT, struct v_delays_grace);
    for (int i = 0; i < MEANS_COUNT; i++) {
        const struct means_rule *now = &grace->rules.rows[i];
        const struct means_rule *shipped = &grace->shipped.rows[i];
        const struct str args[] = {days_text(r, shipped->grace_days),
                                   days_text(r, shipped->return_days)};
        rows[i] = (struct v_delays_grace){
            .text = str_of(means_text((enum means)i, r->lang)),
            .days = days_text(r, now->grace_days),
            .back = days_text(r, now->return_days),
            .changed =
                now->grace_days != shipped->grace_days || now->return_days != shipped->return_days,
            .shipped = format_text(r->arena, "%1 · %2", args, COUNT_OF(args))};
    }
    v->grace = rows;
    v->grace_count = MEANS_COUNT;
}

static void fill_grace_form(struct creditor_screen *s, struct v_delays *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "grace");
    struct setting_choice *choices = ARENA_ARRAY(r->arena, MEANS_COUNT, struct setting_choice);
    for (int i = 0; i < MEANS_COUNT; i++)
        choices[i] = (struct setting_choice){str_of(means_code((enum means)i)),
                                             str_of(means_text((enum means)i, r->lang))};
    const struct setting_field fields[GRACE_FIELDS] = {
        {.name = "means",
         .label = N_("Moyen"),
         .choices = choices,
         .choice_count = MEANS_COUNT,
         .wide = true},
        {.name = "days",
         .label = N_("Jours ouvrés"),
         .help = N_("Vide : comme avant ; 60 au plus."),
         .amount = true},
        {.name = "return-days",
         .label = N_("Jours de reprise possible"),
         .help = N_("Vide : comme avant ; 400 au plus."),
         .amount = true}};
    struct v_form_field *out = ARENA_ARRAY(r->arena, GRACE_FIELDS, struct v_form_field);
    for (size_t i = 0; i < GRACE_FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    v->grace_fields = out;
    v->grace_fields_count = GRACE_FIELDS;
    s->beside = s->beside || form.beside;
}

/* ---- accounts ---- */

static void fill_chart(struct request *r, const struct chart_view *chart, struct v_delays *v)
{
    struct v_delays_chart *rows = ARENA_ARRAY(r->arena, chart->count, struct v_delays_chart);
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_row *row = &chart->rows[i];
        const char *tag = row->changed       ? N_("changé")
                          : !row->is_default ? N_("ajouté")
                                             : N_("d’office");
        rows[i] = (struct v_delays_chart){.prefix = row->prefix,
                                          .role = str_of(ledger_role_text(row->role, r->lang)),
                                          .tag = str_of(tr(r->lang, tag)),
                                          .tone = row->changed || !row->is_default ? STR("acc")
                                                                                   : STR("")};
    }
    v->chart = rows;
    v->chart_count = chart->count;
}

static void fill_chart_form(struct creditor_screen *s, struct v_delays *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "chart");
    struct setting_choice *choices =
        ARENA_ARRAY(r->arena, LEDGER_ROLE_COUNT + 1, struct setting_choice);
    size_t n = 0;
    for (int i = LEDGER_NONE + 1; i < LEDGER_ROLE_COUNT; i++)
        choices[n++] =
            (struct setting_choice){str_of(plan_role_code((enum ledger_role)i)),
                                    str_of(ledger_role_text((enum ledger_role)i, r->lang))};
    choices[n++] = (struct setting_choice){str_of(plan_role_code(LEDGER_NONE)),
                                           str_of(ledger_role_text(LEDGER_NONE, r->lang))};
    choices[n++] = (struct setting_choice){
        STR(""), str_of(tr(r->lang, N_("comme d’office : retirer ce qui a été dit")))};
    const struct setting_field fields[CHART_FIELDS] = {
        {.name = "prefix",
         .label = N_("Début du numéro de compte"),
         .help = N_("Comme 467200."),
         .required = true},
        {.name = "role",
         .label = N_("Contient"),
         .value = str_of(plan_role_code(LEDGER_CUSTOMER)),
         .choices = choices,
         .choice_count = n}};
    struct v_form_field *out = ARENA_ARRAY(r->arena, CHART_FIELDS, struct v_form_field);
    for (size_t i = 0; i < CHART_FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    v->chart_fields = out;
    v->chart_fields_count = CHART_FIELDS;
    s->beside = s->beside || form.beside;
}

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_delays v = {0};
    struct grace_view grace;
    struct chart_view chart;
    struct str code = s->c->creditor.code;
    if (!show_grace(r->app, r->arena, code, &grace, err) ||
        !show_chart(r->app, r->arena, code, &chart, err))
        return false;
    fill_grace(r, &grace, &v);
    fill_grace_form(s, &v);
    fill_chart(r, &chart, &v);
    fill_chart_form(s, &v);
    if (!creditor_head(s, &creditor_delays_part, &v.page, &v.head, err))
        return false;
    view_delays(&s->out->body, &v, r->lang);
    return true;
}

/* ---- what is asked ---- */

/* -1: nothing was typed. */
static bool read_days(struct request *r, const char *name, int64_t *out, struct err *failure)
{
    struct str text = str_trim(http_field(&r->form, name));
    *out = text.n > 0 ? http_field_int(&r->form, name, -1) : -1;
    return text.n == 0 || *out >= 0 || err_set_field(failure, ERR_BAD_OPTION_VALUE, name, text);
}

static bool change_grace(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct grace_change change = {.creditor = s->c->creditor.code,
                                  .seen = http_field(&r->form, "seen")};
    struct grace_view view;
    struct str means = http_field(&r->form, "means");
    if (!means_parse(means, &change.means))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "means", means);
    if (!read_days(r, "days", &change.grace_days, failure) ||
        !read_days(r, "return-days", &change.return_days, failure))
        return false;
    if (change.grace_days < 0 && change.return_days < 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "days", STR(""));
    return set_grace(r->app, r->arena, &change, &view, failure);
}

static bool say_account(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct chart_change change = {.creditor = s->c->creditor.code,
                                  .prefix = str_trim(http_field(&r->form, "prefix")),
                                  .role = http_field(&r->form, "role"),
                                  .seen = http_field(&r->form, "seen")};
    struct chart_view view;
    return change_chart(r->app, r->arena, &change, &view, failure);
}

const struct creditor_part creditor_delays_part = {
    .path = "/settings/delays",
    .title = N_("Délais et comptes"),
    .right = RIGHT_SET_CREDITORS,
    .show = show,
    .acts = {{"grace", change_grace,
              N_("Le délai est gardé : il vaut aussitôt pour chaque promesse.")},
             {"chart", say_account,
              N_("Le compte est gardé : redonnez le FEC pour qu’il y soit lu.")}},
};

bool delays_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_delays_part, err);
}

bool delays_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_delays_part, err);
}
