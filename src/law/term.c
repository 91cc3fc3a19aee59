#include "term.h"

enum method {
    METHOD_NET,             /* days */
    METHOD_THEN_MONTH_END,  /* days, then to the end of the month reached */
    METHOD_MONTH_END_THEN,  /* to the end of the month, then days */
    METHOD_DECADE_END_THEN, /* to the 10th, the 20th or the end of the month, then days */
};

static const struct {
    const char *code;
    enum method method;
    int32_t days;
} rules[LAW_TERM_COUNT] = {
    [LAW_TERM_NONE] = {"", METHOD_NET, 0},
    [LAW_TERM_NET30] = {"net30", METHOD_NET, 30},
    [LAW_TERM_NET60] = {"net60", METHOD_NET, 60},
    [LAW_TERM_EOM45A] = {"eom45a", METHOD_THEN_MONTH_END, 45},
    [LAW_TERM_EOM45B] = {"eom45b", METHOD_MONTH_END_THEN, 45},
    [LAW_TERM_PERIODIC45] = {"periodic45", METHOD_NET, 45},
    [LAW_TERM_FRESH_FOOD] = {"fresh-food", METHOD_NET, 30},
    [LAW_TERM_FRESH_FOOD_PERIODIC] = {"fresh-food-periodic", METHOD_DECADE_END_THEN, 30},
    [LAW_TERM_EOM60] = {"eom60", METHOD_THEN_MONTH_END, 60},
};

static struct day decade_end(struct day date)
{
    struct ymd v = day_to(date);
    if (v.day > 20) {
        return day_month_end(date);
    }
    return day_ymd(v.year, v.month, v.day > 10 ? 20 : 10);
}

bool law_term_parse(struct str code, enum law_term *out)
{
    for (int i = LAW_TERM_NONE + 1; i < LAW_TERM_COUNT; i++) {
        if (str_is_nocase(code, rules[i].code)) {
            *out = (enum law_term)i;
            return true;
        }
    }
    return false;
}

const char *law_term_code(enum law_term rule)
{
    ASSERT(rule < LAW_TERM_COUNT);
    return rules[rule].code;
}

struct day law_term_last_day(enum law_term rule, struct day date)
{
    ASSERT(rule > LAW_TERM_NONE);
    ASSERT(rule < LAW_TERM_COUNT);
    ASSERT(day_is(date));
    int32_t days = rules[rule].days;
    switch (rules[rule].method) {
    case METHOD_THEN_MONTH_END:
        return day_month_end(day_add(date, days));
    case METHOD_MONTH_END_THEN:
        return day_add(day_month_end(date), days);
    case METHOD_DECADE_END_THEN:
        return day_add(decade_end(date), days);
    case METHOD_NET:
        break;
    }
    return day_add(date, days);
}
