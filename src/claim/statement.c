#include "statement.h"

#include "base/sort.h"
#include "statement_debt.h"

static const char *const gap_codes[GAP_COUNT] = {
    [GAP_NONE] = "none",
    [GAP_DEBTOR_KIND] = "debtor_kind",
    [GAP_DUE_DATE] = "due_date",
    [GAP_OPENING] = "opening",
    [GAP_RECEIPT_DATE] = "receipt_date",
    [GAP_RATE_MISSING] = "rate_missing",
    [GAP_PUBLIC_BODY] = "public_body",
    [GAP_RATE_BELOW_MINIMUM] = "rate_below_minimum",
};

const char *statement_gap_code(enum statement_gap gap)
{
    ASSERT(gap < GAP_COUNT);
    return gap_codes[gap];
}

static const char *const difference_codes[DIFFERENCE_COUNT] = {
    [DIFFERENCE_INTEREST] = "interest",     [DIFFERENCE_INDEMNITY] = "indemnity",
    [DIFFERENCE_IMPUTATION] = "imputation", [DIFFERENCE_UNALLOCATED] = "unallocated",
    [DIFFERENCE_WAIVED] = "waived",         [DIFFERENCE_COSTS] = "costs",
};

const char *statement_difference_code(enum statement_difference difference)
{
    ASSERT(difference < DIFFERENCE_COUNT);
    return difference_codes[difference];
}

int64_t statement_total(const struct statement *s)
{
    return s->principal_minor + s->interest_minor + s->indemnity_minor + s->costs_minor;
}

/* ---- which rule a debt falls under ---- */

/* Interest is owed on invoices and on bills not paid at their date; never on what is retained by
 * agreement, nor on entries of which nobody knows what they are. */
static bool bears_interest(const struct statement_item *item)
{
    return item->kind == ITEM_INVOICE || (item->kind == ITEM_BILL && item->role == LEDGER_BILL);
}

static bool is_opening(const struct statement_item *item)
{
    return item->kind == ITEM_OPENING || item->kind == ITEM_OPENING_DIFFERENCE ||
           item->kind == ITEM_TO_DETAIL ||
           (item->kind == ITEM_ASSIGNMENT && item->amount_minor > 0);
}

/* The judgment is about what was due before it was served. */
static bool judged(const struct statement_input *in, const struct statement_item *item)
{
    struct day served = in->terms.judgment_served;
    return day_is(served) && served.n <= in->on.n && item->due.day.n < served.n;
}

static bool under_public_rules(const struct statement_input *in, const struct statement_item *item)
{
    return in->terms.debtor == STATEMENT_PUBLIC &&
           in->terms.creditor == LAW_CREDITOR_PROFESSIONAL && !judged(in, item);
}

/* What keeps interest from being computed at all. */
static enum statement_gap gap_of(const struct statement_input *in,
                                 const struct statement_item *item)
{
    const struct statement_terms *t = &in->terms;
    if (is_opening(item))
        return GAP_OPENING;
    if (t->debtor == STATEMENT_UNKNOWN)
        return GAP_DEBTOR_KIND;
    if (!under_public_rules(in, item))
        return item->due.source == DUE_ASSUMED ? GAP_DUE_DATE : GAP_NONE;
    if (!day_is(item->received))
        return GAP_RECEIPT_DATE;
    return t->body == LAW_BODY_NONE ? GAP_PUBLIC_BODY : GAP_NONE;
}

static enum law_debtor law_debtor_of(enum statement_debtor debtor)
{
    if (debtor == STATEMENT_CONSUMER)
        return LAW_DEBTOR_CONSUMER;
    return debtor == STATEMENT_PUBLIC ? LAW_DEBTOR_PUBLIC : LAW_DEBTOR_BUSINESS;
}

/* The first that put the debtor on notice for this item. */
static struct day notice_of(const struct statement_terms *t, const struct statement_item *item)
{
    if (!item->has_notice)
        return t->formal_notice;
    return day_is(t->formal_notice) ? day_min(item->notice, t->formal_notice) : item->notice;
}

static struct law_case case_of(const struct statement_input *in, const struct statement_item *item)
{
    const struct statement_terms *t = &in->terms;
    struct law_case c = law_case_empty();
    c.debtor = law_debtor_of(t->debtor);
    c.creditor = t->creditor;
    c.principal = (struct money){item->amount_minor, t->currency};
    c.until = in->on;
    /* An insolvency stops the interest of what was owed before it (C. com. L622-28). */
    if (item->issued.n < t->insolvency.n)
        c.insolvency = t->insolvency;
    if (under_public_rules(in, item)) {
        c.received = item->received;
        c.body = t->body;
        return c;
    }
    c.due = item->due.day;
    c.formal_notice = notice_of(t, item);
    if (judged(in, item)) {
        c.judgment_served = t->judgment_served;
        return c;
    }
    c.has_contract_rate = item->has_rate;
    c.contract_rate = item->rate;
    return c;
}

