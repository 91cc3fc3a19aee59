/* relance map: mappings of lists that the readers do not know. */
#include "app/imports/import_files.h"
#include "app/imports/mappings.h"
#include "app/imports/suggest_mapping.h"
#include "app/open_app.h"
#include "app/system/text_file.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

enum { VERSION_DIGITS_MAX = 9 };

/* ---- suggest ---- */

static int run_suggest(struct cmd *c)
{
    struct suggestion *s = ARENA_NEW(&c->arena, struct suggestion);
    struct buf yaml;
    struct json j;
    buf_init(&yaml, &c->arena, LIMIT_YAML_BYTES);
    c->err_file = c->arguments[0];
    if (!suggest_mapping(&c->arena, c->arguments[0], s, &c->err))
        return cmd_fail(c);
    suggestion_write(s, c->lang, &yaml);
    ASSERT(!yaml.full);
    if (!c->json) {
        buf_add(&c->out, buf_str(&yaml));
        return EXIT_DONE;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", c->arguments[0]);
    json_cstr(&j, "list", mapping_list_name(s->kind));
    json_int(&j, "header_row", s->row->line);
    json_int(&j, "known", s->known);
    json_text(&j, "yaml", buf_str(&yaml));
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_map_suggest = {
    .name = "map suggest",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("Propose une correspondance pour une liste, à relire et à compléter."),
    .help = N_("La proposition est du YAML : ce que Relance reconnaît dans l’en-tête, et le reste "
               "en commentaire. Enregistrez-la dans un fichier, complétez-la, vérifiez-la avec "
               "« relance inspect FICHIER --map M.yaml ».\n"
               "Exemple : relance map suggest encours.xlsx"),
    .run = run_suggest,
};

/* ---- save, forget ---- */

static struct mapping_request request_of(const struct cmd *c)
{
    return (struct mapping_request){.creditor = cmd_value(c, "creditor"), .name = c->arguments[0]};
}

static void saved_json(struct cmd *c, struct str name, const struct mapping_saved *saved)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "name", name);
    json_int(&j, "version", saved->version);
    json_bool(&j, "written", saved->written);
    json_object_end(&j);
    json_end(&j);
}

/* The first rows of the list that the mapping is meant for; false: they cannot be read. */
static bool read_example(struct cmd *c, struct mapping_save *save, struct first_rows *rows)
{
    struct str path = cmd_value(c, "example");
    if (path.p == NULL)
        return true;
    c->err_file = path;
    save->example = rows;
    return intake_first_rows(&c->arena, path, rows, &c->err);
}

static bool save(struct cmd *c, struct mapping_save *save, struct mapping_saved *out)
{
    struct app *app;
    struct first_rows *rows = ARENA_NEW(&c->arena, struct first_rows);
    if (!import_prepare(&c->err) || !read_example(c, save, rows))
        return false;
    c->err_file = c->arguments[1];
    if (!text_file_read(&c->arena, c->arguments[1], LIMIT_YAML_BYTES, &save->yaml, &c->err) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return false;
    bool ok = save_mapping(app, &c->arena, save, out, &c->err);
    app_close(app);
    return ok;
}

static int run_save(struct cmd *c)
{
    struct mapping_save of = {.of = request_of(c)};
    struct mapping_saved saved;
    if (!save(c, &of, &saved))
        return cmd_fail(c);
    if (c->json) {
        saved_json(c, of.of.name, &saved);
        return EXIT_DONE;
    }
    buf_add(&c->out, of.of.name);
    buf_add_c(&c->out, cmd_tr(c, N_(", version ")));
    buf_add_int(&c->out, saved.version);
    buf_add_c(&c->out, saved.written ? cmd_tr(c, N_(" : gardée.\n"))
                                     : cmd_tr(c, N_(" : déjà celle qui est en vigueur.\n")));
    return EXIT_DONE;
}

static int run_forget(struct cmd *c)
{
    const struct mapping_request of = request_of(c);
    struct app *app;
    struct json j;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = forget_mapping(app, &c->arena, &of, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "name", of.name);
        json_bool(&j, "forgotten", true);
        json_object_end(&j);
        json_end(&j);
    } else {
        buf_add(&c->out, of.name);
        buf_add_c(&c->out, cmd_tr(c, N_(" ne servira plus ; ses versions restent.\n")));
    }
    return EXIT_DONE;
}

/* ---- list, show ---- */

static void row_json(struct json *j, const struct mapping_row *row)
{
    json_text(j, "name", row->stored.name);
    json_int(j, "version", row->stored.version);
    json_text(j, "creditor", row->creditor);
    json_text(j, "list", row->stored.list);
    json_int(j, "at_ms", row->stored.at_ms);
    json_text(j, "actor", row->actor);
}

