#include "db.h"

#include "driver.h"
#include "migrate.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

static bool in_kinds_match(const struct sql_statement *st, const struct sql_value *in)
{
    for (size_t i = 0; i < st->in_count; i++) {
        unsigned declared = st->in_kinds[i];
        bool null_allowed = (declared & SQL_NULLABLE) != 0;
        if (in[i].kind == SQL_NULL ? !null_allowed
                                   : (unsigned)in[i].kind != (declared & ~(unsigned)SQL_NULLABLE)) {
            return false;
        }
    }
    return true;
}

/* PostgreSQL cannot store a zero byte in a text; then SQLite must not, either. */
static bool texts_storable(const struct sql_statement *st, const struct sql_value *in)
{
    for (size_t i = 0; i < st->in_count; i++) {
        if (in[i].kind == SQL_TEXT && memchr(in[i].s.p, '\0', in[i].s.n) != NULL) {
            return false;
        }
    }
    return true;
}

/* False when the values cannot be sent; a wrong kind is a BUG of the caller. */
static bool check_in(const struct sql_statement *st, const struct sql_value *in, struct err *err)
{
    ASSERT(st->in_count == 0 || in != NULL);
    ASSERT(in_kinds_match(st, in));
    return texts_storable(st, in) || db_err(err, ERR_DB_CONSTRAINT, st, "a text holds a zero byte");
}

/* What this task has saved stands, whatever fails when it is read back. */
static void stay_true(const struct db *db, enum db_tx tx, struct err *err)
{
    bool says_unchanged = err->code == ERR_DB_FAILED || err->code == ERR_DB_LOCKED;
    if (db->wrote && tx == DB_READ && says_unchanged)
        err->code = ERR_DB_UNCERTAIN;
}

static bool lost(struct db *db, struct err *err)
{
    db->tx_lost = db->in_tx;
    db->frame_lost = db->frame_lost || db->framed;
    stay_true(db, db->tx, err);
    return false;
}

static bool open_engine(struct str url, enum db_open_mode mode, struct db **out, struct err *err)
{
    if (str_starts(url, STR("sqlite:")) && url.n > sizeof "sqlite:" - 1) {
        return sqlite_open(str_slice(url, sizeof "sqlite:" - 1, url.n), mode, out, err);
    }
    if (str_starts(url, STR("postgresql://")) || str_starts(url, STR("postgres://"))) {
        return postgres_open(url, out, err);
    }
    /* A URL may hold a password: only what stands before the colon is repeated. */
    ptrdiff_t colon = str_find(url, ':');
    return err_set_field(err, ERR_DB_URL, "db",
                         colon < 0 ? STR("") : str_slice(url, 0, (size_t)colon));
}

