/* Checks of what was agreed on an account, for verify: sums of plans, disputed parts, items that
 * exist, and states that the history explains. */
#ifndef RELANCE_APP_VERIFY_OBJECTS_H
#define RELANCE_APP_VERIFY_OBJECTS_H

#include "store/object_walk.h"

struct verify_item {
    int64_t id, amount_minor;
    bool fixed; /* a ledger line: its amount never changes */
};

struct verify_tally {
    int64_t count, bad;
};

struct verify_objects_input {
    const struct account_objects *objects;
    const struct object_events *events;
    const struct verify_item *items; /* by id; also those withdrawn */
    size_t item_count;
    int64_t account_id; /* holds placed elsewhere are not looked at */
};
/* Adds to the tally. */
void verify_objects(const struct verify_objects_input *in, struct verify_tally *tally);

#endif
