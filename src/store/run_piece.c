#include "run_piece.h"

#include <stddef.h>
#include <stdlib.h>

#include "work_row.h"

enum { LISTS = 11 };
struct piece_lists {
    struct piece_list *each[LISTS];
};

static struct piece_lists lists_of(struct run_piece *p)
{
    return (struct piece_lists){{&p->debtors, &p->accounts, &p->items, &p->facts, &p->contacts,
                                 &p->letters, &p->letter_items, &p->done, &p->words, &p->works,
                                 &p->owners}};
}

void run_piece_init(struct run_piece *p)
{
    *p = (struct run_piece){0};
    arena_init(&p->texts, 0);
}

void run_piece_release(struct run_piece *p)
{
    struct piece_lists lists = lists_of(p);
    for (size_t i = 0; i < LISTS; i++)
        free(lists.each[i]->rows);
    arena_release(&p->texts);
}

/* The largest file of a portfolio may have a hundred thousand items: the memory a list had before
 * it grew goes back at once. */
static void *add_row(struct piece_list *list, size_t size)
{
    if (list->count == list->room) {
        list->room = list->room == 0 ? 64 : list->room * 2;
        list->rows = realloc(list->rows, list->room * size);
        if (list->rows == NULL)
            BUG("out of memory");
    }
    return (char *)list->rows + list->count++ * size;
}
#define ADD_ROW(p, list, type) ((type *)add_row(&(p)->list, sizeof(type)))

static void *add_to(struct piece_list *list, size_t size, struct piece_slice *slice)
{
    if (slice->count++ == 0)
        slice->from = list->count;
    return add_row(list, size);
}
#define ADD_TO(p, list, type, slice) ((type *)add_to(&(p)->list, sizeof(type), &(slice)))

/* ---- whose a row is ---- */

/* The codes of an item, mostly those of the item before. */
struct item_codes {
    char text[64];
    size_t n[3];
    enum item_kind kind;
    enum ledger_role role;
    enum due_source source;
};

enum table {
    DEBTORS,
    ACCOUNTS,
    ITEMS, /* as they are, and as a server gives them */
    PACKED_ITEMS,
    SETTLED, /* of likely accounts, from a server */
    FACTS,
    CONTACTS,
    LETTERS,
    LETTER_ITEMS,
    OBJECTS,
    STAGES,
    DONE,
    WORDS,
    OWNERS,
    WORKS,
    TABLE_COUNT
};

/* One table being read: its rows come by key, as debtors and accounts lie. */
struct table_reading {
    struct run_piece *piece;
    const struct run_piece_wanted *wanted;
    enum table table;
    size_t at; /* among debtors or accounts */
    struct account_key last;
    struct item_codes codes;
};

static int key_cmp(struct account_key a, struct account_key b)
{
    if (a.debtor_id != b.debtor_id)
        return a.debtor_id < b.debtor_id ? -1 : 1;
    return a.account_id < b.account_id ? -1 : a.account_id > b.account_id;
}

static bool in_order(struct table_reading *t, struct account_key key, struct err *err)
{
    if (key_cmp(key, t->last) < 0)
        return err_set(err, ERR_DB_FAILED, "rows of the run are not in the order of their key");
    t->last = key;
    return true;
}

/* *out NULL: the row is of a debtor who is not wanted. */
static bool debtor_of(struct table_reading *t, int64_t id, struct piece_debtor **out,
                      struct err *err)
{
    struct piece_debtor *debtors = t->piece->debtors.rows;
    size_t count = t->piece->debtors.count;
    *out = NULL;
    if (!in_order(t, (struct account_key){id, 0}, err))
        return false;
    while (t->at < count && debtors[t->at].id < id)
        t->at++;
    if (t->at < count && debtors[t->at].id == id)
        *out = &debtors[t->at];
    return true;
}

static bool account_of(struct table_reading *t, struct account_key key, struct piece_account **out,
                       struct err *err)
{
    struct piece_account *accounts = t->piece->accounts.rows;
    size_t count = t->piece->accounts.count;
    *out = NULL;
    if (!in_order(t, key, err))
        return false;
    while (t->at < count && key_cmp(accounts[t->at].key, key) < 0)
        t->at++;
    if (t->at < count && key_cmp(accounts[t->at].key, key) == 0)
        *out = &accounts[t->at];
    return true;
}

