#include "siren.h"

#define LA_POSTE STR("356000000")

/* Sum of the digits, every second one from the right doubled and reduced. */
static uint32_t luhn_sum(struct str digits)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.n; i++) {
        uint32_t v = (uint32_t)(digits.p[digits.n - 1 - i] - '0');
        if (i % 2 == 1) {
            v *= 2;
            v = v > 9 ? v - 9 : v;
        }
        sum += v;
    }
    return sum;
}

/* The digit that makes digits + it a Luhn number. */
static char luhn_digit(struct str digits)
{
    char with_zero[SIRET_DIGITS + 1];
    ASSERT(digits.n < sizeof(with_zero));
    memcpy(with_zero, digits.p, digits.n);
    with_zero[digits.n] = '0';
    return (char)('0' + (10 - luhn_sum((struct str){with_zero, digits.n + 1}) % 10) % 10);
}

static uint32_t digit_sum(struct str digits)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < digits.n; i++) {
        sum += (uint32_t)(digits.p[i] - '0');
    }
    return sum;
}

/* Compacts s into out (count + 1 bytes) and checks that it is exactly count digits. */
static enum id_fault take_digits(struct str s, size_t count, char *out)
{
    size_t n = id_compact(s, out, count + 1);
    size_t kept = n < count ? n : count;
    enum id_fault fault = ID_OK;
    if (n == 0) {
        fault = ID_EMPTY;
    } else if (!id_all_digits((struct str){out, kept})) {
        fault = ID_CHARACTERS;
    } else if (n != count) {
        fault = ID_LENGTH;
    }
    if (fault != ID_OK) {
        out[0] = '\0';
    }
    return fault;
}

static enum id_fault refuse(char *out, enum id_fault fault)
{
    out[0] = '\0';
    return fault;
}

enum id_fault siren_check(struct str s, char out[SIREN_DIGITS + 1])
{
    enum id_fault fault = take_digits(s, SIREN_DIGITS, out);
    if (fault != ID_OK) {
        return fault;
    }
    return luhn_sum((struct str){out, SIREN_DIGITS}) % 10 == 0 ? ID_OK : refuse(out, ID_CHECKSUM);
}

enum id_fault siret_check(struct str s, char out[SIRET_DIGITS + 1])
{
    enum id_fault fault = take_digits(s, SIRET_DIGITS, out);
    if (fault != ID_OK) {
        return fault;
    }
    struct str all = {out, SIRET_DIGITS};
    struct str siren = {out, SIREN_DIGITS};
    if (luhn_sum(siren) % 10 != 0) {
        return refuse(out, ID_SIREN);
    }
    bool la_poste = str_eq(siren, LA_POSTE) && digit_sum(all) % 5 == 0;
    return la_poste || luhn_sum(all) % 10 == 0 ? ID_OK : refuse(out, ID_CHECKSUM);
}

/* 9 digits: a valid SIREN, or a Monaco number, which begins with 000 and has no check digit. */
static bool siren_for_vat(struct str nine)
{
    return luhn_sum(nine) % 10 == 0 || str_starts(nine, STR("000"));
}

static uint32_t vat_key(struct str nine) { return (12 + 3 * id_mod97(0, nine)) % 97; }

enum id_fault vat_fr_check(struct str s, char out[VAT_FR_CHARACTERS + 1])
{
    size_t n = id_compact(s, out, VAT_FR_CHARACTERS + 1);
    if (n == 0) {
        return refuse(out, ID_EMPTY);
    }
    if (n != VAT_FR_CHARACTERS) {
        return refuse(out, ID_LENGTH);
    }
    struct str key = {out + 2, 2};
    struct str nine = {out + 4, SIREN_DIGITS};
    if (out[0] != 'F' || out[1] != 'R') {
        return refuse(out, ID_COUNTRY);
    }
    bool ambiguous = str_find(key, 'I') >= 0 || str_find(key, 'O') >= 0;
    if (!id_all_alphanumeric(key) || ambiguous || !id_all_digits(nine)) {
        return refuse(out, ID_CHARACTERS);
    }
    if (!siren_for_vat(nine)) {
        return refuse(out, ID_SIREN);
    }
    if (id_all_digits(key) &&
        digit_sum((struct str){out + 2, 1}) * 10 + digit_sum((struct str){out + 3, 1}) !=
            vat_key(nine)) {
        return refuse(out, ID_CHECKSUM);
    }
    return ID_OK;
}

enum id_fault siren_make(struct str eight, char out[SIREN_DIGITS + 1])
{
    enum id_fault fault = take_digits(eight, SIREN_DIGITS - 1, out);
    if (fault != ID_OK) {
        return fault;
    }
    out[SIREN_DIGITS - 1] = luhn_digit((struct str){out, SIREN_DIGITS - 1});
    out[SIREN_DIGITS] = '\0';
    return ID_OK;
}

enum id_fault siret_make(struct str siren, struct str nic, char out[SIRET_DIGITS + 1])
{
    enum { NIC_GIVEN = SIRET_DIGITS - SIREN_DIGITS - 1 };
    char four[NIC_GIVEN + 1];
    enum id_fault fault = siren_check(siren, out);
    if (fault != ID_OK) {
        return fault == ID_CHECKSUM ? ID_SIREN : fault;
    }
    fault = take_digits(nic, NIC_GIVEN, four);
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    memcpy(out + SIREN_DIGITS, four, NIC_GIVEN);
    out[SIRET_DIGITS - 1] = luhn_digit((struct str){out, SIRET_DIGITS - 1});
    out[SIRET_DIGITS] = '\0';
    return ID_OK;
}

enum id_fault vat_fr_make(struct str siren, char out[VAT_FR_CHARACTERS + 1])
{
    char nine[SIREN_DIGITS + 1];
    enum id_fault fault = take_digits(siren, SIREN_DIGITS, nine);
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    struct str digits = {nine, SIREN_DIGITS};
    if (!siren_for_vat(digits)) {
        return refuse(out, ID_SIREN);
    }
    uint32_t key = vat_key(digits);
    out[0] = 'F';
    out[1] = 'R';
    out[2] = (char)('0' + key / 10);
    out[3] = (char)('0' + key % 10);
    memcpy(out + 4, nine, sizeof(nine));
    return ID_OK;
}
