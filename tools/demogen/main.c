/* Writes the demo portfolio: demogen [--seed N] [--scale K] DIR
 *
 * Four fictitious creditors, each with the ledger of 2026 (FEC) up to the demo day 2026-11-23, its
 * list of customers and what people noted about them (life.h), in DIR/OWN, DIR/MAN, DIR/FAC and
 * DIR/SIG: a wholesaler that collects for itself, with copies of some of its invoices in two
 * archives, a building firm whose claims an agency collects, a maker of equipment that sells its
 * invoices to a factor, a small firm that has not signed its mandate yet. Same seed, same bytes.
 * --scale multiplies the customers (script/bench). Everybody and everything in them is made up. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "booking.h"
#include "copies.h"
#include "dates.h"
#include "life.h"

struct creditor {
    const char *code;
    struct customer_mix mix;
    struct fec_form form;
    enum encoding list_encoding;
    const char *copies_of; /* the seller's name on copies of invoices; NULL: none are made */
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
     ENCODING_UTF8_BOM,
     "Négoce Armorique"},
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
     ENCODING_LATIN9,
     NULL},
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
     ENCODING_UTF8,
     NULL},
    {"SIG",
     {.prefix = "S",
      .count = 20,
      .kinds = {60, 20, 10, 10},
      .habits = {10, 20, 40, 30, 0},
      .usual_cents = 60000,
      .invoices_max = 4,
      .siren_from = 30000},
     {'\t', ENCODING_UTF8, "\r\n", 0},
     ENCODING_UTF8_BOM,
     NULL},
};
enum { CREDITORS = sizeof creditors / sizeof creditors[0], SCALE_MAX = 20 };

static void make_folder(const char *path)
{
    struct stat is;
    if (mkdir(path, 0777) != 0 && (stat(path, &is) != 0 || !S_ISDIR(is.st_mode))) {
        fprintf(stderr, "demogen: cannot create %s\n", path);
        exit(3);
    }
}

struct order {
    uint64_t seed;
    int scale;
    const char *folder;
};

static void make_creditor(const struct order *o, int index, const struct customer *others,
                          struct customer *customers)
{
    const struct creditor *k = &creditors[index];
    struct chance chance = {.state = o->seed * 1000003 + (uint64_t)index};
    struct year year = {date_day(2026, 1, 1), date_day(2026, 11, 23)};
    struct customer_mix mix = k->mix;
    char siren[10], path[4096];

    mix.count *= o->scale;
    customers_make(&chance, &mix, others, customers);
    snprintf(path, sizeof path, "%s/%s", o->folder, k->code);
    make_folder(path);
    snprintf(path, sizeof path, "%s/%s/clients.csv", o->folder, k->code);
    customers_write(customers, mix.count, path, k->list_encoding);

    size_t count;
    struct document *documents = documents_make(&chance, customers, mix.count, &year, &count);
    struct ledger ledger = {0};
    book_year(&chance, &ledger, documents, count, &year);
    name_siren(index, siren);
    snprintf(path, sizeof path, "%s/%s/%sFEC20261231.txt", o->folder, k->code, siren);
    struct fec_form form = k->form;
    form.last_day = year.last_day;
    ledger_write(&ledger, path, &form);
    ledger_free(&ledger);
    snprintf(path, sizeof path, "%s/%s/life.sh", o->folder, k->code);
    struct life_of life = {k->code, customers, others, mix.count, documents, count, year.last_day};
    life_write(&life, path);
    if (k->copies_of != NULL) {
        const struct seller seller = {k->copies_of, siren};
        snprintf(path, sizeof path, "%s/%s", o->folder, k->code);
        copies_write(documents, count, &seller, year.last_day, path);
    }
    free(documents);
}

/* False for anything but a number from 1 to max. */
static bool parse_number(const char *text, uint64_t max, uint64_t *out)
{
    char *end;
    *out = strtoull(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && *out >= 1 && *out <= max;
}

static bool parse_order(int argc, char **argv, struct order *out)
{
    int at = 1;
    for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
        uint64_t number;
        bool seed = strcmp(argv[at], "--seed") == 0;
        if (!seed && strcmp(argv[at], "--scale") != 0)
            return false;
        if (!parse_number(argv[at + 1], seed ? UINT64_MAX : SCALE_MAX, &number))
            return false;
        if (seed)
            out->seed = number;
        else
            out->scale = (int)number;
    }
    if (at + 1 != argc || argv[at][0] == '-')
        return false;
    out->folder = argv[at];
    return true;
}

int main(int argc, char **argv)
{
    struct order order = {.seed = 2026, .scale = 1};
    if (!parse_order(argc, argv, &order)) {
        fputs("usage: demogen [--seed N] [--scale 1..20] DIR\n", stderr);
        return 2;
    }
    make_folder(order.folder);
    struct customer *customers[CREDITORS];
    for (int i = 0; i < CREDITORS; i++) {
        customers[i] =
            calloc((size_t)creditors[i].mix.count * (size_t)order.scale, sizeof **customers);
        if (!customers[i])
            return 3;
        make_creditor(&order, i, i > 0 ? customers[0] : NULL, customers[i]);
    }
    for (int i = 0; i < CREDITORS; i++)
        free(customers[i]);
    return 0;
}
