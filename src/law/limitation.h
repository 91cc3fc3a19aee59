/* Until when a creditor may go to court: the limitation period of a claim, and what events do to
 * it. The period ends when its last day is over; a Saturday, a Sunday or a holiday does not move
 * it. Nothing is ever planned on the last day itself: "act before" is the day before.
 *
 * An event may interrupt the period (a full new one begins), suspend it (the rest runs later, for
 * at least six months), or do nothing, and then it is said why. No event moves the end earlier. */
#ifndef RELANCE_LAW_LIMITATION_H
#define RELANCE_LAW_LIMITATION_H

#include "base/arena.h"
#include "base/check.h"
#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "tables.h"

/* Closed list. */
enum law_event_kind {
    LAW_EVENT_RECOGNITION,         /* by the debtor's own act: part payment, request for time */
    LAW_EVENT_RECOGNITION_ALLEGED, /* only our note of it: moves nothing */
    LAW_EVENT_SUMMONS,             /* claim in court, even interim, even the wrong court */
    LAW_EVENT_PROCEEDINGS_END,
    LAW_EVENT_MEDIATION_START, /* mediation or conciliation agreed in writing */
    LAW_EVENT_MEDIATION_END,
    LAW_EVENT_EXPERTISE_START, /* ordered by a judge before trial */
    LAW_EVENT_EXPERTISE_END,
    LAW_EVENT_ENFORCEMENT,   /* measure of enforcement or protection */
    LAW_EVENT_FORMAL_NOTICE, /* registered letter */
    LAW_EVENT_DEMAND,        /* bill or demand by the creditor */
    LAW_EVENT_COUNT
};
MUST_CHECK bool law_event_parse(struct str code, enum law_event_kind *out);
const char *law_event_code(enum law_event_kind kind);

struct law_event {
    struct day on;
    enum law_event_kind kind;
};

enum law_limitation_status {
    LAW_LIMITATION_RUNNING,
    LAW_LIMITATION_SUSPENDED,
    LAW_LIMITATION_INTERRUPTED,
    LAW_LIMITATION_EXPIRED
};
const char *law_limitation_status_code(enum law_limitation_status status);

/* What an event did. Closed list, codes for `warnings`. */
enum law_effect {
    LAW_EFFECT_NEW_PERIOD, /* interrupted: a full new period from that day */
    LAW_EFFECT_STOPPED,    /* suspended or interrupted until its end */
    LAW_EFFECT_RESUMED,
    LAW_EFFECT_NONE_ALLEGED,     /* an allegation proves nothing */
    LAW_EFFECT_NONE_LETTER,      /* a letter does not interrupt */
    LAW_EFFECT_NONE_DEMAND,      /* a demand is no claim in court */
    LAW_EFFECT_NONE_FORECLOSURE, /* a foreclosure period knows neither recognition nor mediation */
    LAW_EFFECT_NONE_EXPIRED,     /* too late */
    LAW_EFFECT_NONE_FUTURE,      /* after `on` */
    LAW_EFFECT_NONE_UNPAIRED,    /* an end without a start, or a second start */
    LAW_EFFECT_NONE_PENDING,     /* already interrupted by the proceedings */
    LAW_EFFECT_COUNT
};
const char *law_effect_code(enum law_effect effect);
/* The event changed nothing. */
bool law_effect_is_none(enum law_effect effect);

struct law_step {
    struct law_event event;
    enum law_effect effect;
    struct day last_day;             /* after it; DAY_NONE while suspended or interrupted */
    const struct law_rule_row *rule; /* the article that decides; NULL: the claim's own */
};

struct law_limitation_case {
    const struct law_limitation_row *claim;
    struct day start;               /* the claim may be brought from the day after */
    const struct law_event *events; /* any order; equal days in the order given */
    size_t event_count;
    struct day on;
    int32_t agreed_months; /* 0, or the period the parties agreed on */
};

struct law_limitation {
    struct day last_day;   /* DAY_NONE while suspended or interrupted */
    struct day act_before; /* last_day - 1, or DAY_NONE */
    enum law_limitation_status status;
    const struct law_step *steps; /* one per event, in order of day */
    size_t step_count;
    struct day ceiling;   /* twenty years; DAY_NONE: does not apply, or no longer */
    bool ceiling_reached; /* the ceiling decides last_day */
    bool before_reform;   /* the start lies before 19 June 2008, when periods were others */
};

/* Steps live in the arena.
 * Errors: ERR_UNKNOWN_CLAIM (the row bounds other periods and is no claim), ERR_IMPOSSIBLE_VALUE
 * (field agreed-period: not allowed for this claim, or outside one to ten years).
 * Source: C. civ. 2220-2254, the claim's article. */
MUST_CHECK bool law_limitation_compute(const struct law_tables *t,
                                       const struct law_limitation_case *c, struct arena *arena,
                                       struct law_limitation *out, struct err *err);

#endif
