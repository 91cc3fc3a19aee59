/* Who writes: the letterhead of a creditor, and that of the house, which writes for others. Beside
 * it, letter by letter, what is still missing, with the article that asks for it. */
#include "app/letters/letter_text.h"
#include "base/limits.h"
#include "creditor_pages.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"
#include "web/server/session.h"

static const char house_path[] = "/settings/letterhead";

enum { GROUP_FIELDS_MAX = 8, CHEQUES = 3 };

static const struct group {
    const char *id, *title;
    size_t count;
    enum sender_field fields[GROUP_FIELDS_MAX];
} groups[] = {
    {"lh-who", N_("Qui écrit"), 4, {SENDER_NAME, SENDER_ACTIVITY, SENDER_ADDRESS, SENDER_LEGAL}},
    {"lh-contact",
     N_("Qui répond"),
     5,
     {SENDER_CONTACT, SENDER_TITLE, SENDER_PHONE, SENDER_HOURS, SENDER_EMAIL}},
    {"lh-words",
     N_("Mentions et usages"),
     6,
     {SENDER_BASIS, SENDER_PRIVACY, SENDER_NOTICE, SENDER_MEDIATOR, SENDER_PLACE, SENDER_CHEQUE}},
};

static const char *const labels[SENDER_FIELD_COUNT] = {
    [SENDER_NAME] = N_("Nom en tête des lettres"),
    [SENDER_ACTIVITY] = N_("Activité"),
    [SENDER_ADDRESS] = N_("Adresse, sur une ligne"),
    [SENDER_LEGAL] = N_("Forme, capital, SIREN et registre, numéro de TVA"),
    [SENDER_NOTICE] = N_("Phrase de pied de page"),
    [SENDER_PRIVACY] = N_("À qui écrire pour ses données personnelles"),
    [SENDER_CONTACT] = N_("Interlocuteur"),
    [SENDER_TITLE] = N_("Sa fonction"),
    [SENDER_PHONE] = N_("Son téléphone"),
    [SENDER_HOURS] = N_("Ses heures"),
    [SENDER_EMAIL] = N_("Son adresse e-mail"),
    [SENDER_PLACE] = N_("Lieu qui date les lettres"),
    [SENDER_CHEQUE] = N_("Chèques"),
    [SENDER_MEDIATOR] = N_("Médiateur de la consommation"),
    [SENDER_BASIS] = N_("Ce dont le prix est demandé"),
};
static const char *const helps[SENDER_FIELD_COUNT] = {
    [SENDER_ACTIVITY] = N_("Pour qui recouvre sous mandat (C. proc. civ. exéc. R124-4, 1°)."),
    [SENDER_LEGAL] = N_("C. com. R123-237."),
    [SENDER_NOTICE] = N_("Par exemple l’assurance et la déclaration (R124-2)."),
    [SENDER_PRIVACY] = N_("RGPD, art. 14."),
    [SENDER_CONTACT] = N_("Vide : la personne qui écrit la lettre."),
    [SENDER_HOURS] = N_("Comme « de 9 h à 17 h 30 »."),
    [SENDER_PLACE] = N_("Vide : la ville de l’adresse."),
    [SENDER_MEDIATOR] = N_("Nom et adresse ; pour les lettres aux consommateurs."),
    [SENDER_BASIS] = N_("Comme « des livraisons de matériel » (R124-4, 3°)."),
};

static const struct {
    const char *value, *text;
} cheques[CHEQUES] = {{"", N_("non dit : refusés")},
                      {"yes", N_("acceptés, à l’ordre du titulaire du compte")},
                      {"no", N_("refusés")}};

/* ---- what is missing ---- */

/* Where a gap is filled: here, in the house's letterhead, among payees or mandates. */
static struct str gap_href(struct request *r, const struct creditor_settings *c,
                           enum letter_field field)
{
    bool own = letter_capacity_of(c->creditor.capacity) == LETTER_OWN;
    bool of_creditor = field == LETTER_FIELD_creditor_name ||
                       field == LETTER_FIELD_creditor_address || field == LETTER_FIELD_basis;
    if (field == LETTER_FIELD_mandate_date)
        return creditor_href(r, creditor_mandate_part.path, c->creditor.code);
    if (letter_sender_field(field) == SENDER_FIELD_COUNT)
        return creditor_href(r, creditor_payees_part.path, c->creditor.code);
    return own || of_creditor ? creditor_href(r, house_path, c->creditor.code) : str_of(house_path);
}

/* Which nobody read for us is said to be so. */
static struct str article_text(struct request *r, const char *article)
{
    struct str text = str_of(article);
    return letter_article_verified(article)
               ? text
               : format_text(r->arena, tr(r->lang, N_("%1, non vérifié")), &text, 1);
}

