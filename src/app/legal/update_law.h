/* Bringing a newer law table into a database: checked whole, compared with the table in force, kept
 * as one more version, noted in the journal of the system. */
#ifndef RELANCE_APP_UPDATE_LAW_H
#define RELANCE_APP_UPDATE_LAW_H

#include "law/tables_compare.h"
#include "load_law.h"

struct law_update_request {
    struct str path;  /* a file in the format of rules/law, UTF-8, at most LAW_TABLE_BYTES_MAX; of a
                         text how its file was called */
    struct str text;  /* p NULL: the file is read */
    struct str table; /* law_table_name(); empty: known by the header line or the file's name */
    bool preview;     /* compare only */
    bool confirm;     /* figures that were published may change */
    struct str seen;  /* the version of that table in force when the person looked: a number, 0 for
                         the compiled one; empty: whichever */
};

struct law_update_report {
    bool compared; /* the rest is filled; false: the file was refused before */
    enum law_table table;
    size_t rows;                /* of the file */
    struct law_changes changes; /* against the table in force */
    bool written;               /* false: a preview, refused, or nothing to change */
    int64_t version;            /* in force afterwards; 0: the compiled table */
    uint8_t digest[LAW_DIGEST_BYTES];
};

/* One transaction; the same table again changes nothing. Report texts live in the arena; the report
 * is filled as far as the work went, also when the answer is false. Errors: ERR_FILE_*,
 * ERR_UNKNOWN_KIND (no such table), ERR_TABLE_INVALID with line and column, ERR_TABLE_ROW_REMOVED
 * (a published row is not in the file), ERR_TABLE_FIGURE_CHANGED (needs confirm),
 * ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool update_law(struct app *app, struct arena *a,
                           const struct law_update_request *request, struct law_update_report *out,
                           struct err *err);

#endif
