#include "fold_sink.h"

#include "base/limits.h"
#include "gen/ledger_sql.h"
#include "item_dates.h"
#include "work_store.h"

enum { PIECE_ROWS = 1024 };

struct sunk_account {
    struct account_key key;
    char currency[4];
};

struct sunk_item {
    int64_t item_id, line_id; /* line 0: none */
    int64_t amount_minor, open_minor;
    const char *texts; /* the piece, the label, then the dates of before */
    uint32_t account;  /* place among the accounts */
    struct day on, issued, due;
    uint16_t piece_bytes, label_bytes, before_bytes;
    uint8_t kind, role, due_source;
    uint8_t how; /* enum sink_how, and LETTER_UNBALANCED */
};
enum { LETTER_UNBALANCED = 0x80 };
_Static_assert(LIMIT_LABEL_BYTES <= UINT16_MAX && LIMIT_REF_BYTES <= UINT16_MAX &&
                   ITEM_DATES_TEXT_BYTES <= UINT16_MAX,
               "lengths");

struct item_piece {
    struct item_piece *next;
    size_t count;
    struct sunk_item rows[PIECE_ROWS];
};

struct sunk_allocation {
    uint32_t account;
    int64_t id;
    struct sink_allocation said;
};

struct allocation_piece {
    struct allocation_piece *next;
    size_t count;
    struct sunk_allocation rows[PIECE_ROWS];
};

struct fold_sink {
    struct db *db;
    struct id_source *ids;
    int64_t import_id;
    bool holds;
    struct fold_breaks *breaks;
    struct fold_changes changes;
    struct arena waiting; /* all that follows */
    struct sunk_account *accounts;
    size_t account_count;
    struct str terms; /* of the last account */
    struct item_piece *items, *last_items;
    struct allocation_piece *allocations, *last_allocations;
    size_t count, written;
};

static void forget(struct fold_sink *sink)
{
    sink->accounts = NULL;
    sink->account_count = 0;
    sink->items = sink->last_items = NULL;
    sink->allocations = sink->last_allocations = NULL;
    sink->count = 0;
}

struct fold_sink *fold_sink_open(struct db *db, struct arena *a, struct id_source *ids,
                                 int64_t import_id)
{
    struct fold_sink *sink = ARENA_NEW(a, struct fold_sink);
    *sink = (struct fold_sink){.db = db, .ids = ids, .import_id = import_id};
    arena_init(&sink->waiting, 0);
    return sink;
}

void fold_sink_hold(struct fold_sink *sink, bool holds) { sink->holds = holds; }

void fold_sink_watch(struct fold_sink *sink, struct fold_breaks *breaks) { sink->breaks = breaks; }

void fold_sink_close(struct fold_sink *sink) { arena_release(&sink->waiting); }

void fold_sink_forget(struct fold_sink *sink)
{
    arena_clear(&sink->waiting);
    forget(sink);
}

const struct fold_changes *fold_sink_changes(const struct fold_sink *sink)
{
    return &sink->changes;
}

struct db *sink_db(const struct fold_sink *sink) { return sink->db; }
struct fold_breaks *sink_breaks(const struct fold_sink *sink) { return sink->breaks; }
size_t sink_count(const struct fold_sink *sink) { return sink->count; }
size_t fold_sink_rows(const struct fold_sink *sink) { return sink->written + sink->count; }
bool sink_holds(const struct fold_sink *sink) { return sink->holds; }

/* ---- taking in ---- */

void sink_account(struct fold_sink *sink, const struct folded_account *account)
{
    size_t n = sink->account_count++;
    ASSERT(n < UINT32_MAX);
    if ((n & (n - 1)) == 0) /* full at every power of two */
        sink->accounts = arena_grow(&sink->waiting, sink->accounts, n, n == 0 ? 1 : n * 2,
                                    sizeof *sink->accounts);
    sink->terms = account->terms;
    sink->accounts[n].key = account->key;
    currency_text(account->currency, sink->accounts[n].currency);
}

static struct sunk_item *new_item(struct fold_sink *sink)
{
    struct item_piece *last = sink->last_items;
    if (last == NULL || last->count == PIECE_ROWS) {
        struct item_piece *piece = ARENA_NEW(&sink->waiting, struct item_piece);
        *(last == NULL ? &sink->items : &last->next) = piece;
        sink->last_items = last = piece;
    }
    sink->count++;
    return &last->rows[last->count++];
}

