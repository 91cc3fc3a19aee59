/* What was said of a file since somebody looked at it. Whoever is shown a file is shown its state:
 * a mark taken from the seal of the last entry about it in its debtor's journal, so that it tells
 * nothing and no other state has it. A form carries the mark; a use case that was given one refuses
 * to write on a file of another state, and the person sees who did what meanwhile. */
#ifndef RELANCE_APP_FILE_CHANGES_H
#define RELANCE_APP_FILE_CHANGES_H

#include "find_account.h"

/* Which account of whom. */
struct file_account {
    struct account_key key;
    int64_t number; /* C-... */
};

/* The mark of a state whose last entry in the journal has this seal; in the arena. */
struct str journal_mark(struct arena *a, struct str hash);
/* The mark of the file as it is now: hexadecimal, "0" before anything was said. Inside the caller's
 * transaction, in the arena. */
MUST_CHECK bool file_mark(struct app *app, struct arena *a, const struct file_account *of,
                          struct str *out, struct err *err);
/* query->seen empty, or the file's mark; else ERR_CHANGED_MEANWHILE. Inside the caller's write
 * transaction, which holds the account. */
MUST_CHECK bool file_unchanged(struct app *app, struct arena *a, const struct file_query *query,
                               const struct file_account *of, struct err *err);

enum { FILE_CHANGES_MOST = 12 };

struct file_change {
    int64_t at_ms;
    struct str who;  /* name; empty: the command line or the program */
    struct str kind; /* the journal's code of what happened (journal_text.h) */
    struct str why;  /* as it was given; may be empty */
};
struct file_changes {
    struct file_change *rows; /* newest first */
    size_t count;
    bool more;       /* there were others before these */
    struct str seen; /* what was asked */
};

/* The entries about it since query->seen (empty: all). In its own transaction, in the arena.
 * Errors: those of account_find; ERR_UNKNOWN_REF out of scope. */
MUST_CHECK bool file_changes(struct app *app, struct arena *a, const struct file_query *query,
                             struct file_changes *out, struct err *err);

#endif
