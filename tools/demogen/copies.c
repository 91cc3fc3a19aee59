#include "copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "dates.h"

enum { INVOICES = 36, DELIVERIES = 4, LEFT = 56, RIGHT = 539, LINE = 15, PATH_ROOM = 4096 };

/* ---- words ---- */

static void put_day(int day, char out[16])
{
    int year, month, number;
    date_civil(day, &year, &month, &number);
    snprintf(out, 16, "%02d/%02d/%04d", number, month, year);
}

/* 12 345,67 */
static void put_cents(int64_t cents, char out[32])
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)(cents / 100));
    size_t at = 0;
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            out[at++] = ' ';
        out[at++] = digits[i];
    }
    snprintf(out + at, 32 - at, ",%02d", (int)(cents % 100));
}

/* ---- the page ---- */

struct sheet {
    struct page page;
    int y; /* of the next line */
};

static void line(struct sheet *s, int x, bool bold, const char *text)
{
    page_text(&s->page, &(struct pen){.x = x, .y = s->y, .size = 10, .bold = bold}, text);
    s->y -= LINE;
}

static void row(struct sheet *s, bool bold, const char *label, int64_t cents)
{
    char amount[32], text[40];
    put_cents(cents, amount);
    snprintf(text, sizeof text, "%s €", amount);
    struct pen pen = {.x = LEFT + 260, .y = s->y, .size = 10, .bold = bold};
    page_text(&s->page, &pen, label);
    pen.x = RIGHT;
    pen.right = true;
    page_text(&s->page, &pen, text);
    s->y -= LINE + 3;
}

static void put_parties(struct sheet *s, const struct document *d, const struct seller *seller)
{
    char text[256];
    s->y = 780;
    page_text(&s->page, &(struct pen){.x = LEFT, .y = s->y, .size = 16, .bold = true},
              seller->name);
    snprintf(text, sizeof text, "SIREN %s", seller->siren);
    page_text(&s->page, &(struct pen){.x = LEFT, .y = s->y - 18, .size = 9, .grey = true}, text);
    s->y = 690;
    line(s, 330, true, d->who->body.name);
    line(s, 330, false, d->who->street);
    snprintf(text, sizeof text, "%s %s", d->who->place.postcode, d->who->place.city);
    line(s, 330, false, text);
}

static void put_head(struct sheet *s, const struct document *d, const char *title)
{
    char text[256], day[16], due[16];
    put_day(d->piece_day, day);
    put_day(d->due_day, due);
    s->y = 600;
    snprintf(text, sizeof text, "%s n° %s", title, d->piece);
    page_text(&s->page, &(struct pen){.x = LEFT, .y = s->y, .size = 15, .bold = true}, text);
    s->y -= 24;
    snprintf(text, sizeof text, "Date : %s    Échéance : %s    Client : %s", day, due,
             d->who->number);
    line(s, LEFT, false, text);
    s->y -= 14;
    page_rule(&s->page, LEFT, s->y + 9, RIGHT - LEFT);
}

static void put_foot(struct sheet *s)
{
    static const char *const lines[] = {
        "En cas de retard : pénalités au taux de la BCE majoré de dix points et indemnité "
        "forfaitaire de 40 €.",
        "Document de démonstration : ces sociétés et ces personnes n’existent pas."};
    for (int i = 0; i < 2; i++)
        page_text(&s->page, &(struct pen){.x = LEFT, .y = 70 - i * 13, .size = 8, .grey = true},
                  lines[i]);
}

static struct bytes invoice_pdf(const struct document *d, const struct seller *seller)
{
    struct sheet s = {0};
    struct bytes pdf = {0};
    char title[64];
    int64_t first = d->net_cents * 3 / 5;
    put_parties(&s, d, seller);
    put_head(&s, d, "Facture");
    s.y -= 10;
    row(&s, false, "Marchandises", first);
    row(&s, false, "Transport et préparation", d->net_cents - first);
    page_rule(&s.page, LEFT + 260, s.y + 10, RIGHT - LEFT - 260);
    s.y -= 6;
    row(&s, false, "Total hors taxes", d->net_cents);
    row(&s, false, "TVA", d->vat_cents);
    row(&s, true, "Total TTC", d->net_cents + d->vat_cents);
    if (d->retention_cents > 0)
        row(&s, false, "Retenue de garantie", d->retention_cents);
    if (d->deposit_cents > 0)
        row(&s, false, "Acompte", d->deposit_cents);
    row(&s, true, "Net à payer", document_due_cents(d));
    put_foot(&s);
    snprintf(title, sizeof title, "Facture %s", d->piece);
    page_pdf(&s.page, title, &pdf);
    return pdf;
}

