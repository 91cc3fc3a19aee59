/* relance export facts. */
#include "app/export_facts.h"

#include <stdio.h>

#include "app/open_app.h"
#include "app/save_file.h"
#include "base/json.h"
#include "commands.h"

static bool write_file(struct cmd *c, struct app *app, struct str path, int64_t *count)
{
    struct saving file;
    return saving_begin(&file, &c->arena, path, &c->err) &&
           saving_end(&file, export_facts(app, &c->arena, file.out, count, &c->err), &c->err);
}

static void print_json(struct cmd *c, struct str path, int64_t count)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", path);
    json_int(&j, "facts", count);
    json_object_end(&j);
    json_end(&j);
}

static int run_export_facts(struct cmd *c)
{
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    struct str format = cmd_value(c, "format");
    int64_t count = 0;
    if (format.p != NULL && !str_is(format, "jsonl"))
        return cmd_bad_value(c, "format", format);
    if (c->json && path.p == NULL) { /* lines of JSON are no single document */
        err_set_field(&c->err, ERR_OPTION_MISSING, "out", (struct str){0});
        return cmd_fail(c);
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = path.p == NULL ? export_facts(app, &c->arena, stdout, &count, &c->err)
                             : write_file(c, app, path, &count);
    app_close(app);
    if (!ok) {
        c->err_file = path;
        return cmd_fail(c);
    }
    if (c->json)
        print_json(c, path, count);
    return EXIT_DONE;
}

static const struct cmd_option export_options[] = {
    {"out", "FICHIER", 0, N_("écrit dans ce fichier plutôt que sur la sortie")},
    {"format", "jsonl", 0, N_("une ligne JSON par fait")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_export_facts = {
    .name = "export facts",
    .arguments = "",
    .options = export_options,
    .summary = N_("tous les faits et toutes les pièces, pour l’auditeur et le comptable"),
    .run = run_export_facts,
};
