#include "base/money.h"
#include "claim/statement.h"
#include "table.h"

enum { ITEMS_MAX = 12 };

struct scene {
    struct statement_item items[ITEMS_MAX];
    struct str names[ITEMS_MAX];
    size_t count;
    struct statement_allocation allocations[ITEMS_MAX];
    size_t allocation_count;
    struct statement_waiver waivers[2];
    size_t waiver_count;
    struct statement_terms terms;
};

static size_t place_of(const struct table_row *row, const struct scene *s, struct str name)
{
    for (size_t i = 0; i < s->count; i++) {
        if (str_eq(s->names[i], name))
            return i;
    }
    table_broken(row, "no item of that name");
}

static struct str word(const struct table_row *row, struct str *rest)
{
    struct str out = {0};
    if (!str_split(rest, ' ', &out))
        table_broken(row, "a word is missing");
    return out;
}

/* "A 3000.00 2025-12-31": an invoice, its amount and due day; behind a '~' the due date is assumed;
 * "A 3000.00 2025-03-03" of a public buyer: the day of receipt. */
static void read_debts(const struct table_row *row, struct scene *s)
{
    struct str rest = row_text(row, "debts");
    bool public_buyer = s->terms.debtor == STATEMENT_PUBLIC;
    while (rest.n > 0) {
        struct str name = word(row, &rest);
        struct statement_item *item = &s->items[s->count];
        *item = (struct statement_item){.id = (int64_t)s->count,
                                        .kind = ITEM_INVOICE,
                                        .role = LEDGER_CUSTOMER,
                                        .amount_minor = parse_amount(row, word(row, &rest)),
                                        .received = DAY_NONE};
        struct str day = word(row, &rest);
        bool assumed = str_starts(day, STR("~"));
        item->due.day = parse_day(row, assumed ? str_slice(day, 1, day.n) : day);
        item->due.source = assumed ? DUE_ASSUMED : DUE_COMPUTED;
        item->received = public_buyer ? item->due.day : DAY_NONE;
        item->issued = item->on = day_add(item->due.day, -60);
        s->names[s->count++] = name;
    }
}

/* "P 4000.00 2025-03-15": a payment and its day; "N 100.00 2025-03-15 note": a credit note. */
static void read_credits(const struct table_row *row, struct scene *s)
{
    struct str rest = row_text(row, "credits");
    while (rest.n > 0) {
        struct str name = word(row, &rest);
        struct statement_item *item = &s->items[s->count];
        *item = (struct statement_item){.id = (int64_t)s->count,
                                        .kind = str_starts(name, STR("N")) ? ITEM_CREDIT_NOTE
                                                                           : ITEM_PAYMENT,
                                        .role = LEDGER_CUSTOMER,
                                        .amount_minor = -parse_amount(row, word(row, &rest)),
                                        .received = DAY_NONE};
        item->on = item->issued = item->due.day = parse_day(row, word(row, &rest));
        s->names[s->count++] = name;
    }
}

/* "P A 4000.00": P was booked on A, on the later of their days; "P! A 4000.00": the debtor said so.
 */
static void read_allocations(const struct table_row *row, struct scene *s)
{
    struct str rest = row_text(row, "booked");
    while (rest.n > 0) {
        struct str credit = word(row, &rest);
        struct statement_allocation *al = &s->allocations[s->allocation_count++];
        al->indicated = str_ends(credit, STR("!"));
        al->credit = place_of(row, s, str_slice(credit, 0, credit.n - (al->indicated ? 1 : 0)));
        al->debit = place_of(row, s, word(row, &rest));
        al->minor = parse_amount(row, word(row, &rest));
        al->on = day_max(s->items[al->credit].on, s->items[al->debit].on);
    }
}

