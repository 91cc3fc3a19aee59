/* What becomes of penalties by a creditor's default, and how payments are imputed: what holds,
 * every word said of it, and saying another. */
#include "app/books/set_policy.h"
#include "app/legal/law_words.h"
#include "app/people/house.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "creditor_pages.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"

enum { FIELDS = 6, FACTS_MAX = 4 };

struct facts {
    struct v_penalties_facts rows[FACTS_MAX];
    size_t count;
};

static void add_fact(struct facts *to, const char *label, struct str value, struct str about)
{
    ASSERT(to->count < FACTS_MAX);
    to->rows[to->count++] = (struct v_penalties_facts){str_of(label), value, about};
}

static struct str rate_text(struct request *r, struct rate rate)
{
    struct buf b;
    buf_init(&b, r->arena, 64);
    buf_add_rate_lang(&b, rate, r->lang);
    return buf_str(&b);
}

static void fill_facts(struct request *r, const struct creditor_policies *p, struct v_penalties *v)
{
    struct facts *to = ARENA_NEW(r->arena, struct facts);
    struct rate rate;
    bool has = policy_rate(policy_words_of(&p->words), (struct policy_words){NULL, 0},
                           r->app->today, &rate);
    bool agreed = has && rate.micro > 0;
    add_fact(to, tr(r->lang, N_("Pénalités")),
             str_of(penalty_policy_text(p->policy.penalty, r->lang)), (struct str){0});
    add_fact(to, tr(r->lang, N_("Taux")),
             agreed ? rate_text(r, rate) : str_of(tr(r->lang, N_("celui de la loi"))),
             agreed ? str_of(tr(r->lang, N_("convenu, des factures émises depuis ce jour")))
                    : str_of(tr(r->lang, N_("C. com. L441-10 II entre professionnels"))));
    add_fact(to, tr(r->lang, N_("Imputation")),
             str_of(imputation_mode_text(p->policy.imputation, r->lang)), (struct str){0});
    if (p->policy.imputation == IMPUTATION_CONTRACT)
        add_fact(to, tr(r->lang, N_("Ordre convenu")),
                 str_of(payment_order_text(p->policy.order, r->lang)), (struct str){0});
    v->facts = to->rows;
    v->facts_count = to->count;
}

/* ---- words ---- */

static struct str word_text(struct request *r, const struct policy_word *w)
{
    struct buf b;
    const char *parts[] = {w->has_penalty ? penalty_policy_text(w->penalty, r->lang) : NULL,
                           w->has_imputation ? imputation_mode_text(w->imputation, r->lang) : NULL,
                           w->has_order ? payment_order_text(w->order, r->lang) : NULL,
                           w->has_rate && w->rate.micro == 0 ? tr(r->lang, N_("taux de la loi"))
                                                             : NULL};
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i] == NULL)
            continue;
        buf_add_c(&b, b.n > 0 ? ", " : "");
        buf_add_c(&b, parts[i]);
    }
    if (w->has_rate && w->rate.micro > 0) {
        buf_add_c(&b, b.n > 0 ? ", " : "");
        buf_add(&b, rate_text(r, w->rate));
    }
    return buf_str(&b);
}

static bool fill_words(struct request *r, const struct creditor_policies *p, struct v_penalties *v,
                       struct err *err)
{
    struct house house;
    struct v_penalties_words *rows =
        ARENA_ARRAY(r->arena, p->words.count, struct v_penalties_words);
    if (!house_read(r->app, r->arena, &house, err))
        return false;
    for (size_t i = 0; i < p->words.count; i++) {
        size_t at = p->words.count - 1 - i; /* the last first */
        const struct word_said *said = &p->words.said[at];
        const struct user *who = house_user(&house, said->actor_id);
        rows[i] = (struct v_penalties_words){
            .from = format_day(r->arena, p->words.words[at].from, r->lang),
            .what = word_text(r, &p->words.words[at]),
            .why = said->why,
            .when = format_moment(r->arena, said->at_ms, r->lang),
            .who = who != NULL ? who->name : str_of(tr(r->lang, N_("programme")))};
    }
    v->words = rows;
    v->words_count = p->words.count;
    return true;
}

/* ---- the form ---- */

static struct setting_choice *choices(struct request *r, int count)
{
    struct setting_choice *rows = ARENA_ARRAY(r->arena, (size_t)count + 1, struct setting_choice);
    rows[0] = (struct setting_choice){STR(""), str_of(tr(r->lang, N_("comme avant")))};
    return rows;
}

