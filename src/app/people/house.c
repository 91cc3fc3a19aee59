#include "house.h"

#include "app/system/system_journal.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "people.h"

enum { CODE_BYTES_MAX = 40 };

bool house_read_within(struct app *app, struct arena *a, struct house *out, struct err *err)
{
    *out = (struct house){0};
    return user_list(app->db, a, &out->users, &out->user_count, err) &&
           team_list(app->db, a, &out->teams, err) && absence_list(app->db, a, &out->absences, err);
}

bool house_read(struct app *app, struct arena *a, struct house *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = house_read_within(app, a, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

const struct user *house_user(const struct house *house, int64_t user_id)
{
    for (size_t i = 0; i < house->user_count; i++) {
        if (house->users[i].id == user_id)
            return &house->users[i];
    }
    return NULL;
}

const struct team *house_team(const struct house *house, int64_t team_id)
{
    for (size_t i = 0; i < house->teams.count; i++) {
        if (house->teams.rows[i].id == team_id)
            return &house->teams.rows[i];
    }
    return NULL;
}

bool house_team_in_sight(const struct house *house, const struct team *team, const int64_t *scope,
                         size_t scope_count)
{
    bool sees = scope == NULL;
    for (size_t i = 0; i < team->member_count && !sees; i++) {
        const struct user *member = house_user(house, team->member_ids[i]);
        sees = member != NULL && people_in_sight(member, scope, scope_count);
    }
    return sees;
}

bool house_find_team(const struct teams *teams, struct str code, const char *option,
                     const struct team **out, struct err *err)
{
    for (size_t i = 0; i < teams->count; i++) {
        *out = &teams->rows[i];
        if (str_eq(teams->rows[i].code, code))
            return true;
    }
    return err_set_field(err, ERR_UNKNOWN_TEAM, option, code);
}

/* The teams he is in or leads. */
static void add_teams(const struct house *house, struct arena *a, struct assign_agent *agent)
{
    int64_t *ids = ARENA_ARRAY(a, house->teams.count, int64_t);
    for (size_t i = 0; i < house->teams.count; i++) {
        const struct team *team = &house->teams.rows[i];
        bool in = team->lead_id == agent->id;
        for (size_t m = 0; m < team->member_count; m++)
            in = in || team->member_ids[m] == agent->id;
        if (in)
            ids[agent->team_count++] = team->id;
    }
    agent->team_ids = ids;
}

struct house_agents house_agents(const struct house *house, struct arena *a, struct day day)
{
    struct house_agents out = {ARENA_ARRAY(a, house->user_count, struct assign_agent), 0};
    for (size_t i = 0; i < house->user_count; i++) {
        const struct user *user = &house->users[i];
        if (user->disabled || !right_given(user->roles, RIGHT_WORK_FILES))
            continue;
        const struct absence *away =
            absence_on(house->absences.rows, house->absences.count, user->id, day);
        struct assign_agent *agent = &out.rows[out.count++];
        *agent = (struct assign_agent){
            .id = user->id,
            .absent = away != NULL,
            .cover_id = away != NULL ? away->cover_id : 0,
            .shares = role_set_has(user->roles, ROLE_AGENT),
            .creditor_ids = user->all_creditors ? NULL : user->creditor_ids,
            .creditor_count = user->creditor_count,
            .minutes = 1,
        };
        add_teams(house, a, agent);
    }
    return out;
}

struct day house_next_change(const struct house *house, struct day day)
{
    struct day next = DAY_NONE;
    for (size_t i = 0; i < house->absences.count; i++) {
        const struct absence *away = &house->absences.rows[i];
        const struct day days[] = {away->from, day_add(away->to, 1)};
        for (size_t k = 0; k < COUNT_OF(days); k++) {
            if (day_before(day, days[k]))
                next = day_is(next) ? day_min(next, days[k]) : days[k];
        }
    }
    return next;
}

static bool finish(struct app *app, bool ok, struct err *err)
{
    if (ok && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

struct fact {
    const char *key;
    int64_t id;
};

static bool note(struct app *app, const char *kind, const struct fact facts[2], struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    for (size_t i = 0; i < 2; i++)
        json_id(&j, facts[i].key, facts[i].id);
    json_object_end(&j);
    json_end(&j);
    bool ok = system_journal_say(app, kind, buf_str(&body), err);
    arena_release(&scratch);
    return ok;
}

/* ---- teams ---- */

static bool check_team(const struct new_team *team, struct err *err)
{
    size_t bad = 0;
    bool good = team->code.n > 0 && team->code.n <= CODE_BYTES_MAX;
    for (size_t i = 0; i < team->code.n; i++) {
        char c = team->code.p[i];
        good = good && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                        (c >= '0' && c <= '9') || c == '-' || c == '_');
    }
    if (!good)
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "CODE", str_cut_utf8(team->code, 60));
    if (team->name.n > LIMIT_NAME_BYTES)
        return err_set_field(err, ERR_TOO_LONG, "name", str_cut_utf8(team->name, 60));
    return (utf8_valid(team->name, &bad) && !text_has_control(team->name)) ||
           err_set_field(err, ERR_IMPOSSIBLE_VALUE, "name", STR("…"));
}

static bool add_team(struct app *app, struct arena *a, const struct new_team *wanted,
                     struct err *err)
{
    struct named_person named = {wanted->lead, "lead"};
    struct user lead = {0};
    bool created = false;
    if (!check_team(wanted, err) ||
        (wanted->lead.n > 0 && !people_find(app, a, &named, &lead, err)))
        return false;
    struct str name = str_trim(wanted->name);
    struct team team = {.id = id_next(app->ids),
                        .code = wanted->code,
                        .name = name.n > 0 ? name : wanted->code,
                        .lead_id = lead.id};
    if (!team_create(app->db, &team, &created, err))
        return false;
    if (!created)
        return err_set_field(err, ERR_TEAM_TAKEN, "CODE", wanted->code);
    const struct fact facts[] = {{"team", team.id}, {"lead", lead.id}};
    return note(app, "team_add", facts, err);
}

bool house_add_team(struct app *app, struct arena *a, const struct new_team *team, struct err *err)
{
    return db_begin(app->db, DB_WRITE, err) && finish(app, add_team(app, a, team, err), err);
}

struct member_change {
    int64_t team_id;
    struct str login;
    bool member;
    struct house_sight sight;
};

/* Whom a person names, and whom he may see. */
struct sought {
    struct named_person named;
    struct house_sight sight;
};

static bool find_in_sight(struct app *app, struct arena *a, const struct sought *of,
                          struct user *out, struct err *err)
{
    return people_find(app, a, &of->named, out, err) &&
           (people_in_sight(out, of->sight.scope, of->sight.count) ||
            err_set_field(err, ERR_UNKNOWN_USER, of->named.option, of->named.login));
}

static bool change_member(struct app *app, struct arena *a, const struct member_change *change,
                          struct err *err)
{
    struct sought named = {{change->login, change->member ? "add" : "remove"}, change->sight};
    struct user user;
    if (!find_in_sight(app, a, &named, &user, err) ||
        !team_member_set(app->db, change->team_id, user.id, change->member, err))
        return false;
    const struct fact facts[] = {{"team", change->team_id}, {"user", user.id}};
    return note(app, change->member ? "team_join" : "team_leave", facts, err);
}

static bool change_team(struct app *app, struct arena *a, const struct team_change *change,
                        struct err *err)
{
    struct house house;
    const struct team *team;
    if (!house_read_within(app, a, &house, err) ||
        !house_find_team(&house.teams, change->code, "CODE", &team, err))
        return false;
    if (!house_team_in_sight(&house, team, change->sight.scope, change->sight.count))
        return err_set_field(err, ERR_UNKNOWN_TEAM, "CODE", change->code);
    int64_t team_id = team->id;
    if (change->add_count + change->remove_count == 0)
        return err_set(err, ERR_NOTHING_NEW, NULL);
    for (size_t i = 0; i < change->remove_count; i++) {
        struct member_change one = {team_id, change->remove[i], false, change->sight};
        if (!change_member(app, a, &one, err))
            return false;
    }
    for (size_t i = 0; i < change->add_count; i++) {
        struct member_change one = {team_id, change->add[i], true, change->sight};
        if (!change_member(app, a, &one, err))
            return false;
    }
    return true;
}

bool house_change_team(struct app *app, struct arena *a, const struct team_change *change,
                       struct err *err)
{
    return db_begin(app->db, DB_WRITE, err) && finish(app, change_team(app, a, change, err), err);
}

/* ---- absences ---- */

static bool cancel(struct app *app, struct arena *a, const struct new_absence *wanted,
                   int64_t user_id, struct err *err)
{
    struct absences all;
    int64_t number = 0;
    if (!absence_list(app->db, a, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct buf text;
        if (all.rows[i].user_id != user_id)
            continue;
        buf_init(&text, a, 32);
        buf_add_int(&text, ++number);
        if (!str_eq(buf_str(&text), wanted->cancel) || all.rows[i].cancelled)
            continue;
        const struct fact facts[] = {{"user", user_id}, {"absence", all.rows[i].id}};
        return absence_cancel(app->db, &all.rows[i], err) &&
               note(app, "absence_cancel", facts, err);
    }
    return err_set_field(err, ERR_UNKNOWN_OBJECT, "cancel", wanted->cancel);
}

static bool set_absence(struct app *app, struct arena *a, const struct new_absence *wanted,
                        struct err *err)
{
    struct sought named = {{wanted->login, "LOGIN"}, wanted->sight};
    struct sought stand_in = {{wanted->cover, "cover"}, wanted->sight};
    struct user user;
    struct user cover = {0};
    if (!find_in_sight(app, a, &named, &user, err))
        return false;
    if (wanted->cancel.n > 0)
        return cancel(app, a, wanted, user.id, err);
    if (!day_is(wanted->from) || !day_is(wanted->to)) {
        const char *missing = day_is(wanted->from) ? "to" : "from";
        return err_set_field(err, ERR_OPTION_MISSING, missing, str_of(missing));
    }
    if (wanted->cover.n > 0 && !find_in_sight(app, a, &stand_in, &cover, err))
        return false;
    if (cover.id == user.id)
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "cover", wanted->cover);
    if (day_before(wanted->to, wanted->from)) {
        struct buf text;
        buf_init(&text, a, 32);
        buf_add_day(&text, wanted->to);
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "to", buf_str(&text));
    }
    struct absence absence = {.id = id_next(app->ids),
                              .user_id = user.id,
                              .from = wanted->from,
                              .to = wanted->to,
                              .cover_id = cover.id};
    const struct fact facts[] = {{"user", user.id}, {"absence", absence.id}};
    return absence_add(app->db, &absence, err) && note(app, "absence_add", facts, err);
}

bool house_set_absence(struct app *app, struct arena *a, const struct new_absence *absence,
                       struct err *err)
{
    return db_begin(app->db, DB_WRITE, err) && finish(app, set_absence(app, a, absence, err), err);
}
