#include "export_allocations.h"

#include "base/json.h"
#include "base/ref.h"
#include "claim/lettering.h"
#include "courier/csv.h"
#include "fec_text.h"
#include "gen/account_sql.h"
#include "gen/ledger_sql.h"
#include "store/account_store.h"

enum { LINE_BYTES_MAX = 64 * 1024 };

/* An item an allocation speaks of. */
struct piece {
    int64_t id;
    struct str text;
    struct day on;
};

struct account {
    struct account_key key;
    struct str ref, ledger_number, creditor;
    struct currency currency;
    struct standing_allocation *allocations; /* by id */
    size_t allocation_count;
    struct piece *pieces; /* by id */
    size_t piece_count;
};

struct export
{
    struct app *app;
    const struct allocations_query *query;
    struct allocations_report *report;
    struct arena scratch; /* of one account */
    struct creditors creditors;
    struct buf line;
};

static const char *const format_codes[] = {"jsonl", "csv", "fec"};

bool export_format_parse(struct str code, enum export_format *out)
{
    for (size_t i = 0; i < COUNT_OF(format_codes); i++) {
        if (str_is(code, format_codes[i])) {
            *out = (enum export_format)i;
            return true;
        }
    }
    return false;
}

static bool write_line(struct export *e, struct err *err)
{
    ASSERT(!e->line.full);
    bool ok = e->line.n == 0 || fwrite(e->line.p, 1, e->line.n, e->query->out) == e->line.n;
    buf_clear(&e->line);
    return ok || err_set(err, ERR_FILE_WRITE, NULL);
}

/* ---- reading one account ---- */

struct stored_allocation {
    struct standing_allocation said;
    int64_t reverses; /* the one it takes back, or 0 */
    bool reversed;
};

struct stored_allocations {
    struct stored_allocation *rows; /* by id */
    size_t count;
};

static bool load_allocations(struct export *e, struct account_key key,
                             struct stored_allocations *out, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_allocation_by_account_row row;
        bool have = false;
        ok = q_allocation_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows =
                arena_grow(&e->scratch, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n].said = (struct standing_allocation){
            .id = row.allocation_id,
            .credit_item = row.credit_item,
            .debit_item = row.debit_item,
            .amount_minor = row.amount_minor,
            .on = {(int32_t)row.on_day},
            .source = arena_str(&e->scratch, row.source),
            .letter = arena_str(&e->scratch, row.letter),
            .from_ledger = str_is(row.source, "lettering"),
        };
        out->rows[n].reverses = row.reverses.has ? row.reverses.v : 0;
    }
    db_done(&rows);
    return ok;
}

static void mark_reversed(struct stored_allocations *all, int64_t id)
{
    size_t from = 0;
    size_t to = all->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (all->rows[middle].said.id < id)
            from = middle + 1;
        else
            to = middle;
    }
    if (from < all->count && all->rows[from].said.id == id)
        all->rows[from].reversed = true;
}

/* Those that stand: neither a reversal nor reversed. */
static bool read_allocations(struct export *e, struct account *account, struct err *err)
{
    struct stored_allocations all = {0};
    if (!load_allocations(e, account->key, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].reverses != 0)
            mark_reversed(&all, all.rows[i].reverses);
    }
    account->allocations = ARENA_ARRAY(&e->scratch, all.count, struct standing_allocation);
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].reverses == 0 && !all.rows[i].reversed)
            account->allocations[account->allocation_count++] = all.rows[i].said;
    }
    return true;
}

static bool read_pieces(struct export *e, struct account *account, struct err *err)
{
    struct q_item_by_account_in in = {account->key.debtor_id, account->key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_item_by_account_row row;
        bool have = false;
        ok = q_item_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = account->piece_count++;
        if ((n & (n - 1)) == 0)
            account->pieces = arena_grow(&e->scratch, account->pieces, n, n == 0 ? 1 : n * 2,
                                         sizeof *account->pieces);
        account->pieces[n] =
            (struct piece){row.item_id, arena_str(&e->scratch, row.piece), {(int32_t)row.on_day}};
    }
    db_done(&rows);
    return ok;
}

