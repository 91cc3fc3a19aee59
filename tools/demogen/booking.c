#include "booking.h"

#include <string.h>

#include "dates.h"

/* One customer at a time. */
struct desk {
    struct chance *chance;
    struct ledger *ledger;
    const struct year *year;
    int letters;         /* used by this customer so far */
    size_t opening_line; /* where the openings of this customer begin in the ledger */
};

static void next_letter(struct desk *k, char out[4])
{
    int n = k->letters++;
    out[0] = (char)('A' + n / 26 % 26);
    out[1] = (char)('A' + n % 26);
    out[2] = '\0';
}

/* Numbered when the year is written, in the order of the days. */
static void next_piece(const char *prefix, char out[16]) { snprintf(out, 16, "#%s", prefix); }

static const struct entry *bank_entry(struct desk *k, int day, const struct document *d)
{
    static const char *const means[] = {"VIR SEPA", "VIR SEPA",  "VIR SEPA",
                                        "CHQ",      "PRLV SEPA", "CB"};
    char piece[16], label[224];
    const char *by = means[chance_below(k->chance, 6)];
    next_piece("BQ", piece);
    if (chance_hits(k->chance, 550))
        snprintf(label, sizeof label, "%s %s %s", by, d->who->body.name, d->piece);
    else
        snprintf(label, sizeof label, "%s %s", by, d->who->body.name);
    return ledger_entry(k->ledger, JOURNAL_BQ, day, piece, label);
}

static size_t book_payment(struct desk *k, int day, const struct document *d, int64_t cents)
{
    bank_entry(k, day, d);
    ledger_line(k->ledger, "512000", NULL, cents);
    return ledger_line(k->ledger, "411000", d->who, -cents);
}

/* The invoice itself; returns its line on the customer's account. */
static size_t book_sale(struct desk *k, const struct document *d)
{
    char label[224];
    snprintf(label, sizeof label, "Facture %s %s", d->piece, d->who->body.name);
    ledger_entry(k->ledger, JOURNAL_VE, d->piece_day, d->piece, label);
    size_t line = ledger_line(k->ledger, "411000", d->who, document_due_cents(d));
    if (d->retention_cents > 0)
        ledger_line(k->ledger, "411700", d->who, d->retention_cents);
    ledger_line(k->ledger, d->who->with_retention ? "704000" : "707000", NULL, -d->net_cents);
    ledger_line(k->ledger, "445710", NULL, -d->vat_cents);
    return line;
}

/* A credit note for part of the invoice; returns its line on the customer's account. */
static size_t book_credit_note(struct desk *k, const struct document *d, int64_t cents)
{
    char piece[16], label[224];
    next_piece("AV26-", piece);
    int day = date_workday(d->piece_day + chance_between(k->chance, 5, 35));
    if (day > k->year->last_day)
        day = k->year->last_day;
    if (d->pay_day != 0 && day > d->pay_day)
        day = d->pay_day;
    snprintf(label, sizeof label, "Avoir sur facture %s %s", d->piece, d->who->body.name);
    ledger_entry(k->ledger, JOURNAL_VE, day, piece, label);
    int64_t vat = cents * d->vat_cents / (d->net_cents + d->vat_cents);
    ledger_line(k->ledger, "709000", NULL, cents - vat);
    if (vat > 0)
        ledger_line(k->ledger, "445710", NULL, vat);
    return ledger_line(k->ledger, "411000", d->who, -cents);
}

static void letter_all(struct desk *k, const size_t *lines, size_t count, int day)
{
    char letter[4];
    next_letter(k, letter);
    for (size_t i = 0; i < count; i++)
        ledger_letter(k->ledger, lines[i], letter, day);
}

