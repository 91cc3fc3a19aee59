#include "tables.h"

static const char *const rule_codes[LAW_RULE_COUNT] = {
#define LAW_RULE(id, code) [LAW_RULE_##id] = code,
#include "rules.def"
#undef LAW_RULE
};

static const char *const region_codes[LAW_REGION_COUNT] = {
    [LAW_REGION_MAINLAND] = "",
    [LAW_REGION_ALSACE_MOSELLE] = "alsace-moselle",
    [LAW_REGION_GUADELOUPE] = "guadeloupe",
    [LAW_REGION_GUYANE] = "guyane",
    [LAW_REGION_MARTINIQUE] = "martinique",
    [LAW_REGION_MAYOTTE] = "mayotte",
    [LAW_REGION_LA_REUNION] = "la-reunion",
};

bool law_region_parse(struct str code, enum law_region *out)
{
    for (int i = 0; i < LAW_REGION_COUNT; i++) {
        if (str_is_nocase(code, region_codes[i])) {
            *out = (enum law_region)i;
            return true;
        }
    }
    return false;
}

const char *law_region_code(enum law_region region)
{
    ASSERT(region < LAW_REGION_COUNT);
    return region_codes[region];
}

bool law_note_covers(const struct law_note *note, struct day day)
{
    bool begun = !day_is(note->from) || note->from.n <= day.n;
    return begun && (!day_is(note->to) || day.n <= note->to.n);
}

const struct law_ecb_row *law_ecb_on(const struct law_tables *t, struct day day)
{
    for (size_t i = t->ecb_count; i > 0; i--) {
        if (law_note_covers(&t->ecb[i - 1].note, day)) {
            return &t->ecb[i - 1];
        }
    }
    return NULL;
}

const struct law_legal_row *law_legal_on(const struct law_tables *t, struct day day)
{
    for (size_t i = t->legal_count; i > 0; i--) {
        if (law_note_covers(&t->legal[i - 1].note, day)) {
            return &t->legal[i - 1];
        }
    }
    return NULL;
}

const struct law_rule_row *law_rule_on(const struct law_tables *t, enum law_rule rule,
                                       struct day day)
{
    for (size_t i = 0; i < t->rule_count; i++) {
        if (t->rules[i].rule == rule && law_note_covers(&t->rules[i].note, day)) {
            return &t->rules[i];
        }
    }
    return NULL;
}

const struct law_term_row *law_term_on(const struct law_tables *t, enum law_term term,
                                       struct day day)
{
    for (size_t i = 0; i < t->term_count; i++) {
        if (t->terms[i].term == term && law_note_covers(&t->terms[i].note, day)) {
            return &t->terms[i];
        }
    }
    return NULL;
}

const struct law_rule_row *law_rule_newest(const struct law_tables *t, enum law_rule rule)
{
    for (size_t i = t->rule_count; i > 0; i--) {
        if (t->rules[i - 1].rule == rule) {
            return &t->rules[i - 1];
        }
    }
    BUG("a rule without a row: law_tables_check was not asked");
}

const struct law_limitation_row *law_limitation_find(const struct law_tables *t, struct str code)
{
    for (size_t i = 0; i < t->limitation_count; i++) {
        if (str_is_nocase(code, t->limitations[i].code)) {
            return &t->limitations[i];
        }
    }
    return NULL;
}

const char *law_rule_code(enum law_rule rule)
{
    ASSERT(rule < LAW_RULE_COUNT);
    return rule_codes[rule];
}
