/* relance law update: a newer law table for one database. */
#include "app/legal/law_text.h"
#include "app/legal/update_law.h"
#include "app/open_app.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "law_options.h"

static const char *const kinds[] = {
    [LAW_ROW_ADDED] = "added", [LAW_ROW_CHANGED] = "changed", [LAW_ROW_REMOVED] = "removed"};

static void json_change(struct json *j, const struct law_change *change)
{
    json_object(j, NULL);
    json_cstr(j, "kind", kinds[change->kind]);
    json_text(j, "row", change->row);
    if (change->kind == LAW_ROW_CHANGED)
        json_text(j, "column", change->column);
    if (change->kind != LAW_ROW_ADDED)
        json_text(j, "before", change->before);
    if (change->kind != LAW_ROW_REMOVED)
        json_text(j, "after", change->after);
    json_bool(j, "figure", change->figure);
    json_object_end(j);
}

/* Also when refused: the error stands beside what the file would change. */
static void report_json(struct cmd *c, const struct law_update_report *r)
{
    struct json j;
    struct buf digest;
    buf_init(&digest, &c->arena, 2 * LAW_DIGEST_BYTES + 1);
    buf_add_hex(&digest, r->digest, sizeof r->digest);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (err_is(&c->err)) {
        json_object(&j, "error");
        cmd_error_fields(c, &j, &c->err, c->err_file);
        json_object_end(&j);
    }
    json_cstr(&j, "table", law_table_name(r->table));
    json_bool(&j, "preview", cmd_has(c, "preview"));
    json_bool(&j, "written", r->written);
    if (r->version > 0)
        json_int(&j, "version", r->version);
    else
        json_null(&j, "version");
    json_int(&j, "rows", (int64_t)r->rows);
    json_int(&j, "added", (int64_t)r->changes.added);
    json_int(&j, "changed", (int64_t)r->changes.changed);
    json_int(&j, "removed", (int64_t)r->changes.removed);
    json_int(&j, "figures", (int64_t)r->changes.figures);
    json_text(&j, "digest", buf_str(&digest));
    json_array(&j, "changes");
    for (size_t i = 0; i < r->changes.count; i++)
        json_change(&j, &r->changes.list[i]);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void or_nothing(struct columns *t, struct str text)
{
    buf_add(&t->cell, text);
    if (text.n == 0)
        buf_add_c(&t->cell, "–");
}

static void change_row(struct cmd *c, struct columns *t, const struct law_change *change)
{
    static const char *const labels[] = {
        [LAW_ROW_ADDED] = N_("ajoutée"),
        [LAW_ROW_CHANGED] = N_("modifiée"),
        [LAW_ROW_REMOVED] = N_("manque"),
    };
    columns_text(t, cmd_tr(c, labels[change->kind]));
    or_nothing(t, change->row);
    columns_next(t);
    buf_add(&t->cell, change->column);
    columns_next(t);
    if (change->kind == LAW_ROW_CHANGED) {
        or_nothing(t, change->before);
        buf_add_c(&t->cell, " → ");
        or_nothing(t, change->after);
    } else {
        buf_add(&t->cell, change->kind == LAW_ROW_ADDED ? change->after : change->before);
    }
    columns_next(t);
    columns_text(t, change->figure ? cmd_tr(c, N_("change des chiffres déjà donnés")) : "");
}

static void report_page(struct cmd *c, const struct law_update_report *r)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lllll");
    for (size_t i = 0; i < r->changes.count; i++)
        change_row(c, &t, &r->changes.list[i]);
    columns_end(&t, 2, &c->out);
    if (err_is(&c->err))
        return;
    const char *said = N_("La table chargée est en vigueur : ");
    if (r->changes.count == 0)
        said = N_("Rien ne change, la table en vigueur est déjà celle-ci : ");
    else if (!r->written)
        said = N_("Aperçu, rien n’a été écrit : ");
    buf_add_c(&c->out, cmd_tr(c, said));
    buf_add_c(&c->out, law_table_name(r->table));
    if (r->version > 0) {
        buf_add_c(&c->out, ", ");
        buf_add_c(&c->out, cmd_tr(c, N_("version")));
        buf_add_char(&c->out, ' ');
        buf_add_int(&c->out, r->version);
    }
    buf_add_char(&c->out, '\n');
}

static int run(struct cmd *c)
{
    struct law_update_request request = {.path = c->arguments[0],
                                         .preview = cmd_has(c, "preview"),
                                         .confirm = cmd_has(c, "confirm")};
    struct law_update_report report;
    struct app *app = NULL;
    struct str name = cmd_value(c, "table");
    enum law_table table;
    if (name.p != NULL) {
        if (!law_options_table(c, "table", name, &table))
            return cmd_fail(c);
        request.table = str_of(law_table_name(table));
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = update_law(app, &c->arena, &request, &report, &c->err);
    app_close(app);
    if (!ok)
        c->err_file = c->arguments[0];
    if (report.compared && c->json)
        report_json(c, &report);
    else if (report.compared)
        report_page(c, &report);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option options[] = {
    {"table", "TABLE", 0, N_("de quelle table il s’agit, si l’en-tête ne suffit pas")},
    {"preview", NULL, 0, N_("montre ce qui changerait, sans rien écrire")},
    {"confirm", NULL, 0, N_("accepte de changer des chiffres déjà donnés : une correction")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_law_update = {
    .name = "law update",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = options,
    .summary = N_("Charge dans la base une table de droit plus récente, vérifiée en entier."),
    .help = N_("Le fichier a la forme que donne « relance law tables TABLE --csv » : partez de "
               "lui, ajoutez vos lignes, donnez leur fin aux lignes d’avant. Une ligne publiée "
               "ne disparaît jamais ; une valeur publiée ne change qu’avec --confirm. Chaque "
               "chargement ajoute une version de la table et une entrée au journal ; la même "
               "table deux fois ne change rien.\n"
               "\n"
               "Exemple :\n"
               "  relance law update ecb.csv"),
    .run = run,
};
