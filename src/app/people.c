#include "people.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "gen/meta_sql.h"
#include "secret.h"
#include "store/account_store.h"
#include "store/journal_store.h"

enum { LOGIN_BYTES_MAX = 80 };

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

bool people_see(const struct user *user, int64_t creditor_id)
{
    bool sees = user->all_creditors;
    for (size_t i = 0; i < user->creditor_count; i++)
        sees = sees || user->creditor_ids[i] == creditor_id;
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
static bool note(struct app *app, const char *kind, int64_t user_id, struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct buf id;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, LIMIT_FIELD_BYTES);
    buf_init(&id, &scratch, 32);
    buf_add_int(&id, user_id);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "user", buf_str(&id));
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {.subject = JOURNAL_SYSTEM,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = str_of(kind),
                                  .body = buf_str(&body)};
    bool ok = journal_append(app->db, &entry, NULL, err);
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

static bool find_creditors(struct app *app, struct arena *a, const struct new_person *person,
                           struct user *user, struct err *err)
{
    struct creditors known;
    user->all_creditors = person->creditor_count == 0;
    if (user->all_creditors)
        return true;
    if (!creditor_list(app->db, a, &known, err))
        return false;
    user->creditor_ids = ARENA_ARRAY(a, person->creditor_count, int64_t);
    for (size_t i = 0; i < person->creditor_count; i++) {
        size_t k = 0;
        while (k < known.count && !str_eq(known.rows[k].code, person->creditors[i]))
            k++;
        if (k == known.count)
            return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", person->creditors[i]);
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
    if (!find_creditors(app, a, person, user, err) || (person->demo && !mark_demo(app, a, err)) ||
        !user_create(app->db, user, app->now_ms, &created, err))
        return false;
    if (!created)
        return err_set_field(err, ERR_LOGIN_TAKEN, "login", user->login);
    return note(app, "user_added", user->id, err);
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
    if (user.name.n > LIMIT_NAME_BYTES || text_has_control(user.name))
        return err_set_field(err, ERR_TOO_LONG, "name", user.name);
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
           note(app, "user_password", user_id, err);
}

bool people_change_password(struct app *app, struct arena *a, const struct new_password *change,
                            struct str *link, struct err *err)
{
    struct user user;
    struct str kept = {0};
    *link = (struct str){0};
    if (!user_by_login(app->db, a, people_fold_login(a, change->login), &user, err))
        return false;
    if (user.id == 0)
        return err_set_field(err, ERR_UNKNOWN_USER, "login", change->login);
    if (change->password.n > 0 && !secret_password(a, change->password, &kept, err))
        return false;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = change->password.n > 0
                  ? people_set_password(app, user.id, kept, err)
                  : make_link(app, a, user.id, link, err) && note(app, "user_link", user.id, err);
    ok = ok && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
