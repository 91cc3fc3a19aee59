/* relance rules: what the house does by default, as texts with versions. */
#include "app/legal/law_text.h"
#include "app/legal/load_law.h"
#include "app/open_app.h"
#include "app/rules/update_rules.h"
#include "app/system/save_file.h"
#include "app/words/code_text.h"
#include "app/words/err_text.h"
#include "base/json.h"
#include "base/zone.h"
#include "columns.h"
#include "commands.h"

/* The rules and the law in force: of the database when one was named, else those shipped. */
static bool in_force(struct cmd *c, struct rules_in_force *rules, const struct law_tables **law)
{
    struct app *app = NULL;
    if (!c->db_given) {
        load_rules_shipped(&c->arena, rules);
        *law = law_tables_compiled();
        return true;
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return false;
    bool ok = db_begin(app->db, DB_READ, &c->err);
    if (ok) {
        ok = law_tables_of(app, &c->arena, law, &c->err) &&
             load_rules(app, &c->arena, rules, &c->err);
        db_rollback(app->db); /* nothing was written */
    }
    app_close(app);
    return ok;
}

static struct str hex(struct cmd *c, const uint8_t *digest)
{
    struct buf out;
    buf_init(&out, &c->arena, 2 * LAW_DIGEST_BYTES + 1);
    buf_add_hex(&out, digest, LAW_DIGEST_BYTES);
    return buf_str(&out);
}

/* ---- list ---- */

static void list_json(struct cmd *c, const struct rules_in_force *rules)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "rules");
    for (size_t i = 0; i < rules->count; i++) {
        const struct rules_version *row = &rules->rows[i];
        json_object(&j, NULL);
        json_text(&j, "name", row->rules.name);
        json_cstr(&j, "kind", rules_kind_code(row->rules.kind));
        json_text(&j, "title", row->rules.title);
        json_cstr(&j, "origin", row->version > 0 ? "loaded" : "shipped");
        if (row->version > 0)
            json_int(&j, "version", row->version);
        else
            json_null(&j, "version");
        json_day(&j, "loaded_on", row->version > 0 ? zone_paris(row->loaded_ms).day : DAY_NONE);
        json_text(&j, "digest", hex(c, row->digest));
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void list_page(struct cmd *c, const struct rules_in_force *rules)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llrl");
    columns_text(&t, cmd_tr(c, N_("nom")));
    columns_text(&t, cmd_tr(c, N_("titre")));
    columns_text(&t, cmd_tr(c, N_("version")));
    columns_text(&t, cmd_tr(c, N_("origine")));
    for (size_t i = 0; i < rules->count; i++) {
        const struct rules_version *row = &rules->rows[i];
        buf_add(&t.cell, row->rules.name);
        columns_next(&t);
        buf_add(&t.cell, row->rules.title);
        columns_next(&t);
        buf_add_int(&t.cell, row->version);
        columns_next(&t);
        if (row->version == 0) {
            columns_text(&t, cmd_tr(c, N_("livrée")));
            continue;
        }
        buf_add_c(&t.cell, cmd_tr(c, N_("chargée le ")));
        buf_add_day_lang(&t.cell, zone_paris(row->loaded_ms).day, c->lang);
        columns_next(&t);
    }
    columns_end(&t, 2, &c->out);
}

static int run_list(struct cmd *c)
{
    struct rules_in_force rules;
    const struct law_tables *law;
    if (!in_force(c, &rules, &law))
        return cmd_fail(c);
    if (c->json)
        list_json(c, &rules);
    else
        list_page(c, &rules);
    return EXIT_DONE;
}

const struct command cmd_rules_list = {
    .name = "rules list",
    .arguments = "",
    .summary = N_("les règles en vigueur : scénarios et priorités, avec leur version"),
    .run = run_list,
};

/* ---- check, diff, load: one report ---- */

static void faults_json(struct cmd *c, struct json *j, const char *key,
                        const struct rule_faults *faults)
{
    json_array(j, key);
    for (size_t i = 0; i < faults->count; i++) {
        json_object(j, NULL);
        json_cstr(j, "code", rule_fault_code(faults->rows[i].kind));
        json_cstr(j, "text", rule_fault_text(faults->rows[i].kind, c->lang));
        if (faults->rows[i].line > 0)
            json_int(j, "line", faults->rows[i].line);
        json_object_end(j);
    }
    json_array_end(j);
}

