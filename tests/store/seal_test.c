/* Sealed secrets: they open with their key, for their purpose, unchanged, and in no other case. */
#include "store_test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/people/seal.h"

static struct app app_on(struct store *s, const char *key)
{
    return (struct app){.db = s->db, .key_file = str_of(path_in(s, key))};
}

static struct str sealed_with(struct store *s, struct app *app)
{
    struct err err = {0};
    struct str sealed;
    struct sealing secret = {STR("totp:1"), STR("twenty bytes of nobody")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(seal(app, &s->arena, &secret, &sealed, &err), &err);
    must(db_commit(s->db, &err), &err);
    return sealed;
}

static void a_secret_opens_again(struct store *s)
{
    struct err err = {0};
    struct app app = app_on(s, "key");
    struct str sealed = sealed_with(s, &app);
    struct str clear;
    struct stat st;
    must(unseal(&app, &s->arena, &(struct sealing){STR("totp:1"), sealed}, &clear, &err), &err);
    assert_true(str_is(clear, "twenty bytes of nobody"));
    assert_false(str_contains(sealed, STR("nobody")));
    assert_int_equal(stat(path_in(s, "key"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_false(str_eq(sealed, sealed_with(s, &app)));
}

static void moved_or_changed_it_does_not(struct store *s)
{
    struct err err = {0};
    struct app app = app_on(s, "key");
    struct str sealed = sealed_with(s, &app);
    struct str clear;
    struct sealing moved = {STR("totp:2"), sealed};
    must_fail(unseal(&app, &s->arena, &moved, &clear, &err), &err, ERR_DB_DAMAGED);
    for (size_t i = 0; i < sealed.n; i++) {
        char *bytes = arena_alloc(&s->arena, sealed.n);
        memcpy(bytes, sealed.p, sealed.n);
        bytes[i] = (char)(bytes[i] ^ 1);
        struct sealing changed = {STR("totp:1"), {bytes, sealed.n}};
        err = (struct err){0};
        must_fail(unseal(&app, &s->arena, &changed, &clear, &err), &err, ERR_DB_DAMAGED);
        changed.text.n = i;
        memcpy(bytes, sealed.p, sealed.n);
        err = (struct err){0};
        must_fail(unseal(&app, &s->arena, &changed, &clear, &err), &err, ERR_DB_DAMAGED);
    }
}

static void a_lost_or_strange_key_is_told(struct store *s)
{
    struct err err = {0};
    struct app app = app_on(s, "key");
    struct app other = app_on(s, "other");
    struct sealing secret = {STR("totp:1"), sealed_with(s, &app)};
    struct str out;
    must_fail(unseal(&other, &s->arena, &secret, &out, &err), &err, ERR_KEY_FILE_MISSING);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    err = (struct err){0};
    must_fail(seal(&other, &s->arena, &secret, &out, &err), &err, ERR_KEY_FILE_MISSING);
    db_rollback(s->db);
    int fd = open(path_in(s, "other"), O_WRONLY | O_CREAT, 0600);
    for (int i = 0; i < 64; i++)
        assert_int_equal(write(fd, "a", 1), 1);
    close(fd);
    err = (struct err){0};
    must_fail(unseal(&other, &s->arena, &secret, &out, &err), &err, ERR_KEY_FILE_WRONG);
    other.key_file = STR("");
    err = (struct err){0};
    must_fail(unseal(&other, &s->arena, &secret, &out, &err), &err, ERR_KEY_FILE_MISSING);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(a_secret_opens_again),
        ON_BOTH(moved_or_changed_it_does_not),
        ON_BOTH(a_lost_or_strange_key_is_told),
    };
    return store_main(cases, COUNT_OF(cases));
}
