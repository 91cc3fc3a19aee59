/* A backup is one file that brings everything back, into either engine. */
#include "store_test.h"

#include "base/buf.h"
#include "gen/directory_sql.h"
#include "gen/schema_sql.h"
#include "store/backup.h"
#include "store/directory_store.h"
#include "store/journal_store.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every row of every table but the instants of migrations, as one text. */
static struct str everything(struct store *s, struct db *db)
{
    struct err err = {0};
    struct buf out;
    buf_init(&out, &s->arena, (size_t)1 << 28);
    for (size_t t = 0; t < SCHEMA_TABLE_COUNT; t++) {
        const struct sql_statement *dump = schema_tables[t].dump;
        struct db_rows rows;
        struct sql_value v[UINT8_MAX];
        bool have = true;
        buf_add_c(&out, schema_tables[t].name);
        must(db_query(db, dump, NULL, &rows, &err), &err);
        while (have) {
            must(db_next(&rows, v, &have, &err), &err);
            for (size_t i = 0; have && i < dump->out_count; i++) {
                buf_add_char(&out, i == 0 ? '\n' : '|');
                if (v[i].kind == SQL_INT) {
                    buf_add_int(&out, v[i].i);
                } else if (v[i].kind == SQL_NULL) {
                    buf_add_c(&out, "NULL");
                } else {
                    buf_add_hex(&out, v[i].s.p, v[i].s.n);
                }
            }
        }
        db_done(&rows);
        buf_add_char(&out, '\n');
    }
    assert_false(out.full);
    return buf_str(&out);
}

/* A file as an import makes it: identity, number, clue and two journal entries. */
static bool add_file(struct db *db, void *with, struct err *err)
{
    int64_t n = *(const int64_t *)with;
    int64_t number = 0;
    bool created = false;
    char text[32];
    struct directory_key key = {DIRECTORY_ACCOUNT_NUMBER, 0, {text, 0}};
    struct directory_entry place = {n, {n % 2 == 0, n + 1}};
    struct clue clue = {STR("name"), STR("Société Éclair « SE »")};
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = n,
                                  .at_ms = 5,
                                  .kind = STR("created"),
                                  .body = STR("{\"n\":1}")};
    if (!counter_take(db, "account", 1, &number, err)) {
        return false;
    }
    snprintf(text, sizeof text, "%lld", (long long)number);
    key.value = str_of(text);
    return directory_claim(db, &key, &place, &created, err) && clue_add(db, n, &clue, err) &&
           journal_append(db, &entry, NULL, err) && journal_append(db, &entry, NULL, err);
}

