/* relance backup plan. */
#include "app/open_app.h"
#include "app/system/plan_backups.h"
#include "commands.h"
#include "timetable_out.h"

static void print_json(struct cmd *c, const struct backup_plan *plan, int64_t next_ms)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    hour_json(&j, &plan->at);
    json_int(&j, "keep", (int64_t)backup_plan_kept(plan));
    json_text_or_null(&j, "next", timetable_moment(c, next_ms));
    json_text_or_null(&j, "last", timetable_moment(c, plan->made_ms));
    json_text_or_null(&j, "file", plan->file);
    timetable_failed_json(c, &j, &plan->at);
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct backup_plan *plan, int64_t next_ms)
{
    struct buf kept;
    buf_init(&kept, &c->arena, 32);
    buf_add_int(&kept, (int64_t)backup_plan_kept(plan));
    if (plan->at.hour == TIMETABLE_NO_HOUR)
        timetable_say(c, N_("Sauvegardes d’elles-mêmes :"), str_of(cmd_tr(c, N_("aucune"))));
    timetable_say(c, N_("Prochaine :"), timetable_moment(c, next_ms));
    timetable_say(c, N_("Dernière :"), timetable_moment(c, plan->made_ms));
    timetable_failed_say(c, &plan->at);
    timetable_say(c, N_("Gardées :"), buf_str(&kept));
}

static int run_plan(struct cmd *c)
{
    struct backup_plan_wish wish = {.kept = BACKUPS_KEPT_AS_IT_IS};
    struct backup_plan plan;
    struct app *app = NULL;
    bool ok = timetable_hour(c, &wish.hour) && cmd_int(c, "keep", &wish.kept) &&
              app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              plan_backups(app, &c->arena, &wish, &c->err) &&
              backup_plan_load(app->db, &c->arena, &plan, &c->err);
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
    {"hour", TIMETABLE_HOUR_VALUE, 0,
     N_("l’heure de Paris à laquelle le serveur en fait une chaque jour")},
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
