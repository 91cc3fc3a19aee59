/* list_gen ROWS: an open-items list as a business system exports it, on standard output; the same
 * for the same number. A fifth as many customers as rows, drawn with a skew (few have most of the
 * invoices); amounts in cents, log-normal; lateness from not yet due to far past limitation; rows
 * in no order of customers.
 *   list_gen ROWS customers   the list of those customers: what they are (of 1 in 10 nobody says),
 * telephone of 4 in 5, e-mail of 3 in 5, street of 9 in 10.
 * Everything is made up: SIREN numbers begin with 000, telephone numbers are those of fiction. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 42;

static uint64_t mixed(uint64_t z) /* splitmix64 */
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint64_t any(void) { return mixed(state += UINT64_C(0x9E3779B97F4A7C15)); }
static double part(void) { return ((double)(any() >> 11) + 0.5) / 9007199254740992.0; }
static double gauss(void) { return sqrt(-2 * log(part())) * cos(6.283185307179586 * part()); }

struct date {
    int year, month, day;
};

/* Days from 1970-01-01 (Hinnant). */
static struct date date_of(long n)
{
    n += 719468;
    long era = n / 146097, of_era = n - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
    int month = (int)(m < 10 ? m + 3 : m - 9);
    return (struct date){(int)(year + era * 400 + (month <= 2)), month,
                         (int)(of_year - (153 * m + 2) / 5 + 1)};
}

/* 000, five digits, and the digit of Luhn. */
static void put_siren(char out[10], uint64_t debtor)
{
    uint64_t v = mixed(debtor) % 100000;
    int sum = 0;
    snprintf(out, 10, "%08llu", (unsigned long long)v);
    for (int i = 0; i < 8; i++) {
        int digit = (out[i] - '0') * (i % 2 == 1 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    out[8] = (char)('0' + (10 - sum % 10) % 10);
    out[9] = '\0';
}

static void put_customer(uint64_t debtor)
{
    static const char *const trades[] = {"Atelier",    "Garage",    "Boulangerie", "Transports",
                                         "Menuiserie", "Cabinet",   "Imprimerie",  "Pharmacie",
                                         "Maison",     "Librairie", "Clinique",    "Domaine"};
    static const char *const names[] = {"Martin", "Bernard", "Dubois",  "Petit", "Leroy",
                                        "Moreau", "Girard",  "Mercier", "Blanc", "Faure"};
    static const char *const first[] = {"Lea",   "Hugo", "Chloe", "Louis", "Manon",
                                        "Jules", "Ines", "Paul",  "Zoe",   "Noe"};
    uint64_t h = mixed(debtor);
    const char *name = names[(h >> 16) % 10];
    char siren[10];
    put_siren(siren, debtor);
    if (h % 100 < 75)
        printf("%llu,%s,%s %s %llu,B2B,", (unsigned long long)debtor, siren, trades[(h >> 8) % 12],
               name, (unsigned long long)debtor);
    else
        printf("%llu,,%s %s,B2C,", (unsigned long long)debtor, first[(h >> 8) % 10], name);
}

static long lateness_days(void)
{
    double kind = part(), v = part();
    long days = kind < 0.30   ? -(long)(60 * v) - 1
                : kind < 0.75 ? (long)(-35 * log(v))
                : kind < 0.95 ? 60 + (long)(-220 * log(v))
                              : 600 + (long)(2200 * v);
    return days > 3200 ? 3200 : days;
}

static void put_invoice(long number, uint64_t debtor)
{
    static const int terms[] = {60, 45, 30};
    uint64_t h = mixed(debtor);
    int business = h % 100 < 75;
    long due = 20634 - lateness_days(); /* 2026-06-30 */
    struct date d = date_of(due), i = date_of(due - terms[(h >> 24) % 3]);
    long amount = (long)exp(log(business ? 85000.0 : 12000.0) + (business ? 1.35 : 0.9) * gauss());
    double settled = part() * 100;
    amount = amount < 100 ? 100 : amount;
    long paid = settled < 10   ? amount
                : settled < 25 ? (long)((double)amount * (0.05 + 0.9 * part()))
                               : 0;
    printf("F%09ld,%04d-%02d-%02d,%04d-%02d-%02d,%ld,%ld,EUR\n", number, i.year, i.month, i.day,
           d.year, d.month, d.day, amount, paid);
}

static void put_customers(long debtors)
{
    puts("compte;nom;type;adresse;code postal;ville;telephone;email");
    for (uint64_t debtor = 1; debtor <= (uint64_t)debtors; debtor++) {
        uint64_t h = mixed(debtor), own = mixed(~debtor);
        printf("%llu;Client %llu;%s;", (unsigned long long)debtor, (unsigned long long)debtor,
               own % 10 == 0  ? ""
               : h % 100 < 75 ? "entreprise"
                              : "particulier");
        if (own / 16 % 10 < 9)
            printf("%d rue des Essais;75%03d;Paris;", 1 + (int)(own >> 8 & 127),
                   1 + (int)(own >> 16 & 15));
        else
            fputs(";;;", stdout);
        if (own / 256 % 5 < 4)
            printf("019900%04d", (int)(own >> 20 & 8191));
        putchar(';');
        if (own / 4096 % 5 < 3)
            printf("client%llu@essai.example", (unsigned long long)debtor);
        putchar('\n');
    }
}

static void put_items(long rows, long debtors)
{
    const double skew = 0.8; /* of Zipf's law */
    double most = pow((double)debtors + 1, 1 - skew) - 1;
    puts("debtor_id,siren,name,kind,invoice_no,issue_date,due_date,amount_cents,paid_cents,"
         "currency");
    for (long i = 1; i <= rows; i++) {
        long rank = (long)pow(1 + part() * most, 1 / (1 - skew));
        rank = rank < 1 ? 1 : rank > debtors ? debtors : rank;
        /* each customer has an invoice */
        uint64_t debtor = i <= debtors
                              ? (uint64_t)i
                              : 1 + (uint64_t)rank * UINT64_C(2654435761) % (uint64_t)debtors;
        put_customer(debtor);
        put_invoice(i, debtor);
    }
}

int main(int argc, char **argv)
{
    long rows = argc == 2 || argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    if (rows < 1 || (argc == 3 && strcmp(argv[2], "customers") != 0)) {
        fputs("usage: list_gen ROWS [customers]\n", stderr);
        return 2;
    }
    long debtors = rows / 5 > 0 ? rows / 5 : 1;
    if (argc == 3)
        put_customers(debtors);
    else
        put_items(rows, debtors);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
