#include "documents.h"

#include <stdlib.h>
#include <string.h>

#include "dates.h"

enum { OPENINGS_MAX = 4, INVOICES_MAX = 40 };

int64_t document_due_cents(const struct document *d)
{
    return d->net_cents + d->vat_cents - d->retention_cents - d->deposit_cents;
}

static void set_amounts(struct chance *c, struct document *d)
{
    const struct customer *who = d->who;
    int64_t net = chance_lognormal(c, who->usual_cents, 1100);
    if (net < 1200)
        net = 1200 + chance_below(c, 2000);
    if (net > 20000000)
        net = 20000000 - chance_below(c, 999999);
    /* foods at 5.5 percent for one customer in seven, else 20 percent */
    int vat_permille = (who->siret[8] + who->number[4]) % 7 == 0 ? 55 : 200;
    d->net_cents = net;
    d->vat_cents = (net * vat_permille + 500) / 1000;
    if (who->with_retention)
        d->retention_cents = (d->net_cents + d->vat_cents) / 20;
}

/* Days between the due day and the payment; -1: not paid by itself. */
static int delay_days(struct chance *c, const struct document *d, int stopped_since)
{
    int slower = d->who->kind == KIND_PUBLIC ? 12 : d->who->kind == KIND_CONSUMER ? -8 : 0;
    switch (d->who->habit) {
    case HABIT_PROMPT:
        return chance_hits(c, 950) ? chance_between(c, 0, 9) + (slower > 0 ? slower : 0) : -1;
    case HABIT_SLOW:
        return chance_hits(c, 880) ? (int)chance_lognormal(c, 18, 700) + slower + 8 : -1;
    case HABIT_LATE:
        return chance_hits(c, 760) ? (int)chance_lognormal(c, 48, 600) + slower + 8 : -1;
    case HABIT_STOPPED:
        return d->due_day < stopped_since ? (int)chance_lognormal(c, 25, 600) : -1;
    case HABIT_DISPUTES:
    case HABIT_COUNT:
        return chance_hits(c, 600) ? (int)chance_lognormal(c, 35, 700) : -1;
    }
    return -1;
}

static enum fate pick_fate(struct chance *c, const struct document *d)
{
    static const struct {
        enum fate fate;
        int permille, disputing_permille;
    } odds[] = {{FATE_PART_PAID, 28, 380},
                {FATE_CREDITED, 40, 200},
                {FATE_PAID_SHORT, 15, 20},
                {FATE_PAID_TWICE, 8, 5},
                {FATE_BOUNCED, 12, 20}};
    int at = chance_below(c, 1000);
    for (size_t i = 0; i < sizeof odds / sizeof odds[0]; i++) {
        at -= d->who->habit == HABIT_DISPUTES ? odds[i].disputing_permille : odds[i].permille;
        if (at < 0)
            return odds[i].fate;
    }
    return FATE_PAID;
}

static int64_t share(struct chance *c, int64_t cents, int low_permille, int high_permille)
{
    int64_t part = cents * chance_between(c, low_permille, high_permille) / 1000;
    if (cents > 100000 && chance_hits(c, 600))
        part -= part % 5000; /* people pay round sums */
    return part > 0 ? part : 1;
}

static void set_fate(struct chance *c, struct document *d, int stopped_since,
                     const struct year *year)
{
    int64_t cents = document_due_cents(d);
    if (d->who->by_bill && !d->opening) {
        d->fate = chance_hits(c, 80) ? FATE_BILL_UNPAID : FATE_BILL;
        return;
    }
    int delay = delay_days(c, d, stopped_since);
    int pay_day = delay < 0 ? 0 : date_workday(d->due_day + delay);
    if (d->opening && pay_day != 0 && pay_day < year->first_day)
        pay_day = date_workday(year->first_day + chance_between(c, 1, 40));
    if (pay_day > year->last_day)
        pay_day = 0;
    enum fate fate = pick_fate(c, d);
    if (fate == FATE_CREDITED && !d->opening) {
        d->fate = fate;
        d->other_cents = share(c, cents, 50, 350);
        d->pay_day = pay_day;
    } else if (pay_day != 0) {
        d->fate = fate == FATE_CREDITED ? FATE_PAID : fate;
        d->pay_day = pay_day;
        if (fate == FATE_PART_PAID)
            d->other_cents = share(c, cents, 250, 900);
        if (fate == FATE_PAID_SHORT)
            d->other_cents = chance_between(c, 1, 300);
        if (d->fate == FATE_PAID_SHORT && d->other_cents >= cents)
            d->fate = FATE_PAID;
    }
    /* what came in during the last weeks is often not matched yet */
    int unmatched_permille = pay_day > year->last_day - 14 ? 300 : 45;
    d->lettered = d->pay_day != 0 && !chance_hits(c, unmatched_permille);
}

