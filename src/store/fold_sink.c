#include "fold_sink.h"

#include "base/limits.h"
#include "base/sort.h"
#include "gen/ledger_sql.h"
#include "item_dates.h"
#include "work_store.h"

enum { PIECE_ROWS = 1024 };

/* Its rows came one after the other. */
struct sunk_account {
    struct account_key key;
    char currency[4];
    size_t first_item, items, first_allocation, allocations;
};

struct sunk_item {
    int64_t item_id, line_id; /* line 0: none */
    int64_t amount_minor, open_minor;
    const char *texts; /* the piece, the label, then the dates of before */
    struct day on, issued, due;
    uint16_t piece_bytes, label_bytes, before_bytes;
    uint8_t kind, role, due_source;
    uint8_t how; /* enum sink_how, and LETTER_UNBALANCED */
};
enum { LETTER_UNBALANCED = 0x80 };
_Static_assert(LIMIT_LABEL_BYTES <= UINT16_MAX && LIMIT_REF_BYTES <= UINT16_MAX &&
                   ITEM_DATES_TEXT_BYTES <= UINT16_MAX,
               "lengths");

struct sunk_allocation {
    int64_t id;
    struct sink_allocation said;
};

/* Rows that never move while more come: pieces of PIECE_ROWS. */
struct sunk_rows {
    void **pieces;
    size_t count, row_bytes;
};

struct fold_sink {
    struct db *db;
    struct id_source *ids;
    int64_t import_id;
    bool holds;
    struct fold_breaks *breaks;
    struct fold_changes changes;
    size_t written;       /* rows */
    struct arena waiting; /* all that follows */
    struct sunk_account *accounts;
    size_t account_count;
    bool sorted;      /* by debtor */
    size_t next;      /* the first account that waits */
    struct str terms; /* of the last account */
    struct sunk_rows items, allocations;
};

static void forget(struct fold_sink *sink)
{
    sink->accounts = NULL;
    sink->account_count = sink->next = 0;
    sink->sorted = false;
    sink->items = (struct sunk_rows){.row_bytes = sizeof(struct sunk_item)};
    sink->allocations = (struct sunk_rows){.row_bytes = sizeof(struct sunk_allocation)};
}

static void *sunk_row(const struct sunk_rows *rows, size_t i)
{
    return (char *)rows->pieces[i / PIECE_ROWS] + i % PIECE_ROWS * rows->row_bytes;
}

static void *sunk_new(struct arena *a, struct sunk_rows *rows)
{
    size_t piece = rows->count / PIECE_ROWS;
    if (rows->count % PIECE_ROWS == 0) {
        if ((piece & (piece - 1)) == 0) /* full at every power of two */
            rows->pieces = arena_grow(a, rows->pieces, piece, piece == 0 ? 1 : piece * 2,
                                      sizeof *rows->pieces);
        rows->pieces[piece] = arena_alloc(a, PIECE_ROWS * rows->row_bytes);
    }
    return sunk_row(rows, rows->count++);
}

static struct sunk_item *item_at(const struct fold_sink *sink, size_t i)
{
    return sunk_row(&sink->items, i);
}

static struct sunk_allocation *allocation_at(const struct fold_sink *sink, size_t i)
{
    return sunk_row(&sink->allocations, i);
}

