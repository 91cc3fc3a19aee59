/* Copies of invoices, delivery notes, orders: stored, and proposed to the items their number names.
 * Nothing is attached for good but by a person; what is in doubt waits in the inbox. The same file
 * again is a duplicate, unless more is known of it by now; both imports then hold it.
 *
 * Much is written piece by piece (importing.h): documents that no import which counts holds are
 * seen by nobody. What such an import finds out about a document that stands already is seen at
 * once: it is a proposal like any other, right whatever becomes of the import. */
#include "app/imports/importing.h"
#include "document_batch.h"
#include "propose_copies.h"
#include "sweep_documents.h"

enum { LONG_DOCUMENTS = 100, LONG_BYTES = 8 << 20, PIECE_BYTES = 32 << 20 };

struct storing {
    struct importing *w;
    struct arena scratch; /* of the current document */
    const struct batch_document *doc;
    size_t index;
    int64_t bytes; /* written since others could write */
};

static void count_verdict(struct storing *s)
{
    struct import_report *r = s->w->report;
    r->proposed += s->doc->found.verdict == COPY_SURE;
    r->doubtful += s->doc->found.verdict == COPY_DOUBTFUL;
    r->unmatched += s->doc->found.verdict == COPY_NONE;
}

/* ---- what is sure: a document of the account ---- */

static bool add_document(struct storing *s, struct err *err)
{
    struct app *app = s->w->app;
    struct document_made made;
    struct new_document doc = {.key = s->doc->found.items.rows[0].key,
                               .kind = s->doc->found.kind,
                               .file = s->doc->file,
                               .mime = STR("application/pdf"),
                               .made = app->today,
                               .at_ms = app->now_ms,
                               .actor_id = app->actor_id,
                               .import_id = s->w->import_id};
    int64_t added;
    s->bytes += s->doc->bytes;
    return batch_read(s->w->request->documents, s->index, &s->scratch, &doc.body, err) &&
           document_add(app->db, app->ids, &doc, &made, err) &&
           propose_document(app, &made, &s->doc->found.items, &added, err);
}

/* ---- what is not ---- */

static bool add_to_inbox(struct storing *s, struct err *err)
{
    struct app *app = s->w->app;
    struct document_made made;
    struct new_inbox doc = {.creditor_id = s->w->creditor.id,
                            .kind = s->doc->found.kind,
                            .file = s->doc->file,
                            .mime = STR("application/pdf"),
                            .made = app->today,
                            .at_ms = app->now_ms,
                            .actor_id = app->actor_id,
                            .import_id = s->w->import_id};
    s->bytes += s->doc->bytes;
    return batch_read(s->w->request->documents, s->index, &s->scratch, &doc.body, err) &&
           batch_read_text(s->w->request->documents, s->index, &s->scratch, &doc.text, err) &&
           inbox_add(app->db, app->ids, &doc, &made, err) &&
           inbox_set_candidates(app->db, made.id, &s->doc->found.items, err);
}

/* ---- what is known already ---- */

/* This import holds it too; *again: it was withdrawn, and stands again. */
static bool see(struct storing *s, const struct documents *same, bool *again, struct err *err)
{
    *again = false;
    for (size_t i = 0; i < same->count; i++) {
        const struct document *d = &same->rows[i];
        struct sighting seen = {d->debtor_id, d->id, s->w->import_id};
        bool added = false;
        if (!sighting_add(s->w->app->db, &seen, &added, err))
            return false;
        *again = *again || (added && d->withdrawn);
    }
    return true;
}

/* *done: nothing more is to be done with it. */
static bool meet_document(struct storing *s, bool *done, struct err *err)
{
    struct import_report *r = s->w->report;
    struct document_body body = {s->w->creditor.id, s->doc->hash};
    struct documents same;
    int64_t added = 0;
    bool again;
    if (!documents_same(s->w->app->db, &s->scratch, body, &same, err) ||
        !see(s, &same, &again, err))
        return false;
    for (size_t i = 0; i < same.count; i++) {
        bool here = s->doc->found.verdict == COPY_SURE &&
                    same.rows[i].account_id == s->doc->found.items.rows[0].key.account_id;
        struct document_made made = {same.rows[i].id, same.rows[i].number};
        if (here && !propose_document(s->w->app, &made, &s->doc->found.items, &added, err))
            return false;
        if (here)
            break;
    }
    *done = same.count > 0;
    r->updated += *done && (again || added > 0);
    r->duplicates += *done && !again && added == 0;
    if (added > 0)
        count_verdict(s);
    return true;
}

