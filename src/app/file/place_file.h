/* What a person says about the place of a file: first on the list, not before a day, asked for
 * though credits are not matched yet, or again where the rules put it. His last word holds; a pin
 * gives way to a veto, never the other way round. */
#ifndef RELANCE_APP_PLACE_FILE_H
#define RELANCE_APP_PLACE_FILE_H

#include "app/acts/object_edit.h"

enum file_place {
    PLACE_PINNED,
    PLACE_POSTPONED,
    PLACE_RELEASED,
    PLACE_CREDITS_OVERRIDDEN,
    PLACE_COUNT
};
/* "pin", "postpone", "release", "match_override". */
const char *file_place_code(enum file_place place);

struct place_wanted {
    enum file_place place;
    struct day through; /* pinned: the last day, DAY_NONE: until released; postponed: the day before
                           which nothing is asked, inclusive */
    struct str why;     /* may be empty, but for a postponement and overridden credits */
};

/* One transaction; the day's list says so at once. account: the file's number. Errors: those of
 * account_find and object_text, ERR_DATE_PAST. */
MUST_CHECK bool place_file(struct object_request *request, const struct place_wanted *wanted,
                           int64_t *account, struct err *err);

#endif
