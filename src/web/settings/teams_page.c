/* The teams of the house and who is away. Every act is about one person or one new team and takes
 * nothing back of what others did: no form needs the mark of what it saw. A person who does not see
 * every creditor speaks of those in sight (people_in_sight) and learns of no others. */
#include "app/people/house.h"
#include "app/people/people.h"
#include "gen/views.h"
#include "setting_form.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"
#include "web/server/session.h"

#define TEAMS_PATH "/settings/teams"

enum { ABSENCE_FIELDS = 4, TEAM_FIELDS = 3, PAST_SHOWN = 40 };

struct screen {
    struct request *r;
    struct response *out;
    struct house house;
    struct house_sight sight;
    const struct err *failure; /* of what was asked, or NULL */
    bool beside;
    struct v_teams view;
};

static bool in_sight(const struct screen *s, const struct user *user)
{
    return user != NULL && people_in_sight(user, s->sight.scope, s->sight.count);
}

static struct str name_of(const struct screen *s, int64_t user_id)
{
    const struct user *user = house_user(&s->house, user_id);
    return in_sight(s, user) ? user->name : STR("");
}

/* ---- teams ---- */

static bool is_member(const struct team *team, int64_t user_id)
{
    for (size_t i = 0; i < team->member_count; i++) {
        if (team->member_ids[i] == user_id)
            return true;
    }
    return false;
}

static bool is_away(const struct screen *s, int64_t user_id)
{
    const struct absences *all = &s->house.absences;
    return absence_on(all->rows, all->count, user_id, s->r->app->today) != NULL;
}

static void fill_members(struct screen *s, const struct team *team, struct v_teams_teams *out)
{
    struct request *r = s->r;
    struct v_teams_teams_members *members =
        ARENA_ARRAY(r->arena, s->house.user_count, struct v_teams_teams_members);
    struct v_teams_teams_join *join =
        ARENA_ARRAY(r->arena, s->house.user_count, struct v_teams_teams_join);
    for (size_t i = 0; i < s->house.user_count; i++) {
        const struct user *user = &s->house.users[i];
        if (!in_sight(s, user))
            continue;
        if (is_member(team, user->id))
            members[out->members_count++] =
                (struct v_teams_teams_members){user->login, user->name, is_away(s, user->id)};
        else if (!user->disabled)
            join[out->join_count++] = (struct v_teams_teams_join){user->login, user->name};
    }
    out->members = members;
    out->join = join;
}

static void fill_teams(struct screen *s)
{
    struct request *r = s->r;
    const struct teams *all = &s->house.teams;
    struct v_teams_teams *rows = ARENA_ARRAY(r->arena, all->count, struct v_teams_teams);
    for (size_t i = 0; i < all->count; i++) {
        const struct team *team = &all->rows[i];
        struct link l;
        if (s->sight.scope != NULL &&
            !house_team_in_sight(&s->house, team, s->sight.scope, s->sight.count))
            continue;
        struct v_teams_teams *row = &rows[s->view.teams_count++];
        link_begin(&l, r->arena, "/lists/accounts");
        link_text(&l, "team", team->code);
        *row = (struct v_teams_teams){.code = team->code,
                                      .name = team->name,
                                      .lead = name_of(s, team->lead_id),
                                      .files = link_end(&l),
                                      .join_id = format_text(r->arena, "join-%1", &team->code, 1)};
        fill_members(s, team, row);
    }
    s->view.teams = rows;
}

/* ---- absences ---- */

static struct str cover_text(const struct screen *s, const struct absence *a)
{
    struct str name = a->cover_id != 0 ? name_of(s, a->cover_id) : STR("");
    return name.n > 0 ? name : str_of(tr(s->r->lang, N_("qui a le plus de temps")));
}

static void add_away(struct screen *s, const struct absence *a, int64_t number,
                     struct v_teams_away *row)
{
    struct request *r = s->r;
    const struct user *user = house_user(&s->house, a->user_id);
    struct buf text;
    bool now = !day_before(r->app->today, a->from);
    buf_init(&text, r->arena, 24);
    buf_add_int(&text, number);
    *row = (struct v_teams_away){.login = user->login,
                                 .name = user->name,
                                 .number = buf_str(&text),
                                 .from = format_day(r->arena, a->from, r->lang),
                                 .to = format_day(r->arena, a->to, r->lang),
                                 .cover = cover_text(s, a),
                                 .tone = now ? STR("amb") : STR(""),
                                 .state = str_of(tr(r->lang, now ? N_("absent") : N_("à venir"))),
                                 .may_cancel = s->view.may_set && !user->disabled};
}