static void read_terms(const struct table_row *row, struct scene *s)
{
    struct statement_terms *t = &s->terms;
    struct str debtor = row_text(row, "debtor");
    struct str rest = row_text(row, "also");
    t->debtor = str_is(debtor, "business")   ? STATEMENT_BUSINESS
                : str_is(debtor, "public")   ? STATEMENT_PUBLIC
                : str_is(debtor, "consumer") ? STATEMENT_CONSUMER
                                             : STATEMENT_UNKNOWN;
    t->formal_notice = t->judgment_served = t->insolvency = DAY_NONE;
    t->currency = CURRENCY_EUR;
    t->tables = law_tables_compiled();
    if (!imputation_mode_parse(row_text(row, "mode"), &t->imputation))
        table_broken(row, "no such mode");
    while (rest.n > 0) {
        struct str key = word(row, &rest);
        struct str value = word(row, &rest);
        if (str_is(key, "formal-notice"))
            t->formal_notice = parse_day(row, value);
        else if (str_is(key, "judgment-served"))
            t->judgment_served = parse_day(row, value);
        else if (str_is(key, "insolvency"))
            t->insolvency = parse_day(row, value);
        else if (str_is(key, "creditor"))
            t->creditor = LAW_CREDITOR_PRIVATE;
        else if (str_is(key, "public-body"))
            t->body = str_is(value, "health") ? LAW_BODY_HEALTH : LAW_BODY_STATE;
        else if (str_is(key, "waived"))
            s->waivers[s->waiver_count++] =
                (struct statement_waiver){parse_day(row, value), true, true};
        else if (!str_is(key, "order") || !payment_order_parse(value, &t->order))
            table_broken(row, "unknown input");
    }
}

static void read_rate(const struct table_row *row, struct scene *s)
{
    struct rate rate;
    if (!row_has(row, "rate"))
        return;
    if (!rate_parse(row_text(row, "rate"), &rate, NULL))
        table_broken(row, "not a rate");
    for (size_t i = 0; i < s->count; i++) {
        s->items[i].has_rate = true;
        s->items[i].rate = rate;
    }
}

static void expect_left(struct table_row *row, const struct scene *s, const struct statement *r)
{
    struct buf left;
    struct buf gaps;
    buf_init(&left, row->arena, 1000);
    buf_init(&gaps, row->arena, 1000);
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].amount_minor > 0) {
            buf_add_c(&left, left.n == 0 ? "" : " ");
            buf_add(&left, s->names[i]);
            buf_add_char(&left, ' ');
            buf_add_amount(&left, eur(r->lines[i].principal_minor));
        }
        if (r->lines[i].gap != GAP_NONE) {
            buf_add_c(&gaps, gaps.n == 0 ? "" : " ");
            buf_add_c(&gaps, statement_gap_code(r->lines[i].gap));
        }
    }
    row_expect(row, "left", buf_str(&left));
    row_expect(row, "gaps", gaps.n == 0 ? STR("none") : buf_str(&gaps));
}

void check_statement(struct table_row *row)
{
    struct scene s = {0};
    struct statement r;
    struct err err = {0};
    read_terms(row, &s);
    read_debts(row, &s);
    read_credits(row, &s);
    read_allocations(row, &s);
    read_rate(row, &s);
    struct arena scratch;
    struct statement_input in = {.on = row_day(row, "on"),
                                 .scratch = &scratch,
                                 .terms = s.terms,
                                 .items = s.items,
                                 .item_count = s.count,
                                 .allocations = s.allocations,
                                 .allocation_count = s.allocation_count,
                                 .waivers = s.waivers,
                                 .waiver_count = s.waiver_count};
    arena_init(&scratch, 0);
    bool folded = statement_fold(row->arena, &in, &r, &err);
    arena_release(&scratch);
    if (!folded) {
        row_expect(row, "principal", str_of(err_code_text(err.code)));
        return;
    }
    row_expect_amount(row, "principal", r.principal_minor);
    row_expect_amount(row, "interest", r.interest_minor);
    row_expect_amount(row, "indemnity", r.indemnity_minor);
    row_expect_amount(row, "total", statement_total(&r));
    row_expect_amount(row, "unallocated", r.unallocated_minor);
    expect_left(row, &s, &r);
    int64_t differences = 0;
    for (int i = 0; i < DIFFERENCE_COUNT; i++)
        differences += r.differences[i];
    if (differences != statement_total(&r) - r.ledger_minor)
        buf_add_c(&row->wrong, " the differences do not add up;");
}