/* ---- rows ---- */

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static bool take_debtor(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    const struct q_run_debtor_row *row = columns;
    if (!in_order(t, (struct account_key){row->debtor_id, 0}, err))
        return false;
    *ADD_ROW(t->piece, debtors, struct piece_debtor) =
        (struct piece_debtor){.id = row->debtor_id, .kind = arena_str(&t->piece->texts, row->kind)};
    return true;
}

static bool take_account(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    const struct q_run_account_row *row = columns;
    struct piece_debtor *debtor;
    if (!debtor_of(t, row->debtor_id, &debtor, err))
        return false;
    if (debtor == NULL)
        return err_set(err, ERR_DB_DAMAGED, "account");
    struct piece_account *out = ADD_ROW(t->piece, accounts, struct piece_account);
    *out = (struct piece_account){
        .key = {row->debtor_id, row->account_id},
        .debtor = t->at,
        .creditor_id = row->creditor_id,
        .capacity = arena_str(&t->piece->texts, row->capacity),
        .later = DAY_NONE,
    };
    return currency_parse(row->currency, &out->currency, err);
}

static bool same_codes(const struct item_codes *codes, const struct str texts[3])
{
    const char *p = codes->text;
    for (int i = 0; i < 3; i++) {
        if (texts[i].n != codes->n[i] || memcmp(texts[i].p, p, texts[i].n) != 0)
            return false;
        p += texts[i].n;
    }
    return true;
}

/* kind, role, source of the due date */
static bool read_codes(struct item_codes *codes, const struct str texts[3])
{
    char *p = codes->text;
    if (same_codes(codes, texts))
        return true;
    for (int i = 0; i < 3; i++) {
        if (texts[i].n > sizeof codes->text / 3)
            return false;
        memcpy(p, texts[i].p, texts[i].n);
        codes->n[i] = texts[i].n;
        p += texts[i].n;
    }
    return item_kind_parse(texts[0], &codes->kind) && plan_role_parse(texts[1], &codes->role) &&
           due_source_parse(texts[2], &codes->source);
}

/* *out NULL: it is of nobody wanted, or begins to count later, which its account notes. */
static bool account_of_item(struct table_reading *t, struct account_key key, struct day on,
                            struct piece_account **out, struct err *err)
{
    struct piece_account *account;
    *out = NULL;
    if (!account_of(t, key, &account, err))
        return false;
    if (account != NULL && day_before(t->wanted->today, on))
        account->later = day_is(account->later) ? day_min(account->later, on) : on;
    else
        *out = account;
    return true;
}

static bool take_item(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    const struct q_run_item_row *row = columns;
    const struct str codes[3] = {row->kind, row->role, row->due_source};
    struct day on = {(int32_t)row->on_day};
    struct piece_account *account;
    if (!account_of_item(t, (struct account_key){row->debtor_id, row->account_id}, on, &account,
                         err))
        return false;
    if (account == NULL)
        return true;
    if (!read_codes(&t->codes, codes))
        return err_set(err, ERR_DB_DAMAGED, "item");
    *ADD_TO(t->piece, items, struct walked_item, account->items) = (struct walked_item){
        .id = row->item_id,
        .kind = t->codes.kind,
        .role = t->codes.role,
        .on = on,
        .issued = {(int32_t)row->issued_day},
        .due = {.day = {(int32_t)row->due_day}, .source = t->codes.source},
        .amount_minor = row->amount_minor,
        .open_minor = row->open_minor,
    };
    return true;
}

static bool unpack_codes(struct table_reading *t, struct str packed, struct walked_item *out)
{
    struct str texts[3];
    if (packed.p == NULL) {
        out->kind = ITEM_INVOICE;
        out->role = LEDGER_CUSTOMER;
        out->due.source = DUE_STATED;
        return true;
    }
    if (!str_split(&packed, ' ', &texts[0]) || !str_split(&packed, ' ', &texts[1]) ||
        !str_split(&packed, ' ', &texts[2]) || !read_codes(&t->codes, texts))
        return false;
    out->kind = t->codes.kind;
    out->role = t->codes.role;
    out->due.source = t->codes.source;
    return true;
}

