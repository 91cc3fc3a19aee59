#include "decide_document.h"

#include "app/books/account_items.h"
#include "app/file/find_account.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/account_sql.h"
#include "gen/document_sql.h"
#include "store/inbox_store.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 8 * 1024 };

struct deciding {
    struct app *app;
    struct arena *arena;
    const struct document_request *request;
    struct document doc;         /* id 0: it is in the inbox */
    struct document_items links; /* of doc */
    struct inbox_document waiting;
    struct inbox_candidates candidates; /* of waiting */
};

static bool settled(const struct deciding *d, struct err *err)
{
    return err_set_field(err, ERR_DOCUMENT_SETTLED, "document",
                         ref_str(d->arena, REF_DOCUMENT, d->request->number));
}

/* ---- which document ---- */

static bool in_scope(const struct deciding *d, int64_t creditor_id)
{
    const struct document_request *r = d->request;
    for (size_t i = 0; r->scope != NULL && i < r->scope_count; i++) {
        if (r->scope[i] == creditor_id)
            return true;
    }
    return r->scope == NULL;
}

static bool unknown(const struct deciding *d, struct err *err)
{
    return err_set_field(err, ERR_UNKNOWN_REF, "document",
                         ref_str(d->arena, REF_DOCUMENT, d->request->number));
}

static bool creditor_of(struct deciding *d, struct account_key key, int64_t *creditor_id,
                        struct err *err)
{
    struct q_account_get_in in = {key.debtor_id, key.account_id};
    struct q_account_get_row row;
    bool found = false;
    if (!q_account_get(d->app->db, &in, d->arena, &row, &found, err))
        return false;
    *creditor_id = row.creditor_id;
    return found || err_set(err, ERR_DB_DAMAGED, "account of a document");
}

/* A document of the debtor as a whole is nobody's to decide on. */
static bool find_stored(struct deciding *d, struct err *err)
{
    struct account_key key = {d->doc.debtor_id, d->doc.account_id};
    int64_t creditor_id;
    if (d->doc.account_id == 0)
        return unknown(d, err);
    if (!creditor_of(d, key, &creditor_id, err))
        return false;
    if (!in_scope(d, creditor_id))
        return unknown(d, err);
    if (d->doc.withdrawn || d->doc.as_sent)
        return settled(d, err);
    return document_items_of(d->app->db, d->arena, &d->doc, &d->links, err);
}

static bool find(struct deciding *d, struct err *err)
{
    int64_t number = d->request->number;
    if (!document_find(d->app->db, d->arena, number, &d->doc, err))
        return false;
    if (d->doc.id != 0)
        return find_stored(d, err);
    if (!inbox_find(d->app->db, d->arena, number, &d->waiting, err))
        return false;
    if (d->waiting.id == 0 || !in_scope(d, d->waiting.creditor_id))
        return unknown(d, err);
    return inbox_candidates(d->app->db, d->arena, d->waiting.id, &d->candidates, err);
}

/* ---- the journal ---- */

/* items: what it is about from now on; none when it was refused. */
static bool note(struct deciding *d, const char *kind, const struct inbox_candidates *items,
                 struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, d->arena, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "document", ref_str(d->arena, REF_DOCUMENT, d->request->number));
    json_array(&j, "items");
    for (size_t i = 0; i < items->count; i++)
        json_id(&j, NULL, items->rows[i].item_id);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    int64_t debtor_id = items->count > 0 ? items->rows[0].key.debtor_id : d->doc.debtor_id;
    struct journal_entry entry = {
        .subject = debtor_id != 0 ? JOURNAL_DEBTOR : JOURNAL_CREDITOR,
        .subject_id = debtor_id != 0 ? debtor_id : d->waiting.creditor_id,
        .at_ms = d->app->now_ms,
        .actor_id = d->app->actor_id,
        .kind = str_of(kind),
        .body = buf_str(&body),
    };
    return journal_append(d->app->db, &entry, NULL, err);
}

/* ---- from one place to another ---- */

static struct document_item link_to(const struct deciding *d, const struct document_made *made,
                                    const struct inbox_candidate *c)
{
    return (struct document_item){.debtor_id = c->key.debtor_id,
                                  .document_id = made->id,
                                  .account_id = c->key.account_id,
                                  .item_id = c->item_id,
                                  .state = LINK_CONFIRMED,
                                  .how = c->how,
                                  .at_ms = d->app->now_ms,
                                  .actor_id = d->app->actor_id};
}

/* It may have been proposed to an invoice that its import took back with it. */
static bool check_items(struct deciding *d, const struct inbox_candidates *items, struct err *err)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct inbox_candidate *c = &items->rows[i];
        struct q_document_item_about_in in = {c->key.debtor_id, c->key.account_id, c->item_id};
        struct q_document_item_about_row row;
        bool found = false;
        if (!q_document_item_about(d->app->db, &in, d->arena, &row, &found, err))
            return false;
        if (!found || row.standing == 0)
            return err_set_field(err, ERR_ITEM_UNKNOWN, "item", found ? row.piece : STR(""));
    }
    return true;
}

