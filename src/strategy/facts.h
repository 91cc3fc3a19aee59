/* What the gate is told about a debtor, an account and its items, as plain values: whoever reads
 * them from a store fills them in, nobody else is asked. Days are civil days; DAY_NONE = none or
 * unknown. A struct that is all zero says nothing against a contact, but for the days: fill them
 * (gate_item_plain, gate_account_plain do).
 *
 * Arrays and what they point to belong to the caller and must live as long as the question. */
#ifndef RELANCE_STRATEGY_FACTS_H
#define RELANCE_STRATEGY_FACTS_H

#include "base/day.h"
#include "claim/due.h"
#include "claim/plan.h"
#include "codes.h"
#include "law/tables.h"

/* ---- the debtor: shared by all his accounts ---- */

enum gate_procedure {
    GATE_COLLECTIVE, /* safeguard, reorganisation or liquidation: from the opening judgment */
    GATE_OVER_INDEBTEDNESS, /* from admissibility; filing alone suspends nothing */
    GATE_IMPOSED_PLAN,      /* measures of the commission, from their first day */
    GATE_DEBTS_WIPED,       /* personal recovery, debts that arose up to the commission's day */
    GATE_PROCEDURE_COUNT
};

/* Debts that arose before `from` may not be asked for; later ones may. */
struct gate_insolvency {
    enum gate_procedure procedure;
    struct day from;
    struct day until; /* last day of its effect; DAY_NONE = open. Ignored for wiped debts */
};

enum gate_number_state { GATE_NUMBER_GOOD, GATE_NUMBER_WRONG, GATE_NUMBER_REFUSED };

/* Whether a letter or an e-mail can reach the debtor. */
enum gate_address_state { GATE_ADDRESS_GOOD, GATE_ADDRESS_MISSING, GATE_ADDRESS_FAILED };

/* What came of an attempt to reach him. */
enum gate_result {
    GATE_RESULT_SPOKEN,    /* with him or with somebody who can pay or decide */
    GATE_RESULT_REACHED,   /* somebody else answered: reception, third party */
    GATE_RESULT_VOICEMAIL, /* a message left */
    GATE_RESULT_NO_ANSWER, /* no answer, busy */
    GATE_RESULT_SENT,      /* letter, e-mail, SMS that left */
    GATE_RESULT_FAILED,    /* returned, bounced, refused by the network: nobody was bothered */
    GATE_RESULT_DRAFT,     /* prepared, never sent */
    GATE_RESULT_INCOMING,  /* he turned to us */
    GATE_RESULT_COUNT
};

struct gate_contact {
    struct day on;
    enum gate_channel channel;
    enum gate_result result;
};

struct gate_debtor {
    enum gate_person person;
    enum law_region region;    /* where he is called: his holidays */
    bool deceased, vulnerable; /* vulnerable: until somebody decided how he is to be treated */
    bool protected_person;     /* under guardianship: the guardian is the one to talk to */
    bool represented;          /* he named a counsel: only the counsel is contacted */
    unsigned opposed_channels; /* bit 1 << enum gate_channel */
    const enum gate_number_state *numbers;
    size_t number_count;
    enum gate_address_state email, address;
    const struct gate_insolvency *insolvencies;
    size_t insolvency_count;
    const struct gate_contact *contacts; /* over all agents, accounts and creditors; newest first */
    size_t contact_count;
};

/* ---- one account ---- */

enum gate_capacity { GATE_OWN, GATE_MANDATE, GATE_FACTOR, GATE_CAPACITY_COUNT };

struct gate_account {
    enum gate_capacity capacity;
    bool agency_declared;                   /* mandate: insurance, dedicated account, prosecutor */
    struct day mandate_from, mandate_until; /* signed mandate; DAY_NONE: none, or without end */
    struct day first_letter_on;             /* when the first letter left */
    bool strategic;                         /* sales are told before anybody calls */
    struct day sales_told_on;
    bool handed_over;      /* to a lawyer, a court or an agency; or closed, or given up */
    int64_t pending_minor; /* received, not booked yet: remittances on their way, >= 0 */
    bool match_overridden; /* an agent said with a reason why unmatched credits do not matter */
};

/* ---- items, and what suspends them ---- */

struct gate_item {
    enum ledger_role role;
    struct due due;
    int64_t open_minor;     /* signed: < 0 in the customer's favour */
    struct day arose;       /* delivery or issue: whether a debt is older than a judgment */
    struct day last_day;    /* of its limitation period; DAY_NONE: unknown, stopped, estimated */
    int64_t payee;          /* who is to be paid; 0 = the creditor of the account */
    bool not_told_of_payee; /* assigned, and the debtor was not given notice */
};

enum gate_suspender {
    GATE_HOLD,
    GATE_DISPUTE,
    GATE_PLAN,
    GATE_PROMISE,
    GATE_COURT_GRACE,
    GATE_SUSPENDER_COUNT
};

enum { GATE_ALL_ITEMS = -1 };

/* One reason not to ask for one item, for a part of it, or for any. A promise or a plan gives one
 * row for each item it names, a hold on an account or a debtor one row for all. */
struct gate_suspension {
    enum gate_suspender kind;
    enum gate_scope scope; /* DEBTOR, ACCOUNT, ITEM or PART */
    int32_t item;          /* index into the items, or GATE_ALL_ITEMS */
    int64_t part_minor;    /* scope PART: what is left out, > 0 */
    struct day from;       /* first day; DAY_NONE: it holds already */
    struct day until;      /* last day, grace included; DAY_NONE: until somebody ends it */
};

struct gate_policy {
    int32_t pressure_maximum, pressure_window_days; /* maximum 0: no limit */
    int64_t minimum_minor;                          /* in the account's currency; 0: none */
    int32_t match_first_percent;                    /* 0: never */
    struct str hours_preset;                        /* law/holiday.h; empty: hours do not bind */
};

struct gate_facts {
    const struct gate_policy *policy;
    const struct law_tables *law; /* may be NULL when the policy has no hours */
    const struct gate_debtor *debtor;
    const struct gate_account *account;
    const struct gate_item *items;
    size_t item_count;
    const struct gate_suspension *suspensions;
    size_t suspension_count;
};

/* ---- the question ---- */

enum {
    GATE_NO_TIME = -1,   /* hours and holidays are not asked: the run */
    GATE_ANY_TIME = -2,  /* some minute of the day must be allowed */
    GATE_ANY_NUMBER = -1 /* whichever number is good */
};

struct gate_intent {
    enum gate_purpose purpose;
    enum gate_channel channel;
    int32_t number;    /* index into the debtor's numbers, or GATE_ANY_NUMBER */
    struct day day;    /* of the person called */
    int32_t minute;    /* of the day, local time of the person called; or one of the above */
    const bool *asked; /* one per item: meant to be raised; NULL: all */
};

/* An item about which nothing more is known. */
static inline struct gate_item gate_item_plain(enum ledger_role role, struct due due,
                                               int64_t open_minor)
{
    return (struct gate_item){.role = role,
                              .due = due,
                              .open_minor = open_minor,
                              .arose = DAY_NONE,
                              .last_day = DAY_NONE};
}

/* An account in one's own name about which nothing more is known. */
static inline struct gate_account gate_account_plain(void)
{
    return (struct gate_account){.capacity = GATE_OWN,
                                 .agency_declared = true,
                                 .mandate_from = DAY_NONE,
                                 .mandate_until = DAY_NONE,
                                 .first_letter_on = DAY_NONE,
                                 .sales_told_on = DAY_NONE};
}

#endif
