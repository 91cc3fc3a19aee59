/* The statement as a PDF: what the creditor sends to the debtor, or the full count with both views
 * for the house. */
#ifndef RELANCE_APP_STATEMENT_PAPER_H
#define RELANCE_APP_STATEMENT_PAPER_H

#include "statement_tables.h"

struct statement_paper {
    struct statement_wish wish;
    int64_t instant_ms; /* when it was made, for the properties of the file */
};

/* Adds the PDF to *out, whose maximum is the limit. Errors: those of page_print. */
MUST_CHECK bool statement_paper_write(struct arena *a, const struct account_statement *s,
                                      const struct statement_paper *paper, struct buf *out,
                                      struct err *err);

#endif