/* "Relevé de compte, Mise en demeure": those that lack this field; all of them in one word. */
static struct str letters_of(struct request *r, const struct letter_lacks *lacks,
                             enum letter_field field)
{
    struct buf text;
    size_t n = 0;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < lacks->count; i++) {
        if (field != LETTER_FIELD_NONE && letter_gap_of(&lacks->rows[i], field) == NULL)
            continue;
        buf_add_c(&text, n++ > 0 ? ", " : "");
        buf_add_c(&text, letter_kind_words(lacks->rows[i].kind, r->lang));
    }
    return field != LETTER_FIELD_NONE && n == lacks->count
               ? str_of(tr(r->lang, N_("toutes les lettres")))
               : buf_str(&text);
}

static const struct letter_gap *first_gap(const struct letter_lacks *lacks, enum letter_field field)
{
    const struct letter_gap *gap = NULL;
    for (size_t i = 0; i < lacks->count && gap == NULL; i++)
        gap = letter_gap_of(&lacks->rows[i], field);
    return gap;
}

/* Each thing once, with the letters that want it. */
struct v_letter_lacks creditor_lacks(struct request *r, const struct creditor_settings *c)
{
    const struct letter_lacks *lacks = &c->lacks;
    struct v_letter_lacks_rows *rows =
        ARENA_ARRAY(r->arena, LETTER_FIELD_COUNT, struct v_letter_lacks_rows);
    struct v_letter_lacks out = {.term = glossary_term(r, GLOSSARY_LETTERHEAD, NULL),
                                 .kinds = letters_of(r, lacks, LETTER_FIELD_NONE),
                                 .rows = rows};
    for (int f = LETTER_FIELD_NONE + 1; f < LETTER_FIELD_COUNT; f++) {
        enum letter_field field = (enum letter_field)f;
        const struct letter_gap *gap = first_gap(lacks, field);
        if (gap == NULL)
            continue;
        struct v_letter_lacks_rows *row = &rows[out.rows_count++];
        *row = (struct v_letter_lacks_rows){.what = str_of(letter_field_words(field, r->lang)),
                                            .href = gap_href(r, c, field),
                                            .letters = letters_of(r, lacks, field)};
        if (gap->article[0] != '\0')
            row->article = article_text(r, gap->article);
    }
    return out;
}

/* ---- the form ---- */

static struct v_form_field fill_field(struct setting_form *form, enum sender_field field,
                                      struct str value)
{
    static const enum sender_field wide[] = {SENDER_ADDRESS,  SENDER_LEGAL, SENDER_NOTICE,
                                             SENDER_MEDIATOR, SENDER_BASIS, SENDER_PRIVACY};
    struct request *r = form->r;
    struct setting_field f = {.name = sender_field_code(field),
                              .label = labels[field],
                              .help = helps[field],
                              .value = value};
    for (size_t i = 0; i < COUNT_OF(wide); i++)
        f.wide = f.wide || wide[i] == field;
    if (field == SENDER_CHEQUE) {
        struct setting_choice *choices = ARENA_ARRAY(r->arena, CHEQUES, struct setting_choice);
        for (size_t i = 0; i < CHEQUES; i++)
            choices[i] = (struct setting_choice){str_of(cheques[i].value),
                                                 str_of(tr(r->lang, cheques[i].text))};
        f.choices = choices;
        f.choice_count = CHEQUES;
    }
    return setting_field(form, &f);
}

/* Of the house nothing is asked that is a creditor's. */
static void fill_groups(struct setting_form *form, const struct letterhead *head,
                        struct v_letterhead *v)
{
    struct request *r = form->r;
    struct v_letterhead_groups *out =
        ARENA_ARRAY(r->arena, COUNT_OF(groups), struct v_letterhead_groups);
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        struct v_form_field *fields = ARENA_ARRAY(r->arena, groups[i].count, struct v_form_field);
        out[i] = (struct v_letterhead_groups){.id = str_of(groups[i].id),
                                              .title = str_of(tr(r->lang, groups[i].title)),
                                              .fields = fields};
        for (size_t k = 0; k < groups[i].count; k++) {
            enum sender_field field = groups[i].fields[k];
            if (!v->house || field != SENDER_BASIS)
                fields[out[i].fields_count++] = fill_field(form, field, head->values[field]);
        }
    }
    v->groups = out;
    v->groups_count = COUNT_OF(groups);
}

/* Only what differs from what is set is said. */
static bool say(struct request *r, struct letterhead_request *request, struct err *failure)
{
    struct letterhead_request nothing = {.house = request->house, .creditor = request->creditor};
    struct letterhead now;
    if (!letterhead_say(r->app, r->arena, &nothing, &now, failure))
        return false;
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        struct str typed = http_field(&r->form, sender_field_code((enum sender_field)f));
        if (typed.p != NULL && !str_eq(str_trim(typed), now.values[f]))
            request->values[f] = str_trim(typed);
    }
    return letterhead_say(r->app, r->arena, request, &now, failure);
}

