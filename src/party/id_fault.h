/* Why an identifier is not valid: one closed list for all kinds. */
#ifndef RELANCE_PARTY_ID_FAULT_H
#define RELANCE_PARTY_ID_FAULT_H

#include "base/check.h"
#include "base/str.h"

enum id_fault {
    ID_OK,
    ID_EMPTY,
    ID_CHARACTERS, /* a character that does not belong here */
    ID_LENGTH,
    ID_COUNTRY, /* not a country of the register */
    ID_CHECKSUM,
    ID_SIREN,   /* the SIREN inside is not valid */
    ID_RIB_KEY, /* the French RIB key inside is wrong */
    ID_FAULT_COUNT
};

/* Stable code: "ok", "empty", "characters", "length", "country", "checksum", "siren", "rib_key". */
const char *id_fault_code(enum id_fault fault);

/* Copies s without blanks (ASCII, U+00A0, U+202F) and in upper case; at most room - 1 bytes and a
 * zero byte. Returns the length without a limit: room or more means that s was cut. */
size_t id_compact(struct str s, char *out, size_t room);
/* The number (value * 10^k + digits of text) mod 97, letters A = 10 ... Z = 35. */
uint32_t id_mod97(uint32_t value, struct str text);
bool id_all_digits(struct str s);
bool id_all_alphanumeric(struct str s); /* 0-9 A-Z */

#endif
