/* Copies of invoices, delivery notes, orders: stored, and proposed to the items their number names.
 * Nothing is attached for good but by a person; what is in doubt waits in the inbox. The same file
 * again is a duplicate, unless more is known of it by now. */
#include "document_batch.h"
#include "importing.h"

struct storing {
    struct importing *w;
    struct arena scratch; /* of the current document */
    const struct batch_document *doc;
    size_t index;
};

static void count_verdict(struct storing *s)
{
    struct import_report *r = s->w->report;
    r->proposed += s->doc->verdict == COPY_SURE;
    r->doubtful += s->doc->verdict == COPY_DOUBTFUL;
    r->unmatched += s->doc->verdict == COPY_NONE;
}

/* ---- what is sure: a document of the account ---- */

static bool propose(struct storing *s, const struct document_made *made, int64_t *added,
                    struct err *err)
{
    *added = 0;
    for (size_t i = 0; i < s->doc->items.count; i++) {
        const struct inbox_candidate *c = &s->doc->items.rows[i];
        struct document_item link = {.debtor_id = c->key.debtor_id,
                                     .document_id = made->id,
                                     .account_id = c->key.account_id,
                                     .item_id = c->item_id,
                                     .state = LINK_PROPOSED,
                                     .how = c->how,
                                     .at_ms = s->w->app->now_ms,
                                     .actor_id = s->w->app->actor_id};
        bool news = false;
        if (!document_item_add(s->w->app->db, &link, &news, err))
            return false;
        *added += news;
    }
    return true;
}

/* waiting: what the inbox knows of the same file; id 0: nothing. */
static bool add_document(struct storing *s, const struct inbox_document *waiting, struct err *err)
{
    struct app *app = s->w->app;
    struct document_made made;
    struct new_document doc = {.key = s->doc->items.rows[0].key,
                               .kind = s->doc->kind,
                               .file = s->doc->file,
                               .mime = STR("application/pdf"),
                               .made = app->today,
                               .at_ms = app->now_ms,
                               .actor_id = app->actor_id,
                               .import_id = s->w->import_id};
    if (waiting->id != 0) { /* it keeps the number people know, and its import */
        doc.number = waiting->number;
        doc.file = waiting->file;
        doc.made = waiting->made;
        doc.import_id = waiting->import_id;
    }
    int64_t added;
    return batch_read(s->w->request->documents, s->index, &s->scratch, &doc.body, err) &&
           (waiting->id == 0 || inbox_delete(app->db, waiting->id, err)) &&
           document_add(app->db, app->ids, &doc, &made, err) && propose(s, &made, &added, err);
}

/* ---- what is not ---- */

static bool add_to_inbox(struct storing *s, struct err *err)
{
    struct app *app = s->w->app;
    struct document_made made;
    struct new_inbox doc = {.creditor_id = s->w->creditor.id,
                            .kind = s->doc->kind,
                            .file = s->doc->file,
                            .mime = STR("application/pdf"),
                            .made = app->today,
                            .at_ms = app->now_ms,
                            .actor_id = app->actor_id,
                            .import_id = s->w->import_id};
    return batch_read(s->w->request->documents, s->index, &s->scratch, &doc.body, err) &&
           inbox_add(app->db, app->ids, &doc, &made, err) &&
           inbox_set_candidates(app->db, made.id, &s->doc->items, err);
}

static bool same_candidates(const struct inbox_candidates *a, const struct inbox_candidates *b)
{
    size_t met = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++)
            met += a->rows[i].item_id == b->rows[k].item_id &&
                   a->rows[i].key.account_id == b->rows[k].key.account_id;
    }
    return a->count == b->count && met == a->count;
}

/* ---- what is known already ---- */

/* *done: nothing more is to be done with it. */
static bool meet_document(struct storing *s, bool *done, struct err *err)
{
    struct import_report *r = s->w->report;
    struct document_body body = {s->w->creditor.id, s->doc->hash};
    struct documents same;
    *done = false;
    if (!documents_same(s->w->app->db, &s->scratch, body, &same, err))
        return false;
    if (same.count == 0)
        return true;
    int64_t added = 0;
    for (size_t i = 0; i < same.count; i++) {
        bool here = s->doc->verdict == COPY_SURE &&
                    same.rows[i].account_id == s->doc->items.rows[0].key.account_id;
        struct document_made made = {same.rows[i].id, same.rows[i].number};
        if (here && !propose(s, &made, &added, err))
            return false;
        if (here)
            break;
    }
    *done = true;
    r->updated += added > 0;
    r->duplicates += added == 0;
    if (added > 0)
        count_verdict(s);
    return true;
}

