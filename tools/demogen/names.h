/* Made-up French names: people, firms, public bodies, places, addresses, telephone numbers from
 * the ranges reserved for fiction, and identifiers with right check digits that belong to nobody.
 */
#ifndef RELANCE_DEMOGEN_NAMES_H
#define RELANCE_DEMOGEN_NAMES_H

#include "chance.h"

enum { NAME_BYTES = 96 };

/* How a firm or a body is known. */
struct body {
    char name[NAME_BYTES];
    char slug[NAME_BYTES];     /* small letters and hyphens, for an e-mail domain */
    const char *public_status; /* state, local, health, undertaking; NULL: not public */
};

struct person {
    char title[8]; /* M. or Mme */
    char first[24];
    char last[32];
};

struct place {
    char city[48];
    char postcode[6];
    int zone; /* first digit of its telephone numbers, 1..5 */
};

void name_person(struct chance *c, struct person *out);
void name_place(struct chance *c, struct place *out);
void name_company(struct chance *c, struct body *out);
void name_sole_trader(struct chance *c, const struct person *who, struct body *out);
void name_public_body(struct chance *c, const struct place *where, struct body *out);
void name_street(struct chance *c, char *out, size_t size);
/* "01 99 00 12 34"; a mobile number when asked. */
void name_phone(struct chance *c, int zone, bool mobile, char out[16]);
/* Small ASCII letters and hyphens of a French text; other signs are left out. */
void name_slug(const char *text, char *out, size_t size);
/* Nine digits 000xxxxxx: the nth of a series without repeats (n < 99999), Luhn-valid. */
void name_siren(int n, char out[10]);
/* The SIREN, an establishment number and its Luhn digit. */
void name_siret(const char *siren, int establishment, char out[15]);

#endif
