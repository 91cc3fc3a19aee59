/* Filters of lists that people keep under a name, for themselves or for their teams. */
#ifndef RELANCE_APP_SAVED_LISTS_H
#define RELANCE_APP_SAVED_LISTS_H

#include "app/context.h"
#include "app/people/house.h"

enum { SAVED_NAME_BYTES = 80, SAVED_LISTS_MAX = 200, SAVED_LISTS_AT_HAND = 6 };

struct saved_list {
    int64_t id, user_id;
    bool shared;
    struct str list; /* "items" */
    struct str name;
    struct str params; /* creditor=AAA&age=d31_60 */
};
struct saved_lists {
    struct saved_list *rows; /* by name */
    size_t count;
};
/* A person's own, and what people of his teams share; in the arena. */
MUST_CHECK bool saved_lists_read(struct app *app, struct arena *a, const struct house *house,
                                 struct saved_lists *out, struct err *err);
/* The first SAVED_LISTS_AT_HAND of a person's own: list, name and params; in the arena. */
MUST_CHECK bool saved_lists_at_hand(struct app *app, struct arena *a, int64_t user_id,
                                    struct saved_lists *out, struct err *err);
/* Of who acts. Errors: ERR_OPTION_MISSING (name), ERR_TOO_LONG. */
MUST_CHECK bool saved_list_keep(struct app *app, const struct saved_list *wanted, struct err *err);
/* Name and sharing of his own; errors: those of keeping it, ERR_UNKNOWN_OBJECT (another's, too). */
MUST_CHECK bool saved_list_change(struct app *app, const struct saved_list *wanted,
                                  struct err *err);
MUST_CHECK bool saved_list_drop(struct app *app, int64_t id, struct err *err);

#endif
