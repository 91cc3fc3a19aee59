#include "means.h"

static const char *const codes[MEANS_COUNT] = {
#define MEANS(id, code, grace, bank_day, returns) [MEANS_##id] = code,
#include "means.def"
};

static const struct means_rule defaults[MEANS_COUNT] = {
#define MEANS(id, code, grace, bank_day, returns) [MEANS_##id] = {grace, returns, bank_day},
#include "means.def"
};

static const struct {
    const char *word;
    enum means means;
} other_words[] = {{"cheque", MEANS_CHEQUE_POST}, {"lcr", MEANS_BILL}, {"bor", MEANS_BILL}};

const char *means_code(enum means means)
{
    ASSERT(means < MEANS_COUNT);
    return codes[means];
}

bool means_parse(struct str code, enum means *out)
{
    size_t at = str_which(code, codes, MEANS_COUNT);
    for (size_t i = 0; at == MEANS_COUNT && i < COUNT_OF(other_words); i++) {
        if (str_is_nocase(code, other_words[i].word))
            at = other_words[i].means;
    }
    *out = (enum means)at;
    return at < MEANS_COUNT;
}

struct means_rules means_rules_default(void)
{
    struct means_rules rules;
    memcpy(rules.rows, defaults, sizeof defaults);
    return rules;
}

struct day means_last_day(const struct means_rules *rules, struct working_calendar calendar,
                          enum means means, struct day on)
{
    if (means == MEANS_NONE)
        return on;
    const struct means_rule *rule = &rules->rows[means];
    if (rule->grace_days > 0)
        return law_working_days_after(calendar.law, on, rule->grace_days, calendar.region);
    while (rule->bank_day && !law_working_day(calendar.law, on, calendar.region))
        on = day_add(on, 1);
    return on;
}