/* ---- a creditor's ---- */

static bool lacks_letterhead(const struct creditor_settings *c) { return c->lacks.lacking > 0; }

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_letterhead v = {.lacks = creditor_lacks(r, s->c)};
    struct letterhead_request nothing = {.creditor = s->c->creditor.code};
    struct letterhead head;
    struct setting_form form = creditor_form(s, "letterhead");
    if (!letterhead_say(r->app, r->arena, &nothing, &head, err))
        return false;
    fill_groups(&form, &head, &v);
    s->beside = form.beside;
    if (!creditor_head(s, &creditor_letterhead_part, &v.page, &v.head, err))
        return false;
    v.csrf = v.head.csrf;
    v.seen = v.head.seen;
    v.act = v.head.act;
    v.may_set = v.head.may_set;
    if (letter_capacity_of(s->c->creditor.capacity) != LETTER_OWN) {
        v.house_href = str_of(house_path);
        v.house_note = str_of(
            tr(r->lang, N_("Pour ce créancier, la maison écrit sous son propre en-tête. D’ici "
                           "viennent le nom et l’adresse du créancier, ce dont le prix est "
                           "demandé, et qui répond s’il nomme quelqu’un.")));
    }
    view_letterhead(&s->out->body, &v, r->lang);
    return true;
}

static bool say_creditor(struct creditor_screen *s, struct err *failure)
{
    struct letterhead_request request = {.creditor = s->c->creditor.code,
                                         .seen = http_field(&s->r->form, "seen")};
    return say(s->r, &request, failure);
}

const struct creditor_part creditor_letterhead_part = {
    .path = house_path,
    .title = N_("En-tête"),
    .right = RIGHT_SET_CREDITORS,
    .lacks = lacks_letterhead,
    .show = show,
    .acts = {{"letterhead", say_creditor,
              N_("L’en-tête est gardé : les prochaines lettres le "
                 "portent.")}},
};

bool letterhead_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_letterhead_part, err);
}

bool letterhead_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_letterhead_part, err);
}

/* ---- the house's ---- */

static bool show_house(struct request *r, struct response *out, const struct err *failure,
                       struct err *err)
{
    struct v_letterhead v = {.house = true, .act = str_of(house_path)};
    struct setting_of of = {SETTINGS_HOUSE, 0};
    struct letterhead_request nothing = {.house = true};
    struct letterhead head;
    struct setting_form form = {.r = r, .act = "letterhead", .failure = failure};
    struct settings_place place = {N_("Créanciers"), STR(CREDITORS_PATH),
                                   str_of(tr(r->lang, N_("En-tête de la maison")))};
    v.may_set = settings_house_may_set(r); /* nobody else needs to know when it was said */
    if ((v.may_set && !setting_mark_read(r->app, r->arena, &of, &v.seen, err)) ||
        !letterhead_say(r->app, r->arena, &nothing, &head, err))
        return false;
    settings_shell_within(r, out, &place, &v.page);
    v.csrf = session_csrf(r, out, CSRF_SESSION);
    v.house_note =
        str_of(tr(r->lang, N_("Sous mandat ou comme factor, la maison écrit. Elle répond "
                              "aussi pour un créancier qui ne nomme personne.")));
    fill_groups(&form, &head, &v);
    if (http_field(&r->query, "done").n > 0)
        v.notes.done = str_of(tr(r->lang, creditor_letterhead_part.acts[0].done));
    if (failure != NULL)
        out->status = failure->code == ERR_CHANGED_MEANWHILE ? 409 : 422;
    if (failure != NULL && failure->code == ERR_CHANGED_MEANWHILE &&
        !setting_conflict(r, &of, &v.notes, err))
        return false;
    if (failure != NULL && !form.beside && !v.notes.changed)
        form_words(r, failure, arena_str(r->arena, str_of(failure->arg)), &v.notes.error,
                   &v.notes.advice);
    view_letterhead(&out->body, &v, r->lang);
    return true;
}

bool letterhead_house_page(struct request *r, struct response *out, struct err *err)
{
    return show_house(r, out, NULL, err);
}

bool letterhead_house_submit(struct request *r, struct response *out, struct err *err)
{
    struct letterhead_request request = {.house = true, .seen = http_field(&r->form, "seen")};
    struct err failure = {0};
    if (!settings_house_may_set(r))
        return err_set(err, ERR_NOT_ALLOWED, "scope");
    if (say(r, &request, &failure)) {
        response_redirect(out, STR("/settings/letterhead?done=letterhead"));
        return true;
    }
    if (form_refused(&failure))
        return show_house(r, out, &failure, err);
    *err = failure;
    return false;
}
