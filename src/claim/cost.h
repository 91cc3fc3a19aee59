/* Costs of recovery, and whether the law lets them be claimed from the debtor. Without an
 * enforceable title they stay with the creditor, but for acts the law prescribes (C. proc. civ.
 * exéc. L111-8); of a professional who pays an invoice late what is justified above the flat
 * indemnity may be asked (C. com. L441-10 II), unless that invoice fell due once proceedings
 * forbade its payment. */
#ifndef RELANCE_CLAIM_COST_H
#define RELANCE_CLAIM_COST_H

#include "due.h"
#include "statement.h"

enum cost_kind {
#define COST_KIND(id, code, article) COST_##id,
#include "cost.def"
    COST_KIND_COUNT
};
const char *cost_kind_code(enum cost_kind kind);
MUST_CHECK bool cost_kind_parse(struct str code, enum cost_kind *out);
const char *cost_kind_article(enum cost_kind kind);

enum cost_answer {
    COST_MAY,
    COST_FORBIDDEN, /* it stays with the creditor (L111-8) */
    COST_NOT_LATE,  /* no invoice paid late that the complement could belong to (L441-10 II) */
};

/* What a cost is about, as known on its day. */
struct cost_case {
    enum cost_kind kind;
    struct day on;
    enum statement_debtor debtor;
    struct day judgment_served; /* the title; DAY_NONE: none */
    struct day insolvency;      /* DAY_NONE: none */
    struct due due;             /* COMPLEMENT: of the invoice */
};
enum cost_answer cost_ask(const struct cost_case *c);

#endif