void sink_item(struct fold_sink *sink, const struct item *item, const struct due *due,
               enum sink_how how)
{
    struct str before = item_dates_text(&sink->waiting, item, sink->terms);
    struct sunk_item *row = new_item(sink);
    *row = (struct sunk_item){
        .item_id = item->id,
        .line_id = item->line_id,
        .amount_minor = item->amount_minor,
        .open_minor = item->open_minor,
        .texts = "",
        .account = (uint32_t)(sink->account_count - 1),
        .on = item->on,
        .issued = item->issued,
        .due = due->day,
        .piece_bytes = (uint16_t)item->piece.n,
        .label_bytes = (uint16_t)item->label.n,
        .before_bytes = (uint16_t)before.n,
        .kind = (uint8_t)item->kind,
        .role = (uint8_t)item->role,
        .due_source = (uint8_t)due->source,
        .how = (uint8_t)((unsigned)how | (item->letter_unbalanced ? LETTER_UNBALANCED : 0)),
    };
    size_t bytes = item->piece.n + item->label.n + before.n;
    ASSERT(row->piece_bytes == item->piece.n && row->label_bytes == item->label.n);
    if (bytes == 0)
        return;
    char *texts = arena_alloc(&sink->waiting, bytes);
    if (item->piece.n > 0)
        memcpy(texts, item->piece.p, item->piece.n);
    if (item->label.n > 0)
        memcpy(texts + item->piece.n, item->label.p, item->label.n);
    if (before.n > 0)
        memcpy(texts + item->piece.n + item->label.n, before.p, before.n);
    row->texts = texts;
}

void sink_allocation(struct fold_sink *sink, const struct sink_allocation *allocation)
{
    struct allocation_piece *last = sink->last_allocations;
    if (last == NULL || last->count == PIECE_ROWS) {
        struct allocation_piece *piece = ARENA_NEW(&sink->waiting, struct allocation_piece);
        *(last == NULL ? &sink->allocations : &last->next) = piece;
        sink->last_allocations = last = piece;
    }
    sink->count++;
    struct sunk_allocation *row = &last->rows[last->count++];
    *row = (struct sunk_allocation){(uint32_t)(sink->account_count - 1), id_next(sink->ids),
                                    *allocation};
    row->said.letter = arena_str(&sink->waiting, allocation->letter);
}

static enum sink_how how_of(const struct sunk_item *row)
{
    return (enum sink_how)(row->how & ~LETTER_UNBALANCED);
}

/* ---- counting: what was written, not what was thought of ---- */

/* What balances a list is no item of the customer's; what was sold to the factor no credit note. */
static void count_new(const struct sunk_item *row, struct fold_changes *changes)
{
    if (row->kind == ITEM_SETTLEMENT)
        return;
    if (row->amount_minor >= 0)
        changes->debits++;
    else if (row->kind == ITEM_PAYMENT)
        changes->payments++;
    else if (row->kind != ITEM_ASSIGNMENT)
        changes->credits++;
}

static void count_item(const struct sunk_item *row, struct fold_changes *changes)
{
    switch (how_of(row)) {
    case SINK_ADD:
    case SINK_RESTORE:
        count_new(row, changes);
        break;
    case SINK_ALTER:
        changes->altered++;
        break;
    case SINK_WITHDRAW:
        changes->withdrawn++;
        break;
    }
}

/* ---- writing ---- */

static struct q_item_add_in item_row(const struct fold_sink *sink, const struct sunk_item *row)
{
    const struct sunk_account *account = &sink->accounts[row->account];
    return (struct q_item_add_in){
        .debtor_id = account->key.debtor_id,
        .account_id = account->key.account_id,
        .item_id = row->item_id,
        .line_id = {row->line_id != 0, row->line_id},
        .standing = 1,
        .kind = str_of(item_kind_code((enum item_kind)row->kind)),
        .role = str_of(plan_role_code((enum ledger_role)row->role)),
        .on_day = row->on.n,
        .issued_day = row->issued.n,
        .due_day = row->due.n,
        .due_source = str_of(due_source_code((enum due_source)row->due_source)),
        .amount_minor = row->amount_minor,
        .open_minor = row->open_minor,
        .currency = str_of(account->currency),
        .piece = {row->texts, row->piece_bytes},
        .label = {row->texts + row->piece_bytes, row->label_bytes},
        .letter_unbalanced = (row->how & LETTER_UNBALANCED) != 0,
        .dates_before = {row->before_bytes == 0 ? NULL
                                                : row->texts + row->piece_bytes + row->label_bytes,
                         row->before_bytes},
    };
}

/* The two statements take the same columns; only their names differ. */
static bool put_item(struct db *db, const struct q_item_add_in *row, struct err *err)
{
    struct q_item_put_in in = {
        .debtor_id = row->debtor_id,
        .account_id = row->account_id,
        .item_id = row->item_id,
        .line_id = row->line_id,
        .standing = row->standing,
        .kind = row->kind,
        .role = row->role,
        .on_day = row->on_day,
        .issued_day = row->issued_day,
        .due_day = row->due_day,
        .due_source = row->due_source,
        .amount_minor = row->amount_minor,
        .open_minor = row->open_minor,
        .currency = row->currency,
        .piece = row->piece,
        .label = row->label,
        .letter_unbalanced = row->letter_unbalanced,
        .dates_before = row->dates_before,
    };
    return q_item_put(db, &in, NULL, err);
}

