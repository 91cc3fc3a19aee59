/* relance run plan. */
#include "app/daily/plan_run.h"
#include "app/open_app.h"
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

static void print_json(struct cmd *c, const struct run_timetable *t, int64_t next_ms)
{
    const struct run_plan *plan = &t->plan;
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (plan->hour == RUN_NO_HOUR)
        json_null(&j, "hour");
    else
        json_int(&j, "hour", plan->hour);
    json_text_or_null(&j, "next", moment(c, next_ms));
    if (t->last.number == 0)
        json_null(&j, "day");
    else
        json_day(&j, "day", t->last.day);
    json_text_or_null(&j, "last", moment(c, t->last.ended_ms));
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

static void print_text(struct cmd *c, const struct run_timetable *t, int64_t next_ms)
{
    if (t->plan.hour == RUN_NO_HOUR)
        say(c, N_("Passage de lui-même :"), str_of(cmd_tr(c, N_("aucun"))));
    say(c, N_("Prochain :"), moment(c, next_ms));
    say(c, N_("Dernier :"), moment(c, t->last.ended_ms));
    if (t->plan.failed_ms != 0)
        say(c, N_("Dernier échec :"), moment(c, t->plan.failed_ms));
}

static bool read_wish(struct cmd *c, struct run_plan_wish *wish)
{
    if (cmd_has(c, "hour") && str_is(cmd_value(c, "hour"), NO_HOUR))
        wish->hour = RUN_NO_HOUR;
    else if (!cmd_int(c, "hour", &wish->hour))
        return false;
    return true;
}

static int run_plan_run(struct cmd *c)
{
    struct run_plan_wish wish = {.hour = RUN_AS_IT_IS};
    struct run_timetable t;
    struct app *app = NULL;
    bool ok = read_wish(c, &wish) && app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              plan_run(app, &c->arena, &wish, &t.plan, &c->err) &&
              run_timetable_read(app, &c->arena, &t, &c->err);
    int64_t next_ms = ok ? run_timetable_next(&t, app->now_ms) : 0;
    if (ok && c->json)
        print_json(c, &t, next_ms);
    else if (ok)
        print_text(c, &t, next_ms);
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option plan_options[] = {
    {"hour", "0-23|none", 0,
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
