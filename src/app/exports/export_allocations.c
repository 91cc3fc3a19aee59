#include "export_allocations.h"

#include "fec_text.h"

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

static bool write_rows(struct exporting *e, struct exported_account *account, struct err *err)
{
    if (!exporting_pieces(e, account, err))
        return false;
    for (size_t i = 0; i < account->allocation_count; i++) {
        const struct standing_allocation *s = &account->allocations[i];
        const struct exported_piece *credit = exporting_piece(account, s->credit_item);
        const struct exported_piece *debit = exporting_piece(account, s->debit_item);
        const struct table_cell cells[COLUMN_COUNT] = {
            [COLUMN_CREDITOR] = table_ref(account->creditor),
            [COLUMN_CUSTOMER] = table_ref(account->ledger_number),
            [COLUMN_REF] = table_ref(account->ref),
            [COLUMN_CREDIT_PIECE] = table_ref(credit->text),
            [COLUMN_CREDIT_DATE] = table_day(credit->on),
            [COLUMN_DEBIT_PIECE] = table_ref(debit->text),
            [COLUMN_DEBIT_DATE] = table_day(debit->on),
            [COLUMN_AMOUNT] = table_amount((struct money){s->amount_minor, account->currency}),
            [COLUMN_CURRENCY] = table_text(currency_str(&e->scratch, account->currency)),
            [COLUMN_DATE] = table_day(s->on),
            [COLUMN_LETTER] = table_ref(s->letter),
            [COLUMN_SOURCE] = table_text(s->source),
            [COLUMN_ID] = table_ref(exporting_id(e, s->id)),
            [COLUMN_CREDIT_ID] = table_ref(exporting_id(e, s->credit_item)),
            [COLUMN_DEBIT_ID] = table_ref(exporting_id(e, s->debit_item)),
        };
        if (!exporting_row(e, cells, err))
            return false;
    }
    return true;
}

/* ---- as a ledger ---- */

static void add_ledger_line(struct exporting *e, const struct exported_account *account,
                            struct str name, const struct lettered_line *told)
{
    const struct ledger_line *l = told->line;
    /* Without an auxiliary account the customer is known by the ledger account itself. */
    bool auxiliary = !str_eq(account->ledger_number, l->ledger_account);
    struct fec_line line = {
        .journal = l->journal,
        .journal_label = l->journal,
        .number = l->entry_number,
        .account = l->ledger_account,
        .account_label = auxiliary ? exporting_account_label(l->role) : name,
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

static bool write_ledger(struct exporting *e, const struct exported_account *account,
                         struct allocations_report *report, struct err *err)
{
    struct known_lines known;
    struct ledger_fold fold;
    struct lettering lettering;
    struct str name;
    if (!currency_eq(account->currency, CURRENCY_EUR)) { /* the only currency of a ledger file */
        report->left_out++;
        return true;
    }
    if (!ledger_load(e->app->db, &e->scratch, account->key, &known, err) ||
        !exporting_ledger_name(e, account, &name, err))
        return false;
    struct ledger_line *lines = ledger_copy(&e->scratch, &known);
    ledger_fold(&e->scratch, lines, known.count, &fold); /* says which openings repeat others */
    struct lettering_input in = {lines, known.count, account->allocations,
                                 account->allocation_count};
    lettering_of(&e->scratch, &in, &lettering);
    report->groups += (int64_t)lettering.group_count;
    report->left_out += (int64_t)lettering.left_out;
    for (size_t i = 0; i < lettering.count; i++) {
        add_ledger_line(e, account, name, &lettering.rows[i]);
        report->rows++;
        if (!exporting_write(e, err))
            return false;
    }
    return true;
}

static bool export_account(struct exporting *e, struct exported_account *account, void *with,
                           struct err *err)
{
    if (account->allocation_count == 0)
        return true;
    return e->query->format == EXPORT_FEC ? write_ledger(e, account, with, err)
                                          : write_rows(e, account, err);
}

bool export_allocations(struct app *app, struct arena *a, const struct export_query *query,
                        struct allocations_report *report, struct err *err)
{
    int64_t rows = 0;
    struct exporting_job job = {query, columns, COLUMN_COUNT, export_account, report};
    *report = (struct allocations_report){0};
    bool ok = exporting_run(app, a, &job, &rows, err);
    report->rows += rows;
    return ok;
}