static struct document *add(struct document *rows, size_t *count, const struct customer *who,
                            int piece_day)
{
    struct document *d = &rows[*count];
    memset(d, 0, sizeof *d);
    d->who = who;
    d->serial = (int)(*count)++;
    d->piece_day = piece_day;
    d->due_day = piece_day + who->term_days;
    return d;
}

/* Debts about to be lost: five years for a firm, two for a consumer, some just past it. */
static int old_piece_day(struct chance *c, const struct customer *who, const struct year *year)
{
    int years = who->kind == KIND_CONSUMER ? 2 : 5;
    return year->last_day - who->term_days - years * 365 - years / 4 + chance_between(c, -20, 110);
}

static void add_openings(struct chance *c, const struct customer *who, const struct year *year,
                         struct document *rows, size_t *count)
{
    int openings = chance_hits(c, 350) ? chance_between(c, 1, OPENINGS_MAX - 1) : 0;
    int stopped_since = year->first_day + chance_between(c, 30, 270);
    for (int i = 0; i < openings; i++) {
        struct document *d = add(rows, count, who, year->first_day - chance_between(c, 4, 120));
        d->opening = true;
        set_amounts(c, d);
        d->retention_cents = 0;
        set_fate(c, d, stopped_since, year);
    }
    if (chance_hits(c, 30)) {
        struct document *d = add(rows, count, who, old_piece_day(c, who, year));
        d->opening = true;
        set_amounts(c, d);
        d->retention_cents = 0;
    }
}

static void add_invoices(struct chance *c, const struct customer *who, const struct year *year,
                         struct document *rows, size_t *count)
{
    int stopped_since = year->first_day + chance_between(c, 30, 270);
    bool doubtful = who->habit == HABIT_STOPPED && chance_hits(c, 220);
    int transfer_before = year->first_day + 90;
    for (int i = 0; i < who->invoices; i++) {
        /* business grows over the year: the later of two days, half of the time */
        int span = year->last_day - year->first_day - 4;
        int at = chance_below(c, span), other = chance_below(c, span);
        if (other > at && chance_hits(c, 600))
            at = other;
        int day = date_workday(year->first_day + 1 + at);
        struct document *d = add(rows, count, who, day < year->last_day ? day : year->last_day - 3);
        set_amounts(c, d);
        set_fate(c, d, stopped_since, year);
    }
    for (size_t i = 0; doubtful && i < *count; i++)
        if (rows[i].who == who && rows[i].fate == FATE_OPEN && rows[i].due_day < transfer_before)
            rows[i].doubtful = true;
}

static int by_day(const void *a, const void *b)
{
    const struct document *x = a, *y = b;
    if (x->piece_day != y->piece_day)
        return x->piece_day < y->piece_day ? -1 : 1;
    return (x->serial > y->serial) - (x->serial < y->serial);
}

static int by_customer(const void *a, const void *b)
{
    const struct document *x = a, *y = b;
    if (x->who != y->who)
        return x->who < y->who ? -1 : 1;
    return by_day(a, b);
}

/* F26-00001, F26-00002, ... in the order of the days; an older year counts by itself. */
static void number(struct document *rows, size_t count)
{
    qsort(rows, count, sizeof *rows, by_day);
    int running = 0, running_year = 0;
    for (size_t i = 0; i < count; i++) {
        int year, month, day;
        date_civil(rows[i].piece_day, &year, &month, &day);
        running = year == running_year ? running + 1 : 1;
        running_year = year;
        snprintf(rows[i].piece, sizeof rows[i].piece, "F%02d-%05d", year % 100, running % 100000);
    }
    qsort(rows, count, sizeof *rows, by_customer);
}

struct document *documents_make(struct chance *c, const struct customer *customers,
                                int customer_count, const struct year *year, size_t *count)
{
    struct document *rows =
        calloc((size_t)customer_count, (OPENINGS_MAX + INVOICES_MAX) * sizeof *rows);
    if (!rows) {
        fputs("demogen: out of memory\n", stderr);
        exit(3);
    }
    *count = 0;
    for (int i = 0; i < customer_count; i++) {
        if (!customers[i].in_ledger)
            continue;
        add_openings(c, &customers[i], year, rows, count);
        add_invoices(c, &customers[i], year, rows, count);
    }
    number(rows, *count);
    return rows;
}
