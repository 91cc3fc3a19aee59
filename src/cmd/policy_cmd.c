/* relance policy. */
#include "app/books/set_policy.h"
#include "app/open_app.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

/* ---- options to a word ---- */

static bool read_codes(struct cmd *c, struct policy_word *word)
{
    struct str penalty = cmd_value(c, "penalty");
    struct str imputation = cmd_value(c, "imputation");
    struct str order = cmd_value(c, "order");
    struct str rate = cmd_value(c, "rate");
    word->has_penalty = penalty.p != NULL;
    word->has_imputation = imputation.p != NULL;
    word->has_order = order.p != NULL;
    word->has_rate = rate.p != NULL;
    if (word->has_penalty && !penalty_policy_parse(penalty, &word->penalty))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "penalty", penalty);
    if (word->has_imputation && !imputation_mode_parse(imputation, &word->imputation))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "imputation", imputation);
    if (word->has_order && !payment_order_parse(order, &word->order))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "order", order);
    if (!word->has_rate || str_is(rate, "none"))
        return true;
    if (!rate_parse(rate, &word->rate, &c->err))
        return false;
    return word->rate.micro > 0 || err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "rate", rate);
}

/* Claiming and giving up are acts of today, about one file. */
static bool read_acts(struct cmd *c, struct policy_word *word)
{
    struct str waive = cmd_value(c, "waive");
    bool all = str_is(waive, "all");
    word->claim_rest = cmd_has(c, "claim-rest");
    word->waive_interest = all || str_is(waive, "interest");
    word->waive_indemnity = all || str_is(waive, "indemnity");
    bool waives = word->waive_interest || word->waive_indemnity;
    if (waive.p != NULL && !waives)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "waive", waive);
    if (!word->claim_rest && !waives)
        return true;
    const char *act = word->claim_rest ? "claim-rest" : "waive";
    if (word->claim_rest && waives)
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, act, STR("--waive"));
    if (cmd_has(c, "from"))
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, act, STR("--from"));
    if (c->argument_count == 0)
        return err_set_field(&c->err, ERR_ARGUMENT_MISSING, "REF", STR(""));
    return true;
}

static bool says_something(const struct policy_word *w)
{
    return w->has_penalty || w->has_imputation || w->has_order || w->has_rate ||
           policy_act_code(w) != NULL;
}

/* ---- what holds ---- */

/* null: the law's rate. */
static void rate_json(struct json *j, bool has, struct rate rate)
{
    if (has && rate.micro > 0)
        json_rate(j, "rate", rate);
    else
        json_null(j, "rate");
}

static void words_json(struct json *j, const struct stored_policies *p)
{
    json_array(j, "words");
    for (size_t i = 0; i < p->count; i++) {
        const struct policy_word *w = &p->words[i];
        json_object(j, NULL);
        json_day(j, "from", w->from);
        json_cstr(j, "penalty", w->has_penalty ? penalty_policy_code(w->penalty) : NULL);
        json_cstr(j, "imputation", w->has_imputation ? imputation_mode_code(w->imputation) : NULL);
        json_cstr(j, "order", w->has_order ? payment_order_code(w->order) : NULL);
        rate_json(j, w->has_rate, w->rate);
        json_cstr(j, "act", policy_act_code(w));
        json_text(j, "why", p->said[i].why);
        json_id(j, "actor", p->said[i].actor_id);
        json_object_end(j);
    }
    json_array_end(j);
}

static void policy_json(struct json *j, const struct policy *p)
{
    json_cstr(j, "penalty", penalty_policy_code(p->penalty));
    json_cstr(j, "imputation", imputation_mode_code(p->imputation));
    json_cstr(j, "order", payment_order_code(p->order));
    json_bool(j, "rest_claimed", p->rest_claimed);
}

