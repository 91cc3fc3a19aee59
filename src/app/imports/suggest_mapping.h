/* A mapping proposed for a list: what the reader recognises in its header, and what a person must
 * still say. */
#ifndef RELANCE_APP_SUGGEST_MAPPING_H
#define RELANCE_APP_SUGGEST_MAPPING_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "gen/messages.h"
#include "intake/intake.h"

struct suggestion {
    enum intake_kind kind;       /* what the list seems to be */
    const struct first_row *row; /* its header, in `rows` */
    int fields[LIMIT_COLUMNS];   /* of each column: enum item_column or customer_column; -1: none */
    struct open_band bands[LIMIT_COLUMNS];
    int known;                /* columns that have one */
    bool french;              /* the header has French words: days stand before months */
    struct currency currency; /* named in the header, or code 0 */
    struct first_rows rows;
};

/* Looks at the first rows of a file. Everything in the arena. Errors: those of intake_first_rows;
 * ERR_FILE_UNKNOWN_FORMAT: no list of rows. */
MUST_CHECK bool suggest_mapping(struct arena *a, struct str path, struct suggestion *out,
                                struct err *err);
/* The header that was found, as a list of this kind. */
void suggest_as(struct arena *a, struct suggestion *s, enum intake_kind kind);
/* The same for rows that are known already; false: none of them can be a header. */
MUST_CHECK bool suggest_from_rows(struct arena *a, struct suggestion *s);
/* As YAML, unknown columns in comments of that language. */
void suggestion_write(const struct suggestion *s, enum lang lang, struct buf *out);

#endif
