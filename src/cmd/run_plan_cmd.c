/* relance run plan. */
#include "app/daily/plan_run.h"
#include "app/open_app.h"
#include "commands.h"
#include "timetable_out.h"

static void print_json(struct cmd *c, const struct run_timetable *t, int64_t next_ms)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    hour_json(&j, &t->plan);
    json_text_or_null(&j, "next", timetable_moment(c, next_ms));
    if (t->last.number == 0)
        json_null(&j, "day");
    else
        json_day(&j, "day", t->last.day);
    json_text_or_null(&j, "last", timetable_moment(c, t->last.ended_ms));
    timetable_failed_json(c, &j, &t->plan);
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct run_timetable *t, int64_t next_ms)
{
    if (t->plan.hour == TIMETABLE_NO_HOUR)
        timetable_say(c, N_("Passage de lui-même :"), str_of(cmd_tr(c, N_("aucun"))));
    timetable_say(c, N_("Prochain :"), timetable_moment(c, next_ms));
    timetable_say(c, N_("Dernier :"), timetable_moment(c, t->last.ended_ms));
    timetable_failed_say(c, &t->plan);
}

static int run_plan_run(struct cmd *c)
{
    struct run_plan_wish wish = {0};
    struct run_timetable t;
    struct app *app = NULL;
    bool ok =
        timetable_hour(c, &wish.hour) && app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
        plan_run(app, &c->arena, &wish, &c->err) && run_timetable_read(app, &c->arena, &t, &c->err);
    int64_t next_ms = ok ? run_timetable_next(&t, app->now_ms) : 0;
    if (ok && c->json)
        print_json(c, &t, next_ms);
    else if (ok)
        print_text(c, &t, next_ms);
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option plan_options[] = {
    {"hour", TIMETABLE_HOUR_VALUE, 0,
     N_("l’heure de Paris à laquelle le serveur le fait chaque jour ouvré (d’office 5)")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_run_plan = {
    .name = "run plan",
    .arguments = "",
    .options = plan_options,
    .summary = N_("Dit à quelle heure le serveur fait le passage du jour de lui-même."),
    .help = N_("« relance serve » le fait une fois chaque jour ouvré, si personne ne l’a fait "
               "avant ; de plusieurs serveurs un seul s’en charge. Une heure manquée est rattrapée "
               "le jour même. Un serveur à date figée (--today) n’en fait aucun. Sans option, la "
               "commande montre l’horaire, le dernier et le prochain.\n"
               "\n"
               "Exemple : relance run plan --hour 6"),
    .run = run_plan_run,
};