static bool take_packed_item(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    const struct q_run_packed_item_row *row = columns;
    int32_t due = (int32_t)(uint32_t)((uint64_t)row->days & UINT32_MAX);
    struct day on = {(int32_t)((row->days - due) / ((int64_t)1 << 32))};
    struct walked_item item = {
        .id = row->item_id,
        .on = on,
        .issued = row->issued_day.has ? day_of(row->issued_day) : on,
        .due = {.day = {due}},
        .amount_minor = row->amount_minor.has ? row->amount_minor.v : row->open_minor,
        .open_minor = row->open_minor,
    };
    struct piece_account *account;
    if (!account_of_item(t, (struct account_key){row->debtor_id, row->account_id}, on, &account,
                         err))
        return false;
    if (account == NULL)
        return true;
    if (!unpack_codes(t, row->codes, &item))
        return err_set(err, ERR_DB_DAMAGED, "item");
    *ADD_TO(t->piece, items, struct walked_item, account->items) = item;
    return true;
}

static bool take_work(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    const struct q_run_work_row *row = columns;
    struct piece_account *account;
    if (!account_of(t, (struct account_key){row->debtor_id, row->account_id}, &account, err))
        return false;
    return account == NULL ||
           stored_work_of(row, ADD_TO(t->piece, works, struct stored_work, account->works), err);
}

/* ---- rows that are put to a debtor ---- */

/* What nearly everybody has and what decides nothing in a run: where somebody is called matters to
 * the hour, which a run does not ask for. */
static bool decides_nothing(struct str kind)
{
    return str_is(kind, "name") || str_is(kind, "city") || str_is(kind, "ledger_name") ||
           str_is(kind, "type") || str_is(kind, "postcode");
}

static void add_fact(struct run_piece *p, struct piece_debtor *debtor, const void *columns)
{
    const struct q_run_fact_row *row = columns;
    if (decides_nothing(row->kind))
        return;
    *ADD_TO(p, facts, struct run_fact, debtor->facts) =
        (struct run_fact){row->account_id.has ? row->account_id.v : 0,
                          arena_str(&p->texts, row->kind),
                          arena_str(&p->texts, row->value),
                          {(int32_t)row->on_day},
                          false};
}

static void add_contact(struct run_piece *p, struct piece_debtor *debtor, const void *columns)
{
    const struct q_run_contact_row *row = columns;
    *ADD_TO(p, contacts, struct run_contact, debtor->contacts) =
        (struct run_contact){row->account_id,
                             arena_str(&p->texts, row->code),
                             arena_str(&p->texts, row->channel),
                             {(int32_t)row->at_day},
                             false};
}

static void add_letter(struct run_piece *p, struct piece_debtor *debtor, const void *columns)
{
    struct q_run_letter_row row = *(const struct q_run_letter_row *)columns;
    row.kind = arena_str(&p->texts, row.kind);
    row.state = arena_str(&p->texts, row.state);
    row.why = row.why.p != NULL ? arena_str(&p->texts, row.why) : row.why;
    *ADD_TO(p, letters, struct q_run_letter_row, debtor->letters) = row;
}

static void add_letter_item(struct run_piece *p, struct piece_debtor *debtor, const void *columns)
{
    *ADD_TO(p, letter_items, struct q_run_letter_item_row, debtor->letter_items) =
        *(const struct q_run_letter_item_row *)columns;
}

/* Something was agreed with him, or his stage was set. */
static void add_agreed(struct run_piece *p, struct piece_debtor *debtor, const void *columns)
{
    (void)p;
    (void)columns;
    debtor->has_objects = true;
}

/* ---- rows that are put to an account ---- */

static void add_settled(struct run_piece *p, struct piece_account *account, const void *columns)
{
    const struct q_run_settled_row *row = columns;
    (void)p;
    account->settled = true;
    account->paid = account->paid || row->paid != 0;
}

static void add_done(struct run_piece *p, struct piece_account *account, const void *columns)
{
    const struct q_run_done_row *row = columns;
    *ADD_TO(p, done, struct run_item_contact, account->done) = (struct run_item_contact){
        row->item_id, (int32_t)row->level, row->pre_due != 0, {(int32_t)row->on_day}};
}

