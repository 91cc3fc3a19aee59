#include "import_words.h"

#include "app/legal/law_words.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"

enum { FIELDS_MAX = 4 };

struct tag import_job_tag(const struct job *job, enum lang lang)
{
    static const struct {
        const char *tone, *text;
    } states[JOB_STATE_COUNT] = {
        [JOB_QUEUED] = {"", N_("en file")},       [JOB_RUNNING] = {"acc", N_("en cours")},
        [JOB_WAITING] = {"amb", N_("à décider")}, [JOB_DONE] = {"grn", N_("fait")},
        [JOB_FAILED] = {"red", N_("refusé")},     [JOB_CANCELLED] = {"", N_("abandonné")}};
    return (struct tag){str_of(states[job->state].tone), str_of(tr(lang, states[job->state].text))};
}

struct tag import_line_tag(enum import_line_state state, enum lang lang)
{
    switch (state) {
    case IMPORT_LINE_DONE:
        return (struct tag){STR("grn"), str_of(tr(lang, N_("compte")))};
    case IMPORT_LINE_UNDONE:
        return (struct tag){STR("amb"), str_of(tr(lang, N_("annulé")))};
    case IMPORT_LINE_BROKEN:
        return (struct tag){STR(""), str_of(tr(lang, N_("interrompu, ne compte pas")))};
    }
    BUG("state of an import");
}

struct str import_progress(struct request *r, const struct job *job)
{
    struct str rows = format_count(r->arena, job->rows, r->lang);
    if (job->state == JOB_QUEUED)
        return str_of(tr(r->lang, N_("En file : il commence quand celui d’avant est fini.")));
    switch ((enum import_phase)job->phase) {
    case IMPORT_CHECKS:
        return str_of(tr(r->lang, N_("Contrôle du fichier.")));
    case IMPORT_READS:
        return format_text(r->arena, tr(r->lang, N_("Lecture : %1 lignes.")), &rows, 1);
    case IMPORT_COMPARES:
        return format_text(r->arena,
                           tr(r->lang, N_("%1 lignes lues ; comparaison avec ce qui est connu.")),
                           &rows, 1);
    case IMPORT_WRITES:
        return format_text(r->arena, tr(r->lang, N_("%1 lignes lues ; calcul des effets.")), &rows,
                           1);
    }
    return STR("");
}

struct str import_undo_progress(struct request *r, const struct undo_progress *undo)
{
    const struct str documents = format_count(r->arena, undo->documents, r->lang);
    const struct str counts[] = {format_count(r->arena, undo->withdrawn, r->lang),
                                 format_count(r->arena, undo->altered, r->lang)};
    if (undo->documents > 0)
        return format_text(r->arena,
                           format_plural(r->lang, undo->documents,
                                         N_("Annulation : %1 document encore à retirer."),
                                         N_("Annulation : %1 documents encore à retirer.")),
                           &documents, 1);
    return format_text(r->arena, tr(r->lang, N_("Annulation : %1 postes retirés, %2 recalculés.")),
                       counts, 2);
}

/* ---- the form ---- */

static struct v_form_field *add_choice(struct request *r, struct import_fields *to, size_t options)
{
    struct v_form_field *f = &to->rows[to->count++];
    f->choice = true;
    f->options = ARENA_ARRAY(r->arena, options, struct v_form_field_options);
    return f;
}

static void add_option(struct v_form_field *f, struct str value, struct str text, bool on)
{
    /* ours until the view reads it */
    struct v_form_field_options *options = (struct v_form_field_options *)(uintptr_t)f->options;
    options[f->options_count++] = (struct v_form_field_options){value, text, on};
    if (on)
        f->value = value;
}

static void add_creditors(struct request *r, const struct import_form *form,
                          struct import_fields *to)
{
    const struct creditors *from = form->creditors;
    if (from == NULL || from->count == 0)
        return;
    struct v_form_field *f = add_choice(r, to, from->count + 1);
    f->id = f->name = STR("creditor");
    f->label = str_of(tr(r->lang, N_("Créancier")));
    if (from->count > 1)
        add_option(f, STR(""), str_of(tr(r->lang, N_("choisissez"))), form->creditor.n == 0);
    for (size_t i = 0; i < from->count; i++)
        add_option(f, from->rows[i].code, from->rows[i].name,
                   from->count == 1 || str_eq(form->creditor, from->rows[i].code));
}

