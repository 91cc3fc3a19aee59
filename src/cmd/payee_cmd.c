/* relance payee add, set, confirm, list: into which account debtors pay. */
#include "app/acts/object_text.h"
#include "app/open_app.h"
#include "app/settings/manage_payees.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

#define OPTION_BY                                                                                  \
    {                                                                                              \
        "by", "LOGIN", OPT_REQUIRED, N_("la personne qui le dit")                                  \
    }
#define OPTION_CREDITOR                                                                            \
    {                                                                                              \
        "creditor", "CODE", 0, N_("le créancier, s’il y en a plusieurs")                           \
    }

struct payee_run {
    struct app *app;
    struct payee_request request;
    struct payee_said said;
};

static bool open_run(struct cmd *c, struct payee_run *r)
{
    *r = (struct payee_run){
        .request = {.creditor = cmd_value(c, "creditor"),
                    .code = c->argument_count > 0 ? c->arguments[0] : (struct str){0},
                    .by = cmd_value(c, "by")},
        .said = {.name = cmd_value(c, "name"),
                 .iban = cmd_value(c, "iban"),
                 .bic = cmd_value(c, "bic"),
                 .from = DAY_NONE,
                 .is_default = cmd_has(c, "default"),
                 .closes = cmd_has(c, "close")},
    };
    return cmd_day(c, "from", &r->said.from) &&
           app_open(&c->arena, c->db_url, c->today, &r->app, &c->err);
}

/* ---- telling ---- */

static bool word_json(struct cmd *c, struct app *app, struct json *j, const struct payee_word *w)
{
    struct str by;
    if (!payee_person(app, &c->arena, w->by_id, &by, &c->err))
        return false;
    json_object(j, NULL);
    json_cstr(j, "kind", payee_word_code(w->kind));
    json_text(j, "name", w->name);
    json_text(j, "iban", w->iban);
    json_text(j, "bic", w->bic);
    json_day(j, "from", w->from);
    json_day(j, "said", w->said);
    json_text(j, "by", by);
    json_object_end(j);
    return true;
}

static bool line_json(struct cmd *c, struct app *app, struct json *j, const struct payee_line *l)
{
    const struct payees *p = l->payees;
    bool ok = true;
    json_object(j, NULL);
    json_text(j, "creditor", l->creditor);
    json_text(j, "code", l->payee->code);
    json_id(j, "id", l->payee->id);
    json_cstr(j, "kind", payee_kind_code(l->payee->kind));
    json_bool(j, "default", l->is_default);
    json_bool(j, "active", !l->closed);
    if (l->account != NULL) {
        json_text(j, "name", l->account->name);
        json_text(j, "iban", l->account->iban);
        json_text(j, "bic", l->account->bic);
        json_day(j, "since", l->account->from);
    } else {
        json_null(j, "name");
        json_null(j, "iban");
        json_null(j, "bic");
        json_null(j, "since");
    }
    if (l->before != NULL)
        json_text(j, "iban_before", l->before->iban);
    else
        json_null(j, "iban_before");
    json_array(j, "pending");
    for (size_t i = 0; ok && i < p->word_count; i++) {
        if (p->words[i].payee_id == l->payee->id && !payee_word_stands(p, &p->words[i]))
            ok = word_json(c, app, j, &p->words[i]);
    }
    json_array_end(j);
    json_object_end(j);
    return ok;
}

static bool print_json(struct cmd *c, struct app *app, const struct payee_lines *lines)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "payees");
    for (size_t i = 0; i < lines->count; i++) {
        if (!line_json(c, app, &j, &lines->rows[i]))
            return false;
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return true;
}

static void iban_cell(struct columns *t, const struct payee_word *account)
{
    for (size_t i = 0; account != NULL && i < account->iban.n; i++) {
        if (i > 0 && i % 4 == 0)
            buf_add_char(&t->cell, ' ');
        buf_add_char(&t->cell, account->iban.p[i]);
    }
    columns_next(t);
}

static bool waits(const struct payee_line *l)
{
    bool waiting = false;
    for (size_t i = 0; i < l->payees->word_count; i++)
        waiting = waiting || (l->payees->words[i].payee_id == l->payee->id &&
                              !payee_word_stands(l->payees, &l->payees->words[i]));
    return waiting;
}

static const char *state_text(struct cmd *c, const struct payee_line *l)
{
    if (l->closed)
        return cmd_tr(c, N_("fermé"));
    if (waits(l))
        return cmd_tr(c, N_("un changement attend une seconde personne"));
    if (l->before != NULL)
        return cmd_tr(c, N_("IBAN changé : à annoncer aux débiteurs"));
    return l->is_default ? cmd_tr(c, N_("payé d’office")) : "";
}