/* The last entered first: of those that are over only so many. */
static void fill_absences(struct screen *s)
{
    struct request *r = s->r;
    const struct absences *all = &s->house.absences;
    struct v_teams_away *away = ARENA_ARRAY(r->arena, all->count, struct v_teams_away);
    struct v_teams_past *past = ARENA_ARRAY(r->arena, PAST_SHOWN, struct v_teams_past);
    int64_t number = 0;
    for (size_t i = 0; i < all->count; i++) { /* by person, as their numbers go */
        const struct absence *a = &all->rows[i];
        number = i > 0 && all->rows[i - 1].user_id == a->user_id ? number + 1 : 1;
        if (!in_sight(s, house_user(&s->house, a->user_id)))
            continue;
        bool over = day_before(a->to, r->app->today);
        if (!a->cancelled && !over)
            add_away(s, a, number, &away[s->view.away_count++]);
        else if (s->view.past_count < PAST_SHOWN)
            past[s->view.past_count++] = (struct v_teams_past){
                .name = name_of(s, a->user_id),
                .from = format_day(r->arena, a->from, r->lang),
                .to = format_day(r->arena, a->to, r->lang),
                .cover = a->cover_id != 0 ? name_of(s, a->cover_id) : STR(""),
                .state = str_of(tr(r->lang, a->cancelled ? N_("annulée") : N_("passée")))};
    }
    s->view.away = away;
    s->view.past = past;
}

static void fill_away_text(struct screen *s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s->house.user_count; i++)
        n += in_sight(s, &s->house.users[i]) && is_away(s, s->house.users[i].id);
    struct str text = format_count(s->r->arena, n, s->r->lang);
    s->view.away_text =
        n == 0 ? str_of(tr(s->r->lang, N_("Personne n’est absent aujourd’hui.")))
               : format_text(s->r->arena,
                             format_plural(s->r->lang, n, N_("%1 personne absente aujourd’hui."),
                                           N_("%1 personnes absentes aujourd’hui.")),
                             &text, 1);
}

/* ---- forms ---- */

struct choices {
    struct setting_choice *rows;
    size_t count;
};

/* People who may act; first, if it has words, nobody. */
static struct choices people_choices(struct screen *s, const char *nobody)
{
    struct request *r = s->r;
    struct choices out = {ARENA_ARRAY(r->arena, s->house.user_count + 1, struct setting_choice), 0};
    if (nobody != NULL)
        out.rows[out.count++] = (struct setting_choice){STR(""), str_of(tr(r->lang, nobody))};
    for (size_t i = 0; i < s->house.user_count; i++) {
        const struct user *user = &s->house.users[i];
        if (in_sight(s, user) && !user->disabled)
            out.rows[out.count++] = (struct setting_choice){user->login, user->name};
    }
    return out;
}

static void fill_absence_form(struct screen *s)
{
    struct setting_form form = {.r = s->r, .act = "absence", .failure = s->failure};
    struct choices who = people_choices(s, NULL);
    struct choices cover = people_choices(s, N_("qui a le plus de temps"));
    const struct setting_field fields[ABSENCE_FIELDS] = {
        {.name = "login", .label = N_("Qui"), .choices = who.rows, .choice_count = who.count},
        {.name = "cover",
         .label = N_("Qui prend ses dossiers"),
         .choices = cover.rows,
         .choice_count = cover.count},
        {.name = "from", .label = N_("Premier jour"), .required = true, .day = true},
        {.name = "to", .label = N_("Dernier jour, inclus"), .required = true, .day = true}};
    struct v_form_field *out = ARENA_ARRAY(s->r->arena, ABSENCE_FIELDS, struct v_form_field);
    for (size_t i = 0; i < ABSENCE_FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    s->view.absence = out;
    s->view.absence_count = ABSENCE_FIELDS;
    s->beside = s->beside || form.beside;
}

static void fill_team_form(struct screen *s)
{
    struct setting_form form = {.r = s->r, .act = "team", .failure = s->failure};
    struct choices lead = people_choices(s, N_("personne en particulier"));
    const struct setting_field fields[TEAM_FIELDS] = {
        {.name = "code",
         .label = N_("Code"),
         .help = N_("Lettres, chiffres, tirets, comme OUEST."),
         .required = true},
        {.name = "name", .label = N_("Nom montré"), .help = N_("Vide : le code.")},
        {.name = "lead",
         .label = N_("Conduite par"),
         .choices = lead.rows,
         .choice_count = lead.count}};
    struct v_form_field *out = ARENA_ARRAY(s->r->arena, TEAM_FIELDS, struct v_form_field);
    for (size_t i = 0; i < TEAM_FIELDS; i++)
        out[i] = setting_field(&form, &fields[i]);
    s->view.add = out;
    s->view.add_count = TEAM_FIELDS;
    s->beside = s->beside || form.beside;
}

/* ---- the page ---- */

static void fill_notes(struct screen *s)
{
    static const struct {
        const char *act, *text;
    } done[] = {{"team", N_("L’équipe est ajoutée.")},
                {"join", N_("La personne est dans l’équipe.")},
                {"leave", N_("La personne est sortie de l’équipe.")},
                {"absence", N_("L’absence est notée : les listes se refont.")},
                {"cancel", N_("L’absence est annulée.")}};
    struct request *r = s->r;
    struct v_setting_notes *notes = &s->view.notes;
    for (size_t i = 0; i < COUNT_OF(done); i++) {
        if (str_is(http_field(&r->query, "done"), done[i].act))
            notes->done = str_of(tr(r->lang, done[i].text));
    }
    if (s->failure == NULL)
        return;
    s->out->status = 422;
    if (!s->beside)
        form_words(r, s->failure, arena_str(r->arena, str_of(s->failure->arg)), &notes->error,
                   &notes->advice);
}

static bool show(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_teams *v = &s->view;
    if (!house_read(r->app, r->arena, &s->house, err))
        return false;
    settings_shell(r, s->out, N_("Équipes et absences"), &v->page);
    v->csrf = session_csrf(r, s->out, CSRF_SESSION);
    v->may_set = right_given(r->user.roles, RIGHT_LEAD);
    v->may_add = v->may_set && r->user.all_creditors;
    v->cover = glossary_term(r, GLOSSARY_STAND_IN, NULL);
    fill_teams(s);
    fill_absences(s);
    fill_away_text(s);
    fill_absence_form(s);
    fill_team_form(s);
    fill_notes(s);
    view_teams(&s->out->body, v, r->lang);
    return true;
}

static void begin(struct screen *s, struct request *r, struct response *out)
{
    *s = (struct screen){.r = r, .out = out};
    s->sight.scope = describe_scope(r, &s->sight.count);
}

bool teams_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s;
    begin(&s, r, out);
    return show(&s, err);
}