static struct bytes delivery_pdf(const struct document *d, const struct seller *seller)
{
    struct sheet s = {0};
    struct bytes pdf = {0};
    put_parties(&s, d, seller);
    put_head(&s, d, "Bon de livraison de la facture");
    s.y -= 10;
    line(&s, LEFT, false, "Marchandises livrées complètes, sans réserve.");
    s.y -= 30;
    line(&s, LEFT, false, "Reçu par :");
    line(&s, LEFT, true, d->who->contact.last);
    put_foot(&s);
    page_pdf(&s.page, "Bon de livraison", &pdf);
    return pdf;
}

/* ---- which ---- */

static int by_amount(const void *a, const void *b)
{
    const struct document *x = *(const struct document *const *)a;
    const struct document *y = *(const struct document *const *)b;
    int64_t p = document_due_cents(x), q = document_due_cents(y);
    if (p != q)
        return p > q ? -1 : 1;
    return strcmp(x->piece, y->piece);
}

/* Unpaid, due, the largest first; free() them. */
static const struct document **wanted(const struct document *documents, size_t count, int today,
                                      size_t *found)
{
    const struct document **rows = calloc(count, sizeof *rows);
    if (!rows) {
        fputs("demogen: out of memory\n", stderr);
        exit(3);
    }
    *found = 0;
    for (size_t i = 0; i < count; i++) {
        const struct document *d = &documents[i];
        if (d->fate == FATE_OPEN && !d->opening && d->due_day < today)
            rows[(*found)++] = d;
    }
    qsort(rows, *found, sizeof *rows, by_amount);
    return rows;
}

static void add(struct archive *a, const char *name, struct bytes pdf)
{
    archive_add(a, name, &pdf);
    bytes_free(&pdf);
}

static void write_invoices(const struct document **rows, const struct seller *seller,
                           const char *path)
{
    struct archive archive = {0};
    char name[64];
    for (int i = 0; i < INVOICES; i++) {
        snprintf(name, sizeof name, "factures/Facture %s.pdf", rows[i]->piece);
        add(&archive, name, invoice_pdf(rows[i], seller));
    }
    for (int i = 0; i < DELIVERIES; i++) {
        snprintf(name, sizeof name, "livraisons/BL %s.pdf", rows[i * 3]->piece);
        add(&archive, name, delivery_pdf(rows[i * 3], seller));
    }
    archive_write(&archive, path);
}

/* Two whose number only the text tells, one that names two, one of a number nobody knows, one that
 * says nothing. */
static void write_scans(const struct document **rows, const struct seller *seller, const char *path)
{
    struct archive archive = {0};
    struct document stranger = *rows[INVOICES + 3];
    char name[64];
    add(&archive, "scan_0001.pdf", invoice_pdf(rows[INVOICES], seller));
    add(&archive, "scan_0002.pdf", invoice_pdf(rows[INVOICES + 1], seller));
    snprintf(name, sizeof name, "%s et %s.pdf", rows[INVOICES + 2]->piece,
             rows[INVOICES + 3]->piece);
    add(&archive, name, delivery_pdf(rows[INVOICES + 2], seller));
    snprintf(stranger.piece, sizeof stranger.piece, "F27-00001");
    add(&archive, "Facture F27-00001.pdf", invoice_pdf(&stranger, seller));
    snprintf(stranger.piece, sizeof stranger.piece, "illisible");
    add(&archive, "IMG_20261102.pdf", delivery_pdf(&stranger, seller));
    archive_write(&archive, path);
}

void copies_write(const struct document *documents, size_t count, const struct seller *seller,
                  int today, const char *dir)
{
    char path[PATH_ROOM];
    size_t found;
    const struct document **rows = wanted(documents, count, today, &found);
    if (found < INVOICES + 4) {
        fputs("demogen: too few unpaid invoices\n", stderr);
        exit(3);
    }
    snprintf(path, sizeof path, "%s/factures.zip", dir);
    write_invoices(rows, seller, path);
    snprintf(path, sizeof path, "%s/scans.zip", dir);
    write_scans(rows, seller, path);
    free(rows);
}
