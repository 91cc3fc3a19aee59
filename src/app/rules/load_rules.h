/* The rules in force in a database: those shipped with the program, each replaced by the newest
 * version of its name that was loaded. */
#ifndef RELANCE_APP_LOAD_RULES_H
#define RELANCE_APP_LOAD_RULES_H

#include "app/context.h"
#include "rules_read.h"
#include "store/rule_store.h"

struct rules_version {
    struct rules rules;
    struct str body;
    int64_t version; /* 0: shipped; then the rest is empty but for the digest */
    int64_t loaded_ms, actor_id;
    uint8_t digest[LAW_DIGEST_BYTES];
};

struct rules_in_force {
    struct rules_version *rows; /* scenarios first, as shipped, then by name */
    size_t count;
    struct scenario *scenarios; /* with their versions: what scenario_for wants */
    size_t scenario_count;
    struct priority_rules priority;
};

/* Everything lives in the arena. */
void load_rules_shipped(struct arena *a, struct rules_in_force *out);
/* Errors: those of the store; ERR_DB_DAMAGED when a loaded text can no longer be read. */
MUST_CHECK bool load_rules(struct app *app, struct arena *a, struct rules_in_force *out,
                           struct err *err);
/* By name; NULL: there is none. */
const struct rules_version *rules_by_name(const struct rules_in_force *rules, struct str name);
/* Puts rules that were read in the place of those of the same name, as version `version`. */
void rules_replace(struct arena *a, struct rules_in_force *rules, const struct rules *by,
                   struct str body, int64_t version);

#endif
