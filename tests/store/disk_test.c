/* SQLite on a failing disk: whatever breaks where, what was confirmed is there, what was not is
 * whole or absent, and the file is never damaged. */
#include "store_test.h"

#include "faulty_disk.h"
#include "store/directory_store.h"
#include "store/journal_store.h"
#include "store/migrate.h"
#include "store/sqlite_file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 12, EXTRA_BYTES = 9000 };

/* Every n-th place in the short run, every place with RELANCE_TEST_LONG=1. */
static int stride(int sampled) { return getenv("RELANCE_TEST_LONG") == NULL ? sampled : 1; }

struct work {
    int64_t round;
    char *extra; /* makes a transaction of several pages */
};

static bool one_round(struct db *db, void *with, struct err *err)
{
    struct work *w = with;
    struct journal_entry own = {.subject = JOURNAL_DEBTOR,
                                .subject_id = w->round % 3,
                                .at_ms = w->round,
                                .kind = STR("work")};
    own.body = (struct str){w->extra, EXTRA_BYTES};
    struct journal_entry shared = {
        .subject = JOURNAL_SYSTEM, .at_ms = w->round, .kind = STR("work"), .body = STR("{}")};
    int64_t number = 0;
    return counter_take(db, "account", 1, &number, err) && journal_append(db, &own, NULL, err) &&
           journal_append(db, &shared, NULL, err);
}

/* How many rounds were confirmed before the first failure; *why is what it said. */
static int64_t write_until_failure(struct store *s, struct err *why)
{
    struct work w = {.extra = arena_alloc(&s->arena, EXTRA_BYTES)};
    struct db *db = NULL;
    memset(w.extra, 'x', EXTRA_BYTES);
    if (!db_open(str_of(s->url), DB_OPEN_EXISTING, &db, why)) {
        return 0;
    }
    for (w.round = 0; w.round < ROUNDS; w.round++) {
        bool ok = db_begin(db, DB_WRITE, why) && one_round(db, &w, why) && db_commit(db, why);
        db_rollback(db);
        if (!ok) {
            break;
        }
        if (w.round % 4 == 3) { /* the log goes into the file while it is in use, too */
            (void)sqlite3_wal_checkpoint_v2(sqlite_handle(db), NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                            NULL, NULL);
        }
    }
    db_close(db); /* the last one checkpoints */
    return w.round;
}

static void check_whole(struct store *s, int64_t confirmed, bool perhaps_one_more)
{
    struct err err = {0};
    struct journal_report r;
    struct db *db = NULL;
    int64_t next = 0;
    must(db_open(str_of(s->url), DB_OPEN_EXISTING, &db, &err), &err);
    must(journal_verify(db, &r, &err), &err);
    assert_int_equal(r.bad, 0);
    must(db_begin(db, DB_WRITE, &err), &err);
    must(counter_take(db, "account", 1, &next, &err), &err);
    db_rollback(db);
    db_close(db);
    assert_int_equal(r.entries, 2 * (next - 1));
    assert_true(next - 1 == confirmed || (perhaps_one_more && next - 1 == confirmed + 1));
    sqlite3 *handle = NULL;
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_open(s->file, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, "PRAGMA integrity_check", -1, &st, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(st, 0), "ok");
    sqlite3_finalize(st);
    sqlite3_close(handle);
}

static void put_bytes(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

static void put_back(struct store *s, struct str bytes)
{
    unlink(path_in(s, "main.db-wal"));
    unlink(path_in(s, "main.db-shm"));
    unlink(path_in(s, "main.db-journal"));
    faulty_disk_heal();
    put_bytes(s->file, bytes);
}

static struct str fresh(struct store *s)
{
    db_close(s->db);
    s->db = NULL;
    return file_bytes_of(s, s->file);
}

static void a_power_cut_anywhere_loses_nothing_confirmed(struct store *s)
{
    struct str bytes = fresh(s);
    bool struck = true;
    int cuts = 0;
    for (int at = 1; struck; at += stride(3)) {
        struct err why = {0};
        put_back(s, bytes);
        faulty_disk_arm(FAULT_POWER, at);
        int64_t confirmed = write_until_failure(s, &why);
        struck = faulty_disk_struck();
        cuts += struck;
        faulty_disk_settle((uint32_t)at * 7919);
        unlink(path_in(s, "main.db-shm")); /* memory does not survive */
        faulty_disk_heal();
        check_whole(s, confirmed, struck);
    }
    assert_true(cuts > 20);
}

static void errors_anywhere(struct store *s, enum fault_kind kind)
{
    struct str bytes = fresh(s);
    bool struck = true;
    int failures = 0;
    for (int at = 1; struck; at += stride(3)) {
        struct err why = {0};
        put_back(s, bytes);
        faulty_disk_arm(kind, at);
        int64_t confirmed = write_until_failure(s, &why);
        struck = faulty_disk_struck();
        if (confirmed < ROUNDS) {
            failures++;
            assert_true(why.code == ERR_DISK_FULL || why.code == ERR_DB_FAILED ||
                        why.code == ERR_DB_UNCERTAIN || why.code == ERR_DB_OPEN);
        }
        faulty_disk_heal();
        check_whole(s, confirmed, why.code == ERR_DB_UNCERTAIN);
    }
    assert_true(failures > 5);
}

static void an_error_anywhere_leaves_the_file_whole(struct store *s)
{
    errors_anywhere(s, FAULT_ERROR);
}

static void a_full_disk_anywhere_leaves_the_file_whole(struct store *s)
{
    errors_anywhere(s, FAULT_FULL);
}

static void a_power_cut_during_init_can_be_repeated(struct store *s)
{
    fresh(s);
    bool struck = true;
    int cuts = 0;
    for (int at = 1; struck; at += stride(5)) {
        struct err why = {0};
        struct store_init_result made;
        put_back(s, STR(""));
        faulty_disk_arm(FAULT_POWER, at);
        bool done = store_init(str_of(s->url), 1, &made, &why);
        struck = faulty_disk_struck();
        assert_true(done || struck);
        cuts += struck;
        faulty_disk_settle((uint32_t)at * 31);
        unlink(path_in(s, "main.db-shm"));
        faulty_disk_heal();
        struct err err = {0};
        must(store_init(str_of(s->url), 1, &made, &err), &err);
        check_whole(s, 0, false);
    }
    assert_true(cuts > 10);
}

int main(void)
{
    static const struct store_case cases[] = {
        SQLITE_ONLY(a_power_cut_anywhere_loses_nothing_confirmed),
        SQLITE_ONLY(an_error_anywhere_leaves_the_file_whole),
        SQLITE_ONLY(a_full_disk_anywhere_leaves_the_file_whole),
        SQLITE_ONLY(a_power_cut_during_init_can_be_repeated),
    };
    faulty_disk_install();
    return store_main(cases, COUNT_OF(cases));
}
