#include "iban.h"

enum { BANK_DIGITS = 5, BRANCH_DIGITS = 5, ACCOUNT_CHARACTERS = 11, KEY_DIGITS = 2 };

/* Lengths of the IBAN register; `sepa`: in the geographical scope of the SEPA schemes. */
static const struct {
    char country[3];
    uint8_t length;
    bool sepa;
} countries[] = {
    {"AD", 24, true},  {"AE", 23, false}, {"AL", 28, true},  {"AT", 20, true},  {"AZ", 28, false},
    {"BA", 20, false}, {"BE", 16, true},  {"BG", 22, true},  {"BH", 22, false}, {"BI", 27, false},
    {"BR", 29, false}, {"BY", 28, false}, {"CH", 21, true},  {"CR", 22, false}, {"CY", 28, true},
    {"CZ", 24, true},  {"DE", 22, true},  {"DJ", 27, false}, {"DK", 18, true},  {"DO", 28, false},
    {"EE", 20, true},  {"EG", 29, false}, {"ES", 24, true},  {"FI", 18, true},  {"FK", 18, false},
    {"FO", 18, false}, {"FR", 27, true},  {"GB", 22, true},  {"GE", 22, false}, {"GI", 23, true},
    {"GL", 18, false}, {"GR", 27, true},  {"GT", 28, false}, {"HN", 28, false}, {"HR", 21, true},
    {"HU", 28, true},  {"IE", 22, true},  {"IL", 23, false}, {"IQ", 23, false}, {"IS", 26, true},
    {"IT", 27, true},  {"JO", 30, false}, {"KW", 30, false}, {"KZ", 20, false}, {"LB", 28, false},
    {"LC", 32, false}, {"LI", 21, true},  {"LT", 20, true},  {"LU", 20, true},  {"LV", 21, true},
    {"LY", 25, false}, {"MC", 27, true},  {"MD", 24, true},  {"ME", 22, true},  {"MK", 19, true},
    {"MN", 20, false}, {"MR", 27, false}, {"MT", 31, true},  {"MU", 30, false}, {"NI", 28, false},
    {"NL", 18, true},  {"NO", 15, true},  {"OM", 23, false}, {"PK", 24, false}, {"PL", 28, true},
    {"PS", 29, false}, {"PT", 25, true},  {"QA", 29, false}, {"RO", 24, true},  {"RS", 22, true},
    {"RU", 33, false}, {"SA", 24, false}, {"SC", 31, false}, {"SD", 18, false}, {"SE", 24, true},
    {"SI", 19, true},  {"SK", 24, true},  {"SM", 27, true},  {"SO", 23, false}, {"ST", 25, false},
    {"SV", 28, false}, {"TL", 23, false}, {"TN", 24, false}, {"TR", 26, false}, {"UA", 29, false},
    {"VA", 22, true},  {"VG", 24, false}, {"XK", 20, false}, {"YE", 30, false},
};

static enum id_fault refuse(char *out, enum id_fault fault)
{
    out[0] = '\0';
    return fault;
}

