#include "match_credits.h"

#include "app/search/index_search.h"
#include "base/json.h"
#include "claim/returned.h"
#include "gen/creditor_sql.h"
#include "gen/told_sql.h"
#include "refold.h"
#include "store/account_store.h"
#include "store/account_walk.h"
#include "store/books_store.h"
#include "store/journal_store.h"

struct matching {
    struct app *app;
    struct arena *arena;
    const struct match_request *request;
    struct creditors creditors;
    struct match_report *out;
    struct account_keys touched;
    struct new_pairing *pairings; /* beside out->rows */
    size_t room;
};

static void add_row(struct matching *m, const struct walked_account *account,
                    const struct proposal *p, const struct propose_item *credit,
                    const struct propose_item *debit)
{
    struct match_report *out = m->out;
    if (out->count == m->room) {
        size_t bigger = m->room == 0 ? 64 : m->room * 2;
        out->rows = arena_grow(m->arena, out->rows, m->room, bigger, sizeof *out->rows);
        m->pairings = arena_grow(m->arena, m->pairings, m->room, bigger, sizeof *m->pairings);
        m->room = bigger;
    }
    m->pairings[out->count] = (struct new_pairing){
        .key = account->key,
        .choice = {.credit_item = p->credit_item,
                   .debit_item = p->debit_item,
                   .amount_minor = p->amount_minor,
                   .on = p->on,
                   .entered = m->app->today,
                   .source = ALLOCATION_PROPOSAL},
        .actor_id = m->app->actor_id,
        .at_ms = m->app->now_ms,
    };
    out->rows[out->count++] = (struct match_row){
        .account_number = account->number,
        .credit_piece = arena_str(m->arena, credit->piece.n > 0 ? credit->piece : credit->label),
        .debit_piece = arena_str(m->arena, debit->piece.n > 0 ? debit->piece : debit->label),
        .amount = {p->amount_minor, account->currency},
        .proposal = *p,
    };
}

static void touch(struct matching *m, struct account_key key)
{
    size_t n = m->touched.count++;
    m->touched.rows = arena_grow(m->arena, m->touched.rows, n, n + 1, sizeof *m->touched.rows);
    m->touched.rows[n] = key;
}

static const struct propose_item *item_by_id(const struct propose_item *items, size_t count,
                                             int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].id == id)
            return &items[i];
    }
    BUG("a proposal of an item that is not there");
}

static void propose_account(struct matching *m, struct arena *scratch,
                            const struct walked_account *account)
{
    struct propose_item *items = ARENA_ARRAY(scratch, account->item_count, struct propose_item);
    size_t count = 0;
    size_t proposed = 0;
    int64_t credits = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (item->open_minor == 0 || !plan_role_counts(item->role))
            continue;
        credits += item->open_minor < 0;
        items[count++] =
            (struct propose_item){item->id, item->piece, item->label, item->on, item->open_minor};
    }
    if (credits == 0)
        return;
    const struct proposal *rows = propose(scratch, items, count, &proposed);
    for (size_t i = 0; i < proposed; i++)
        add_row(m, account, &rows[i], item_by_id(items, count, rows[i].credit_item),
                item_by_id(items, count, rows[i].debit_item));
    m->out->unmatched += credits - (int64_t)proposed;
    if (proposed > 0)
        touch(m, account->key);
}

/* ---- payments the bank took back ---- */

static struct returned_books returned_books_of(struct arena *scratch,
                                               const struct walked_account *account, size_t room)
{
    struct returned_books b = {
        .items = ARENA_ARRAY(scratch, account->item_count, struct item),
        .item_count = account->item_count,
        .allocations = ARENA_ARRAY(scratch, account->allocation_count + room, struct allocation),
        .allocation_count = account->allocation_count};
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        b.items[i] = (struct item){.id = item->id,
                                   .kind = item->kind,
                                   .role = item->role,
                                   .on = item->on,
                                   .amount_minor = item->amount_minor,
                                   .open_minor = item->open_minor,
                                   .piece = item->piece,
                                   .label = item->label};
    }
    for (size_t i = 0; i < account->allocation_count; i++) {
        const struct walked_allocation *al = &account->allocations[i];
        b.allocations[i] = (struct allocation){.credit_item = al->credit_item,
                                               .debit_item = al->debit_item,
                                               .amount_minor = al->amount_minor,
                                               .on = al->on};
    }
    return b;
}

