/* How a bookkeeper writes the year down: openings, sales, bank, bills, write-offs, lettering. */
#ifndef RELANCE_DEMOGEN_BOOKING_H
#define RELANCE_DEMOGEN_BOOKING_H

#include "documents.h"
#include "ledger.h"

/* documents: by customer and day, as documents_make gives them. */
void book_year(struct chance *c, struct ledger *l, const struct document *documents, size_t count,
               const struct year *year);

#endif
