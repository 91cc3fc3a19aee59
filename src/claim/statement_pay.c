#include "base/sort.h"
#include "statement_debt.h"

bool debt_advance(struct debt *d, struct day to, struct err *err)
{
    if (!d->bears)
        return true;
    if (!law_accrual_run(&d->accrual, to, d->owed.principal, err))
        return false;
    d->owed.indemnity += law_accrual_indemnity(&d->accrual, to, d->owed.principal, &d->euro_minor);
    return true;
}

int64_t debt_interest(const struct debt *d)
{
    return d->owed.interest + (d->bears ? law_accrual_interest(&d->accrual) : 0);
}

void debt_close(struct debt *d)
{
    if (d->bears)
        d->owed.interest += law_accrual_close(&d->accrual);
}

void debts_moved(struct debts *s, struct statement_movement movement)
{
    if (s->movement_count == s->movement_room) {
        size_t room = s->movement_room * 2 + 16;
        s->movements =
            arena_grow(s->arena, s->movements, s->movement_room, room, sizeof *s->movements);
        s->movement_room = room;
    }
    s->movements[s->movement_count++] = movement;
}

/* Pays a share of a debt in the order of the law, and what of it could be paid leaves the credit.
 */
static void pay(struct debts *s, size_t credit, struct debt *d, struct law_payment share)
{
    struct statement_movement movement = {.credit = credit, .debit = d->at, .on = share.on};
    int64_t rest = share.minor;
    debt_close(d);
    law_pay(&rest, &d->owed, &movement.paid);
    s->left[credit] -= share.minor - rest;
    if (rest < share.minor)
        debts_moved(s, movement);
}

bool debts_pay(struct debts *s, const struct statement_allocation *al, struct debt *d,
               struct err *err)
{
    if (!debt_advance(d, al->on, err))
        return false;
    pay(s, al->credit, d, (struct law_payment){al->on, al->minor});
    return true;
}

/* ---- by law ---- */

static int64_t owed_now(const struct debt *d)
{
    return debt_interest(d) + d->owed.principal + d->owed.indemnity;
}

/* What the debt costs its debtor from the next day on: the dearer one he had more interest in
 * paying. A debt on which no interest is given costs nothing. */
static int32_t cost_of(const struct debt *d, struct day on, struct day last)
{
    struct day next = day_min(day_add(on, 1), last);
    return d->bears ? (int32_t)law_accrual_rate(&d->accrual, next).micro : 0;
}

static void impute_by_law(struct debts *s, size_t credit, struct law_payment free)
{
    struct day on = free.on;
    struct law_debt *shares = ARENA_ARRAY(s->in->scratch, s->live_count, struct law_debt);
    for (size_t i = 0; i < s->live_count; i++) {
        const struct debt *d = s->live[i];
        shares[i] = (struct law_debt){.owed_minor = owed_now(d),
                                      .due = d->due,
                                      .interest_in_paying = cost_of(d, on, s->in->on)};
    }
    (void)law_impute(s->in->scratch, free.minor, on, shares, s->live_count);
    for (size_t i = 0; i < s->live_count; i++) {
        if (shares[i].share_minor > 0)
            pay(s, credit, s->live[i], (struct law_payment){on, shares[i].share_minor});
    }
}

/* ---- by contract ---- */

static int by_age(const void *a, const void *b, const void *with)
{
    const struct debt *x = *(const struct debt *const *)a;
    const struct debt *y = *(const struct debt *const *)b;
    (void)with;
    if (x->due.n != y->due.n)
        return x->due.n < y->due.n ? -1 : 1;
    if (x->item->on.n != y->item->on.n)
        return x->item->on.n < y->item->on.n ? -1 : 1;
    return x->item->id < y->item->id ? -1 : x->item->id > y->item->id;
}

enum part { PART_INTEREST, PART_PRINCIPAL, PART_INDEMNITY, PART_COUNT };
static const enum part orders[ORDER_COUNT][PART_COUNT] = {
    [ORDER_INTEREST_FIRST] = {PART_INTEREST, PART_PRINCIPAL, PART_INDEMNITY},
    [ORDER_PRINCIPAL_FIRST] = {PART_PRINCIPAL, PART_INTEREST, PART_INDEMNITY},
};

static int64_t *part_of(struct law_owed *owed, enum part part)
{
    switch (part) {
    case PART_INTEREST:
        return &owed->interest;
    case PART_PRINCIPAL:
        return &owed->principal;
    case PART_INDEMNITY:
    case PART_COUNT:
        break;
    }
    return &owed->indemnity;
}

static void impute_by_contract(struct debts *s, size_t credit, struct law_payment free)
{
    size_t count = s->live_count;
    struct debt **order = ARENA_ARRAY(s->in->scratch, count, struct debt *);
    struct law_owed *paid = ARENA_ARRAY(s->in->scratch, count, struct law_owed);
    for (size_t i = 0; i < count; i++)
        order[i] = s->live[i];
    SORT(s->in->scratch, order, count, by_age, NULL);
    for (size_t k = 0; k < PART_COUNT; k++) {
        enum part part = orders[s->in->terms.order][k];
        for (size_t i = 0; i < count && free.minor > 0; i++) {
            struct debt *d = order[i];
            debt_close(d);
            int64_t *owed = part_of(&d->owed, part);
            int64_t amount = *owed < free.minor ? *owed : free.minor;
            *owed -= amount;
            free.minor -= amount;
            *part_of(&paid[i], part) += amount;
            s->left[credit] -= amount;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (law_owed_total(&paid[i]) > 0)
            debts_moved(s, (struct statement_movement){credit, order[i]->at, free.on, paid[i]});
    }
}

/* ---- */

static void drop_settled(struct debts *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->live_count; i++) {
        if (owed_now(s->live[i]) > 0)
            s->live[kept++] = s->live[i];
    }
    s->live_count = kept;
}

bool debts_impute(struct debts *s, size_t credit, struct day on, struct err *err)
{
    struct law_payment free = {on, s->left[credit] - s->reserved[credit]};
    if (free.minor <= 0)
        return true;
    for (size_t i = 0; i < s->live_count; i++) {
        if (!debt_advance(s->live[i], on, err))
            return false;
    }
    drop_settled(s);
    arena_clear(s->in->scratch); /* as many debts as payments: not one array for each */
    if (s->in->terms.imputation == IMPUTATION_CONTRACT)
        impute_by_contract(s, credit, free);
    else
        impute_by_law(s, credit, free);
    return true;
}