static struct propose_item named_item(const struct item *item)
{
    return (struct propose_item){item->id, item->piece, item->label, item->on, item->open_minor};
}

/* Which payment a return takes back, where the books leave it open: each for one return. */
static void propose_returns(struct matching *m, struct arena *scratch,
                            const struct walked_account *account)
{
    size_t returns = 0;
    for (size_t i = 0; i < account->item_count; i++)
        returns += account->items[i].kind == ITEM_PAYMENT_RETURNED;
    if (returns == 0)
        return;
    struct returned_books b = returned_books_of(scratch, account, returns);
    for (size_t i = 0; i < b.item_count; i++) {
        const struct item *payment =
            b.items[i].kind == ITEM_PAYMENT_RETURNED ? returned_likely(&b, &b.items[i]) : NULL;
        if (payment == NULL)
            continue;
        struct proposal p = {payment->id, b.items[i].id, b.items[i].amount_minor, b.items[i].on,
                             PROPOSAL_RETURNED};
        struct propose_item credit = named_item(payment);
        struct propose_item debit = named_item(&b.items[i]);
        add_row(m, account, &p, &credit, &debit);
        touch(m, account->key);
        b.allocations[b.allocation_count++] =
            (struct allocation){.credit_item = p.credit_item, .debit_item = p.debit_item};
    }
}

static bool wanted(const struct matching *m, int64_t creditor_id)
{
    const struct creditor *c = creditor_by_id(&m->creditors, creditor_id);
    struct str code = m->request->query.creditor;
    return c != NULL && account_in_scope(&m->request->query, creditor_id) &&
           (code.n == 0 || str_eq(code, c->code));
}

