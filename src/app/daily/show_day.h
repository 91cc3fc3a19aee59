/* How a person's day goes: files he worked on, what he was promised, the money dated today on his
 * files. Told to himself; counts and sums of today, and never how long anything took. */
#ifndef RELANCE_APP_SHOW_DAY_H
#define RELANCE_APP_SHOW_DAY_H

#include "app/context.h"
#include "store/day_store.h"

struct day_query {
    int64_t user_id;
    const int64_t *scope; /* creditor ids the person may see; NULL: all */
    size_t scope_count;
};
MUST_CHECK bool show_day(struct app *app, const struct day_query *query, struct day_done *out,
                         struct err *err);

#endif