static void file_json(struct cmd *c, struct json *j, const struct rules_file *file)
{
    json_object(j, NULL);
    json_text(j, "file", file->path);
    if (!file->read) {
        json_object(j, "error");
        cmd_error_fields(c, j, &file->err, file->path);
        json_object_end(j);
        json_object_end(j);
        return;
    }
    json_text(j, "name", file->rules.name);
    json_cstr(j, "kind", rules_kind_code(file->rules.kind));
    faults_json(c, j, "faults", &file->faults);
    if (file->version > 0)
        json_int(j, "version", file->version);
    else
        json_null(j, "version");
    json_bool(j, "written", file->written);
    json_array(j, "changes");
    for (size_t i = 0; i < file->changes.count; i++) {
        const struct line_change *change = &file->changes.rows[i];
        json_object(j, NULL);
        json_cstr(j, "kind", change->added ? "added" : "removed");
        json_int(j, "line", change->line);
        json_text(j, "text", change->text);
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

static void report_json(struct cmd *c, const struct rules_report *r)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (err_is(&c->err)) {
        json_object(&j, "error");
        cmd_error_fields(c, &j, &c->err, c->err_file);
        json_object_end(&j);
    }
    json_bool(&j, "ok", r->good);
    json_array(&j, "files");
    for (size_t i = 0; i < r->count; i++)
        file_json(c, &j, &r->files[i]);
    json_array_end(&j);
    faults_json(c, &j, "together", &r->together);
    json_object_end(&j);
    json_end(&j);
}

static void faults_page(struct cmd *c, struct str where, const struct rule_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        buf_add_c(&c->out, "  ");
        buf_add(&c->out, where);
        if (faults->rows[i].line > 0) {
            buf_add_c(&c->out, where.n > 0 ? ", " : "");
            buf_add_c(&c->out, cmd_tr(c, N_("ligne")));
            buf_add_char(&c->out, ' ');
            buf_add_int(&c->out, faults->rows[i].line);
        }
        buf_add_c(&c->out, where.n > 0 || faults->rows[i].line > 0 ? cmd_tr(c, N_(" : ")) : "");
        buf_add_c(&c->out, rule_fault_text(faults->rows[i].kind, c->lang));
        buf_add_char(&c->out, '\n');
    }
}

static void changes_page(struct cmd *c, const struct rules_file *file)
{
    for (size_t i = 0; i < file->changes.count; i++) {
        const struct line_change *change = &file->changes.rows[i];
        buf_add_c(&c->out, change->added ? "+ " : "- ");
        buf_add(&c->out, change->text);
        buf_add_char(&c->out, '\n');
    }
}

static void end_page(struct cmd *c, const struct rules_file *file, bool loading)
{
    if (!file->read || file->faults.count > 0)
        return;
    buf_add(&c->out, file->rules.name);
    buf_add_c(&c->out, cmd_tr(c, N_(" : ")));
    if (file->written) {
        buf_add_c(&c->out, cmd_tr(c, N_("en vigueur, version ")));
        buf_add_int(&c->out, file->version);
    } else if (file->changes.count == 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("déjà en vigueur, rien ne change")));
    } else if (!loading) {
        buf_add_c(&c->out, cmd_tr(c, N_("valable, non chargée")));
    } else {
        buf_add_c(&c->out, cmd_tr(c, N_("non chargée")));
    }
    buf_add_char(&c->out, '\n');
}

enum { SAY_CHECK, SAY_DIFF, SAY_LOAD };

static int say(struct cmd *c, const struct rules_report *r, int what)
{
    if (c->json) {
        report_json(c, r);
        return err_is(&c->err) ? cmd_fail(c) : EXIT_DONE;
    }
    for (size_t i = 0; i < r->count; i++) {
        const struct rules_file *file = &r->files[i];
        if (what == SAY_DIFF)
            changes_page(c, file);
        faults_page(c, file->path, &file->faults);
        if (what != SAY_DIFF)
            end_page(c, file, what == SAY_LOAD);
    }
    faults_page(c, STR(""), &r->together);
    return err_is(&c->err) ? cmd_fail(c) : EXIT_DONE;
}