static void add_word(struct run_piece *p, struct piece_account *account, const void *columns)
{
    const struct q_run_word_row *row = columns;
    *ADD_TO(p, words, struct work_word, account->words) =
        (struct work_word){arena_str(&p->texts, row->kind),
                           day_of(row->through_day),
                           {(int32_t)row->on_day},
                           arena_str(&p->texts, row->why)};
}

static void add_owner(struct run_piece *p, struct piece_account *account, const void *columns)
{
    const struct q_run_owner_row *row = columns;
    *ADD_TO(p, owners, struct owner_word, account->owners) =
        (struct owner_word){.id = row->owner_id,
                            .from = {(int32_t)row->from_day},
                            .user_id = row->user_id.has ? row->user_id.v : 0,
                            .team_id = row->team_id.has ? row->team_id.v : 0};
}

/* ---- tables ---- */

/* How a row is taken: by itself, or put to the debtor or account whose key it begins with, where
 * he is wanted. */
static const struct {
    bool (*take)(void *with, const void *columns, struct err *err);
    void (*to_debtor)(struct run_piece *p, struct piece_debtor *debtor, const void *columns);
    void (*to_account)(struct run_piece *p, struct piece_account *account, const void *columns);
} takes[TABLE_COUNT] = {
    [DEBTORS] = {.take = take_debtor},
    [ACCOUNTS] = {.take = take_account},
    [ITEMS] = {.take = take_item},
    [PACKED_ITEMS] = {.take = take_packed_item},
    [SETTLED] = {.to_account = add_settled},
    [FACTS] = {.to_debtor = add_fact},
    [CONTACTS] = {.to_debtor = add_contact},
    [LETTERS] = {.to_debtor = add_letter},
    [LETTER_ITEMS] = {.to_debtor = add_letter_item},
    [OBJECTS] = {.to_debtor = add_agreed},
    [STAGES] = {.to_debtor = add_agreed},
    [DONE] = {.to_account = add_done},
    [WORDS] = {.to_account = add_word},
    [OWNERS] = {.to_account = add_owner},
    [WORKS] = {.take = take_work},
};

#define BEGINS_WITH_KEY(row)                                                                       \
    _Static_assert(offsetof(struct row, debtor_id) == offsetof(struct account_key, debtor_id) &&   \
                       offsetof(struct row, account_id) ==                                         \
                           offsetof(struct account_key, account_id),                               \
                   "the key of an account comes first")
BEGINS_WITH_KEY(q_run_settled_row);
BEGINS_WITH_KEY(q_run_done_row);
BEGINS_WITH_KEY(q_run_word_row);
BEGINS_WITH_KEY(q_run_owner_row);

static bool take_of_debtor(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    struct piece_debtor *debtor;
    int64_t id;
    memcpy(&id, columns, sizeof id); /* the first column of every statement for each row */
    if (!debtor_of(t, id, &debtor, err))
        return false;
    if (debtor != NULL)
        takes[t->table].to_debtor(t->piece, debtor, columns);
    return true;
}

static bool take_of_account(void *with, const void *columns, struct err *err)
{
    struct table_reading *t = with;
    struct piece_account *account;
    struct account_key key;
    memcpy(&key, columns, sizeof key);
    if (!account_of(t, key, &account, err))
        return false;
    if (account != NULL)
        takes[t->table].to_account(t->piece, account, columns);
    return true;
}

static bool read_table(struct db *db, enum table table, const struct run_piece_wanted *wanted,
                       const struct db_taker *taker, struct err *err)
{
    int64_t from = wanted->from_debtor;
    int64_t to = wanted->to_debtor;
    switch (table) {
    case DEBTORS:
        return q_run_debtor_each(db, &(struct q_run_debtor_in){from, to}, taker, err);
    case ACCOUNTS:
        return q_run_account_each(db, &(struct q_run_account_in){from, to}, taker, err);
    case ITEMS:
        return q_run_item_each(db, &(struct q_run_item_in){from, to}, taker, err);
    case PACKED_ITEMS:
        return q_run_packed_item_each(db, &(struct q_run_packed_item_in){from, to}, taker, err);
    case SETTLED:
        return q_run_settled_each(db, &(struct q_run_settled_in){from, to}, taker, err);
    case FACTS:
        return q_run_fact_each(db, &(struct q_run_fact_in){from, to}, taker, err);
    case CONTACTS:
        return q_run_contact_each(db, &(struct q_run_contact_in){from, to}, taker, err);
    case LETTERS:
        return q_run_letter_each(db, &(struct q_run_letter_in){from, to}, taker, err);
    case LETTER_ITEMS:
        return q_run_letter_item_each(db, &(struct q_run_letter_item_in){from, to}, taker, err);
    case OBJECTS:
        return q_run_object_each(db, &(struct q_run_object_in){from, to}, taker, err);
    case STAGES:
        return q_run_stage_each(db, &(struct q_run_stage_in){from, to}, taker, err);
    case DONE:
        return q_run_done_each(db, &(struct q_run_done_in){from, to}, taker, err);
    case WORDS:
        return q_run_word_each(db, &(struct q_run_word_in){from, to}, taker, err);
    case OWNERS:
        return q_run_owner_each(db, &(struct q_run_owner_in){from, to}, taker, err);
    case WORKS:
        return q_run_work_each(db, &(struct q_run_work_in){from, wanted->published, to}, taker,
                               err);
    case TABLE_COUNT:
        break;
    }
    BUG("no such table");
}

