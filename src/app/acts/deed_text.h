/* What was done on a file (listing_store.h), in words. */
#ifndef RELANCE_APP_DEED_TEXT_H
#define RELANCE_APP_DEED_TEXT_H

#include "base/arena.h"
#include "gen/messages.h"
#include "store/listing_store.h"
#include "strategy/codes.h"

const char *deed_text(enum deed deed, enum lang lang);               /* "Promesse" */
const char *channel_text(enum gate_channel channel, enum lang lang); /* "Appel", "E-mail" */
/* "Promesse prise", "Première relance par e-mail" */
struct str deed_done_text(struct arena *a, const struct listed_deed *deed, enum lang lang);
/* What came of it, or why it was done: "Message laissé", "envoyée", "Prix"; empty: nothing says. */
const char *deed_result_text(const struct listed_deed *deed, enum lang lang);

#endif
