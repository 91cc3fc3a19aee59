/* What a search found as JSON, as `relance debtor --find --json` writes it. */
#ifndef RELANCE_APP_FOUND_JSON_H
#define RELANCE_APP_FOUND_JSON_H

#include "base/json.h"
#include "look_up.h"

/* Into an open object; the arena is for texts on their way. */
void found_json(struct json *j, struct arena *a, const struct looked_up *found);

#endif
