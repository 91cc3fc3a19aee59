#include "importing.h"

#include "app/clock.h"
#include "app/documents/document_batch.h"
#include "app/search/index_search.h"
#include "base/json.h"
#include "file_digest.h"
#include "gen/import_sql.h"
#include "gen/told_sql.h"
#include "given_files.h"
#include "publish_import.h"
#include "store/directory_store.h"
#include "store/job_store.h"

enum {
    COUNTS_BYTES_MAX = 16 * 1024,
    PIECE_MS = 1000,
    LEASE_MS = 60 * 1000,
    FORESEE_TRIES = 3,
    ROWS_TOLD = 1024,    /* after so many rows whoever watches is told */
    LOOK_MS = 10 * 1000, /* so often a lease is renewed while nothing is written */
};

static const char *const mode_codes[] = {
    [IMPORT_NEW] = "new", [IMPORT_PERIOD] = "period", [IMPORT_STATE] = "state"};

void importing_warn(struct importing *w, const char *code, int64_t count, int64_t amount_minor)
{
    struct import_report *r = w->report;
    ASSERT(r->warning_count < IMPORT_WARNINGS_MAX);
    r->warnings[r->warning_count++] = (struct import_warning){code, count, amount_minor};
}

void importing_warn_folds(struct importing *w, const struct refold_result *result)
{
    if (result->gaps > 0)
        importing_warn(w, "opening_difference", result->gaps, result->gaps_minor);
    if (result->letters_unbalanced > 0)
        importing_warn(w, "letter_unbalanced", result->letters_unbalanced, result->letters_minor);
    if (result->told_superseded > 0)
        importing_warn(w, "told_superseded", result->told_superseded, 0);
    if (result->reopened > 0)
        importing_warn(w, "reopened", result->reopened, 0);
}

bool importing_reject(struct importing *w, const struct err *refused, struct err *err)
{
    struct import_report *r = w->report;
    struct err told = *refused;
    told.detail[0] = '\0'; /* whose row it is: for the list of refusals, not for a message */
    r->rejected++;
    if (r->error_count < LIMIT_ERRORS_PER_FILE) {
        if (r->errors == NULL)
            r->errors = ARENA_ARRAY(w->arena, LIMIT_ERRORS_PER_FILE, struct err);
        r->errors[r->error_count++] = told;
    }
    if (w->request->accept_partial)
        return w->request->rejects == NULL ||
               w->request->rejects(w->request->rejects_with, refused) ||
               err_set(err, ERR_FILE_WRITE, "rejects");
    if (!err_is(err))
        *err = told;
    return r->error_count < LIMIT_ERRORS_PER_FILE; /* the caller refuses at the end of the file */
}

void importing_at(const struct importing *w, enum import_phase phase)
{
    const struct import_watch *watch = w->request->watch;
    if (watch != NULL)
        watch->at(watch->with, phase, w->report->read);
}

static void count_row(struct importing *w)
{
    w->report->read++;
    if (w->report->read % ROWS_TOLD == 0)
        importing_at(w, IMPORT_READS);
}

bool importing_rows(struct importing *w,
                    bool (*keep)(void *with, const struct intake_record *row, struct err *err),
                    void *with, struct err *err)
{
    for (;;) {
        struct intake_record record;
        bool have = false;
        if (!intake_next(w->in, &record, &have, err))
            return false;
        if (!have)
            return !err_is(err);
        count_row(w);
        if (record.refused == NULL ? !keep(with, &record, err)
                                   : !importing_reject(w, record.refused, err))
            return false;
    }
}

/* ---- the creditor ---- */

static bool set_creditor(struct importing *w, struct err *err)
{
    const struct import_request *r = w->request;
    struct creditor *c = &w->creditor;
    if (!creditor_find(w->app->db, w->arena, r->creditor, c, err))
        return false;
    if (c->id == 0) {
        size_t rows = 0;
        while (plan_default[rows].prefix.n > 0)
            rows++;
        c->plan = ARENA_ARRAY(w->arena, rows, struct plan_row);
        memcpy(c->plan, plan_default, rows * sizeof *c->plan);
        c->plan_count = rows;
        c->code = r->creditor.n > 0 ? r->creditor : STR("OWN");
        c->name = r->creditor_name.n > 0 ? r->creditor_name : c->code;
        c->capacity = r->capacity.n > 0 ? r->capacity : STR("own");
        c->currency = CURRENCY_EUR;
    }
    /* A creditor's claims are collected in one capacity; another one is another creditor. */
    if (r->capacity.n > 0 && !str_eq(r->capacity, c->capacity))
        return err_set_field(err, ERR_OPTION_CONFLICT, "capacity", c->capacity);
    w->report->currency = c->currency;
    return true;
}

