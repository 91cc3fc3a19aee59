#include "propose_copies.h"

#include "app/clock.h"
#include "app/imports/importing.h"

enum { PIECE_MS = 600, PIECE_BYTES = 32 << 20 };

bool propose_document(struct app *app, const struct document_made *made,
                      const struct inbox_candidates *items, int64_t *added, struct err *err)
{
    *added = 0;
    for (size_t i = 0; i < items->count; i++) {
        const struct inbox_candidate *c = &items->rows[i];
        struct document_item link = {.debtor_id = c->key.debtor_id,
                                     .document_id = made->id,
                                     .account_id = c->key.account_id,
                                     .item_id = c->item_id,
                                     .state = LINK_PROPOSED,
                                     .how = c->how,
                                     .at_ms = app->now_ms,
                                     .actor_id = app->actor_id};
        bool news = false;
        if (!document_item_add(app->db, &link, &news, err))
            return false;
        *added += news;
    }
    return true;
}

bool propose_waiting(struct app *app, struct arena *a, const struct inbox_document *waiting,
                     const struct copy_found *found, struct err *err)
{
    struct document_made made;
    struct new_document doc = {.key = found->items.rows[0].key,
                               .kind = found->kind,
                               .file = waiting->file,
                               .mime = waiting->mime,
                               .made = waiting->made,
                               .at_ms = waiting->at_ms,
                               .actor_id = waiting->actor_id,
                               .import_id = waiting->import_id,
                               .number = waiting->number};
    const struct sighting seen = {0, waiting->id, 0};
    int64_t added;
    return sighting_list(app->db, a, &seen, &doc.seen, err) &&
           inbox_read_body(app->db, a, waiting, &doc.body, err) &&
           inbox_delete(app->db, waiting->id, err) &&
           document_add(app->db, app->ids, &doc, &made, err) &&
           propose_document(app, &made, &found->items, &added, err);
}

/* ---- looking again ---- */

struct change {
    int64_t number, id, bytes;
    struct copy_found found;
};

struct looking {
    struct app *app;
    struct arena arena;   /* of the changes */
    struct arena scratch; /* of the current document */
    int64_t creditor_id;
    struct change *changes;
    size_t count;
};

static bool is_news(const struct copy_found *found, const struct inbox_candidates *known)
{
    if (found->verdict != COPY_DOUBTFUL)
        return found->verdict == COPY_SURE;
    return !inbox_candidates_same(known, &found->items);
}

static bool look_at(struct looking *l, const struct copy_items *items,
                    const struct inbox_document *waiting, struct err *err)
{
    struct copy_names names = {.file = waiting->file};
    struct inbox_candidates known;
    struct copy_found found;
    arena_clear(&l->scratch);
    if (!inbox_read_text(l->app->db, &l->scratch, waiting->id, &names.text, err) ||
        !inbox_candidates(l->app->db, &l->scratch, waiting->id, &known, err))
        return false;
    copy_items_match(items, &l->arena, &names, &found);
    if (!is_news(&found, &known))
        return true;
    size_t n = l->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        l->changes = arena_grow(&l->arena, l->changes, n, n == 0 ? 1 : n * 2, sizeof *l->changes);
    l->changes[n] = (struct change){waiting->number, waiting->id, waiting->bytes, found};
    return true;
}

/* The items are read only when something waits. */
static bool look_at_all(struct looking *l, struct err *err)
{
    struct copy_items *items = NULL;
    struct inbox_documents all;
    if (!inbox_list(l->app->db, &l->arena, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].creditor_id != l->creditor_id)
            continue;
        if (items == NULL && !copy_items_read(l->app, &l->arena, l->creditor_id, &items, err))
            return false;
        if (!look_at(l, items, &all.rows[i], err))
            return false;
    }
    return true;
}

/* Unless somebody decided on it since. */
static bool carry_out(struct looking *l, const struct change *c, struct proposed_copies *out,
                      struct err *err)
{
    struct inbox_document waiting;
    arena_clear(&l->scratch);
    if (!inbox_find(l->app->db, &l->scratch, c->number, &waiting, err))
        return false;
    if (waiting.id != c->id || waiting.refused)
        return true;
    out->proposed += c->found.verdict == COPY_SURE;
    out->doubtful += c->found.verdict == COPY_DOUBTFUL;
    return c->found.verdict == COPY_SURE
               ? propose_waiting(l->app, &l->scratch, &waiting, &c->found, err)
               : inbox_set_candidates(l->app->db, waiting.id, &c->found.items, err);
}

/* From *at on, as much as does not keep others waiting. */
static bool write_piece(struct looking *l, size_t *at, struct proposed_copies *out, struct err *err)
{
    const int64_t until_ms = clock_now_ms() + PIECE_MS;
    struct proposed_copies piece = *out;
    int64_t bytes = 0;
    size_t i = *at;
    if (!db_begin(l->app->db, DB_WRITE, err))
        return false;
    bool ok = true;
    for (; ok && i < l->count && bytes < PIECE_BYTES && clock_now_ms() < until_ms; i++) {
        bytes += l->changes[i].bytes;
        ok = carry_out(l, &l->changes[i], &piece, err);
    }
    if (!ok || !db_commit(l->app->db, err)) {
        db_rollback(l->app->db);
        return false;
    }
    *at = i;
    *out = piece;
    return true;
}

static bool look_again(struct looking *l, struct proposed_copies *out, struct err *err)
{
    if (!db_begin(l->app->db, DB_READ, err))
        return false;
    bool ok = look_at_all(l, err);
    db_rollback(l->app->db); /* nothing was written */
    for (size_t at = 0; ok && at < l->count;) {
        ok = write_piece(l, &at, out, err);
        if (ok && at < l->count)
            clock_sleep_ms(IMPORT_BREATH_MS);
    }
    return ok;
}

bool propose_copies_again(struct app *app, int64_t creditor_id, struct proposed_copies *out,
                          struct err *err)
{
    struct looking l = {.app = app, .creditor_id = creditor_id};
    *out = (struct proposed_copies){0};
    arena_init(&l.arena, 0);
    arena_init(&l.scratch, 0);
    bool ok = look_again(&l, out, err);
    arena_release(&l.scratch);
    arena_release(&l.arena);
    return ok;
}
