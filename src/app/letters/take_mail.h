/* A carrier's file on registered letters: each row says what became of one of our letters, or is
 * about somebody else's. One file is one transaction; the same file again changes nothing. */
#ifndef RELANCE_APP_TAKE_MAIL_H
#define RELANCE_APP_TAKE_MAIL_H

#include "letter_way.h"

enum { TAKE_MAIL_ERRORS_MAX = 100 };

struct mail_request {
    struct str path; /* of the file; p NULL: it is open, or was looked at before */
    struct {
        int fd; /* stays the caller's */
        int64_t bytes;
        struct str name;
    } open;
    struct str told;     /* p not NULL: what a preview found, in the place of a file */
    struct str told_by;  /* the name of that file, for the history */
    bool accept_partial; /* rows that cannot be taken are left out, not the file */
    bool preview;        /* nothing is kept */
    struct creditor_scope scope;
};

struct mail_refusal {
    int64_t line;
    struct err why;
};

/* What a row says of a letter, and the letter as it is then. */
struct mail_change {
    struct mailing_step step;
    struct stored_letter letter;
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
    struct mail_change *changes; /* the accepted ones of a preview, letter by letter */
    size_t change_count;
    struct str told; /* the same, for the request that follows a preview */
};
enum { TAKE_MAIL_TOLD_BYTES = 128 * 1024 };
/* Errors: those of intake_open; ERR_FILE_UNKNOWN_FORMAT when it is a file of another kind; unless
 * accept_partial, that of the first row that cannot be taken, with its line (ERR_BAD_DATE,
 * ERR_BAD_CHOICE, ERR_LETTER_STATE, ERR_LETTER_DAY...): then nothing is kept, the report stands.
 * ERR_TOO_LONG (a preview that would be told in more than TAKE_MAIL_TOLD_BYTES),
 * ERR_BAD_OPTION_VALUE (told: not what a preview gave). */
MUST_CHECK bool take_mail(struct app *app, struct arena *a, const struct mail_request *request,
                          struct mail_report *out, struct err *err);

#endif
