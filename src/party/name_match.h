/* How well a name fits what somebody typed. Both are folded (base/text.h: upper case, no accents).
 * 0 to 100: 100 the same, 90 begins with it, 80 every word typed begins a word of the name in any
 * order, 60 it stands somewhere inside, 0 does not fit. Source: rule of the house. */
#ifndef RELANCE_PARTY_NAME_MATCH_H
#define RELANCE_PARTY_NAME_MATCH_H

#include "base/check.h"
#include "base/str.h"

int name_match(struct str folded_name, struct str folded_query);

#endif
