/* What is taken in. Three small ledgers (FEC) of one fictitious wholesaler: the year 2025 as known
 * in November, the same year as closed (more lines, more lettering, one line gone), and 2026 with
 * its openings and with payments that letter them; then its list of customers. Three lists of open
 * items: one of March, a complete one some days later that knows less, other and more, and one of
 * the wholesaler's customers, which says of some invoices of the first ledger what is left. */
#ifndef RELANCE_TESTS_FAULT_LEDGERS_H
#define RELANCE_TESTS_FAULT_LEDGERS_H

#include <stddef.h>

enum { LEDGERS = 4, LISTS = 3 };

/* Writes ledger0.txt… and list0.csv… into the folder. */
void inputs_write(const char *folder);
/* The path of "ledger2" or "list0" there. */
void input_path(const char *folder, const char *name, char *out, size_t room);

#endif
