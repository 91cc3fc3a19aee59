#include "id_fault.h"

static const char *const fault_codes[ID_FAULT_COUNT] = {
    [ID_OK] = "ok",         [ID_EMPTY] = "empty",     [ID_CHARACTERS] = "characters",
    [ID_LENGTH] = "length", [ID_COUNTRY] = "country", [ID_CHECKSUM] = "checksum",
    [ID_SIREN] = "siren",   [ID_RIB_KEY] = "rib_key",
};

const char *id_fault_code(enum id_fault fault)
{
    ASSERT(fault < ID_FAULT_COUNT);
    return fault_codes[fault];
}

/* Bytes of the blank at the start of s, 0 if there is none. */
static size_t blank_bytes(struct str s)
{
    if (s.p[0] == ' ' || s.p[0] == '\t') {
        return 1;
    }
    if (str_starts(s, STR("\u00A0"))) {
        return 2;
    }
    return str_starts(s, STR("\u202F")) ? 3 : 0;
}

size_t id_compact(struct str s, char *out, size_t room)
{
    ASSERT(room > 0);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t blank = blank_bytes(str_slice(s, i, s.n));
        if (blank > 0) {
            i += blank;
            continue;
        }
        char c = s.p[i++];
        if (c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        if (n + 1 < room) {
            out[n] = c;
        }
        n++;
    }
    out[n < room ? n : room - 1] = '\0';
    return n;
}

uint32_t id_mod97(uint32_t value, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9') {
            value = (value * 10 + (uint32_t)(c - '0')) % 97;
        } else {
            ASSERT(c >= 'A' && c <= 'Z');
            value = (value * 100 + (uint32_t)(c - 'A') + 10) % 97;
        }
    }
    return value;
}

bool id_all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
    }
    return true;
}

bool id_all_alphanumeric(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
            return false;
        }
    }
    return true;
}
