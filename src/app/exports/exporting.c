#include "exporting.h"

#include "base/json.h"
#include "base/ref.h"
#include "base/sort.h"
#include "courier/csv.h"
#include "fec_text.h"
#include "gen/account_sql.h"
#include "gen/ledger_sql.h"

enum { LINE_BYTES_MAX = 64 * 1024 };

static const char *const format_codes[] = {"jsonl", "csv", "fec"};

bool export_format_parse(struct str code, enum export_format *out)
{
    size_t i = str_index(code, format_codes, COUNT_OF(format_codes));
    if (i == COUNT_OF(format_codes))
        return false;
    *out = (enum export_format)i;
    return true;
}

bool exporting_write(struct exporting *e, struct err *err)
{
    ASSERT(!e->line.full);
    bool ok = e->line.n == 0 || fwrite(e->line.p, 1, e->line.n, e->query->out) == e->line.n;
    buf_clear(&e->line);
    return ok || err_set(err, ERR_FILE_WRITE, NULL);
}

/* ---- rows ---- */

static void add_json(struct exporting *e, const struct table_cell *cells)
{
    struct json j;
    json_begin(&j, &e->line);
    json_object(&j, NULL);
    for (size_t i = 0; i < e->column_count; i++) {
        const char *key = e->columns[i].title.p;
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
        case TABLE_EMPTY:
            json_null(&j, key);
            break;
        case TABLE_INT:
            json_int(&j, key, cells[i].number);
            break;
        case TABLE_KIND_COUNT:
            BUG("kind of a cell");
        }
    }
    json_object_end(&j);
    json_end(&j);
}

bool exporting_row(struct exporting *e, const struct table_cell *cells, struct err *err)
{
    if (e->query->format == EXPORT_CSV)
        csv_row(cells, e->column_count, &e->line);
    else
        add_json(e, cells);
    e->rows++;
    return exporting_write(e, err);
}

struct str exporting_id(struct exporting *e, int64_t id)
{
    struct buf text;
    buf_init(&text, &e->scratch, 32);
    buf_add_int(&text, id);
    return buf_str(&text);
}

/* ---- one account ---- */

struct stored_allocation {
    struct standing_allocation said;
    int64_t reverses; /* the one it takes back, or 0 */
    bool reversed;
};

struct stored_allocations {
    struct stored_allocation *rows; /* by id */
    size_t count;
};

static bool load_allocations(struct exporting *e, struct account_key key,
                             struct stored_allocations *out, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_allocation_by_account_row row;
    while (q_allocation_by_account_more(&rows, &row, &ok, err)) {
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
    size_t at = FIND_ID(all->rows, all->count, struct stored_allocation, said.id, id);
    if (at < all->count)
        all->rows[at].reversed = true;
}

/* Those that stand: neither a reversal nor reversed. */
static bool read_allocations(struct exporting *e, struct exported_account *account, struct err *err)
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

bool exporting_pieces(struct exporting *e, struct exported_account *account, struct err *err)
{
    struct q_item_by_account_in in = {account->key.debtor_id, account->key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_item_by_account_row row;
    while (q_item_by_account_more(&rows, &row, &ok, err)) {
        size_t n = account->piece_count++;
        if ((n & (n - 1)) == 0)
            account->pieces = arena_grow(&e->scratch, account->pieces, n, n == 0 ? 1 : n * 2,
                                         sizeof *account->pieces);
        account->pieces[n] = (struct exported_piece){
            .id = row.item_id,
            .standing = row.standing == 1,
            .kind = arena_str(&e->scratch, row.kind),
            .text = arena_str(&e->scratch, row.piece),
            .label = arena_str(&e->scratch, row.label),
            .on = {(int32_t)row.on_day},
            .amount_minor = row.amount_minor,
        };
    }
    db_done(&rows);
    return ok;
}

const struct exported_piece *exporting_piece(const struct exported_account *account, int64_t id)
{
    size_t at = FIND_ID(account->pieces, account->piece_count, struct exported_piece, id, id);
    ASSERT(at < account->piece_count);
    return &account->pieces[at];
}

bool exporting_ledger_name(struct exporting *e, const struct exported_account *account,
                           struct str *out, struct err *err)
{
    struct q_fact_by_debtor_in in = {account->key.debtor_id};
    struct db_rows rows;
    *out = account->ledger_number;
    if (!q_fact_by_debtor_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_by_debtor_row row;
    while (q_fact_by_debtor_more(&rows, &row, &ok, err)) {
        if (row.standing == 1 && str_is(row.kind, "ledger_name"))
            *out = arena_str(&e->scratch, row.value);
    }
    db_done(&rows);
    return ok;
}

struct str exporting_account_label(enum ledger_role role)
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

/* ---- all accounts ---- */

static bool export_account(struct exporting *e, const struct exporting_job *job,
                           const struct q_account_scan_row *row, struct err *err)
{
    const struct creditor *creditor = creditor_by_id(&e->creditors, row->creditor_id);
    ASSERT(creditor != NULL);
    if (e->query->creditor.n > 0 && !str_eq(e->query->creditor, creditor->code))
        return true;
    struct exported_account account = {.key = {row->debtor_id, row->account_id},
                                       .ledger_number = row->ledger_number,
                                       .creditor = creditor->code};
    struct buf ref;
    buf_init(&ref, &e->scratch, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->number);
    account.ref = buf_str(&ref);
    return currency_parse(row->currency, &account.currency, err) &&
           read_allocations(e, &account, err) && job->each(e, &account, job->with, err);
}

static bool export_accounts(struct exporting *e, const struct exporting_job *job, struct err *err)
{
    struct db_rows rows;
    if (!q_account_scan_open(e->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_account_scan_row row;
    while (q_account_scan_more(&rows, &row, &ok, err)) {
        arena_clear(&e->scratch);
        ok = export_account(e, job, &row, err);
    }
    db_done(&rows);
    return ok;
}

/* A ledger is of one company. */
static bool check_creditor(const struct exporting *e, struct err *err)
{
    if (e->query->format == EXPORT_FEC && e->query->creditor.n == 0 && e->creditors.count > 1)
        return err_set(err, ERR_CREDITOR_NEEDED, NULL);
    return creditor_known(&e->creditors, e->query->creditor, err);
}

static bool write_head(struct exporting *e, struct err *err)
{
    if (e->query->format == EXPORT_FEC)
        fec_text_head(&e->line);
    else if (e->query->format == EXPORT_CSV)
        csv_head(e->columns, e->column_count, &e->line);
    return exporting_write(e, err);
}

bool exporting_run(struct app *app, struct arena *a, const struct exporting_job *job, int64_t *rows,
                   struct err *err)
{
    struct exporting e = {.app = app,
                          .query = job->query,
                          .columns = job->columns,
                          .column_count = job->column_count};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&e.scratch, 0);
    buf_init(&e.line, a, LINE_BYTES_MAX);
    bool ok = creditor_list(app->db, a, &e.creditors, err) && check_creditor(&e, err) &&
              write_head(&e, err) && export_accounts(&e, job, err);
    db_rollback(app->db); /* nothing was written */
    arena_release(&e.scratch);
    *rows = e.rows;
    if (ok && fflush(job->query->out) != 0)
        return err_set(err, ERR_FILE_WRITE, NULL);
    return ok;
}
