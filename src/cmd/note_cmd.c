/* relance add note. */
#include "app/acts/note_file.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"
#include "object_out.h"

static int run_note(struct cmd *c)
{
    struct object_request request = {0};
    struct buf ref;
    struct json j;
    int64_t account = 0;
    if (!object_open(c, &request))
        return cmd_fail(c);
    bool ok = note_file(&request, cmd_value(c, "text"), &account, &c->err);
    app_close(request.app);
    if (!ok)
        return cmd_fail(c);
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, account);
    if (!c->json) {
        buf_add(&c->out, buf_str(&ref));
        buf_add_c(&c->out, cmd_tr(c, N_(" : note gardée\n")));
        return EXIT_DONE;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "ref", buf_str(&ref));
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static const struct cmd_option note_options[] = {
    {"text", "TEXTE", OPT_REQUIRED, N_("ce qu’il faut savoir, en clair")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_note = {
    .name = "add note",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = note_options,
    .summary = N_("garde une note sur un dossier"),
    .help = N_("La note reste dans le journal du dossier, avec son auteur et son instant.\n"
               "Exemple : relance add note C-000042-X --text \"comptable absente le vendredi\""),
    .run = run_note,
};