static void add_mode(struct request *r, const struct import_form *form, struct import_fields *to)
{
    static const struct {
        const char *code, *text;
    } modes[] = {
        {"new", N_("il ajoute à ce qui est connu")},
        {"state", N_("la liste complète des postes ouverts d’un jour : le reste est soldé")},
        {"period", N_("un grand livre qui refait une période")}};
    struct v_form_field *f = add_choice(r, to, COUNT_OF(modes));
    f->id = f->name = STR("mode");
    f->label = str_of(tr(r->lang, N_("Ce que le fichier dit")));
    for (size_t i = 0; i < COUNT_OF(modes); i++)
        add_option(f, str_of(modes[i].code), str_of(tr(r->lang, modes[i].text)),
                   str_is(form->options.mode, modes[i].code) ||
                       (i == 0 && form->options.mode.n == 0));
}

static void add_day_field(struct request *r, const struct import_form *form,
                          struct import_fields *to)
{
    struct v_form_field *f = &to->rows[to->count++];
    struct day day = form->options.as_of;
    f->id = f->name = STR("as_of");
    f->label = str_of(tr(r->lang, N_("Jour que la liste décrit")));
    f->day = true;
    if (!day_is(day) && day_is(form->stated)) {
        struct str stated = format_day(r->arena, form->stated, r->lang);
        f->help =
            format_text(r->arena, tr(r->lang, N_("La liste dit elle-même : %1.")), &stated, 1);
    } else {
        f->help = str_of(tr(r->lang, N_("Nécessaire pour une liste complète.")));
    }
    if (!day_is(day))
        return;
    struct buf text;
    buf_init(&text, r->arena, 32);
    buf_add_day(&text, day);
    f->value = buf_str(&text);
}

static void add_terms(struct request *r, const struct import_form *form, struct import_fields *to)
{
    struct v_form_field *f = add_choice(r, to, LAW_TERM_COUNT + 1);
    f->id = f->name = STR("terms");
    f->label = str_of(tr(r->lang, N_("Délai convenu, si le fichier n’a pas d’échéance")));
    add_option(f, STR(""), str_of(tr(r->lang, N_("aucun n’est connu"))),
               form->options.terms.n == 0);
    for (int i = 0; i < LAW_TERM_COUNT; i++) {
        struct str code = str_of(law_term_code((enum law_term)i));
        if (code.n > 0)
            add_option(f, code, str_of(law_term_label((enum law_term)i, r->lang)),
                       str_eq(form->options.terms, code));
    }
}

struct import_fields import_fields(struct request *r, const struct import_form *form)
{
    struct import_fields out = {ARENA_ARRAY(r->arena, FIELDS_MAX, struct v_form_field), 0};
    add_creditors(r, form, &out);
    add_mode(r, form, &out);
    add_day_field(r, form, &out);
    add_terms(r, form, &out);
    return out;
}

bool import_read_options(struct request *r, struct job_options *out, struct err *err)
{
    struct str day = str_trim(http_field(&r->form, "as_of"));
    *out = (struct job_options){.mode = http_field(&r->form, "mode"),
                                .as_of = DAY_NONE,
                                .terms = http_field(&r->form, "terms"),
                                .confirm = http_field(&r->form, "confirm").n > 0,
                                .accept_partial = http_field(&r->form, "partial").n > 0};
    if (out->mode.n == 0)
        out->mode = STR("new");
    if (out->terms.p == NULL)
        out->terms = STR("");
    return day.n == 0 || day_parse_iso(day, &out->as_of, err);
}

void import_failure(const struct request *r, struct response *out, const struct err *failure,
                    struct str *sentence, struct str *advice)
{
    form_failure(r, out, failure, sentence, advice);
    form_words(r, failure, str_of(failure->arg), sentence, advice);
}

struct creditor_scope import_scope(const struct request *r)
{
    struct creditor_scope scope;
    scope.creditors = describe_scope(r, &scope.count);
    return scope;
}
