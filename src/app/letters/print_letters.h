/* The print queue: letters that wait are put before the gate once more, and those that may leave
 * are claimed as one batch and given as one PDF, the pages as they were kept. One that may not
 * leave any more, or whose amount has changed since, is taken out of the queue and said why. A
 * batch that was claimed can be fetched again: nothing is lost by a kill, nothing is claimed twice.
 */
#ifndef RELANCE_APP_PRINT_LETTERS_H
#define RELANCE_APP_PRINT_LETTERS_H

#include "letter_way.h"
#include "write_letter.h"

enum { PRINT_MAX = 1000 }; /* letters of one batch */

struct print_request {
    const struct str *letters; /* P-...; none: all that wait, the oldest first */
    size_t count;
    struct creditor_scope scope;
    bool manager; /* may let go what a manager has to approve */
};

struct stopped_letter {
    struct listed_letter listed;
    enum err_code code; /* ERR_CONTACT_BLOCKED, ERR_LETTER_OUTDATED, ERR_LETTER_STATE */
    enum block block;   /* of ERR_CONTACT_BLOCKED */
};

struct printed_batch {
    int64_t batch; /* 0: nothing could be printed */
    struct listed_letters letters;
    struct stopped_letter *stopped;
    size_t stopped_count;
    size_t for_manager; /* wait for a manager to say yes */
    struct str pdf;     /* in the arena */
};

/* Errors: ERR_UNKNOWN_LETTER, ERR_TOO_LONG (more than PRINT_MAX), ERR_NOTHING_OPEN (nothing waits),
 * those of page_merge. Letters are claimed some at a time, each piece a transaction. */
MUST_CHECK bool print_letters(struct app *app, struct arena *a, const struct print_request *request,
                              struct printed_batch *out, struct err *err);
/* A batch once more, as it was printed. Errors: ERR_UNKNOWN_LETTER when nothing of it is in
 * scope. */
MUST_CHECK bool print_again(struct app *app, struct arena *a, const struct letters_wanted *wanted,
                            struct printed_batch *out, struct err *err);

/* Letters in a state, or of a batch, that are in scope; oldest first. */
MUST_CHECK bool list_letters(struct app *app, struct arena *a, const struct letters_wanted *wanted,
                             struct listed_letters *out, struct err *err);

#endif
