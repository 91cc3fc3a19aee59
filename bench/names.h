/* Names as French customers have them, the same for the same number: people and companies, common
 * surnames beside many rare ones. All made up. */
#ifndef RELANCE_BENCH_NAMES_H
#define RELANCE_BENCH_NAMES_H

#include <stdint.h>
#include <stdio.h>

enum { NAME_BYTES = 80 };

static inline uint64_t names_mixed(uint64_t z) /* splitmix64 */
{
    z += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* Half of the people have one of some hundred surnames, the first of them far more often; the
 * others one of a quarter of a million. */
static inline void put_surname(uint64_t h, char out[32])
{
    static const char *const common[] = {
        "Martin",    "Bernard",  "Thomas",   "Petit",    "Robert",   "Richard",  "Durand",
        "Dubois",    "Moreau",   "Laurent",  "Simon",    "Michel",   "Lefebvre", "Leroy",
        "Roux",      "David",    "Bertrand", "Morel",    "Fournier", "Girard",   "Bonnet",
        "Dupont",    "Lambert",  "Fontaine", "Rousseau", "Vincent",  "Muller",   "Lefèvre",
        "Faure",     "André",    "Mercier",  "Blanc",    "Guérin",   "Boyer",    "Garnier",
        "Chevalier", "François", "Legrand",  "Gauthier", "Garcia",   "Perrin",   "Robin",
        "Clément",   "Morin",    "Nicolas",  "Henry",    "Roussel",  "Mathieu",  "Gautier",
        "Masson",    "Marchand", "Duval",    "Denis",    "Dumont",   "Marie",    "Lemaire",
        "Noël",      "Meyer",    "Dufour",   "Meunier"};
    static const char *const first[] = {"Ker", "Le",  "Bou", "Char", "Mon", "Vil", "Gar", "Tré",
                                        "Pou", "Bel", "Dal", "Cas",  "Fer", "Gui", "Hau", "Lam",
                                        "Mar", "Nau", "Pel", "Qué",  "Rou", "Sau", "Tou", "Ver"};
    static const char *const middle[] = {"va",  "ri",  "non", "bar", "ché", "di",  "fau", "gra",
                                         "lan", "mé",  "nou", "pi",  "qui", "ro",  "san", "ti",
                                         "ver", "bou", "cor", "ler", "vi",  "zan", "bri", "tel"};
    static const char *const last[] = {"dec",   "geon",  "teau", "lier", "nard",  "mond",
                                       "rel",   "vin",   "zon",  "quin", "ville", "gnac",
                                       "bert",  "court", "dieu", "fort", "gout",  "las",
                                       "moine", "pin",   "rec",  "son",  "tier",  "val"};
    uint64_t n = h >> 8;
    if (h % 100 < 50) {
        double part = (double)(n % 10000) / 10000;
        snprintf(out, 32, "%s",
                 common[(int)(part * part * (double)(sizeof common / sizeof *common))]);
    } else {
        snprintf(out, 32, "%s%s%s%s", first[n % 24], middle[n / 24 % 24],
                 n / 8000 % 3 == 0 ? "" : middle[n / 50000 % 24], last[n / 576 % 24]);
    }
}

static inline void put_name(uint64_t number, char out[NAME_BYTES])
{
    static const char *const forms[] = {"SARL ", "SAS ", "",    "Ets ",
                                        "EURL ", "",     "SA ", "S.A.R.L. "};
    static const char *const trades[] = {"Menuiserie", "Boulangerie", "Transports",  "Garage",
                                         "Plomberie",  "Pharmacie",   "Imprimerie",  "Maçonnerie",
                                         "Cabinet",    "Restaurant",  "Électricité", "Couverture",
                                         "Librairie",  "Domaine",     "Atelier",     "Serrurerie"};
    static const char *const given[] = {"Jean",     "Marie",  "Pierre", "Michel",  "Nathalie",
                                        "Isabelle", "Sylvie", "Hélène", "Louis",   "Chloé",
                                        "Léa",      "Hugo",   "Manon",  "Jules",   "Inès",
                                        "Paul",     "Zoé",    "Noé",    "Camille", "Lucas"};
    uint64_t h = names_mixed(number);
    char surname[32];
    put_surname(names_mixed(h), surname);
    if (h % 100 < 55)
        snprintf(out, NAME_BYTES, "%s %s", given[(h >> 16) % 20], surname);
    else if (h % 100 < 90)
        snprintf(out, NAME_BYTES, "%s%s %s", forms[(h >> 16) % 8], trades[(h >> 24) % 16], surname);
    else
        snprintf(out, NAME_BYTES, "%s%s & Fils", forms[(h >> 16) % 8], surname);
}

#endif
