#include "ledgers.h"

#include <stdio.h>
#include <string.h>

#include "process.h"

enum { LEDGER_NOVEMBER, LEDGER_CLOSED, LEDGER_NEXT_YEAR, LEDGER_CUSTOMERS };
enum { CUSTOMERS = 9, INVOICES = 3, VAT_PERCENT = 20 };

struct writing {
    FILE *file;
    int entry;
};

struct posting {
    const char *account, *label, *piece, *letter;
    int customer; /* -1: none */
    long cents;   /* debit > 0, credit < 0 */
};

struct header {
    const char *code, *journal;
    int day; /* 20250131 */
};

static void amount(FILE *file, long cents)
{
    fprintf(file, "\t%ld,%02ld", cents / 100, cents % 100);
}

static void post(struct writing *w, const struct header *h, const struct posting *p)
{
    fprintf(w->file, "%s\t%s\t%d\t%d\t%s\t%s\t", h->code, h->journal, w->entry, h->day, p->account,
            p->customer < 0 ? "Compte" : "Clients");
    if (p->customer >= 0)
        fprintf(w->file, "CL%02d\tSociété fictive %c & Cie", p->customer, 'A' + p->customer);
    else
        fputs("\t", w->file);
    fprintf(w->file, "\t%s\t%d\t%s", p->piece, h->day, p->label);
    amount(w->file, p->cents > 0 ? p->cents : 0);
    amount(w->file, p->cents < 0 ? -p->cents : 0);
    fprintf(w->file, "\t%s\t", p->letter);
    if (p->letter[0] != '\0')
        fprintf(w->file, "%d", h->day / 10000 * 10000 + 1231);
    fprintf(w->file, "\t%d\t\t\n", h->day / 10000 * 10000 + 1231);
}

static long invoice_cents(int customer, int k) { return 12000 + customer * 3700L + k * 1250L; }

/* Letters of a customer's groups: A, B, C... */
static const char *letter_of(int k, bool set)
{
    static const char *const letters[] = {"AA", "AB", "AC", "AD"};
    return set ? letters[k] : "";
}

static void invoice(struct writing *w, int day, int customer, int k, const char *letter)
{
    struct header h = {"VE", "Ventes", day};
    char piece[40];
    long cents = invoice_cents(customer, k);
    snprintf(piece, sizeof piece, "F%d-%02d%d", day / 10000, customer, k);
    w->entry++;
    post(w, &h,
         &(struct posting){"411000", "Facture de marchandises", piece, letter, customer, cents});
    post(
        w, &h,
        &(struct posting){"707000", "Ventes", piece, "", -1, -(cents - cents * VAT_PERCENT / 120)});
    post(w, &h, &(struct posting){"445710", "TVA", piece, "", -1, -(cents * VAT_PERCENT / 120)});
}

static void payment(struct writing *w, int day, const struct posting *p)
{
    struct header h = {"BQ", "Banque", day};
    w->entry++;
    post(w, &h, p);
    post(w, &h, &(struct posting){"512000", p->label, p->piece, "", -1, -p->cents});
}

/* In November every customer's first invoice is paid, of three customers without the lettering.
 * When the year is closed the second is paid, too, all is lettered, and one invoice is gone. */
static void year_2025(struct writing *w, bool closed)
{
    for (int c = 0; c < CUSTOMERS; c++) {
        for (int k = 0; k < INVOICES; k++) {
            bool gone = closed && c == 4 && k == 2;
            bool lettered = k == 0 ? closed || c % 3 != 0 : closed && k == 1 && c % 2 == 0;
            if (!gone)
                invoice(w, 20250110 + k * 300 + c, c, k, letter_of(k, lettered));
        }
        payment(w, 20250805 + c,
                &(struct posting){"411000", "Virement reçu", "VIR1",
                                  letter_of(0, closed || c % 3 != 0), c, -invoice_cents(c, 0)});
        if (closed && c % 2 == 0)
            payment(w, 20251205 + c,
                    &(struct posting){"411000", "Virement reçu", "VIR2", letter_of(1, true), c,
                                      -invoice_cents(c, 1)});
    }
}

/* The openings are the two invoices still open in November; the first is paid and lettered. */
static void year_2026(struct writing *w)
{
    struct header h = {"AN", "À-nouveaux", 20260101};
    long sum = 0;
    char piece[40];
    w->entry++;
    for (int c = 0; c < CUSTOMERS; c++) {
        for (int k = 1; k < INVOICES; k++) {
            snprintf(piece, sizeof piece, "F2025-%02d%d", c, k);
            post(w, &h,
                 &(struct posting){"411000", "À-nouveau", piece, letter_of(3, k == 1), c,
                                   invoice_cents(c, k)});
            sum += invoice_cents(c, k);
        }
    }
    post(w, &h, &(struct posting){"890000", "Bilan", "AN", "", -1, -sum});
    for (int c = 0; c < CUSTOMERS; c++) {
        payment(w, 20260203 + c,
                &(struct posting){"411000", "Chèque", "CHQ", letter_of(3, true), c,
                                  -invoice_cents(c, 1)});
        invoice(w, 20260305 + c, c, 0, "");
    }
    invoice(w, 20260320, CUSTOMERS, 0, ""); /* a new customer */
}

