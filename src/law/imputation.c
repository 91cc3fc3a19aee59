#include "imputation.h"

#include "base/money.h"
#include "base/sort.h"

static void pay_part(int64_t *payment_minor, int64_t *owed, int64_t *paid)
{
    int64_t part = *payment_minor < *owed ? *payment_minor : *owed;
    ASSERT(part >= 0);
    *payment_minor -= part;
    *owed -= part;
    *paid += part;
}

void law_pay(int64_t *payment_minor, struct law_owed *owed, struct law_owed *paid)
{
    struct law_owed nowhere = {0};
    struct law_owed *to = paid != NULL ? paid : &nowhere;
    pay_part(payment_minor, &owed->costs, &to->costs);
    pay_part(payment_minor, &owed->interest, &to->interest);
    pay_part(payment_minor, &owed->principal, &to->principal);
    pay_part(payment_minor, &owed->indemnity, &to->indemnity);
}

int64_t law_owed_total(const struct law_owed *owed)
{
    return owed->costs + owed->interest + owed->principal + owed->indemnity;
}

static int compare_int(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* Order of payment of two debts; 0: they share in proportion. `with` is the day of the payment. */
static int debt_order(const void *a, const void *b, const void *with)
{
    const struct law_debt *x = *(const struct law_debt *const *)a;
    const struct law_debt *y = *(const struct law_debt *const *)b;
    const struct day *on = with;
    if (x->chosen != y->chosen) {
        if (x->chosen == 0 || y->chosen == 0) {
            return x->chosen == 0 ? 1 : -1;
        }
        return compare_int(x->chosen, y->chosen);
    }
    int by_due = compare_int(x->due.n > on->n, y->due.n > on->n);
    if (by_due != 0) {
        return by_due;
    }
    int by_interest = compare_int(y->interest_in_paying, x->interest_in_paying);
    return by_interest != 0 ? by_interest : compare_int(x->due.n, y->due.n);
}

struct remainder {
    size_t at; /* in the group */
    int64_t value;
};

static int remainder_order(const void *a, const void *b, const void *with)
{
    const struct remainder *x = a;
    const struct remainder *y = b;
    (void)with;
    int by_value = compare_int(y->value, x->value);
    return by_value != 0 ? by_value : compare_int((int64_t)y->at, (int64_t)x->at);
}

/* payment < total owed by the group: everyone its floor, the cents left by largest remainder. */
static void share(struct arena *arena, int64_t payment_minor, struct law_debt **group, size_t count)
{
    struct remainder *remainders = ARENA_ARRAY(arena, count, struct remainder);
    int64_t total = 0;
    int64_t given = 0;
    for (size_t i = 0; i < count; i++) {
        total += group[i]->owed_minor;
    }
    ASSERT(payment_minor < total);
    for (size_t i = 0; i < count; i++) {
        int64_t owed = group[i]->owed_minor;
        int64_t floor = scale_round(owed, payment_minor, total, ROUND_DOWN);
        group[i]->share_minor = floor;
        given += floor;
        /* owed * payment - floor * total lies in [0, total): exact although both wrap. */
        uint64_t rest =
            (uint64_t)owed * (uint64_t)payment_minor - (uint64_t)floor * (uint64_t)total;
        remainders[i] = (struct remainder){i, (int64_t)rest};
    }
    SORT(arena, remainders, count, remainder_order, NULL);
    int64_t left = payment_minor - given;
    ASSERT(left >= 0);
    ASSERT(left < (int64_t)count || left == 0);
    for (size_t i = 0; i < (size_t)left; i++) {
        group[remainders[i].at]->share_minor++;
    }
}

int64_t law_impute(struct arena *arena, int64_t payment_minor, struct day on,
                   struct law_debt *debts, size_t count)
{
    struct law_debt **order = ARENA_ARRAY(arena, count, struct law_debt *);
    ASSERT(payment_minor >= 0);
    for (size_t i = 0; i < count; i++) {
        ASSERT(debts[i].owed_minor >= 0);
        debts[i].share_minor = 0;
        order[i] = &debts[i];
    }
    SORT(arena, order, count, debt_order, &on);
    for (size_t i = 0; i < count && payment_minor > 0;) {
        size_t end = i;
        int64_t group_owed = 0;
        while (end < count && debt_order(&order[i], &order[end], &on) == 0) {
            group_owed += order[end++]->owed_minor;
        }
        if (payment_minor < group_owed) {
            share(arena, payment_minor, order + i, end - i);
            return 0;
        }
        for (size_t k = i; k < end; k++) {
            order[k]->share_minor = order[k]->owed_minor;
        }
        payment_minor -= group_owed;
        i = end;
    }
    return payment_minor;
}