static void words_rows(struct cmd *c, const struct stored_policies *p)
{
    struct columns t;
    if (p->count == 0)
        return;
    buf_add_char(&c->out, '\n');
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < p->count; i++) {
        const struct policy_word *w = &p->words[i];
        const char *comma = "";
        buf_add_day_fr(&t.cell, w->from);
        columns_next(&t);
        const char *parts[] = {
            w->has_penalty ? penalty_policy_text(w->penalty, c->lang) : NULL,
            w->has_imputation ? imputation_mode_text(w->imputation, c->lang) : NULL,
            w->has_order ? payment_order_text(w->order, c->lang) : NULL,
            w->has_rate && w->rate.micro == 0 ? cmd_tr(c, N_("taux de la loi")) : NULL,
            policy_act_code(w) != NULL ? policy_act_text(w, c->lang) : NULL,
        };
        for (size_t k = 0; k < COUNT_OF(parts); k++) {
            if (parts[k] == NULL)
                continue;
            buf_add_c(&t.cell, comma);
            buf_add_c(&t.cell, parts[k]);
            comma = ", ";
        }
        if (w->has_rate && w->rate.micro > 0) {
            buf_add_c(&t.cell, comma);
            buf_add_rate_fr(&t.cell, w->rate);
            buf_add_c(&t.cell, "\xc2\xa0%");
        }
        columns_next(&t);
        buf_add(&t.cell, p->said[i].why);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static void policy_rows(struct cmd *c, const struct policy *p)
{
    struct columns t;
    columns_begin(&t, &c->arena, "ll");
    columns_text(&t, cmd_tr(c, N_("Pénalités")));
    columns_text(&t, penalty_policy_text(p->penalty, c->lang));
    columns_text(&t, cmd_tr(c, N_("Imputation")));
    columns_text(&t, imputation_mode_text(p->imputation, c->lang));
    if (p->imputation == IMPUTATION_CONTRACT) {
        columns_text(&t, cmd_tr(c, N_("Ordre")));
        columns_text(&t, payment_order_text(p->order, c->lang));
    }
    columns_end(&t, 0, &c->out);
}

static bool print_account(struct cmd *c, struct app *app, const struct file_query *query)
{
    struct account_statement s;
    struct buf ref;
    struct rate rate;
    if (!show_statement(app, &c->arena, query, &s, &c->err))
        return false;
    struct money asked = {s.asked_minor, s.file.account.currency};
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, s.file.account_number);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "ref", buf_str(&ref));
        json_day(&j, "on", s.on);
        policy_json(&j, &s.policy);
        bool has = policy_rate(policy_words_of(&s.terms.creditor),
                               policy_words_of(&s.terms.account), s.on, &rate);
        rate_json(&j, has, rate);
        json_currency(&j, "currency", asked.currency);
        json_amount(&j, "asked", asked);
        json_bool(&j, "closed", s.closed);
        words_json(&j, &s.terms.account);
        json_object_end(&j);
        json_end(&j);
        return true;
    }
    buf_add(&c->out, buf_str(&ref));
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, s.file.account.name);
    buf_add_c(&c->out, "\n\n");
    policy_rows(c, &s.policy);
    buf_add_c(&c->out, cmd_tr(c, N_("Montant demandé")));
    buf_add_c(&c->out, "  ");
    buf_add_money_fr(&c->out, asked);
    buf_add_char(&c->out, '\n');
    words_rows(c, &s.terms.account);
    return true;
}

static bool print_creditor(struct cmd *c, struct app *app, struct str code)
{
    struct creditor_policies p;
    struct rate rate;
    if (!show_creditor_policy(app, &c->arena, code, &p, &c->err))
        return false;
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "creditor", p.code);
        json_day(&j, "on", c->today);
        policy_json(&j, &p.policy);
        bool has =
            policy_rate(policy_words_of(&p.words), (struct policy_words){NULL, 0}, c->today, &rate);
        rate_json(&j, has, rate);
        words_json(&j, &p.words);
        json_object_end(&j);
        json_end(&j);
        return true;
    }
    buf_add(&c->out, p.code);
    buf_add_c(&c->out, "\n\n");
    policy_rows(c, &p.policy);
    words_rows(c, &p.words);
    return true;
}

static int run_policy(struct cmd *c)
{
    struct policy_request request = {
        .query = {.ref = c->argument_count > 0 ? c->arguments[0] : (struct str){0},
                  .creditor = cmd_value(c, "creditor")},
        .word = {.from = c->today},
        .why = cmd_value(c, "why"),
    };
    struct app *app = NULL;
    if (!cmd_day(c, "from", &request.word.from) || !read_codes(c, &request.word) ||
        !read_acts(c, &request.word) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = !says_something(&request.word) || set_policy(app, &c->arena, &request, &c->err);
    ok = ok && (request.query.ref.n > 0 ? print_account(c, app, &request.query)
                                        : print_creditor(c, app, request.query.creditor));
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option policy_options[] = {
    {"penalty", "P", 0, N_("intérêts et indemnité : computed, reminded, claimed ou invoiced")},
    {"imputation", "M", 0, N_("imputation des paiements : ledger, legal ou contract")},
    {"order", "O", 0, N_("ordre convenu au contrat : interest-first ou principal-first")},
    {"rate", "P|none", 0,
     N_("taux convenu, en % par an, des factures émises depuis --from ; none : celui de la loi")},
    {"from", "AAAA-MM-JJ", 0, N_("à partir de ce jour (sinon aujourd’hui)")},
    {"claim-rest", NULL, 0, N_("réclame intérêts et indemnité restés impayés ; avec --why")},
    {"waive", "QUOI", 0, N_("abandonne interest, indemnity ou all à ce jour ; avec --why")},
    {"why", "TEXTE", 0, N_("la raison, gardée avec la décision")},
    {"creditor", "CODE", 0, N_("sans REF : ce que ce créancier décide pour tous ses dossiers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_policy = {
    .name = "policy",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = policy_options,
    .summary = N_("ce que deviennent les pénalités d’un dossier, et comment un paiement s’impute"),
    .help = N_("Exemple : relance policy C-000042-X --penalty claimed --imputation legal"),
    .run = run_policy,
};
