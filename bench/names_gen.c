/* names_gen COUNT: an open-items list of so many customers with one invoice each, on standard
 * output; the same for the same number. Names: names.h. */
#include <stdlib.h>

#include "names.h"

int main(int argc, char **argv)
{
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    puts("Code client;Nom;Facture;Date facture;Échéance;Montant;Reste dû");
    for (uint64_t i = 1; i <= count; i++) {
        char name[NAME_BYTES];
        uint64_t cents = names_mixed(i * 7) % 900000 + 1000;
        put_name(i, name);
        printf("N%07llu;%s;FA-2026-%07llu;2026-05-01;2026-05-31;%llu,%02llu;%llu,%02llu\n",
               (unsigned long long)i, name, (unsigned long long)i,
               (unsigned long long)(cents / 100), (unsigned long long)(cents % 100),
               (unsigned long long)(cents / 100), (unsigned long long)(cents % 100));
    }
    return 0;
}