static void fill_form(struct creditor_screen *s, struct v_penalties *v)
{
    struct request *r = s->r;
    struct setting_form form = creditor_form(s, "policy");
    struct setting_choice *penalties = choices(r, PENALTY_COUNT);
    struct setting_choice *modes = choices(r, IMPUTATION_COUNT);
    struct setting_choice *orders = choices(r, ORDER_COUNT);
    for (int i = 0; i < PENALTY_COUNT; i++)
        penalties[i + 1] =
            (struct setting_choice){str_of(penalty_policy_code((enum penalty_policy)i)),
                                    str_of(penalty_policy_text((enum penalty_policy)i, r->lang))};
    for (int i = 0; i < IMPUTATION_COUNT; i++)
        modes[i + 1] =
            (struct setting_choice){str_of(imputation_mode_code((enum imputation_mode)i)),
                                    str_of(imputation_mode_text((enum imputation_mode)i, r->lang))};
    for (int i = 0; i < ORDER_COUNT; i++)
        orders[i + 1] =
            (struct setting_choice){str_of(payment_order_code((enum payment_order)i)),
                                    str_of(payment_order_text((enum payment_order)i, r->lang))};
    const struct setting_field fields[FIELDS] = {
        {.name = "penalty",
         .label = N_("Pénalités"),
         .choices = penalties,
         .choice_count = PENALTY_COUNT + 1},
        {.name = "rate",
         .label = N_("Taux convenu, en % par an"),
         .help = N_("Vide : comme avant. 0 : celui de la loi. Au moins trois fois l’intérêt légal "
                    "(C. com. L441-10 II)."),
         .amount = true},
        {.name = "imputation",
         .label = N_("Imputation des paiements"),
         .choices = modes,
         .choice_count = IMPUTATION_COUNT + 1},
        {.name = "order",
         .label = N_("Ordre convenu au contrat"),
         .help = N_("Pour l’imputation selon le contrat."),
         .choices = orders,
         .choice_count = ORDER_COUNT + 1},
        {.name = "from",
         .label = N_("À partir du"),
         .value = format_iso_day(r->arena, r->app->today),
         .day = true},
        {.name = "why", .label = N_("Pourquoi"), .help = N_("Gardé avec la décision.")}};
    struct v_form_field *out = ARENA_ARRAY(r->arena, FIELDS, struct v_form_field);
    for (size_t i = 0; i < FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    v->fields = out;
    v->fields_count = FIELDS;
    s->beside = s->beside || form.beside;
}

static bool show(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_penalties v = {.penalties = glossary_term(r, GLOSSARY_PENALTIES, NULL),
                            .imputation = glossary_term(r, GLOSSARY_IMPUTATION, NULL)};
    struct creditor_policies policies;
    if (!show_creditor_policy(r->app, r->arena, s->c->creditor.code, &policies, err) ||
        !fill_words(r, &policies, &v, err))
        return false;
    fill_facts(r, &policies, &v);
    fill_form(s, &v);
    if (!creditor_head(s, &creditor_penalties_part, &v.page, &v.head, err))
        return false;
    view_penalties(&s->out->body, &v, r->lang);
    return true;
}

/* ---- what is asked ---- */

static bool read_rate(struct str text, struct policy_word *word, struct err *failure)
{
    struct err ignored = {0};
    word->has_rate = text.n > 0;
    if (text.n == 0 || str_is(text, "0"))
        return true;
    return (rate_parse(text, &word->rate, &ignored) && word->rate.micro > 0) ||
           err_set_field(failure, ERR_BAD_RATE, "rate", text);
}

static bool read_word(struct request *r, struct policy_word *word, struct err *failure)
{
    struct str penalty = http_field(&r->form, "penalty");
    struct str mode = http_field(&r->form, "imputation");
    struct str order = http_field(&r->form, "order");
    *word = (struct policy_word){
        .has_penalty = penalty.n > 0, .has_imputation = mode.n > 0, .has_order = order.n > 0};
    if (word->has_penalty && !penalty_policy_parse(penalty, &word->penalty))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "penalty", penalty);
    if (word->has_imputation && !imputation_mode_parse(mode, &word->imputation))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "imputation", mode);
    if (word->has_order && !payment_order_parse(order, &word->order))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "order", order);
    if (!read_rate(str_trim(http_field(&r->form, "rate")), word, failure) ||
        !setting_day(r, "from", &word->from, failure))
        return false;
    if (!day_is(word->from))
        word->from = r->app->today;
    return word->has_penalty || word->has_imputation || word->has_order || word->has_rate ||
           err_set(failure, ERR_NOTHING_NEW, NULL);
}

static bool say(struct creditor_screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct policy_request request = {
        .query = {.creditor = s->c->creditor.code, .seen = http_field(&r->form, "seen")},
        .why = str_trim(http_field(&r->form, "why"))};
    return read_word(r, &request.word, failure) && set_policy(r->app, r->arena, &request, failure);
}

const struct creditor_part creditor_penalties_part = {
    .path = "/settings/penalties",
    .title = N_("Pénalités"),
    .right = RIGHT_SET_CREDITORS,
    .show = show,
    .acts = {{"policy", say, N_("La politique est gardée.")}},
};

bool penalties_page(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_page(r, out, &creditor_penalties_part, err);
}

bool penalties_submit(struct request *r, struct response *out, struct err *err)
{
    return creditor_part_submit(r, out, &creditor_penalties_part, err);
}
