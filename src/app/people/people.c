#include "people.h"

#include "app/system/system_journal.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "gen/meta_sql.h"
#include "secret.h"
#include "store/token_store.h"

enum { LOGIN_BYTES_MAX = 80, NOTE_BYTES_MAX = 256 * 1024 };

struct str people_fold_login(struct arena *a, struct str login)
{
    struct str trimmed = str_cut_utf8(str_trim(login), LOGIN_BYTES_MAX + 1);
    char *text = arena_cstr(a, trimmed);
    for (size_t i = 0; i < trimmed.n; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] - 'A' + 'a');
    }
    return (struct str){text, trimmed.n};
}

bool people_find(struct app *app, struct arena *a, const struct named_person *named,
                 struct user *out, struct err *err)
{
    struct str login = people_fold_login(a, named->login);
    if (login.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, named->option, str_of(named->option));
    if (!user_by_login(app->db, a, login, out, err))
        return false;
    return (out->id != 0 && !out->disabled) ||
           err_set_field(err, ERR_UNKNOWN_USER, named->option, named->login);
}

bool people_get(struct app *app, struct arena *a, struct str login, struct user *out,
                struct err *err)
{
    return user_by_login(app->db, a, people_fold_login(a, login), out, err) &&
           (out->id != 0 || err_set_field(err, ERR_UNKNOWN_USER, "login", login));
}

bool people_see(const struct user *user, int64_t creditor_id)
{
    bool sees = user->all_creditors;
    for (size_t i = 0; i < user->creditor_count; i++)
        sees = sees || user->creditor_ids[i] == creditor_id;
    return sees;
}

bool people_in_sight(const struct user *user, const int64_t *scope, size_t scope_count)
{
    bool sees = scope == NULL;
    for (size_t i = 0; i < scope_count; i++)
        sees = sees || people_see(user, scope[i]);
    return sees;
}

static bool login_allowed(struct str login)
{
    if (login.n < 2 || login.n > LOGIN_BYTES_MAX)
        return false;
    for (size_t i = 0; i < login.n; i++) {
        char c = login.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && (c == '\0' || strchr(".-_@", c) == NULL))
            return false;
    }
    return true;
}

/* ids only: the journal of the system names nobody. */
bool people_note(struct app *app, const char *kind, int64_t user_id, struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "user", user_id);
    json_object_end(&j);
    json_end(&j);
    bool ok = system_journal_say(app, kind, buf_str(&body), err);
    arena_release(&scratch);
    return ok;
}

static bool make_link(struct app *app, struct arena *a, int64_t user_id, struct str *link,
                      struct err *err)
{
    *link = secret_token(a);
    struct session_row row = {.hash = secret_token_hash(*link),
                              .user_id = user_id,
                              .created_ms = app->now_ms,
                              .expires_ms = app->now_ms + LINK_MS};
    return link_create(app->db, &row, err);
}

/* Codes to identities; none: all creditors. */
static bool find_creditors(struct app *app, struct arena *a, const struct creditor_codes *codes,
                           struct user *user, struct err *err)
{
    struct creditors known;
    user->creditor_count = 0;
    user->all_creditors = codes->count == 0;
    if (user->all_creditors)
        return true;
    if (!creditor_list(app->db, a, &known, err))
        return false;
    user->creditor_ids = ARENA_ARRAY(a, codes->count, int64_t);
    for (size_t i = 0; i < codes->count; i++) {
        size_t k = 0;
        while (k < known.count && !str_eq(known.rows[k].code, codes->rows[i]))
            k++;
        if (k == known.count)
            return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", codes->rows[i]);
        bool twice = false;
        for (size_t e = 0; e < user->creditor_count; e++)
            twice = twice || user->creditor_ids[e] == known.rows[k].id;
        if (!twice)
            user->creditor_ids[user->creditor_count++] = known.rows[k].id;
    }
    return true;
}

/* A database of real people never becomes a demo: everybody in it must be a demo user. */
static bool mark_demo(struct app *app, struct arena *a, struct err *err)
{
    struct user *users = NULL;
    size_t count = 0;
    if (!user_list(app->db, a, &users, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!users[i].demo)
            return err_set(err, ERR_NOT_A_DEMO, "there are real users");
    }
    struct q_meta_set_in in = {.key = STR("demo"), .value = STR("1")};
    return q_meta_set(app->db, &in, NULL, err);
}

static bool add_in_transaction(struct app *app, struct arena *a, const struct new_person *person,
                               struct user *user, struct err *err)
{
    bool created = false;
    if (!find_creditors(app, a, &person->creditors, user, err) ||
        (person->demo && !mark_demo(app, a, err)) ||
        !user_create(app->db, user, app->now_ms, &created, err))
        return false;
    if (!created)
        return err_set_field(err, ERR_LOGIN_TAKEN, "login", user->login);
    return people_note(app, "user_added", user->id, err);
}

static bool name_allowed(struct str name, struct err *err)
{
    return (name.n > 0 && name.n <= LIMIT_NAME_BYTES && !text_has_control(name)) ||
           err_set_field(err, ERR_TOO_LONG, "name", name);
}

