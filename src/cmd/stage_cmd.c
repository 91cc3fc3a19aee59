/* relance stage. */
#include "app/books/set_policy.h"
#include "app/open_app.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

static void stage_json(struct cmd *c, const struct account_statement *s)
{
    struct json j;
    struct buf ref;
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, s->file.account_number);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "ref", buf_str(&ref));
    json_day(&j, "on", s->on);
    json_cstr(&j, "stage", account_stage_code(s->stage.stage));
    json_bool(&j, "by_hand", s->stage.by_hand);
    json_day(&j, "since", s->stage.since);
    json_array(&j, "words");
    for (size_t i = 0; i < s->terms.stages.count; i++) {
        const struct stage_word *w = &s->terms.stages.words[i];
        json_object(&j, NULL);
        json_day(&j, "from", w->from);
        json_cstr(&j, "stage", w->by_facts ? NULL : account_stage_code(w->stage));
        json_text(&j, "why", s->terms.stages.said[i].why);
        json_id(&j, "actor", s->terms.stages.said[i].actor_id);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void stage_page(struct cmd *c, const struct account_statement *s)
{
    struct columns t;
    buf_add_ref(&c->out, REF_ACCOUNT, s->file.account_number);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, s->file.account.name);
    buf_add_c(&c->out, "\n\n");
    buf_add_c(&c->out, account_stage_text(s->stage.stage, c->lang));
    buf_add_c(&c->out, cmd_tr(c, s->stage.by_hand ? N_(", décidé par une personne")
                                                  : N_(", d’après les faits")));
    buf_add_c(&c->out, "\n\n");
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < s->terms.stages.count; i++) {
        const struct stage_word *w = &s->terms.stages.words[i];
        buf_add_day_fr(&t.cell, w->from);
        columns_next(&t);
        columns_text(&t, w->by_facts ? cmd_tr(c, N_("d’après les faits"))
                                     : account_stage_text(w->stage, c->lang));
        buf_add(&t.cell, s->terms.stages.said[i].why);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static bool read_word(struct cmd *c, struct stage_word *word)
{
    *word = (struct stage_word){c->today, false, STAGE_NOT_DUE};
    if (!cmd_day(c, "from", &word->from))
        return false;
    word->by_facts = str_is(c->arguments[1], "auto");
    return word->by_facts || account_stage_parse(c->arguments[1], &word->stage) ||
           err_set_field(&c->err, ERR_UNKNOWN_KIND, "STAGE", c->arguments[1]);
}

static int run_stage(struct cmd *c)
{
    struct stage_request request = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .why = cmd_value(c, "why"),
    };
    struct account_statement s;
    struct app *app = NULL;
    bool sets = c->argument_count > 1;
    if ((sets && !read_word(c, &request.word)) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = (!sets || set_stage(app, &c->arena, &request, &c->err)) &&
              show_statement(app, &c->arena, &request.query, &s, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        stage_json(c, &s);
    else
        stage_page(c, &s);
    return EXIT_DONE;
}

static const struct cmd_option stage_options[] = {
    {"why", "TEXTE", 0, N_("la raison, gardée avec la décision")},
    {"from", "AAAA-MM-JJ", 0, N_("à partir de ce jour (sinon aujourd’hui)")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_stage = {
    .name = "stage",
    .arguments = "REF [STAGE]",
    .arguments_min = 1,
    .arguments_max = 2,
    .options = stage_options,
    .summary = N_("où en est un dossier, de l’échéance à venir à la clôture"),
    .help = N_("STAGE : not_due, reminder, dispute, plan, pre_litigation, litigation, insolvency, "
               "irrecoverable ou closed ; auto revient à ce que disent les faits.\n"
               "Exemple : relance stage C-000042-X litigation --why \"assignation du 12/11\""),
    .run = run_stage,
};
