/* The rows of an import's file that are one customer's: the file is read again by the sandboxed
 * child. For why_absent.c. */
#ifndef RELANCE_APP_ABSENT_ROWS_H
#define RELANCE_APP_ABSENT_ROWS_H

#include "app/jobs/ask_job.h"

struct absent_person {
    struct str folded; /* what was typed of him (text_fold) */
};
/* The same number, or a name that has every word typed. */
bool absent_is(struct arena *scratch, const struct absent_person *person, struct str account,
               struct str name);

struct absent_file {
    struct str folder; /* the spool */
    const struct job *job;
};
struct absent_row {
    int64_t line;
    struct str account, name;
    int64_t open_minor;
    struct currency currency;
    bool ledger; /* a line of a ledger or of a customer list: no amount of its own is open */
};
struct absent_rows {
    struct absent_row *rows; /* at most ABSENT_ROWS_MAX, in the order of the file; in the arena */
    size_t count;
};
enum { ABSENT_ROWS_MAX = 5, ABSENT_FILE_BYTES_MAX = 64 << 20 };

/* False: it cannot be read, is no list, or is too long to be looked through while somebody waits.
 */
MUST_CHECK bool absent_read(struct app *app, struct arena *a, const struct absent_file *file,
                            const struct absent_person *person, struct absent_rows *out);

#endif
