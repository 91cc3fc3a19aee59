/* The journal for whoever audits: what was done, when, by whom, newest first, page by page. One
 * chain at a time: the house's, a creditor's, or that of a debtor. */
#ifndef RELANCE_APP_READ_JOURNAL_H
#define RELANCE_APP_READ_JOURNAL_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct journal_query {
    struct str ref;      /* a file (C-…) or debtor (D-…): his chain; empty: */
    struct str creditor; /* a code: that creditor's chain; empty too: the house's */
    int64_t before_seq;  /* entries before this place; 0: the newest */
    size_t limit;
    const int64_t *scope; /* creditor ids the person may see; NULL: all */
    size_t scope_count;
};

struct journal_line {
    int64_t seq, at_ms;
    struct str who;        /* login; empty: the command line or the program */
    struct str kind;       /* stable code of what happened */
    struct str body;       /* JSON; p NULL when erased */
    struct str erased_why; /* p NULL unless erased */
};
struct journal_page {
    struct str subject; /* "system", "creditor", "debtor" */
    struct str name;    /* of the creditor or debtor; empty for the house */
    struct journal_line *rows;
    size_t count;
    int64_t before_seq; /* of the next page; 0: there is none */
};

/* In the arena. A debtor's chain tells of every creditor he owes, the house's of everybody: a
 * person who does not see all creditors sees neither, as if it did not exist. Errors: those of
 * find_account.h, ERR_UNKNOWN_CREDITOR, ERR_UNKNOWN_REF (out of scope). */
MUST_CHECK bool read_journal(struct app *app, struct arena *a, const struct journal_query *query,
                             struct journal_page *out, struct err *err);

#endif