bool db_open(struct str url, enum db_open_mode mode, struct db **out, struct err *err)
{
    struct db *db = NULL;
    if (sodium_init() < 0) { /* the journal draws salts */
        return err_set(err, ERR_SYSTEM, "no random numbers");
    }
    if (!open_engine(url, mode, &db, err)) {
        return false;
    }
    if (mode == DB_OPEN_EXISTING ? !migrate_check(db, err) : !migrate_check_owner(db, mode, err)) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

struct db *db_open_beside(struct db *db) { return db->framed ? NULL : db->driver->beside(db); }

void db_writing(struct db *db, enum db_writing writing)
{
    if (db->driver->writing != NULL) {
        db->driver->writing(db, writing);
    }
}

void db_bring_home(struct db *db)
{
    ASSERT(!db->in_tx);
    if (db->driver->bring_home != NULL && !db->framed) {
        db->driver->bring_home(db);
    }
}

void db_close(struct db *db)
{
    if (db == NULL) {
        return;
    }
    db_frame_rollback(db);
    db_rollback(db);
    db->driver->close(db);
}

enum db_engine db_engine(const struct db *db) { return db->driver->engine; }

/* After a rollback nothing of the frame can be kept, so nothing more is begun in it. */
static bool begin_inside(struct db *db, enum db_tx tx, struct err *err)
{
    if (db->frame_lost) {
        return db_err(err, ERR_DB_FAILED, NULL, "the frame is lost");
    }
    db->in_tx = true;
    db->tx = tx;
    db->tx_lost = false;
    return true;
}

bool db_begin(struct db *db, enum db_tx tx, struct err *err)
{
    ASSERT(!db->in_tx);
    if (db->framed) {
        return begin_inside(db, tx, err);
    }
    if (!db->driver->begin(db, tx, err)) {
        stay_true(db, tx, err);
        return false;
    }
    db->in_tx = true;
    db->tx = tx;
    db->tx_lost = false;
    return true;
}

bool db_commit(struct db *db, struct err *err)
{
    ASSERT(db->in_tx);
    ASSERT(db->rows_open == 0);
    ASSERT(!db->bulk_open);
    if (db->tx_lost) {
        db_rollback(db);
        return db_err(err, ERR_DB_FAILED, NULL, "a statement of the transaction had failed");
    }
    if (db->framed) {
        db->in_tx = false;
        return true;
    }
    if (!db->driver->commit(db, err)) {
        db_rollback(db);
        return false;
    }
    db->in_tx = false;
    db->wrote = db->wrote || db->tx == DB_WRITE;
    return true;
}

void db_new_task(struct db *db) { db->wrote = false; }

void db_rollback(struct db *db)
{
    if (!db->in_tx) {
        return;
    }
    db->in_tx = false;
    db->bulk_open = false;
    if (db->framed) {
        /* What only read ends so, too. */
        db->frame_lost = db->frame_lost || db->tx == DB_WRITE;
        return;
    }
    db->driver->rollback(db);
}

bool db_in_transaction(const struct db *db) { return db->in_tx || db->framed; }

bool db_frame_begin(struct db *db, struct err *err)
{
    ASSERT(!db->framed);
    if (!db_begin(db, DB_WRITE, err)) {
        return false;
    }
    db->framed = true;
    db->frame_lost = false;
    db->in_tx = false;
    return true;
}

/* From here on it is a transaction like any other. */
static void leave_frame(struct db *db)
{
    ASSERT(!db->in_tx);
    db->framed = false;
    db->in_tx = true;
    db->tx = DB_WRITE;
    db->tx_lost = db->frame_lost;
}

bool db_frame_commit(struct db *db, struct err *err)
{
    ASSERT(db->framed);
    leave_frame(db);
    return db_commit(db, err);
}

void db_frame_rollback(struct db *db)
{
    if (!db->framed) {
        return;
    }
    db_rollback(db); /* of a transaction inside */
    leave_frame(db);
    db_rollback(db);
}

bool db_exec(struct db *db, const struct sql_statement *st, const struct sql_value *in,
             int64_t *changed, struct err *err)
{
    ASSERT(st->out_count == 0);
    ASSERT(!db->bulk_open);
    int64_t count = 0;
    if (!check_in(st, in, err) || !db->driver->exec(db, st, in, &count, err)) {
        return lost(db, err);
    }
    if (changed != NULL) {
        *changed = count;
    }
    return true;
}

bool db_query(struct db *db, const struct sql_statement *st, const struct sql_value *in,
              struct db_rows *out, struct err *err)
{
    ASSERT(st->out_count > 0);
    ASSERT(!db->bulk_open);
    *out = (struct db_rows){.db = db, .st = st};
    if (!check_in(st, in, err) || !db->driver->query(out, in, err)) {
        out->db = NULL;
        return lost(db, err);
    }
    db->rows_open++;
    return true;
}

static bool step(struct db_rows *rows, bool *have, struct err *err)
{
    ASSERT(rows->db != NULL);
    return rows->db->driver->next(rows, have, err) || lost(rows->db, err);
}

static bool refuse_row(struct db_rows *rows, bool *have, struct err *err)
{
    *have = false;
    db_err(err, ERR_DB_FAILED, rows->st, "a column is not of the declared kind");
    return lost(rows->db, err);
}

bool db_next(struct db_rows *rows, struct sql_value *out, bool *have, struct err *err)
{
    return step(rows, have, err) &&
           (!*have || rows->db->driver->values(rows, out) || refuse_row(rows, have, err));
}

bool db_next_row(struct db_rows *rows, void *row, bool *have, struct err *err)
{
    ASSERT(rows->st->out_places != NULL);
    return step(rows, have, err) &&
           (!*have || rows->db->driver->row(rows, row) || refuse_row(rows, have, err));
}

void db_done(struct db_rows *rows)
{
    if (rows->db == NULL) {
        return;
    }
    rows->db->driver->done(rows);
    rows->db->rows_open--;
    rows->db = NULL;
}

bool db_each(struct db *db, const struct sql_statement *st, const struct sql_value *in,
             const struct db_taker *taker, struct err *err)
{
    ASSERT(st->each && st->out_places != NULL);
    ASSERT(!db->bulk_open);
    return (check_in(st, in, err) && db->driver->each(db, st, in, taker, err)) || lost(db, err);
}

static void keep_texts(const struct sql_statement *st, const struct sql_one *one)
{
    for (size_t i = 0; i < st->out_count; i++) {
        struct str *s = sql_place(st, one->row, i);
        if ((st->out_kinds[i] & ~(unsigned)SQL_NULLABLE) != SQL_INT && s->p != NULL) {
            *s = arena_str(one->arena, *s);
        }
    }
}

bool db_query_one(struct db *db, const struct sql_statement *st, const struct sql_one *one,
                  bool *found, struct err *err)
{
    struct db_rows rows;
    if (!db_query(db, st, one->in, &rows, err)) {
        return false;
    }
    bool ok = db_next_row(&rows, one->row, found, err);
    if (ok && *found) {
        keep_texts(st, one);
        bool more = false;
        ok = step(&rows, &more, err);
        if (ok && more) {
            db_err(err, ERR_DB_FAILED, st, "more than one row");
            ok = lost(db, err);
        }
    }
    db_done(&rows);
    return ok;
}

bool db_bulk_begin(struct db *db, const struct sql_statement *st, struct db_bulk *out,
                   struct err *err)
{
    ASSERT(st->copy != NULL);
    ASSERT(db->in_tx && db->tx == DB_WRITE);
    ASSERT(!db->bulk_open);
    *out = (struct db_bulk){.db = db, .st = st};
    if (!db->driver->bulk_begin(out, err)) {
        return lost(db, err);
    }
    db->bulk_open = true;
    return true;
}

bool db_bulk_row(struct db_bulk *b, const struct sql_value *in, struct err *err)
{
    ASSERT(b->db->bulk_open);
    if (!check_in(b->st, in, err) || !b->db->driver->bulk_row(b, in, err)) {
        return lost(b->db, err);
    }
    return true;
}

bool db_bulk_end(struct db_bulk *b, struct err *err)
{
    ASSERT(b->db->bulk_open);
    if (!b->db->driver->bulk_end(b, err)) {
        return lost(b->db, err);
    }
    b->db->bulk_open = false;
    return true;
}

bool db_err(struct err *err, enum err_code code, const struct sql_statement *st, const char *words)
{
    char detail[200];
    int n = snprintf(detail, sizeof detail, "%s%s%s", st == NULL ? "" : st->name,
                     st == NULL ? "" : ": ", words);
    return err_set(err, code, n < 0 ? words : detail);
}

void *db_alloc(size_t n)
{
    void *p = calloc(1, n);
    if (p == NULL) {
        BUG("out of memory");
    }
    return p;
}

void db_free(void *p) { free(p); }
