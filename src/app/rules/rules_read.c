#include "rules_read.h"

#include "base/money.h"
#include "intake/formats/yaml_tree.h"
#include "strategy/defaults.h"

/* What the domain allows is said by its own checks; here only that a figure is one. */
static const struct yaml_range any_int = {-100000, 100000};

static const char *const kind_words[] = {"scenario", "priority", NULL};
static const char *const start_words[] = {"due", "first_letter", NULL};
static const char *const approval_words[] = {"automatic", "agent", "manager", NULL};
static const char *const capacity_words[] = {"own", "mandate", "factor", NULL};

struct reading {
    struct arena *arena;
    struct err *err;
};

const char *rules_kind_code(enum rules_kind kind)
{
    ASSERT(kind < RULES_KIND_COUNT);
    return kind_words[kind];
}

/* ---- values ---- */

static bool read_int32(struct reading *r, struct yaml_node *keys, const char *key, int32_t *out)
{
    int64_t value = *out;
    bool ok = yaml_int(keys, key, any_int, &value, r->err);
    *out = (int32_t)value;
    return ok;
}

/* An amount with `digits` decimals, in its smallest unit; a share in percent has one. */
static bool read_decimal(struct reading *r, struct yaml_node *keys, const char *key, int digits,
                         int64_t *out)
{
    static const struct amount_style point = {.decimal = '.'};
    struct yaml_node *value = yaml_find(keys, key);
    struct str text;
    struct err why = {0};
    if (value == NULL)
        return true;
    return yaml_as_text(value, &text, r->err) &&
           (amount_parse(text, point, digits, out, &why) || yaml_refuse(value, why.code, r->err));
}

/* Thousandths from percent. */
static bool read_permil(struct reading *r, struct yaml_node *keys, const char *key, int32_t *out)
{
    int64_t value = *out;
    if (!read_decimal(r, keys, key, 1, &value))
        return false;
    if (value < any_int.min || value > any_int.max)
        return yaml_refuse(yaml_find(keys, key), ERR_OUT_OF_RANGE, r->err);
    *out = (int32_t)value;
    return true;
}

static bool read_choice(struct reading *r, struct yaml_node *keys, const char *key,
                        const char *const *words, int *out)
{
    return yaml_choice(keys, key, words, out, r->err);
}

/* A list of words as bits. */
static bool read_set(struct reading *r, struct yaml_node *keys, const char *key,
                     const char *const *words, unsigned *out)
{
    struct yaml_node *list;
    struct yaml_node *value = NULL;
    if (!yaml_need(keys, key, r->err) || !yaml_list(keys, key, &list, r->err))
        return false;
    while ((value = yaml_next(list, value)) != NULL) {
        struct str text;
        unsigned i = 0;
        if (!yaml_as_text(value, &text, r->err))
            return false;
        while (words[i] != NULL && !str_is(text, words[i]))
            i++;
        if (words[i] == NULL)
            return yaml_refuse(value, ERR_NOT_A_CHOICE, r->err);
        *out |= 1U << i;
    }
    return true;
}

static bool read_action(struct reading *r, struct yaml_node *keys, const char *key,
                        enum action *out)
{
    const char *words[ACTION_COUNT + 1] = {NULL};
    int choice = (int)*out;
    for (int i = 0; i < ACTION_COUNT; i++)
        words[i] = action_code((enum action)i);
    bool ok = read_choice(r, keys, key, words, &choice);
    *out = (enum action)choice;
    return ok;
}

/* ---- scenario ---- */