bool people_add(struct app *app, struct arena *a, const struct new_person *person, struct str *link,
                struct err *err)
{
    struct user user = {.id = id_next(app->ids),
                        .login = people_fold_login(a, person->login),
                        .name = str_trim(person->name),
                        .lang = person->lang,
                        .roles = person->roles,
                        .demo = person->demo};
    *link = (struct str){0};
    if (!login_allowed(user.login))
        return err_set_field(err, ERR_BAD_LOGIN, "login", person->login);
    if (user.name.n == 0)
        user.name = user.login;
    if (!name_allowed(user.name, err))
        return false;
    if (person->password.n > 0 && !secret_password(a, person->password, &user.password, err))
        return false;
    bool ok = db_begin(app->db, DB_WRITE, err) && add_in_transaction(app, a, person, &user, err) &&
              (person->password.n > 0 || make_link(app, a, user.id, link, err)) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool people_list(struct app *app, struct arena *a, struct user **out, size_t *count,
                 struct err *err)
{
    return user_list(app->db, a, out, count, err);
}

bool people_set_password(struct app *app, int64_t user_id, struct str kept, struct err *err)
{
    return user_set_password(app->db, user_id, kept, err) &&
           session_drop_user(app->db, user_id, err) && link_drop_user(app->db, user_id, err) &&
           people_note(app, "user_password", user_id, err);
}

bool people_change_password(struct app *app, struct arena *a, const struct new_password *change,
                            struct str *link, struct err *err)
{
    struct user user;
    struct str kept = {0};
    *link = (struct str){0};
    if (!people_get(app, a, change->login, &user, err))
        return false;
    if (change->password.n > 0 && !secret_password(a, change->password, &kept, err))
        return false;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = change->password.n > 0 ? people_set_password(app, user.id, kept, err)
                                     : make_link(app, a, user.id, link, err) &&
                                           people_note(app, "user_link", user.id, err);
    ok = ok && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

/* Somebody else who is in service and may administer. */
static bool other_administrator(struct app *app, struct arena *a, int64_t but, bool *there,
                                struct err *err)
{
    struct user *users = NULL;
    size_t count = 0;
    *there = false;
    if (!user_list(app->db, a, &users, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        *there = *there || (users[i].id != but && !users[i].disabled &&
                            role_set_has(users[i].roles, ROLE_ADMINISTRATOR));
    return true;
}

/* Whoever takes the last administrator away locks the house out. */
static bool keep_administrator(struct app *app, struct arena *a, const struct user *before,
                               const struct user *after, struct err *err)
{
    bool was = !before->disabled && role_set_has(before->roles, ROLE_ADMINISTRATOR);
    bool is = !after->disabled && role_set_has(after->roles, ROLE_ADMINISTRATOR);
    bool there = false;
    if (!was || is)
        return true;
    return other_administrator(app, a, before->id, &there, err) &&
           (there || err_set(err, ERR_LAST_ADMINISTRATOR, "person change"));
}

static bool fill_change(struct app *app, struct arena *a, const struct person_change *change,
                        struct user *user, struct err *err)
{
    struct str name = str_trim(change->name);
    if (change->what & PERSON_NAME) {
        if (!name_allowed(name, err))
            return false;
        user->name = name;
    }
    if (change->what & PERSON_LANG)
        user->lang = change->lang;
    if (change->what & PERSON_ROLES)
        user->roles = change->roles;
    if (change->what & PERSON_DISABLED)
        user->disabled = change->disabled;
    return !(change->what & PERSON_CREDITORS) ||
           find_creditors(app, a, &change->creditors, user, err);
}

/* In words of the closed lists and identities only: the journal names nobody. */
static bool note_change(struct app *app, struct arena *a, const struct user *after, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, NOTE_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "user", after->id);
    json_bool(&j, "disabled", after->disabled);
    json_array(&j, "roles");
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role_set_has(after->roles, (enum role)role))
            json_cstr(&j, NULL, role_code((enum role)role));
    }
    json_array_end(&j);
    json_bool(&j, "all_creditors", after->all_creditors);
    json_array(&j, "creditors");
    for (size_t i = 0; !after->all_creditors && i < after->creditor_count; i++)
        json_id(&j, NULL, after->creditor_ids[i]);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return system_journal_say(app, "user_changed", buf_str(&body), err);
}

static bool shut_out(struct app *app, int64_t user_id, struct err *err)
{
    return session_drop_user(app->db, user_id, err) && link_drop_user(app->db, user_id, err) &&
           token_revoke_user(app->db, user_id, app->now_ms, err);
}

static bool change_person(struct app *app, struct arena *a, const struct person_change *change,
                          struct err *err)
{
    struct user before;
    if (!people_get(app, a, change->login, &before, err))
        return false;
    struct user after = before;
    return fill_change(app, a, change, &after, err) &&
           keep_administrator(app, a, &before, &after, err) && user_update(app->db, &after, err) &&
           (!after.disabled || shut_out(app, after.id, err)) && note_change(app, a, &after, err);
}

bool people_change(struct app *app, struct arena *a, const struct person_change *change,
                   struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) && change_person(app, a, change, err) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool people_sign_out(struct app *app, int64_t user_id, struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) && session_drop_user(app->db, user_id, err) &&
              people_note(app, "user_signed_out", user_id, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool people_creditors(struct app *app, struct arena *a, struct creditors *out, struct err *err)
{
    return creditor_list(app->db, a, out, err);
}