bool importing_expect(struct importing *w, struct err *err)
{
    int64_t seq = 0;
    if (!set_creditor(w, err) ||
        (w->creditor.id != 0 && !creditor_books_seq(w->app->db, w->creditor.id, &seq, err)))
        return false;
    w->seq = seq + 1;
    return true;
}

static bool make_creditor(struct importing *w, struct err *err)
{
    w->creditor.id = id_next(w->app->ids);
    importing_warn(w, "creditor_created", 1, 0);
    return creditor_create(w->app->db, &w->creditor, err);
}

/* Another long import of this creditor: still running, or dead since its lease ran out; then it is
 * noted as broken. */
static bool end_lease(struct app *app, const struct q_lease_get_row *row, int64_t creditor_id,
                      struct err *err)
{
    int64_t now = clock_now_ms();
    struct q_import_broken_add_in broken = {row->import_id, now};
    struct q_lease_drop_in drop = {creditor_id, row->import_id};
    if (row->until_ms > now)
        return err_set(err, ERR_IMPORT_RUNNING, NULL);
    return q_import_broken_add(app->db, &broken, NULL, err) &&
           q_lease_drop(app->db, &drop, NULL, err);
}

static bool undo_none(struct app *app, int64_t creditor_id, struct err *err)
{
    struct q_undo_open_list_in in = {creditor_id};
    struct q_undo_open_list_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_undo_open_list_open(app->db, &in, &rows, err))
        return false;
    bool ok = q_undo_open_list_next(&rows, &row, &have, err);
    db_done(&rows);
    return ok && (!have || err_set(err, ERR_IMPORT_RUNNING, NULL));
}

bool importing_none(struct app *app, struct arena *a, int64_t creditor_id, struct err *err)
{
    struct q_lease_get_in get = {creditor_id};
    struct q_lease_get_row row;
    bool found = false;
    if (!undo_none(app, creditor_id, err) || !publish_none(app, creditor_id, err) ||
        !q_lease_get(app->db, &get, a, &row, &found, err))
        return false;
    return !found || end_lease(app, &row, creditor_id, err);
}

/* Once a part of it is written the lease must still be this import's: whoever found it run out has
 * compared without it. */
static bool take_lease(struct importing *w, struct err *err)
{
    struct q_lease_get_in get = {w->creditor.id};
    struct q_lease_get_row row;
    bool found = false;
    if (!undo_none(w->app, w->creditor.id, err) || !publish_none(w->app, w->creditor.id, err) ||
        !q_lease_get(w->app->db, &get, w->arena, &row, &found, err))
        return false;
    int64_t now = clock_now_ms();
    bool own = found && row.import_id == w->import_id;
    if (w->written && !own)
        return err_set(err, ERR_IMPORT_RUNNING, NULL);
    if (found && !own && !end_lease(w->app, &row, w->creditor.id, err))
        return false;
    struct q_lease_put_in put = {w->creditor.id, w->import_id, now + LEASE_MS};
    return !w->is_long || q_lease_put(w->app->db, &put, NULL, err);
}

/* ---- the import's own row ---- */

static bool digest_of(const struct importing *w, uint8_t out[FILE_DIGEST_BYTES], struct err *err)
{
    if (w->request->documents != NULL) {
        struct document_hash hash = batch_hash(w->request->documents);
        memcpy(out, hash.bytes, FILE_DIGEST_BYTES);
        return true;
    }
    if (w->request->file != NULL)
        return file_digest_of_fd(w->request->file->file.fd, out, err);
    return file_digest(w->request->path, out, err);
}

/* Whoever has taken the job over since has looked for what stands of it: nothing may come after. */
static bool hold_job(const struct importing *w, struct err *err)
{
    const struct import_for_job *job = w->request->for_job;
    if (job == NULL || w->request->preview)
        return true;
    const struct pulse pulse = {
        .work_id = job->job_id, .claim = job->claim, .now_ms = clock_now_ms()};
    return job_hold(w->app->db, &pulse, err);
}

