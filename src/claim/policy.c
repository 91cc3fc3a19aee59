#include "policy.h"

static const char *const penalty_codes[PENALTY_COUNT] = {
    [PENALTY_COMPUTED] = "computed",
    [PENALTY_REMINDED] = "reminded",
    [PENALTY_CLAIMED] = "claimed",
    [PENALTY_INVOICED] = "invoiced",
};
static const char *const imputation_codes[IMPUTATION_COUNT] = {
    [IMPUTATION_LEDGER] = "ledger",
    [IMPUTATION_LEGAL] = "legal",
    [IMPUTATION_CONTRACT] = "contract",
};
static const char *const order_codes[ORDER_COUNT] = {
    [ORDER_INTEREST_FIRST] = "interest-first",
    [ORDER_PRINCIPAL_FIRST] = "principal-first",
};

const char *penalty_policy_code(enum penalty_policy policy)
{
    ASSERT(policy < PENALTY_COUNT);
    return penalty_codes[policy];
}

bool penalty_policy_parse(struct str code, enum penalty_policy *out)
{
    size_t i = str_index(code, penalty_codes, PENALTY_COUNT);
    *out = i == PENALTY_COUNT ? PENALTY_COMPUTED : (enum penalty_policy)i;
    return i < PENALTY_COUNT;
}

const char *imputation_mode_code(enum imputation_mode mode)
{
    ASSERT(mode < IMPUTATION_COUNT);
    return imputation_codes[mode];
}

bool imputation_mode_parse(struct str code, enum imputation_mode *out)
{
    size_t i = str_index(code, imputation_codes, IMPUTATION_COUNT);
    *out = i == IMPUTATION_COUNT ? IMPUTATION_LEDGER : (enum imputation_mode)i;
    return i < IMPUTATION_COUNT;
}

const char *payment_order_code(enum payment_order order)
{
    ASSERT(order < ORDER_COUNT);
    return order_codes[order];
}

bool payment_order_parse(struct str code, enum payment_order *out)
{
    size_t i = str_index(code, order_codes, ORDER_COUNT);
    *out = i == ORDER_COUNT ? ORDER_INTEREST_FIRST : (enum payment_order)i;
    return i < ORDER_COUNT;
}

/* Applies the words that hold on the day. They are taken in the order of the day from which they
 * hold, then of their saying: a word of an earlier day does not undo a later one. */
static void apply(struct policy_words words, struct day on, struct policy *p)
{
    struct day penalty_from = DAY_NONE;
    struct day imputation_from = DAY_NONE;
    struct day order_from = DAY_NONE;
    for (size_t i = 0; i < words.count; i++) {
        const struct policy_word *w = &words.rows[i];
        if (w->from.n > on.n)
            continue;
        if ((w->has_penalty || w->claim_rest) &&
            (!day_is(penalty_from) || w->from.n >= penalty_from.n)) {
            penalty_from = w->from;
            p->penalty = w->has_penalty ? w->penalty : p->penalty;
            p->rest_claimed = w->claim_rest;
        }
        if (w->has_imputation && (!day_is(imputation_from) || w->from.n >= imputation_from.n)) {
            imputation_from = w->from;
            p->imputation = w->imputation;
        }
        if (w->has_order && (!day_is(order_from) || w->from.n >= order_from.n)) {
            order_from = w->from;
            p->order = w->order;
        }
    }
}

struct policy policy_on(struct policy_words creditor, struct policy_words account, struct day on)
{
    struct policy p = {PENALTY_COMPUTED, IMPUTATION_LEDGER, ORDER_INTEREST_FIRST, false};
    apply(creditor, on, &p);
    apply(account, on, &p);
    return p;
}

static const struct policy_word *last_rate(struct policy_words words, struct day issued)
{
    const struct policy_word *last = NULL;
    for (size_t i = 0; i < words.count; i++) {
        const struct policy_word *w = &words.rows[i];
        if (w->has_rate && w->from.n <= issued.n && (last == NULL || w->from.n >= last->from.n))
            last = w;
    }
    return last;
}

bool policy_rate(struct policy_words creditor, struct policy_words account, struct day issued,
                 struct rate *out)
{
    const struct policy_word *word = last_rate(account, issued);
    if (word == NULL)
        word = last_rate(creditor, issued);
    *out = word == NULL ? (struct rate){0} : word->rate;
    return out->micro > 0;
}

bool policy_asks(const struct policy *p, struct day formal_notice, struct day on)
{
    if (p->rest_claimed)
        return true;
    return p->penalty == PENALTY_CLAIMED && day_is(formal_notice) && formal_notice.n <= on.n;
}

int64_t policy_amount_asked(const struct policy_sums *sums, bool asks)
{
    int64_t asked = asks ? sums->claim_minor : sums->ledger_minor;
    return asked > 0 ? asked : 0;
}

bool policy_closes(const struct policy_sums *sums, bool asks)
{
    return !sums->open_debit && sums->ledger_minor <= 0 && (!asks || sums->claim_minor <= 0);
}
