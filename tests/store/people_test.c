/* The people of the house, their sessions, links and failed attempts. */
#include "store_test.h"

#include "base/limits.h"
#include "store/session_store.h"
#include "store/user_store.h"

static struct token_hash hash_of(int n)
{
    struct token_hash hash = {{0}};
    hash.bytes[0] = (unsigned char)n;
    hash.bytes[31] = 0xff;
    return hash;
}

static struct user add(struct store *s, int64_t id, const char *login)
{
    struct err err = {0};
    struct user user = {
        .id = id, .login = str_of(login), .name = STR("Élise Ñ"), .all_creditors = true};
    bool created = false;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_create(s->db, &user, 1000, &created, &err), &err);
    assert_true(created);
    must(db_commit(s->db, &err), &err);
    return user;
}

static void a_person_comes_back_whole(struct store *s)
{
    struct err err = {0};
    int64_t creditors[] = {7, 3};
    bool created = false;
    struct user user = {.id = 42,
                        .login = STR("elise"),
                        .name = STR("Élise"),
                        .password = STR("$argon2id$x"),
                        .lang = STR("en"),
                        .creditor_ids = creditors,
                        .creditor_count = 2,
                        .demo = true};
    user.roles = role_set_with(role_set_with(user.roles, ROLE_AGENT), ROLE_JURY);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_create(s->db, &user, 1000, &created, &err), &err);
    assert_true(created);
    must(db_commit(s->db, &err), &err);
    struct user got;
    must(user_by_login(s->db, &s->arena, STR("elise"), &got, &err), &err);
    assert_int_equal(got.id, 42);
    assert_true(str_is(got.name, "Élise"));
    assert_true(str_is(got.password, "$argon2id$x"));
    assert_true(str_is(got.lang, "en"));
    assert_true(role_set_has(got.roles, ROLE_AGENT));
    assert_true(role_set_has(got.roles, ROLE_JURY));
    assert_false(role_set_has(got.roles, ROLE_MANAGER));
    assert_false(got.all_creditors);
    assert_true(got.demo);
    assert_int_equal(got.creditor_count, 2);
    assert_int_equal(got.creditor_ids[0], 3);
    must(user_by_id(s->db, &s->arena, 42, &got, &err), &err);
    assert_true(str_is(got.login, "elise"));
    must(user_by_login(s->db, &s->arena, STR("nobody"), &got, &err), &err);
    assert_int_equal(got.id, 0);
}

static void a_person_without_creditors_sees_none(struct store *s)
{
    struct err err = {0};
    bool created = false;
    struct user user = {.id = 1, .login = STR("narrow"), .name = STR("N")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_create(s->db, &user, 1, &created, &err), &err);
    must(db_commit(s->db, &err), &err);
    struct user got;
    must(user_by_login(s->db, &s->arena, STR("narrow"), &got, &err), &err);
    assert_int_equal(got.creditor_count, 0);
    assert_non_null(got.creditor_ids); /* NULL would mean all to a query */
}

