/* Many writers at once: nothing lost, nothing twice, every chain whole. */
#include "store_test.h"

#include "store/directory_store.h"
#include "store/journal_store.h"
#include "store/migrate.h"
#include "store/work_store.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 16, ROUNDS = 25, SHARED_KEYS = 10 };

struct writer {
    int number;
    int round;
    int64_t created;
    bool made; /* this round's identity was new */
};

/* One unit of work as an import does it: identity, number, journal of the subject, of the system.
 */
static bool work(struct db *db, void *with, struct err *err)
{
    struct writer *w = with;
    char value[32];
    snprintf(value, sizeof value, "key %d", (w->number + w->round) % SHARED_KEYS);
    struct directory_key key = {DIRECTORY_LEDGER, 1, str_of(value)};
    struct directory_entry entry = {.debtor_id = w->number * 1000 + w->round};
    if (!directory_claim(db, &key, &entry, &w->made, err)) {
        return false;
    }
    int64_t number = 0;
    if (w->made && !counter_take(db, "account", 1, &number, err)) {
        return false;
    }
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)number);
    struct directory_key by_number = {DIRECTORY_ACCOUNT_NUMBER, 0, str_of(text)};
    bool fresh = true;
    if (w->made && (!directory_claim(db, &by_number, &entry, &fresh, err) || !fresh)) {
        return err_set(err, ERR_SYSTEM, "a number was given twice");
    }
    struct journal_entry own = {.subject = JOURNAL_DEBTOR,
                                .subject_id = entry.debtor_id,
                                .at_ms = w->round,
                                .kind = STR("work"),
                                .body = STR("{}")};
    struct journal_entry shared = own;
    shared.subject = JOURNAL_SYSTEM;
    shared.subject_id = 0;
    return journal_append(db, &own, NULL, err) && journal_append(db, &shared, NULL, err);
}

static bool write_rounds(const char *url, struct writer *w)
{
    struct err err = {0};
    struct db *db = NULL;
    if (!db_open(str_of(url), DB_OPEN_EXISTING, &db, &err)) {
        fprintf(stderr, "# open: %s %s\n", err_code_text(err.code), err.detail);
        return false;
    }
    bool ok = true;
    for (w->round = 0; ok && w->round < ROUNDS; w->round++) {
        ok = retry_write(db, work, w, &err);
        w->created += ok && w->made;
    }
    if (!ok) {
        fprintf(stderr, "# work: %s %s\n", err_code_text(err.code), err.detail);
    }
    db_close(db);
    return ok;
}

static void check_totals(struct store *s, int64_t created)
{
    struct err err = {0};
    struct journal_report r;
    assert_int_equal(created, SHARED_KEYS);
    must(journal_verify(s->db, &r, &err), &err);
    assert_int_equal(r.bad, 0);
    assert_int_equal(r.chains, SHARED_KEYS + 1);
    assert_int_equal(r.entries, 2 * WRITERS * ROUNDS);
    int64_t next = 0;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(counter_take(s->db, "account", 1, &next, &err), &err);
    db_rollback(s->db);
    assert_int_equal(next, SHARED_KEYS + 1);
}

static void many_processes_write_at_once(struct store *s)
{
    int created[2];
    assert_int_equal(pipe(created), 0);
    db_close(s->db); /* a connection must not be carried over a fork */
    s->db = NULL;
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct writer w = {.number = i + 1};
            bool ok = write_rounds(s->url, &w);
            bool told = write(created[1], &w.created, sizeof w.created) == sizeof w.created;
            _exit(ok && told ? 0 : 1);
        }
    }
    bool ok = true;
    for (int i = 0; i < WRITERS; i++) {
        int status = 0;
        ok = waitpid(children[i], &status, 0) == children[i] && status == 0 && ok;
    }
    assert_true(ok);
    int64_t total = 0;
    for (int i = 0; i < WRITERS; i++) {
        int64_t n = 0;
        assert_int_equal(read(created[0], &n, sizeof n), sizeof n);
        total += n;
    }
    close(created[0]);
    close(created[1]);
    reopen(s);
    check_totals(s, total);
}

struct thread {
    const char *url;
    struct writer writer;
    bool ok;
};

static void *run_thread(void *with)
{
    struct thread *t = with;
    t->ok = write_rounds(t->url, &t->writer);
    return NULL;
}

static void many_threads_write_at_once(struct store *s)
{
    static struct thread threads[WRITERS];
    pthread_t ids[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        threads[i] = (struct thread){.url = s->url, .writer = {.number = i + 1}};
        assert_int_equal(pthread_create(&ids[i], NULL, run_thread, &threads[i]), 0);
    }
    int64_t total = 0;
    for (int i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_join(ids[i], NULL), 0);
        assert_true(threads[i].ok);
        total += threads[i].writer.created;
    }
    check_totals(s, total);
}

