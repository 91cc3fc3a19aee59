/* The answer of `law interest`, for machines and for people. */
#ifndef RELANCE_CMD_LAW_INTEREST_PAGE_H
#define RELANCE_CMD_LAW_INTEREST_PAGE_H

#include "cmd.h"
#include "law/interest.h"

void law_interest_json(struct cmd *c, const struct law_case *request, const struct law_interest *r);
void law_interest_page(struct cmd *c, const struct law_case *request, const struct law_interest *r);

#endif
