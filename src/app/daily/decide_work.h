/* What is to be done about one account today, and why: the facts that are stored are put before the
 * gate, the scenario and the value of a minute. The one place where they meet: the daily run, the
 * list of a day that has no run yet, a file that is opened and a file that changed all ask here. */
#ifndef RELANCE_APP_DECIDE_WORK_H
#define RELANCE_APP_DECIDE_WORK_H

#include "app/context.h"
#include "app/file/file_objects.h"
#include "app/people/house.h"
#include "app/rules/load_rules.h"
#include "base/arena.h"
#include "base/zone.h"
#include "store/run_walk.h"
#include "strategy/defaults.h"
#include "strategy/scenario.h"
#include "value_model.h"

/* Everything that is the same for all accounts; loaded once. */
struct decide_ground {
    struct app *app;
    struct objects_ground objects;
    struct rules_in_force rules;
    struct stored_mandates mandates;
    struct value_model value;
    struct house house;
    struct house_agents agents;               /* of the day */
    struct day agents_change;                 /* when somebody next goes or comes back */
    int32_t business_months, consumer_months; /* limitation of ordinary claims; 0: not known */
};
/* In the arena; inside the caller's transaction. */
MUST_CHECK bool decide_ground_load(struct app *app, struct arena *a, struct decide_ground *out,
                                   struct err *err);

struct decided_work {
    struct gate_answer gate; /* items as in the account */
    struct scenario_decision decision;
    struct uplift_file traits; /* what the value of a minute rests on */
    struct stored_work row;    /* as the run keeps it; from_run and until_run are not set */
    /* why it is done today, in the arena, with room for those of value_reasons; without work none
     */
    struct work_reason *reasons;
    size_t reason_count;
    struct day next_change; /* when the answer may change by itself, for people; DAY_NONE: never */
};

/* Asks decide_history.h, and what was agreed on the account, judged; *out NULL when nothing was.
 * Then from->account is read in full, for judging wants every item and allocation. In the arena. */
MUST_CHECK bool decide_objects(struct arena *a, const struct decide_ground *ground,
                               struct run_account *from, const struct file_objects **out,
                               struct err *err);
/* objects: judged on the same account; NULL: nothing was agreed. Results live in the arena. */
void decide_work(struct arena *a, const struct decide_ground *ground,
                 const struct run_account *account, const struct file_objects *objects,
                 struct decided_work *out);
/* The rules made for an account; NULL: none were. */
const struct scenario *decide_rules(const struct decide_ground *ground,
                                    const struct run_account *account);

/* The gate's answer to one contact, from the same facts; out->items: one per item of the account,
 * in its order. */
struct decide_question {
    const struct run_account *account;
    const struct file_objects *objects; /* as for decide_work */
    struct gate_intent intent;
};
void decide_gate(struct arena *a, const struct decide_ground *ground,
                 const struct decide_question *question, struct gate_answer *out);

#endif
