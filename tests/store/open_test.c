/* Databases that are not what they should be are refused with the right code, untouched. */
#include "store_test.h"

#include "gen/meta_sql.h"
#include "gen/schema_sql.h"
#include "gen/sql_registry.h"
#include "store/migrate.h"
#include "store/sqlite_file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void refused(struct str url, enum db_open_mode mode, enum err_code code)
{
    struct err err = {0};
    struct db *db = NULL;
    must_fail(db_open(url, mode, &db, &err), &err, code);
    assert_null(db);
}

static void put_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

/* Refused in every mode that opens what exists, and the file and its neighbours stay the same. */
static void file_refused(struct store *s, const char *name, enum err_code code)
{
    static const enum db_open_mode modes[] = {DB_OPEN_CREATE, DB_OPEN_EXISTING, DB_OPEN_ANY};
    const char *path = path_in(s, name);
    char url[400];
    other_url(s, DB_SQLITE, name, url);
    struct str before = file_bytes_of(s, path);
    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        refused(str_of(url), modes[i], code);
        assert_true(str_eq(before, file_bytes_of(s, path)));
        char beside[100];
        snprintf(beside, sizeof beside, "%s-wal", name);
        assert_int_not_equal(access(path_in(s, beside), F_OK), 0);
        snprintf(beside, sizeof beside, "%s-shm", name);
        assert_int_not_equal(access(path_in(s, beside), F_OK), 0);
    }
}

static void copy_main(struct store *s, const char *name, size_t cut)
{
    db_close(s->db);
    s->db = NULL;
    struct str all = file_bytes_of(s, s->file);
    put_file(path_in(s, name), all.p, all.n - cut);
}

