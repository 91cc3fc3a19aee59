/* What a call is expected to bring, as learnt from the calls that were noted and from the payments
 * that came after draws by lot; the prior of the rules while that is too little
 * (strategy/uplift.h).
 *
 * It is learnt anew by a run, at most once a week, and kept as a version: a run names the one it
 * used, so that the same facts give the same list again. Every figure is kept in billionths, and
 * what is used is what was kept. */
#ifndef RELANCE_APP_VALUE_MODEL_H
#define RELANCE_APP_VALUE_MODEL_H

#include "app/context.h"
#include "app/rules/load_rules.h"
#include "base/arena.h"
#include "store/work_store.h"
#include "strategy/uplift.h"

struct value_model {
    int64_t number; /* 0: nothing was learnt under the rules in force */
    struct day on;
    struct uplift_model learnt;
};

/* The last one, when it was learnt under the priority rules in force. In the arena; inside or
 * outside a transaction. */
MUST_CHECK bool value_model_load(struct app *app, struct arena *a,
                                 const struct rules_in_force *rules, struct value_model *out,
                                 struct err *err);
/* Inside the caller's write transaction: learns anew when enough calls are noted and the last one
 * is a week old, was learnt under other rules, or there is none; noted in the system's journal. */
MUST_CHECK bool value_model_renew(struct app *app, struct arena *a,
                                  const struct rules_in_force *rules, struct err *err);

/* Why a file has its place by value, for people: the value of a minute, the cash that a call is
 * expected to bring, and what both rest on. Returns how many. */
enum { VALUE_REASONS_MAX = 4 };
struct value_ground {
    const struct priority_rules *rules;
    const struct uplift_model *learnt;
};
size_t value_reasons(const struct value_ground *ground, const struct stored_work *row,
                     int32_t oldest_days, struct work_reason out[VALUE_REASONS_MAX]);

#endif
