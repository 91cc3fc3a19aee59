#include "names.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PICK(chance, array) ((array)[chance_below((chance), (int)COUNT(array))])

static const char *const men[] = {
    "Adrien", "Antoine", "Aurélien", "Baptiste", "Benoît", "Bruno",    "Cédric",   "Christophe",
    "David",  "Didier",  "Émile",    "Étienne",  "Fabien", "Franck",   "François", "Frédéric",
    "Gaël",   "Gérard",  "Gilles",   "Grégory",  "Hervé",  "Hugo",     "Jérôme",   "Joël",
    "Julien", "Karim",   "Laurent",  "Loïc",     "Lucas",  "Mathieu",  "Mehdi",    "Nicolas",
    "Noël",   "Olivier", "Pascal",   "Rémi",     "Samuel", "Thibault", "Yann",     "Yves"};
static const char *const women[] = {
    "Adèle",    "Agnès",     "Amélie",   "Anaïs",   "Aurore",   "Béatrice",  "Brigitte", "Camille",
    "Cécile",   "Chloé",     "Claire",   "Corinne", "Delphine", "Élise",     "Élodie",   "Fatima",
    "Florence", "Françoise", "Gaëlle",   "Hélène",  "Inès",     "Joséphine", "Karine",   "Laëtitia",
    "Léa",      "Louise",    "Maëlle",   "Margot",  "Mélanie",  "Nadia",     "Noémie",   "Océane",
    "Pauline",  "Régine",    "Sandrine", "Solène",  "Sophie",   "Valérie",   "Yasmine",  "Zoé"};
static const char *const family_heads[] = {
    "Auber",  "Barra", "Beaufi", "Berno", "Bouva", "Brelu", "Carmo", "Chabri", "Chante", "Corbi",
    "Coura",  "Darvi", "Delma",  "Espi",  "Fauva", "Ferra", "Fonte", "Gaudi",  "Grandi", "Guillo",
    "Hardou", "Jaume", "Lampri", "Lavo",  "Marti", "Mercu", "Mira",  "Montau", "Norma",  "Orsi",
    "Pellu",  "Perri", "Quéva",  "Rabou", "Rivau", "Roque", "Sauvi", "Tarri",  "Thévo",  "Valmi"};
static const char *const family_tails[] = {
    "bert", "chard", "dier", "don", "dreau", "gneux", "lard", "let",  "lin", "llac",
    "mard", "nard",  "neau", "net", "quet",  "quin",  "rand", "reau", "rel", "rin",
    "ron",  "tard",  "teau", "tin", "ton",   "vel",   "vert", "zac"};
static const char *const place_heads[] = {
    "Aubre", "Beau", "Bel",    "Bois", "Bourg", "Brive", "Cham",  "Chante", "Château", "Clair",
    "Combe", "Cour", "Ferre",  "Font", "Grand", "Haute", "Long",  "Mire",   "Mont",    "Neuf",
    "Noir",  "Orge", "Pierre", "Plan", "Pont",  "Roche", "Saule", "Tour",   "Val",     "Vieux"};
static const char *const place_tails[] = {"becq",     "bois", "brac",  "celles",  "court", "faucel",
                                          "fontaine", "gny",  "lande", "lieu",    "lune",  "mare",
                                          "marsac",   "mézy", "nuit",  "pertuis", "rive",  "rolles",
                                          "sagne",    "val",  "vigne", "ville",   "vray",  "zelle"};
static const char *const beside[] = {"les-Bains", "les-Mines", "les-Forges",
                                     "la-Forêt",  "le-Vieux",  "lès-Vignes"};
static const char *const rivers[] = {"Velle", "Aubrette", "Lorne",   "Orsine",
                                     "Brune", "Saulce",   "Mirande", "Vère"};
static const char *const saints[] = {"Aubrac", "Cyriel",  "Elme",   "Fortuné",
                                     "Gildas", "Léandre", "Maclou", "Ulric"};
static const char *const trades[] = {
    "Boulangerie", "Menuiserie",   "Plomberie",  "Garage",
    "Imprimerie",  "Charpentes",   "Maçonnerie", "Électricité",
    "Transports",  "Pâtisserie",   "Brasserie",  "Quincaillerie",
    "Jardinerie",  "Librairie",    "Serrurerie", "Couverture",
    "Carrelages",  "Peintures",    "Vitrerie",   "Chaudronnerie",
    "Fromagerie",  "Traiteur",     "Pharmacie",  "Clinique vétérinaire",
    "Auto-école",  "Hôtel",        "Café",       "Épicerie",
    "Boucherie",   "Terrassement", "Paysages",   "Mécanique"};
static const char *const firms[] = {"Ateliers", "Établissements", "Groupe",    "Maison",
                                    "Comptoir", "Entrepôts",      "Fonderies", "Forges",
                                    "Moulins",  "Scierie",        "Verreries", "Conserverie"};