static void a_login_is_taken_once(struct store *s)
{
    struct err err = {0};
    bool created = true;
    add(s, 1, "elise");
    struct user second = {.id = 2, .login = STR("elise"), .name = STR("Other")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_create(s->db, &second, 1, &created, &err), &err);
    assert_false(created);
    must(db_commit(s->db, &err), &err);
    struct user *all = NULL;
    size_t count = 0;
    must(user_list(s->db, &s->arena, &all, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_int_equal(all[0].id, 1);
}

static int64_t whose(struct store *s, int n, int64_t now_ms)
{
    struct err err = {0};
    int64_t user_id = -1;
    must(session_find(s->db, hash_of(n), now_ms, &user_id, &err), &err);
    return user_id;
}

static void begin_session(struct store *s, int n, int64_t at_ms, int64_t expires_ms)
{
    struct err err = {0};
    struct session_row row = {hash_of(n), 1, at_ms, expires_ms};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(session_create(s->db, &row, &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void a_session_ends(struct store *s)
{
    struct err err = {0};
    add(s, 1, "elise");
    begin_session(s, 1, 1000, 5000);
    assert_int_equal(whose(s, 1, 4999), 1);
    assert_int_equal(whose(s, 1, 5000), 0);
    assert_int_equal(whose(s, 2, 1000), 0);
    begin_session(s, 2, 1000, 9000);
    must(session_drop(s->db, hash_of(1), &err), &err);
    assert_int_equal(whose(s, 1, 2000), 0);
    assert_int_equal(whose(s, 2, 2000), 1);
    must(session_drop_user(s->db, 1, &err), &err);
    assert_int_equal(whose(s, 2, 2000), 0);
}

static void the_oldest_sessions_go_beyond_the_limit(struct store *s)
{
    add(s, 1, "elise");
    for (int i = 1; i <= LIMIT_SESSIONS_PER_USER + 2; i++)
        begin_session(s, i, 1000 + i, 100000);
    assert_int_equal(whose(s, 1, 2000), 0);
    assert_int_equal(whose(s, 2, 2000), 0);
    assert_int_equal(whose(s, 3, 2000), 1);
    assert_int_equal(whose(s, LIMIT_SESSIONS_PER_USER + 2, 2000), 1);
}

static void a_link_replaces_the_one_before(struct store *s)
{
    struct err err = {0};
    int64_t user_id = 0;
    struct session_row first = {hash_of(1), 1, 1000, 5000};
    struct session_row second = {hash_of(2), 1, 1001, 5000};
    add(s, 1, "elise");
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(link_create(s->db, &first, &err), &err);
    must(link_create(s->db, &second, &err), &err);
    must(db_commit(s->db, &err), &err);
    must(link_find(s->db, hash_of(1), 2000, &user_id, &err), &err);
    assert_int_equal(user_id, 0);
    must(link_find(s->db, hash_of(2), 2000, &user_id, &err), &err);
    assert_int_equal(user_id, 1);
    must(link_find(s->db, hash_of(2), 5000, &user_id, &err), &err);
    assert_int_equal(user_id, 0);
    must(link_drop_user(s->db, 1, &err), &err);
    must(link_find(s->db, hash_of(2), 2000, &user_id, &err), &err);
    assert_int_equal(user_id, 0);
}

static void failures_are_counted_and_forgotten(struct store *s)
{
    struct err err = {0};
    struct attempt_counts counts = {0};
    struct login_attempt here = {.login = STR("elise"), .address = STR("192.0.2.1")};
    for (int i = 1; i <= 4; i++) {
        here.id = i;
        here.at_ms = 1000 * i;
        here.login = i == 4 ? STR("other") : STR("elise");
        must(db_begin(s->db, DB_WRITE, &err), &err);
        must(attempt_add(s->db, &here, 0, &err), &err);
        must(db_commit(s->db, &err), &err);
    }
    here.login = STR("elise");
    must(attempt_count(s->db, &here, 1000, &counts, &err), &err);
    assert_int_equal(counts.by_login, 2);
    assert_int_equal(counts.by_address, 3);
    must(attempt_forget_login(s->db, STR("elise"), &err), &err);
    must(attempt_count(s->db, &here, 0, &counts, &err), &err);
    assert_int_equal(counts.by_login, 0);
    assert_int_equal(counts.by_address, 1);
    here.id = 9;
    here.at_ms = 9000;
    must(attempt_add(s->db, &here, 4000, &err), &err);
    must(attempt_count(s->db, &here, 0, &counts, &err), &err);
    assert_int_equal(counts.by_address, 1);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(a_person_comes_back_whole),
        ON_BOTH(a_person_without_creditors_sees_none),
        ON_BOTH(a_login_is_taken_once),
        ON_BOTH(a_session_ends),
        ON_BOTH(the_oldest_sessions_go_beyond_the_limit),
        ON_BOTH(a_link_replaces_the_one_before),
        ON_BOTH(failures_are_counted_and_forgotten),
    };
    return store_main(cases, COUNT_OF(cases));
}
