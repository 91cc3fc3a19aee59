#include "creditor_ref.h"

enum { HEAD = 4, BUSINESS = 3 };

static enum id_fault refuse(char *out, enum id_fault fault)
{
    out[0] = '\0';
    return fault;
}

static bool letters(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < 'A' || s.p[i] > 'Z') {
            return false;
        }
    }
    return true;
}

/* mod 97 of body followed by the four characters at the head. */
static uint32_t rest_of(struct str body, struct str head)
{
    return id_mod97(id_mod97(0, body), head);
}

/* The two check digits of body for `letters_two`, written at out + 2. */
static void put_check_digits(struct str body, char *out)
{
    char zero[HEAD] = {out[0], out[1], '0', '0'};
    uint32_t check = 98 - rest_of(body, (struct str){zero, HEAD});
    out[2] = (char)('0' + check / 10);
    out[3] = (char)('0' + check % 10);
}

enum id_fault rf_check(struct str s, char out[RF_CHARACTERS_MAX + 1])
{
    size_t n = id_compact(s, out, RF_CHARACTERS_MAX + 1);
    if (n == 0) {
        return refuse(out, ID_EMPTY);
    }
    if (n <= HEAD || n > RF_CHARACTERS_MAX) {
        return refuse(out, ID_LENGTH);
    }
    struct str all = {out, n};
    if (!str_starts(all, STR("RF")) || !id_all_digits(str_slice(all, 2, HEAD)) ||
        !id_all_alphanumeric(all)) {
        return refuse(out, ID_CHARACTERS);
    }
    bool right = rest_of(str_slice(all, HEAD, n), str_slice(all, 0, HEAD)) == 1;
    return right ? ID_OK : refuse(out, ID_CHECKSUM);
}

enum id_fault rf_make(struct str text, char out[RF_CHARACTERS_MAX + 1])
{
    size_t n = id_compact(text, out + HEAD, RF_TEXT_MAX + 1);
    if (n == 0 || n > RF_TEXT_MAX) {
        return refuse(out, n == 0 ? ID_EMPTY : ID_LENGTH);
    }
    struct str body = {out + HEAD, n};
    if (!id_all_alphanumeric(body)) {
        return refuse(out, ID_CHARACTERS);
    }
    out[0] = 'R';
    out[1] = 'F';
    put_check_digits(body, out);
    return ID_OK;
}

/* Form of a compact ICS of n characters, check digits aside. */
static enum id_fault ics_form(struct str all)
{
    if (all.n <= HEAD + BUSINESS || all.n > ICS_CHARACTERS_MAX) {
        return ID_LENGTH;
    }
    if (!letters(str_slice(all, 0, 2))) {
        return ID_COUNTRY;
    }
    if (!id_all_alphanumeric(all) || !id_all_digits(str_slice(all, 2, HEAD))) {
        return ID_CHARACTERS;
    }
    bool french = str_starts(all, STR("FR"));
    return french && all.n != HEAD + BUSINESS + ICS_FR_NATIONAL ? ID_LENGTH : ID_OK;
}

enum id_fault ics_check(struct str s, char out[ICS_CHARACTERS_MAX + 1])
{
    size_t n = id_compact(s, out, ICS_CHARACTERS_MAX + 1);
    if (n == 0) {
        return refuse(out, ID_EMPTY);
    }
    struct str all = {out, n};
    enum id_fault fault = ics_form(all);
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    bool right = rest_of(str_slice(all, HEAD + BUSINESS, n), str_slice(all, 0, HEAD)) == 1;
    return right ? ID_OK : refuse(out, ID_CHECKSUM);
}

enum id_fault ics_make(const struct ics_parts *parts, char out[ICS_CHARACTERS_MAX + 1])
{
    enum { NATIONAL_MAX = ICS_CHARACTERS_MAX - HEAD - BUSINESS };
    char country[3];
    char business[BUSINESS + 1];
    if (id_compact(parts->country, country, sizeof(country)) != 2) {
        return refuse(out, ID_COUNTRY);
    }
    if (id_compact(parts->business, business, sizeof(business)) != BUSINESS) {
        return refuse(out, ID_LENGTH);
    }
    size_t n = id_compact(parts->national, out + HEAD + BUSINESS, NATIONAL_MAX + 1);
    if (n == 0 || n > NATIONAL_MAX) {
        return refuse(out, n == 0 ? ID_EMPTY : ID_LENGTH);
    }
    memcpy(out, country, 2);
    memcpy(out + 2, "00", 2);
    memcpy(out + HEAD, business, BUSINESS);
    enum id_fault fault = ics_form((struct str){out, HEAD + BUSINESS + n});
    if (fault != ID_OK) {
        return refuse(out, fault);
    }
    put_check_digits((struct str){out + HEAD + BUSINESS, n}, out);
    return ID_OK;
}
