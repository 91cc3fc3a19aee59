/* The words of the trade as GLOSSARY.md has them, each with what it means, for whoever is new to
 * it: beside the word where it stands, and all together on the help page. */
#ifndef RELANCE_WEB_GLOSSARY_H
#define RELANCE_WEB_GLOSSARY_H

#include "gen/views.h"
#include "web/server/http.h"

enum glossary_word {
    GLOSSARY_FILE,
    GLOSSARY_OVERDUE,
    GLOSSARY_NET_OVERDUE,
    GLOSSARY_UNALLOCATED,
    GLOSSARY_MATCHING,
    GLOSSARY_ALLOCATION,
    GLOSSARY_AGEING,
    GLOSSARY_DISPUTE,
    GLOSSARY_DOUBTFUL,
    GLOSSARY_PRE_LITIGATION,
    GLOSSARY_PROMISE,
    GLOSSARY_INCOMPLETE,
    GLOSSARY_PLAN,
    GLOSSARY_HOLD,
    GLOSSARY_GATE,
    GLOSSARY_PENALTIES,
    GLOSSARY_INDEMNITY,
    GLOSSARY_LEDGER_VIEW,
    GLOSSARY_CLAIM_VIEW,
    GLOSSARY_IMPUTATION,
    GLOSSARY_FORMAL_NOTICE,
    GLOSSARY_LIMITATION,
    GLOSSARY_ASSUMED,
    GLOSSARY_LEVEL,
    GLOSSARY_VALUE,
    GLOSSARY_RUN,
    GLOSSARY_PRE_DUE,
    GLOSSARY_CAPACITY,
    GLOSSARY_MANDATE,
    GLOSSARY_PAYEE,
    GLOSSARY_LETTERHEAD,
    GLOSSARY_RULES,
    GLOSSARY_STAND_IN,
    GLOSSARY_COUNT
};

/* The word where it stands on a page; once per page, for its id. label: how the page says it, NULL:
 * as the glossary does. */
struct v_term glossary_term(const struct request *r, enum glossary_word word, const char *label);

#endif
