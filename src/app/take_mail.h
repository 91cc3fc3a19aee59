/* A carrier's file on registered letters: each row says what became of one of our letters, or is
 * about somebody else's. One file is one transaction; the same file again changes nothing. */
#ifndef RELANCE_APP_TAKE_MAIL_H
#define RELANCE_APP_TAKE_MAIL_H

#include "letter_way.h"

enum { TAKE_MAIL_ERRORS_MAX = 100 };

struct mail_request {
    struct str path;
    bool accept_partial; /* rows that cannot be taken are left out, not the file */
    struct letter_scope scope;
};

struct mail_refusal {
    int64_t line;
    struct err why;
};

struct mail_report {
    /* read = accepted + duplicates + ignored + unknown + rejected */
    int64_t read;
    int64_t accepted;   /* said something new of a letter */
    int64_t duplicates; /* known already */
    int64_t ignored;    /* carried, sorted, announced: nothing a letter is */
    int64_t unknown;    /* a number of none of our letters */
    int64_t rejected;
    struct mail_refusal *refusals; /* the first of the rejected */
    size_t refusal_count;
};
/* Errors: those of intake_open; ERR_FILE_UNKNOWN_FORMAT when it is a file of another kind; unless
 * accept_partial, that of the first row that cannot be taken, with its line (ERR_BAD_DATE,
 * ERR_BAD_CHOICE, ERR_LETTER_STATE, ERR_LETTER_DAY...): then nothing is kept, the report stands. */
MUST_CHECK bool take_mail(struct app *app, struct arena *a, const struct mail_request *request,
                          struct mail_report *out, struct err *err);

#endif
