#include "list_documents.h"

#include "gen/document_sql.h"
#include "store/account_store.h"
#include "store/inbox_store.h"

struct listing {
    struct app *app;
    struct arena *arena;
    const struct document_query *query;
    struct creditors creditors;
    struct document_list *out;
};

/* The creditor if the user may see it and asks for it, else NULL. */
static const struct creditor *wanted(const struct listing *l, int64_t creditor_id)
{
    const struct document_query *q = l->query;
    bool seen = q->scope == NULL;
    for (size_t i = 0; !seen && i < q->scope_count; i++)
        seen = q->scope[i] == creditor_id;
    const struct creditor *c = seen ? creditor_by_id(&l->creditors, creditor_id) : NULL;
    bool asked = c != NULL && (q->creditor.n == 0 || str_eq(q->creditor, c->code));
    return asked ? c : NULL;
}

/* NULL: counted, but cut. */
static struct listed_document *next_row(struct listing *l, enum document_waiting state)
{
    struct document_list *out = l->out;
    bool cut = l->query->limit > 0 && out->totals[state] >= (int64_t)l->query->limit;
    out->totals[state]++;
    if (cut)
        return NULL;
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->rows = arena_grow(l->arena, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    return &out->rows[n];
}

static struct listed_item *next_item(struct listing *l, struct listed_document *d)
{
    size_t n = d->item_count++;
    if ((n & (n - 1)) == 0)
        d->items = arena_grow(l->arena, d->items, n, n == 0 ? 1 : n * 2, sizeof *d->items);
    return &d->items[n];
}

/* ---- proposals ---- */

static bool start_proposed(struct listing *l, const struct q_document_proposed_row *row,
                           struct listed_document **current, struct err *err)
{
    const struct creditor *creditor = wanted(l, row->creditor_id);
    bool held = row->import_number.has; /* by an import that counts */
    *current = creditor == NULL || !held ? NULL : next_row(l, WAITING_PROPOSED);
    if (*current == NULL)
        return true;
    **current = (struct listed_document){.number = row->number,
                                         .import_number = row->import_number.v,
                                         .creditor_id = row->creditor_id,
                                         .creditor = creditor->code,
                                         .state = WAITING_PROPOSED,
                                         .file = arena_str(l->arena, row->file),
                                         .bytes = row->bytes};
    return document_kind_parse(row->kind, &(*current)->kind) ||
           err_set(err, ERR_DB_DAMAGED, "document");
}

static bool take_proposed(struct listing *l, const struct q_document_proposed_row *row,
                          struct listed_document *d, struct err *err)
{
    struct listed_item *item = next_item(l, d);
    *item = (struct listed_item){.key = {row->debtor_id, row->account_id},
                                 .item_id = row->item_id,
                                 .account_number = row->account_number,
                                 .debtor = arena_str(l->arena, row->debtor_name),
                                 .piece = arena_str(l->arena, row->piece),
                                 .due = {(int32_t)row->due_day},
                                 .amount.minor = row->amount_minor};
    return currency_parse(row->currency, &item->amount.currency, err) &&
           (document_how_parse(row->how, &item->how) ||
            err_set(err, ERR_DB_DAMAGED, "document_item"));
}

/* Rows come by document. */
static bool list_proposed(struct listing *l, struct err *err)
{
    struct db_rows rows;
    int64_t number = 0;
    struct listed_document *current = NULL;
    if (!q_document_proposed_open(l->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_document_proposed_row row;
    while (q_document_proposed_more(&rows, &row, &ok, err)) {
        if (row.number != number)
            ok = start_proposed(l, &row, &current, err);
        number = row.number;
        ok = ok && (current == NULL || take_proposed(l, &row, current, err));
    }
    db_done(&rows);
    return ok;
}

/* ---- the inbox ---- */

static bool take_candidate(struct listing *l, const struct inbox_candidate *c,
                           struct listed_document *d, struct err *err)
{
    struct q_document_item_about_in in = {c->key.debtor_id, c->key.account_id, c->item_id};
    struct q_document_item_about_row row;
    bool found = false;
    if (!q_document_item_about(l->app->db, &in, l->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "inbox_candidate");
    struct listed_item *item = next_item(l, d);
    *item = (struct listed_item){.key = c->key,
                                 .item_id = c->item_id,
                                 .account_number = row.account_number,
                                 .debtor = row.debtor_name,
                                 .piece = row.piece,
                                 .due = {(int32_t)row.due_day},
                                 .amount.minor = row.amount_minor,
                                 .how = c->how};
    return currency_parse(row.currency, &item->amount.currency, err);
}

static bool list_waiting(struct listing *l, const struct inbox_documents *inbox,
                         enum document_waiting state, struct err *err)
{
    for (size_t i = 0; i < inbox->count; i++) {
        const struct inbox_document *b = &inbox->rows[i];
        const struct creditor *creditor = wanted(l, b->creditor_id);
        struct inbox_candidates candidates;
        if (creditor == NULL)
            continue;
        if (!inbox_candidates(l->app->db, l->arena, b->id, &candidates, err))
            return false;
        bool doubtful = candidates.count > 0;
        if (doubtful != (state == WAITING_DOUBTFUL))
            continue;
        struct listed_document *d = next_row(l, state);
        if (d == NULL)
            continue;
        *d = (struct listed_document){.number = b->number,
                                      .import_number = b->import_number,
                                      .creditor_id = b->creditor_id,
                                      .creditor = creditor->code,
                                      .state = state,
                                      .kind = b->kind,
                                      .file = b->file,
                                      .bytes = b->bytes};
        for (size_t k = 0; k < candidates.count; k++) {
            if (!take_candidate(l, &candidates.rows[k], d, err))
                return false;
        }
    }
    return true;
}

bool list_documents(struct app *app, struct arena *a, const struct document_query *query,
                    struct document_list *out, struct err *err)
{
    struct listing l = {.app = app, .arena = a, .query = query, .out = out};
    struct inbox_documents inbox;
    *out = (struct document_list){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &l.creditors, err) &&
              creditor_known(&l.creditors, query->creditor, err) && list_proposed(&l, err) &&
              inbox_list(app->db, a, &inbox, err) &&
              list_waiting(&l, &inbox, WAITING_DOUBTFUL, err) &&
              list_waiting(&l, &inbox, WAITING_UNMATCHED, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
