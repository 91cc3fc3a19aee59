/* page_sample KIND OUT.pdf [COUNT]: prints a page for tests/cli/page_test.sh and script/bench.
 * KIND: letter (a formal notice with a payment code), table (COUNT rows and a total), batch (COUNT
 * letters as one PDF), single (COUNT letters, each its own PDF, the last one kept), merge (one PDF
 * of COUNT letters that were printed before). */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "courier/page.h"

static const struct str sender_lines[] = {
    STR_INIT("Société de recouvrement amiable de créances"),
    STR_INIT("8, quai des Antilles, 44200 Nantes"),
};
static const struct str contact[] = {
    STR_INIT("Votre interlocutrice : Claire Le Goff"),
    STR_INIT("02 61 91 40 12, de 9 h à 17 h 30"),
    STR_INIT("c.legoff@semaphore-recouvrement.example"),
};
static const struct str address[] = {
    STR_INIT("Brasserie des Quais, SARL"),
    STR_INIT("À l’attention de la gérance"),
    STR_INIT("27, quai de la Fosse"),
    STR_INIT("44000 Nantes"),
};

#define RUN(text)                                                                                  \
    {                                                                                              \
        STR_INIT(text), PAGE_PLAIN                                                                 \
    }
static const struct page_run runs[] = {
    {STR_INIT("Lettre recommandée avec avis de réception"), PAGE_BOLD},
    RUN("Notre référence : PO-2026-0467"),
    RUN("Mise en demeure de payer 4 060,85 €"),
    RUN("Madame, Monsieur,"),
    RUN("Nous exerçons une activité de recouvrement amiable pour le compte d’autrui. La société "
        "Maison Tréhorel, dont le siège est 3, rue du Port-Maria, 56100 Lorient, nous a chargés "
        "de recouvrer auprès de vous les sommes ci-dessous. Elles correspondent à deux livraisons "
        "d’équipements de cuisine, reçues sans réserve et facturées à 45 jours."),
    {STR_INIT("Nous vous mettons en demeure de régler 4 060,85 € au plus tard le mardi 8 décembre "
              "2026"),
     PAGE_BOLD},
    RUN(", par virement sur notre compte dédié ou par chèque, à l’adresse ci-dessus. Un reçu vous "
        "sera remis."),
    RUN("Claire Le Goff"),
    {STR_INIT("Chargée de recouvrement"), PAGE_MUTED},
    RUN("Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du "
        "créancier, sauf s’ils concernent un acte dont l’accomplissement est prescrit par la loi "
        "au créancier."),
    RUN("Sémaphore Recouvrement, SAS au capital de 40 000 €, RCS Nantes 093 172 559, TVA "
        "FR64093172559."),
};
static const struct page_text references[] = {{&runs[0], 1}, {&runs[1], 1}};
static const struct page_text signature[] = {{&runs[7], 1}, {&runs[8], 1}};

static const struct page_column columns[] = {
    {STR_INIT("Facture"), false},
    {STR_INIT("Échéance"), true},
    {STR_INIT("Principal"), true},
    {STR_INIT("Pénalités de retard"), true},
    {STR_INIT("Indemnité forfaitaire"), true},
    {STR_INIT("Total"), true},
};
static const struct str cells[3][6] = {
    {STR_INIT("MT-10482 du 01/08/2026"), STR_INIT("15/09/2026"), STR_INIT("1 842,36 €"),
     STR_INIT("69 jours : 43,19 €"), STR_INIT("40,00 €"), STR_INIT("1 925,55 €")},
    {STR_INIT("MT-10617 du 31/08/2026"), STR_INIT("15/10/2026"), STR_INIT("2 067,90 €"),
     STR_INIT("39 jours : 27,40 €"), STR_INIT("40,00 €"), STR_INIT("2 135,30 €")},
    {STR_INIT("Total au 23 novembre 2026"), STR_INIT(""), STR_INIT("3 910,26 €"),
     STR_INIT("70,59 €"), STR_INIT("80,00 €"), STR_INIT("4 060,85 €")},
};
static const struct page_row rows[] = {{cells[0], false}, {cells[1], false}, {cells[2], true}};
static const struct page_table claim = {columns, 6, rows, 3};

static const struct page_pair pairs[] = {
    {STR_INIT("Bénéficiaire"), STR_INIT("Sémaphore Recouvrement, compte dédié aux fonds reçus")},
    {STR_INIT("IBAN"), STR_INIT("FR76 9999 9000 4100 0182 6403 785")},
    {STR_INIT("Référence"), STR_INIT("RF50 PO20 2604 67")},
};
static const struct page_payment payment = {
    STR_INIT("BCD\n002\n1\nSCT\n\nSémaphore Recouvrement\nFR7699999000410001826403785\n"
             "EUR4060.85\n\nRF50PO20260467"),
    pairs, 3};