/* Killed anywhere: what was committed stands whole, what was not has never been. */
static void killed_writers_leave_whole_chains(struct store *s)
{
    db_close(s->db);
    s->db = NULL;
    uint32_t seed = 12345;
    int64_t entries = 0;
    for (int round = 0; round < 6; round++) {
        pid_t children[4];
        for (size_t i = 0; i < COUNT_OF(children); i++) {
            children[i] = fork();
            if (children[i] == 0) {
                struct writer w = {.number = round * 10 + (int)i + 1};
                while (write_rounds(s->url, &w)) {
                }
                _exit(1);
            }
        }
        seed = seed * 1664525 + 1013904223;
        usleep(60000 + seed % 100000);
        for (size_t i = 0; i < COUNT_OF(children); i++) {
            int status = 0;
            assert_int_equal(kill(children[i], SIGKILL), 0);
            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_true(WIFSIGNALED(status));
        }
        struct err err = {0};
        struct journal_report r;
        reopen(s);
        must(journal_verify(s->db, &r, &err), &err);
        assert_int_equal(r.bad, 0);
        assert_int_equal(r.entries % 2, 0); /* the subject's and the system's, or neither */
        assert_true(r.entries > entries);
        entries = r.entries;
        db_close(s->db);
        s->db = NULL;
    }
}

struct init_thread {
    char url[400];
    struct store_init_result made;
    bool ok;
};

static void *run_init(void *with)
{
    struct init_thread *t = with;
    struct err err = {0};
    t->ok = store_init(str_of(t->url), 5, &t->made, &err);
    if (!t->ok) {
        fprintf(stderr, "# init: %s %s\n", err_code_text(err.code), err.detail);
    }
    return NULL;
}

static void many_inits_make_one_database(struct store *s)
{
    static struct init_thread threads[6];
    char url[400];
    pthread_t ids[COUNT_OF(threads)];
    struct err err = {0};
    other_url(s, s->engine, "fresh", url);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        threads[i] = (struct init_thread){.ok = false};
        memcpy(threads[i].url, url, sizeof url);
        assert_int_equal(pthread_create(&ids[i], NULL, run_init, &threads[i]), 0);
    }
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        assert_int_equal(pthread_join(ids[i], NULL), 0);
        assert_true(threads[i].ok);
    }
    struct db *db = NULL;
    must(db_open(str_of(url), DB_OPEN_EXISTING, &db, &err), &err);
    db_close(db);
}

/* The last run that somebody who reads beside sees. */
static int64_t last_run_of(struct db *beside)
{
    struct err err = {0};
    int64_t number = -1;
    must(db_begin(beside, DB_READ, &err) && run_greatest(beside, &number, &err) &&
             db_commit(beside, &err),
         &err);
    return number;
}

static void one_beside_sees_what_is_committed(struct store *s)
{
    struct err err = {0};
    struct run_row run = {.rules = STR("[]")};
    struct db *beside = db_open_beside(s->db);
    assert_non_null(beside);
    db_writing(s->db, DB_WRITES_MUCH);
    must(db_begin(s->db, DB_WRITE, &err) && run_begin(s->db, &run, &err), &err);
    assert_int_equal(last_run_of(beside), 0);
    must(db_commit(s->db, &err), &err);
    db_bring_home(beside);
    assert_int_equal(last_run_of(beside), 1);
    db_writing(s->db, DB_WRITES_LITTLE);
    db_bring_home(s->db);
    db_close(beside);
    must(db_frame_begin(s->db, &err), &err);
    assert_null(db_open_beside(s->db)); /* it would not see what the frame holds */
    db_frame_rollback(s->db);
}

/* ---- the log of SQLite ---- */

/* Of the file without its log, as somebody sees it who has copied it alone. */
static int64_t last_run_in_file(struct store *s)
{
    struct err err = {0};
    struct db *alone = NULL;
    char url[400];
    const char *path = path_in(s, "alone.db");
    struct str bytes = file_bytes_of(s, s->file);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
    snprintf(url, sizeof url, "sqlite:%s", path);
    must(db_open(str_of(url), DB_OPEN_EXISTING, &alone, &err), &err);
    int64_t number = last_run_of(alone);
    db_close(alone);
    return number;
}

/* Together longer than a log grows before SQLite brings it home by itself. */
enum { MUCH = 20, MUCH_BYTES = 300000 };

static void write_much(struct store *s)
{
    struct err err = {0};
    char *text = arena_alloc(&s->arena, MUCH_BYTES);
    struct run_row run = {.rules = {text, MUCH_BYTES}};
    memset(text, ' ', MUCH_BYTES);
    for (int i = 0; i < MUCH; i++)
        must(db_begin(s->db, DB_WRITE, &err) && run_begin(s->db, &run, &err) &&
                 db_commit(s->db, &err),
             &err);
}

static void much_is_brought_home_when_it_is_over(struct store *s)
{
    db_bring_home(s->db);
    db_writing(s->db, DB_WRITES_MUCH);
    write_much(s);
    assert_int_equal(last_run_in_file(s), 0);
    db_bring_home(s->db);
    assert_int_equal(last_run_in_file(s), MUCH);
    db_writing(s->db, DB_WRITES_LITTLE);
    write_much(s);
    assert_true(last_run_in_file(s) > MUCH); /* by itself */
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(many_processes_write_at_once),
        ON_BOTH(many_threads_write_at_once),
        ON_BOTH(killed_writers_leave_whole_chains),
        ON_BOTH(many_inits_make_one_database),
        ON_BOTH(one_beside_sees_what_is_committed),
        SQLITE_ONLY(much_is_brought_home_when_it_is_over),
    };
    return store_main(cases, COUNT_OF(cases));
}
