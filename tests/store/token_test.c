/* Tokens of other programs: they open what their scopes say and their person may do, until they run
 * out, are revoked or the person is shut out. */
#include "store_test.h"

#include "app/people/people.h"
#include "app/people/tokens.h"
#include "base/zone.h"

enum { DAY_MS = 24 * 3600 * 1000 };
static const int64_t noon_ms = INT64_C(1795777200000); /* of a day in November 2026 */

struct house {
    struct app app;
    struct id_source ids;
};

static void open_house(struct store *s, struct house *h)
{
    struct err err = {0};
    struct str link;
    struct new_person agent = {.login = STR("agathe"), .name = STR("Agathe")};
    struct new_person chief = {.login = STR("chef"), .name = STR("Chef")};
    agent.roles = role_set_with(agent.roles, ROLE_AGENT);
    chief.roles = role_set_with(chief.roles, ROLE_ADMINISTRATOR);
    id_source_seeded(&h->ids, noon_ms, 1);
    h->app = (struct app){.db = s->db, .ids = &h->ids, .now_ms = noon_ms};
    h->app.today = day_ymd(2019, 1, 1); /* the business day moves nothing here */
    must(people_add(&h->app, &s->arena, &agent, &link, &err), &err);
    must(people_add(&h->app, &s->arena, &chief, &link, &err), &err);
}

static struct token_wanted wanted(struct house *h, const char *login, const char *scopes)
{
    struct err err = {0};
    struct token_wanted w = {.login = str_of(login), .name = STR("ERP")};
    w.until = day_add(zone_paris(h->app.now_ms).day, 10);
    must(token_read_scopes(str_of(scopes), &w.scopes, &err), &err);
    return w;
}

static struct token_made make(struct store *s, struct house *h)
{
    struct err err = {0};
    struct token_made made;
    struct token_wanted w = wanted(h, "agathe", "read:files,write:outcomes");
    must(token_make(&h->app, &s->arena, &w, &made, &err), &err);
    return made;
}

static struct token_bearer who(struct store *s, struct house *h, struct str text)
{
    struct err err = {0};
    struct token_bearer bearer;
    must(token_whoami(&h->app, &s->arena, text, &bearer, &err), &err);
    return bearer;
}

static void a_token_speaks_for_its_person(struct store *s)
{
    struct house h;
    struct err err = {0};
    struct stored_tokens all;
    open_house(s, &h);
    struct token_made made = make(s, &h);
    assert_true(str_starts(made.text, STR("rlc_")));
    assert_int_equal(made.text.n, 47);
    struct token_bearer bearer = who(s, &h, made.text);
    assert_true(str_is(bearer.user.login, "agathe"));
    assert_true(token_may(&bearer, TOKEN_READ_FILES));
    assert_true(token_may(&bearer, TOKEN_ANY));
    assert_false(token_may(&bearer, TOKEN_IMPORT));        /* no such scope */
    assert_false(token_may(&bearer, TOKEN_WRITE_OBJECTS)); /* her right, not the token's */
    must(tokens_of(&h.app, &s->arena, made.user.id, &all, &err), &err);
    assert_int_equal(all.count, 1);
    assert_int_equal(all.rows[0].used.n, zone_paris(noon_ms).day.n);
    char *other = arena_cstr(&s->arena, made.text);
    other[20] = other[20] == 'a' ? 'b' : 'a';
    assert_int_equal(who(s, &h, str_of(other)).token.id, 0);
    assert_int_equal(who(s, &h, str_slice(made.text, 4, made.text.n)).token.id, 0);
    assert_int_equal(who(s, &h, (struct str){0}).token.id, 0);
}

static void it_ends_with_its_last_day(struct store *s)
{
    struct house h;
    open_house(s, &h);
    struct token_made made = make(s, &h);
    h.app.now_ms = noon_ms + INT64_C(10) * DAY_MS;
    assert_int_not_equal(who(s, &h, made.text).token.id, 0);
    h.app.now_ms += DAY_MS;
    assert_int_equal(who(s, &h, made.text).token.id, 0);
    assert_int_equal(token_state(&h.app, &made.token), TOKEN_RUN_OUT);
}

static struct str id_of(struct store *s, const struct token_made *made)
{
    struct buf text;
    buf_init(&text, &s->arena, 32);
    buf_add_int(&text, made->token.id);
    return buf_str(&text);
}