static const struct piece *piece_of(const struct account *account, int64_t id)
{
    size_t from = 0;
    size_t to = account->piece_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (account->pieces[middle].id < id)
            from = middle + 1;
        else
            to = middle;
    }
    ASSERT(from < account->piece_count);
    ASSERT(account->pieces[from].id == id);
    return &account->pieces[from];
}

/* ---- row by row ---- */

enum {
    COLUMN_CREDITOR,
    COLUMN_CUSTOMER,
    COLUMN_REF,
    COLUMN_CREDIT_PIECE,
    COLUMN_CREDIT_DATE,
    COLUMN_DEBIT_PIECE,
    COLUMN_DEBIT_DATE,
    COLUMN_AMOUNT,
    COLUMN_CURRENCY,
    COLUMN_DATE,
    COLUMN_LETTER,
    COLUMN_SOURCE,
    COLUMN_ID,
    COLUMN_CREDIT_ID,
    COLUMN_DEBIT_ID,
    COLUMN_COUNT
};

/* Keys of JSON and names of columns alike: never translated. */
static const struct table_column columns[COLUMN_COUNT] = {
    [COLUMN_CREDITOR] = {STR_INIT("creditor"), TABLE_REF, 0},
    [COLUMN_CUSTOMER] = {STR_INIT("customer"), TABLE_REF, 0},
    [COLUMN_REF] = {STR_INIT("ref"), TABLE_REF, 0},
    [COLUMN_CREDIT_PIECE] = {STR_INIT("credit_piece"), TABLE_REF, 0},
    [COLUMN_CREDIT_DATE] = {STR_INIT("credit_date"), TABLE_DAY, 0},
    [COLUMN_DEBIT_PIECE] = {STR_INIT("debit_piece"), TABLE_REF, 0},
    [COLUMN_DEBIT_DATE] = {STR_INIT("debit_date"), TABLE_DAY, 0},
    [COLUMN_AMOUNT] = {STR_INIT("amount"), TABLE_AMOUNT, 0},
    [COLUMN_CURRENCY] = {STR_INIT("currency"), TABLE_TEXT, 0},
    [COLUMN_DATE] = {STR_INIT("date"), TABLE_DAY, 0},
    [COLUMN_LETTER] = {STR_INIT("letter"), TABLE_REF, 0},
    [COLUMN_SOURCE] = {STR_INIT("source"), TABLE_TEXT, 0},
    [COLUMN_ID] = {STR_INIT("id"), TABLE_REF, 0},
    [COLUMN_CREDIT_ID] = {STR_INIT("credit_id"), TABLE_REF, 0},
    [COLUMN_DEBIT_ID] = {STR_INIT("debit_id"), TABLE_REF, 0},
};

static struct str id_text(struct arena *a, int64_t id)
{
    struct buf text;
    buf_init(&text, a, 32);
    buf_add_int(&text, id);
    return buf_str(&text);
}

static void fill_cells(struct export *e, const struct account *account,
                       const struct standing_allocation *s, struct table_cell *cells)
{
    struct arena *a = &e->scratch;
    const struct piece *credit = piece_of(account, s->credit_item);
    const struct piece *debit = piece_of(account, s->debit_item);
    char currency[4];
    currency_text(account->currency, currency);
    cells[COLUMN_CREDITOR] = table_ref(account->creditor);
    cells[COLUMN_CUSTOMER] = table_ref(account->ledger_number);
    cells[COLUMN_REF] = table_ref(account->ref);
    cells[COLUMN_CREDIT_PIECE] = table_ref(credit->text);
    cells[COLUMN_CREDIT_DATE] = table_day(credit->on);
    cells[COLUMN_DEBIT_PIECE] = table_ref(debit->text);
    cells[COLUMN_DEBIT_DATE] = table_day(debit->on);
    cells[COLUMN_AMOUNT] = table_amount((struct money){s->amount_minor, account->currency});
    cells[COLUMN_CURRENCY] = table_text(arena_str(a, str_of(currency)));
    cells[COLUMN_DATE] = table_day(s->on);
    cells[COLUMN_LETTER] = table_ref(s->letter);
    cells[COLUMN_SOURCE] = table_text(s->source);
    cells[COLUMN_ID] = table_ref(id_text(a, s->id));
    cells[COLUMN_CREDIT_ID] = table_ref(id_text(a, s->credit_item));
    cells[COLUMN_DEBIT_ID] = table_ref(id_text(a, s->debit_item));
}