static bool read_rows(struct db *db, struct run_piece *p, enum table table,
                      const struct run_piece_wanted *wanted, struct err *err)
{
    struct table_reading t = {
        .piece = p, .wanted = wanted, .table = table, .last = {INT64_MIN, INT64_MIN}};
    struct db_taker taker = {takes[table].take, &t, wanted->ids, wanted->id_count};
    if (taker.take == NULL)
        taker.take = takes[table].to_debtor != NULL ? take_of_debtor : take_of_account;
    return read_table(db, table, wanted, &taker, err);
}

static void clear(struct run_piece *p)
{
    struct piece_lists lists = lists_of(p);
    for (size_t i = 0; i < LISTS; i++)
        lists.each[i]->count = 0;
    arena_clear(&p->texts);
}

/* ---- whose payments will probably be asked for ---- */

static bool is_likely(const struct run_piece *p, const struct piece_account *account,
                      const struct run_piece_wanted *wanted)
{
    const struct run_likely *likely = &wanted->likely;
    const struct piece_debtor *debtor =
        (const struct piece_debtor *)p->debtors.rows + account->debtor;
    struct day long_due = str_is(debtor->kind, "consumer") ? likely->old_of_consumers : likely->old;
    bool overdue = false;
    bool soon = false;
    bool old = false;
    for (size_t i = 0; i < account->items.count; i++) {
        const struct walked_item *item =
            &((const struct walked_item *)p->items.rows)[account->items.from + i];
        if (item->open_minor <= 0)
            continue;
        overdue = overdue || day_before(item->due.day, wanted->today);
        soon = soon || (day_is(likely->soon) && !day_before(likely->soon, item->due.day));
        old = old || (item->open_minor != item->amount_minor && day_is(long_due) &&
                      !day_before(long_due, item->due.day));
    }
    return (soon && !overdue) || old;
}

static bool read_settled(struct db *db, struct run_piece *p, const struct run_piece_wanted *wanted,
                         struct err *err)
{
    struct piece_account *accounts = p->accounts.rows;
    int64_t *ids = ARENA_ARRAY(&p->texts, p->accounts.count, int64_t);
    size_t count = 0;
    for (size_t i = 0; i < p->accounts.count; i++) {
        accounts[i].likely = is_likely(p, &accounts[i], wanted);
        if (accounts[i].likely && (count == 0 || ids[count - 1] != accounts[i].key.debtor_id))
            ids[count++] = accounts[i].key.debtor_id;
    }
    if (count == 0)
        return true;
    struct run_piece_wanted likely = *wanted;
    likely.ids = ids;
    likely.id_count = count;
    return read_rows(db, p, SETTLED, &likely, err);
}

bool run_piece_read(struct db *db, struct run_piece *p, const struct run_piece_wanted *wanted,
                    struct err *err)
{
    bool remote = db_engine(db) != DB_SQLITE;
    clear(p);
    for (enum table i = 0; i < TABLE_COUNT; i++) {
        if (i == SETTLED || i == (remote ? ITEMS : PACKED_ITEMS))
            continue;
        if (!read_rows(db, p, i, wanted, err))
            return false;
    }
    return !remote || p->accounts.count == 0 || read_settled(db, p, wanted, err);
}
