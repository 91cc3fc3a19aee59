/* relance backup plan. */
#include "app/open_app.h"
#include "app/system/plan_backups.h"
#include "base/json.h"
#include "base/moment.h"
#include "commands.h"

#define NO_HOUR "none"

static struct str moment(struct cmd *c, int64_t at_ms)
{
    struct buf text;
    if (at_ms == 0)
        return (struct str){0};
    buf_init(&text, &c->arena, 32);
    moment_add(&text, zone_paris(at_ms));
    return buf_str(&text);
}

static void print_json(struct cmd *c, const struct backup_plan *plan, int64_t next_ms)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (plan->hour == BACKUP_NO_HOUR)
        json_null(&j, "hour");
    else
        json_int(&j, "hour", plan->hour);
    json_int(&j, "keep", (int64_t)backup_plan_kept(plan));
    json_text_or_null(&j, "next", moment(c, next_ms));
    json_text_or_null(&j, "last", moment(c, plan->made_ms));
    json_text_or_null(&j, "file", plan->file);
    json_text_or_null(&j, "failed", moment(c, plan->failed_ms));
    json_cstr(&j, "error", plan->failed == ERR_NONE ? NULL : err_code_text(plan->failed));
    json_object_end(&j);
    json_end(&j);
}

static void say(struct cmd *c, const char *french, struct str what)
{
    buf_add_c(&c->out, cmd_tr(c, french));
    buf_add_char(&c->out, ' ');
    buf_add(&c->out, what.n > 0 ? what : STR("—"));
    buf_add_char(&c->out, '\n');
}

static void print_text(struct cmd *c, const struct backup_plan *plan, int64_t next_ms)
{
    struct buf kept;
    buf_init(&kept, &c->arena, 32);
    buf_add_int(&kept, (int64_t)backup_plan_kept(plan));
    if (plan->hour == BACKUP_NO_HOUR)
        say(c, N_("Sauvegardes d’elles-mêmes :"), str_of(cmd_tr(c, N_("aucune"))));
    say(c, N_("Prochaine :"), moment(c, next_ms));
    say(c, N_("Dernière :"), moment(c, plan->made_ms));
    if (plan->failed_ms != 0)
        say(c, N_("Dernier échec :"), moment(c, plan->failed_ms));
    say(c, N_("Gardées :"), buf_str(&kept));
}

static bool read_wish(struct cmd *c, struct backup_plan_wish *wish)
{
    if (cmd_has(c, "hour") && str_is(cmd_value(c, "hour"), NO_HOUR))
        wish->hour = BACKUP_NO_HOUR;
    else if (!cmd_int(c, "hour", &wish->hour))
        return false;
    return cmd_int(c, "keep", &wish->kept);
}

static int run_plan(struct cmd *c)
{
    struct backup_plan_wish wish = {.hour = BACKUP_AS_IT_IS, .kept = BACKUP_AS_IT_IS};
    struct backup_plan plan;
    struct app *app = NULL;
    bool ok = read_wish(c, &wish) && app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              plan_backups(app, &c->arena, &wish, &plan, &c->err);
    int64_t next_ms = ok ? backup_plan_next(&plan, app->now_ms) : 0;
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &plan, next_ms);
    else
        print_text(c, &plan, next_ms);
    return EXIT_DONE;
}

static const struct cmd_option plan_options[] = {
    {"hour", "0-23|none", 0, N_("l’heure de Paris à laquelle le serveur en fait une chaque jour")},
    {"keep", "N", 0, N_("combien sont gardées, de 1 à 99 (d’office 7)")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_backup_plan = {
    .name = "backup plan",
    .arguments = "",
    .options = plan_options,
    .summary = N_("Dit quand le serveur fait une sauvegarde de lui-même, et combien il en garde."),
    .help = N_("« relance serve » la fait dans son dossier (RELANCE_BACKUPS, ou celui de la base "
               "suivi de .backups), la relit, puis efface les plus anciennes au-delà de ce nombre. "
               "Une heure manquée est rattrapée. Sans option, la commande montre l’horaire, la "
               "dernière et la prochaine.\n"
               "\n"
               "Exemple : relance backup plan --hour 3 --keep 14"),
    .run = run_plan,
};