static bool note_job(const struct importing *w, struct err *err)
{
    const struct import_for_job *job = w->request->for_job;
    return job == NULL || w->request->preview ||
           (hold_job(w, err) &&
            job_import_add(w->app->db, job->job_id, job->part, w->import_id, err));
}

static bool write_row(struct importing *w, struct err *err)
{
    uint8_t digest[FILE_DIGEST_BYTES];
    if (!digest_of(w, digest, err) ||
        !counter_take(w->app->db, "import", 1, &w->report->number, err))
        return false;
    struct q_import_insert_in in = {
        .import_id = w->import_id,
        .number = w->report->number,
        .creditor_id = w->creditor.id,
        .seq = w->seq,
        .at_ms = w->app->now_ms,
        .actor_id = w->app->actor_id,
        .file = file_base_name(w->request->path),
        .file_digest = {(const char *)digest, sizeof digest},
        .format = str_of(w->report->format),
        .mode = str_of(mode_codes[w->request->mode]),
        .as_of = {w->about->kind == KIND_OPEN_ITEMS, w->as_of.n},
        .from_day = {day_is(w->reach.from), w->reach.from.n},
        .known_day = {day_is(w->reach.known), w->reach.known.n},
        .last_day = {day_is(w->reach.last), w->reach.last.n},
        .state = w->is_long ? STR("undone") : STR("done"),
        .counts = STR("{}"),
    };
    return q_import_insert(w->app->db, &in, NULL, err) && note_job(w, err);
}

static void tell_mapping(struct importing *w, const struct used_mapping *used)
{
    w->report->mapping = used->stored.name;
    w->report->mapping_version = used->stored.version;
    if (w->request->mapping == NULL)
        importing_warn(w, "mapping_used", 1, 0);
}

/* A transaction that is tried again begins with what was known before it. */
static bool note_mapping(struct importing *w, struct err *err)
{
    struct used_mapping used = w->used;
    if (used.mapping == NULL)
        return true;
    const struct mapping_use use = {w->creditor.id, w->import_id, &w->about->first_rows};
    if (!mapping_used(w->app, &used, &use, err))
        return false;
    tell_mapping(w, &used);
    return true;
}

bool importing_meant(struct importing *w, struct err *err)
{
    struct used_mapping used = w->used;
    bool news;
    if (!importing_expect(w, err) || !undo_none(w->app, w->creditor.id, err) ||
        !publish_none(w->app, w->creditor.id, err))
        return false;
    if (w->creditor.id == 0)
        importing_warn(w, "creditor_created", 1, 0);
    if (used.mapping == NULL)
        return true;
    used.stored.creditor_id = used.stored.version == 0 ? w->creditor.id : used.stored.creditor_id;
    if (used.stored.version == 0 && !mapping_foresee(w->app, &used.stored, &news, err))
        return false;
    tell_mapping(w, &used);
    return true;
}

bool importing_open(struct importing *w, struct err *err)
{
    w->since_ms = clock_now_ms();
    if (!set_creditor(w, err) || (w->creditor.id == 0 && !make_creditor(w, err)))
        return false;
    return creditor_lock(w->app->db, w->creditor.id, &w->seq, err) && take_lease(w, err) &&
           write_row(w, err) && note_mapping(w, err);
}

bool importing_breathe(struct importing *w, struct err *err)
{
    if (!w->is_long || clock_now_ms() - w->since_ms < PIECE_MS)
        return true;
    if (!db_commit(w->app->db, err))
        return false;
    w->written = true;
    clock_sleep_ms(IMPORT_BREATH_MS);
    w->since_ms = clock_now_ms();
    return db_begin(w->app->db, DB_WRITE, err) && take_lease(w, err);
}

bool importing_look(struct importing *w, struct err *err)
{
    if (clock_now_ms() - w->since_ms < LOOK_MS)
        return true;
    db_rollback(w->app->db); /* nothing was written */
    w->since_ms = clock_now_ms();
    return db_begin(w->app->db, DB_WRITE, err) && take_lease(w, err) &&
           db_commit(w->app->db, err) && db_begin(w->app->db, DB_READ, err);
}

