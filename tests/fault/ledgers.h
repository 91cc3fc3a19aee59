/* Three small ledgers (FEC) of one fictitious wholesaler: the year 2025 as known in November, the
 * same year as closed (more lines, more lettering, one line gone), and 2026 with its openings and
 * with payments that letter them. The fourth file is its list of customers. */
#ifndef RELANCE_TESTS_FAULT_LEDGERS_H
#define RELANCE_TESTS_FAULT_LEDGERS_H

enum ledger { LEDGER_NOVEMBER, LEDGER_CLOSED, LEDGER_NEXT_YEAR, LEDGER_CUSTOMERS, LEDGERS };

void ledger_write(enum ledger which, const char *path);

#endif