/* Index in countries, or -1. */
static int country_find(struct str iban)
{
    for (size_t i = 0; iban.n >= 2 && i < COUNT_OF(countries); i++) {
        if (memcmp(iban.p, countries[i].country, 2) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Letters of a RIB count as A,J = 1; B,K,S = 2; ... I,R,Z = 9. */
static uint32_t rib_value(struct str part)
{
    static const char values[] = "12345678912345678923456789"; /* A to Z */
    uint32_t v = 0;
    for (size_t i = 0; i < part.n; i++) {
        char c = part.p[i];
        char digit = c >= 'A' ? values[c - 'A'] : c;
        v = (v * 10 + (uint32_t)(digit - '0')) % 97;
    }
    return v;
}

/* The key of bank, branch and account, which stand one behind the other. */
static uint32_t rib_key(const char *p)
{
    uint32_t bank = rib_value((struct str){p, BANK_DIGITS});
    uint32_t branch = rib_value((struct str){p + BANK_DIGITS, BRANCH_DIGITS});
    uint32_t account = rib_value((struct str){p + BANK_DIGITS + BRANCH_DIGITS, ACCOUNT_CHARACTERS});
    return 97 - (89 * bank + 15 * branch + 3 * account) % 97;
}

/* 23 compact characters: form and key. */
static enum id_fault rib_fault(const char *p)
{
    struct str key = {p + RIB_CHARACTERS - KEY_DIGITS, KEY_DIGITS};
    if (!id_all_digits((struct str){p, BANK_DIGITS + BRANCH_DIGITS}) || !id_all_digits(key) ||
        !id_all_alphanumeric((struct str){p, RIB_CHARACTERS})) {
        return ID_CHARACTERS;
    }
    uint32_t given = (uint32_t)(key.p[0] - '0') * 10 + (uint32_t)(key.p[1] - '0');
    return given == rib_key(p) ? ID_OK : ID_RIB_KEY;
}

enum id_fault iban_check(struct str s, char out[IBAN_CHARACTERS_MAX + 1])
{
    size_t n = id_compact(s, out, IBAN_CHARACTERS_MAX + 1);
    if (n == 0) {
        return refuse(out, ID_EMPTY);
    }
    if (n > IBAN_CHARACTERS_MAX) {
        return refuse(out, ID_LENGTH);
    }
    struct str all = {out, n};
    if (!id_all_alphanumeric(all)) {
        return refuse(out, ID_CHARACTERS);
    }
    int country = country_find(all);
    if (country < 0) {
        return refuse(out, ID_COUNTRY);
    }
    if (n != countries[country].length) {
        return refuse(out, ID_LENGTH);
    }
    if (!id_all_digits(str_slice(all, 2, 4))) {
        return refuse(out, ID_CHARACTERS);
    }
    if (id_mod97(id_mod97(0, str_slice(all, 4, n)), str_slice(all, 0, 4)) != 1) {
        return refuse(out, ID_CHECKSUM);
    }
    if (str_starts(all, STR("FR")) || str_starts(all, STR("MC"))) {
        enum id_fault fault = rib_fault(out + 4);
        return fault == ID_OK ? ID_OK : refuse(out, fault);
    }
    return ID_OK;
}

bool iban_is_sepa(struct str compact)
{
    int country = country_find(compact);
    return country >= 0 && countries[country].sepa;
}

enum id_fault rib_check(struct str s, char out[RIB_CHARACTERS + 1])
{
    size_t n = id_compact(s, out, RIB_CHARACTERS + 1);
    if (n != RIB_CHARACTERS) {
        return refuse(out, n == 0 ? ID_EMPTY : ID_LENGTH);
    }
    enum id_fault fault = rib_fault(out);
    return fault == ID_OK ? ID_OK : refuse(out, fault);
}

/* One part, filled with zeros on the left where `pad` allows a shorter one. */
static enum id_fault take_part(struct str s, size_t width, bool pad, char *out)
{
    char compact[ACCOUNT_CHARACTERS + 1];
    size_t n = id_compact(s, compact, sizeof(compact));
    if (n == 0) {
        return ID_EMPTY;
    }
    if (n > width || (n < width && !pad)) {
        return ID_LENGTH;
    }
    memset(out, '0', width - n);
    memcpy(out + width - n, compact, n);
    return ID_OK;
}

enum id_fault rib_make(const struct rib_parts *parts, char out[RIB_CHARACTERS + 1])
{
    char *branch = out + BANK_DIGITS;
    char *account = branch + BRANCH_DIGITS;
    char *key = account + ACCOUNT_CHARACTERS;
    enum id_fault fault = take_part(parts->bank, BANK_DIGITS, false, out);
    if (fault == ID_OK) {
        fault = take_part(parts->branch, BRANCH_DIGITS, false, branch);
    }
    if (fault == ID_OK) {
        fault = take_part(parts->account, ACCOUNT_CHARACTERS, true, account);
    }
    if (fault == ID_OK && (!id_all_digits((struct str){out, BANK_DIGITS + BRANCH_DIGITS}) ||
                           !id_all_alphanumeric((struct str){account, ACCOUNT_CHARACTERS}))) {
        fault = ID_CHARACTERS;
    }
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    uint32_t k = rib_key(out);
    key[0] = (char)('0' + k / 10);
    key[1] = (char)('0' + k % 10);
    key[2] = '\0';
    return ID_OK;
}

enum id_fault iban_fr_make(const struct rib_parts *parts, char out[IBAN_FR_CHARACTERS + 1])
{
    char rib[RIB_CHARACTERS + 1];
    enum id_fault fault = rib_make(parts, rib);
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    uint32_t rest = id_mod97(id_mod97(0, (struct str){rib, RIB_CHARACTERS}), STR("FR00"));
    uint32_t key = 98 - rest;
    out[0] = 'F';
    out[1] = 'R';
    out[2] = (char)('0' + key / 10);
    out[3] = (char)('0' + key % 10);
    memcpy(out + 4, rib, sizeof(rib));
    return ID_OK;
}
