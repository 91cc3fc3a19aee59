#include "user_store.h"

#include "gen/user_sql.h"

static struct str or_null(struct str s) { return s.n == 0 ? (struct str){0} : s; }

static bool add_roles(struct db *db, const struct user *user, struct err *err)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!role_set_has(user->roles, (enum role)role))
            continue;
        struct q_user_role_insert_in in = {.user_id = user->id,
                                           .role = str_of(role_code((enum role)role))};
        if (!q_user_role_insert(db, &in, NULL, err))
            return false;
    }
    return true;
}

static bool add_creditors(struct db *db, const struct user *user, struct err *err)
{
    for (size_t i = 0; !user->all_creditors && i < user->creditor_count; i++) {
        struct q_user_creditor_insert_in in = {.user_id = user->id,
                                               .creditor_id = user->creditor_ids[i]};
        if (!q_user_creditor_insert(db, &in, NULL, err))
            return false;
    }
    return true;
}

bool user_create(struct db *db, const struct user *user, int64_t at_ms, bool *created,
                 struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_user_insert_in in = {.user_id = user->id,
                                  .login = user->login,
                                  .name = user->name,
                                  .password = or_null(user->password),
                                  .lang = or_null(user->lang),
                                  .all_creditors = user->all_creditors,
                                  .demo = user->demo,
                                  .created_ms = at_ms};
    int64_t changed = 0;
    if (!q_user_insert(db, &in, &changed, err))
        return false;
    *created = changed == 1;
    return !*created || (add_roles(db, user, err) && add_creditors(db, user, err));
}

bool user_update(struct db *db, const struct user *user, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_user_update_in in = {.name = user->name,
                                  .lang = or_null(user->lang),
                                  .all_creditors = user->all_creditors,
                                  .disabled = user->disabled,
                                  .user_id = user->id};
    struct q_user_role_delete_in roles = {.user_id = user->id};
    struct q_user_creditor_delete_in creditors = {.user_id = user->id};
    return q_user_update(db, &in, NULL, err) && q_user_role_delete(db, &roles, NULL, err) &&
           q_user_creditor_delete(db, &creditors, NULL, err) && add_roles(db, user, err) &&
           add_creditors(db, user, err);
}

/* People of whom something is read: one, or all there are. */
struct users {
    struct user *rows;
    size_t count;
    int64_t from_id, to_id;
};

static struct user *user_of(struct users users, int64_t user_id)
{
    for (size_t i = 0; i < users.count; i++) {
        if (users.rows[i].id == user_id)
            return &users.rows[i];
    }
    return NULL;
}

static bool read_roles(struct db *db, struct users users, struct err *err)
{
    struct q_user_role_list_in in = {users.from_id, users.to_id};
    struct db_rows rows;
    if (!q_user_role_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_user_role_list_row row;
    while (q_user_role_list_more(&rows, &row, &ok, err)) {
        enum role role;
        struct user *user = user_of(users, row.user_id);
        if (user != NULL && role_parse(row.role, &role))
            user->roles = role_set_with(user->roles, role);
    }
    db_done(&rows);
    return ok;
}

static void add_creditor(struct arena *a, struct user *user, int64_t creditor_id)
{
    size_t n = user->creditor_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        user->creditor_ids =
            arena_grow(a, user->creditor_ids, n, n == 0 ? 1 : n * 2, sizeof(int64_t));
    user->creditor_ids[n] = creditor_id;
}

static bool read_creditors(struct db *db, struct arena *a, struct users users, struct err *err)
{
    struct q_user_creditor_list_in in = {users.from_id, users.to_id};
    struct db_rows rows;
    if (!q_user_creditor_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_user_creditor_list_row row;
    while (q_user_creditor_list_more(&rows, &row, &ok, err)) {
        struct user *user = user_of(users, row.user_id);
        if (user != NULL && !user->all_creditors)
            add_creditor(a, user, row.creditor_id);
    }
    db_done(&rows);
    return ok;
}

static bool read_rest(struct db *db, struct arena *a, struct users users, struct err *err)
{
    bool any = false;
    for (size_t i = 0; i < users.count; i++) {
        if (users.rows[i].all_creditors)
            continue;
        any = true;
        users.rows[i].creditor_ids = ARENA_ARRAY(a, 1, int64_t);
    }
    return read_roles(db, users, err) && (!any || read_creditors(db, a, users, err));
}

/* Two statements give the same columns, each in a type of its own. */
#define USER_OF(row)                                                                               \
    ((struct user){.id = (row).user_id,                                                            \
                   .login = (row).login,                                                           \
                   .name = (row).name,                                                             \
                   .password = (row).password,                                                     \
                   .lang = (row).lang,                                                             \
                   .all_creditors = (row).all_creditors != 0,                                      \
                   .disabled = (row).disabled != 0,                                                \
                   .demo = (row).demo != 0})

bool user_by_login(struct db *db, struct arena *a, struct str login, struct user *out,
                   struct err *err)
{
    struct q_user_by_login_in in = {.login = login};
    struct q_user_by_login_row row;
    bool found = false;
    *out = (struct user){0};
    if (!q_user_by_login(db, &in, a, &row, &found, err))
        return false;
    if (!found)
        return true;
    *out = USER_OF(row);
    return read_rest(db, a, (struct users){out, 1, out->id, out->id}, err);
}

bool user_by_id(struct db *db, struct arena *a, int64_t id, struct user *out, struct err *err)
{
    struct q_user_by_id_in in = {.user_id = id};
    struct q_user_by_id_row row;
    bool found = false;
    *out = (struct user){0};
    if (!q_user_by_id(db, &in, a, &row, &found, err))
        return false;
    if (!found)
        return true;
    *out = USER_OF(row);
    return read_rest(db, a, (struct users){out, 1, out->id, out->id}, err);
}

static struct str copy_or_null(struct arena *a, struct str s)
{
    return s.p == NULL ? s : arena_str(a, s);
}

bool user_list(struct db *db, struct arena *a, struct user **out, size_t *count, struct err *err)
{
    struct db_rows rows;
    size_t room = 16;
    *out = ARENA_ARRAY(a, room, struct user);
    *count = 0;
    if (!q_user_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_user_list_row row;
    while (q_user_list_more(&rows, &row, &ok, err)) {
        if (*count == room) {
            *out = arena_grow(a, *out, room, 2 * room, sizeof **out);
            room *= 2;
        }
        (*out)[(*count)++] = (struct user){.id = row.user_id,
                                           .login = arena_str(a, row.login),
                                           .name = arena_str(a, row.name),
                                           .password = copy_or_null(a, row.password),
                                           .lang = copy_or_null(a, row.lang),
                                           .all_creditors = row.all_creditors != 0,
                                           .disabled = row.disabled != 0,
                                           .demo = row.demo != 0};
    }
    db_done(&rows);
    return ok && read_rest(db, a, (struct users){*out, *count, INT64_MIN, INT64_MAX}, err);
}

bool user_set_password(struct db *db, int64_t id, struct str password, struct err *err)
{
    struct q_user_set_password_in in = {.password = password, .user_id = id};
    return q_user_set_password(db, &in, NULL, err);
}