static void book_bill(struct desk *k, const struct document *d, size_t invoice)
{
    int accepted = date_workday(d->piece_day + 8);
    if (accepted > k->year->last_day)
        return;
    char piece[16], label[224];
    next_piece("LCR", piece);
    snprintf(label, sizeof label, "LCR acceptée %s %s", d->piece, d->who->body.name);
    int64_t cents = document_due_cents(d);
    ledger_entry(k->ledger, JOURNAL_EF, accepted, piece, label);
    size_t bill = ledger_line(k->ledger, "413000", d->who, cents);
    size_t from[2] = {invoice, ledger_line(k->ledger, "411000", d->who, -cents)};
    letter_all(k, from, 2, accepted);
    int paid = date_workday(d->due_day);
    if (paid > k->year->last_day)
        return;
    size_t settled[2] = {bill, 0};
    if (d->fate == FATE_BILL_UNPAID) {
        snprintf(label, sizeof label, "LCR impayée %s %s", d->piece, d->who->body.name);
        ledger_entry(k->ledger, JOURNAL_EF, paid, piece, label);
        ledger_line(k->ledger, "411000", d->who, cents);
        settled[1] = ledger_line(k->ledger, "413000", d->who, -cents);
    } else {
        snprintf(label, sizeof label, "Encaissement LCR %s %s", d->piece, d->who->body.name);
        ledger_entry(k->ledger, JOURNAL_BQ, paid, piece, label);
        ledger_line(k->ledger, "512000", NULL, cents);
        settled[1] = ledger_line(k->ledger, "413000", d->who, -cents);
    }
    letter_all(k, settled, 2, paid);
}

static void book_short(struct desk *k, const struct document *d, size_t invoice)
{
    int64_t cents = document_due_cents(d);
    size_t lines[3] = {invoice, book_payment(k, d->pay_day, d, cents - d->other_cents), 0};
    char piece[16], label[224];
    next_piece("OD", piece);
    snprintf(label, sizeof label, "Ecart de règlement %s %s", d->piece, d->who->body.name);
    ledger_entry(k->ledger, JOURNAL_OD, d->pay_day, piece, label);
    ledger_line(k->ledger, "658000", NULL, d->other_cents);
    lines[2] = ledger_line(k->ledger, "411000", d->who, -d->other_cents);
    letter_all(k, lines, 3, d->pay_day);
}

static void book_bounce(struct desk *k, const struct document *d)
{
    int64_t cents = document_due_cents(d);
    size_t lines[2] = {book_payment(k, d->pay_day, d, cents), 0};
    int day = date_workday(d->pay_day + 6);
    if (day > k->year->last_day)
        return;
    char piece[16], label[224];
    next_piece("BQ", piece);
    snprintf(label, sizeof label, "REJET PRLV %s %s", d->who->body.name, d->piece);
    ledger_entry(k->ledger, JOURNAL_BQ, day, piece, label);
    lines[1] = ledger_line(k->ledger, "411000", d->who, cents);
    ledger_line(k->ledger, "512000", NULL, -cents);
    letter_all(k, lines, 2, day);
}

static void book_credited(struct desk *k, const struct document *d, size_t invoice)
{
    size_t lines[3] = {invoice, book_credit_note(k, d, d->other_cents), 0};
    if (d->pay_day == 0)
        return; /* a credit note that waits for the payment */
    lines[2] = book_payment(k, d->pay_day, d, document_due_cents(d) - d->other_cents);
    if (d->lettered)
        letter_all(k, lines, 3, d->pay_day);
}

/* Part paid: some packages letter such a group in small letters, some bookkeepers leave it. */
static void book_part(struct desk *k, const struct document *d, size_t invoice)
{
    size_t payment = book_payment(k, d->pay_day, d, d->other_cents);
    if (!chance_hits(k->chance, 450))
        return;
    char letter[4];
    next_letter(k, letter);
    letter[0] = (char)(letter[0] + 'a' - 'A');
    letter[1] = (char)(letter[1] + 'a' - 'A');
    ledger_letter(k->ledger, invoice, letter, d->pay_day);
    ledger_letter(k->ledger, payment, letter, d->pay_day);
}

static void book_settlement(struct desk *k, const struct document *d, size_t invoice)
{
    size_t lines[2] = {invoice, 0};
    switch (d->fate) {
    case FATE_OPEN:
        return;
    case FATE_PAID:
    case FATE_PAID_TWICE:
        lines[1] = book_payment(k, d->pay_day, d, document_due_cents(d));
        if (d->lettered)
            letter_all(k, lines, 2, d->pay_day);
        if (d->fate == FATE_PAID_TWICE && d->pay_day + 3 <= k->year->last_day)
            book_payment(k, d->pay_day + 3, d, document_due_cents(d));
        return;
    case FATE_PART_PAID:
        book_part(k, d, invoice);
        return;
    case FATE_PAID_SHORT:
        book_short(k, d, invoice);
        return;
    case FATE_BOUNCED:
        book_bounce(k, d);
        return;
    case FATE_CREDITED:
        book_credited(k, d, invoice);
        return;
    case FATE_BILL:
    case FATE_BILL_UNPAID:
        book_bill(k, d, invoice);
        return;
    }
}

