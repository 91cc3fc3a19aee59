/* The limitation of an item in words and as JSON. */
#ifndef RELANCE_APP_LIMIT_TEXT_H
#define RELANCE_APP_LIMIT_TEXT_H

#include "base/json.h"
#include "claim/item_limit.h"
#include "gen/messages.h"

enum { LIMIT_NEAR_DAYS = 180 };

/* Something moved its end or may have, or it is near or over. */
bool limit_is_told(const struct item_limit *limit, struct day today);
/* "agir au plus tard le 19/05/2029 (C. com. L110-4) ; reconnaissance par le débiteur le 20/05/2024
 * (C. civ. 2240)". */
void limit_text(const struct item_limit *limit, enum lang lang, struct buf *out);
/* {last_day, act_before, status, article, since: {kind, on, article, by_payment}, doubtful}, or
 * null when no day is claimed. */
void limit_json(struct json *j, const char *key, const struct item_limit *limit);

#endif
