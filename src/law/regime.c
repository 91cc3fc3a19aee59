#include "regime.h"

#include "base/buf.h"
#include "tables_read.h"

void law_note_add(struct law_notes *notes, struct law_warning warning)
{
    if (notes->count == notes->room) {
        size_t room = notes->room * 2 + 8;
        notes->warnings =
            arena_grow(notes->arena, notes->warnings, notes->room, room, sizeof(*notes->warnings));
        notes->room = room;
    }
    notes->warnings[notes->count++] = warning;
}

static void warn(struct law_plan *plan, enum law_warning_kind kind)
{
    law_note_add(&plan->notes, (struct law_warning){.kind = kind});
}

static void warn_semester(struct law_plan *plan, enum law_warning_kind kind,
                          struct law_semester semester)
{
    law_note_add(&plan->notes, (struct law_warning){.kind = kind, .semester = semester});
}

void law_plan_use(struct law_plan *plan, enum law_rule rule, struct day on)
{
    const struct law_rule_row *row = day_is(on) ? law_rule_on(plan->tables, rule, on) : NULL;
    struct law_interest *out = plan->out;
    if (row == NULL) {
        row = law_rule_newest(plan->tables, rule);
    }
    for (size_t i = 0; i < out->rule_count; i++) {
        if (str_eq(str_of(out->rules[i]->note.article), str_of(row->note.article)) &&
            out->rules[i]->note.confidence == row->note.confidence) {
            return;
        }
    }
    ASSERT(out->rule_count < LAW_RULES_USED_MAX);
    out->rules[out->rule_count++] = row;
    if (row->note.confidence == LAW_UNVERIFIED) {
        law_note_add(&plan->notes,
                     (struct law_warning){.kind = LAW_WARN_RULE_UNVERIFIED, .rule = row});
    }
}

static const enum law_rule body_terms[LAW_BODY_COUNT] = {
    [LAW_BODY_STATE] = LAW_RULE_PUBLIC_TERM_STATE,
    [LAW_BODY_LOCAL] = LAW_RULE_PUBLIC_TERM_LOCAL,
    [LAW_BODY_HEALTH] = LAW_RULE_PUBLIC_TERM_HEALTH,
    [LAW_BODY_UNDERTAKING] = LAW_RULE_PUBLIC_TERM_UNDERTAKING,
};

bool law_public_due(const struct law_tables *t, enum law_public_body body, struct day received,
                    struct day *out)
{
    ASSERT(body > LAW_BODY_NONE);
    ASSERT(body < LAW_BODY_COUNT);
    const struct law_rule_row *term = law_rule_on(t, body_terms[body], received);
    if (term == NULL) {
        return false;
    }
    *out = day_add(received, (int32_t)term->value);
    return true;
}

static bool need(bool given, const char *option, struct err *err)
{
    return given || err_set_field(err, ERR_OPTION_MISSING, option, STR(""));
}

static enum law_regime regime_of(const struct law_case *c)
{
    if (day_is(c->judgment_served)) {
        return LAW_REGIME_JUDGMENT;
    }
    if (c->creditor == LAW_CREDITOR_PRIVATE || c->debtor == LAW_DEBTOR_CONSUMER) {
        return LAW_REGIME_COMMON;
    }
    return c->debtor == LAW_DEBTOR_PUBLIC ? LAW_REGIME_PUBLIC : LAW_REGIME_BUSINESS;
}

/* The option that takes a case out of the rules for public buyers. */
static struct str not_public_because(const struct law_case *c)
{
    if (day_is(c->judgment_served)) {
        return STR("--judgment-served");
    }
    if (c->debtor == LAW_DEBTOR_PUBLIC) {
        return STR("--creditor private");
    }
    return c->debtor == LAW_DEBTOR_CONSUMER ? STR("--debtor consumer") : STR("--debtor business");
}

/* Options that the regime does not have, and those it needs. */
static bool options_check(const struct law_case *c, enum law_regime regime, struct err *err)
{
    if (regime == LAW_REGIME_PUBLIC) {
        if (c->has_contract_rate) {
            return err_set_field(err, ERR_RATE_FIXED_BY_DECREE, "contract-rate", STR(""));
        }
        if (day_is(c->due)) {
            return err_set_field(err, ERR_DUE_WITH_PUBLIC, "due", STR(""));
        }
        return need(day_is(c->received), "received", err) &&
               need(c->body != LAW_BODY_NONE, "public-body", err);
    }
    if (day_is(c->received) || c->body != LAW_BODY_NONE) {
        const char *option = day_is(c->received) ? "received" : "public-body";
        return err_set_field(err, ERR_OPTION_CONFLICT, option, not_public_because(c));
    }
    if (regime == LAW_REGIME_JUDGMENT) {
        if (c->has_contract_rate) {
            return err_set_field(err, ERR_OPTION_CONFLICT, "contract-rate",
                                 STR("--judgment-served"));
        }
        return need(day_is(c->due) || day_is(c->formal_notice), "due", err);
    }
    return regime == LAW_REGIME_COMMON || need(day_is(c->due), "due", err);
}