static void add_json(struct buf *line, const struct table_cell *cells)
{
    struct json j;
    json_begin(&j, line);
    json_object(&j, NULL);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        const char *key = columns[i].title.p;
        switch (cells[i].kind) {
        case TABLE_DAY:
            json_day(&j, key, cells[i].day);
            break;
        case TABLE_AMOUNT:
            json_amount(&j, key, cells[i].amount);
            break;
        case TABLE_TEXT:
        case TABLE_REF:
            json_text(&j, key, cells[i].text);
            break;
        case TABLE_INT:
        case TABLE_EMPTY:
        case TABLE_KIND_COUNT:
            BUG("no such column");
        }
    }
    json_object_end(&j);
    json_end(&j);
}

static bool write_rows(struct export *e, struct account *account, struct err *err)
{
    if (!read_pieces(e, account, err))
        return false;
    for (size_t i = 0; i < account->allocation_count; i++) {
        struct table_cell cells[COLUMN_COUNT];
        fill_cells(e, account, &account->allocations[i], cells);
        if (e->query->format == EXPORT_CSV)
            csv_row(cells, COLUMN_COUNT, &e->line);
        else
            add_json(&e->line, cells);
        e->report->rows++;
        if (!write_line(e, err))
            return false;
    }
    return true;
}

/* ---- as a ledger ---- */

/* The name of the customer in the ledger as it was told last. */
static bool ledger_name(struct export *e, const struct account *account, struct str *out,
                        struct err *err)
{
    struct q_fact_by_debtor_in in = {account->key.debtor_id};
    struct db_rows rows;
    *out = account->ledger_number;
    if (!q_fact_by_debtor_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_fact_by_debtor_row row;
        bool have = false;
        ok = q_fact_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (row.standing == 1 && str_is(row.kind, "ledger_name"))
            *out = arena_str(&e->scratch, row.value);
    }
    db_done(&rows);
    return ok;
}

/* The words of the plan comptable général; what the ledger itself writes is not kept. */
static struct str account_label(enum ledger_role role)
{
    static const struct str labels[LEDGER_ROLE_COUNT] = {
        [LEDGER_CUSTOMER] = STR_INIT("Clients"),
        [LEDGER_BILL] = STR_INIT("Clients - Effets à recevoir"),
        [LEDGER_RETENTION] = STR_INIT("Clients - Retenues de garantie"),
        [LEDGER_DEPOSIT] = STR_INIT("Clients - Avances et acomptes reçus"),
    };
    ASSERT(labels[role].n > 0); /* the others are never allocated */
    return labels[role];
}

static void add_ledger_line(struct export *e, const struct account *account, struct str name,
                            const struct lettered_line *told)
{
    const struct ledger_line *l = told->line;
    /* Without an auxiliary account the customer is known by the ledger account itself. */
    bool auxiliary = !str_eq(account->ledger_number, l->ledger_account);
    struct fec_line line = {
        .journal = l->journal,
        .journal_label = l->journal,
        .number = l->entry_number,
        .account = l->ledger_account,
        .account_label = auxiliary ? account_label(l->role) : name,
        .auxiliary = auxiliary ? account->ledger_number : STR(""),
        .auxiliary_label = auxiliary ? name : STR(""),
        .piece = l->piece,
        .label = l->label,
        .letter = told->letter,
        .day = l->entry_day,
        .piece_day = l->piece_day,
        .letter_day = told->letter_day,
        .valid_day = l->valid_day,
        .debit_minor = l->debit_minor,
        .credit_minor = l->credit_minor,
    };
    fec_text_line(&line, &e->line);
}