static void other_files_are_refused(struct store *s)
{
    put_file(path_in(s, "text"), "Bonjour, je ne suis pas une base.\n", 34);
    file_refused(s, "text", ERR_DB_NOT_RELANCE);
    static char zeros[8192];
    put_file(path_in(s, "zeros"), zeros, sizeof zeros);
    file_refused(s, "zeros", ERR_DB_NOT_RELANCE);
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(path_in(s, "other"), &other), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(other, "CREATE TABLE t(a); PRAGMA application_id = 7", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(other);
    file_refused(s, "other", ERR_DB_NOT_RELANCE);
    char marks[200];
    (void)snprintf(marks, sizeof marks,
                   "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a); PRAGMA application_id = %d",
                   SQLITE_APPLICATION_ID);
    assert_int_equal(sqlite3_open(path_in(s, "wide"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, marks, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    file_refused(s, "wide", ERR_DB_NOT_RELANCE);
}

static void a_cut_file_is_refused(struct store *s)
{
    copy_main(s, "cut", 5000);
    file_refused(s, "cut", ERR_DB_DAMAGED);
}

static void a_newer_file_is_refused(struct store *s)
{
    raw_sql(s, "PRAGMA user_version = 999");
    copy_main(s, "newer", 0);
    file_refused(s, "newer", ERR_DB_NEWER);
}

static void a_damaged_page_is_named(struct store *s)
{
    struct err err = {0};
    db_close(s->db);
    s->db = NULL;
    struct str all = file_bytes_of(s, s->file);
    char *bytes = arena_cstr(&s->arena, all);
    memset(bytes + 100, 0x55, 3000); /* the page of the schema */
    put_file(path_in(s, "bad"), bytes, all.n);
    char url[400];
    other_url(s, DB_SQLITE, "bad", url);
    struct db *db = NULL;
    must_fail(db_open(str_of(url), DB_OPEN_EXISTING, &db, &err), &err, ERR_DB_DAMAGED);
    assert_true(str_eq(file_bytes_of(s, path_in(s, "bad")), (struct str){bytes, all.n}));
}

static void missing_and_impossible_files(struct store *s)
{
    char url[400];
    other_url(s, DB_SQLITE, "absent", url);
    refused(str_of(url), DB_OPEN_EXISTING, ERR_DB_NOT_INITIALISED);
    refused(str_of(url), DB_OPEN_ANY, ERR_DB_NOT_INITIALISED);
    assert_int_not_equal(access(path_in(s, "absent"), F_OK), 0);
    other_url(s, DB_SQLITE, "no/such/folder", url);
    refused(str_of(url), DB_OPEN_EXISTING, ERR_DB_OPEN);
    refused(str_of(url), DB_OPEN_CREATE, ERR_DB_OPEN);
    other_url(s, DB_SQLITE, "", url);
    refused(str_of(url), DB_OPEN_CREATE, ERR_DB_OPEN); /* a folder */
    put_file(path_in(s, "empty"), "", 0);
    other_url(s, DB_SQLITE, "empty", url);
    refused(str_of(url), DB_OPEN_EXISTING, ERR_DB_NOT_INITIALISED);
    assert_int_equal(file_bytes_of(s, path_in(s, "empty")).n, 0);
}

static void urls_that_are_none(struct store *s)
{
    static const char *const urls[] = {"",
                                       "sqlite",
                                       "sqlite:",
                                       "mysql://x",
                                       "relance.db",
                                       "sqlite::memory:",
                                       "sqlite:file:x?mode=memory"};
    (void)s;
    for (size_t i = 0; i < COUNT_OF(urls); i++) {
        refused(str_of(urls[i]), DB_OPEN_CREATE, ERR_DB_URL);
    }
    refused(STR("postgresql://127.0.0.1:1/x"), DB_OPEN_EXISTING, ERR_DB_OPEN);
}

static void a_password_is_never_repeated(struct store *s)
{
    struct err err = {0};
    struct db *db = NULL;
    (void)s;
    assert_false(db_open(STR("mysql://u:secret@h/x"), DB_OPEN_EXISTING, &db, &err));
    assert_null(strstr(err.arg, "secret"));
    assert_null(strstr(err.detail, "secret"));
    err_clear(&err);
    assert_false(db_open(STR("postgresql://u:secret@127.0.0.1:1/x"), DB_OPEN_EXISTING, &db, &err));
    assert_null(strstr(err.arg, "secret"));
    assert_null(strstr(err.detail, "secret"));
}

static void a_new_file_is_its_owners_alone(struct store *s)
{
    struct stat st;
    assert_int_equal(stat(s->file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

/* As an unprivileged user, whoever runs the tests. */
static void without_permission(struct store *s, enum db_open_mode mode, enum err_code code)
{
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        struct db *db = NULL;
        bool dropped = getuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
        bool ok = dropped && !db_open(str_of(s->url), mode, &db, &err) && err.code == code;
        if (!ok) {
            fprintf(stderr, "# got %s %s\n", err_code_text(err.code), err.detail);
        }
        _exit(ok ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void read_only_places_are_refused(struct store *s)
{
    db_close(s->db);
    s->db = NULL;
    struct str before = file_bytes_of(s, s->file);
    assert_int_equal(chmod(s->file, 0444), 0);
    assert_int_equal(chmod(s->folder, 0555), 0);
    without_permission(s, DB_OPEN_EXISTING, ERR_DB_OPEN);
    assert_int_equal(chmod(s->file, 0000), 0);
    without_permission(s, DB_OPEN_EXISTING, ERR_DB_OPEN);
    assert_int_equal(chmod(s->file, 0600), 0);
    assert_true(str_eq(before, file_bytes_of(s, s->file)));
    assert_int_equal(unlink(s->file), getuid() == 0 ? 0 : -1);
    without_permission(s, DB_OPEN_CREATE, ERR_DB_OPEN);
    assert_int_equal(chmod(s->folder, 0700), 0);
}

static void a_locked_database_is_named_after_the_wait(struct store *s)
{
    struct err err = {0};
    struct db *second = NULL;
    struct q_meta_set_in set = {STR("k"), STR("v")};
    must(db_open(str_of(s->url), DB_OPEN_EXISTING, &second, &err), &err);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(q_meta_set(s->db, &set, NULL, &err), &err);
    bool ok = db_begin(second, DB_WRITE, &err) && q_meta_set(second, &set, NULL, &err);
    must_fail(ok, &err, ERR_DB_LOCKED);
    db_rollback(second);
    must(db_commit(s->db, &(struct err){0}), &err);
    err_clear(&err);
    must(db_begin(second, DB_WRITE, &err), &err);
    must(q_meta_set(second, &set, NULL, &err), &err);
    must(db_commit(second, &err), &err);
    db_close(second);
}

/* ---- both engines ---- */

static void a_changed_migration_is_damage(struct store *s)
{
    struct err err = {0};
    struct db *db = NULL;
    struct store_init_result made;
    raw_sql(s, s->engine == DB_SQLITE ? "UPDATE migration SET hash = x'00' WHERE number = 2"
                                      : "UPDATE migration SET hash = '\\x00' WHERE number = 2");
    must_fail(db_open(str_of(s->url), DB_OPEN_EXISTING, &db, &err), &err, ERR_DB_DAMAGED);
    assert_string_equal(err.detail, schema_migrations[1].name);
    err_clear(&err);
    must_fail(store_init(str_of(s->url), 1, &made, &err), &err, ERR_DB_DAMAGED);
}

static void a_missing_note_of_a_migration_is_damage(struct store *s)
{
    raw_sql(s, "DELETE FROM migration WHERE number = 1");
    refused(str_of(s->url), DB_OPEN_EXISTING, ERR_DB_DAMAGED);
}

static void a_newer_database_is_refused(struct store *s)
{
    raw_sql(s, s->engine == DB_SQLITE
                   ? "PRAGMA user_version = 999"
                   : "INSERT INTO migration (number, name, hash, at_ms) VALUES (999, 'x', 'x', 0)");
    refused(str_of(s->url), DB_OPEN_EXISTING, ERR_DB_NEWER);
    refused(str_of(s->url), DB_OPEN_CREATE, ERR_DB_NEWER);
}

static void an_older_database_is_refused_until_init(struct store *s)
{
    char url[400];
    struct err err = {0};
    struct db *db = NULL;
    other_url(s, s->engine, "old", url);
    /* Only the first migration, as an earlier release left it. */
    must(db_open(str_of(url), DB_OPEN_CREATE, &db, &err), &err);
    struct store old = *s;
    memcpy(old.url, url, sizeof url);
    old.db = db;
    snprintf(old.file, sizeof old.file, "%s", path_in(s, "old"));
    const struct schema_migration *first = &schema_migrations[0];
    for (const char *const *p = s->engine == DB_SQLITE ? first->sqlite : first->postgres;
         *p != NULL; p++) {
        raw_sql(&old, *p);
    }
    if (s->engine == DB_SQLITE) {
        raw_sql(&old, "PRAGMA application_id = 1380732483; PRAGMA user_version = 1");
    }
    struct q_migration_insert_in note = {.number = 1, .name = str_of(first->name)};
    note.hash = (struct str){(const char *)first->hash, sizeof first->hash};
    must(q_migration_insert(db, &note, NULL, &err), &err);
    db_close(db);
    refused(str_of(url), DB_OPEN_EXISTING, ERR_DB_OLDER);
    struct store_init_result made;
    must(store_init(str_of(url), 7, &made, &err), &err);
    assert_int_equal(made.from, 1);
    assert_int_equal(made.to, SCHEMA_MIGRATION_COUNT);
    must(db_open(str_of(url), DB_OPEN_EXISTING, &db, &err), &err);
    db_close(db);
}

static void an_empty_place_is_not_initialised(struct store *s)
{
    char url[400];
    other_url(s, DB_POSTGRES, "empty", url);
    refused(str_of(url), DB_OPEN_EXISTING, ERR_DB_NOT_INITIALISED);
    refused(str_of(url), DB_OPEN_ANY, ERR_DB_NOT_INITIALISED);
}

static void tables_of_somebody_else_are_refused(struct store *s)
{
    static const char *const others[] = {"CREATE TABLE customers(a int)",
                                         "CREATE TABLE meta(key int, value int);"
                                         "CREATE TABLE migration(number int, hash int)"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct store other = *s;
        other_url(s, DB_POSTGRES, i == 0 ? "foreign" : "alike", other.url);
        raw_sql(&other, others[i]);
        struct err err = {0};
        struct db *db = NULL;
        assert_false(db_open(str_of(other.url), DB_OPEN_CREATE, &db, &err));
        assert_int_equal(err.code, ERR_DB_NOT_RELANCE);
    }
}

/* The last of the registry stands in for a statement that nothing has prepared yet. */
static void pages_are_not_compiled(struct store *s)
{
    static const uint8_t kinds[] = {SQL_INT};
    static const uint16_t places[] = {0};
    static const struct sql_statement compiled = {
        .name = "compiled",
        .postgres = "SELECT CAST(CASE WHEN current_setting('jit', true) = 'on' THEN 1 ELSE 0 END "
                    "AS BIGINT)",
        .index = SQL_REGISTRY_COUNT - 1,
        .out_count = 1,
        .out_kinds = kinds,
        .out_places = places};
    int64_t out = 1;
    struct sql_one one = {.arena = &s->arena, .row = &out};
    struct err err = {0};
    bool found = false;
    must(db_query_one(s->db, &compiled, &one, &found, &err), &err);
    assert_true(found);
    assert_int_equal(out, 0);
}

int main(void)
{
    static const struct store_case cases[] = {
        SQLITE_ONLY(other_files_are_refused),
        SQLITE_ONLY(a_cut_file_is_refused),
        SQLITE_ONLY(a_newer_file_is_refused),
        SQLITE_ONLY(a_damaged_page_is_named),
        SQLITE_ONLY(missing_and_impossible_files),
        SQLITE_ONLY(urls_that_are_none),
        SQLITE_ONLY(a_password_is_never_repeated),
        SQLITE_ONLY(a_new_file_is_its_owners_alone),
        SQLITE_ONLY(read_only_places_are_refused),
        ON_BOTH(a_locked_database_is_named_after_the_wait),
        ON_BOTH(a_changed_migration_is_damage),
        ON_BOTH(a_missing_note_of_a_migration_is_damage),
        ON_BOTH(a_newer_database_is_refused),
        ON_BOTH(an_older_database_is_refused_until_init),
        POSTGRES_ONLY(an_empty_place_is_not_initialised),
        POSTGRES_ONLY(tables_of_somebody_else_are_refused),
        POSTGRES_ONLY(pages_are_not_compiled),
    };
    return store_main(cases, COUNT_OF(cases));
}