static bool read_level(struct reading *r, struct yaml_node *node, struct scenario_level *out)
{
    int approval = SCENARIO_BY_AGENT;
    *out = (struct scenario_level){.line = (int32_t)node->line};
    bool ok = yaml_as_keys(node, r->err) && yaml_need(node, "days", r->err) &&
              yaml_need(node, "action", r->err) && read_int32(r, node, "days", &out->days) &&
              read_action(r, node, "action", &out->action) &&
              read_action(r, node, "otherwise", &out->otherwise) &&
              read_int32(r, node, "gap", &out->gap_days) &&
              read_int32(r, node, "again", &out->again_days);
    out->retry_days = out->action == ACTION_CALL ? 1 : 0;
    ok = ok && read_int32(r, node, "retry", &out->retry_days) &&
         read_int32(r, node, "attempts", &out->attempts) &&
         yaml_flag(node, "after_contact", &out->after_contact, r->err) &&
         read_choice(r, node, "approval", approval_words, &approval);
    out->approval = (enum scenario_approval)approval;
    return ok;
}

static bool read_levels(struct reading *r, struct yaml_node *root, struct scenario *out)
{
    struct yaml_node *list;
    struct yaml_node *value = NULL;
    if (!yaml_need(root, "levels", r->err) || !yaml_list(root, "levels", &list, r->err))
        return false;
    struct scenario_level *levels = ARENA_ARRAY(r->arena, list->count, struct scenario_level);
    while ((value = yaml_next(list, value)) != NULL) {
        if (!read_level(r, value, &levels[out->level_count]))
            return false;
        out->level_count++;
    }
    out->levels = levels;
    return true;
}

static bool read_before_due(struct reading *r, struct yaml_node *root, struct scenario_pre_due *out)
{
    struct yaml_node *keys;
    if (!yaml_keys(root, "before_due", &keys, r->err) || keys == NULL)
        return !err_is(r->err);
    out->line = (int32_t)keys->line;
    return yaml_need(keys, "days", r->err) && read_int32(r, keys, "days", &out->days_before) &&
           read_decimal(r, keys, "large", 2, &out->large_minor) &&
           yaml_flag(keys, "new_customers", &out->new_customer, r->err);
}

static bool read_policy(struct reading *r, struct yaml_node *root, struct gate_policy *out)
{
    struct yaml_node *keys;
    if (!yaml_need(root, "pressure", r->err) || !yaml_need(root, "hours", r->err) ||
        !yaml_keys(root, "pressure", &keys, r->err))
        return false;
    return yaml_need(keys, "contacts", r->err) && yaml_need(keys, "days", r->err) &&
           read_int32(r, keys, "contacts", &out->pressure_maximum) &&
           read_int32(r, keys, "days", &out->pressure_window_days) &&
           yaml_text(root, "hours", &out->hours_preset, r->err) &&
           read_decimal(r, root, "minimum", 2, &out->minimum_minor) &&
           read_int32(r, root, "match_first", &out->match_first_percent);
}

static bool read_scenario(struct reading *r, struct yaml_node *root, struct rules *rules)
{
    struct scenario *out = &rules->scenario;
    const char *persons[GATE_PERSON_COUNT + 1] = {NULL};
    int start = SCENARIO_FROM_DUE;
    for (int i = 0; i < GATE_PERSON_COUNT; i++)
        persons[i] = gate_person_code((enum gate_person)i);
    *out = (struct scenario){.name = rules->name, .line = (int32_t)root->line};
    out->policy.match_first_percent = default_policy(GATE_PERSON_UNKNOWN).match_first_percent;
    bool ok = read_set(r, root, "capacities", capacity_words, &out->capacities) &&
              read_set(r, root, "persons", persons, &out->persons) &&
              read_choice(r, root, "start", start_words, &start) &&
              read_policy(r, root, &out->policy) &&
              read_int32(r, root, "no_action", &out->no_action_days) &&
              read_int32(r, root, "limitation", &out->limitation_days) &&
              read_before_due(r, root, &out->pre_due) && read_levels(r, root, out);
    out->start = (enum scenario_start)start;
    return ok;
}

/* ---- priority ---- */

