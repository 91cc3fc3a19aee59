#include "item_limits.h"

#include "app/statement/statement_terms.h"
#include "base/sort.h"
#include "gen/account_sql.h"

/* ---- what was told ---- */

struct told_event {
    struct law_event event;
    struct str piece; /* empty: of every item */
};

struct telling {
    struct told_event *rows;
    size_t count;
    struct day judgment_served;
};

static void take_fact(struct telling *t, struct arena *a, struct str kind, struct str value)
{
    struct told_event told = {0};
    bool judgment = str_is(kind, "judgment_served");
    if ((!judgment && !limit_fact_parse(kind, &told.event.kind, &told.piece)) ||
        !day_parse_iso(value, &told.event.on, NULL))
        return;
    if (judgment) {
        t->judgment_served = told.event.on;
        return;
    }
    told.piece = arena_str(a, told.piece);
    t->rows = arena_grow(a, t->rows, t->count, t->count + 1, sizeof *t->rows);
    t->rows[t->count++] = told;
}

static bool read_told(const struct limits_ground *g, struct arena *a, struct account_key key,
                      struct telling *out, struct err *err)
{
    struct q_fact_standing_in in = {key.debtor_id};
    struct db_rows rows;
    bool ok = true;
    *out = (struct telling){.judgment_served = DAY_NONE};
    if (!q_fact_standing_open(g->db, &in, &rows, err))
        return false;
    struct q_fact_standing_row row;
    while (q_fact_standing_more(&rows, &row, &ok, err)) {
        if (!row.account_id.has || row.account_id.v == key.account_id)
            take_fact(out, a, row.kind, row.value);
    }
    db_done(&rows);
    return ok;
}

/* ---- what was paid ---- */

struct part {
    int64_t credit_item, debit_item;
    struct day on;
    bool alone;
};

struct parts {
    struct part *rows; /* of payments; by debit */
    size_t count;
};

static int by_credit(const void *pa, const void *pb, const void *with)
{
    const struct part *a = pa;
    const struct part *b = pb;
    (void)with;
    return a->credit_item < b->credit_item ? -1 : a->credit_item > b->credit_item;
}

static int by_debit(const void *pa, const void *pb, const void *with)
{
    const struct part *a = pa;
    const struct part *b = pb;
    (void)with;
    return a->debit_item < b->debit_item ? -1 : a->debit_item > b->debit_item;
}

static int by_id(const void *pa, const void *pb, const void *with)
{
    const struct walked_item *const *a = pa;
    const struct walked_item *const *b = pb;
    (void)with;
    return (*a)->id < (*b)->id ? -1 : (*a)->id > (*b)->id;
}

static const struct walked_item *const *by_ids(struct arena *a,
                                               const struct walked_account *account)
{
    const struct walked_item **items =
        ARENA_ARRAY(a, account->item_count, const struct walked_item *);
    for (size_t i = 0; i < account->item_count; i++)
        items[i] = &account->items[i];
    SORT(a, items, account->item_count, by_id, NULL);
    return items;
}

/* A payment of the debtor's, all of it set against something: it came on its own day. */
static void mark_parts(const struct walked_item *const *items, size_t count, struct parts *parts)
{
    size_t kept = 0;
    size_t i = 0;
    for (size_t p = 0; p < parts->count; p++) {
        struct part part = parts->rows[p];
        while (i < count && items[i]->id < part.credit_item)
            i++;
        if (i == count || items[i]->id != part.credit_item || items[i]->kind != ITEM_PAYMENT)
            continue;
        bool first = p == 0 || parts->rows[p - 1].credit_item != part.credit_item;
        bool last = p + 1 == parts->count || parts->rows[p + 1].credit_item != part.credit_item;
        part.on = items[i]->on;
        part.alone = first && last && items[i]->open_minor == 0;
        parts->rows[kept++] = part;
    }
    parts->count = kept;
}

static void read_parts(struct arena *a, const struct walked_account *account,
                       const struct walked_item *const *items, struct parts *out)
{
    out->rows = ARENA_ARRAY(a, account->allocation_count, struct part);
    out->count = 0;
    for (size_t i = 0; i < account->allocation_count; i++) {
        const struct walked_allocation *al = &account->allocations[i];
        if (al->amount_minor > 0)
            out->rows[out->count++] =
                (struct part){al->credit_item, al->debit_item, DAY_NONE, false};
    }
    SORT(a, out->rows, out->count, by_credit, NULL);
    mark_parts(items, account->item_count, out);
    SORT(a, out->rows, out->count, by_debit, NULL);
}

/* ---- each item ---- */

struct reading {
    struct arena *arena;
    struct item_limit_case request; /* what is the same for all */
    struct telling told;
    struct parts parts;
    size_t part_at; /* the first not before the item */
};

static void events_of(struct reading *r, const struct walked_item *item)
{
    struct law_event *events = ARENA_ARRAY(r->arena, r->told.count, struct law_event);
    r->request.told = events;
    r->request.told_count = 0;
    for (size_t i = 0; i < r->told.count; i++) {
        const struct told_event *t = &r->told.rows[i];
        if (t->piece.n == 0 || str_eq(t->piece, item->piece))
            events[r->request.told_count++] = t->event;
    }
}

static void payments_of(struct reading *r, const struct walked_item *item)
{
    size_t i = r->part_at;
    while (i < r->parts.count && r->parts.rows[i].debit_item < item->id)
        i++;
    size_t end = i;
    while (end < r->parts.count && r->parts.rows[end].debit_item == item->id)
        end++;
    struct limit_payment *payments = ARENA_ARRAY(r->arena, end - i, struct limit_payment);
    for (size_t k = i; k < end; k++)
        payments[k - i] = (struct limit_payment){r->parts.rows[k].on, r->parts.rows[k].alone};
    r->request.payments = payments;
    r->request.payment_count = end - i;
    r->part_at = end;
}

bool item_limits_read(const struct limits_ground *g, struct arena *a,
                      const struct walked_account *account, struct item_limits *out,
                      struct err *err)
{
    struct reading r = {.arena = a};
    const struct walked_item *const *items = by_ids(a, account);
    struct item_limit *rows = ARENA_ARRAY(a, account->item_count, struct item_limit);
    *out = (struct item_limits){rows, 0};
    if (!read_told(g, a, account->key, &r.told, err))
        return false;
    read_parts(a, account, items, &r.parts);
    r.request = (struct item_limit_case){.tables = g->tables,
                                         .debtor = statement_debtor_of(account->debtor_kind),
                                         .judgment_served = r.told.judgment_served,
                                         .on = g->today};
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = items[i];
        struct item_limit *limit = &rows[out->count];
        if (item->open_minor <= 0 || !plan_role_counts(item->role))
            continue;
        r.request.kind = item->kind;
        r.request.due = item->due;
        events_of(&r, item);
        payments_of(&r, item);
        if (!item_limit_compute(a, &r.request, limit, err))
            return false;
        limit->item_id = item->id;
        out->count += limit->claim != NULL;
    }
    return true;
}
