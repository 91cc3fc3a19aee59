#include "show_statement.h"

#include "base/sort.h"
#include "gen/ledger_sql.h"
#include "load_law.h"

struct payment_row {
    int64_t item_id;
    struct statement_payment payment;
};

struct payments {
    struct payment_row *rows; /* by item, then by day */
    size_t count;
};

static int by_item_and_day(const void *pa, const void *pb, const void *with)
{
    const struct payment_row *a = pa;
    const struct payment_row *b = pb;
    (void)with;
    if (a->item_id != b->item_id)
        return a->item_id < b->item_id ? -1 : 1;
    return a->payment.on.n < b->payment.on.n ? -1 : a->payment.on.n > b->payment.on.n;
}

/* A reversal has the day of what it reverses: both stand side by side and cancel out. */
static bool read_payments(struct app *app, struct arena *a, struct account_key key,
                          struct payments *out, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(app->db, &in, &rows, err))
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
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] =
            (struct payment_row){row.debit_item, {{(int32_t)row.on_day}, row.amount_minor}};
    }
    db_done(&rows);
    SORT(a, out->rows, out->count, by_item_and_day, NULL);
    return ok;
}

/* The payments of one item, one a day; what was reversed adds up to nothing. */
static void payments_of(struct arena *a, const struct payments *all, int64_t item_id,
                        struct statement_item *item)
{
    size_t from = 0;
    size_t to = all->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (all->rows[middle].item_id < item_id)
            from = middle + 1;
        else
            to = middle;
    }
    size_t end = from;
    while (end < all->count && all->rows[end].item_id == item_id)
        end++;
    struct statement_payment *payments = ARENA_ARRAY(a, end - from, struct statement_payment);
    size_t count = 0;
    for (size_t i = from; i < end; i++) {
        const struct statement_payment *p = &all->rows[i].payment;
        if (count > 0 && payments[count - 1].on.n == p->on.n)
            payments[count - 1].minor += p->minor;
        else
            payments[count++] = *p;
    }
    item->payments = payments;
    item->payment_count = count;
}

static enum statement_debtor debtor_of(struct str kind)
{
    if (str_is(kind, "company") || str_is(kind, "trader"))
        return STATEMENT_BUSINESS;
    if (str_is(kind, "public"))
        return STATEMENT_PUBLIC;
    return str_is(kind, "consumer") ? STATEMENT_CONSUMER : STATEMENT_UNKNOWN;
}

static struct law_curve curve_for(struct arena *a, const struct law_tables *tables,
                                  const struct walked_account *account, struct day on)
{
    struct day first = on;
    for (size_t i = 0; i < account->item_count; i++)
        first = day_min(first, account->items[i].due.day);
    struct law_curve_terms terms = {
        .kind = LAW_CURVE_BUSINESS, .from = day_add(first, 1), .to = on, .more_from = DAY_NONE};
    return law_curve_build(tables, &terms, a);
}

/* The flat indemnity in force on the day, for accounts in euros; its value is in cents. */
static int64_t indemnity_for(const struct law_tables *tables, const struct walked_account *account,
                             struct day on)
{
    const struct law_rule_row *rule = law_rule_on(tables, LAW_RULE_INDEMNITY, on);
    return rule != NULL && currency_eq(account->currency, CURRENCY_EUR) ? rule->value : 0;
}

static void add_up(struct arena *a, const struct law_tables *tables,
                   const struct payments *payments, struct account_statement *out)
{
    const struct walked_account *account = &out->file.account;
    struct law_curve curve = curve_for(a, tables, account, out->on);
    struct statement_terms terms = {debtor_of(account->debtor_kind), out->on,
                                    indemnity_for(tables, account, out->on), &curve};
    out->lines = ARENA_ARRAY(a, account->item_count, struct statement_line);
    out->complete = true;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *walked = &account->items[i];
        struct statement_item item = {.kind = walked->kind,
                                      .role = walked->role,
                                      .due = walked->due,
                                      .amount_minor = walked->amount_minor};
        if (item.amount_minor > 0)
            payments_of(a, payments, walked->id, &item);
        out->lines[i] = statement_of(a, &item, &terms);
        out->interest_minor += out->lines[i].interest_minor;
        out->indemnity_minor += out->lines[i].indemnity_minor;
        out->complete = out->complete && out->lines[i].gap == GAP_NONE;
    }
    out->principal_minor = out->file.ledger_minor;
}

bool show_statement(struct app *app, struct arena *a, const struct file_query *query,
                    struct account_statement *out, struct err *err)
{
    struct payments payments = {0};
    const struct law_tables *tables = NULL;
    *out = (struct account_statement){.on = app->today};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = law_tables_of(app, a, &tables, err) &&
              show_file_within(app, a, query, &out->file, err) &&
              read_payments(app, a, out->file.account.key, &payments, err);
    db_rollback(app->db); /* nothing was written */
    if (ok)
        add_up(a, tables, &payments, out);
    return ok;
}
