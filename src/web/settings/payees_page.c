/* Who is paid for a creditor, and into which account: said by one person, counting once a second
 * one confirmed it. */
#include "app/acts/object_text.h"
#include "app/settings/manage_payees.h"
#include "creditor_pages.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"

enum { CHANGE_FIELDS = 5, ADD_FIELDS = 6, TAGS_MAX = 3 };

/* ---- the list ---- */

static struct str iban_text(struct arena *a, struct str iban)
{
    struct buf b;
    buf_init(&b, a, 2 * iban.n + 8);
    for (size_t i = 0; i < iban.n; i++) {
        if (i > 0 && i % 4 == 0)
            buf_add_char(&b, ' ');
        buf_add_char(&b, iban.p[i]);
    }
    return buf_str(&b);
}

static struct str word_text(struct request *r, const struct payee_word *w)
{
    struct str day = format_day(r->arena, w->from, r->lang);
    struct str args[] = {w->name, iban_text(r->arena, w->iban), day};
    if (w->kind == PAYEE_WORD_ACCOUNT)
        return format_text(r->arena, tr(r->lang, N_("compte de %1, %2, dès le %3")), args, 3);
    return format_text(r->arena,
                       tr(r->lang, w->kind == PAYEE_WORD_DEFAULT ? N_("payé d’office dès le %1")
                                                                 : N_("n’est plus payé dès le %1")),
                       &day, 1);
}

/* What waits for a second person; whoever said something himself confirms none of it. */
static bool fill_waiting(struct request *r, const struct payee_line *line,
                         struct v_payees_rows *row, struct err *err)
{
    const struct payees *all = line->payees;
    struct v_payees_rows_waiting *out =
        ARENA_ARRAY(r->arena, all->word_count, struct v_payees_rows_waiting);
    for (size_t i = 0; i < all->word_count; i++) {
        const struct payee_word *w = &all->words[i];
        struct str by;
        if (w->payee_id != line->payee->id || payee_word_stands(all, w))
            continue;
        if (!payee_person(r->app, r->arena, w->by_id, &by, err))
            return false;
        struct str args[] = {by, format_day(r->arena, w->said, r->lang)};
        out[row->waiting_count++] = (struct v_payees_rows_waiting){
            word_text(r, w), format_text(r->arena, tr(r->lang, N_("dit par %1 le %2")), args, 2)};
        row->confirm = row->confirm || w->by_id != r->user.id;
    }
    row->waiting = out;
    return true;
}

static void fill_tags(struct request *r, const struct payee_line *line, struct v_payees_rows *row)
{
    struct v_payees_rows_tags *tags = ARENA_ARRAY(r->arena, TAGS_MAX, struct v_payees_rows_tags);
    size_t n = 0;
    if (line->closed)
        tags[n++] = (struct v_payees_rows_tags){STR(""), str_of(tr(r->lang, N_("fermé")))};
    if (line->is_default)
        tags[n++] =
            (struct v_payees_rows_tags){STR("grn"), str_of(tr(r->lang, N_("payé d’office")))};
    if (n == 0 && line->account != NULL)
        tags[n++] = (struct v_payees_rows_tags){STR("grn"), str_of(tr(r->lang, N_("en vigueur")))};
    if (row->waiting_count > 0)
        tags[n++] = (struct v_payees_rows_tags){
            STR("amb"), str_of(tr(r->lang, N_("attend une seconde personne")))};
    row->tags = tags;
    row->tags_count = n;
}

static bool fill_row(struct request *r, const struct payee_line *line, struct v_payees_rows *row,
                     struct err *err)
{
    *row = (struct v_payees_rows){.code = line->payee->code,
                                  .kind = str_of(payee_kind_text(line->payee->kind, r->lang))};
    if (line->account != NULL) {
        row->holder = line->account->name;
        row->iban = iban_text(r->arena, line->account->iban);
        row->bic = line->account->bic;
        row->since = format_day(r->arena, line->account->from, r->lang);
    }
    if (line->before != NULL) {
        struct str before = iban_text(r->arena, line->before->iban);
        row->before = format_text(
            r->arena, tr(r->lang, N_("remplace %1 : annoncé dans les lettres")), &before, 1);
    }
    if (!fill_waiting(r, line, row, err))
        return false;
    row->confirm = row->confirm && right_given(r->user.roles, RIGHT_SET_PAYEES);
    fill_tags(r, line, row);
    return true;
}

/* ---- forms ---- */

static const struct setting_field account_fields[] = {
    {.name = "name", .label = N_("Titulaire, tel que la banque le connaît"), .required = true},
    {.name = "iban", .label = N_("IBAN"), .required = true},
    {.name = "bic", .label = N_("BIC"), .help = N_("Si l’IBAN ne suffit pas.")},
    {.name = "from", .label = N_("À partir du"), .help = N_("Vide : aujourd’hui."), .day = true},
};

static void add_account(struct setting_form *form, bool required, struct v_form_field *out)
{
    for (size_t i = 0; i < COUNT_OF(account_fields); i++) {
        struct setting_field f = account_fields[i];
        f.required = f.required && required;
        out[i] = setting_field(form, &f);
    }
}

