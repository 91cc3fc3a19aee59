#include "sweep_documents.h"

#include "app/clock.h"
#include "app/imports/importing.h"
#include "store/inbox_store.h"

enum { PIECE_SIGHTINGS = 32 /* of each kind */, PIECE_MS = 300 };

struct sweeping {
    struct app *app;
    struct arena arena; /* of the current piece */
    int64_t creditor_id;
};

static bool sweep_waiting(struct sweeping *w, const struct sighting *s, struct swept_documents *out,
                          struct err *err)
{
    struct import_ids others;
    if (!sighting_list(w->app->db, &w->arena, s, &others, err))
        return false;
    out->held += others.count > 0;
    out->removed += others.count == 0;
    return others.count > 0 || inbox_delete(w->app->db, s->document_id, err);
}

static bool sweep_stored(struct sweeping *w, const struct sighting *s, struct swept_documents *out,
                         struct err *err)
{
    struct document doc = {.debtor_id = s->debtor_id, .id = s->document_id};
    struct document_reasons why;
    if (!document_reasons(w->app->db, &doc, &why, err))
        return false;
    doc.number = why.number;
    out->held += why.held > 0;
    out->withdrawn += why.held == 0 && why.kept > 0;
    out->removed += why.held == 0 && why.kept == 0;
    return why.held > 0 || why.kept > 0 || document_delete(w->app->db, &doc, err);
}

/* *count: sightings there were; not all of them are gone after it when they are large. */
static bool sweep_piece(struct sweeping *w, size_t *count, struct swept_documents *out,
                        struct err *err)
{
    const struct sightings_wanted wanted = {w->creditor_id, PIECE_SIGHTINGS};
    struct sightings left;
    int64_t seq;
    if (!creditor_lock(w->app->db, w->creditor_id, &seq, err) ||
        !importing_none(w->app, &w->arena, w->creditor_id, err) ||
        !sightings_left(w->app->db, &w->arena, wanted, &left, err))
        return false;
    *count = left.count;
    const int64_t until_ms = clock_now_ms() + PIECE_MS;
    for (size_t i = 0; i < left.count && (i == 0 || clock_now_ms() < until_ms); i++) {
        const struct sighting *s = &left.rows[i];
        bool ok =
            sighting_delete(w->app->db, s, err) &&
            (s->debtor_id == 0 ? sweep_waiting(w, s, out, err) : sweep_stored(w, s, out, err));
        if (!ok)
            return false;
    }
    return true;
}

static bool anything_left(struct sweeping *w, bool *any, struct err *err)
{
    const struct sightings_wanted wanted = {w->creditor_id, 1};
    struct sightings left;
    if (!db_begin(w->app->db, DB_READ, err))
        return false;
    bool ok = sightings_left(w->app->db, &w->arena, wanted, &left, err);
    db_rollback(w->app->db); /* nothing was written */
    *any = ok && left.count > 0;
    return ok;
}

static bool sweep_all(struct sweeping *w, struct swept_documents *out, struct err *err)
{
    for (size_t count = 1; count > 0;) {
        struct swept_documents piece = *out;
        arena_clear(&w->arena);
        if (!db_begin(w->app->db, DB_WRITE, err))
            return false;
        if (!sweep_piece(w, &count, &piece, err) || !db_commit(w->app->db, err)) {
            db_rollback(w->app->db);
            return false;
        }
        *out = piece;
        if (count > 0)
            clock_sleep_ms(IMPORT_BREATH_MS);
    }
    return true;
}

bool sweep_documents(struct app *app, int64_t creditor_id, struct swept_documents *out,
                     struct err *err)
{
    struct sweeping w = {.app = app, .creditor_id = creditor_id};
    bool any = false;
    arena_init(&w.arena, 0);
    bool ok = anything_left(&w, &any, err) && (!any || sweep_all(&w, out, err));
    arena_release(&w.arena);
    return ok;
}