/* The law's answer for one debt, before any day has passed. A clause below the legal minimum gives
 * no figure but says so; the clause is to be corrected. */
static bool debt_begin(struct debts *s, struct debt *d, struct err *err)
{
    const struct statement_item *item = d->item;
    bool by_receipt = under_public_rules(s->in, item) && day_is(item->received);
    if ((!bears_interest(item) && !is_opening(item)) ||
        (!by_receipt && item->due.day.n >= s->in->on.n))
        return true;
    d->gap = gap_of(s->in, item);
    if (d->gap != GAP_NONE)
        return true;
    d->request = case_of(s->in, item);
    struct err refused = {0};
    if (!law_accrual_begin(&d->accrual, s->in->terms.tables, &d->request, s->arena, &refused)) {
        if (refused.code != ERR_RATE_BELOW_MINIMUM) {
            *err = refused;
            return false;
        }
        d->gap = GAP_RATE_BELOW_MINIMUM;
        return true;
    }
    d->bears = true;
    if (by_receipt && day_is(d->accrual.result.start))
        d->due = d->accrual.result.start;
    return true;
}

static bool debts_begin(struct debts *s, struct err *err)
{
    const struct statement_input *in = s->in;
    s->rows = ARENA_ARRAY(s->arena, in->item_count, struct debt);
    s->live = ARENA_ARRAY(s->arena, in->item_count, struct debt *);
    s->free = ARENA_ARRAY(s->arena, in->item_count, size_t);
    s->left = ARENA_ARRAY(s->arena, in->item_count, int64_t);
    s->reserved = ARENA_ARRAY(s->arena, in->item_count, int64_t);
    for (size_t i = 0; i < in->item_count; i++) {
        const struct statement_item *item = &in->items[i];
        struct debt *d = &s->rows[i];
        *d = (struct debt){.at = i, .item = item, .due = item->due.day};
        if (!plan_role_counts(item->role))
            continue;
        if (item->amount_minor <= 0) {
            s->left[i] = -item->amount_minor;
            continue;
        }
        d->owed.principal = item->amount_minor;
        if (!debt_begin(s, d, err))
            return false;
    }
    s->count = in->item_count;
    return true;
}

/* ---- what happens, day by day ---- */

enum event_kind { EVENT_ARRIVAL, EVENT_ALLOCATION, EVENT_CREDIT, EVENT_WAIVER };

struct event {
    struct day on;
    enum event_kind kind;
    size_t at; /* item or waiver */
    struct statement_allocation allocation;
};

struct events {
    struct event *rows;
    size_t count;
};

static int by_id(const struct statement_item *a, const struct statement_item *b)
{
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_pair(const void *pa, const void *pb, const void *with)
{
    const struct statement_allocation *a = pa;
    const struct statement_allocation *b = pb;
    const struct statement_item *items = with;
    if (a->on.n != b->on.n)
        return a->on.n < b->on.n ? -1 : 1;
    int order = by_id(&items[a->credit], &items[b->credit]);
    if (order == 0)
        order = by_id(&items[a->debit], &items[b->debit]);
    return order != 0 ? order : (int)a->indicated - (int)b->indicated;
}

static int by_day(const void *pa, const void *pb, const void *with)
{
    const struct event *a = pa;
    const struct event *b = pb;
    const struct statement_item *items = with;
    if (a->on.n != b->on.n)
        return a->on.n < b->on.n ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == EVENT_ALLOCATION)
        return by_pair(&a->allocation, &b->allocation, items);
    return a->kind == EVENT_WAIVER ? 0 : by_id(&items[a->at], &items[b->at]);
}

/* Whether the claim view follows the allocation. By law or contract it does not where a payment was
 * set against a debt: that is what is imputed anew. What the debtor indicated holds by law. */
static bool follows(const struct statement_input *in, const struct statement_allocation *al)
{
    const struct statement_item *debit = &in->items[al->debit];
    enum imputation_mode mode = in->terms.imputation;
    if (mode == IMPUTATION_LEDGER || in->items[al->credit].kind != ITEM_PAYMENT)
        return true;
    bool debt = bears_interest(debit) || is_opening(debit) || debit->kind == ITEM_RETENTION ||
                debit->kind == ITEM_BILL || debit->kind == ITEM_DEPOSIT;
    return !debt || (mode == IMPUTATION_LEGAL && al->indicated);
}

