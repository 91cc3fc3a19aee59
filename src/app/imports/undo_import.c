/* Taking an import back: marked as undone, then debtor by debtor what it said is looked at again. A
 * short one in one transaction. A long one would keep everybody else from saving: its first
 * transaction marks it, then come pieces (sql/schema, import_undo); each debtor is one whole, and
 * whoever comes next goes on where it stopped. */
#include "app/clock.h"
#include "app/documents/sweep_documents.h"
#include "app/search/index_search.h"
#include "base/ref.h"
#include "claim/told_compare.h"
#include "gen/account_sql.h"
#include "gen/creditor_sql.h"
#include "gen/import_sql.h"
#include "import_touched.h"
#include "importing.h"
#include "publish_import.h"
#include "store/books_store.h"
#include "store/journal_store.h"
#include "store/sighting_store.h"
#include "store/work_store.h"

struct debtor_ids {
    int64_t *rows;
    size_t count;
};

static bool debtors_of(struct app *app, struct arena *a, int64_t import_id, struct debtor_ids *ids,
                       struct err *err)
{
    struct q_fact_debtors_of_import_in in = {import_id};
    struct db_rows rows;
    *ids = (struct debtor_ids){0};
    if (!q_fact_debtors_of_import_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_debtors_of_import_row row;
    while (q_fact_debtors_of_import_more(&rows, &row, &ok, err)) {
        size_t n = ids->count++;
        if ((n & (n - 1)) == 0)
            ids->rows = arena_grow(a, ids->rows, n, n == 0 ? 1 : n * 2, sizeof *ids->rows);
        ids->rows[n] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}

/* ---- what it touched ---- */

struct undoing {
    struct app *app;
    struct arena *arena;
    struct q_import_by_number_row import;
    struct import_report *report;
    bool by_server; /* asked for by page: what takes time is left to a server */
    struct touched touched;
    struct debtor_ids debtors; /* of whom it told facts, ascending */
    size_t at_told, at_all, at_debtor;
};

/* A piece ends after so many accounts or rows to be written; what is more than one piece is long.
 * On a busy machine it ends earlier. */
enum { PIECE_ACCOUNTS = 2000, PIECE_ROWS = 10000, PIECE_MS = 700 };

/* Once the base was held so long others come first (IMPORT_BREATH_MS). */
enum { HELD_MS = 300, UNDO_OPEN_MAX = 100 };

static bool find_touched(struct undoing *u, struct err *err)
{
    const struct q_import_by_number_row *import = &u->import;
    const struct touching touching = {import->import_id, import->creditor_id, import->format,
                                      import->mode};
    u->at_told = u->at_all = u->at_debtor = 0;
    return touched_find(u->app->db, u->arena, &touching, &u->touched, err) &&
           debtors_of(u->app, u->arena, import->import_id, &u->debtors, err);
}

/* ---- one debtor ---- */

/* What later complete lists carried on from this import stays said by them. */
static bool take_back_words(struct undoing *u, struct arena *scratch, struct account_key key,
                            struct told_books books, struct err *err)
{
    struct known_books known;
    struct told_difference d;
    const struct books_wanted wanted = {.key = key};
    if (!books_load_account(u->app->db, scratch, &wanted, &known, err))
        return false;
    struct told_known before = {known.told, known.told_count, books};
    told_take_back(scratch, &before, u->import.import_id, &d);
    struct new_word *words = ARENA_ARRAY(scratch, d.word_count, struct new_word);
    for (size_t k = 0; k < d.word_count; k++)
        words[k] = (struct new_word){key, d.words[k].told_id, d.words[k].word};
    return told_add_words(u->app->db, words, d.word_count, err);
}

/* The first debtor behind `after`; 0: there is none. */
static int64_t next_debtor(struct undoing *u, int64_t after)
{
    while (u->at_all < u->touched.all.count && u->touched.all.rows[u->at_all].debtor_id <= after)
        u->at_all++;
    while (u->at_told < u->touched.told.count &&
           u->touched.told.rows[u->at_told].debtor_id <= after)
        u->at_told++;
    while (u->at_debtor < u->debtors.count && u->debtors.rows[u->at_debtor] <= after)
        u->at_debtor++;
    int64_t account =
        u->at_all < u->touched.all.count ? u->touched.all.rows[u->at_all].debtor_id : 0;
    int64_t debtor = u->at_debtor < u->debtors.count ? u->debtors.rows[u->at_debtor] : 0;
    return account == 0 || (debtor != 0 && debtor < account) ? debtor : account;
}

/* Facts first: terms that fall back move due dates, and the accounts are folded after. */
static bool undo_debtor(struct undoing *u, struct refold *refold, struct arena *scratch,
                        int64_t debtor_id, struct err *err)
{
    struct account_keys keys = {0};
    struct told_books books = refold_books(refold, u->import.creditor_id);
    bool terms_changed = false;
    for (size_t i = u->at_told;
         i < u->touched.told.count && u->touched.told.rows[i].debtor_id == debtor_id; i++) {
        if (!take_back_words(u, scratch, u->touched.told.rows[i], books, err))
            return false;
    }
    if (u->at_debtor < u->debtors.count && u->debtors.rows[u->at_debtor] == debtor_id &&
        (!facts_settle(u->app->db, debtor_id, &terms_changed, err) ||
         !work_touch(u->app->db, debtor_id, err))) /* since when a number is told may change */
        return false;
    for (size_t i = u->at_all;
         i < u->touched.all.count && u->touched.all.rows[i].debtor_id == debtor_id; i++)
        account_keys_add(scratch, &keys, u->touched.all.rows[i]);
    if (terms_changed && !accounts_of_debtor(u->app->db, scratch, debtor_id, &keys, err))
        return false;
    account_keys_sort(scratch, &keys);
    for (size_t i = 0; i < keys.count; i++) {
        if (!refold_add(refold, keys.rows[i], err))
            return false;
    }
    return true;
}

/* ---- pieces ---- */

struct piece {
    int64_t after; /* in: the last debtor done; out: the same */
    bool last;     /* out: nobody is left */
    struct refold_result result;
};

static bool undo_debtors(struct undoing *u, struct refold *refold, struct piece *piece,
                         struct err *err)
{
    struct arena scratch;
    int64_t until_ms = clock_now_ms() + PIECE_MS;
    bool ok = true;
    arena_init(&scratch, 0);
    for (size_t done = 0; ok && done < PIECE_ACCOUNTS && refold_rows(refold) < PIECE_ROWS &&
                          clock_now_ms() < until_ms;) {
        int64_t debtor_id = next_debtor(u, piece->after);
        size_t before = u->at_all;
        if (debtor_id == 0)
            break;
        arena_clear(&scratch);
        ok = undo_debtor(u, refold, &scratch, debtor_id, err);
        piece->after = debtor_id;
        (void)next_debtor(u, debtor_id);
        done += u->at_all - before + 1;
    }
    piece->last = next_debtor(u, piece->after) == 0;
    arena_release(&scratch);
    return ok;
}

static bool undo_piece(struct undoing *u, struct piece *piece, struct err *err)
{
    const struct refold_request request = {.import_id = u->import.import_id,
                                           .import_seq = u->import.seq};
    struct refold *refold = NULL;
    struct arena a;
    arena_init(&a, 0);
    bool ok = refold_open(u->app, &a, &request, &refold, err) &&
              undo_debtors(u, refold, piece, err) && refold_save(refold, &piece->result, err);
    refold_close(refold);
    arena_release(&a);
    return ok;
}

/* What the journal keeps: how many items, or that it began, from where on decisions are no longer
 * those of the last run. */
static bool note(struct undoing *u, const char *what, int64_t count, struct err *err)
{
    struct buf body;
    buf_init(&body, u->arena, 256);
    buf_add_c(&body, "{\"import\":\"");
    buf_add_ref(&body, REF_IMPORT, u->report->number);
    buf_add_c(&body, "\",\"");
    buf_add_c(&body, what);
    buf_add_c(&body, "\":");
    buf_add_int(&body, count);
    buf_add_char(&body, '}');
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = u->import.creditor_id,
        .at_ms = u->app->now_ms,
        .actor_id = u->app->actor_id,
        .kind = STR("import_undo"),
        .body = buf_str(&body),
    };
    return journal_append(u->app->db, &entry, NULL, err);
}

/* What earlier imports said is found again. */
static bool note_words(struct undoing *u, struct err *err)
{
    struct account_keys keys = {0};
    if (u->touched.all.count + u->debtors.count > INDEX_TOUCHED_MAX)
        return index_touch_creditor(u->app, u->import.creditor_id, err);
    for (size_t i = 0; i < u->debtors.count; i++) {
        if (!accounts_of_debtor(u->app->db, u->arena, u->debtors.rows[i], &keys, err))
            return false;
    }
    return index_touch(u->app, keys, err) && index_touch(u->app, u->touched.all, err);
}

static bool finish(struct undoing *u, struct err *err)
{
    return note_words(u, err) && note(u, "withdrawn", u->report->vanished, err);
}

static bool mark(struct undoing *u, struct err *err)
{
    int64_t seq = 0;
    int64_t changed = 0;
    struct q_import_undo_in in = {u->import.import_id};
    if (!creditor_lock(u->app->db, u->import.creditor_id, &seq, err) ||
        !importing_none(u->app, u->arena, u->import.creditor_id, err) ||
        !q_import_undo(u->app->db, &in, &changed, err))
        return false;
    if (changed == 0)
        return err_set(err, ERR_ALREADY_UNDONE, NULL);
    return find_touched(u, err);
}

/* The bytes of documents are many, however few accounts they are about. */
static bool takes_time(struct undoing *u, bool *out, struct err *err)
{
    const struct q_undo_documents_in in = {u->import.import_id};
    struct q_undo_documents_row row;
    *out = u->touched.all.count > PIECE_ACCOUNTS;
    return *out || !u->by_server || q_undo_documents(u->app->db, &in, NULL, &row, out, err);
}

/* *whole: it was one piece; else what was done is not to be kept. */
static bool undo_short(struct undoing *u, bool *whole, struct err *err)
{
    struct piece piece = {0};
    bool is_long;
    *whole = false;
    if (!takes_time(u, &is_long, err))
        return false;
    if (is_long)
        return true;
    if (!undo_piece(u, &piece, err))
        return false;
    u->report->vanished = piece.result.changes.withdrawn;
    u->report->updated = piece.result.changes.altered;
    *whole = piece.last;
    return !*whole || finish(u, err);
}

/* Inside a write transaction; *finished: by this piece, or by somebody else. */
static bool go_on(struct undoing *u, bool *finished, struct err *err)
{
    struct q_creditor_hold_in hold = {u->import.creditor_id};
    struct q_undo_take_in take = {u->import.import_id};
    struct q_undo_take_row row;
    bool found = false;
    if (!q_creditor_hold(u->app->db, &hold, NULL, err) ||
        !q_undo_take(u->app->db, &take, u->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "import_undo");
    u->report->vanished = row.withdrawn;
    u->report->updated = row.altered;
    *finished = row.finished == 1;
    if (*finished)
        return true;
    struct piece piece = {.after = row.after_debtor};
    if (!undo_piece(u, &piece, err))
        return false;
    *finished = piece.last;
    u->report->vanished += piece.result.changes.withdrawn;
    u->report->updated += piece.result.changes.altered;
    struct q_undo_move_in move = {piece.after, piece.result.changes.withdrawn,
                                  piece.result.changes.altered, piece.last, u->import.import_id};
    return q_undo_move(u->app->db, &move, NULL, err) && (!*finished || finish(u, err));
}

static bool undo_long(struct undoing *u, struct err *err)
{
    int64_t since_ms = clock_now_ms();
    for (bool finished = false; !finished;) {
        if (!db_begin(u->app->db, DB_WRITE, err) || !go_on(u, &finished, err) ||
            !db_commit(u->app->db, err))
            return false;
        if (clock_now_ms() - since_ms < HELD_MS || finished)
            continue;
        clock_sleep_ms(IMPORT_BREATH_MS);
        since_ms = clock_now_ms();
    }
    return true;
}

/* *begun: a long undo stopped half-way. */
static bool find_import(struct undoing *u, bool *begun, struct err *err)
{
    struct q_import_by_number_in in = {u->report->number};
    struct q_undo_take_row row = {0};
    struct buf ref;
    bool found = false;
    buf_init(&ref, u->arena, 64);
    buf_add_ref(&ref, REF_IMPORT, u->report->number);
    *begun = false;
    if (!q_import_by_number(u->app->db, &in, u->arena, &u->import, &found, err))
        return false;
    if (!found)
        return err_set_field(err, ERR_UNKNOWN_REF, "undo", buf_str(&ref));
    u->report->format = arena_cstr(u->arena, u->import.format);
    if (str_is(u->import.state, "done"))
        return true;
    struct q_undo_take_in take = {u->import.import_id};
    if (!q_undo_take(u->app->db, &take, u->arena, &row, &found, err))
        return false;
    *begun = found && row.finished == 0;
    return *begun || err_set_field(err, ERR_ALREADY_UNDONE, "undo", buf_str(&ref));
}

/* All of it, if that is little; *whole tells. */
static bool undo_at_once(struct undoing *u, bool *begun, bool *whole, struct err *err)
{
    *whole = false;
    bool ok = db_begin(u->app->db, DB_WRITE, err) && find_import(u, begun, err) &&
              (*begun ? find_touched(u, err) : mark(u, err) && undo_short(u, whole, err));
    if (ok && *whole)
        return db_commit(u->app->db, err);
    db_rollback(u->app->db);
    return ok;
}

static bool begin_long(struct undoing *u, struct err *err)
{
    struct q_undo_begin_in in = {u->import.import_id, u->import.creditor_id};
    return db_begin(u->app->db, DB_WRITE, err) && mark(u, err) &&
           q_undo_begin(u->app->db, &in, NULL, err) &&
           note(u, "accounts", (int64_t)u->touched.all.count, err) && db_commit(u->app->db, err);
}

static bool undo_one(struct app *app, struct arena *a, int64_t number, struct import_report *out,
                     struct err *err)
{
    struct undoing u = {.app = app, .arena = a, .report = out};
    bool begun = false;
    bool whole = false;
    *out = (struct import_report){.number = number, .currency = CURRENCY_EUR};
    if (undo_at_once(&u, &begun, &whole, err) &&
        (whole || ((begun || begin_long(&u, err)) && undo_long(&u, err))))
        return true;
    db_rollback(app->db);
    return false;
}

static bool open_list(struct app *app, int64_t numbers[UNDO_OPEN_MAX], size_t *count,
                      struct err *err)
{
    struct q_undo_open_list_in in = {0};
    struct q_undo_open_list_row row;
    struct db_rows rows;
    bool ok = true;
    *count = 0;
    if (!q_undo_open_list_open(app->db, &in, &rows, err))
        return false;
    while (*count < UNDO_OPEN_MAX && q_undo_open_list_more(&rows, &row, &ok, err))
        numbers[(*count)++] = row.number;
    db_done(&rows);
    return ok;
}

static bool documents_list(struct app *app, int64_t numbers[UNDO_OPEN_MAX], size_t *count,
                           struct err *err)
{
    struct q_undo_documents_list_row row;
    struct db_rows rows;
    bool ok = true;
    *count = 0;
    if (!q_undo_documents_list_open(app->db, &rows, err))
        return false;
    while (*count < UNDO_OPEN_MAX && q_undo_documents_list_more(&rows, &row, &ok, err))
        numbers[(*count)++] = row.number;
    db_done(&rows);
    return ok;
}

static bool undo_finish(struct app *app, struct arena *a, int64_t but_number, struct err *err)
{
    int64_t numbers[UNDO_OPEN_MAX];
    size_t count;
    bool ok = open_list(app, numbers, &count, err);
    for (size_t i = 0; ok && i < count; i++) {
        struct import_report ignored;
        ok = numbers[i] == but_number || undo_one(app, a, numbers[i], &ignored, err);
        if (!ok && err->code == ERR_ALREADY_UNDONE) { /* somebody else came first */
            err_clear(err);
            ok = true;
        }
    }
    return ok;
}

bool imports_finish(struct app *app, struct arena *a, int64_t but_number, struct err *err)
{
    return publish_finish(app, a, err) && undo_finish(app, a, but_number, err);
}

/* ---- documents ---- */

/* They are out of sight already. *left: this import's are among those still to be taken away. */
static bool find_documents(struct undoing *u, bool *left, struct err *err)
{
    struct q_import_by_number_in in = {u->report->number};
    struct sightings all = {0};
    bool found = false;
    *left = false;
    if (!q_import_by_number(u->app->db, &in, u->arena, &u->import, &found, err))
        return false;
    const struct sightings_wanted wanted = {found ? u->import.creditor_id : 0, INT64_MAX};
    if (!sightings_left(u->app->db, u->arena, wanted, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        *left = *left || all.rows[i].import_id == u->import.import_id;
    return true;
}

static bool take_documents_away(struct app *app, struct arena *a, struct import_report *out,
                                bool *any, struct err *err)
{
    struct undoing u = {.app = app, .arena = a, .report = out};
    struct swept_documents swept = {0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find_documents(&u, any, err);
    db_rollback(app->db); /* nothing was written */
    ok = ok && (!*any || sweep_documents(app, u.import.creditor_id, &swept, err));
    out->documents_removed = swept.removed;
    out->documents_withdrawn = swept.withdrawn;
    out->documents_held = swept.held;
    return ok;
}

/* What was taken back before is an error, unless documents of it were still there. */
static bool end_documents(struct app *app, struct arena *a, struct import_report *out,
                          const struct err *refused, struct err *err)
{
    bool ok = !err_is(refused);
    bool left = false;
    if (!ok && refused->code != ERR_ALREADY_UNDONE) {
        *err = *refused;
        return false;
    }
    if (!take_documents_away(app, a, out, &left, err))
        return false;
    if (!ok && !left) /* nothing was left half-way either */
        *err = *refused;
    return ok || left;
}

bool undo_import(struct app *app, struct arena *a, int64_t number, struct import_report *out,
                 struct err *err)
{
    struct err refused = {0};
    *out = (struct import_report){.number = number, .currency = CURRENCY_EUR};
    if (!imports_finish(app, a, number, err))
        return false;
    (void)!undo_one(app, a, number, out, &refused);
    return end_documents(app, a, out, &refused, err);
}

bool undo_begin(struct app *app, struct arena *a, struct undo_begun *out, struct err *err)
{
    struct undoing u = {.app = app, .arena = a, .report = &out->report, .by_server = true};
    struct err refused = {0};
    bool begun = false;
    bool whole = false;
    out->report = (struct import_report){.number = out->report.number, .currency = CURRENCY_EUR};
    bool ok =
        undo_at_once(&u, &begun, &whole, &refused) && (whole || begun || begin_long(&u, &refused));
    db_rollback(app->db); /* of what was refused */
    out->open = ok && !whole;
    return out->open || end_documents(app, a, &out->report, &refused, err);
}

bool undo_look(struct app *app, int64_t number, struct undo_progress *out, struct err *err)
{
    const struct q_undo_progress_in in = {number};
    struct q_undo_progress_row row = {0};
    bool found = false;
    bool ok = q_undo_progress(app->db, &in, NULL, &row, &found, err);
    *out = (struct undo_progress){found && (row.finished == 0 || row.documents > 0), row.withdrawn,
                                  row.altered, row.documents};
    return ok;
}

/* Of one creditor whose long import is under way: when that has ended. */
static bool documents_go(struct app *app, struct arena *a, int64_t number, bool *gone,
                         struct err *err)
{
    struct import_report report = {.number = number};
    bool left;
    *gone = take_documents_away(app, a, &report, &left, err);
    if (!*gone && err->code == ERR_IMPORT_RUNNING)
        err_clear(err);
    return !err_is(err);
}

bool undos_finish(struct app *app, struct arena *a, bool *any, struct err *err)
{
    int64_t numbers[UNDO_OPEN_MAX];
    size_t count;
    *any = false;
    if (!open_list(app, numbers, &count, err) || !undo_finish(app, a, 0, err))
        return false;
    *any = count > 0;
    if (!documents_list(app, numbers, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool gone;
        if (!documents_go(app, a, numbers[i], &gone, err))
            return false;
        *any = *any || gone;
    }
    return true;
}