static void fill_change(struct creditor_screen *s, const struct payee_lines *lines,
                        struct v_payees *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "change");
    struct setting_choice *choices = ARENA_ARRAY(r->arena, lines->count, struct setting_choice);
    for (size_t i = 0; i < lines->count; i++)
        choices[i] =
            (struct setting_choice){lines->rows[i].payee->code, lines->rows[i].payee->code};
    struct setting_field code = {.name = "code",
                                 .label = N_("Bénéficiaire"),
                                 .help = N_("Ce qui reste vide ne change pas."),
                                 .choices = choices,
                                 .choice_count = lines->count,
                                 .wide = true};
    struct v_form_field *fields = ARENA_ARRAY(r->arena, CHANGE_FIELDS, struct v_form_field);
    fields[0] = setting_field(&form, &code);
    add_account(&form, false, fields + 1);
    v->change = fields;
    v->change_count = CHANGE_FIELDS;
    v->default_on = setting_form_sent(&form) && setting_ticked(r, "default");
    v->close_on = setting_form_sent(&form) && setting_ticked(r, "close");
    s->beside = s->beside || form.beside;
}

static void fill_add(struct creditor_screen *s, struct v_payees *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "add");
    struct setting_choice *choices = ARENA_ARRAY(r->arena, PAYEE_KIND_COUNT, struct setting_choice);
    for (int k = 0; k < PAYEE_KIND_COUNT; k++)
        choices[k] = (struct setting_choice){str_of(payee_kind_code((enum payee_kind)k)),
                                             str_of(payee_kind_text((enum payee_kind)k, r->lang))};
    struct setting_field code = {.name = "code",
                                 .label = N_("Code"),
                                 .help = N_("Lettres, chiffres, tirets, comme FACTO."),
                                 .required = true};
    struct setting_field kind = {.name = "kind",
                                 .label = N_("Qui est payé"),
                                 .choices = choices,
                                 .choice_count = PAYEE_KIND_COUNT};
    struct v_form_field *fields = ARENA_ARRAY(r->arena, ADD_FIELDS, struct v_form_field);
    fields[0] = setting_field(&form, &code);
    fields[1] = setting_field(&form, &kind);
    add_account(&form, true, fields + 2);
    v->add = fields;
    v->add_count = ADD_FIELDS;
    v->add_default_on = setting_form_sent(&form) && setting_ticked(r, "default");
    s->beside = s->beside || form.beside;
}

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_payees v = {.term = glossary_term(r, GLOSSARY_PAYEE, NULL)};
    struct payee_lines lines;
    if (!payee_lines_read(r->app, r->arena, s->c->creditor.code, &lines, err))
        return false;
    struct v_payees_rows *rows = ARENA_ARRAY(r->arena, lines.count, struct v_payees_rows);
    for (size_t i = 0; i < lines.count; i++) {
        if (!fill_row(r, &lines.rows[i], &rows[i], err))
            return false;
    }
    v.rows = rows;
    v.rows_count = lines.count;
    fill_change(s, &lines, &v);
    fill_add(s, &v);
    if (!creditor_head(s, &creditor_payees_part, &v.page, &v.head, err))
        return false;
    view_payees(&s->out->body, &v, r->lang);
    return true;
}

/* ---- what is asked ---- */

static struct payee_request request_of(const struct creditor_screen *s)
{
    const struct http_fields *form = &s->r->form;
    return (struct payee_request){.creditor = s->c->creditor.code,
                                  .code = str_trim(http_field(form, "code")),
                                  .by = s->r->user.login,
                                  .seen = http_field(form, "seen")};
}

static bool read_said(struct request *r, struct payee_said *out, struct err *failure)
{
    *out = (struct payee_said){.name = str_trim(http_field(&r->form, "name")),
                               .iban = str_trim(http_field(&r->form, "iban")),
                               .bic = str_trim(http_field(&r->form, "bic")),
                               .is_default = setting_ticked(r, "default"),
                               .closes = setting_ticked(r, "close")};
    return setting_day(r, "from", &out->from, failure);
}

static bool add(struct creditor_screen *s, struct err *failure)
{
    struct payee_request request = request_of(s);
    struct payee_said said;
    struct str kind = http_field(&s->r->form, "kind");
    enum payee_kind known = PAYEE_CREDITOR;
    if (!read_said(s->r, &said, failure))
        return false;
    if (!payee_kind_parse(kind, &known))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "kind", kind);
    said.kind = known;
    said.closes = false;
    return payee_create(s->r->app, s->r->arena, &request, &said, failure);
}

static bool change(struct creditor_screen *s, struct err *failure)
{
    struct payee_request request = request_of(s);
    struct payee_said said;
    return read_said(s->r, &said, failure) &&
           payee_change(s->r->app, s->r->arena, &request, &said, failure);
}

static bool confirm(struct creditor_screen *s, struct err *failure)
{
    struct payee_request request = request_of(s);
    return payee_confirm(s->r->app, s->r->arena, &request, failure);
}

static bool lacks_account(const struct creditor_settings *c)
{
    return c->account == NULL || c->waiting > 0;
}

const struct creditor_part creditor_payees_part = {
    .path = "/settings/payees",
    .title = N_("Bénéficiaires"),
    .right = RIGHT_SET_PAYEES,
    .lacks = lacks_account,
    .show = show,
    .acts = {{"add", add, N_("Le bénéficiaire est ajouté.")},
             {"change", change, N_("Le changement est dit.")},
             {"confirm", confirm, N_("C’est confirmé : le compte sert désormais.")}},
};

bool payees_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_payees_part, err);
}

bool payees_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_payees_part, err);
}