static bool propose_one(struct matching *m, struct arena *scratch, struct err *err)
{
    struct walked_account account = {0};
    if (!account_find(m->app, m->arena, &m->request->query, &account.key, err) ||
        !account_read(m->app->db, scratch, m->app->today, &account, err))
        return false;
    if (!account_in_scope(&m->request->query, account.creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", m->request->query.ref);
    propose_account(m, scratch, &account);
    propose_returns(m, scratch, &account);
    return true;
}

static bool propose_all(struct matching *m, struct arena *scratch, struct err *err)
{
    struct account_walk *walk = NULL;
    bool ok = true;
    if (!account_walk_open(m->app->db, m->arena, m->app->today, &walk, err))
        return false;
    for (;;) {
        struct walked_account account;
        bool have = false;
        ok = account_walk_next(walk, &account, &have, err);
        if (!ok || !have)
            break;
        arena_clear(scratch);
        if (!wanted(m, account.creditor_id))
            continue;
        propose_account(m, scratch, &account);
        propose_returns(m, scratch, &account);
    }
    account_walk_close(walk);
    return ok;
}

static bool note(struct matching *m, const char *kind, int64_t count, struct err *err)
{
    struct buf body;
    buf_init(&body, m->arena, 256);
    buf_add_c(&body, "{\"batch\":\"");
    buf_add_int(&body, m->out->batch_id != 0 ? m->out->batch_id : m->request->take_back);
    buf_add_c(&body, "\",\"pairs\":");
    buf_add_int(&body, count);
    buf_add_char(&body, '}');
    struct journal_entry entry = {
        .subject = JOURNAL_SYSTEM,
        .at_ms = m->app->now_ms,
        .actor_id = m->app->actor_id,
        .kind = str_of(kind),
        .body = buf_str(&body),
    };
    return journal_append(m->app->db, &entry, NULL, err);
}

static bool fold_touched(struct matching *m, struct err *err)
{
    struct refold_result result = {0};
    account_keys_sort(m->arena, &m->touched);
    const struct refold_request request = {0};
    return refold_accounts(m->app, &request, m->touched, &result, err) &&
           index_touch(m->app, m->touched, err);
}

static bool accept(struct matching *m, struct err *err)
{
    struct match_report *out = m->out;
    if (out->count == 0)
        return true;
    out->batch_id = id_next(m->app->ids);
    for (size_t i = 0; i < out->count; i++) {
        m->pairings[i].batch_id = out->batch_id;
        m->pairings[i].choice.id = id_next(m->app->ids);
    }
    out->accepted = (int64_t)out->count;
    return pairing_add(m->app->db, m->pairings, out->count, err) && fold_touched(m, err) &&
           note(m, "match_accept", out->accepted, err);
}

/* The opposite of every choice of the batch that still stands. */
static bool gather_batch(struct matching *m, struct err *err)
{
    struct q_pairing_by_batch_in in = {m->request->take_back};
    struct db_rows rows;
    bool ok = true;
    if (!q_pairing_by_batch_open(m->app->db, &in, &rows, err))
        return false;
    struct q_pairing_by_batch_row row;
    while (q_pairing_by_batch_more(&rows, &row, &ok, err)) {
        size_t n = (size_t)m->out->taken_back++;
        m->pairings = arena_grow(m->arena, m->pairings, n, n + 1, sizeof *m->pairings);
        m->touched.rows = arena_grow(m->arena, m->touched.rows, n, n + 1, sizeof *m->touched.rows);
        m->touched.rows[n] = (struct account_key){row.debtor_id, row.account_id};
        m->pairings[n] = (struct new_pairing){
            .key = m->touched.rows[n],
            .batch_id = row.batch_id,
            .choice = {.id = id_next(m->app->ids),
                       .credit_item = row.credit_item,
                       .debit_item = row.debit_item,
                       .amount_minor = -row.amount_minor,
                       .on = {(int32_t)row.on_day},
                       .entered = m->app->today,
                       .source = ALLOCATION_PROPOSAL},
            .reverses = row.pairing_id,
            .actor_id = m->app->actor_id,
            .at_ms = m->app->now_ms,
        };
    }
    db_done(&rows);
    m->touched.count = (size_t)m->out->taken_back;
    return ok;
}

static bool take_back(struct matching *m, struct err *err)
{
    struct buf id;
    buf_init(&id, m->arena, 32);
    buf_add_int(&id, m->request->take_back);
    if (!gather_batch(m, err))
        return false;
    if (m->out->taken_back == 0)
        return err_set_field(err, ERR_UNKNOWN_REF, "undo", buf_str(&id));
    return pairing_add(m->app->db, m->pairings, (size_t)m->out->taken_back, err) &&
           fold_touched(m, err) && note(m, "match_undo", m->out->taken_back, err);
}

static bool match_within(struct matching *m, struct err *err)
{
    struct arena scratch;
    if (m->request->take_back != 0)
        return take_back(m, err);
    arena_init(&scratch, 0);
    bool ok = creditor_list(m->app->db, m->arena, &m->creditors, err) &&
              creditor_known(&m->creditors, m->request->query.creditor, err) &&
              (m->request->query.ref.n > 0 ? propose_one(m, &scratch, err)
                                           : propose_all(m, &scratch, err));
    arena_release(&scratch);
    return ok && (!m->request->accept || accept(m, err));
}

bool match_credits(struct app *app, struct arena *a, const struct match_request *request,
                   struct match_report *out, struct err *err)
{
    struct matching m = {.app = app, .arena = a, .request = request, .out = out};
    bool writes = request->accept || request->take_back != 0;
    *out = (struct match_report){0};
    if (!db_begin(app->db, writes ? DB_WRITE : DB_READ, err))
        return false;
    /* No import folds meanwhile, or it folds again. */
    bool ok = (!writes || q_creditor_lock_all(app->db, NULL, err)) && match_within(&m, err);
    if (ok && writes && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return ok && !writes;
}