static const char *const coined[] = {"Altéo",     "Batiprox", "Cérélis",    "Dynavia",  "Écolune",
                                     "Ferralia",  "Gestilys", "Hydralto",   "Isoval",   "Jardélia",
                                     "Logivert",  "Métalys",  "Novapan",    "Optirel",  "Prismédia",
                                     "Rénovelis", "Sylvaxe",  "Technorine", "Ventoria", "Zénitude"};
static const char *const coined_fields[] = {"Services",   "Distribution", "Négoce",  "Bâtiment",
                                            "Emballages", "Santé",        "Habitat", "Conseil",
                                            "Industrie",  "Équipements"};
static const char *const forms[] = {"SARL", "SAS", "SASU", "EURL", "SA", "SCOP", "SNC", "SELARL"};
static const int form_weights[] = {40, 32, 10, 8, 4, 2, 2, 2};
static const char *const streets[] = {"rue",   "rue",    "rue",   "avenue",  "avenue", "boulevard",
                                      "place", "chemin", "route", "impasse", "allée",  "quai"};
static const char *const street_names[] = {
    "des Acacias", "des Artisans", "de la Gare",   "du Moulin",      "des Tilleuls",
    "de l'Église", "du Lavoir",    "des Écoles",   "de la Forge",    "du Stade",
    "des Vignes",  "de la Source", "du Commerce",  "des Prés",       "de l'Industrie",
    "des Lilas",   "du Pont-Neuf", "de la Mairie", "du 11-Novembre", "de la République"};

static void family(struct chance *c, char *out, size_t size)
{
    const char *head = PICK(c, family_heads);
    const char *tail = PICK(c, family_tails);
    snprintf(out, size, "%s%s", head, tail);
}

/* "de " or "d'" before a name. */
static const char *of(const char *name) { return strchr("AEIOU", name[0]) ? "d'" : "de "; }

void name_person(struct chance *c, struct person *out)
{
    bool woman = chance_hits(c, 500);
    snprintf(out->title, sizeof out->title, "%s", woman ? "Mme" : "M.");
    snprintf(out->first, sizeof out->first, "%s", woman ? PICK(c, women) : PICK(c, men));
    family(c, out->last, sizeof out->last);
}

static int zone_of_department(int department)
{
    /* departments of the telephone zones 1, 2 and 3, 4 as ranges; the rest is zone 5 */
    static const int zone1[] = {75, 77, 78, 91, 92, 93, 94, 95};
    static const int zone2[] = {14, 18, 22, 27, 28, 29, 35, 36, 37, 41,
                                44, 45, 49, 50, 53, 56, 61, 72, 76, 85};
    static const int zone3[] = {2,  8,  10, 21, 25, 39, 51, 52, 54, 55, 57, 58,
                                59, 60, 62, 67, 68, 70, 71, 80, 88, 89, 90};
    static const int zone4[] = {1,  3,  4,  5,  6,  7,  11, 13, 15, 26, 30, 34,
                                38, 42, 43, 48, 63, 66, 69, 73, 74, 83, 84};
    static const struct {
        const int *rows;
        size_t count;
    } zones[] = {
        {zone1, COUNT(zone1)}, {zone2, COUNT(zone2)}, {zone3, COUNT(zone3)}, {zone4, COUNT(zone4)}};
    for (size_t z = 0; z < COUNT(zones); z++)
        for (size_t i = 0; i < zones[z].count; i++)
            if (zones[z].rows[i] == department)
                return (int)z + 1;
    return 5;
}

void name_place(struct chance *c, struct place *out)
{
    char core[32];
    snprintf(core, sizeof core, "%s%s", PICK(c, place_heads), PICK(c, place_tails));
    switch (chance_below(c, 6)) {
    case 0:
        snprintf(out->city, sizeof out->city, "Saint-%s-sur-%s", PICK(c, saints), PICK(c, rivers));
        break;
    case 1:
        snprintf(out->city, sizeof out->city, "%s-sur-%s", core, PICK(c, rivers));
        break;
    case 2:
        snprintf(out->city, sizeof out->city, "%s-%s", core, PICK(c, beside));
        break;
    default:
        snprintf(out->city, sizeof out->city, "%s", core);
    }
    int department = chance_between(c, 1, 95);
    if (department == 20) /* Corsica is 2A and 2B, its post codes 200xx and 202xx */
        department = 21;
    out->zone = zone_of_department(department);
    snprintf(out->postcode, sizeof out->postcode, "%02d%03d", department,
             chance_between(c, 10, 99) * 10);
}

