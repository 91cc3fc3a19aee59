/* A dispute (litige): the customer contests some invoices, or a part of them. The disputed part
 * leaves the scenario, the rest stays chased. A department owes an answer by a day; if none came
 * the file returns to the agent by itself the day after. */
#ifndef RELANCE_CLAIM_DISPUTE_H
#define RELANCE_CLAIM_DISPUTE_H

#include "base/day.h"
#include "base/str.h"

/* Closed list (docs/codes.md). */
enum dispute_reason {
#define DISPUTE(id, code, answer_days) DISPUTE_##id,
#include "dispute.def"
    DISPUTE_REASON_COUNT
};

/* Closed list (docs/codes.md). */
enum dispute_status {
    DISPUTE_IS_OPEN,
    DISPUTE_IS_ANSWERED, /* by the department; the agent has to conclude */
    DISPUTE_IS_FOUNDED,  /* the customer is right: a credit note is owed */
    DISPUTE_IS_UNFOUNDED,
    DISPUTE_IS_PARTLY, /* he is right for a part */
    DISPUTE_IS_WITHDRAWN,
    DISPUTE_STATUS_COUNT
};

struct disputed_item {
    int64_t item_id;
    int64_t disputed_minor; /* > 0, at most what was open */
    int64_t credited_before_minor;
};

struct dispute {
    enum dispute_status status;
    struct day deadline; /* for the answer */
    struct disputed_item *items;
    size_t item_count;
    int64_t accepted_minor; /* with DISPUTE_IS_PARTLY: what the customer was right about */
};

int64_t dispute_minor(const struct dispute *d); /* all items together */
/* Nothing is decided yet. */
bool dispute_pending(enum dispute_status status);
/* An open dispute with a department that did not answer in time is back with the agent. */
bool dispute_with_agent(const struct dispute *d, struct day today);
/* What must not be asked of the i-th item: the disputed part, or what was accepted and for which
 * no credit note came yet. credited_minor: credit notes allocated to the item so far. */
int64_t dispute_withheld(const struct dispute *d, size_t i, int64_t credited_minor);
/* May go from one status to the other. */
bool dispute_may_become(enum dispute_status from, enum dispute_status to);

const char *dispute_reason_code(enum dispute_reason reason);
MUST_CHECK bool dispute_reason_parse(struct str code, enum dispute_reason *out);
int32_t dispute_answer_days(enum dispute_reason reason); /* working days */
const char *dispute_status_code(enum dispute_status status);
MUST_CHECK bool dispute_status_parse(struct str code, enum dispute_status *out);

#endif