static bool meet_waiting(struct storing *s, const struct inbox_document *waiting, struct err *err)
{
    struct import_report *r = s->w->report;
    struct inbox_candidates known;
    struct sighting seen = {0, waiting->id, s->w->import_id};
    bool sure = s->doc->found.verdict == COPY_SURE && !waiting->refused;
    if (!sighting_add(s->w->app->db, &seen, NULL, err) ||
        !inbox_candidates(s->w->app->db, &s->scratch, waiting->id, &known, err))
        return false;
    bool nothing_new = waiting->refused || s->doc->found.verdict == COPY_NONE ||
                       (!sure && inbox_candidates_same(&known, &s->doc->found.items));
    if (nothing_new) {
        r->duplicates++;
        return true;
    }
    r->updated++;
    count_verdict(s);
    if (s->w->request->preview)
        return true;
    s->bytes += sure ? s->doc->bytes : 0;
    return sure ? propose_waiting(s->w->app, &s->scratch, waiting, &s->doc->found, err)
                : inbox_set_candidates(s->w->app->db, waiting->id, &s->doc->found.items, err);
}

/* The same bytes came under another name. */
static bool came_before(const struct storing *s)
{
    for (size_t i = 0; i < s->index; i++) {
        if (document_hash_eq(batch_at(s->w->request->documents, i)->hash, s->doc->hash))
            return true;
    }
    return false;
}

/* A preview writes no bytes. */
static bool add(struct storing *s, struct err *err)
{
    bool preview = s->w->request->preview;
    if (preview && came_before(s)) {
        s->w->report->duplicates++;
        return true;
    }
    s->w->report->accepted++;
    count_verdict(s);
    if (preview)
        return true;
    return s->doc->found.verdict == COPY_SURE ? add_document(s, err) : add_to_inbox(s, err);
}

static bool store_one(struct storing *s, struct err *err)
{
    struct inbox_document waiting;
    struct document_body body = {s->w->creditor.id, s->doc->hash};
    bool done;
    if (!meet_document(s, &done, err))
        return false;
    if (done)
        return true;
    if (!inbox_find_body(s->w->app->db, &s->scratch, body, &waiting, err))
        return false;
    return waiting.id != 0 ? meet_waiting(s, &waiting, err) : add(s, err);
}

/* ---- the steps ---- */

/* What a killed import left would be met as known already. */
static bool read(struct importing *w, struct err *err)
{
    struct document_batch *documents = w->request->documents;
    struct swept_documents swept = {0};
    bool known = w->creditor.id != 0;
    if (known && !w->request->preview && !sweep_documents(w->app, w->creditor.id, &swept, err))
        return false;
    w->report->read = (int64_t)batch_count(documents);
    w->is_long = batch_count(documents) > LONG_DOCUMENTS || batch_bytes(documents) > LONG_BYTES;
    return batch_match(documents, w->creditor.id, err);
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

/* Many bytes at once keep the others waiting longer than the clock says: they are also synced. */
static bool breathe(struct storing *s, struct err *err)
{
    if (s->bytes >= PIECE_BYTES) {
        s->bytes = 0;
        s->w->since_ms = 0;
    }
    return importing_breathe(s->w, err);
}

static bool write(struct importing *w, struct err *err)
{
    struct storing s = {.w = w};
    bool ok = true;
    arena_init(&s.scratch, 0);
    for (; ok && s.index < batch_count(w->request->documents); s.index++) {
        arena_clear(&s.scratch);
        s.doc = batch_at(w->request->documents, s.index);
        ok = breathe(&s, err) && store_one(&s, err);
    }
    arena_release(&s.scratch);
    warn_texts(w);
    return ok;
}

const struct import_steps import_documents_steps = {.read = read, .write = write};