/* The allocations the claim view follows, what was reversed left out. */
static void add_allocations(struct debts *s, struct events *out)
{
    const struct statement_input *in = s->in;
    struct statement_allocation *list =
        ARENA_ARRAY(s->arena, in->allocation_count, struct statement_allocation);
    size_t count = 0;
    for (size_t i = 0; i < in->allocation_count; i++) {
        if (in->allocations[i].on.n <= in->on.n && follows(in, &in->allocations[i]))
            list[count++] = in->allocations[i];
    }
    SORT(s->arena, list, count, by_pair, in->items);
    for (size_t i = 0; i < count;) {
        struct statement_allocation sum = list[i];
        for (i++; i < count && by_pair(&list[i], &sum, in->items) == 0; i++)
            sum.minor += list[i].minor;
        if (sum.minor == 0)
            continue;
        s->reserved[sum.credit] += sum.minor;
        out->rows[out->count] = (struct event){sum.on, EVENT_ALLOCATION, 0, sum};
        out->count++;
    }
}

static void gather(struct debts *s, struct events *out)
{
    const struct statement_input *in = s->in;
    size_t room = in->item_count + in->allocation_count + in->waiver_count;
    out->rows = ARENA_ARRAY(s->arena, room, struct event);
    for (size_t i = 0; i < in->item_count; i++) {
        const struct statement_item *item = &in->items[i];
        if (!plan_role_counts(item->role))
            continue;
        bool debit = item->amount_minor > 0;
        struct day on = debit ? day_min(item->on, item->issued) : item->on;
        out->rows[out->count++] =
            (struct event){.on = on, .kind = debit ? EVENT_ARRIVAL : EVENT_CREDIT, .at = i};
    }
    add_allocations(s, out);
    for (size_t i = 0; i < in->waiver_count; i++) {
        if (in->waivers[i].on.n <= in->on.n)
            out->rows[out->count++] =
                (struct event){.on = in->waivers[i].on, .kind = EVENT_WAIVER, .at = i};
    }
    SORT(s->arena, out->rows, out->count, by_day, in->items);
}

/* A debt that comes to be may be paid by what came before it. */
static bool arrive(struct debts *s, struct debt *d, struct err *err)
{
    d->here = true;
    s->live[s->live_count++] = d;
    if (s->in->terms.imputation == IMPUTATION_LEDGER)
        return true;
    size_t kept = 0;
    for (size_t i = 0; i < s->free_count; i++) {
        size_t credit = s->free[i];
        if (!debts_impute(s, credit, day_min(d->item->on, d->item->issued), err))
            return false;
        if (s->left[credit] > 0)
            s->free[kept++] = credit;
    }
    s->free_count = kept;
    return true;
}

static bool come_in(struct debts *s, size_t credit, struct day on, struct err *err)
{
    if (s->in->terms.imputation == IMPUTATION_LEDGER)
        return true;
    s->free[s->free_count++] = credit;
    return debts_impute(s, credit, on, err);
}

/* The principal of the item falls, or what the debtor indicated is paid. More than is still owed
 * is free to pay other debts. */
static bool allocate(struct debts *s, const struct statement_allocation *al, struct err *err)
{
    struct debt *d = &s->rows[al->debit];
    s->reserved[al->credit] -= al->minor;
    if (!debt_advance(d, al->on, err))
        return false;
    if (s->in->terms.imputation == IMPUTATION_LEGAL && al->indicated) {
        if (!debts_pay(s, al, d, err))
            return false;
    } else {
        bool all = s->in->terms.imputation == IMPUTATION_LEDGER || al->minor <= d->owed.principal;
        int64_t amount = all ? al->minor : d->owed.principal;
        d->owed.principal -= amount;
        s->left[al->credit] -= amount;
        if (amount != 0)
            debts_moved(s, (struct statement_movement){
                               al->credit, al->debit, al->on, {.principal = amount}});
    }
    return s->in->terms.imputation == IMPUTATION_LEDGER || debts_impute(s, al->credit, al->on, err);
}

static bool waive(struct debts *s, const struct statement_waiver *waiver, struct err *err)
{
    for (size_t i = 0; i < s->count; i++) {
        struct debt *d = &s->rows[i];
        if (!d->bears || !d->here)
            continue;
        if (!debt_advance(d, waiver->on, err))
            return false;
        debt_close(d);
        if (waiver->interest) {
            d->waived.interest += d->owed.interest;
            d->owed.interest = 0;
        }
        if (waiver->indemnity) {
            d->waived.indemnity += d->owed.indemnity;
            d->owed.indemnity = 0;
            d->euro_minor = 0;
        }
    }
    return true;
}