static bool confirm_links(struct deciding *d, const struct document_made *made,
                          const struct inbox_candidates *items, struct err *err)
{
    for (size_t i = 0; i < items->count; i++) {
        struct document_item link = link_to(d, made, &items->rows[i]);
        bool added = false;
        if (!document_item_add(d->app->db, &link, &added, err) ||
            (!added && !document_item_decide(d->app->db, &link, err)))
            return false;
    }
    return true;
}

/* The document as it will stand beside the account of its items, under the number it has. */
static bool move_to_account(struct deciding *d, const struct inbox_candidates *items,
                            struct err *err)
{
    struct app *app = d->app;
    bool from_inbox = d->doc.id == 0;
    struct document_made made;
    struct new_document doc = {
        .key = items->rows[0].key,
        .kind = from_inbox ? d->waiting.kind : d->doc.kind,
        .file = from_inbox ? d->waiting.file : d->doc.file,
        .mime = from_inbox ? d->waiting.mime : d->doc.mime,
        .made = from_inbox ? d->waiting.made : d->doc.made,
        .at_ms = from_inbox ? d->waiting.at_ms : d->doc.at_ms,
        .actor_id = from_inbox ? d->waiting.actor_id : d->doc.actor_id,
        .import_id = from_inbox ? d->waiting.import_id : d->doc.import_id,
        .number = d->request->number,
    };
    struct sighting seen = {d->doc.debtor_id, from_inbox ? d->waiting.id : d->doc.id, 0};
    if (!sighting_list(app->db, d->arena, &seen, &doc.seen, err))
        return false;
    bool ok = from_inbox ? inbox_read_body(app->db, d->arena, &d->waiting, &doc.body, err) &&
                               inbox_delete(app->db, d->waiting.id, err)
                         : document_read_body(app->db, d->arena, &d->doc, &doc.body, err) &&
                               document_delete(app->db, &d->doc, err);
    return ok && document_add(app->db, app->ids, &doc, &made, err) &&
           confirm_links(d, &made, items, err);
}

static bool move_to_inbox(struct deciding *d, struct err *err)
{
    struct app *app = d->app;
    struct document_made made;
    struct new_inbox doc = {.kind = d->doc.kind,
                            .file = d->doc.file,
                            .mime = d->doc.mime,
                            .made = d->doc.made,
                            .at_ms = d->doc.at_ms,
                            .actor_id = d->doc.actor_id,
                            .import_id = d->doc.import_id,
                            .number = d->doc.number,
                            .refused = true};
    struct account_key key = {d->doc.debtor_id, d->doc.account_id};
    struct sighting seen = {d->doc.debtor_id, d->doc.id, 0};
    return creditor_of(d, key, &doc.creditor_id, err) &&
           sighting_list(app->db, d->arena, &seen, &doc.seen, err) &&
           document_read_body(app->db, d->arena, &d->doc, &doc.body, err) &&
           document_delete(app->db, &d->doc, err) && inbox_add(app->db, app->ids, &doc, &made, err);
}

/* ---- the decisions ---- */

static bool confirm_stored(struct deciding *d, struct err *err)
{
    struct inbox_candidates items = {ARENA_ARRAY(d->arena, d->links.count, struct inbox_candidate),
                                     0};
    for (size_t i = 0; i < d->links.count; i++) {
        const struct document_item *link = &d->links.rows[i];
        if (link->state != LINK_PROPOSED)
            continue;
        items.rows[items.count++] =
            (struct inbox_candidate){{link->debtor_id, link->account_id}, link->item_id, link->how};
    }
    struct document_made made = {d->doc.id, d->doc.number};
    if (items.count == 0)
        return settled(d, err);
    return check_items(d, &items, err) && confirm_links(d, &made, &items, err) &&
           note(d, "document_confirmed", &items, err);
}

static bool confirm_waiting(struct deciding *d, struct err *err)
{
    struct str ref = ref_str(d->arena, REF_DOCUMENT, d->request->number);
    if (d->waiting.refused)
        return settled(d, err);
    if (d->candidates.count == 0)
        return err_set_field(err, ERR_ITEM_UNKNOWN, "document", ref);
    if (d->candidates.count > 1)
        return err_set_field(err, ERR_ITEM_AMBIGUOUS, "document", ref);
    return check_items(d, &d->candidates, err) && move_to_account(d, &d->candidates, err) &&
           note(d, "document_confirmed", &d->candidates, err);
}

static bool confirm(struct deciding *d, struct err *err)
{
    return d->doc.id != 0 ? confirm_stored(d, err) : confirm_waiting(d, err);
}

static bool refuse(struct deciding *d, struct err *err)
{
    static const struct inbox_candidates none = {0};
    if (d->doc.id == 0 && d->waiting.refused)
        return settled(d, err);
    /* what no import brought has no inbox to go to */
    if (d->doc.id != 0 && d->doc.import_id == 0)
        return settled(d, err);
    bool ok = d->doc.id != 0 ? move_to_inbox(d, err) : inbox_refuse(d->app->db, d->waiting.id, err);
    return ok && note(d, "document_refused", &none, err);
}

