/* relance init, relance backup, relance restore. */
#include "app/people/seal.h"
#include "app/system/backup_database.h"
#include "app/system/init_database.h"
#include "app/system/restore_database.h"
#include "base/json.h"
#include "commands.h"

#include <unistd.h>

static void say(struct cmd *c, const char *french)
{
    buf_add_c(&c->out, cmd_tr(c, french));
    buf_add_char(&c->out, '\n');
}

/* ---- init ---- */

static void init_json(struct cmd *c, const struct init_report *r)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_bool(&j, "created", r->from == 0);
    json_int(&j, "schema_before", r->from);
    json_int(&j, "schema", r->to);
    if (r->link.n > 0) {
        json_object(&j, "administrator");
        json_cstr(&j, "login", INIT_ADMINISTRATOR);
        json_text(&j, "link", r->link);
        json_object_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static void say_administrator(struct cmd *c, struct str link)
{
    say(c, N_("Le premier administrateur s’appelle « admin ». Quand « relance serve » tourne, ce "
              "lien lui fait choisir son mot de passe, une seule fois, dans les trois jours :"));
    buf_add_c(&c->out, "  /welcome/");
    buf_add(&c->out, link);
    buf_add_char(&c->out, '\n');
}

static int run_init(struct cmd *c)
{
    struct init_report report;
    if (!init_database(&c->arena, c->db_url, !cmd_has(c, "demo"), &report, &c->err))
        return cmd_fail(c);
    if (c->json) {
        init_json(c, &report);
        return EXIT_DONE;
    }
    if (report.from == 0)
        say(c, N_("La base est créée."));
    else if (report.from < report.to)
        say(c, N_("La base est mise à niveau."));
    else
        say(c, N_("La base est déjà à niveau ; rien n’a été changé."));
    if (report.link.n > 0)
        say_administrator(c, report.link);
    return EXIT_DONE;
}

static const struct cmd_option init_options[] = {
    {"demo", NULL, 0, N_("pour une démonstration : sans premier administrateur")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_init = {
    .name = "init",
    .arguments = "",
    .options = init_options,
    .summary = N_("Crée la base, ou la met au niveau de ce programme."),
    .help = N_("Sans --db, la base est le fichier relance.db du dossier courant, lisible par son "
               "seul propriétaire. Une base plus ancienne est mise à niveau, étape par étape ; "
               "faites d’abord une sauvegarde. Une base plus récente, ou qui n’est pas de Relance, "
               "est refusée sans être touchée.\n"
               "\n"
               "Exemple : relance --db postgresql://relance@localhost/relance init"),
    .run = run_init,
};

/* ---- backup and restore ---- */

static void add_digest(struct cmd *c, const struct backup_report *r, struct buf *out)
{
    buf_init(out, &c->arena, 2 * sizeof r->digest + 1);
    buf_add_hex(out, r->digest, sizeof r->digest);
}

/* The file of the key, if one was ever made; p NULL else. */
static struct str key_there(struct cmd *c)
{
    struct str name = seal_key_file(&c->arena, c->db_url);
    bool there = name.n > 0 && access(arena_cstr(&c->arena, name), F_OK) == 0;
    return there ? name : (struct str){0};
}

static void report_key(struct cmd *c)
{
    struct str key = key_there(c);
    if (key.n == 0)
        return;
    buf_add_c(&c->out, cmd_tr(c, N_("Le fichier de clé n’y est pas ; conservez-le à part : ")));
    buf_add(&c->out, key);
    buf_add_char(&c->out, '\n');
}

static void report_json(struct cmd *c, const struct backup_report *r)
{
    struct json j;
    struct buf digest;
    struct str key = key_there(c);
    add_digest(c, r, &digest);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", c->arguments[0]);
    json_int(&j, "tables", r->copy.tables);
    json_int(&j, "rows", r->copy.rows);
    json_int(&j, "bytes", r->copy.bytes);
    json_text(&j, "digest", buf_str(&digest));
    json_int(&j, "journal_faults", r->copy.journal_faults);
    json_bool(&j, "noted", r->noted);
    json_text_or_null(&j, "key_file", key);
    json_object_end(&j);
    json_end(&j);
}

static void report_page(struct cmd *c, const struct backup_report *r)
{
    struct buf digest;
    add_digest(c, r, &digest);
    buf_add(&c->out, c->arguments[0]);
    buf_add_c(&c->out, "\n  ");
    if (r->copy.tables > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("lignes")));
        buf_add_char(&c->out, ' ');
        buf_add_int(&c->out, r->copy.rows);
        buf_add_c(&c->out, "\n  ");
    }
    buf_add_c(&c->out, cmd_tr(c, N_("octets")));
    buf_add_char(&c->out, ' ');
    buf_add_int(&c->out, r->copy.bytes);
    buf_add_c(&c->out, "\n  BLAKE2b-256 ");
    buf_add(&c->out, buf_str(&digest));
    buf_add_char(&c->out, '\n');
    if (!r->noted) {
        say(c, N_("Attention : le journal de la base n’a pas pu le noter."));
    }
    if (r->copy.journal_faults > 0) {
        say(c, N_("Attention : le journal a des écarts, copiés tels quels ; « relance verify » les "
                  "montre."));
    }
}

static int run_backup(struct cmd *c)
{
    const struct backup_order order = {c->db_url, c->arguments[0], ACTOR_COMMAND_LINE};
    struct backup_report report;
    if (!backup_database(&order, &report, &c->err)) {
        if (c->err.code == ERR_FILE_EXISTS || c->err.code == ERR_FILE_WRITE) {
            c->err_file = c->arguments[0];
        }
        return cmd_fail(c);
    }
    if (c->json) {
        report_json(c, &report);
        return EXIT_DONE;
    }
    say(c, N_("La sauvegarde est complète et relue."));
    report_page(c, &report);
    report_key(c);
    return EXIT_DONE;
}

const struct command cmd_backup = {
    .name = "backup",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("Sauvegarde toute la base dans un seul fichier, pendant que l’on travaille."),
    .help =
        N_("Le fichier a la même forme pour SQLite et PostgreSQL et se restaure dans l’un ou "
           "l’autre. Il n’apparaît sous son nom qu’une fois complet, relu et écrit sur le "
           "disque ; un fichier existant n’est jamais remplacé. Il contient des données "
           "personnelles : gardez-le en lieu sûr. Le fichier de clé (RELANCE_KEY) n’y est pas.\n"
           "\n"
           "Exemple : relance backup sauvegarde-2026-11-24.relance"),
    .run = run_backup,
};

static int run_restore(struct cmd *c)
{
    struct backup_report report;
    if (!restore_database(c->arguments[0], c->db_url, &report, &c->err)) {
        if (strcmp(c->err.field, "backup") == 0) {
            c->err_file = c->arguments[0];
            c->err.field[0] = '\0';
        }
        return cmd_fail(c);
    }
    if (c->json) {
        report_json(c, &report);
        return EXIT_DONE;
    }
    say(c, N_("La base est restaurée et relue."));
    report_page(c, &report);
    return EXIT_DONE;
}

const struct command cmd_restore = {
    .name = "restore",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("Restaure une sauvegarde dans une base nouvelle ou vide."),
    .help = N_("Tout est restauré, ou rien. Une base qui contient déjà du travail est refusée. Une "
               "sauvegarde d’une version plus ancienne est mise à niveau au passage ; le fichier "
               "lui-même n’est jamais modifié.\n"
               "\n"
               "Exemple : relance --db sqlite:nouvelle.db restore sauvegarde-2026-11-24.relance"),
    .run = run_restore,
};
