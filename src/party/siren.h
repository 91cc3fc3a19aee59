/* Numbers of the Sirene register and the French VAT number: form and check digits.
 * A right check digit does not prove that the company exists. */
#ifndef RELANCE_PARTY_SIREN_H
#define RELANCE_PARTY_SIREN_H

#include "base/check.h"
#include "base/str.h"
#include "id_fault.h"

enum { SIREN_DIGITS = 9, SIRET_DIGITS = 14, VAT_FR_CHARACTERS = 13 };

/* All functions: blanks are dropped, letters become upper case. On ID_OK, out holds the normalised
 * number and a zero byte; otherwise it is "". */

/* 9 digits, Luhn. */
enum id_fault siren_check(struct str s, char out[SIREN_DIGITS + 1]);
/* 14 digits beginning with a valid SIREN, Luhn; for La Poste (356000000) also a sum of digits that
 * is a multiple of 5. */
enum id_fault siret_check(struct str s, char out[SIRET_DIGITS + 1]);
/* FR, a key of two characters, 9 digits. The SIREN must be valid, or begin with 000 (Monaco). A key
 * of two digits must be (12 + 3 x (SIREN mod 97)) mod 97; with letters (no I, no O) only the form
 * is known. */
enum id_fault vat_fr_check(struct str s, char out[VAT_FR_CHARACTERS + 1]);

/* 8 digits -> SIREN. */
enum id_fault siren_make(struct str eight, char out[SIREN_DIGITS + 1]);
/* SIREN and the first four digits of the NIC -> SIRET. */
enum id_fault siret_make(struct str siren, struct str nic, char out[SIRET_DIGITS + 1]);
/* A valid SIREN (or 000...) -> FR + numeric key + SIREN. */
enum id_fault vat_fr_make(struct str siren, char out[VAT_FR_CHARACTERS + 1]);

#endif