static void fill(struct store *s, int64_t from, int64_t to)
{
    struct err err = {0};
    for (int64_t n = from; n < to; n++) {
        must(retry_write(s->db, add_file, &n, &err), &err);
    }
    struct journal_place place = {JOURNAL_DEBTOR, from, 1};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(journal_erase(s->db, place, STR("why"), &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void nothing_partial(struct store *s)
{
    DIR *folder = opendir(s->folder);
    assert_non_null(folder);
    for (const struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        assert_null(strstr(e->d_name, "partial"));
    }
    closedir(folder);
}

static void restores_equal(struct store *s, const char *path, enum db_engine engine,
                           struct str expected)
{
    char url[400];
    struct err err = {0};
    struct backup_result r;
    struct db *db = NULL;
    other_url(s, engine, engine == DB_SQLITE ? "restored.db" : "restored", url);
    must(backup_restore(path, str_of(url), 99, &r, &err), &err);
    assert_int_equal(r.tables, SCHEMA_TABLE_COUNT);
    must(db_open(str_of(url), DB_OPEN_EXISTING, &db, &err), &err);
    assert_true(str_eq(everything(s, db), expected));
    db_close(db);
    must_fail(backup_restore(path, str_of(url), 99, &r, &err), &err, ERR_DB_NOT_EMPTY);
}

static void everything_comes_back_on_either_engine(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    const char *path = path_in(s, "backup.relance");
    fill(s, 1, 40);
    struct str expected = everything(s, s->db);
    must(backup_write(s->db, path, &r, &err), &err);
    assert_int_equal(r.tables, SCHEMA_TABLE_COUNT);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, r.bytes);
    struct str before = file_bytes_of(s, path);
    restores_equal(s, path, DB_SQLITE, expected);
    if (have_postgres()) {
        restores_equal(s, path, DB_POSTGRES, expected);
    }
    assert_true(str_eq(before, file_bytes_of(s, path)));
    assert_int_not_equal(access(path_in(s, "backup.relance-wal"), F_OK), 0);
    nothing_partial(s);
}

static void an_empty_database_has_a_backup_too(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    const char *path = path_in(s, "empty.relance");
    must(backup_write(s->db, path, &r, &err), &err);
    char url[400];
    other_url(s, s->engine, "again", url);
    must(backup_restore(path, str_of(url), 99, &r, &err), &err);
    must(backup_restore(path, str_of(url), 99, &r, &err), &err); /* still without work */
}

static void a_backup_never_overwrites(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    const char *path = path_in(s, "there");
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs("mine", f);
    fclose(f);
    must_fail(backup_write(s->db, path, &r, &err), &err, ERR_FILE_EXISTS);
    assert_true(str_is(file_bytes_of(s, path), "mine"));
    err_clear(&err);
    must_fail(backup_write(s->db, path_in(s, "no/folder"), &r, &err), &err, ERR_FILE_WRITE);
}

struct busy {
    const char *url;
    volatile bool stop;
    int64_t next;
    bool ok;
};

static void *keep_writing(void *with)
{
    struct busy *b = with;
    struct err err = {0};
    struct db *db = NULL;
    b->ok = db_open(str_of(b->url), DB_OPEN_EXISTING, &db, &err);
    while (b->ok && !b->stop) {
        b->ok = retry_write(db, add_file, &b->next, &err);
        b->next++;
    }
    if (!b->ok) {
        fprintf(stderr, "# writer: %s %s\n", err_code_text(err.code), err.detail);
    }
    db_close(db);
    return NULL;
}

static void a_backup_is_one_moment_while_others_write(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    pthread_t id;
    fill(s, 1, 200);
    struct busy b = {.url = s->url, .next = 1000};
    assert_int_equal(pthread_create(&id, NULL, keep_writing, &b), 0);
    for (int i = 0; i < 5; i++) {
        char name[32];
        snprintf(name, sizeof name, "live%d.relance", i);
        must(backup_write(s->db, path_in(s, name), &r, &err), &err);
    }
    b.stop = true;
    assert_int_equal(pthread_join(id, NULL), 0);
    assert_true(b.ok);
    assert_true(b.next > 1000);
    /* Files are written whole: two journal entries beside each number. */
    for (int i = 0; i < 5; i++) {
        char name[32];
        char url[400];
        struct db *db = NULL;
        struct db_rows rows;
        struct q_directory_scan_in in = {STR("account_number"), 0};
        struct q_directory_scan_row row;
        bool have = true;
        int64_t files = 0;
        snprintf(name, sizeof name, "live%d.relance", i);
        other_url(s, DB_SQLITE, name, url);
        must(db_open(str_of(url), DB_OPEN_EXISTING, &db, &err), &err);
        must(q_directory_scan_open(db, &in, &rows, &err), &err);
        while (have) {
            must(q_directory_scan_next(&rows, &row, &have, &err), &err);
            files += have;
        }
        db_done(&rows);
        struct journal_report report;
        must(journal_verify(db, &report, &err), &err);
        assert_int_equal(report.bad, 0);
        assert_int_equal(report.entries, 2 * files);
        db_close(db);
    }
}

static void a_damaged_backup_is_refused_and_nothing_restored(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    const char *path = path_in(s, "b.relance");
    fill(s, 1, 40);
    must(backup_write(s->db, path, &r, &err), &err);
    struct str all = file_bytes_of(s, path);
    char url[400];
    other_url(s, s->engine, "target", url);
    for (int i = 0; i < 3; i++) {
        char *bytes = arena_cstr(&s->arena, all);
        size_t n = all.n;
        if (i == 0) {
            n -= 4096; /* cut */
        } else if (i == 1) {
            memset(bytes, 'x', 100); /* no database */
        } else {
            memset(bytes + 100, 0x55, 2000); /* page of the schema */
        }
        const char *bad = path_in(s, i == 0 ? "cut" : i == 1 ? "none" : "page");
        FILE *f = fopen(bad, "wb");
        assert_int_equal(fwrite(bytes, 1, n, f), n);
        fclose(f);
        err_clear(&err);
        must_fail(backup_restore(bad, str_of(url), 9, &r, &err), &err,
                  i == 1 ? ERR_DB_NOT_RELANCE : ERR_DB_DAMAGED);
    }
    err_clear(&err);
    must_fail(backup_restore(path_in(s, "absent"), str_of(url), 9, &r, &err), &err,
              ERR_FILE_NOT_FOUND);
    err_clear(&err);
    must(backup_restore(path, str_of(url), 9, &r, &err), &err);
}

static void a_broken_chain_is_told_and_copied(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    fill(s, 1, 5);
    raw_sql(s, "UPDATE journal SET at_ms = at_ms + 1 WHERE subject_id = 3 AND seq = 1");
    must(backup_write(s->db, path_in(s, "told"), &r, &err), &err);
    assert_int_equal(r.journal_faults, 1);
    char url[400];
    other_url(s, s->engine, "target", url);
    must(backup_restore(path_in(s, "told"), str_of(url), 9, &r, &err), &err);
    assert_int_equal(r.journal_faults, 1);
}

static void a_broken_reference_stops_a_backup(struct store *s)
{
    struct err err = {0};
    struct backup_result r;
    fill(s, 1, 5);
    raw_sql(s, "PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE subject_id = 3 AND seq = 1");
    must_fail(backup_write(s->db, path_in(s, "broken"), &r, &err), &err, ERR_BACKUP_DIFFERS);
    assert_int_not_equal(access(path_in(s, "broken"), F_OK), 0);
    nothing_partial(s);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(everything_comes_back_on_either_engine),
        ON_BOTH(an_empty_database_has_a_backup_too),
        ON_BOTH(a_backup_never_overwrites),
        ON_BOTH(a_backup_is_one_moment_while_others_write),
        ON_BOTH(a_damaged_backup_is_refused_and_nothing_restored),
        ON_BOTH(a_broken_chain_is_told_and_copied),
        SQLITE_ONLY(a_broken_reference_stops_a_backup),
    };
    return store_main(cases, COUNT_OF(cases));
}