/* No rate for the first day: nothing is computed, the table is named. */
static void plan_missing(struct law_plan *plan)
{
    plan->curve = (struct law_curve){.first = plan->out->start, .last = plan->out->start};
}

static void plan_curve(struct law_plan *plan, enum law_curve_kind kind, struct rate fixed)
{
    struct law_curve_terms terms = {
        .kind = kind,
        .from = day_add(plan->out->start, 1),
        .to = plan->out->last,
        .fixed = fixed,
        .more_from = DAY_NONE,
        .day_count = plan->request->day_count,
    };
    plan->curve = law_curve_build(plan->tables, &terms, plan->notes.arena);
}

static bool plan_business(struct law_plan *plan, struct err *err)
{
    const struct law_case *c = plan->request;
    struct day first = day_add(c->due, 1);
    struct rate minimum;
    plan->out->start = c->due;
    plan->indemnity = law_rule_on(plan->tables, LAW_RULE_INDEMNITY, first);
    law_plan_use(plan, LAW_RULE_B2B_START, first);
    if (!c->has_contract_rate) {
        plan_curve(plan, LAW_CURVE_BUSINESS, (struct rate){0});
        return true;
    }
    plan->contract = true;
    if (law_rule_on(plan->tables, LAW_RULE_B2B_START, first) == NULL) {
        plan_missing(plan);
        return true;
    }
    law_plan_use(plan, LAW_RULE_B2B_MINIMUM, first);
    if (first.n <= plan->out->last.n && law_minimum_rate(plan->tables, first, &minimum) &&
        c->contract_rate.micro < minimum.micro) {
        struct buf text;
        buf_init(&text, plan->notes.arena, 32);
        buf_add_rate(&text, minimum);
        return err_set_field(err, ERR_RATE_BELOW_MINIMUM, "contract-rate", buf_str(&text));
    }
    plan_curve(plan, LAW_CURVE_FIXED, c->contract_rate);
    return true;
}

/* The rate is that of the semester of the first day and never changes. */
static void plan_public(struct law_plan *plan)
{
    const struct law_case *c = plan->request;
    struct law_interest *out = plan->out;
    if (!law_public_due(plan->tables, c->body, c->received, &out->start)) {
        out->start = c->received;
        plan_missing(plan);
        return;
    }
    struct day first = day_add(out->start, 1);
    struct day anchor = law_semester_first(law_semester_of(first));
    const struct law_ecb_row *ecb = law_ecb_on(plan->tables, anchor);
    const struct law_rule_row *margin = law_rule_on(plan->tables, LAW_RULE_PUBLIC_MARGIN, first);
    plan->indemnity = law_rule_on(plan->tables, LAW_RULE_PUBLIC_INDEMNITY, first);
    law_plan_use(plan, body_terms[c->body], c->received);
    law_plan_use(plan, LAW_RULE_PUBLIC_START, first);
    law_plan_use(plan, LAW_RULE_PUBLIC_MARGIN, first);
    if (ecb == NULL || margin == NULL) {
        plan_missing(plan);
        return;
    }
    plan_curve(plan, LAW_CURVE_FIXED,
               (struct rate){ecb->rate.micro + rate_of_hundredths(margin->value).micro});
}

static enum law_curve_kind legal_kind(const struct law_case *c)
{
    return c->creditor == LAW_CREDITOR_PRIVATE ? LAW_CURVE_LEGAL_PRIVATE : LAW_CURVE_LEGAL_OTHER;
}

static void plan_common(struct law_plan *plan)
{
    const struct law_case *c = plan->request;
    law_plan_use(plan, LAW_RULE_FORMAL_NOTICE, DAY_NONE);
    law_plan_use(plan, LAW_RULE_FORMAL_NOTICE_RUNS, DAY_NONE);
    law_plan_use(plan, LAW_RULE_COSTS_FORBIDDEN, DAY_NONE);
    if (!day_is(c->formal_notice)) {
        warn(plan, LAW_WARN_NO_FORMAL_NOTICE);
        return;
    }
    plan->out->start = c->formal_notice;
    if (day_is(c->due) && c->due.n > c->formal_notice.n) {
        plan->out->start = c->due;
        warn(plan, LAW_WARN_NOTICE_BEFORE_DUE);
    }
    if (c->has_contract_rate) {
        plan->contract = true;
        law_plan_use(plan, LAW_RULE_PENALTY_CLAUSE, DAY_NONE);
        warn(plan, LAW_WARN_CLAUSE_REDUCIBLE);
        plan_curve(plan, LAW_CURVE_FIXED, c->contract_rate);
        return;
    }
    law_plan_use(plan, LAW_RULE_LEGAL_RATE, DAY_NONE);
    plan_curve(plan, legal_kind(c), (struct rate){0});
}