void name_company(struct chance *c, struct body *out)
{
    char core[64], last[32];
    family(c, last, sizeof last);
    struct place place;
    switch (chance_below(c, 5)) {
    case 0:
        snprintf(core, sizeof core, "%s %s", PICK(c, trades), last);
        break;
    case 1:
        name_place(c, &place);
        snprintf(core, sizeof core, "%s %s%s", PICK(c, trades), of(place.city), place.city);
        break;
    case 2:
        snprintf(core, sizeof core, "%s %s", PICK(c, firms), last);
        break;
    case 3:
        snprintf(core, sizeof core, "%s %s", PICK(c, coined), PICK(c, coined_fields));
        break;
    default:
        snprintf(core, sizeof core, "%s %s & %s", PICK(c, trades), last,
                 chance_hits(c, 500) ? "Fils" : "Associés");
    }
    snprintf(out->name, sizeof out->name, "%s %s",
             forms[chance_weighted(c, form_weights, COUNT(forms))], core);
    name_slug(core, out->slug, sizeof out->slug);
    out->public_status = NULL;
}

void name_sole_trader(struct chance *c, const struct person *who, struct body *out)
{
    if (chance_hits(c, 500))
        snprintf(out->name, sizeof out->name, "%s %s", who->first, who->last);
    else
        snprintf(out->name, sizeof out->name, "%s %s %s", PICK(c, trades), who->first, who->last);
    name_slug(out->name, out->slug, sizeof out->slug);
    out->public_status = NULL;
}

void name_public_body(struct chance *c, const struct place *where, struct body *out)
{
    static const struct {
        const char *what, *status;
    } kinds[] = {{"Commune", "local"},
                 {"Commune", "local"},
                 {"Commune", "local"},
                 {"Communauté de communes", "local"},
                 {"CCAS", "local"},
                 {"Lycée agricole", "state"},
                 {"Lycée polyvalent", "local"},
                 {"Centre hospitalier", "health"},
                 {"EHPAD public", "health"},
                 {"Université", "state"},
                 {"Direction des routes", "state"},
                 {"Régie des eaux", "local"},
                 {"Port autonome", "undertaking"},
                 {"Office des marchés", "undertaking"}};
    int kind = chance_below(c, (int)COUNT(kinds));
    snprintf(out->name, sizeof out->name, "%s %s%s", kinds[kind].what, of(where->city),
             where->city);
    name_slug(out->name, out->slug, sizeof out->slug);
    out->public_status = kinds[kind].status;
}

void name_street(struct chance *c, char *out, size_t size)
{
    int number = chance_between(c, 1, 148);
    const char *kind = PICK(c, streets);
    const char *name = PICK(c, street_names);
    snprintf(out, size, "%d%s %s %s", number, chance_hits(c, 60) ? " bis" : "", kind, name);
}

void name_phone(struct chance *c, int zone, bool mobile, char out[16])
{
    static const char *const prefixes[] = {"06 39 98", "01 99 00", "02 61 91",
                                           "03 53 01", "04 65 71", "05 36 49"};
    snprintf(out, 16, "%s %02d %02d", prefixes[mobile ? 0 : zone], chance_below(c, 100),
             chance_below(c, 100));
}

void name_slug(const char *text, char *out, size_t size)
{
    /* second byte of a letter U+00C0..U+00FF in UTF-8, 0x80..0xbf, without its accent */
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo-ouuuuyTsaaaaaaaceeeeiiiidnooooo-ouuuuyty";
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p && n + 1 < size; p++) {
        char letter = '-';
        if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
            letter = (char)*p;
        else if (*p >= 'A' && *p <= 'Z')
            letter = (char)(*p + 32);
        else if (*p == 0xc3 && p[1])
            letter = plain[*++p - 0x80];
        else if (*p == 0xc5 && p[1]) { /* the ligature oe */
            p++;
            letter = 'o';
        }
        if (letter != '-' || (n > 0 && out[n - 1] != '-'))
            out[n++] = letter;
    }
    while (n > 0 && out[n - 1] == '-')
        n--;
    out[n] = '\0';
}

/* The digit that makes the digits before it and itself Luhn-valid. */
static char luhn_digit(const char *digits)
{
    int sum = 0;
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        int digit = digits[length - 1 - i] - '0';
        if (i % 2 == 0)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

void name_siren(int n, char out[10])
{
    /* 99991 is prime: the series visits every number below it once */
    char digits[32];
    snprintf(digits, sizeof digits, "000%05d", (int)((int64_t)(n + 1) * 70001 % 99991));
    memcpy(out, digits, 8);
    out[8] = '\0';
    out[8] = luhn_digit(out);
    out[9] = '\0';
}

void name_siret(const char *siren, int establishment, char out[15])
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.9s%04d", siren, establishment % 10000);
    memcpy(out, digits, 13);
    out[13] = '\0';
    out[13] = luhn_digit(out);
    out[14] = '\0';
}
