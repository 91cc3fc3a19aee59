/* The account plan of a creditor: which ledger accounts hold what customers owe, and in which
 * role. It is data per creditor (longest prefix wins); a new creditor starts with the default.
 *
 * Source of the default: Plan comptable général, classes 41, 467 and 511. */
#ifndef RELANCE_CLAIM_PLAN_H
#define RELANCE_CLAIM_PLAN_H

#include "base/check.h"
#include "base/str.h"

enum ledger_role {
    LEDGER_NONE,          /* not a customer account: counted, never kept */
    LEDGER_CUSTOMER,      /* 411, 416: invoices, credit notes, payments */
    LEDGER_BILL,          /* 413: bills of exchange, not overdue before their date */
    LEDGER_BILL_REMITTED, /* 5113, 5114: bills at the bank; shown, not counted, never chased */
    LEDGER_RETENTION,     /* 4117: retention money, part of the balance, not chased */
    LEDGER_DEPOSIT,       /* 419: advances received, a credit of the customer */
    LEDGER_ACCRUED, /* 4181, 4198: to be invoiced or credited; shown, not counted, not chased */
    LEDGER_FACTOR, /* 467: the factor; never kept, but what is booked against it is an assignment */
    LEDGER_ROLE_COUNT
};

struct plan_row {
    struct str prefix;
    enum ledger_role role;
};

/* The default plan; ends with an empty prefix. */
extern const struct plan_row plan_default[];

/* The role of the longest prefix of ledger_account among count rows, or LEDGER_NONE. */
enum ledger_role plan_role(const struct plan_row *rows, size_t count, struct str ledger_account);
const char *plan_role_code(enum ledger_role role); /* "customer"... */
/* False for an unknown code. */
MUST_CHECK bool plan_role_parse(struct str code, enum ledger_role *out);
/* Lines of the role are a customer's: they are kept. */
bool plan_role_kept(enum ledger_role role);
/* Part of the ledger balance and of the ageing. */
bool plan_role_counts(enum ledger_role role);

#endif
