/* relance index. */
#include "app/open_app.h"
#include "app/search/index_search.h"
#include "base/json.h"
#include "commands.h"

static int run_index(struct cmd *c)
{
    struct app *app = NULL;
    const struct index_request request = {0};
    struct indexed done = {0};
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = index_search(app, &request, &done, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_int(&j, "accounts", done.accounts);
        json_int(&j, "changed", done.changed);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add_c(&c->out, cmd_tr(c, N_("Comptes relus")));
    buf_add_c(&c->out, "  ");
    buf_add_int(&c->out, done.accounts);
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

const struct command cmd_index = {
    .name = "index",
    .arguments = "",
    .summary = N_("tient à jour ce par quoi la recherche trouve"),
    .help = N_("Le serveur le fait de lui-même. À lancer après un grand import là où rien ne sert "
               "de serveur : jusque-là, les nouveaux comptes se trouvent par leur nom, plus "
               "lentement, et leurs pièces ne se trouvent pas. Arrêté en route, il reprend où il "
               "en était ; personne n’attend.\n"
               "\n"
               "Exemple : relance index"),
    .run = run_index,
};