static bool add_items(struct fold_sink *sink, struct err *err)
{
    struct db_bulk bulk;
    if (!q_item_add_begin(sink->db, &bulk, err))
        return false;
    for (const struct item_piece *piece = sink->items; piece != NULL; piece = piece->next) {
        for (size_t i = 0; i < piece->count; i++) {
            count_item(&piece->rows[i], &sink->changes);
            if (how_of(&piece->rows[i]) != SINK_ADD)
                continue;
            struct q_item_add_in in = item_row(sink, &piece->rows[i]);
            if (!q_item_add_row(&bulk, &in, err))
                return false;
        }
    }
    return q_item_add_end(&bulk, err);
}

static bool change_item(struct fold_sink *sink, const struct sunk_item *row, struct err *err)
{
    struct account_key key = sink->accounts[row->account].key;
    struct q_item_withdraw_in withdraw = {key.debtor_id, key.account_id, row->item_id};
    struct q_item_add_in in = item_row(sink, row);
    return how_of(row) == SINK_WITHDRAW ? q_item_withdraw(sink->db, &withdraw, NULL, err)
                                        : put_item(sink->db, &in, err);
}

static bool change_items(struct fold_sink *sink, struct err *err)
{
    for (const struct item_piece *piece = sink->items; piece != NULL; piece = piece->next) {
        for (size_t i = 0; i < piece->count; i++) {
            if (how_of(&piece->rows[i]) != SINK_ADD && !change_item(sink, &piece->rows[i], err))
                return false;
        }
    }
    return true;
}

static bool add_allocation(struct fold_sink *sink, struct db_bulk *bulk,
                           const struct sunk_allocation *row, struct err *err)
{
    struct account_key key = sink->accounts[row->account].key;
    const struct sink_allocation *said = &row->said;
    struct q_allocation_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .allocation_id = row->id,
        .credit_item = said->credit_item,
        .debit_item = said->debit_item,
        .amount_minor = said->amount_minor,
        .on_day = said->on.n,
        .source = str_of(allocation_source_code(said->source)),
        .letter = said->letter,
        .reverses = {said->reverses != 0, said->reverses},
        .import_id = {sink->import_id != 0, sink->import_id},
    };
    sink->changes.reversals += said->reverses != 0;
    sink->changes.allocations += said->reverses == 0;
    return q_allocation_insert_row(bulk, &in, err);
}

static bool add_allocations(struct fold_sink *sink, struct err *err)
{
    struct db_bulk bulk;
    if (!q_allocation_insert_begin(sink->db, &bulk, err))
        return false;
    for (const struct allocation_piece *piece = sink->allocations; piece != NULL;
         piece = piece->next) {
        for (size_t i = 0; i < piece->count; i++) {
            if (!add_allocation(sink, &bulk, &piece->rows[i], err))
                return false;
        }
    }
    return q_allocation_insert_end(&bulk, err);
}

static bool touch(struct fold_sink *sink, uint32_t account, int64_t *last, struct err *err)
{
    int64_t debtor_id = sink->accounts[account].key.debtor_id;
    if (debtor_id == *last)
        return true;
    *last = debtor_id;
    return work_touch(sink->db, debtor_id, err);
}

/* Who had something written is decided on again, once there is a run. */
static bool touch_debtors(struct fold_sink *sink, struct err *err)
{
    int64_t run = 0;
    int64_t last = 0;
    if (!run_greatest(sink->db, &run, err))
        return false;
    for (const struct item_piece *piece = sink->items; run != 0 && piece != NULL;
         piece = piece->next) {
        for (size_t i = 0; i < piece->count; i++) {
            if (!touch(sink, piece->rows[i].account, &last, err))
                return false;
        }
    }
    for (const struct allocation_piece *piece = sink->allocations; run != 0 && piece != NULL;
         piece = piece->next) {
        for (size_t i = 0; i < piece->count; i++) {
            if (!touch(sink, piece->rows[i].account, &last, err))
                return false;
        }
    }
    return true;
}

bool fold_sink_flush(struct fold_sink *sink, struct err *err)
{
    bool ok = (sink->items == NULL || (add_items(sink, err) && change_items(sink, err))) &&
              (sink->allocations == NULL || add_allocations(sink, err)) && touch_debtors(sink, err);
    sink->written += sink->count;
    fold_sink_forget(sink);
    return ok;
}
