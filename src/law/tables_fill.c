#include "tables_fill.h"

/* Rules stand in the order of their enum, each taken whole from one side. */
static void fill_rules(struct law_tables *t, const struct law_tables *defaults, struct arena *arena)
{
    struct law_rule_row *rows =
        ARENA_ARRAY(arena, t->rule_count + defaults->rule_count, struct law_rule_row);
    size_t n = 0;
    for (int rule = 0; rule < LAW_RULE_COUNT; rule++) {
        size_t before = n;
        for (size_t i = 0; i < t->rule_count; i++) {
            if ((int)t->rules[i].rule == rule)
                rows[n++] = t->rules[i];
        }
        for (size_t i = 0; n == before && i < defaults->rule_count; i++) {
            while (i < defaults->rule_count && (int)defaults->rules[i].rule == rule)
                rows[n++] = defaults->rules[i++];
        }
    }
    t->rules = rows;
    t->rule_count = n;
}

static bool has_term(const struct law_tables *t, enum law_term term)
{
    for (size_t i = 0; i < t->term_count; i++) {
        if (t->terms[i].term == term)
            return true;
    }
    return false;
}

static void fill_terms(struct law_tables *t, const struct law_tables *defaults, struct arena *arena)
{
    struct law_term_row *rows =
        ARENA_ARRAY(arena, t->term_count + defaults->term_count, struct law_term_row);
    size_t n = t->term_count;
    for (size_t i = 0; i < n; i++)
        rows[i] = t->terms[i];
    for (size_t i = 0; i < defaults->term_count; i++) {
        if (!has_term(t, defaults->terms[i].term))
            rows[n++] = defaults->terms[i];
    }
    t->terms = rows;
    t->term_count = n;
}

static void fill_limitations(struct law_tables *t, const struct law_tables *defaults,
                             struct arena *arena)
{
    struct law_limitation_row *rows = ARENA_ARRAY(
        arena, t->limitation_count + defaults->limitation_count, struct law_limitation_row);
    size_t n = t->limitation_count;
    for (size_t i = 0; i < n; i++)
        rows[i] = t->limitations[i];
    for (size_t i = 0; i < defaults->limitation_count; i++) {
        if (law_limitation_find(t, str_of(defaults->limitations[i].code)) == NULL)
            rows[n++] = defaults->limitations[i];
    }
    t->limitations = rows;
    t->limitation_count = n;
}

void law_tables_fill(struct law_tables *t, const struct law_tables *defaults, struct arena *arena)
{
    fill_rules(t, defaults, arena);
    fill_terms(t, defaults, arena);
    fill_limitations(t, defaults, arena);
}
