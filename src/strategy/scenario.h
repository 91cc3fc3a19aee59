/* The scenario: what is to be done about an account today, and why.
 *
 * Rules are plain values, read from a file (rules/README.md), checked by scenario_check.h.
 *
 * The level belongs to the item: it is the highest one its age deserves, whatever was skipped; a
 * new invoice starts at the bottom even when an older one stands high. The conversation belongs to
 * the account: one contact, at the highest level that is ready, with all that is overdue attached.
 * A level is done when a real contact was made about the item: a message on an answering machine,
 * a draft, a letter that came back are none. Days are compared with "at least", so a day on which
 * nobody worked is caught up. Nothing is kept of a decision: it is a function of the facts.
 *
 * Every contact is asked of the gate; where the gate refuses, the answer says what would help. */
#ifndef RELANCE_STRATEGY_SCENARIO_H
#define RELANCE_STRATEGY_SCENARIO_H

#include "gate.h"

/* ---- rules ---- */

/* From which day the days of a level count. */
enum scenario_start { SCENARIO_FROM_DUE, SCENARIO_FROM_FIRST_LETTER, SCENARIO_START_COUNT };

/* Who says yes before it leaves. */
enum scenario_approval {
    SCENARIO_AUTOMATIC,
    SCENARIO_BY_AGENT,
    SCENARIO_BY_MANAGER,
    SCENARIO_APPROVAL_COUNT
};

struct scenario_level {
    int32_t days;       /* since the start; the level is deserved from that day on */
    int32_t gap_days;   /* at least so many since the last real contact about the item */
    int32_t again_days; /* the level is repeated after so many; 0: once */
    int32_t retry_days; /* after a call that reached nobody, the next one not before so many */
    int32_t attempts;   /* calls that reached nobody before `otherwise`; 0: no limit */
    bool after_contact; /* only for items somebody was really contacted about before */
    enum action action;
    enum action
        otherwise; /* when the way is closed or attempts are used up; NONE: a person looks */
    enum scenario_approval approval;
    int32_t line; /* of the file */
};

/* A courtesy before the due date, "received? cleared for payment?". */
struct scenario_pre_due {
    int32_t days_before; /* from so many days before the due date on; 0: never */
    int64_t large_minor; /* for invoices of at least so much; 0: not for their size */
    bool new_customer;   /* for customers who never paid an invoice yet */
    int32_t line;
};

struct scenario {
    struct str name;
    int32_t version;
    unsigned capacities; /* bit 1 << enum gate_capacity */
    unsigned persons;    /* bit 1 << enum gate_person */
    enum scenario_start start;
    struct gate_policy policy;
    struct scenario_pre_due pre_due;
    int32_t no_action_days;  /* a file left alone longer is said to be; 0: never */
    int32_t limitation_days; /* the manager is told so long before an item can no longer be sued */
    const struct scenario_level *levels; /* level n is levels[n - 1] */
    int32_t level_count;
    int32_t line;
};

/* The first scenario made for this capacity and this kind of person, or NULL. */
const struct scenario *scenario_for(const struct scenario *all, size_t count,
                                    enum gate_capacity capacity, enum gate_person person);

/* ---- facts beside those of the gate ---- */

/* What was done about one item. */
struct scenario_past {
    int32_t level; /* highest level done by a real contact; 0: none */
    struct day on; /* the last real contact about it, as it left or was spoken; DAY_NONE: never */
    bool pre_due;  /* the courtesy call was made */
};

/* Something happened that wants a call the same day; it stands until somebody acted on it. */
enum scenario_event_kind {
    SCENARIO_BROKEN_PROMISE,
    SCENARIO_PART_KEPT_PROMISE,
    SCENARIO_MISSED_INSTALMENT,
    SCENARIO_PAYMENT_RETURNED,
    SCENARIO_CALLBACK, /* an hour was agreed, or the date of a callback came */
    SCENARIO_INCOMPLETE_COMMITMENT,
    SCENARIO_DISPUTE_ANSWERED,
    SCENARIO_EVENT_COUNT
};

struct scenario_event {
    enum scenario_event_kind kind;
    struct day on;
};

struct scenario_facts {
    const struct gate_facts *gate;
    struct day today;
    const struct scenario_past *past; /* one per item; NULL: nothing was ever done */
    const struct scenario_event *events;
    size_t event_count;
    int32_t attempts;           /* calls that reached nobody since the last real contact */
    struct day last_attempt_on; /* DAY_NONE: none */
    struct day last_action_on;  /* by anybody, of whatever kind; DAY_NONE: never */
    struct day postponed_until; /* by a person, with a reason, this day included; DAY_NONE: not */
    struct day alerted_on;      /* the manager was last told of the limitation; DAY_NONE: never */
    bool new_customer;
    bool new_unknown; /* nobody asked yet whether he is a new customer: no courtesy is due yet */
};

/* ---- the decision ---- */

enum { SCENARIO_REASONS_MAX = 12 };

struct scenario_step {
    int32_t level; /* the item deserves; 0: none yet */
    bool ready;    /* this item is why; when the contact is made, `level` is done for it */
    bool attached; /* named in the same conversation; its own level does not move */
};

struct scenario_decision {
    enum action action;
    enum gate_purpose purpose;
    enum scenario_approval approval;
    int32_t level;               /* of the conversation; 0: none */
    struct scenario_step *items; /* one per item, in the arena */
    size_t attached_count;
    struct work_reason reasons[SCENARIO_REASONS_MAX];
    size_t reason_count;
    /* Why nothing is done although something is overdue: the gate's block to be told first, or
     * too_early, level_done, recent_contact, retry_later, postponed, no_scenario. BLOCK_COUNT:
     * nothing to explain. */
    struct gate_block why_not;
    struct day next_change; /* the next day the decision may change by itself; DAY_NONE = never */
};

/* gate: receives the gate's answer to the contact decided on; its items live in the arena.
 * rules NULL: no scenario was made for this account. */
void scenario_decide(struct arena *a, const struct scenario *rules,
                     const struct scenario_facts *facts, struct gate_answer *gate,
                     struct scenario_decision *out);

/* The way an action goes; GATE_CHANNEL_COUNT: it stays in the house. */
enum gate_channel action_channel(enum action action);

#endif
