/* Which mapping a list is read with: the one named, or the one that was used on a list with the
 * same header. */
#ifndef RELANCE_APP_USE_MAPPING_H
#define RELANCE_APP_USE_MAPPING_H

#include "intake/intake.h"
#include "mappings.h"

struct used_mapping {
    const struct mapping *mapping; /* NULL: none */
    struct stored_mapping stored;  /* version 0: of a file, not kept yet */
};

struct mapping_wanted {
    struct str creditor; /* code, or empty: the only creditor, or nobody yet */
    struct str map;      /* a file, or the name of a kept mapping */
    struct str path;     /* of the list; its bytes are read by it unless they are given */
    const struct intake_file *file; /* open; NULL: by its path */
};

/* By --map: a file of that path, else a kept mapping of that name, the creditor's own first.
 * Errors: those of text_file_read and mapping_read; ERR_UNKNOWN_MAPPING, ERR_BAD_MAPPING_NAME (the
 * file's name without its ending becomes that of the mapping). */
MUST_CHECK bool load_mapping(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                             struct used_mapping *out, struct err *err);
/* By the first rows of the file; out->mapping NULL: none is known for them. Errors: those of
 * intake_first_rows, of the database. */
MUST_CHECK bool find_mapping(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                             struct used_mapping *out, struct err *err);

struct mapping_use {
    int64_t creditor_id, import_id;
    const struct first_rows *rows; /* of the list */
};
/* Inside the import's write transaction, the creditor locked: keeps a mapping that came as a file,
 * notes the header it was used on and which version the import was read with, and forgets the list
 * of this creditor that nobody could read. */
MUST_CHECK bool mapping_used(struct app *app, struct used_mapping *used,
                             const struct mapping_use *use, struct err *err);
/* A list that nobody could read: its header is remembered for the page of mappings, in a
 * transaction of its own. */
MUST_CHECK bool remember_unread(struct app *app, struct arena *a,
                                const struct mapping_wanted *wanted, const struct first_rows *rows,
                                struct err *err);

#endif
