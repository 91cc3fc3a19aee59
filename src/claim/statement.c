#include "statement.h"

static const char *const gap_codes[GAP_COUNT] = {
    [GAP_NONE] = "none",
    [GAP_DEBTOR_KIND] = "debtor_kind",
    [GAP_DUE_DATE] = "due_date",
    [GAP_OPENING] = "opening",
    [GAP_RECEIPT_DATE] = "receipt_date",
    [GAP_RATE_MISSING] = "rate_missing",
};

const char *statement_gap_code(enum statement_gap gap)
{
    ASSERT(gap < GAP_COUNT);
    return gap_codes[gap];
}

/* What keeps interest from being computed at all. */
static enum statement_gap gap_of(const struct statement_item *item,
                                 const struct statement_terms *terms)
{
    if (item->kind == ITEM_OPENING || item->kind == ITEM_OPENING_DIFFERENCE)
        return GAP_OPENING;
    if (terms->debtor == STATEMENT_UNKNOWN)
        return GAP_DEBTOR_KIND;
    if (terms->debtor == STATEMENT_PUBLIC)
        return GAP_RECEIPT_DATE;
    return item->due.source == DUE_ASSUMED ? GAP_DUE_DATE : GAP_NONE;
}

/* Interest is owed on invoices and on bills not paid at their date; never on what is retained by
 * agreement, nor on entries of which nobody knows what they are. */
static bool bears_interest(const struct statement_item *item)
{
    return item->kind == ITEM_INVOICE || (item->kind == ITEM_BILL && item->role == LEDGER_BILL);
}

static int64_t paid_until(const struct statement_item *item, struct day on)
{
    int64_t paid = 0;
    for (size_t i = 0; i < item->payment_count && item->payments[i].on.n <= on.n; i++)
        paid += item->payments[i].minor;
    return paid;
}

static void add_interest(struct arena *a, const struct statement_item *item,
                         const struct statement_terms *terms, struct statement_line *line)
{
    struct law_slice *slices = ARENA_ARRAY(a, item->payment_count + 1, struct law_slice);
    size_t count = 0;
    struct day after = item->due.day;
    int64_t base = item->amount_minor - paid_until(item, after);
    for (size_t i = 0; i <= item->payment_count && base > 0; i++) {
        bool last = i == item->payment_count;
        struct day to = last ? terms->on : day_min(item->payments[i].on, terms->on);
        if (to.n > after.n) {
            slices[count++] = (struct law_slice){base, law_curve_weight(terms->curve, after, to)};
            line->late_days += to.n - after.n;
            after = to;
        }
        if (!last && item->payments[i].on.n > item->due.day.n &&
            item->payments[i].on.n <= terms->on.n)
            base -= item->payments[i].minor;
    }
    line->interest_minor = law_slices_interest(slices, count);
    if (line->late_days > 0)
        line->indemnity_minor = terms->indemnity_minor;
    if (line->late_days > 0 && (terms->curve->count == 0 || terms->curve->last.n < after.n ||
                                terms->curve->first.n > item->due.day.n + 1))
        line->gap = GAP_RATE_MISSING;
}

struct statement_line statement_of(struct arena *a, const struct statement_item *item,
                                   const struct statement_terms *terms)
{
    struct statement_line line = {
        .open_minor = item->amount_minor - paid_until(item, terms->on),
    };
    bool late = item->due.day.n < terms->on.n;
    if (item->amount_minor <= 0 || !plan_role_counts(item->role) || !late)
        return line;
    if (!bears_interest(item) && item->kind != ITEM_OPENING &&
        item->kind != ITEM_OPENING_DIFFERENCE)
        return line;
    line.gap = gap_of(item, terms);
    if (line.gap == GAP_NONE && terms->debtor == STATEMENT_BUSINESS)
        add_interest(a, item, terms, &line);
    return line;
}