struct fold_sink *fold_sink_open(struct db *db, struct arena *a, struct id_source *ids,
                                 int64_t import_id)
{
    struct fold_sink *sink = ARENA_NEW(a, struct fold_sink);
    *sink = (struct fold_sink){.db = db, .ids = ids, .import_id = import_id};
    arena_init(&sink->waiting, 0);
    forget(sink);
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
size_t sink_count(const struct fold_sink *sink)
{
    return sink->items.count + sink->allocations.count;
}
size_t fold_sink_rows(const struct fold_sink *sink) { return sink->written + sink_count(sink); }
bool sink_holds(const struct fold_sink *sink) { return sink->holds; }

/* ---- taking in ---- */

void sink_account(struct fold_sink *sink, const struct folded_account *account)
{
    size_t n = sink->account_count++;
    ASSERT(!sink->sorted);
    if ((n & (n - 1)) == 0) /* full at every power of two */
        sink->accounts = arena_grow(&sink->waiting, sink->accounts, n, n == 0 ? 1 : n * 2,
                                    sizeof *sink->accounts);
    sink->terms = account->terms;
    sink->accounts[n] = (struct sunk_account){.key = account->key,
                                              .first_item = sink->items.count,
                                              .first_allocation = sink->allocations.count};
    currency_text(account->currency, sink->accounts[n].currency);
}

void sink_item(struct fold_sink *sink, const struct item *item, const struct due *due,
               enum sink_how how)
{
    struct str before = item_dates_text(&sink->waiting, item, sink->terms);
    struct sunk_item *row = sunk_new(&sink->waiting, &sink->items);
    sink->accounts[sink->account_count - 1].items++;
    *row = (struct sunk_item){
        .item_id = item->id,
        .line_id = item->line_id,
        .amount_minor = item->amount_minor,
        .open_minor = item->open_minor,
        .texts = "",
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
    struct sunk_allocation *row = sunk_new(&sink->waiting, &sink->allocations);
    sink->accounts[sink->account_count - 1].allocations++;
    *row = (struct sunk_allocation){id_next(sink->ids), *allocation};
    row->said.letter = arena_str(&sink->waiting, allocation->letter);
}

static enum sink_how how_of(const struct sunk_item *row)
{
    return (enum sink_how)(row->how & ~LETTER_UNBALANCED);
}

/* ---- counting ---- */

/* Accounts in the order of their debtors, from..to. */
struct sunk_range {
    size_t from, to;
};

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

static void count_range(const struct fold_sink *sink, struct sunk_range r,
                        struct fold_changes *changes)
{
    for (size_t i = r.from; i < r.to; i++) {
        const struct sunk_account *account = &sink->accounts[i];
        for (size_t k = 0; k < account->items; k++)
            count_item(item_at(sink, account->first_item + k), changes);
        for (size_t k = 0; k < account->allocations; k++) {
            bool reverses = allocation_at(sink, account->first_allocation + k)->said.reverses != 0;
            changes->reversals += reverses;
            changes->allocations += !reverses;
        }
    }
}

struct fold_changes fold_sink_foreseen(const struct fold_sink *sink)
{
    struct fold_changes changes = sink->changes;
    count_range(sink, (struct sunk_range){sink->next, sink->account_count}, &changes);
    return changes;
}

/* ---- writing ---- */

static struct q_item_add_in item_row(const struct sunk_account *account,
                                     const struct sunk_item *row)
{
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

static bool add_items(struct fold_sink *sink, struct sunk_range r, struct err *err)
{
    struct db_bulk bulk;
    if (!q_item_add_begin(sink->db, &bulk, err))
        return false;
    for (size_t i = r.from; i < r.to; i++) {
        const struct sunk_account *account = &sink->accounts[i];
        for (size_t k = 0; k < account->items; k++) {
            const struct sunk_item *row = item_at(sink, account->first_item + k);
            if (how_of(row) != SINK_ADD)
                continue;
            struct q_item_add_in in = item_row(account, row);
            if (!q_item_add_row(&bulk, &in, err))
                return false;
        }
    }
    return q_item_add_end(&bulk, err);
}

static bool change_item(struct db *db, const struct sunk_account *account,
                        const struct sunk_item *row, struct err *err)
{
    struct q_item_withdraw_in withdraw = {account->key.debtor_id, account->key.account_id,
                                          row->item_id};
    struct q_item_add_in in = item_row(account, row);
    return how_of(row) == SINK_WITHDRAW ? q_item_withdraw(db, &withdraw, NULL, err)
                                        : put_item(db, &in, err);
}

static bool change_items(struct fold_sink *sink, struct sunk_range r, struct err *err)
{
    for (size_t i = r.from; i < r.to; i++) {
        const struct sunk_account *account = &sink->accounts[i];
        for (size_t k = 0; k < account->items; k++) {
            const struct sunk_item *row = item_at(sink, account->first_item + k);
            if (how_of(row) != SINK_ADD && !change_item(sink->db, account, row, err))
                return false;
        }
    }
    return true;
}

static bool add_allocation(struct fold_sink *sink, struct db_bulk *bulk, struct account_key key,
                           const struct sunk_allocation *row, struct err *err)
{
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
    return q_allocation_insert_row(bulk, &in, err);
}

static bool add_allocations(struct fold_sink *sink, struct sunk_range r, struct err *err)
{
    struct db_bulk bulk;
    if (!q_allocation_insert_begin(sink->db, &bulk, err))
        return false;
    for (size_t i = r.from; i < r.to; i++) {
        const struct sunk_account *account = &sink->accounts[i];
        for (size_t k = 0; k < account->allocations; k++) {
            if (!add_allocation(sink, &bulk, account->key,
                                allocation_at(sink, account->first_allocation + k), err))
                return false;
        }
    }
    return q_allocation_insert_end(&bulk, err);
}

/* Who had something written is decided on again, once there is a run. */
static bool touch_debtors(struct fold_sink *sink, struct sunk_range r, struct err *err)
{
    int64_t run = 0;
    int64_t last = 0;
    if (!run_greatest(sink->db, &run, err))
        return false;
    for (size_t i = r.from; run != 0 && i < r.to; i++) {
        const struct sunk_account *account = &sink->accounts[i];
        if (account->items + account->allocations == 0 || account->key.debtor_id == last)
            continue;
        last = account->key.debtor_id;
        if (!work_touch(sink->db, last, err))
            return false;
    }
    return true;
}

static int by_debtor(const void *pa, const void *pb, const void *with)
{
    const struct sunk_account *a = pa;
    const struct sunk_account *b = pb;
    (void)with;
    if (a->key.debtor_id != b->key.debtor_id)
        return a->key.debtor_id < b->key.debtor_id ? -1 : 1;
    return a->first_item < b->first_item ? -1 : a->first_item > b->first_item;
}

static void sort(struct fold_sink *sink)
{
    size_t i = 1;
    while (i < sink->account_count &&
           by_debtor(&sink->accounts[i - 1], &sink->accounts[i], NULL) <= 0)
        i++;
    if (!sink->sorted && i < sink->account_count)
        SORT(&sink->waiting, sink->accounts, sink->account_count, by_debtor, NULL);
    sink->sorted = true;
}

static bool write_range(struct fold_sink *sink, struct sunk_range r, struct err *err)
{
    size_t items = 0;
    size_t allocations = 0;
    for (size_t i = r.from; i < r.to; i++) {
        items += sink->accounts[i].items;
        allocations += sink->accounts[i].allocations;
    }
    sink->written += items + allocations;
    count_range(sink, r, &sink->changes);
    return (items == 0 || (add_items(sink, r, err) && change_items(sink, r, err))) &&
           (allocations == 0 || add_allocations(sink, r, err)) && touch_debtors(sink, r, err);
}

bool fold_sink_flush(struct fold_sink *sink, struct err *err)
{
    sort(sink);
    bool ok = write_range(sink, (struct sunk_range){sink->next, sink->account_count}, err);
    fold_sink_forget(sink);
    return ok;
}

bool fold_sink_write(struct fold_sink *sink, size_t most, int64_t *after, struct err *err)
{
    size_t rows = 0;
    sort(sink);
    while (sink->next < sink->account_count && sink->accounts[sink->next].key.debtor_id <= *after)
        sink->next++; /* somebody else came first */
    struct sunk_range r = {sink->next, sink->next};
    for (; r.to < sink->account_count; r.to++) {
        const struct sunk_account *account = &sink->accounts[r.to];
        if (rows >= most && account->key.debtor_id != *after)
            break;
        rows += account->items + account->allocations;
        *after = account->key.debtor_id;
    }
    sink->next = r.to;
    return write_range(sink, r, err);
}

bool fold_sink_waits(const struct fold_sink *sink) { return sink->next < sink->account_count; }
