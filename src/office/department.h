/* The departments and people an agent passes a matter on to. Closed list (docs/codes.md). */
#ifndef RELANCE_OFFICE_DEPARTMENT_H
#define RELANCE_OFFICE_DEPARTMENT_H

#include "base/check.h"
#include "base/str.h"
#include "claim/dispute.h"

enum department {
    DEPARTMENT_MANAGER,
    DEPARTMENT_BILLING,
    DEPARTMENT_SALES,
    DEPARTMENT_SALES_ADMIN,
    DEPARTMENT_LOGISTICS,
    DEPARTMENT_SERVICE, /* who did the work */
    DEPARTMENT_CASH,    /* cash application */
    DEPARTMENT_CREDIT,
    DEPARTMENT_ACCOUNTING,
    DEPARTMENT_LEGAL,
    DEPARTMENT_INSURANCE, /* credit insurance, factor */
    DEPARTMENT_CREDITOR,  /* of a mandate: he answers himself */
    DEPARTMENT_COUNT
};

const char *department_code(enum department department);
MUST_CHECK bool department_parse(struct str code, enum department *out);
/* Who usually answers a dispute of this kind. */
enum department department_of_dispute(enum dispute_reason reason);

#endif
