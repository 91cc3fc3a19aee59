#include "publish_import.h"

#include "app/clock.h"
#include "app/search/index_search.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/creditor_sql.h"
#include "gen/import_sql.h"
#include "gen/told_sql.h"
#include "import_touched.h"
#include "importing.h"
#include "store/journal_store.h"

/* A piece ends after so long; it looks at the time after so many rows or accounts. */
enum { PIECE_MS = 1000, STEP_ROWS = 10000, STEP_ACCOUNTS = 500, OPEN_MAX = 100 };
enum { NOTE_BYTES_MAX = 32 * 1024 };

struct publishing {
    struct app *app;
    struct arena *arena;
    const struct published_import *import;
    struct publish_folds folds;
    bool sought; /* the accounts it touched */
    struct account_keys touched;
    size_t at; /* among them: the next to be folded */
};

bool publish_begin(struct app *app, const struct published_import *import, struct err *err)
{
    struct q_publish_begin_in in = {import->import_id, import->creditor_id};
    return q_publish_begin(app->db, &in, NULL, err);
}

bool import_note(struct app *app, struct arena *a, const struct published_import *import,
                 struct err *err)
{
    struct buf body;
    buf_init(&body, a, NOTE_BYTES_MAX);
    buf_add_c(&body, "{\"import\":\"");
    buf_add_ref(&body, REF_IMPORT, import->number);
    buf_add_c(&body, "\",\"counts\":");
    buf_add(&body, import->counts);
    buf_add_char(&body, '}');
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = import->creditor_id,
        .at_ms = app->now_ms,
        .actor_id = import->actor_id,
        .kind = STR("import"),
        .body = buf_str(&body),
    };
    return journal_append(app->db, &entry, NULL, err);
}

/* ---- pieces ---- */

/* The entry comes with the last items: decisions made before are looked at again. */
static bool end(struct publishing *p, struct err *err)
{
    const struct published_import *import = p->import;
    struct q_publish_end_in in = {import->import_id};
    struct q_lease_drop_in drop = {import->creditor_id, import->import_id};
    return q_publish_end(p->app->db, &in, NULL, err) &&
           q_lease_drop(p->app->db, &drop, NULL, err) &&
           index_touch_creditor(p->app, import->creditor_id, err) &&
           import_note(p->app, p->arena, import, err);
}

static bool seek(struct publishing *p, struct err *err)
{
    const struct published_import *import = p->import;
    const struct touching touching = {import->import_id, import->creditor_id, import->format,
                                      import->mode};
    struct touched touched;
    if (p->sought)
        return true;
    p->sought = true;
    if (!touched_find(p->app->db, p->arena, &touching, &touched, err))
        return false;
    p->touched = touched.all;
    return true;
}

/* Some accounts with what the database holds of them, whole debtors. */
static bool fold_some(struct publishing *p, struct refold_piece *piece, struct err *err)
{
    const struct refold_request request = {.import_id = p->import->import_id,
                                           .import_seq = p->import->seq};
    struct refold_result result;
    struct account_keys some = {0};
    if (!seek(p, err))
        return false;
    const struct account_keys *all = &p->touched;
    while (p->at < all->count && all->rows[p->at].debtor_id <= piece->after)
        p->at++;
    some.rows = all->rows + p->at;
    for (; p->at < all->count; p->at++) {
        int64_t debtor = all->rows[p->at].debtor_id;
        if (some.count >= STEP_ACCOUNTS && debtor != piece->after)
            break;
        piece->after = debtor;
        some.count++;
    }
    piece->last = p->at == all->count;
    return refold_accounts(p->app, &request, some, &result, err);
}

static bool write_piece(struct publishing *p, struct refold_piece *piece, struct err *err)
{
    int64_t until_ms = clock_now_ms() + PIECE_MS;
    int64_t seq = 0;
    if (!creditor_books_seq(p->app->db, p->import->creditor_id, &seq, err))
        return false;
    bool foreseen = p->folds.refold != NULL && p->folds.folded_seq == seq;
    bool ok = true;
    do {
        ok = foreseen ? refold_write(p->folds.refold, piece, err) : fold_some(p, piece, err);
    } while (ok && !piece->last && clock_now_ms() < until_ms);
    return ok;
}

/* Inside a write transaction; *finished: by this piece, or by somebody else. */
static bool go_on(struct publishing *p, bool *finished, struct err *err)
{
    const struct published_import *import = p->import;
    struct q_creditor_hold_in hold = {import->creditor_id};
    struct q_publish_take_in take = {import->import_id};
    struct q_publish_take_row row;
    bool found = false;
    if (!q_creditor_hold(p->app->db, &hold, NULL, err) ||
        !q_publish_take(p->app->db, &take, p->arena, &row, &found, err))
        return false;
    *finished = !found;
    if (!found)
        return true;
    struct refold_piece piece = {.most = STEP_ROWS, .after = row.after_debtor};
    if (!write_piece(p, &piece, err))
        return false;
    struct q_publish_move_in move = {piece.after, import->import_id};
    *finished = piece.last;
    return piece.last ? end(p, err) : q_publish_move(p->app->db, &move, NULL, err);
}

bool publish_import(struct app *app, struct arena *a, const struct published_import *import,
                    struct publish_folds folds, struct err *err)
{
    struct publishing p = {.app = app, .arena = a, .import = import, .folds = folds};
    for (bool finished = false; !finished;) {
        clock_sleep_ms(IMPORT_BREATH_MS); /* whoever waits since the import counts goes first */
        if (!db_begin(app->db, DB_WRITE, err))
            return false;
        if (!go_on(&p, &finished, err) || !db_commit(app->db, err)) {
            db_rollback(app->db);
            return false;
        }
    }
    return true;
}

/* ---- what others left ---- */

struct half_published {
    struct published_import rows[OPEN_MAX];
    size_t count;
};

/* creditor_id 0: of every creditor. */
static bool open_list(struct app *app, struct arena *a, int64_t creditor_id,
                      struct half_published *out, struct err *err)
{
    struct q_publish_open_list_in in = {creditor_id};
    struct db_rows found;
    bool ok = true;
    out->count = 0;
    if (!q_publish_open_list_open(app->db, &in, &found, err))
        return false;
    while (out->count < OPEN_MAX) {
        struct q_publish_open_list_row row;
        bool have = false;
        ok = q_publish_open_list_next(&found, &row, &have, err);
        if (!ok || !have)
            break;
        out->rows[out->count++] = (struct published_import){.import_id = row.import_id,
                                                            .number = row.number,
                                                            .creditor_id = row.creditor_id,
                                                            .seq = row.seq,
                                                            .actor_id = row.actor_id,
                                                            .format = arena_str(a, row.format),
                                                            .mode = arena_str(a, row.mode),
                                                            .counts = arena_str(a, row.counts)};
    }
    db_done(&found);
    return ok;
}

bool publish_none(struct app *app, int64_t creditor_id, struct err *err)
{
    struct half_published half;
    struct arena a;
    arena_init(&a, 0);
    bool ok = open_list(app, &a, creditor_id, &half, err);
    arena_release(&a);
    return ok && (half.count == 0 || err_set(err, ERR_IMPORT_RUNNING, NULL));
}

bool publish_finish(struct app *app, struct arena *a, struct err *err)
{
    static const struct publish_folds none = {0};
    struct half_published half;
    bool ok = open_list(app, a, 0, &half, err);
    for (size_t i = 0; ok && i < half.count; i++)
        ok = publish_import(app, a, &half.rows[i], none, err);
    return ok;
}
