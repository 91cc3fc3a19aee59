/* Writes the demo portfolio: demogen [--seed N] [--scale K] DIR
 *
 * Three fictitious creditors, each with the ledger of 2026 (FEC) up to the demo day 2026-11-23 and
 * its list of customers, in DIR/OWN, DIR/MAN and DIR/FAC: a wholesaler that collects for itself, a
 * building firm whose claims an agency collects, a maker of equipment that sells its invoices to a
 * factor. Same seed, same bytes. --scale multiplies the customers (script/bench). Everybody and
 * everything in them is made up. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "booking.h"
#include "dates.h"

struct creditor {
    const char *code;
    struct customer_mix mix;
    struct fec_form form;
    enum encoding list_encoding;
};

static const struct creditor creditors[] = {
    {"OWN",
     {.prefix = "C",
      .count = 2000,
      .kinds = {62, 16, 10, 12},
      .habits = {30, 32, 20, 12, 6},
      .usual_cents = 42000,
      .invoices_max = 16,
      .siren_from = 100},
     {'\t', ENCODING_UTF8, "\r\n", 0},
     ENCODING_UTF8_BOM},
    {"MAN",
     {.prefix = "CLI",
      .count = 900,
      .kinds = {45, 20, 15, 20},
      .habits = {16, 26, 26, 22, 10},
      .usual_cents = 95000,
      .invoices_max = 6,
      .retention_permille = 160,
      .siren_from = 10000,
      .shared_permille = 60},
     {'|', ENCODING_LATIN9, "\r\n", 0},
     ENCODING_LATIN9},
    {"FAC",
     {.prefix = "A",
      .count = 600,
      .kinds = {82, 4, 14, 0},
      .habits = {32, 34, 20, 8, 6},
      .usual_cents = 310000,
      .invoices_max = 10,
      .siren_from = 20000,
      .shared_permille = 80},
     {'\t', ENCODING_UTF8_BOM, "\n", 0},
     ENCODING_UTF8},
};
enum { CREDITORS = sizeof creditors / sizeof creditors[0] };

static void make_folder(const char *path) {
    struct stat is;
    if (mkdir(path, 0777) != 0 && (stat(path, &is) != 0 || !S_ISDIR(is.st_mode))) {
        fprintf(stderr, "demogen: cannot create %s\n", path);
        exit(3);
    }
}

static void make_creditor(int index, uint64_t seed, const struct customer *others,
                          struct customer *customers, const char *folder) {
    const struct creditor *k = &creditors[index];
    struct chance chance = {.state = seed * 1000003 + (uint64_t)index};
    struct year year = {date_day(2026, 1, 1), date_day(2026, 11, 23)};
    char siren[10], path[4096];

    customers_make(&chance, &k->mix, others, customers);
    snprintf(path, sizeof path, "%s/%s", folder, k->code);
    make_folder(path);
    snprintf(path, sizeof path, "%s/%s/clients.csv", folder, k->code);
    customers_write(customers, k->mix.count, path, k->list_encoding);

    size_t count;
    struct document *documents = documents_make(&chance, customers, k->mix.count, &year, &count);
    struct ledger ledger = {0};
    book_year(&chance, &ledger, documents, count, &year);
    name_siren(index, siren);
    snprintf(path, sizeof path, "%s/%s/%sFEC20261231.txt", folder, k->code, siren);
    struct fec_form form = k->form;
    form.last_day = year.last_day;
    ledger_write(&ledger, path, &form);
    ledger_free(&ledger);
    free(documents);
}

int main(int argc, char **argv) {
    uint64_t seed = 2026;
    int at = 1;
    if (at + 1 < argc && strcmp(argv[at], "--seed") == 0) {
        char *end;
        seed = strtoull(argv[at + 1], &end, 10);
        at = *end == '\0' ? at + 2 : argc;
    }
    if (at + 1 != argc || argv[at][0] == '-') {
        fputs("usage: demogen [--seed N] DIR\n", stderr);
        return 2;
    }
    make_folder(argv[at]);
    struct customer *customers[CREDITORS];
    for (int i = 0; i < CREDITORS; i++) {
        customers[i] = calloc((size_t)creditors[i].mix.count, sizeof **customers);
        if (!customers[i])
            return 3;
        make_creditor(i, seed, i > 0 ? customers[0] : NULL, customers[i], argv[at]);
    }
    for (int i = 0; i < CREDITORS; i++)
        free(customers[i]);
    return 0;
}
