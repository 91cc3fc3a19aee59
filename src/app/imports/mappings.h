/* Mappings kept in the database: by creditor and name, every version; found again by the header of
 * a list. Each change is one transaction with one entry in the journal of the creditor, or of the
 * system for mappings of every creditor. */
#ifndef RELANCE_APP_MAPPINGS_H
#define RELANCE_APP_MAPPINGS_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "intake/formats/first_rows.h"
#include "intake/lists/mapping.h"
#include "office/scope.h"
#include "store/account_store.h"
#include "store/mapping_store.h"

enum { MAPPING_NAME_BYTES = 80, MAPPING_ROWS_MAX = 1000 };

/* Letters, digits, blanks, - _ . ( ) ' and others, no slash, no control: fit for a line. */
MUST_CHECK bool mapping_name_check(struct str name, struct err *err);

/* Of a row of texts, whatever their case, accents and punctuation. False: too little to tell lists
 * apart by. */
bool mapping_signature(const struct first_row *row, uint8_t out[MAPPING_SIGNATURE_BYTES]);
/* The row of a list that a mapping takes for its header; NULL: none of them, or it has no header.
 */
const struct first_row *mapping_header_row(const struct mapping *m, const struct first_rows *rows);

struct mapping_request {
    struct str creditor; /* code; empty: every creditor */
    struct str name;
    int64_t version; /* of show; 0: the one in force */
};

struct mapping_save {
    struct mapping_request of;
    struct str yaml;
    const struct first_rows *example; /* of a list it is meant for; may be NULL */
};

struct mapping_saved {
    int64_t version; /* in force now */
    bool written;    /* false: it was so before */
};

/* Checks the text and adds a version, unless it is the one in force. Errors: those of mapping_read
 * (with the place in the text); ERR_BAD_MAPPING_NAME, ERR_UNKNOWN_CREDITOR, ERR_COLUMN_MISSING (the
 * example has no such header). */
MUST_CHECK bool save_mapping(struct app *app, struct arena *a, const struct mapping_save *save,
                             struct mapping_saved *out, struct err *err);
/* The same inside the caller's write transaction, its creditor locked; no example. */
MUST_CHECK bool mapping_keep(struct app *app, struct stored_mapping *m, bool *written,
                             struct err *err);
/* Which version it would be, and whether a new one; nothing is written. */
MUST_CHECK bool mapping_foresee(struct app *app, struct stored_mapping *m, bool *news,
                                struct err *err);

struct mapping_row {
    struct stored_mapping stored;
    struct str creditor; /* code; empty: every creditor */
    struct str actor;    /* login; empty: the command line */
};
struct mapping_rows {
    struct mapping_row *rows;
    size_t count;
};
/* Those in force. */
MUST_CHECK bool list_mappings(struct app *app, struct arena *a, struct mapping_rows *out,
                              struct err *err);
struct mapping_overview {
    struct mapping_rows rows;
    struct creditors creditors;       /* of the scope */
    const struct unread_list *unread; /* the last list nobody could read; NULL: none */
};
/* Those of the creditors of the scope, and those of every creditor. */
MUST_CHECK bool overview_mappings(struct app *app, struct arena *a,
                                  const struct creditor_scope *scope, struct mapping_overview *out,
                                  struct err *err);

struct mapping_view {
    struct mapping_row row;       /* with its text */
    struct mapping_rows versions; /* the newest first */
};
/* One with its text, and all its versions. Errors: ERR_UNKNOWN_CREDITOR,
 * ERR_UNKNOWN_MAPPING. */
MUST_CHECK bool show_mapping(struct app *app, struct arena *a, const struct mapping_request *of,
                             struct mapping_view *out, struct err *err);
/* No list is read with it any more; its versions stay. Errors: those of show_mapping. */
MUST_CHECK bool forget_mapping(struct app *app, struct arena *a, const struct mapping_request *of,
                               struct err *err);

#endif