static bool any_confirmed(const struct deciding *d)
{
    for (size_t i = 0; i < d->links.count; i++) {
        if (d->links.rows[i].state == LINK_CONFIRMED)
            return true;
    }
    return false;
}

static bool find_item(struct deciding *d, struct inbox_candidate *out, struct err *err)
{
    const struct document_request *r = d->request;
    struct file_query query = {.ref = r->ref, .scope = r->scope, .scope_count = r->scope_count};
    struct walked_account account = {0};
    const struct walked_item *item;
    if (!account_find(d->app, d->arena, &query, &account.key, err) ||
        !account_read(d->app->db, d->arena, d->app->today, &account, err))
        return false;
    if (!account_in_scope(&query, account.creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", r->ref);
    if (!account_item_find(&account, r->item, 0, &item, err))
        return false;
    *out = (struct inbox_candidate){account.key, item->id, HOW_PERSON};
    return true;
}

static bool attach(struct deciding *d, struct err *err)
{
    struct inbox_candidate item;
    struct inbox_candidates items = {&item, 1};
    struct document_made made = {d->doc.id, d->doc.number};
    if (!find_item(d, &item, err))
        return false;
    bool here = d->doc.id != 0 && d->doc.account_id == item.key.account_id;
    if (!here && any_confirmed(d))
        return settled(d, err);
    bool ok = here ? confirm_links(d, &made, &items, err) : move_to_account(d, &items, err);
    return ok && note(d, "document_attached", &items, err);
}

static bool decide(struct app *app, struct arena *a, const struct document_request *request,
                   bool (*decision)(struct deciding *d, struct err *err), struct err *err)
{
    struct deciding d = {.app = app, .arena = a, .request = request};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (find(&d, err) && decision(&d, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

bool confirm_document(struct app *app, struct arena *a, const struct document_request *request,
                      struct err *err)
{
    return decide(app, a, request, confirm, err);
}

bool refuse_document(struct app *app, struct arena *a, const struct document_request *request,
                     struct err *err)
{
    return decide(app, a, request, refuse, err);
}

bool attach_document(struct app *app, struct arena *a, const struct document_request *request,
                     struct err *err)
{
    return decide(app, a, request, attach, err);
}

/* ---- all that is sure ---- */

struct confirming {
    struct app *app;
    struct arena *arena;  /* of the report */
    struct arena scratch; /* of the current document */
    const struct document_query *query;
    struct confirm_report *out;
};

static void leave(struct confirming *c, const struct listed_document *d, enum err_code why)
{
    struct confirm_report *out = c->out;
    size_t n = out->left_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->left = arena_grow(c->arena, out->left, n, n == 0 ? 1 : n * 2, sizeof *out->left);
    out->left[n] = (struct unconfirmed){d->number, d->file, d->state, d->item_count, why};
}

/* Refusals come before anything is written. */
static bool confirm_one(struct confirming *c, const struct listed_document *d, struct err *err)
{
    const struct document_request request = {
        .number = d->number, .scope = c->query->scope, .scope_count = c->query->scope_count};
    struct deciding one = {.app = c->app, .arena = &c->scratch, .request = &request};
    struct err refused = {0};
    arena_clear(&c->scratch);
    if (find(&one, &refused) && confirm(&one, &refused)) {
        c->out->count++;
        return true;
    }
    if (err_exit_code(refused.code) != EXIT_REFUSED) {
        *err = refused;
        return false;
    }
    leave(c, d, refused.code);
    return true;
}

static bool confirm_batch(struct confirming *c, const struct listed_document *rows, size_t count,
                          struct err *err)
{
    const struct confirm_report before = *c->out;
    if (!db_begin(c->app->db, DB_WRITE, err))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = confirm_one(c, &rows[i], err);
    if (ok && db_commit(c->app->db, err))
        return true;
    db_rollback(c->app->db);
    c->out->count = before.count;
    return false;
}

static bool confirm_all(struct confirming *c, const struct document_list *list, struct err *err)
{
    size_t sure = 0; /* they come first */
    while (sure < list->count && list->rows[sure].state == WAITING_PROPOSED)
        sure++;
    for (size_t i = 0; i < sure; i += CONFIRM_BATCH) {
        size_t count = sure - i < CONFIRM_BATCH ? sure - i : CONFIRM_BATCH;
        if (!confirm_batch(c, list->rows + i, count, err))
            return false;
    }
    for (size_t i = sure; i < list->count; i++)
        leave(c, &list->rows[i], ERR_NONE);
    return true;
}

bool confirm_sure_documents(struct app *app, struct arena *a, const struct document_query *query,
                            struct confirm_report *out, struct err *err)
{
    struct confirming c = {.app = app, .arena = a, .query = query, .out = out};
    struct document_list list;
    *out = (struct confirm_report){0};
    if (!list_documents(app, a, query, &list, err))
        return false;
    arena_init(&c.scratch, 0);
    bool ok = confirm_all(&c, &list, err);
    arena_release(&c.scratch);
    return ok;
}