/* Entries by hand come in between now and then; what keeps coming is folded piece by piece. */
bool importing_foresee(struct importing *w, const struct import_steps *steps, struct err *err)
{
    int64_t seq = -1;
    if (!db_commit(w->app->db, err))
        return false;
    w->written = true;
    for (int i = 0; i < FORESEE_TRIES && seq != w->folded_seq; i++) {
        if (i > 0)
            db_rollback(w->app->db); /* nothing was written */
        w->since_ms = clock_now_ms();
        if (!db_begin(w->app->db, DB_READ, err) ||
            !creditor_books_seq(w->app->db, w->creditor.id, &w->folded_seq, err) ||
            !steps->foresee(w, err))
            return false;
        db_rollback(w->app->db); /* nothing was written */
        if (!db_begin(w->app->db, DB_WRITE, err) || !take_lease(w, err) ||
            !creditor_books_seq(w->app->db, w->creditor.id, &seq, err))
            return false;
    }
    return true;
}

bool importing_done(struct importing *w, struct err *err)
{
    struct q_import_publish_in in = {w->import_id};
    return !w->is_long || (hold_job(w, err) && q_import_publish(w->app->db, &in, NULL, err));
}

void importing_break(struct importing *w)
{
    struct q_import_broken_add_in broken = {w->import_id, clock_now_ms()};
    struct q_lease_drop_in drop = {w->creditor.id, w->import_id};
    struct err ignored = {0}; /* the lease runs out by itself when this cannot be written */
    if (db_begin(w->app->db, DB_WRITE, &ignored) &&
        q_import_broken_add(w->app->db, &broken, NULL, &ignored) &&
        q_lease_drop(w->app->db, &drop, NULL, &ignored) && db_commit(w->app->db, &ignored))
        return;
    db_rollback(w->app->db);
}

/* ---- its end ---- */

static void counts_json(const struct import_report *r, struct buf *out)
{
    struct json j;
    json_begin(&j, out);
    json_object(&j, NULL);
    json_int(&j, "read", r->read);
    json_int(&j, "accepted", r->accepted);
    json_int(&j, "rejected", r->rejected);
    json_int(&j, "duplicates", r->duplicates);
    json_int(&j, "updated", r->updated);
    json_int(&j, "ignored", r->ignored);
    json_int(&j, "vanished", r->vanished);
    json_int(&j, "debtors", r->debtors);
    json_int(&j, "items", r->items);
    json_int(&j, "payments", r->payments);
    json_int(&j, "credits", r->credits);
    json_int(&j, "facts", r->facts);
    if (strcmp(r->kind, "document") == 0) {
        json_int(&j, "proposed", r->proposed);
        json_int(&j, "doubtful", r->doubtful);
        json_int(&j, "unmatched", r->unmatched);
    }
    json_object_end(&j);
    ASSERT(j.depth == 0);
}

/* What people find the accounts by may be new. */
static bool note_named(struct importing *w, struct err *err)
{
    if (w->report->accepted + w->report->updated == 0)
        return true;
    if (w->is_long || w->named.count > INDEX_TOUCHED_MAX)
        return index_touch_creditor(w->app, w->creditor.id, err);
    return index_touch(w->app, w->named, err);
}

static bool set_counts(struct importing *w, struct published_import *import, struct err *err)
{
    struct buf counts;
    buf_init(&counts, w->arena, COUNTS_BYTES_MAX);
    counts_json(w->report, &counts);
    *import = (struct published_import){.import_id = w->import_id,
                                        .number = w->report->number,
                                        .creditor_id = w->creditor.id,
                                        .seq = w->seq,
                                        .actor_id = w->app->actor_id,
                                        .format = str_of(w->report->format),
                                        .mode = str_of(mode_codes[w->request->mode]),
                                        .counts = buf_str(&counts)};
    struct q_import_set_counts_in in = {import->counts, w->import_id};
    return q_import_set_counts(w->app->db, &in, NULL, err);
}

bool importing_finish(struct importing *w, struct err *err)
{
    struct published_import import;
    struct q_lease_drop_in drop = {w->creditor.id, w->import_id};
    return set_counts(w, &import, err) && note_named(w, err) &&
           (!w->is_long || q_lease_drop(w->app->db, &drop, NULL, err)) &&
           import_note(w->app, w->arena, &import, err) && db_commit(w->app->db, err);
}

bool importing_publish(struct importing *w, struct err *err)
{
    struct published_import import;
    const struct publish_folds folds = {w->refold, w->folded_seq};
    if (!set_counts(w, &import, err) || !publish_begin(w->app, &import, err) ||
        !db_commit(w->app->db, err))
        return false;
    w->counts = true;
    return publish_import(w->app, w->arena, &import, folds, err);
}