static void print_text(struct cmd *c, const struct payee_lines *lines)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llllll");
    for (size_t i = 0; i < lines->count; i++) {
        const struct payee_line *l = &lines->rows[i];
        buf_add(&t.cell, l->creditor);
        columns_next(&t);
        buf_add(&t.cell, l->payee->code);
        columns_next(&t);
        columns_text(&t, payee_kind_text(l->payee->kind, c->lang));
        buf_add(&t.cell, l->account != NULL ? l->account->name : STR(""));
        columns_next(&t);
        iban_cell(&t, l->account);
        columns_text(&t, state_text(c, l));
    }
    columns_end(&t, 0, &c->out);
}

/* Every command ends with the list of the creditor's payees as they now stand. */
static int finish(struct cmd *c, struct payee_run *r, bool ok)
{
    struct payee_lines lines = {0};
    ok = ok && payee_lines_read(r->app, &c->arena, r->request.creditor, &lines, &c->err) &&
         (!c->json || print_json(c, r->app, &lines));
    if (ok && !c->json)
        print_text(c, &lines);
    app_close(r->app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

/* ---- the commands ---- */

static const struct cmd_option add_options[] = {
    {"kind", "creditor|factor|agency", OPT_REQUIRED, N_("qui est payé")},
    {"name", "NOM", OPT_REQUIRED, N_("le titulaire du compte, tel que la banque le connaît")},
    {"iban", "IBAN", OPT_REQUIRED, N_("le compte")},
    {"bic", "BIC", 0, N_("la banque, si l’IBAN ne suffit pas")},
    {"from", "D", 0, N_("à partir de ce jour ; aujourd’hui d’office")},
    {"default", NULL, 0, N_("payé d’office pour tout ce qui n’est pas cédé")},
    OPTION_BY,
    OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_add(struct cmd *c)
{
    struct payee_run r = {0};
    enum payee_kind kind = PAYEE_CREDITOR;
    bool ok = payee_kind_parse(cmd_value(c, "kind"), &kind) ||
              err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "kind", cmd_value(c, "kind"));
    ok = ok && open_run(c, &r);
    r.said.kind = kind;
    ok = ok && payee_create(r.app, &c->arena, &r.request, &r.said, &c->err);
    return finish(c, &r, ok);
}

const struct command cmd_payee_add = {
    .name = "payee add",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = add_options,
    .summary = N_("ajoute un bénéficiaire : qui est payé, sur quel compte"),
    .help = N_("Le premier bénéficiaire d’un créancier sert aussitôt, d’office. Tout autre compte "
               "ne compte qu’une fois confirmé par une seconde personne.\n"
               "\n"
               "Exemple : relance payee add FACTO --creditor OWN --kind factor --name \"Factor "
               "Exemple\" --iban FR7630006000011234567890189 --by claire"),
    .run = run_add,
};

static const struct cmd_option set_options[] = {
    {"name", "NOM", 0, N_("le titulaire du compte, tel que la banque le connaît")},
    {"iban", "IBAN", 0, N_("le compte")},
    {"bic", "BIC", 0, N_("la banque, si l’IBAN ne suffit pas")},
    {"from", "D", 0, N_("à partir de ce jour ; aujourd’hui d’office")},
    {"default", NULL, 0, N_("payé d’office pour tout ce qui n’est pas cédé")},
    {"close", NULL, 0, N_("n’est plus payé")},
    OPTION_BY,
    OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_set(struct cmd *c)
{
    struct payee_run r = {0};
    bool ok = open_run(c, &r) && payee_change(r.app, &c->arena, &r.request, &r.said, &c->err);
    return finish(c, &r, ok);
}

const struct command cmd_payee_set = {
    .name = "payee set",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = set_options,
    .summary = N_("change le compte d’un bénéficiaire, le bénéficiaire d’office, ou en ferme un"),
    .help = N_("L’ancien compte sert jusqu’à ce qu’une seconde personne confirme ; le changement "
               "est alors à annoncer aux débiteurs.\n"
               "\n"
               "Exemple : relance payee set OWN --iban FR7630006000011234567890189 --by claire"),
    .run = run_set,
};

static const struct cmd_option confirm_options[] = {
    OPTION_BY,
    OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_confirm(struct cmd *c)
{
    struct payee_run r = {0};
    bool ok = open_run(c, &r) && payee_confirm(r.app, &c->arena, &r.request, &c->err);
    return finish(c, &r, ok);
}

const struct command cmd_payee_confirm = {
    .name = "payee confirm",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = confirm_options,
    .summary = N_("confirme, en seconde personne, ce qui a été dit d’un bénéficiaire"),
    .help = N_("Rappelez la banque ou le bénéficiaire à un numéro déjà connu, jamais à celui de la "
               "demande.\n"
               "\n"
               "Exemple : relance payee confirm FACTO --by hugo"),
    .run = run_confirm,
};

static const struct cmd_option list_options[] = {
    OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_list(struct cmd *c)
{
    struct payee_run r = {0};
    return finish(c, &r, open_run(c, &r));
}

const struct command cmd_payee_list = {
    .name = "payee list",
    .arguments = "",
    .options = list_options,
    .summary = N_("les bénéficiaires, leurs comptes et ce qui attend une seconde personne"),
    .help = N_("Exemple : relance payee list --creditor OWN"),
    .run = run_list,
};