static void a_revoked_one_opens_nothing(struct store *s)
{
    struct house h;
    struct err err = {0};
    open_house(s, &h);
    struct token_made made = make(s, &h);
    struct token_to_end which = {id_of(s, &made), made.user.id + 1};
    must_fail(token_end(&h.app, &s->arena, &which, &err), &err, ERR_UNKNOWN_TOKEN);
    assert_int_not_equal(who(s, &h, made.text).token.id, 0);
    err = (struct err){0};
    which.user_id = made.user.id;
    must(token_end(&h.app, &s->arena, &which, &err), &err);
    assert_int_equal(who(s, &h, made.text).token.id, 0);
    must(token_end(&h.app, &s->arena, &which, &err), &err); /* twice is once */
    which.id = STR("99999999999999999999");
    must_fail(token_end(&h.app, &s->arena, &which, &err), &err, ERR_UNKNOWN_TOKEN);
}

static void change(struct store *s, struct house *h, const struct person_change *c)
{
    struct err err = {0};
    must(people_change(&h->app, &s->arena, c, &err), &err);
}

static void it_gives_no_more_than_the_person_may_now(struct store *s)
{
    struct house h;
    open_house(s, &h);
    struct token_made made = make(s, &h);
    struct person_change lower = {.login = STR("agathe"), .what = PERSON_ROLES};
    lower.roles = role_set_with(lower.roles, ROLE_TRAINER);
    change(s, &h, &lower);
    struct token_bearer bearer = who(s, &h, made.text);
    assert_int_not_equal(bearer.token.id, 0);
    assert_false(token_may(&bearer, TOKEN_READ_FILES));
    assert_true(token_may(&bearer, TOKEN_ANY));
    struct err err = {0};
    struct user closed = bearer.user; /* closed, its tokens not revoked */
    closed.disabled = true;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_update(s->db, &closed, &err), &err);
    must(db_commit(s->db, &err), &err);
    assert_int_equal(who(s, &h, made.text).token.id, 0);
    closed.disabled = false;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(user_update(s->db, &closed, &err), &err);
    must(db_commit(s->db, &err), &err);
    assert_int_not_equal(who(s, &h, made.text).token.id, 0);
    struct person_change shut = {.login = STR("agathe"), .what = PERSON_DISABLED, .disabled = true};
    change(s, &h, &shut);
    assert_int_equal(who(s, &h, made.text).token.id, 0);
    shut.disabled = false;
    change(s, &h, &shut); /* what was shut out stays out */
    assert_int_equal(who(s, &h, made.text).token.id, 0);
}

static void what_cannot_be_made_is_refused(struct store *s)
{
    struct house h;
    struct token_made made;
    struct err err = {0};
    open_house(s, &h);
    struct token_wanted w = wanted(&h, "agathe", "import");
    must_fail(token_make(&h.app, &s->arena, &w, &made, &err), &err, ERR_SCOPE_BEYOND_RIGHTS);
    w = wanted(&h, "agathe", "read:files");
    w.until = day_add(w.until, -11);
    err = (struct err){0};
    must_fail(token_make(&h.app, &s->arena, &w, &made, &err), &err, ERR_DATE_PAST);
    w.until = day_add(zone_paris(noon_ms).day, TOKEN_DAYS_MAX + 1);
    err = (struct err){0};
    must_fail(token_make(&h.app, &s->arena, &w, &made, &err), &err, ERR_TOKEN_LIFE);
    w = wanted(&h, "nobody", "read:files");
    err = (struct err){0};
    must_fail(token_make(&h.app, &s->arena, &w, &made, &err), &err, ERR_UNKNOWN_USER);
    for (int i = 0; i < TOKENS_PER_PERSON_MAX; i++)
        made = make(s, &h);
    w = wanted(&h, "agathe", "read:files");
    err = (struct err){0};
    must_fail(token_make(&h.app, &s->arena, &w, &made, &err), &err, ERR_TOO_MANY_TOKENS);
    h.app.now_ms += INT64_C(11) * DAY_MS; /* those that have run out take no room */
    w = wanted(&h, "agathe", "read:files");
    err = (struct err){0};
    must(token_make(&h.app, &s->arena, &w, &made, &err), &err);
    struct token_scopes scopes;
    must_fail(token_read_scopes(STR("read:files,read:all"), &scopes, &err), &err,
              ERR_UNKNOWN_SCOPE);
    err = (struct err){0};
    must_fail(token_read_scopes(STR(" , "), &scopes, &err), &err, ERR_OPTION_MISSING);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(a_token_speaks_for_its_person),  ON_BOTH(it_ends_with_its_last_day),
        ON_BOTH(a_revoked_one_opens_nothing),    ON_BOTH(it_gives_no_more_than_the_person_may_now),
        ON_BOTH(what_cannot_be_made_is_refused),
    };
    return store_main(cases, COUNT_OF(cases));
}
