#include "load_rules.h"

#include <pthread.h>
#include <string.h>

#include "shipped_rules.h"

const struct rules_version *rules_by_name(const struct rules_in_force *rules, struct str name)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (str_eq(rules->rows[i].rules.name, name))
            return &rules->rows[i];
    }
    return NULL;
}

/* What the decisions use, from the rows. */
static void gather(struct arena *a, struct rules_in_force *rules)
{
    rules->scenarios = ARENA_ARRAY(a, rules->count, struct scenario);
    rules->scenario_count = 0;
    rules->priority = priority_default();
    for (size_t i = 0; i < rules->count; i++) {
        const struct rules_version *row = &rules->rows[i];
        if (row->rules.kind == RULES_PRIORITY) {
            rules->priority = row->rules.priority;
            continue;
        }
        struct scenario *scenario = &rules->scenarios[rules->scenario_count++];
        *scenario = row->rules.scenario;
        scenario->version = (int32_t)row->version;
    }
}

static struct rules_version *place_of(struct arena *a, struct rules_in_force *rules,
                                      struct str name)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (str_eq(rules->rows[i].rules.name, name))
            return &rules->rows[i];
    }
    rules->rows = arena_grow(a, rules->rows, rules->count, rules->count + 1, sizeof *rules->rows);
    return &rules->rows[rules->count++];
}

static struct rules_version *put(struct arena *a, struct rules_in_force *rules,
                                 const struct rules *by, struct str body)
{
    struct rules_version *row = place_of(a, rules, by->name);
    *row = (struct rules_version){.rules = *by, .body = body};
    law_digest(body, row->digest);
    return row;
}

void rules_replace(struct arena *a, struct rules_in_force *rules, const struct rules *by,
                   struct str body, int64_t version)
{
    put(a, rules, by, body)->version = version;
    gather(a, rules);
}

/* As they are in the program, read once: pages read rules by the dozen a second. Nobody writes into
 * them afterwards. */
static struct {
    pthread_once_t once;
    struct arena arena;
    struct rules_in_force rules;
} shipped = {.once = PTHREAD_ONCE_INIT};

static void read_shipped(void)
{
    arena_init(&shipped.arena, 0);
    for (size_t i = 0; i < shipped_rule_count; i++) {
        struct rules rules;
        struct err err = {0};
        bool good = rules_read(&shipped.arena, shipped_rules[i], &rules, &err);
        ASSERT(good);
        (void)put(&shipped.arena, &shipped.rules, &rules, shipped_rules[i]);
    }
}

void load_rules_shipped(struct arena *a, struct rules_in_force *out)
{
    (void)pthread_once(&shipped.once, read_shipped);
    *out = shipped.rules;
    out->rows = ARENA_ARRAY(a, out->count, struct rules_version);
    memcpy(out->rows, shipped.rules.rows, out->count * sizeof *out->rows);
    gather(a, out);
}

bool load_rules(struct app *app, struct arena *a, struct rules_in_force *out, struct err *err)
{
    struct stored_rules *stored;
    size_t count;
    load_rules_shipped(a, out);
    if (!rule_sets_in_force(app->db, a, &stored, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct rules rules;
        struct err why = {0};
        if (!rules_read(a, stored[i].body, &rules, &why) || !str_eq(rules.name, stored[i].name))
            return err_set(err, ERR_DB_DAMAGED, "rule_set: body");
        struct rules_version *row = put(a, out, &rules, stored[i].body);
        row->version = stored[i].version;
        row->loaded_ms = stored[i].loaded_ms;
        row->actor_id = stored[i].actor_id;
    }
    gather(a, out);
    return true;
}