static const struct page_block blocks[] = {
    {.kind = PAGE_TITLE, .text = {&runs[2], 1}},
    {.kind = PAGE_PARAGRAPH, .text = {&runs[3], 1}},
    {.kind = PAGE_PARAGRAPH, .text = {&runs[4], 1}},
    {.kind = PAGE_TABLE, .table = &claim},
    {.kind = PAGE_PARAGRAPH, .text = {&runs[5], 2}},
    {.kind = PAGE_PAYMENT, .payment = &payment},
    {.kind = PAGE_SIGNATURE, .items = signature, .item_count = 2},
    {.kind = PAGE_NOTE, .text = {&runs[9], 1}},
};

static const struct page_document letter = {
    .sender = STR_INIT("Sémaphore Recouvrement"),
    .sender_lines = sender_lines,
    .sender_line_count = COUNT_OF(sender_lines),
    .contact_lines = contact,
    .contact_line_count = COUNT_OF(contact),
    .address_lines = address,
    .address_line_count = COUNT_OF(address),
    .reference_lines = references,
    .reference_line_count = COUNT_OF(references),
    .place_date = STR_INIT("Nantes, le 23 novembre 2026"),
    .running_head = STR_INIT("Sémaphore Recouvrement, PO-2026-0467"),
    .blocks = blocks,
    .block_count = COUNT_OF(blocks),
    .legal = {&runs[10], 1},
};

static const struct page_attachment exhibit = {STR_INIT("pièce-1.csv"), STR_INIT("text/csv"),
                                               STR_INIT("Facture MT-10482"), STR_INIT("Supplement"),
                                               STR_INIT("numéro;montant\nMT-10482;1842,36\n")};

static const struct page_book_options options = {
    .title = STR_INIT("Mise en demeure <PO-2026-0467> & pièces"),
    .author = STR_INIT("Sémaphore Recouvrement"),
    .lang = STR_INIT("fr"),
    .instant_ms = INT64_C(1795424400000),
    .attachments = &exhibit,
    .attachment_count = 1,
};

/* So many rows and a total. */
static bool print_table(struct page_book *book, size_t count, struct arena *arena, struct err *err)
{
    struct page_row *many = ARENA_ARRAY(arena, count + 1, struct page_row);
    for (size_t i = 0; i <= count; i++) {
        many[i] = i < count ? rows[i % 2] : rows[2];
    }
    struct page_table table = {columns, 6, many, count + 1};
    struct page_block block = {.kind = PAGE_TABLE, .table = &table};
    struct page_document document = letter;
    document.blocks = &block;
    document.block_count = 1;
    return page_book_add(book, &document, NULL, err);
}

static bool print(struct page_press *press, const char *kind, int count, struct buf *out,
                  struct err *err)
{
    struct page_book *book;
    if (!page_book_open(press, &book, err)) {
        return false;
    }
    bool table = strcmp(kind, "table") == 0;
    bool done = !table || print_table(book, (size_t)count, out->arena, err);
    for (int i = 0; done && !table && i < count; i++) {
        done = page_book_add(book, &letter, NULL, err);
    }
    done = done && page_book_finish(book, &options, out, err);
    page_book_close(book);
    return done;
}

static bool read_same(void *with, struct arena *a, size_t i, struct str *document, struct err *err)
{
    (void)i;
    (void)err;
    *document = arena_str(a, *(const struct str *)with);
    return true;
}

/* The same letter COUNT times, merged as if each came from the database. */
static bool print_merged(struct page_press *press, int count, struct buf *out, struct err *err)
{
    struct buf one;
    buf_init(&one, out->arena, (size_t)LIMIT_DOCUMENT_BYTES);
    if (!print(press, "letter", 1, &one, err)) {
        return false;
    }
    struct str document = buf_str(&one);
    struct page_parts parts = {(size_t)count, read_same, &document};
    return page_merge(&parts, &options, out, err);
}

int main(int argc, char **argv)
{
    struct page_press *press;
    struct arena arena;
    struct buf out;
    struct err err = {0};
    if (argc < 3) {
        return EXIT_USAGE;
    }
    int count = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 1;
    bool single = strcmp(argv[1], "single") == 0;
    bool done = page_press_open(&press, &err);
    for (int i = 0; done && i < (single ? count : 1); i++) {
        arena_init(&arena, 0);
        buf_init(&out, &arena, (size_t)LIMIT_DOCUMENT_BYTES * 8);
        done = strcmp(argv[1], "merge") == 0
                   ? print_merged(press, count, &out, &err)
                   : print(press, argv[1], single ? 1 : count, &out, &err);
        FILE *file = done ? fopen(argv[2], "wb") : NULL;
        done = file != NULL && fwrite(out.p, 1, out.n, file) == out.n;
        if (file != NULL && fclose(file) != 0) {
            done = false;
        }
        arena_release(&arena);
    }
    if (!done) {
        (void)fprintf(stderr, "page_sample: %s %s %s\n", err_code_text(err.code), err.field,
                      err.detail);
        return EXIT_REFUSED;
    }
    page_press_close(press);
    return EXIT_DONE;
}