static bool meet_waiting(struct storing *s, const struct inbox_document *waiting, struct err *err)
{
    struct import_report *r = s->w->report;
    struct inbox_candidates known;
    bool sure = s->doc->verdict == COPY_SURE && !waiting->refused;
    if (!inbox_candidates(s->w->app->db, &s->scratch, waiting->id, &known, err))
        return false;
    bool nothing_new = waiting->refused || s->doc->verdict == COPY_NONE ||
                       (!sure && same_candidates(&known, &s->doc->items));
    if (nothing_new) {
        r->duplicates++;
        return true;
    }
    r->updated++;
    count_verdict(s);
    return sure ? add_document(s, waiting, err)
                : inbox_set_candidates(s->w->app->db, waiting->id, &s->doc->items, err);
}

static bool store_one(struct storing *s, struct err *err)
{
    static const struct inbox_document none = {0};
    struct inbox_document waiting;
    struct document_body body = {s->w->creditor.id, s->doc->hash};
    bool done;
    if (!meet_document(s, &done, err))
        return false;
    if (done)
        return true;
    if (!inbox_find_body(s->w->app->db, &s->scratch, body, &waiting, err))
        return false;
    if (waiting.id != 0)
        return meet_waiting(s, &waiting, err);
    s->w->report->accepted++;
    count_verdict(s);
    return s->doc->verdict == COPY_SURE ? add_document(s, &none, err) : add_to_inbox(s, err);
}

/* ---- the steps ---- */

/* They were read and compared with the items when the batch was made. */
static bool read(struct importing *w, struct err *err)
{
    (void)err;
    w->report->read = (int64_t)batch_count(w->request->documents);
    return true;
}

static void warn_texts(struct importing *w)
{
    int64_t absent = batch_texts_absent(w->request->documents);
    int64_t failed = batch_texts_failed(w->request->documents);
    if (absent > 0)
        importing_warn(w, "no_pdftotext", absent, 0);
    if (failed > 0)
        importing_warn(w, "text_failed", failed, 0);
}

static bool write(struct importing *w, struct err *err)
{
    struct storing s = {.w = w};
    bool ok = true;
    arena_init(&s.scratch, 0);
    for (; ok && s.index < batch_count(w->request->documents); s.index++) {
        arena_clear(&s.scratch);
        s.doc = batch_at(w->request->documents, s.index);
        ok = store_one(&s, err);
    }
    arena_release(&s.scratch);
    warn_texts(w);
    return ok;
}

const struct import_steps import_documents_steps = {.read = read, .write = write};

/* ---- undo ---- */

static bool any_confirmed(const struct document_items *links, int64_t document_id)
{
    for (size_t i = 0; i < links->count; i++) {
        if (links->rows[i].document_id == document_id && links->rows[i].state == LINK_CONFIRMED)
            return true;
    }
    return false;
}

static bool take_away(struct app *app, struct arena *a, const struct document *doc,
                      struct import_report *out, struct err *err)
{
    struct document_items links;
    if (!document_items_of_debtor(app->db, a, doc->debtor_id, &links, err))
        return false;
    if (any_confirmed(&links, doc->id)) {
        out->documents_withdrawn++;
        return document_withdraw(app->db, doc, err);
    }
    out->documents_removed++;
    return document_delete(app->db, doc, err);
}

bool undo_documents(struct app *app, struct arena *a, int64_t import_id, struct import_report *out,
                    struct err *err)
{
    struct documents documents;
    struct inbox_documents waiting;
    if (!documents_of_import(app->db, a, import_id, &documents, err) ||
        !inbox_of_import(app->db, a, import_id, &waiting, err))
        return false;
    for (size_t i = 0; i < documents.count; i++) {
        if (!take_away(app, a, &documents.rows[i], out, err))
            return false;
    }
    for (size_t i = 0; i < waiting.count; i++) {
        out->documents_removed++;
        if (!inbox_delete(app->db, waiting.rows[i].id, err))
            return false;
    }
    return true;
}
