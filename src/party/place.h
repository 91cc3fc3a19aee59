/* Where a French address lies, as far as calling there asks: whose holidays, what time it is.
 *
 * By postcode. Offsets and summer time: general knowledge, not read in a text. In French Polynesia
 * the time of Tahiti is taken (the Marquesas are half an hour ahead, the Gambiers an hour). */
#ifndef RELANCE_PARTY_PLACE_H
#define RELANCE_PARTY_PLACE_H

#include "base/str.h"
#include "base/zone.h"
#include "law/tables.h"

struct place {
    enum law_region region;
    struct zone zone;
    bool known; /* false: abroad, or no postcode; mainland and Paris time are then a guess */
};

/* country: ISO 3166 code, "France" or empty (France); postcode: five digits, blanks between them
 * are skipped. Saint-Barthélemy, Saint-Martin and the Pacific have no holidays of their own here.
 */
struct place place_of(struct str country, struct str postcode);

#endif