/* ---- what is asked ---- */

static bool add_team(struct screen *s, struct err *failure)
{
    const struct http_fields *form = &s->r->form;
    struct new_team team = {.code = str_trim(http_field(form, "code")),
                            .name = str_trim(http_field(form, "name")),
                            .lead = http_field(form, "lead")};
    if (!s->r->user.all_creditors) /* whether a code is taken is told to nobody else */
        return err_set(failure, ERR_NOT_ALLOWED, "scope");
    return house_add_team(s->r->app, s->r->arena, &team, failure);
}

static bool join(struct screen *s, struct err *failure)
{
    struct str who = http_field(&s->r->form, "who");
    struct team_change change = {
        .code = http_field(&s->r->form, "team"), .add = &who, .add_count = 1, .sight = s->sight};
    return house_change_team(s->r->app, s->r->arena, &change, failure);
}

static bool leave(struct screen *s, struct err *failure)
{
    struct str who = http_field(&s->r->form, "who");
    struct team_change change = {.code = http_field(&s->r->form, "team"),
                                 .remove = &who,
                                 .remove_count = 1,
                                 .sight = s->sight};
    return house_change_team(s->r->app, s->r->arena, &change, failure);
}

static bool set_absence(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct new_absence absence = {.login = http_field(&r->form, "login"),
                                  .cover = http_field(&r->form, "cover"),
                                  .sight = s->sight};
    return setting_day(r, "from", &absence.from, failure) &&
           setting_day(r, "to", &absence.to, failure) &&
           house_set_absence(r->app, r->arena, &absence, failure);
}

static bool cancel(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct new_absence absence = {.login = http_field(&r->form, "who"),
                                  .from = DAY_NONE,
                                  .to = DAY_NONE,
                                  .cancel = http_field(&r->form, "number"),
                                  .sight = s->sight};
    if (absence.cancel.n == 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "number", STR(""));
    return house_set_absence(r->app, r->arena, &absence, failure);
}

bool teams_submit(struct request *r, struct response *out, struct err *err)
{
    static const struct {
        const char *act;
        bool (*run)(struct screen *s, struct err *failure);
    } acts[] = {{"team", add_team},
                {"join", join},
                {"leave", leave},
                {"absence", set_absence},
                {"cancel", cancel}};
    struct screen s;
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    size_t i = 0;
    while (i < COUNT_OF(acts) && !str_is(act, acts[i].act))
        i++;
    if (i == COUNT_OF(acts))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    begin(&s, r, out);
    if (acts[i].run(&s, &failure)) {
        struct link l;
        link_begin(&l, r->arena, TEAMS_PATH);
        link_text(&l, "done", act);
        response_redirect(out, link_end(&l));
        return true;
    }
    if (!form_refused(&failure) || failure.code == ERR_NOT_ALLOWED) {
        *err = failure;
        return false;
    }
    s.failure = &failure;
    return show(&s, err);
}
