/* What people noted about the customers of one creditor until the day of the export: calls,
 * promises, disputes, holds, deaths, judgments... Written as commands for sh, one a line, each with
 * the day it was noted: `on DAY COMMAND...`; script/demo says what `on` is. Together with the
 * ledgers they show every reason not to ask for money at least once. */
#ifndef RELANCE_DEMOGEN_LIFE_H
#define RELANCE_DEMOGEN_LIFE_H

#include "documents.h"

struct life_of {
    const char *code;                          /* OWN, MAN or FAC; others have no life yet */
    const struct customer *customers, *others; /* others: of the first creditor, or NULL */
    int customer_count;
    const struct document *documents; /* by customer and day */
    size_t document_count;
    int today;
};

void life_write(const struct life_of *of, const char *path);

#endif
