#include "interest.h"

#include "accrual.h"
#include "base/limits.h"
#include "base/sort.h"

struct law_case law_case_empty(void)
{
    return (struct law_case){
        .principal = eur(0),
        .due = DAY_NONE,
        .formal_notice = DAY_NONE,
        .received = DAY_NONE,
        .judgment_served = DAY_NONE,
        .insolvency = DAY_NONE,
        .until = DAY_NONE,
    };
}

static const char *const warning_codes[LAW_WARN_COUNT] = {
    [LAW_WARN_RATE_BELOW_LATER_MINIMUM] = "rate_below_later_minimum",
    [LAW_WARN_NO_FORMAL_NOTICE] = "no_formal_notice",
    [LAW_WARN_NOTICE_BEFORE_DUE] = "notice_before_due",
    [LAW_WARN_SEMESTER_UNTESTED] = "semester_untested",
    [LAW_WARN_MINIMUM_ABOVE_DEFAULT] = "minimum_above_default",
    [LAW_WARN_CLAUSE_REDUCIBLE] = "clause_reducible",
    [LAW_WARN_RATE_UNVERIFIED] = "rate_unverified",
    [LAW_WARN_RULE_UNVERIFIED] = "rule_unverified",
    [LAW_WARN_INDEMNITY_ORDER] = "indemnity_order",
    [LAW_WARN_LONG_CONTRACT] = "long_contract",
};

const char *law_warning_code(enum law_warning_kind kind)
{
    ASSERT(kind < LAW_WARN_COUNT);
    return warning_codes[kind];
}

/* Closes a statement: interest of the days after the cursor up to `to`, rounded once. */
static bool statement(struct law_accrual *a, struct day to, struct err *err)
{
    struct law_interest *out = &a->result;
    if (!law_accrual_run(a, to, out->owed.principal, err))
        return false;
    out->owed.interest += law_accrual_close(a);
    return true;
}

static void indemnity(struct law_accrual *a, struct day on)
{
    struct law_interest *out = &a->result;
    out->owed.indemnity += law_accrual_indemnity(a, on, out->owed.principal, NULL);
}

static int payment_order(const void *a, const void *b, const void *with)
{
    const struct law_payment *x = a;
    const struct law_payment *y = b;
    (void)with;
    return (x->on.n > y->on.n) - (x->on.n < y->on.n);
}

static bool payments_sorted(const struct law_plan *plan, struct arena *arena,
                            struct law_payment **out, struct err *err)
{
    const struct law_case *c = plan->request;
    struct law_payment *list = ARENA_ARRAY(arena, c->payment_count, struct law_payment);
    int64_t sum = 0;
    for (size_t i = 0; i < c->payment_count; i++) {
        list[i] = c->payments[i];
        ASSERT(list[i].minor > 0);
        if (list[i].on.n > plan->out->last.n) {
            struct buf text;
            buf_init(&text, arena, 16);
            buf_add_day(&text, list[i].on);
            return err_set_field(err, ERR_PAYMENT_TOO_LATE, "payment", buf_str(&text));
        }
        if (list[i].minor > LIMIT_AMOUNT_MINOR - sum) {
            return err_set_field(err, ERR_OVERFLOW, "payment", STR(""));
        }
        sum += list[i].minor;
    }
    SORT(arena, list, c->payment_count, payment_order, NULL);
    *out = list;
    return true;
}

static bool payments_apply(struct law_accrual *a, struct law_payment *list, struct err *err)
{
    struct law_interest *out = &a->result;
    bool order_mattered = false;
    for (size_t i = 0; i < a->plan.request->payment_count; i++) {
        int64_t left = list[i].minor;
        if (!statement(a, list[i].on, err)) {
            return false;
        }
        indemnity(a, list[i].on);
        order_mattered = order_mattered || out->owed.indemnity > 0;
        law_pay(&left, &out->owed, NULL);
        out->paid_minor += list[i].minor - left;
        out->excess_minor += left;
    }
    if (a->plan.request->payment_count > 0) {
        law_plan_use(&a->plan, LAW_RULE_PAYMENT_ORDER, DAY_NONE);
    }
    if (order_mattered) {
        law_note_add(&a->plan.notes,
                     (struct law_warning){
                         .kind = LAW_WARN_INDEMNITY_ORDER,
                         .rule = law_rule_newest(a->plan.tables, LAW_RULE_PAYMENT_INDEMNITY)});
    }
    return true;
}

bool law_interest_compute(const struct law_tables *t, const struct law_case *c, struct arena *arena,
                          struct law_interest *out, struct err *err)
{
    struct law_accrual a;
    struct law_payment *payments = NULL;
    ASSERT(c->principal.minor >= 0);
    if (!law_accrual_begin(&a, t, c, arena, err) ||
        !payments_sorted(&a.plan, arena, &payments, err)) {
        return false;
    }
    a.result.owed.principal = c->principal.minor;
    if (!payments_apply(&a, payments, err) || !statement(&a, a.result.last, err)) {
        return false;
    }
    indemnity(&a, c->until);
    law_accrual_end(&a);
    *out = a.result;
    return true;
}
