/* Lists that people keep under a name, as pages offer them. */
#ifndef RELANCE_WEB_SAVED_H
#define RELANCE_WEB_SAVED_H

#include "app/people/people.h"
#include "http.h"

/* A list of a creditor out of the person's sight is not offered: its name might tell of him. */
bool saved_in_sight(const struct request *r, const struct saved_list *saved,
                    const struct creditors *all);
/* Fills r->saved, for the navigation, with those that the person who is signed in may be offered.
 */
MUST_CHECK bool saved_at_hand(struct request *r, struct err *err);

#endif