/* Several invoices of a month settled by one transfer on the tenth of the next. */
static void book_grouped(struct desk *k, const struct document *documents, const size_t *lines,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (documents[i].fate != FATE_PAID)
            continue;
        size_t group[64] = {lines[i]};
        size_t n = 1;
        int64_t cents = document_due_cents(&documents[i]);
        int day = documents[i].pay_day;
        for (size_t j = i + 1; j < count && n < 62; j++) {
            if (documents[j].fate != FATE_PAID ||
                date_month_end(documents[j].pay_day) != date_month_end(day))
                continue;
            group[n++] = lines[j];
            cents += document_due_cents(&documents[j]);
        }
        bool first = true; /* an earlier document of the same month has paid for this one */
        for (size_t j = 0; j < i; j++)
            if (documents[j].fate == FATE_PAID &&
                date_month_end(documents[j].pay_day) == date_month_end(day))
                first = false;
        if (!first)
            continue;
        int pay_day = date_workday(date_month_end(day) + 10);
        if (pay_day > k->year->last_day)
            continue;
        group[n++] = book_payment(k, pay_day, &documents[i], cents);
        if (documents[i].lettered)
            letter_all(k, group, n, pay_day);
    }
}

/* A deposit paid with the order; most are set against an invoice later, some wait. */
static void book_deposit(struct desk *k, const struct document *d)
{
    int64_t cents = document_due_cents(d) * 3 / 10;
    int day = date_workday(k->year->first_day + chance_between(k->chance, 5, 300));
    bank_entry(k, day, d);
    ledger_line(k->ledger, "512000", NULL, cents);
    size_t lines[2] = {ledger_line(k->ledger, "419100", d->who, -cents), 0};
    int used = date_workday(day + chance_between(k->chance, 20, 90));
    if (!chance_hits(k->chance, 500) || used > k->year->last_day)
        return;
    char piece[16], label[224];
    next_piece("OD", piece);
    snprintf(label, sizeof label, "Imputation acompte %s", d->who->body.name);
    ledger_entry(k->ledger, JOURNAL_OD, used, piece, label);
    lines[1] = ledger_line(k->ledger, "419100", d->who, cents);
    ledger_line(k->ledger, "411000", d->who, -cents);
    letter_all(k, lines, 2, used);
}

static void book_doubtful(struct desk *k, const struct document *documents, const size_t *lines,
                          size_t count)
{
    size_t moved[64];
    size_t n = 0;
    int64_t cents = 0;
    for (size_t i = 0; i < count && n < 62; i++) {
        if (!documents[i].doubtful)
            continue;
        moved[n++] = lines[i];
        cents += document_due_cents(&documents[i]);
    }
    if (n == 0)
        return;
    char piece[16], label[224];
    int day = k->year->first_day + 180;
    next_piece("OD", piece);
    snprintf(label, sizeof label, "Passage en douteux %s", documents[0].who->body.name);
    ledger_entry(k->ledger, JOURNAL_OD, day, piece, label);
    ledger_line(k->ledger, "416000", documents[0].who, cents);
    moved[n++] = ledger_line(k->ledger, "411000", documents[0].who, -cents);
    letter_all(k, moved, n, day);
}

static void book_customer(struct desk *k, const struct document *documents, size_t count)
{
    size_t lines[64];
    k->letters = 0;
    for (size_t i = 0; i < count; i++) {
        lines[i] = documents[i].opening ? k->opening_line++ : book_sale(k, &documents[i]);
        if (!documents[i].who->groups_payments || documents[i].fate != FATE_PAID)
            book_settlement(k, &documents[i], lines[i]);
    }
    if (documents[0].who->groups_payments)
        book_grouped(k, documents, lines, count);
    if (documents[0].who->with_deposit)
        book_deposit(k, &documents[count - 1]);
    book_doubtful(k, documents, lines, count);
}

