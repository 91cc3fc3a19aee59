/* The mandate under which one collects for a creditor (C. proc. civ. exéc. R124-3): what holds,
 * what it allows, every word said of it; a new one, and its end. */
#include "app/settings/sign_mandate.h"
#include "creditor_pages.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"

enum { SIGN_FIELDS = 3, ALLOWS_MAX = 3 };

static bool is_mandate(const struct creditor_settings *c)
{
    return str_is(c->creditor.capacity, "mandate");
}

/* ---- what holds ---- */

static void fill_state(struct request *r, const struct creditor_settings *c, struct v_mandate *v)
{
    const char *state = N_("en cours");
    v->tone = STR("grn");
    if (c->mandate == NULL) {
        state = N_("aucun");
        v->tone = STR("red");
    } else if (!c->mandated) {
        bool to_come = day_before(r->app->today, c->mandate->from);
        state = to_come ? N_("pas encore commencé") : N_("terminé");
        v->tone = STR("red");
    } else if (!c->mandate->declared) {
        state = N_("R124-2 non attestée");
        v->tone = STR("red");
    }
    v->state = str_of(tr(r->lang, state));
}

/* As the gate sees it. */
static void fill_allows(struct request *r, const struct creditor_settings *c, struct v_mandate *v)
{
    struct v_mandate_allows *rows = ARENA_ARRAY(r->arena, ALLOWS_MAX, struct v_mandate_allows);
    const char *texts[ALLOWS_MAX] = {
        N_("Sans convention en cours, le garde-fou refuse tout contact (C. proc. civ. exéc. "
           "R124-3)."),
        N_("Tant que l’assurance, le compte dédié et la déclaration ne sont pas attestés, il "
           "refuse "
           "aussi (R124-2).")};
    size_t n = 2;
    if (c->mandated && c->mandate != NULL && c->mandate->declared) {
        n = 0;
        texts[n++] = N_("Appels, lettres et e-mails au nom du créancier, après la première lettre "
                        "(R124-4).");
        texts[n++] = N_("Tout paiement, même partiel, et toute offre lui sont annoncés (R124-5) ; "
                        "chaque paiement a sa quittance et lui est reversé dans le mois (R124-6).");
    }
    for (size_t i = 0; i < n; i++)
        rows[i].text = str_of(tr(r->lang, texts[i]));
    v->allows = rows;
    v->allows_count = n;
}

static bool fill_words(struct creditor_screen *s, struct v_mandate *v, struct err *err)
{
    struct request *r = s->r;
    struct mandate_words words;
    if (!mandate_words_read(r->app, r->arena, s->c->creditor.id, &words, err))
        return false;
    struct v_mandate_words *rows = ARENA_ARRAY(r->arena, words.count, struct v_mandate_words);
    for (size_t i = 0; i < words.count; i++) {
        const struct mandate_word *w = &words.rows[words.count - 1 - i]; /* the last first */
        rows[i] = (struct v_mandate_words){
            .from = format_day(r->arena, w->mandate.from, r->lang),
            .until = day_is(w->mandate.until) ? format_day(r->arena, w->mandate.until, r->lang)
                                              : str_of(tr(r->lang, N_("sans terme"))),
            .declared =
                str_of(tr(r->lang, w->mandate.declared ? N_("attestée") : N_("non attestée"))),
            .proof = w->mandate.proof,
            .when = format_moment(r->arena, w->at_ms, r->lang),
            .who = w->who.n > 0 ? w->who : str_of(tr(r->lang, N_("programme")))};
    }
    v->words = rows;
    v->words_count = words.count;
    return true;
}

/* ---- forms ---- */

static void fill_sign(struct creditor_screen *s, struct v_mandate *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "sign");
    const struct setting_field fields[SIGN_FIELDS] = {
        {.name = "from",
         .label = N_("Jour de la convention écrite"),
         .value = format_iso_day(r->arena, r->app->today),
         .required = true,
         .day = true},
        {.name = "until",
         .label = N_("Dernier jour"),
         .help = N_("Vide : sans terme."),
         .day = true},
        {.name = "proof",
         .label = N_("Où se trouve la convention"),
         .help = N_("Comme « coffre, dossier 12 »."),
         .wide = true},
    };
    struct v_form_field *out = ARENA_ARRAY(r->arena, SIGN_FIELDS, struct v_form_field);
    for (size_t i = 0; i < SIGN_FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    v->sign = out;
    v->sign_count = SIGN_FIELDS;
    v->declared_on = setting_form_sent(&form) ? setting_ticked(r, "declared")
                                              : s->c->mandate != NULL && s->c->mandate->declared;
    s->beside = s->beside || form.beside;
}

static void fill_end(struct creditor_screen *s, struct v_mandate *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "end");
    struct setting_field until = {.name = "until",
                                  .label = N_("Dernier jour"),
                                  .value = format_iso_day(r->arena, r->app->today),
                                  .required = true,
                                  .day = true};
    struct v_form_field *out = ARENA_ARRAY(r->arena, 1, struct v_form_field);
    out[0] = setting_field(&form, &until);
    v->end = out;
    v->end_count = 1;
    v->may_end = s->c->mandate != NULL && s->c->mandated;
    s->beside = s->beside || form.beside;
}

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_mandate v = {.term = glossary_term(r, GLOSSARY_MANDATE, NULL),
                          .own = !is_mandate(s->c)};
    if (!v.own) {
        fill_state(r, s->c, &v);
        fill_allows(r, s->c, &v);
        fill_sign(s, &v);
        fill_end(s, &v);
        if (!fill_words(s, &v, err))
            return false;
    }
    if (!creditor_head(s, &creditor_mandate_part, &v.page, &v.head, err))
        return false;
    view_mandate(&s->out->body, &v, r->lang);
    return true;
}

/* ---- what is asked ---- */

static bool sign(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct mandate_request request = {
        .creditor = s->c->creditor.code,
        .seen = http_field(&r->form, "seen"),
        .mandate = {.declared = setting_ticked(r, "declared"),
                    .proof = str_trim(http_field(&r->form, "proof"))}};
    if (!setting_day(r, "from", &request.mandate.from, failure) ||
        !setting_day(r, "until", &request.mandate.until, failure))
        return false;
    if (!day_is(request.mandate.from))
        return err_set_field(failure, ERR_OPTION_MISSING, "from", STR(""));
    return sign_mandate(r->app, r->arena, &request, failure);
}

/* The same mandate with its last day. */
static bool end(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct mandate_request request = {.creditor = s->c->creditor.code,
                                      .seen = http_field(&r->form, "seen")};
    if (s->c->mandate == NULL)
        return err_set(failure, ERR_NOTHING_NEW, NULL);
    request.mandate = *s->c->mandate;
    if (!setting_day(r, "until", &request.mandate.until, failure))
        return false;
    if (!day_is(request.mandate.until))
        return err_set_field(failure, ERR_OPTION_MISSING, "until", STR(""));
    return sign_mandate(r->app, r->arena, &request, failure);
}

static bool lacks_mandate(const struct creditor_settings *c)
{
    return is_mandate(c) && (!c->mandated || !c->mandate->declared);
}

const struct creditor_part creditor_mandate_part = {
    .path = "/settings/mandate",
    .title = N_("Mandat"),
    .right = RIGHT_SET_CREDITORS,
    .lacks = lacks_mandate,
    .show = show,
    .acts = {{"sign", sign, N_("La convention est notée.")},
             {"end", end, N_("La fin du mandat est notée.")}},
};

bool mandate_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_mandate_part, err);
}

bool mandate_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_mandate_part, err);
}