static int check(struct cmd *c, int what)
{
    struct rules_in_force rules;
    struct rules_report report;
    struct rules_paths paths = {.paths = c->arguments, .count = c->argument_count};
    const struct law_tables *law;
    if (!in_force(c, &rules, &law))
        return cmd_fail(c);
    check_rules(&c->arena, law, &rules, &paths, &report);
    (void)rules_report_error(&report, &c->err_file, &c->err);
    return say(c, &report, what);
}

static int run_check(struct cmd *c) { return check(c, SAY_CHECK); }

static int run_diff(struct cmd *c) { return check(c, SAY_DIFF); }

static int run_load(struct cmd *c)
{
    struct rules_report report;
    struct rules_paths paths = {.paths = c->arguments, .count = c->argument_count};
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = update_rules(app, &c->arena, &paths, &report, &c->err);
    app_close(app);
    if (!ok) {
        struct err ignored = {0};
        (void)rules_report_error(&report, &c->err_file, &ignored);
    }
    if (report.count == 0)
        return cmd_fail(c);
    return say(c, &report, SAY_LOAD);
}

const struct command cmd_rules_check = {
    .name = "rules check",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = -1,
    .summary = N_("dit ce qui ne va pas dans des règles, ligne par ligne"),
    .help = N_("Les fichiers sont lus en entier, puis avec les règles en vigueur qu’ils ne "
               "remplacent pas : celles de la base donnée par --db ou RELANCE_DB, sinon celles "
               "livrées avec le programme. Rien n’est changé.\n"
               "\n"
               "Exemple :\n"
               "  relance rules check b2b.yaml"),
    .run = run_check,
};

const struct command cmd_rules_diff = {
    .name = "rules diff",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = -1,
    .summary = N_("ce qu’un fichier de règles changerait à celles en vigueur"),
    .run = run_diff,
};

const struct command cmd_rules_load = {
    .name = "rules load",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = -1,
    .summary = N_("met des règles en vigueur dans la base, comme une version de plus"),
    .help = N_("Tous les fichiers sont chargés ou aucun. Une version chargée ne change plus "
               "jamais, et chaque chargement est noté au journal ; le même texte deux fois ne "
               "change rien. Une nouvelle version du programme ne touche pas à ce qui a été "
               "chargé.\n"
               "\n"
               "Exemple :\n"
               "  relance rules load b2b.yaml"),
    .run = run_load,
};

/* ---- export ---- */

static bool find_version(struct cmd *c, int64_t version, struct str *body)
{
    struct stored_rules row = {.name = c->arguments[0], .version = version};
    struct app *app = NULL;
    bool found = false;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return false;
    bool ok = db_begin(app->db, DB_READ, &c->err);
    if (ok) {
        ok = rule_set_find(app->db, &c->arena, &row, &found, &c->err);
        db_rollback(app->db); /* nothing was written */
    }
    app_close(app);
    *body = row.body;
    return ok && (found || err_set_field(&c->err, ERR_UNKNOWN_RULES, NULL, c->arguments[0]));
}

static bool find_body(struct cmd *c, struct str *body)
{
    struct rules_in_force rules;
    const struct law_tables *law;
    int64_t version = 0;
    if (!cmd_int(c, "edition", &version))
        return false;
    if (version > 0)
        return find_version(c, version, body);
    if (!in_force(c, &rules, &law))
        return false;
    const struct rules_version *row = rules_by_name(&rules, c->arguments[0]);
    if (row == NULL)
        return err_set_field(&c->err, ERR_UNKNOWN_RULES, NULL, c->arguments[0]);
    *body = row->body;
    return true;
}

static void export_json(struct cmd *c, struct str body)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "name", c->arguments[0]);
    json_text(&j, "text", body);
    json_object_end(&j);
    json_end(&j);
}

static int run_export(struct cmd *c)
{
    struct str body;
    struct str path = cmd_value(c, "out");
    if (!find_body(c, &body))
        return cmd_fail(c);
    if (path.p != NULL && !save_bytes(&c->arena, path, body, &c->err))
        return cmd_fail(c);
    if (c->json)
        export_json(c, body);
    else if (path.p == NULL)
        buf_add(&c->out, body);
    return EXIT_DONE;
}

static const struct cmd_option export_options[] = {
    {"edition", "N", 0, N_("une version chargée plus tôt ; sinon celle en vigueur")},
    {"out", "F", 0, N_("écrit dans ce fichier")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_rules_export = {
    .name = "rules export",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = export_options,
    .summary = N_("le texte de règles, comme il a été livré ou chargé"),
    .run = run_export,
};