static bool read_band(struct reading *r, struct yaml_node *node, struct priority_band *out)
{
    static const char *const needed[] = {"from", "untouched", "reached", "effect"};
    *out = (struct priority_band){.line = (int32_t)node->line};
    if (!yaml_as_keys(node, r->err))
        return false;
    for (size_t i = 0; i < COUNT_OF(needed); i++) {
        if (!yaml_need(node, needed[i], r->err))
            return false;
    }
    return read_int32(r, node, "from", &out->days_from) &&
           read_permil(r, node, "untouched", &out->untouched_permil) &&
           read_permil(r, node, "reached", &out->reached_permil) &&
           read_permil(r, node, "effect", &out->effect_permil);
}

static bool read_bands(struct reading *r, struct yaml_node *root, struct priority_rules *out)
{
    struct yaml_node *list;
    struct yaml_node *value = NULL;
    if (!yaml_list(root, "bands", &list, r->err) || list == NULL)
        return !err_is(r->err);
    out->band_count = 0;
    while ((value = yaml_next(list, value)) != NULL) {
        if (out->band_count == PRIORITY_BANDS_MAX)
            return yaml_refuse(value, ERR_YAML_TOO_LARGE, r->err);
        if (!read_band(r, value, &out->bands[out->band_count]))
            return false;
        out->band_count++;
    }
    return true;
}

static bool read_priority(struct reading *r, struct yaml_node *root, struct rules *rules)
{
    struct priority_rules *out = &rules->priority;
    *out = priority_default();
    out->line = (int32_t)root->line;
    return read_int32(r, root, "horizon", &out->horizon_days) &&
           read_int32(r, root, "talk", &out->talk_seconds) &&
           read_int32(r, root, "ring", &out->ring_seconds) &&
           read_decimal(r, root, "cost", 2, &out->cost_minor) &&
           read_decimal(r, root, "harm", 2, &out->harm_minor) &&
           read_permil(r, root, "recovered", &out->recovered_permil) &&
           read_int32(r, root, "outcomes", &out->outcomes_min) &&
           read_permil(r, root, "draw", &out->explore_permil) &&
           read_int32(r, root, "minutes", &out->day_minutes) && read_bands(r, root, out);
}

/* ---- the file ---- */

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-')
            return false;
    }
    return s.n > 0 && s.n <= RULES_NAME_BYTES_MAX;
}

static bool read_head(struct reading *r, struct yaml_node *root, struct rules *out)
{
    static const char *const needed[] = {"schema", "kind", "name"};
    const struct yaml_range schemas = {1, RULES_SCHEMA};
    int64_t schema = 0;
    int kind = 0;
    for (size_t i = 0; i < COUNT_OF(needed); i++) {
        if (!yaml_need(root, needed[i], r->err))
            return false;
    }
    if (!yaml_int(root, "schema", schemas, &schema, r->err) ||
        !yaml_choice(root, "kind", kind_words, &kind, r->err) ||
        !yaml_text(root, "name", &out->name, r->err) ||
        !yaml_text(root, "title", &out->title, r->err) ||
        !yaml_text(root, "source", &out->source, r->err))
        return false;
    out->kind = (enum rules_kind)kind;
    return is_name(out->name) || yaml_refuse(yaml_find(root, "name"), ERR_NOT_A_TEXT, r->err);
}

bool rules_read(struct arena *a, struct str text, struct rules *out, struct err *err)
{
    struct reading r = {a, err};
    struct yaml_node *root;
    *out = (struct rules){0};
    if (!yaml_read(text, a, &root, err) || !read_head(&r, root, out))
        return false;
    bool ok =
        out->kind == RULES_SCENARIO ? read_scenario(&r, root, out) : read_priority(&r, root, out);
    return ok && yaml_all_read(root, err);
}

void rules_check(const struct rules *rules, const struct law_tables *law,
                 struct rule_faults *faults)
{
    if (rules->kind == RULES_SCENARIO)
        scenario_check(&rules->scenario, law, faults);
    else
        priority_check(&rules->priority, faults);
}