static bool write_ledger(struct export *e, const struct account *account, struct err *err)
{
    struct known_lines known;
    struct ledger_fold fold;
    struct lettering lettering;
    struct str name;
    if (!currency_eq(account->currency, CURRENCY_EUR)) { /* the only currency of a ledger file */
        e->report->left_out++;
        return true;
    }
    if (!ledger_load(e->app->db, &e->scratch, account->key, &known, err) ||
        !ledger_name(e, account, &name, err))
        return false;
    struct ledger_line *lines = ledger_copy(&e->scratch, &known);
    ledger_fold(&e->scratch, lines, known.count, &fold); /* says which openings repeat others */
    struct lettering_input in = {lines, known.count, account->allocations,
                                 account->allocation_count};
    lettering_of(&e->scratch, &in, &lettering);
    e->report->groups += (int64_t)lettering.group_count;
    e->report->left_out += (int64_t)lettering.left_out;
    for (size_t i = 0; i < lettering.count; i++) {
        add_ledger_line(e, account, name, &lettering.rows[i]);
        e->report->rows++;
        if (!write_line(e, err))
            return false;
    }
    return true;
}

/* ---- all accounts ---- */

static bool export_account(struct export *e, const struct q_account_scan_row *row, struct err *err)
{
    const struct creditor *creditor = creditor_by_id(&e->creditors, row->creditor_id);
    ASSERT(creditor != NULL);
    if (e->query->creditor.n > 0 && !str_eq(e->query->creditor, creditor->code))
        return true;
    struct account account = {.key = {row->debtor_id, row->account_id},
                              .ledger_number = row->ledger_number,
                              .creditor = creditor->code};
    struct buf ref;
    buf_init(&ref, &e->scratch, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->number);
    account.ref = buf_str(&ref);
    if (!currency_parse(row->currency, &account.currency, err) ||
        !read_allocations(e, &account, err))
        return false;
    if (account.allocation_count == 0)
        return true;
    return e->query->format == EXPORT_FEC ? write_ledger(e, &account, err)
                                          : write_rows(e, &account, err);
}

static bool export_accounts(struct export *e, struct err *err)
{
    struct db_rows rows;
    if (!q_account_scan_open(e->app->db, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_account_scan_row row;
        bool have = false;
        ok = q_account_scan_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        arena_clear(&e->scratch);
        ok = export_account(e, &row, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

/* A ledger is of one company. */
static bool check_creditor(const struct export *e, struct err *err)
{
    if (e->query->format == EXPORT_FEC && e->query->creditor.n == 0 && e->creditors.count > 1)
        return err_set(err, ERR_CREDITOR_NEEDED, NULL);
    return creditor_known(&e->creditors, e->query->creditor, err);
}

static bool export_head(struct export *e, struct err *err)
{
    if (e->query->format == EXPORT_FEC)
        fec_text_head(&e->line);
    else if (e->query->format == EXPORT_CSV)
        csv_head(columns, COLUMN_COUNT, &e->line);
    return write_line(e, err);
}

bool export_allocations(struct app *app, struct arena *a, const struct allocations_query *query,
                        struct allocations_report *report, struct err *err)
{
    struct export e = {.app = app, .query = query, .report = report};
    *report = (struct allocations_report){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&e.scratch, 0);
    buf_init(&e.line, a, LINE_BYTES_MAX);
    bool ok = creditor_list(app->db, a, &e.creditors, err) && check_creditor(&e, err) &&
              export_head(&e, err) && export_accounts(&e, err);
    db_rollback(app->db); /* nothing was written */
    arena_release(&e.scratch);
    if (ok && fflush(query->out) != 0)
        return err_set(err, ERR_FILE_WRITE, NULL);
    return ok;
}
