/* What the factor gave back, in the claim view. */
#include "statement_debt.h"

struct recourse {
    struct debts *debts;
    struct statement_item *items; /* copies of the statement's */
    struct statement_allocation *allocations;
    size_t allocation_count;
};

static bool is_recourse(const struct statement_item *item)
{
    return item->kind == ITEM_ASSIGNMENT && item->amount_minor > 0 &&
           plan_role_counts(item->role) && item->piece.n > 0;
}

static bool is_sale(const struct recourse *r, const struct statement_allocation *al, size_t debit)
{
    return al->debit == debit && r->items[al->credit].kind == ITEM_ASSIGNMENT;
}

/* What stands against a debit as sold until a day, at least. */
static int64_t sold_minor(const struct recourse *r, size_t debit, struct day until)
{
    int64_t sold = 0;
    for (size_t i = 0; i < r->allocation_count; i++) {
        if (r->allocations[i].on.n <= until.n && is_sale(r, &r->allocations[i], debit))
            sold += r->allocations[i].minor;
    }
    return sold;
}

/* The last item of that number that was sold before; SIZE_MAX: none is known. */
static size_t sold_item(const struct recourse *r, size_t back)
{
    const struct statement_item *b = &r->items[back];
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < r->debts->in->item_count; i++) {
        const struct statement_item *item = &r->items[i];
        bool same = item->kind != ITEM_ASSIGNMENT && item->amount_minor > 0 &&
                    item->role == b->role && str_eq(item->piece, b->piece) && item->on.n <= b->on.n;
        if (!same || sold_minor(r, i, b->on) <= 0)
            continue;
        if (found == SIZE_MAX || r->items[found].on.n <= item->on.n)
            found = i;
    }
    return found;
}

/* What of an allocation was not taken back, which is said by its opposite on the same day. */
static int64_t standing_minor(const struct recourse *r, const struct statement_allocation *al)
{
    int64_t net = 0;
    for (size_t i = 0; i < r->allocation_count; i++) {
        const struct statement_allocation *other = &r->allocations[i];
        if (other->credit == al->credit && other->debit == al->debit && other->on.n == al->on.n)
            net += other->minor;
    }
    return net < al->minor ? net : al->minor;
}

/* Both ends of the sale shrink by what came back. */
static int64_t undo_sale(struct recourse *r, size_t sold, size_t back)
{
    int64_t wanted = sold_minor(r, sold, r->items[back].on);
    if (wanted > r->items[back].amount_minor)
        wanted = r->items[back].amount_minor;
    int64_t left = wanted;
    for (size_t i = 0; i < r->allocation_count && left > 0; i++) {
        struct statement_allocation *al = &r->allocations[i];
        if (al->minor <= 0 || al->on.n > r->items[back].on.n || !is_sale(r, al, sold))
            continue;
        int64_t part = standing_minor(r, al);
        part = part < left ? part : left;
        al->minor -= part;
        r->items[al->credit].amount_minor += part;
        left -= part;
    }
    r->items[back].amount_minor -= wanted - left;
    return wanted - left;
}

/* What was set against the entry that gave it back was set against the invoice. There is room for
 * one more allocation for each recourse. */
static void move_payments(struct recourse *r, size_t sold, size_t back, int64_t most)
{
    size_t count = r->allocation_count;
    for (size_t i = 0; i < count; i++) {
        struct statement_allocation *al = &r->allocations[i];
        if (al->debit != back || most <= 0)
            continue;
        if (al->minor > most) {
            struct statement_allocation *part = &r->allocations[r->allocation_count++];
            *part = *al;
            part->debit = sold;
            part->minor = most;
            al->minor -= most;
            return;
        }
        al->debit = sold;
        most -= al->minor;
    }
}

void recourse_undo(struct debts *s)
{
    const struct statement_input *told = s->in;
    size_t recourses = 0;
    for (size_t i = 0; i < told->item_count; i++)
        recourses += is_recourse(&told->items[i]);
    if (recourses == 0)
        return;
    struct statement_input *in = ARENA_NEW(s->arena, struct statement_input);
    struct recourse r = {
        .debts = s,
        .items = ARENA_ARRAY(s->arena, told->item_count, struct statement_item),
        .allocations =
            ARENA_ARRAY(s->arena, told->allocation_count + recourses, struct statement_allocation),
        .allocation_count = told->allocation_count,
    };
    for (size_t i = 0; i < told->item_count; i++)
        r.items[i] = told->items[i];
    for (size_t i = 0; i < told->allocation_count; i++)
        r.allocations[i] = told->allocations[i];
    for (size_t i = 0; i < told->item_count; i++) {
        size_t sold = is_recourse(&r.items[i]) ? sold_item(&r, i) : SIZE_MAX;
        if (sold != SIZE_MAX)
            move_payments(&r, sold, i, undo_sale(&r, sold, i));
    }
    *in = *told;
    in->items = r.items;
    in->allocations = r.allocations;
    in->allocation_count = r.allocation_count;
    s->in = in;
}