/* One entry takes over what was open; its customer lines keep piece and date of the invoice. */
static size_t book_openings(struct desk *k, const struct document *documents, size_t count)
{
    ledger_entry(k->ledger, JOURNAL_AN, k->year->first_day, "AN2026", "A nouveau");
    size_t first = k->ledger->line_count;
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!documents[i].opening)
            continue;
        size_t line =
            ledger_line(k->ledger, "411000", documents[i].who, document_due_cents(&documents[i]));
        struct line *row = &k->ledger->lines[line];
        memcpy(row->piece, documents[i].piece, sizeof row->piece);
        row->piece_day = documents[i].piece_day;
        sum += document_due_cents(&documents[i]);
    }
    int64_t bank = sum / 4 + 1234567, suppliers = sum / 3, result = sum / 10;
    ledger_line(k->ledger, "512000", NULL, bank);
    ledger_line(k->ledger, "401000", NULL, -suppliers);
    ledger_line(k->ledger, "120000", NULL, -result);
    ledger_line(k->ledger, "101300", NULL, -(sum + bank - suppliers - result));
    return first;
}

/* The rest of a firm's life: purchases every week, rent and bank fees every month. */
static void book_costs(struct desk *k)
{
    for (int day = k->year->first_day + 4; day < k->year->last_day; day += 7) {
        char piece[16];
        int64_t net = chance_lognormal(k->chance, 350000, 900), vat = (net * 200 + 500) / 1000;
        next_piece("FF", piece);
        ledger_entry(k->ledger, JOURNAL_HA, date_workday(day), piece, "Achat de marchandises");
        ledger_line(k->ledger, "607000", NULL, net);
        ledger_line(k->ledger, "445660", NULL, vat);
        ledger_line(k->ledger, "401000", NULL, -(net + vat));
    }
    for (int end = date_month_end(k->year->first_day); end < k->year->last_day;
         end = date_month_end(end + 1)) {
        char piece[16];
        next_piece("BQ", piece);
        ledger_entry(k->ledger, JOURNAL_BQ, end, piece, "Loyer et frais de tenue de compte");
        ledger_line(k->ledger, "613200", NULL, 240000);
        ledger_line(k->ledger, "627000", NULL, 3850);
        ledger_line(k->ledger, "512000", NULL, -243850);
    }
}

/* At the end of October: delivered, not invoiced yet. */
static void book_accruals(struct desk *k, const struct document *documents, size_t count)
{
    int day = date_day(2026, 10, 31);
    for (size_t i = 7; i < count && day <= k->year->last_day; i += 1500) {
        char piece[16], label[224];
        next_piece("FAE", piece);
        snprintf(label, sizeof label, "Facture à établir %s", documents[i].who->body.name);
        ledger_entry(k->ledger, JOURNAL_OD, day, piece, label);
        ledger_line(k->ledger, "418100", documents[i].who, documents[i].net_cents);
        ledger_line(k->ledger, "707000", NULL, -documents[i].net_cents);
    }
}

/* Found in a drawer and booked this year: a consumer may not be sued for them any more. */
static void book_forgotten(struct desk *k, const struct document *documents, size_t count)
{
    int left = 3;
    for (size_t i = 0; i < count && left > 0; i += 37) {
        char piece[16];
        if (documents[i].who->kind != KIND_CONSUMER)
            continue;
        snprintf(piece, sizeof piece, "F24-%05d", 1180 + left--);
        int booked = date_day(2026, 2, 3);
        struct entry *entry =
            ledger_entry(k->ledger, JOURNAL_VE, booked, piece, "Facture de 2024 retrouvée");
        entry->piece_day = date_day(2024, 8, 20);
        ledger_line(k->ledger, "411000", documents[i].who, 18450);
        ledger_line(k->ledger, "707000", NULL, -18450);
    }
}

void book_year(struct chance *c, struct ledger *l, const struct document *documents, size_t count,
               const struct year *year)
{
    struct desk k = {.chance = c, .ledger = l, .year = year};
    k.opening_line = book_openings(&k, documents, count);
    for (size_t i = 0; i < count;) {
        size_t n = 1;
        while (i + n < count && documents[i + n].who == documents[i].who)
            n++;
        book_customer(&k, &documents[i], n);
        i += n;
    }
    book_costs(&k);
    book_accruals(&k, documents, count);
    book_forgotten(&k, documents, count);
}
