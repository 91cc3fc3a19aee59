/* Requests under a key: what they write and their answer are one transaction, given once. */
#include "store_test.h"

#include "app/people/answer_once.h"
#include "app/people/people.h"
#include "store/token_store.h"
#include "store/user_store.h"

struct house {
    struct app app;
    struct id_source ids;
    int64_t user_id;
};

static void open_house(struct store *s, struct house *h)
{
    struct err err = {0};
    struct str link;
    struct user user;
    struct new_person person = {.login = STR("agathe"), .name = STR("Agathe")};
    id_source_seeded(&h->ids, 1000, 1);
    h->app = (struct app){.db = s->db, .ids = &h->ids, .now_ms = INT64_C(1795777200000)};
    must(people_add(&h->app, &s->arena, &person, &link, &err), &err);
    must(people_get(&h->app, &s->arena, STR("agathe"), &user, &err), &err);
    h->user_id = user.id;
}

/* A use case with a transaction of its own. */
static bool add(struct store *s, struct house *h, const char *login, struct err *err)
{
    struct str link;
    struct new_person person = {.login = str_of(login), .name = str_of(login)};
    return people_add(&h->app, &s->arena, &person, &link, err);
}

static bool there(struct store *s, const char *login)
{
    struct err err = {0};
    struct user user;
    must(user_by_login(s->db, &s->arena, str_of(login), &user, &err), &err);
    return user.id != 0;
}

static struct once_asked asked_by(const struct house *h, const char *key, const char *request)
{
    return (struct once_asked){h->user_id, str_of(key), str_of(request)};
}

static int begin(struct store *s, struct house *h, const struct once_asked *asked)
{
    struct err err = {0};
    struct once_answer earlier;
    must(once_begin(&h->app, &s->arena, asked, &earlier, &err), &err);
    return earlier.status;
}

static void an_answer_is_given_again(struct store *s)
{
    struct house h;
    struct err err = {0};
    struct once_answer earlier;
    const struct once_answer answer = {201, STR("/x/1"), STR("{\"id\":\"é\"}")};
    open_house(s, &h);
    struct once_asked asked = asked_by(&h, "k", "POST /x {}");
    assert_int_equal(begin(s, &h, &asked), 0);
    must(add(s, &h, "boris", &err), &err);
    must(once_keep(&h.app, &asked, &answer, &err), &err);
    assert_true(there(s, "boris"));
    must(once_begin(&h.app, &s->arena, &asked, &earlier, &err), &err);
    assert_int_equal(earlier.status, 201);
    assert_true(str_eq(earlier.body, answer.body));
    assert_true(str_eq(earlier.location, answer.location));
    once_drop(&h.app);
    struct once_asked other = asked_by(&h, "k", "POST /x {1}");
    must_fail(once_begin(&h.app, &s->arena, &other, &earlier, &err), &err, ERR_KEY_REUSED);
    assert_false(db_in_transaction(s->db));
    other = asked_by(&h, "l", "POST /x {1}");
    assert_int_equal(begin(s, &h, &other), 0);
    once_drop(&h.app);
    h.app.now_ms += ANSWER_KEPT_MS;
    assert_int_equal(begin(s, &h, &asked), 201);
    once_drop(&h.app);
    h.app.now_ms += 1;
    assert_int_equal(begin(s, &h, &asked), 0); /* a day is over */
    once_drop(&h.app);
}

static void what_is_dropped_never_was(struct store *s)
{
    struct house h;
    struct err err = {0};
    open_house(s, &h);
    struct once_asked asked = asked_by(&h, "k", "POST /x {}");
    assert_int_equal(begin(s, &h, &asked), 0);
    must(add(s, &h, "boris", &err), &err);
    assert_true(there(s, "boris"));
    once_drop(&h.app);
    assert_false(there(s, "boris"));
    assert_int_equal(begin(s, &h, &asked), 0);
    once_drop(&h.app);
}

/* A use case that failed inside has rolled its part back: then nothing around it can stand. */
static void a_failure_inside_is_one_of_the_whole(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct once_answer answer = {201, STR(""), STR("{}")};
    open_house(s, &h);
    struct once_asked asked = asked_by(&h, "k", "POST /x {}");
    assert_int_equal(begin(s, &h, &asked), 0);
    must(add(s, &h, "boris", &err), &err);
    must_fail(add(s, &h, "boris", &err), &err, ERR_LOGIN_TAKEN);
    err = (struct err){0};
    assert_false(once_keep(&h.app, &asked, &answer, &err));
    assert_true(err_is(&err));
    assert_false(there(s, "boris"));
    assert_false(db_in_transaction(s->db));
    err = (struct err){0};
    must(add(s, &h, "boris", &err), &err); /* the connection is as before */
    assert_true(there(s, "boris"));
}

/* A statement that fails between the transactions inside loses the whole, too, on both engines. */
static void a_statement_that_fails_loses_the_whole(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct once_answer answer = {201, STR(""), STR("{}")};
    const struct token_hash hash = {{1}};
    open_house(s, &h);
    struct stored_token token = {
        .id = 1, .user_id = h.user_id, .name = STR("x"), .until = day_ymd(2027, 1, 1)};
    struct once_asked asked = asked_by(&h, "k", "POST /x {}");
    assert_int_equal(begin(s, &h, &asked), 0);
    must(add(s, &h, "boris", &err), &err);
    must(token_create(s->db, &token, hash, &err), &err);
    must_fail(token_create(s->db, &token, hash, &err), &err, ERR_DB_CONSTRAINT);
    err = (struct err){0};
    assert_false(add(s, &h, "carla", &err));
    err = (struct err){0};
    assert_false(once_keep(&h.app, &asked, &answer, &err));
    assert_false(there(s, "boris"));
}

/* What only reads ends by rolling back, too; that changes nothing of the frame. */
static void reading_inside_changes_nothing(struct store *s)
{
    struct house h;
    struct err err = {0};
    const struct once_answer answer = {200, STR(""), STR("{}")};
    open_house(s, &h);
    struct once_asked asked = asked_by(&h, "k", "POST /x {}");
    assert_int_equal(begin(s, &h, &asked), 0);
    must(add(s, &h, "boris", &err), &err);
    must(db_begin(s->db, DB_READ, &err), &err);
    assert_true(there(s, "boris"));
    db_rollback(s->db);
    must(once_keep(&h.app, &asked, &answer, &err), &err);
    reopen(s);
    assert_true(there(s, "boris"));
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(an_answer_is_given_again),
        ON_BOTH(what_is_dropped_never_was),
        ON_BOTH(a_failure_inside_is_one_of_the_whole),
        ON_BOTH(a_statement_that_fails_loses_the_whole),
        ON_BOTH(reading_inside_changes_nothing),
    };
    return store_main(cases, COUNT_OF(cases));
}
