/* Bank account numbers: IBAN (ISO 13616) and the French RIB inside those of France and Monaco. */
#ifndef RELANCE_PARTY_IBAN_H
#define RELANCE_PARTY_IBAN_H

#include "base/check.h"
#include "base/str.h"
#include "id_fault.h"

enum { IBAN_CHARACTERS_MAX = 34, RIB_CHARACTERS = 23, IBAN_FR_CHARACTERS = 27 };

/* Blanks are dropped, letters become upper case. On ID_OK, out holds the compact form and a zero
 * byte; otherwise it is "". The country must be in the IBAN register and the length its length;
 * mod 97 = 1; for FR and MC the RIB key inside must be right too (ID_RIB_KEY). */
enum id_fault iban_check(struct str s, char out[IBAN_CHARACTERS_MAX + 1]);
/* The country of a compact IBAN takes part in SEPA. */
bool iban_is_sepa(struct str compact);

/* Bank 5 digits, branch 5 digits, account 11 characters, key 2 digits; blanks are dropped. */
enum id_fault rib_check(struct str s, char out[RIB_CHARACTERS + 1]);

struct rib_parts {
    struct str bank, branch, account; /* as typed; the account may lack its leading zeros */
};
/* Adds the key: 97 - (89 bank + 15 branch + 3 account) mod 97. */
enum id_fault rib_make(const struct rib_parts *parts, char out[RIB_CHARACTERS + 1]);
/* The French IBAN of a RIB. */
enum id_fault iban_fr_make(const struct rib_parts *parts, char out[IBAN_FR_CHARACTERS + 1]);

#endif