static bool happen(struct debts *s, const struct event *e, struct err *err)
{
    switch (e->kind) {
    case EVENT_ARRIVAL:
        return arrive(s, &s->rows[e->at], err);
    case EVENT_ALLOCATION:
        return allocate(s, &e->allocation, err);
    case EVENT_CREDIT:
        return come_in(s, e->at, e->on, err);
    case EVENT_WAIVER:
        break;
    }
    return waive(s, &s->in->waivers[e->at], err);
}

/* ---- the result ---- */

static void add_up(const struct debts *s, const struct statement_input *told, struct statement *out)
{
    out->complete = true;
    for (size_t i = 0; i < s->count; i++) {
        const struct debt *d = &s->rows[i];
        struct statement_line *line = &out->lines[i];
        if (!plan_role_counts(d->item->role))
            continue;
        out->complete = out->complete && line->gap == GAP_NONE;
        out->ledger_minor += line->ledger_minor;
        out->principal_minor += line->principal_minor;
        if (told->items[i].amount_minor <= 0) {
            out->ledger_unallocated_minor -= line->ledger_minor;
            out->unallocated_minor -= line->principal_minor;
            continue;
        }
        out->interest_minor += line->interest_minor;
        out->indemnity_minor += line->indemnity_minor;
        out->indemnity_euro_minor += line->indemnity_euro_minor;
        out->differences[DIFFERENCE_IMPUTATION] += line->principal_minor - line->ledger_minor;
        out->differences[DIFFERENCE_INTEREST] += line->interest_minor + line->waived.interest;
        out->differences[DIFFERENCE_INDEMNITY] += line->indemnity_minor + line->waived.indemnity;
        out->differences[DIFFERENCE_WAIVED] -= law_owed_total(&line->waived);
    }
    out->differences[DIFFERENCE_UNALLOCATED] =
        out->ledger_unallocated_minor - out->unallocated_minor;
    for (size_t i = 0; i < told->cost_count; i++)
        out->costs_minor += day_before(told->on, told->costs[i].on) ? 0 : told->costs[i].minor;
    out->differences[DIFFERENCE_COSTS] = out->costs_minor;
}

static bool fill_line(const struct debts *s, struct debt *d, struct statement_line *line,
                      struct err *err)
{
    bool credit = d->item->amount_minor <= 0;
    line->principal_minor = credit ? -s->left[d->at] : d->owed.principal;
    if (!plan_role_counts(d->item->role))
        line->principal_minor = d->item->amount_minor;
    line->gap = d->gap;
    if (!d->bears)
        return true;
    if (!debt_advance(d, s->in->on, err))
        return false;
    debt_close(d);
    law_accrual_end(&d->accrual);
    line->interest_minor = d->owed.interest;
    line->indemnity_minor = d->owed.indemnity;
    line->indemnity_euro_minor = d->euro_minor;
    line->waived = d->waived;
    line->late_days = d->accrual.result.days;
    line->law = &d->accrual.result;
    if (day_is(d->accrual.result.missing_day))
        line->gap = GAP_RATE_MISSING;
    return true;
}

static void ledger_view(const struct statement_input *in, struct statement_line *lines)
{
    for (size_t i = 0; i < in->item_count; i++)
        lines[i].ledger_minor = in->items[i].amount_minor;
    for (size_t i = 0; i < in->allocation_count; i++) {
        const struct statement_allocation *al = &in->allocations[i];
        if (al->on.n > in->on.n)
            continue;
        lines[al->debit].ledger_minor -= al->minor;
        lines[al->credit].ledger_minor += al->minor;
    }
}

bool statement_fold(struct arena *a, const struct statement_input *in, struct statement *out,
                    struct err *err)
{
    struct debts s = {.arena = a, .in = in};
    struct events events = {0};
    ASSERT(in->scratch != NULL && in->scratch != a);
    *out = (struct statement){.lines = ARENA_ARRAY(a, in->item_count, struct statement_line)};
    recourse_undo(&s);
    if (!debts_begin(&s, err))
        return false;
    gather(&s, &events);
    for (size_t i = 0; i < events.count; i++) {
        if (!happen(&s, &events.rows[i], err))
            return false;
    }
    ledger_view(in, out->lines);
    for (size_t i = 0; i < s.count; i++) {
        if (!fill_line(&s, &s.rows[i], &out->lines[i], err))
            return false;
    }
    out->movements = s.movements;
    out->movement_count = s.movement_count;
    add_up(&s, in, out);
    return true;
}
