/* relance mandate. */
#include "app/open_app.h"
#include "app/settings/sign_mandate.h"
#include "base/json.h"
#include "commands.h"

static int run_mandate(struct cmd *c)
{
    struct mandate_request request = {
        .creditor = c->arguments[0],
        .mandate = {.from = c->today,
                    .until = DAY_NONE,
                    .declared = cmd_has(c, "declared"),
                    .proof = cmd_has(c, "proof") ? cmd_value(c, "proof") : STR("")}};
    struct stored_mandate *mandate = &request.mandate;
    struct app *app = NULL;
    if (!cmd_day(c, "from", &mandate->from) || !cmd_day(c, "until", &mandate->until) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = sign_mandate(app, &c->arena, &request, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "creditor", c->arguments[0]);
        json_day(&j, "from", mandate->from);
        json_day(&j, "until", mandate->until);
        json_bool(&j, "declared", mandate->declared);
        json_object_end(&j);
        json_end(&j);
    } else {
        buf_add(&c->out, c->arguments[0]);
        buf_add_c(&c->out, cmd_tr(c, N_("  mandat noté à partir du ")));
        buf_add_day_fr(&c->out, mandate->from);
        buf_add_char(&c->out, '\n');
    }
    return EXIT_DONE;
}

static const struct cmd_option mandate_options[] = {
    {"from", "AAAA-MM-JJ", 0, N_("le jour de la convention écrite (sinon --today)")},
    {"until", "AAAA-MM-JJ", 0, N_("son dernier jour, s’il y en a un")},
    {"declared", NULL, 0,
     N_("assurance, compte dédié et déclaration au procureur sont faits (R124-2)")},
    {"proof", "TEXTE", 0, N_("où se trouve la convention")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_mandate = {
    .name = "mandate",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = mandate_options,
    .summary = N_("note le mandat par lequel on recouvre pour un créancier"),
    .help = N_("Sans convention écrite, rien n’est entrepris pour le compte d’autrui (C. proc. "
               "civ. exéc. R124-3).\n"
               "Exemple : relance mandate CLIENT --from 2026-01-15 --declared"),
    .run = run_mandate,
};
