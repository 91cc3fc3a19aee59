#include "export_writeoffs.h"

#include "fec_text.h"

/* Plan comptable général: losses on bad debts, VAT collected, customers. */
static const char loss_account[] = "654000";
static const char vat_account[] = "445710";
static const char customer_account[] = "411000";

enum {
    COLUMN_CREDITOR,
    COLUMN_CUSTOMER,
    COLUMN_REF,
    COLUMN_PIECE,
    COLUMN_DATE,
    COLUMN_AMOUNT,
    COLUMN_NET,
    COLUMN_VAT,
    COLUMN_CURRENCY,
    COLUMN_WHY,
    COLUMN_ID,
    COLUMN_COUNT
};

static const struct table_column columns[COLUMN_COUNT] = {
    [COLUMN_CREDITOR] = {STR_INIT("creditor"), TABLE_REF, 0},
    [COLUMN_CUSTOMER] = {STR_INIT("customer"), TABLE_REF, 0},
    [COLUMN_REF] = {STR_INIT("ref"), TABLE_REF, 0},
    [COLUMN_PIECE] = {STR_INIT("piece"), TABLE_REF, 0},
    [COLUMN_DATE] = {STR_INIT("date"), TABLE_DAY, 0},
    [COLUMN_AMOUNT] = {STR_INIT("amount"), TABLE_AMOUNT, 0},
    [COLUMN_NET] = {STR_INIT("net"), TABLE_AMOUNT, 0},
    [COLUMN_VAT] = {STR_INIT("vat"), TABLE_AMOUNT, 0},
    [COLUMN_CURRENCY] = {STR_INIT("currency"), TABLE_TEXT, 0},
    [COLUMN_WHY] = {STR_INIT("why"), TABLE_TEXT, 0},
    [COLUMN_ID] = {STR_INIT("id"), TABLE_REF, 0},
};

struct writing {
    const struct writeoffs_query *query;
    int64_t count;
};

/* One write-off with what the entry needs. */
struct loss {
    const struct exported_piece *piece;
    int64_t gross_minor, vat_minor;
    struct str name;           /* of the customer in the ledger */
    struct str ledger_account; /* on which the invoice stands */
};

static int64_t vat_within(int64_t gross_minor, struct rate vat)
{
    return scale_round(gross_minor, vat.micro, INT64_C(100) * RATE_MICRO + vat.micro,
                       ROUND_HALF_UP);
}

static bool write_row(struct exporting *e, const struct exported_account *account,
                      const struct loss *loss, struct err *err)
{
    struct currency currency = account->currency;
    int64_t net_minor = loss->gross_minor - loss->vat_minor;
    const struct table_cell cells[COLUMN_COUNT] = {
        [COLUMN_CREDITOR] = table_ref(account->creditor),
        [COLUMN_CUSTOMER] = table_ref(account->ledger_number),
        [COLUMN_REF] = table_ref(account->ref),
        [COLUMN_PIECE] = table_ref(loss->piece->text),
        [COLUMN_DATE] = table_day(loss->piece->on),
        [COLUMN_AMOUNT] = table_amount((struct money){loss->gross_minor, currency}),
        [COLUMN_NET] = table_amount((struct money){net_minor, currency}),
        [COLUMN_VAT] = table_amount((struct money){loss->vat_minor, currency}),
        [COLUMN_CURRENCY] = table_text(currency_str(&e->scratch, currency)),
        [COLUMN_WHY] = table_text(loss->piece->label),
        [COLUMN_ID] = table_ref(exporting_id(e, loss->piece->id)),
    };
    return exporting_row(e, cells, err);
}

/* ---- as entries ---- */

static struct str label_of(struct exporting *e, const struct loss *loss)
{
    struct buf label;
    buf_init(&label, &e->scratch, LIMIT_LABEL_BYTES);
    buf_add_c(&label, "Passage en perte ");
    buf_add(&label, loss->piece->text);
    if (loss->piece->label.n > 0) {
        buf_add_c(&label, ", ");
        buf_add(&label, str_cut_utf8(loss->piece->label, label.max - label.n));
    }
    return buf_str(&label);
}

