/* References with mod-97 check digits: the structured payment reference RF (ISO 11649) and the
 * SEPA creditor identifier ICS, which the creditor's bank gives. */
#ifndef RELANCE_PARTY_CREDITOR_REF_H
#define RELANCE_PARTY_CREDITOR_REF_H

#include "base/check.h"
#include "base/str.h"
#include "id_fault.h"

enum { RF_TEXT_MAX = 21, RF_CHARACTERS_MAX = 25, ICS_CHARACTERS_MAX = 35, ICS_FR_NATIONAL = 6 };

/* Blanks are dropped, letters become upper case. On ID_OK, out holds the compact form and a zero
 * byte; otherwise it is "". */

/* RF, two check digits, 1 to 21 letters or digits. */
enum id_fault rf_check(struct str s, char out[RF_CHARACTERS_MAX + 1]);
enum id_fault rf_make(struct str text, char out[RF_CHARACTERS_MAX + 1]);

/* Country, two check digits, business code of three, national identifier (for FR 6 characters).
 * The check digits leave the business code out. */
enum id_fault ics_check(struct str s, char out[ICS_CHARACTERS_MAX + 1]);

struct ics_parts {
    struct str country, business, national; /* business: "ZZZ" unless the creditor chose one */
};
enum id_fault ics_make(const struct ics_parts *parts, char out[ICS_CHARACTERS_MAX + 1]);

#endif
