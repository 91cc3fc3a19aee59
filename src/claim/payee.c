#include "payee.h"

static const char *const kind_codes[PAYEE_KIND_COUNT] = {
    [PAYEE_CREDITOR] = "creditor",
    [PAYEE_FACTOR] = "factor",
    [PAYEE_AGENCY] = "agency",
};

static const char *const word_codes[PAYEE_WORD_KIND_COUNT] = {
    [PAYEE_WORD_ACCOUNT] = "account",
    [PAYEE_WORD_DEFAULT] = "default",
    [PAYEE_WORD_CLOSED] = "closed",
};

static const char *const capacity_codes[CAPACITY_COUNT] = {
    [CAPACITY_OWN] = "own",
    [CAPACITY_MANDATE] = "mandate",
    [CAPACITY_FACTOR] = "factor",
};

static const char *const status_codes[ASSIGNMENT_STATUS_COUNT] = {
    [ASSIGNMENT_IS_PLANNED] = "planned",     [ASSIGNMENT_IS_CONFIDENTIAL] = "confidential",
    [ASSIGNMENT_IS_TO_NOTIFY] = "to_notify", [ASSIGNMENT_IS_NOTIFIED] = "notified",
    [ASSIGNMENT_IS_REVERSED] = "reversed",
};

const char *payee_kind_code(enum payee_kind kind)
{
    ASSERT(kind < PAYEE_KIND_COUNT);
    return kind_codes[kind];
}

bool payee_kind_parse(struct str code, enum payee_kind *out)
{
    *out = (enum payee_kind)str_which(code, kind_codes, PAYEE_KIND_COUNT);
    return *out < PAYEE_KIND_COUNT;
}

const char *payee_word_code(enum payee_word_kind kind)
{
    ASSERT(kind < PAYEE_WORD_KIND_COUNT);
    return word_codes[kind];
}

bool payee_word_parse(struct str code, enum payee_word_kind *out)
{
    *out = (enum payee_word_kind)str_which(code, word_codes, PAYEE_WORD_KIND_COUNT);
    return *out < PAYEE_WORD_KIND_COUNT;
}

const char *capacity_code(enum capacity capacity)
{
    ASSERT(capacity < CAPACITY_COUNT);
    return capacity_codes[capacity];
}

bool capacity_parse(struct str code, enum capacity *out)
{
    *out = (enum capacity)str_which(code, capacity_codes, CAPACITY_COUNT);
    return *out < CAPACITY_COUNT;
}

const struct payee *payee_by_id(const struct payees *p, int64_t payee_id)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->rows[i].id == payee_id)
            return &p->rows[i];
    }
    return NULL;
}

const struct payee *payee_by_code(const struct payees *p, struct str code)
{
    for (size_t i = 0; i < p->count; i++) {
        if (str_eq(p->rows[i].code, code))
            return &p->rows[i];
    }
    return NULL;
}

bool payee_word_stands(const struct payees *p, const struct payee_word *word)
{
    if (word->confirmed)
        return word->second_id != word->by_id;
    for (size_t i = 0; word->kind != PAYEE_WORD_CLOSED && i < p->word_count; i++) {
        if (p->words[i].kind == word->kind)
            return p->words[i].id == word->id;
    }
    return false;
}

/* The last word of a kind that counts and holds on a day; of any payee if payee_id is 0. */
static const struct payee_word *last_word(const struct payees *p, enum payee_word_kind kind,
                                          int64_t payee_id, struct day on)
{
    const struct payee_word *last = NULL;
    for (size_t i = 0; i < p->word_count; i++) {
        const struct payee_word *w = &p->words[i];
        if (w->kind != kind || (payee_id != 0 && w->payee_id != payee_id) ||
            day_before(on, w->from) || !payee_word_stands(p, w))
            continue;
        if (last == NULL || last->from.n <= w->from.n)
            last = w;
    }
    return last;
}

bool payee_closed(const struct payees *p, int64_t payee_id, struct day on)
{
    return last_word(p, PAYEE_WORD_CLOSED, payee_id, on) != NULL;
}

const struct payee_word *payee_account(const struct payees *p, int64_t payee_id, struct day on)
{
    ASSERT(payee_id != 0);
    if (payee_closed(p, payee_id, on))
        return NULL;
    return last_word(p, PAYEE_WORD_ACCOUNT, payee_id, on);
}

const struct payee_word *payee_account_before(const struct payees *p,
                                              const struct payee_word *account)
{
    const struct payee_word *before = NULL;
    for (size_t i = 0; i < p->word_count; i++) {
        const struct payee_word *w = &p->words[i];
        if (w->kind != PAYEE_WORD_ACCOUNT || w->payee_id != account->payee_id || w == account ||
            !payee_word_stands(p, w) || day_before(account->from, w->from) ||
            (w->from.n == account->from.n && w > account))
            continue;
        if (before == NULL || before->from.n <= w->from.n)
            before = w;
    }
    return before != NULL && !str_eq(before->iban, account->iban) ? before : NULL;
}

const struct payee *payee_default(const struct payees *p, struct day on)
{
    const struct payee_word *word = last_word(p, PAYEE_WORD_DEFAULT, 0, on);
    return word == NULL ? NULL : payee_by_id(p, word->payee_id);
}

/* ---- assignments ---- */

const char *assignment_status_code(enum assignment_status status)
{
    ASSERT(status < ASSIGNMENT_STATUS_COUNT);
    return status_codes[status];
}

enum assignment_status assignment_status(const struct assignment *a, struct day today)
{
    if (a->reversed)
        return ASSIGNMENT_IS_REVERSED;
    if (day_before(today, a->assigned))
        return ASSIGNMENT_IS_PLANNED;
    if (!a->disclosed)
        return ASSIGNMENT_IS_CONFIDENTIAL;
    bool told = day_is(a->notified) && !day_before(today, a->notified);
    return told ? ASSIGNMENT_IS_NOTIFIED : ASSIGNMENT_IS_TO_NOTIFY;
}

static bool covers(const struct assignment *a, int64_t item_id, struct day issued)
{
    if (a->all)
        return !day_is(a->since) || !day_before(issued, a->since);
    for (size_t i = 0; i < a->item_count; i++) {
        if (a->items[i] == item_id)
            return true;
    }
    return false;
}

static bool later(const struct assignment *a, const struct assignment *b)
{
    if (a->assigned.n != b->assigned.n)
        return a->assigned.n > b->assigned.n;
    return a->id > b->id;
}

struct item_payee payee_of_item(const struct assignment *assignments, size_t count, int64_t item_id,
                                struct day issued, struct day on)
{
    struct item_payee out = {NULL, 0, false};
    for (size_t i = 0; i < count; i++) {
        const struct assignment *a = &assignments[i];
        if (!a->reversed && !day_before(on, a->assigned) && covers(a, item_id, issued) &&
            (out.assignment == NULL || later(a, out.assignment)))
            out.assignment = a;
    }
    if (out.assignment == NULL || !out.assignment->disclosed)
        return out;
    out.payee_id = out.assignment->payee_id;
    out.not_told = assignment_status(out.assignment, on) == ASSIGNMENT_IS_TO_NOTIFY;
    return out;
}

bool payee_discharged(const struct item_payee *payee, struct day paid_on)
{
    const struct assignment *a = payee->assignment;
    return a == NULL || !a->disclosed || !day_is(a->notified) || day_before(paid_on, a->notified);
}