/* The number of an entry says which write-off it is: exporting twice gives the same. */
static struct str number_of(struct exporting *e, const struct loss *loss)
{
    struct buf number;
    buf_init(&number, &e->scratch, 64);
    buf_add_c(&number, "PP");
    buf_add_int(&number, loss->piece->id);
    return buf_str(&number);
}

static void add_entry(struct exporting *e, const struct exported_account *account,
                      const struct loss *loss)
{
    struct fec_line line = {
        .journal = STR("OD"),
        .journal_label = STR("Opérations diverses"),
        .number = number_of(e, loss),
        .day = loss->piece->on,
        .piece = loss->piece->text,
        .piece_day = loss->piece->on,
        .label = label_of(e, loss),
        .account = str_of(loss_account),
        .account_label = STR("Pertes sur créances irrécouvrables"),
        .debit_minor = loss->gross_minor - loss->vat_minor,
        .letter_day = DAY_NONE,
        .valid_day = DAY_NONE,
    };
    fec_text_line(&line, &e->line);
    if (loss->vat_minor != 0) {
        line.account = str_of(vat_account);
        line.account_label = STR("TVA collectée");
        line.debit_minor = loss->vat_minor;
        fec_text_line(&line, &e->line);
    }
    /* Without an auxiliary account the customer is known by the ledger account itself. */
    bool auxiliary = !str_eq(account->ledger_number, loss->ledger_account);
    line.account = loss->ledger_account;
    line.account_label = auxiliary ? exporting_account_label(LEDGER_CUSTOMER) : loss->name;
    line.auxiliary = auxiliary ? account->ledger_number : STR("");
    line.auxiliary_label = auxiliary ? loss->name : STR("");
    line.debit_minor = 0;
    line.credit_minor = loss->gross_minor;
    fec_text_line(&line, &e->line);
}

/* The ledger account of the invoice that is written off, else of the customer's other lines. */
static struct str account_of(const struct exported_account *account,
                             const struct known_lines *known, int64_t item_id)
{
    struct str found = {0};
    int64_t debit = 0;
    for (size_t i = 0; i < account->allocation_count; i++) {
        if (account->allocations[i].credit_item == item_id)
            debit = account->allocations[i].debit_item;
    }
    for (size_t i = 0; i < known->count; i++) {
        const struct ledger_line *l = &known->rows[i].line;
        if (l->id == debit)
            return l->ledger_account;
        if (l->role == LEDGER_CUSTOMER)
            found = l->ledger_account;
    }
    return found.n > 0 ? found : str_of(customer_account);
}

static bool write_entry(struct exporting *e, const struct exported_account *account,
                        struct loss *loss, struct err *err)
{
    struct known_lines known;
    if (!ledger_load(e->app->db, &e->scratch, account->key, &known, err) ||
        !exporting_ledger_name(e, account, &loss->name, err))
        return false;
    loss->ledger_account = account_of(account, &known, loss->piece->id);
    add_entry(e, account, loss);
    return exporting_write(e, err);
}

/* ---- all ---- */

static bool export_account(struct exporting *e, struct exported_account *account, void *with,
                           struct err *err)
{
    struct writing *w = with;
    if (!exporting_pieces(e, account, err))
        return false;
    for (size_t i = 0; i < account->piece_count; i++) {
        const struct exported_piece *piece = &account->pieces[i];
        if (!piece->standing || !str_is(piece->kind, item_kind_code(ITEM_WRITE_OFF)))
            continue;
        struct loss loss = {.piece = piece, .gross_minor = -piece->amount_minor};
        loss.vat_minor = vat_within(loss.gross_minor, w->query->vat);
        w->count++;
        if (e->query->format == EXPORT_FEC ? !write_entry(e, account, &loss, err)
                                           : !write_row(e, account, &loss, err))
            return false;
    }
    return true;
}

bool export_writeoffs(struct app *app, struct arena *a, const struct writeoffs_query *query,
                      int64_t *rows, struct err *err)
{
    struct writing w = {.query = query};
    struct exporting_job job = {&query->export, columns, COLUMN_COUNT, export_account, &w};
    int64_t written = 0;
    bool ok = exporting_run(app, a, &job, &written, err);
    *rows = w.count;
    return ok;
}
