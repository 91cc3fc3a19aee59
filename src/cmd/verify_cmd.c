/* relance verify. */
#include "app/books/verify_database.h"
#include "app/imports/import_files.h"
#include "app/open_app.h"
#include "app/system/describe_system.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static const struct {
    const char *name, *text;
} check_texts[] = {
    {"journal", N_("chaînes du journal")},
    {"items", N_("pièces recalculées depuis le grand livre")},
    {"allocations", N_("affectations à deux côtés")},
    {"open_amounts", N_("restes dus")},
    {"directory", N_("références et numéros")},
    {"law_tables", N_("tables de droit chargées")},
    {"documents", N_("documents conservés, octet par octet")},
    {"objects", N_("promesses, plans, litiges et leur histoire")},
    {"rules", N_("règles chargées")},
    {"same", N_("débiteurs qui sont une seule personne")},
};

static void print_json(struct cmd *c, const struct verify_check *checks, bool ok)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_bool(&j, "ok", ok);
    json_array(&j, "checks");
    for (size_t i = 0; i < VERIFY_CHECKS; i++) {
        json_object(&j, NULL);
        json_cstr(&j, "name", checks[i].name);
        json_bool(&j, "ok", checks[i].ok);
        json_int(&j, "count", checks[i].count);
        json_int(&j, "bad", checks[i].bad);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void print_page(struct cmd *c, const struct verify_check *checks)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llr");
    for (size_t i = 0; i < VERIFY_CHECKS; i++) {
        columns_text(&t, checks[i].ok ? cmd_tr(c, N_("bon")) : cmd_tr(c, N_("ÉCART")));
        for (size_t k = 0; k < COUNT_OF(check_texts); k++) {
            if (strcmp(checks[i].name, check_texts[k].name) == 0)
                columns_text(&t, cmd_tr(c, check_texts[k].text));
        }
        buf_add_int(&t.cell, checks[i].ok ? checks[i].count : checks[i].bad);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static const struct {
    const char *name, *text;
} layer_texts[] = {
    {"limits", N_("limites de temps et de fichiers du lecteur")},
    {"seccomp", N_("appels système du lecteur restreints (seccomp)")},
    {"landlock", N_("fichiers hors de portée du lecteur (landlock)")},
    {"memory_limit", N_("limite de mémoire du lecteur")},
};

/* What is missing is told, and no failure: files are read all the same. */
static int verify_system(struct cmd *c)
{
    struct system_layer layers[SYSTEM_LAYERS];
    describe_system(layers);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_bool(&j, "ok", true);
        json_array(&j, "checks");
        for (size_t i = 0; i < SYSTEM_LAYERS; i++) {
            json_object(&j, NULL);
            json_cstr(&j, "name", layers[i].name);
            json_bool(&j, "ok", layers[i].active);
            json_int(&j, "count", 1);
            json_object_end(&j);
        }
        json_array_end(&j);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    struct columns t;
    columns_begin(&t, &c->arena, "ll");
    for (size_t i = 0; i < SYSTEM_LAYERS; i++) {
        columns_text(&t, layers[i].active ? cmd_tr(c, N_("bon")) : cmd_tr(c, N_("ABSENT")));
        columns_text(&t, cmd_tr(c, layer_texts[i].text));
    }
    columns_end(&t, 0, &c->out);
    return EXIT_DONE;
}

static int run_verify(struct cmd *c)
{
    struct verify_check checks[VERIFY_CHECKS];
    struct app *app = NULL;
    if (cmd_has(c, "system"))
        return verify_system(c);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ran = imports_finish(app, &c->arena, 0, &c->err) && verify_database(app, checks, &c->err);
    app_close(app);
    if (!ran)
        return cmd_fail(c);
    bool ok = true;
    for (size_t i = 0; i < VERIFY_CHECKS; i++)
        ok = ok && checks[i].ok;
    if (c->json)
        print_json(c, checks, ok);
    else
        print_page(c, checks);
    if (ok)
        return EXIT_DONE;
    err_set(&c->err, ERR_VERIFY_FAILED, NULL);
    return cmd_fail(c);
}

static const struct cmd_option verify_options[] = {
    {"system", NULL, 0, N_("dit ce que cette machine offre pour lire sans risque des fichiers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_verify = {
    .name = "verify",
    .arguments = "",
    .options = verify_options,
    .summary = N_("recalcule ce que la base conserve et dit ce qui diffère"),
    .run = run_verify,
};
