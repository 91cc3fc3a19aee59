/* Credits that look as if they paid certain debits, where the creditor's lettering says nothing:
 * proposed to a person, never applied by itself.
 *
 * Two rules, the surer first: the credit names the debit's number (in its own number or label) and
 * is not larger than what is open; the amounts are the same and no other open item of the account
 * has that amount. Pure. */
#ifndef RELANCE_CLAIM_PROPOSE_H
#define RELANCE_CLAIM_PROPOSE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"

/* RETURNED: the credit is a payment, set against something or not, that the debit, a return of the
 * bank's, most likely takes back (returned.h). */
enum proposal_rule { PROPOSAL_NUMBER, PROPOSAL_AMOUNT, PROPOSAL_RETURNED, PROPOSAL_RULE_COUNT };
const char *proposal_rule_code(enum proposal_rule rule); /* "number", "amount", "returned" */

struct propose_item {
    int64_t id;
    struct str piece, label;
    struct day on;
    int64_t open_minor; /* signed; 0 is left alone */
};

struct proposal {
    int64_t credit_item, debit_item;
    int64_t amount_minor; /* > 0 */
    struct day on;        /* the later of both */
    enum proposal_rule rule;
};

/* At most one proposal a credit and rule; together they never exceed what is open. In the arena,
 * *count of them. */
struct proposal *propose(struct arena *a, const struct propose_item *items, size_t item_count,
                         size_t *count);

#endif
