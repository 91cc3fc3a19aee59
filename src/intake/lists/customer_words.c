#include "customer_words.h"

/* The lists tell these apart. */
enum list { COLUMNS, TYPES, BODIES, RULES };

static const struct word {
    enum list list;
    int value;
    const char *folded;
} words[] = {
#define COLUMN(field, text) {COLUMNS, COL_##field, text},
#define OTHER(text) {COLUMNS, COL_OTHER_FILE, text},
#define TYPE(type, text) {TYPES, CUSTOMER_##type, text},
#define BODY(body, text) {BODIES, BODY_##body, text},
#define TERMS(rule, text) {RULES, LAW_TERM_##rule, text},
#include "customer_words.def"
#undef COLUMN
#undef OTHER
#undef TYPE
#undef BODY
#undef TERMS
};

static bool look_up(enum list list, struct str folded, int *value)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (words[i].list == list && str_is(folded, words[i].folded)) {
            *value = words[i].value;
            return true;
        }
    }
    return false;
}

enum customer_column customer_column_of(struct arena *scratch, struct str name)
{
    int value;
    return look_up(COLUMNS, text_fold_tight(scratch, name), &value) ? (enum customer_column)value
                                                                    : COL_UNKNOWN;
}

bool customer_type_of(struct arena *scratch, struct str text, enum customer_type *out)
{
    int value = CUSTOMER_UNKNOWN;
    struct str folded = text_fold_tight(scratch, text);
    bool known = text.n == 0 || look_up(TYPES, folded, &value);
    *out = (enum customer_type)value;
    return known;
}

bool customer_body_of(struct arena *scratch, struct str text, enum customer_body *out)
{
    int value = BODY_UNKNOWN;
    struct str folded = text_fold_tight(scratch, text);
    bool known = text.n == 0 || look_up(BODIES, folded, &value);
    *out = (enum customer_body)value;
    return known;
}

enum law_term customer_terms_of(struct arena *scratch, struct str text)
{
    enum law_term rule;
    int value;
    if (law_term_parse(text, &rule))
        return rule;
    return look_up(RULES, text_fold_tight(scratch, text), &value) ? (enum law_term)value
                                                                  : LAW_TERM_NONE;
}