static void list_json(struct cmd *c, const struct mapping_rows *rows)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "mappings");
    for (size_t i = 0; i < rows->count; i++) {
        json_object(&j, NULL);
        row_json(&j, &rows->rows[i]);
        json_int(&j, "headers", rows->rows[i].stored.headers);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void list_page(struct cmd *c, const struct mapping_rows *rows)
{
    struct columns t;
    if (rows->count == 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("Aucune correspondance n’est gardée.\n")));
        return;
    }
    columns_begin(&t, &c->arena, "lrlll");
    for (size_t i = 0; i < rows->count; i++) {
        const struct mapping_row *row = &rows->rows[i];
        buf_add(&t.cell, row->stored.name);
        columns_next(&t);
        buf_add_int(&t.cell, row->stored.version);
        columns_next(&t);
        buf_add(&t.cell, row->stored.list);
        columns_next(&t);
        buf_add(&t.cell, row->creditor);
        if (row->creditor.n == 0)
            buf_add_c(&t.cell, cmd_tr(c, N_("tous les créanciers")));
        columns_next(&t);
        buf_add_int(&t.cell, row->stored.headers);
        buf_add_char(&t.cell, ' ');
        buf_add_c(&t.cell, row->stored.headers == 1 ? cmd_tr(c, N_("en-tête connu"))
                                                    : cmd_tr(c, N_("en-têtes connus")));
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static int run_list(struct cmd *c)
{
    struct mapping_rows rows;
    struct app *app;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = list_mappings(app, &c->arena, &rows, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        list_json(c, &rows);
    else
        list_page(c, &rows);
    return EXIT_DONE;
}

static void show_json(struct cmd *c, const struct mapping_view *view)
{
    const struct mapping_rows *versions = &view->versions;
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    row_json(&j, &view->row);
    json_text(&j, "yaml", view->row.stored.body);
    json_array(&j, "versions");
    for (size_t i = 0; i < versions->count; i++) {
        const struct mapping_row *v = &versions->rows[i];
        json_object(&j, NULL);
        json_int(&j, "version", v->stored.version);
        json_bool(&j, "forgotten", v->stored.body.n == 0);
        json_int(&j, "at_ms", v->stored.at_ms);
        json_text(&j, "actor", v->actor);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static bool read_version(struct cmd *c, int64_t *out)
{
    struct str text = c->arguments[1];
    *out = 0;
    for (size_t i = 0; i < text.n && i < VERSION_DIGITS_MAX; i++)
        *out = text.p[i] >= '0' && text.p[i] <= '9' ? *out * 10 + (text.p[i] - '0') : 0;
    return (*out > 0 && text.n <= VERSION_DIGITS_MAX) ||
           err_set_field(&c->err, ERR_BAD_NUMBER, NULL, text);
}

static int run_show(struct cmd *c)
{
    struct mapping_request of = request_of(c);
    struct mapping_view view;
    struct app *app;
    if (c->argument_count > 1 && !read_version(c, &of.version))
        return cmd_fail(c);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = show_mapping(app, &c->arena, &of, &view, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        show_json(c, &view);
    else
        buf_add(&c->out, view.row.stored.body);
    return EXIT_DONE;
}

static const struct cmd_option save_options[] = {
    {"creditor", "CODE", 0, N_("pour les listes de ce créancier ; sinon de tous")},
    {"example", "FICHIER", 0, N_("une liste qu’elle doit lire : son en-tête la fera retrouver")},
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option creditor_option[] = {
    {"creditor", "CODE", 0, N_("celle de ce créancier ; sinon celle de tous")},
    {NULL, NULL, 0, NULL},
};
const struct command cmd_map_save = {
    .name = "map save",
    .arguments = "NOM M.yaml",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = save_options,
    .summary = N_("Garde une correspondance dans la base, comme nouvelle version."),
    .help = N_("Une correspondance gardée sert à l’import par son nom (--map NOM), et d’elle-même "
               "dès qu’une liste porte un en-tête avec lequel elle a servi. Le même texte deux "
               "fois ne change rien.\n"
               "Exemple : relance map save kappa kappa.yaml --creditor NOUS --example encours.csv"),
    .run = run_save,
};

const struct command cmd_map_list = {
    .name = "map list",
    .arguments = "",
    .summary = N_("Liste les correspondances gardées."),
    .run = run_list,
};

const struct command cmd_map_show = {
    .name = "map show",
    .arguments = "NOM [VERSION]",
    .arguments_min = 1,
    .arguments_max = 2,
    .options = creditor_option,
    .summary = N_("Montre le texte d’une correspondance gardée."),
    .run = run_show,
};

const struct command cmd_map_forget = {
    .name = "map forget",
    .arguments = "NOM",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = creditor_option,
    .summary = N_("Retire une correspondance : plus rien n’est lu avec elle."),
    .run = run_forget,
};
