#include "propose.h"

#include "base/check.h"

static const char *const rule_codes[PROPOSAL_RULE_COUNT] = {
    [PROPOSAL_NUMBER] = "number",
    [PROPOSAL_AMOUNT] = "amount",
    [PROPOSAL_RETURNED] = "returned",
};

const char *proposal_rule_code(enum proposal_rule rule)
{
    ASSERT(rule < PROPOSAL_RULE_COUNT);
    return rule_codes[rule];
}

/* Shorter numbers stand in many texts by chance. */
enum { NUMBER_SIGNS_MIN = 4 };

static char sign_at(struct str s, size_t i)
{
    char c = i < s.n ? s.p[i] : ' ';
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_sign(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* The number stands in the text from this place on, and ends where a word ends. */
static bool number_at(struct str text, size_t at, struct str number)
{
    size_t i = at;
    for (size_t k = 0; k < number.n; k++) {
        char c = sign_at(number, k);
        if (!is_sign(c))
            continue;
        while (i < text.n && i > at && !is_sign(sign_at(text, i)))
            i++;
        if (i >= text.n || sign_at(text, i) != c)
            return false;
        i++;
    }
    return !is_sign(sign_at(text, i));
}

static bool names(struct str text, struct str number)
{
    size_t signs = 0;
    for (size_t k = 0; k < number.n; k++)
        signs += is_sign(sign_at(number, k));
    if (signs < NUMBER_SIGNS_MIN)
        return false;
    for (size_t at = 0; at < text.n; at++) {
        bool begins = at == 0 || !is_sign(sign_at(text, at - 1));
        if (begins && number_at(text, at, number))
            return true;
    }
    return false;
}

struct proposing {
    const struct propose_item *items;
    size_t item_count;
    int64_t *left; /* of each item, signed */
    struct proposal *rows;
    size_t count;
};

static void add(struct proposing *p, size_t credit, size_t debit, enum proposal_rule rule)
{
    int64_t amount = p->left[debit] < -p->left[credit] ? p->left[debit] : -p->left[credit];
    p->left[debit] -= amount;
    p->left[credit] += amount;
    p->rows[p->count++] = (struct proposal){
        .credit_item = p->items[credit].id,
        .debit_item = p->items[debit].id,
        .amount_minor = amount,
        .on = day_max(p->items[credit].on, p->items[debit].on),
        .rule = rule,
    };
}

static void by_number(struct proposing *p, size_t credit)
{
    const struct propose_item *c = &p->items[credit];
    for (size_t d = 0; d < p->item_count; d++) {
        const struct propose_item *item = &p->items[d];
        if (p->left[d] <= 0 || -p->left[credit] > p->left[d])
            continue;
        if (names(c->piece, item->piece) || names(c->label, item->piece)) {
            add(p, credit, d, PROPOSAL_NUMBER);
            return;
        }
    }
}

static void by_amount(struct proposing *p, size_t credit)
{
    size_t hit = SIZE_MAX;
    for (size_t i = 0; i < p->item_count; i++) {
        if (i != credit && p->left[i] == p->left[credit] && p->left[credit] != 0)
            return; /* another credit of that amount: which of them? */
        if (p->left[i] <= 0 || p->left[i] != -p->left[credit])
            continue;
        if (hit != SIZE_MAX)
            return;
        hit = i;
    }
    if (hit != SIZE_MAX)
        add(p, credit, hit, PROPOSAL_AMOUNT);
}

struct proposal *propose(struct arena *a, const struct propose_item *items, size_t item_count,
                         size_t *count)
{
    struct proposing p = {items, item_count, ARENA_ARRAY(a, item_count, int64_t),
                          ARENA_ARRAY(a, item_count, struct proposal), 0};
    for (size_t i = 0; i < item_count; i++)
        p.left[i] = items[i].open_minor;
    for (size_t i = 0; i < item_count; i++) {
        if (p.left[i] < 0)
            by_number(&p, i);
    }
    for (size_t i = 0; i < item_count; i++) {
        if (p.left[i] < 0)
            by_amount(&p, i);
    }
    *count = p.count;
    return p.rows;
}