static void customers(FILE *file)
{
    fputs("Compte;Raison sociale;Type;Téléphone;Conditions de règlement\n", file);
    for (int c = 0; c < CUSTOMERS; c++)
        fprintf(file, "CL%02d;Société fictive %c & Cie;société;01 99 00 10 %02d;%s\n", c, 'A' + c,
                c, c % 2 == 0 ? "30 jours" : "45 jours fin de mois");
}

static void ledger(struct writing *w, int which)
{
    fputs("JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
          "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
          "ValidDate\tMontantdevise\tIdevise\n",
          w->file);
    if (which == LEDGER_NEXT_YEAR)
        year_2026(w);
    else
        year_2025(w, which == LEDGER_CLOSED);
}

/* The first invoices with what is left of them; two with other due dates. */
static void list_of_ledger(FILE *file)
{
    fputs("compte;nom;type;piece;date;echeance;solde;devise\n", file);
    for (int c = 0; c < CUSTOMERS; c++) {
        long cents = invoice_cents(c, 1) / (c % 2 == 0 ? 1 : 2);
        fprintf(file,
                "CL%02d;Société fictive %c & Cie;Facture;F2025-%02d1;%02d/04/2025;%02d/06/2025;", c,
                'A' + c, c, 10 + c, 10 + c);
        fprintf(file, "%ld,%02ld;EUR\n", cents / 100, cents % 100);
    }
}

static const char *const lists[] = {
    "compte;nom;type;piece;date;echeance;solde;devise\n"
    "C1;Atelier fictif Un;Facture;F-11;05/01/2026;04/02/2026;1200,00;EUR\n"
    "C1;Atelier fictif Un;Facture;F-12;10/02/2026;12/03/2026;300,00;EUR\n"
    "C1;Atelier fictif Un;Avoir;A-1;11/02/2026;;-50,00;EUR\n"
    "C2;Garage fictif Deux;Facture;F-21;12/02/2026;;80,00;EUR\n"
    "C2;Garage fictif Deux;Règlement;R-2;13/02/2026;;-30,00;EUR\n"
    "C3;Scierie fictive Trois;Facture;F-31;15/01/2026;14/02/2026;4,00;EUR\n"
    "C3;Scierie fictive Trois;Facture;F-32;20/01/2026;19/02/2026;950,00;EUR\n"
    "C4;Forge fictive Quatre;Facture;F-41;25/01/2026;24/02/2026;600,00;EUR\n",
    "compte;nom;type;piece;date;echeance;solde;devise\n"
    "C1;Atelier fictif Un;Facture;F-11;05/01/2026;04/02/2026;900,00;EUR\n"
    "C1;Atelier fictif Un;Facture;F-13;03/03/2026;02/04/2026;10,00;EUR\n"
    "C2;Garage fictif Deux;Facture;F-21;12/02/2026;14/03/2026;80,00;EUR\n"
    "C5;Moulin fictif Cinq;Facture;F-51;01/03/2026;31/03/2026;220,00;EUR\n",
};

void input_path(const char *folder, const char *name, char *out, size_t room)
{
    const char *ending = strncmp(name, "list", 4) == 0 ? "csv" : "txt";
    snprintf(out, room, "%.400s/%.20s.%s", folder, name, ending);
}

static FILE *open_input(const char *folder, const char *kind, int n)
{
    char name[20];
    char path[PATH_ROOM];
    snprintf(name, sizeof name, "%s%d", kind, n);
    input_path(folder, name, path, sizeof path);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        broken("write", path);
    return file;
}

static void close_input(FILE *file)
{
    if (fclose(file) != 0)
        broken("write", "input");
}

void inputs_write(const char *folder)
{
    for (int i = 0; i < LEDGERS; i++) {
        struct writing w = {.file = open_input(folder, "ledger", i)};
        if (i == LEDGER_CUSTOMERS)
            customers(w.file);
        else
            ledger(&w, i);
        close_input(w.file);
    }
    for (int i = 0; i < LISTS; i++) {
        FILE *file = open_input(folder, "list", i);
        if (i < (int)(sizeof lists / sizeof *lists))
            fputs(lists[i], file);
        else
            list_of_ledger(file);
        close_input(file);
    }
}