static void plan_judgment(struct law_plan *plan)
{
    const struct law_case *c = plan->request;
    struct day served = c->judgment_served;
    const struct law_rule_row *more = law_rule_on(plan->tables, LAW_RULE_JUDGMENT_POINTS, served);
    const struct law_rule_row *months = law_rule_on(plan->tables, LAW_RULE_JUDGMENT_MONTHS, served);
    plan->out->start = day_is(c->formal_notice) ? c->formal_notice : c->due;
    law_plan_use(plan, LAW_RULE_LEGAL_RATE, DAY_NONE);
    law_plan_use(plan, LAW_RULE_JUDGMENT_POINTS, served);
    if (more == NULL || months == NULL) {
        plan_missing(plan);
        return;
    }
    struct law_curve_terms terms = {
        .kind = legal_kind(c),
        .from = day_add(plan->out->start, 1),
        .to = plan->out->last,
        .more_from = day_add(day_add_months(served, (int32_t)months->value), 1),
        .more = rate_of_hundredths(more->value),
        .day_count = c->day_count,
    };
    plan->curve = law_curve_build(plan->tables, &terms, plan->notes.arena);
}

/* Interest stops on the eve of the judgment, or of the admissibility for a consumer. */
static void plan_insolvency(struct law_plan *plan)
{
    const struct law_case *c = plan->request;
    plan->out->last = day_min(c->until, day_add(c->insolvency, -1));
    if (c->debtor == LAW_DEBTOR_CONSUMER) {
        law_plan_use(plan, LAW_RULE_OVER_INDEBTEDNESS_STOP, DAY_NONE);
        return;
    }
    law_plan_use(plan, LAW_RULE_INSOLVENCY_STOP, DAY_NONE);
    law_plan_use(plan, LAW_RULE_INSOLVENCY_EVE, DAY_NONE);
    warn(plan, LAW_WARN_LONG_CONTRACT);
}

bool law_plan_make(struct law_plan *plan, struct err *err)
{
    const struct law_case *c = plan->request;
    struct law_interest *out = plan->out;
    ASSERT(day_is(c->until));
    out->regime = regime_of(c);
    out->start = DAY_NONE;
    out->last = c->until;
    bool from_ecb = out->regime == LAW_REGIME_BUSINESS || out->regime == LAW_REGIME_PUBLIC;
    plan->table = law_table_name(from_ecb ? LAW_TABLE_ECB : LAW_TABLE_LEGAL);
    plan->indemnity_possible = from_ecb;
    if (!options_check(c, out->regime, err)) {
        return false;
    }
    if (day_is(c->insolvency)) {
        plan_insolvency(plan);
    }
    switch (out->regime) {
    case LAW_REGIME_BUSINESS:
        return plan_business(plan, err);
    case LAW_REGIME_PUBLIC:
        plan_public(plan);
        break;
    case LAW_REGIME_COMMON:
        plan_common(plan);
        break;
    case LAW_REGIME_JUDGMENT:
        plan_judgment(plan);
        break;
    }
    return true;
}

/* A business rate of one semester against the legal minimum of a clause. The first semester was
 * tested before anything was computed. */
static void test_minimum(struct law_plan *plan, struct law_semester s, bool *untested)
{
    struct day day = law_semester_first(s);
    struct rate minimum;
    struct rate rate;
    if (!law_minimum_rate(plan->tables, day, &minimum)) {
        if (plan->contract && !*untested) {
            warn_semester(plan, LAW_WARN_SEMESTER_UNTESTED, s);
            *untested = true;
        }
        return;
    }
    if (plan->contract) {
        if (plan->request->contract_rate.micro < minimum.micro) {
            warn_semester(plan, LAW_WARN_RATE_BELOW_LATER_MINIMUM, s);
        }
    } else if (law_business_rate(plan->tables, day, &rate) && rate.micro < minimum.micro) {
        warn_semester(plan, LAW_WARN_MINIMUM_ABOVE_DEFAULT, s);
    }
}

static void test_verified(struct law_plan *plan, struct law_semester s)
{
    const struct law_legal_row *legal = law_legal_on(plan->tables, law_semester_first(s));
    if (legal == NULL) {
        return;
    }
    enum law_confidence confidence = plan->request->creditor == LAW_CREDITOR_PRIVATE
                                         ? legal->private_confidence
                                         : legal->note.confidence;
    if (confidence == LAW_UNVERIFIED) {
        warn_semester(plan, LAW_WARN_RATE_UNVERIFIED, s);
    }
}

void law_plan_test_rates(struct law_plan *plan, struct day last_counted)
{
    struct law_interest *out = plan->out;
    bool untested = false;
    struct law_semester first = law_semester_of(day_add(out->start, 1));
    for (struct law_semester s = first; law_semester_first(s).n <= last_counted.n;
         s = law_semester_next(s)) {
        if (out->regime == LAW_REGIME_BUSINESS) {
            test_minimum(plan, s, &untested);
        } else if (out->regime != LAW_REGIME_PUBLIC && !plan->contract) {
            test_verified(plan, s);
        }
    }
}
