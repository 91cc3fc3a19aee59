#include "contradictions.h"

#include "base/ref.h"
#include "gen/account_sql.h"
#include "store/object_walk.h"

struct gathering {
    struct importing *w;
    struct account_key key; /* whose row and objects stand below */
    struct q_account_get_row account;
    struct currency currency;
    struct str ref;
    struct account_objects objects;
    bool have_objects;
};

static bool load_account(struct gathering *g, struct account_key key, struct err *err)
{
    struct q_account_get_in in = {key.debtor_id, key.account_id};
    struct buf ref;
    bool found = false;
    if (g->key.debtor_id == key.debtor_id && g->key.account_id == key.account_id)
        return true;
    g->key = key;
    g->have_objects = false;
    if (!q_account_get(g->w->app->db, &in, g->w->arena, &g->account, &found, err))
        return false;
    buf_init(&ref, g->w->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, g->account.number);
    g->ref = buf_str(&ref);
    return found ? currency_parse(g->account.currency, &g->currency, err)
                 : err_set(err, ERR_DB_DAMAGED, "account");
}

static struct import_contradiction *add(struct gathering *g, const struct fold_break *b,
                                        const char *kind)
{
    struct import_report *r = g->w->report;
    size_t n = r->contradiction_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        r->contradictions = arena_grow(g->w->arena, r->contradictions, n, n == 0 ? 1 : n * 2,
                                       sizeof *r->contradictions);
    r->contradictions[n] = (struct import_contradiction){.kind = kind,
                                                         .ref = g->ref,
                                                         .item = b->piece,
                                                         .item_id = b->item_id,
                                                         .credit_id = b->credit_id,
                                                         .id = b->allocation_id,
                                                         .before_minor = b->before_minor,
                                                         .after_minor = b->after_minor,
                                                         .currency = g->currency,
                                                         .on = DAY_NONE};
    return &r->contradictions[n];
}

static bool covers(const struct covered_items *items, int64_t item_id)
{
    for (size_t i = 0; i < items->count; i++) {
        if (items->rows[i].item_id == item_id)
            return true;
    }
    return false;
}

/* A promise whose day has come is kept by what closes its items; one to come is not. What comes
 * back speaks against both. */
static void add_promises(struct gathering *g, const struct fold_break *b)
{
    for (size_t i = 0; i < g->objects.promise_count; i++) {
        const struct stored_promise *p = &g->objects.promises[i];
        bool to_come = day_is(p->terms.on) && p->terms.on.n > g->w->as_of.n;
        if (p->terms.state != PROMISE_STANDING || !covers(&p->terms.c.items, b->item_id) ||
            (b->kind != BREAK_REOPENED && !to_come))
            continue;
        struct import_contradiction *c = add(g, b, "promise");
        c->id = p->head.id;
        c->number = p->head.number;
        c->on = p->terms.on;
    }
}

static void add_plans(struct gathering *g, const struct fold_break *b)
{
    for (size_t i = 0; i < g->objects.plan_count; i++) {
        const struct stored_plan *p = &g->objects.plans[i];
        bool running =
            p->terms.state == INSTALMENTS_AGREED || p->terms.state == INSTALMENTS_PROPOSED;
        const struct instalment *last =
            p->terms.line_count > 0 ? &p->terms.lines[p->terms.line_count - 1] : NULL;
        bool to_come = last != NULL && last->due.n > g->w->as_of.n;
        if (!running || !covers(&p->terms.c.items, b->item_id) ||
            (b->kind != BREAK_REOPENED && (!to_come || b->after_minor != 0)))
            continue;
        struct import_contradiction *c = add(g, b, "plan");
        c->id = p->head.id;
        c->number = p->head.number;
        c->on = last != NULL ? last->due : DAY_NONE;
    }
}

static void add_disputes(struct gathering *g, const struct fold_break *b)
{
    for (size_t i = 0; i < g->objects.dispute_count; i++) {
        const struct stored_dispute *d = &g->objects.disputes[i];
        bool about = false;
        for (size_t k = 0; k < d->terms.item_count; k++)
            about = about || d->terms.items[k].item_id == b->item_id;
        if (!about || !dispute_pending(d->terms.status) || b->after_minor != 0)
            continue;
        struct import_contradiction *c = add(g, b, "dispute");
        c->id = d->head.id;
        c->number = d->head.number;
        c->on = d->terms.deadline;
    }
}

static bool add_agreed(struct gathering *g, const struct fold_break *b, struct err *err)
{
    if (!g->have_objects && !objects_read(g->w->app->db, g->w->arena, g->key, &g->objects, err))
        return false;
    g->have_objects = true;
    add_promises(g, b);
    add_plans(g, b);
    add_disputes(g, b);
    return true;
}

static bool add_break(struct gathering *g, const struct fold_break *b, struct err *err)
{
    static const char *const kinds[] = {[BREAK_ALLOCATION] = "allocation",
                                        [BREAK_REOPENED] = "reopened",
                                        [BREAK_HAND] = "hand_entry",
                                        [BREAK_CLOSED] = NULL};
    if (!load_account(g, b->key, err))
        return false;
    if (kinds[b->kind] != NULL)
        add(g, b, kinds[b->kind]);
    return b->kind == BREAK_ALLOCATION || add_agreed(g, b, err);
}

bool contradictions_gather(struct importing *w, struct err *err)
{
    struct gathering g = {.w = w};
    int64_t hand = 0;
    w->report->contradictions = NULL;
    w->report->contradiction_count = 0;
    for (size_t i = 0; i < w->breaks.count; i++) {
        if (!add_break(&g, &w->breaks.rows[i], err))
            return false;
        hand += w->breaks.rows[i].kind == BREAK_HAND;
    }
    if (hand > 0)
        importing_warn(w, "hand_closed", hand, 0);
    if (w->report->contradiction_count > 0)
        importing_warn(w, "contradicted", (int64_t)w->report->contradiction_count, 0);
    return true;
}
