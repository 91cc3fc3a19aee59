/* relance run. */
#include "app/daily/run_day.h"
#include "app/open_app.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "run_dry.h"

#include <malloc.h>

enum { LARGE_BLOCK = 512 * 1024 };

static void print_json(struct cmd *c, const struct run_report *r)
{
    struct json j;
    struct buf seconds;
    buf_init(&seconds, &c->arena, 32);
    buf_add_amount(&seconds, (struct money){r->milliseconds / 10, CURRENCY_EUR});
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "run", r->number);
    json_int(&j, "accounts", r->accounts);
    json_int(&j, "items", r->items);
    json_int(&j, "actions", r->actions);
    json_int(&j, "queue", r->queue);
    json_int(&j, "blocked", r->blocked);
    json_int(&j, "changed", r->changed);
    json_bool(&j, "resumed", r->resumed);
    json_text(&j, "seconds", buf_str(&seconds));
    json_object_end(&j);
    json_end(&j);
}

static void print_page(struct cmd *c, const struct run_report *r)
{
    const struct {
        const char *label;
        int64_t count;
    } rows[] = {
        {N_("dossiers examinés"), r->accounts},
        {N_("postes ouverts"), r->items},
        {N_("dossiers à traiter aujourd’hui"), r->actions},
        {N_("dont à appeler"), r->queue},
        {N_("dossiers sans action, avec leur raison"), r->blocked},
        {N_("décisions changées depuis le passage précédent"), r->changed},
    };
    struct columns t;
    buf_add_c(&c->out, cmd_tr(c, N_("Passage n° ")));
    buf_add_int(&c->out, r->number);
    buf_add_c(&c->out, r->resumed ? cmd_tr(c, N_(", repris là où il s’était arrêté\n")) : "\n");
    columns_begin(&t, &c->arena, "rl");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        buf_add_int(&t.cell, rows[i].count);
        columns_next(&t);
        columns_text(&t, cmd_tr(c, rows[i].label));
    }
    columns_end(&t, 0, &c->out);
}

static int run_run(struct cmd *c)
{
    struct run_report report;
    struct app *app = NULL;
    if (cmd_has(c, "dry-run"))
        return run_dry(c);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    /* What the largest file needed goes back to the system when it is freed: the C library would
     * keep more and more of it for later. */
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    bool ok = run_day(app, &c->arena, cmd_has(c, "all"), &report, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &report);
    else
        print_page(c, &report);
    return EXIT_DONE;
}

static const struct cmd_option run_options[] = {
    {"all", NULL, 0,
     N_("décide de nouveau sur tous les dossiers, même sur ceux où rien n’a bougé")},
    {"dry-run", "RULES", OPT_REPEAT,
     N_("montre ce que ces règles changeraient à la journée, sans rien écrire")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_run = {
    .name = "run",
    .arguments = "",
    .options = run_options,
    .summary = N_("décide ce qu’il y a à faire aujourd’hui sur chaque dossier"),
    .help =
        N_("Le lendemain, seuls sont repris les dossiers dont la décision peut changer ce jour-là "
           "et ceux des débiteurs dont on a appris quelque chose ; après un changement de "
           "règles, de loi, de mandat ou d’équipe, tous.\n"
           "Interrompu, il reprend là où il s’était arrêté ; jusqu’à sa fin, la liste d’avant "
           "reste entière.\n"
           "Exemple : relance run"),
    .run = run_run,
};
