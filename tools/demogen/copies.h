/* Copies of invoices as PDFs, in two archives: those that an invoicing program would put out, named
 * by their numbers, and what somebody scanned. */
#ifndef RELANCE_DEMOGEN_COPIES_H
#define RELANCE_DEMOGEN_COPIES_H

#include "documents.h"

struct seller {
    const char *name, *siren;
};

/* DIR/factures.zip: 36 unpaid invoices, the largest, and the delivery notes of four of them;
 * DIR/scans.zip: five files whose names tell little. The process ends with exit 3 and a message
 * when a file cannot be written. */
void copies_write(const struct document *documents, size_t count, const struct seller *seller,
                  int today, const char *dir);

#endif
