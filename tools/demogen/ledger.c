#include "ledger.h"

#include <stdlib.h>
#include <string.h>

#include "dates.h"

static const struct {
    const char *code, *name;
} journals[] = {{"AN", "A nouveaux"},
                {"VE", "Ventes"},
                {"HA", "Achats"},
                {"BQ", "Banque"},
                {"EF", "Effets à recevoir"},
                {"OD", "Opérations diverses"}};

static const struct {
    const char *account, *name;
} accounts[] = {{"101300", "Capital souscrit appelé versé"},
                {"120000", "Résultat de l'exercice"},
                {"401000", "Fournisseurs"},
                {"411000", "Clients"},
                {"411700", "Clients - retenues de garantie"},
                {"413000", "Clients - effets à recevoir"},
                {"416000", "Clients douteux ou litigieux"},
                {"419100", "Clients - avances et acomptes reçus"},
                {"445660", "TVA déductible"},
                {"445710", "TVA collectée"},
                {"512000", "Banque"},
                {"607000", "Achats de marchandises"},
                {"613200", "Locations immobilières"},
                {"627000", "Services bancaires"},
                {"658000", "Charges diverses de gestion courante"},
                {"704000", "Travaux"},
                {"707000", "Ventes de marchandises"},
                {"709000", "Rabais, remises et ristournes accordés"},
                {"758000", "Produits divers de gestion courante"}};

static void *grow(void *rows, size_t *room, size_t size)
{
    *room = *room ? *room * 2 : 1024;
    void *more = realloc(rows, *room * size);
    if (!more) {
        fputs("demogen: out of memory\n", stderr);
        exit(3);
    }
    return more;
}

struct entry *ledger_entry(struct ledger *l, enum journal journal, int day, const char *piece,
                           const char *label)
{
    if (l->entry_count == l->entry_room)
        l->entries = grow(l->entries, &l->entry_room, sizeof *l->entries);
    struct entry *e = &l->entries[l->entry_count];
    memset(e, 0, sizeof *e);
    e->journal = journal;
    e->day = e->piece_day = day;
    e->serial = (int)l->entry_count++;
    snprintf(e->piece, sizeof e->piece, "%s", piece);
    snprintf(e->label, sizeof e->label, "%s", label);
    e->first = l->line_count;
    return e;
}

size_t ledger_line(struct ledger *l, const char *account, const struct customer *customer,
                   int64_t cents)
{
    if (l->line_count == l->line_room)
        l->lines = grow(l->lines, &l->line_room, sizeof *l->lines);
    struct line *line = &l->lines[l->line_count];
    memset(line, 0, sizeof *line);
    line->account = account;
    line->customer = customer;
    line->cents = cents;
    l->entries[l->entry_count - 1].count++;
    return l->line_count++;
}

void ledger_letter(struct ledger *l, size_t line, const char *letter, int day)
{
    snprintf(l->lines[line].letter, sizeof l->lines[line].letter, "%s", letter);
    l->lines[line].letter_day = day;
}

static int by_day(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->journal != y->journal)
        return x->journal < y->journal ? -1 : 1;
    return (x->serial > y->serial) - (x->serial < y->serial);
}

static const char *account_name(const char *account)
{
    for (size_t i = 0; i < sizeof accounts / sizeof accounts[0]; i++)
        if (strcmp(accounts[i].account, account) == 0)
            return accounts[i].name;
    return "";
}

static void day_digits(int day, char out[16])
{
    int year, month, date;
    out[0] = '\0';
    if (day == 0)
        return;
    date_civil(day, &year, &month, &date);
    snprintf(out, 16, "%04d%02d%02d", year, month % 100, date % 100);
}

static void amount_digits(int64_t cents, char out[32])
{
    snprintf(out, 32, "%lld,%02d", (long long)(cents / 100), (int)(cents % 100));
}

static void write_line(struct text_file *file, const struct fec_form *form, int number,
                       const struct entry *e, const struct line *line)
{
    char day[16], piece_day[16], letter_day[16], valid[16], debit[32], credit[32], row[2048];
    int valid_day = date_month_end(e->day);
    day_digits(e->day, day);
    day_digits(line->piece_day ? line->piece_day : e->piece_day, piece_day);
    day_digits(line->letter_day, letter_day);
    day_digits(valid_day < form->last_day ? valid_day : form->last_day, valid);
    amount_digits(line->cents > 0 ? line->cents : 0, debit);
    amount_digits(line->cents < 0 ? -line->cents : 0, credit);
    const char s = form->separator;
    snprintf(row, sizeof row,
             "%s%c%s%c%d%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%s%c%c%s",
             journals[e->journal].code, s, journals[e->journal].name, s, number, s, day, s,
             line->account, s, account_name(line->account), s,
             line->customer ? line->customer->number : "", s,
             line->customer ? line->customer->body.name : "", s,
             line->piece[0] ? line->piece : e->piece, s, piece_day, s, e->label, s, debit, s,
             credit, s, line->letter, s, letter_day, s, valid, s, s, form->line_end);
    text_put(file, row);
}

/* Gives the pieces "#BQ" their running numbers. */
static void number_pieces(struct ledger *l)
{
    struct {
        char prefix[16];
        int count;
    } series[8] = {0};
    for (size_t i = 0; i < l->entry_count; i++) {
        struct entry *e = &l->entries[i];
        if (e->piece[0] != '#')
            continue;
        size_t k = 0;
        while (k + 1 < sizeof series / sizeof series[0] && series[k].count > 0 &&
               strcmp(series[k].prefix, e->piece + 1) != 0)
            k++;
        memcpy(series[k].prefix, e->piece + 1, sizeof e->piece - 1);
        char piece[32];
        snprintf(piece, sizeof piece, "%.15s%06d", series[k].prefix, ++series[k].count);
        memcpy(e->piece, piece, sizeof e->piece - 1);
    }
}

void ledger_write(struct ledger *l, const char *path, const struct fec_form *form)
{
    static const char *const columns[] = {
        "JournalCode", "JournalLib",  "EcritureNum", "EcritureDate", "CompteNum",     "CompteLib",
        "CompAuxNum",  "CompAuxLib",  "PieceRef",    "PieceDate",    "EcritureLib",   "Debit",
        "Credit",      "EcritureLet", "DateLet",     "ValidDate",    "Montantdevise", "Idevise"};
    struct text_file file;
    text_open(&file, path, form->encoding);
    const char separator[2] = {form->separator, '\0'};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        text_put(&file, i ? separator : "");
        text_put(&file, columns[i]);
    }
    text_put(&file, form->line_end);
    qsort(l->entries, l->entry_count, sizeof *l->entries, by_day);
    number_pieces(l);
    for (size_t i = 0; i < l->entry_count; i++)
        for (size_t k = 0; k < l->entries[i].count; k++)
            write_line(&file, form, (int)i + 1, &l->entries[i], &l->lines[l->entries[i].first + k]);
    text_close(&file, path);
}

void ledger_free(struct ledger *l)
{
    free(l->lines);
    free(l->entries);
    memset(l, 0, sizeof *l);
}
