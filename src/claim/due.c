#include "due.h"

#include "law/term.h"

static const char *const source_codes[DUE_SOURCE_COUNT] = {
    [DUE_STATED] = "stated",
    [DUE_COMPUTED] = "computed",
    [DUE_ASSUMED] = "assumed",
};

const char *due_source_code(enum due_source source)
{
    ASSERT(source < DUE_SOURCE_COUNT);
    return source_codes[source];
}

bool due_source_parse(struct str code, enum due_source *out)
{
    size_t i = str_index(code, source_codes, DUE_SOURCE_COUNT);
    if (i == DUE_SOURCE_COUNT)
        return false;
    *out = (enum due_source)i;
    return true;
}

struct due due_of(struct day issued, struct str terms)
{
    enum law_term rule = LAW_TERM_NONE;
    if (terms.n > 0 && law_term_parse(terms, &rule) && rule != LAW_TERM_NONE)
        return (struct due){law_term_last_day(rule, issued), DUE_COMPUTED};
    return (struct due){day_add(issued, DUE_ASSUMED_DAYS), DUE_ASSUMED};
}
