#include "file_objects.h"

#include "app/legal/load_law.h"
#include "base/sort.h"
#include "store/policy_store.h"

bool objects_ground_load(struct app *app, struct arena *a, struct objects_ground *out,
                         struct err *err)
{
    *out = (struct objects_ground){.app = app, .today = app->today};
    return law_tables_of(app, a, &out->law, err) &&
           creditor_means_load(app->db, a, &out->means, err) &&
           payee_book_load(app->db, a, &out->payees, err);
}

/* ---- the books of the account ---- */

struct place {
    int64_t item_id;
    size_t at;
};

struct judging {
    struct arena *arena;
    const struct walked_account *account;
    const struct objects_ground *ground;
    struct file_objects *out;
    struct place *places; /* by item */
};

static int by_item(const void *pa, const void *pb, const void *with)
{
    const struct place *a = pa;
    const struct place *b = pb;
    (void)with;
    return a->item_id < b->item_id ? -1 : a->item_id > b->item_id;
}

static void find_places(struct judging *j)
{
    size_t n = j->account->item_count;
    j->places = ARENA_ARRAY(j->arena, n, struct place);
    for (size_t i = 0; i < n; i++)
        j->places[i] = (struct place){j->account->items[i].id, i};
    SORT(j->arena, j->places, n, by_item, NULL);
}

/* NULL: withdrawn since, or dated later than the day of reading. */
static const struct walked_item *item_of(const struct judging *j, int64_t item_id)
{
    size_t count = j->account->item_count;
    size_t at = FIND_ID(j->places, count, struct place, item_id, item_id);
    return at < count ? &j->account->items[j->places[at].at] : NULL;
}

static bool no_money(enum item_kind kind)
{
    return kind == ITEM_CREDIT_NOTE || kind == ITEM_WRITE_OFF || kind == ITEM_ASSIGNMENT;
}

/* Openings repeat what was there before; a credit of them is no news. */
static bool is_loose(const struct walked_item *item)
{
    return item->open_minor < 0 && plan_role_counts(item->role) && item->kind != ITEM_OPENING &&
           item->kind != ITEM_OPENING_DIFFERENCE;
}

/* A debit that is neither sold nor agreed: money that went back, while nothing is set against it.
 */
static bool is_taken_back(const struct walked_item *item)
{
    return (item->kind == ITEM_ADJUSTMENT || item->kind == ITEM_SETTLEMENT ||
            item->kind == ITEM_PAYMENT_RETURNED) &&
           item->amount_minor > 0 && item->open_minor == item->amount_minor;
}

/* What the bank took back is said by the books, which payment it was is not. */
static void take_back(struct receipts *receipts, const struct walked_item *item)
{
    if (item->kind == ITEM_PAYMENT_RETURNED)
        receipts_doubt(receipts, item->on, item->amount_minor);
    else
        receipts_take_back(receipts, item->on, item->amount_minor);
}

static int by_day(const void *pa, const void *pb, const void *with)
{
    const struct receipt *a = pa;
    const struct receipt *b = pb;
    (void)with;
    return a->on.n < b->on.n ? -1 : a->on.n > b->on.n;
}

static struct receipts read_receipts(struct judging *j)
{
    const struct walked_account *account = j->account;
    size_t room = account->allocation_count + account->item_count;
    struct receipts receipts = {ARENA_ARRAY(j->arena, room, struct receipt), 0};
    for (size_t i = 0; i < account->allocation_count; i++) {
        const struct walked_allocation *al = &account->allocations[i];
        const struct walked_item *credit = item_of(j, al->credit_item);
        receipts.rows[receipts.count++] =
            (struct receipt){.item_id = al->debit_item,
                             .on = al->on,
                             .minor = al->amount_minor,
                             .credit_note = credit != NULL && no_money(credit->kind)};
    }
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (is_loose(item))
            receipts.rows[receipts.count++] = (struct receipt){
                .on = item->on, .minor = -item->open_minor, .credit_note = no_money(item->kind)};
    }
    SORT(j->arena, receipts.rows, receipts.count, by_day, NULL);
    for (size_t i = 0; i < account->item_count; i++) {
        if (is_taken_back(&account->items[i]))
            take_back(&receipts, &account->items[i]);
    }
    return receipts;
}

struct item_books item_books(const struct walked_account *account, int64_t item_id)
{
    struct item_books books = {0};
    for (size_t i = 0; i < account->allocation_count; i++) {
        const struct walked_allocation *al = &account->allocations[i];
        if (al->debit_item != item_id)
            continue;
        bool money = true;
        for (size_t k = 0; k < account->item_count; k++) {
            if (account->items[k].id == al->credit_item)
                money = !no_money(account->items[k].kind);
        }
        *(money ? &books.paid_minor : &books.credited_minor) += al->amount_minor;
    }
    return books;
}

int64_t loose_credits(const struct walked_account *account, struct day from)
{
    int64_t sum = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (is_loose(item) && !no_money(item->kind) && item->on.n >= from.n)
            sum -= item->open_minor;
    }
    return sum;
}

/* ---- for the gate ---- */

static struct gate_suspension *suspend(struct judging *j, enum gate_suspender kind)
{
    struct file_objects *out = j->out;
    size_t n = out->suspension_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->suspensions =
            arena_grow(j->arena, out->suspensions, n, n == 0 ? 1 : n * 2, sizeof *out->suspensions);
    struct gate_suspension *row = &out->suspensions[n];
    *row = (struct gate_suspension){.kind = kind,
                                    .scope = GATE_SCOPE_ACCOUNT,
                                    .item = GATE_ALL_ITEMS,
                                    .from = DAY_NONE,
                                    .until = DAY_NONE};
    return row;
}

/* The whole item, or a part of it when part_minor > 0 leaves something. NULL: it no longer
 * stands. */
static struct gate_suspension *suspend_item(struct judging *j, enum gate_suspender kind,
                                            int64_t item_id, int64_t part_minor)
{
    const struct walked_item *item = item_of(j, item_id);
    if (item == NULL)
        return NULL;
    struct gate_suspension *row = suspend(j, kind);
    row->item = (int32_t)(item - j->account->items);
    row->scope = GATE_SCOPE_ITEM;
    if (part_minor > 0 && part_minor < item->open_minor) {
        row->scope = GATE_SCOPE_PART;
        row->part_minor = part_minor;
    }
    return row;
}

static void suspend_covered(struct judging *j, enum gate_suspender kind, struct covered_items items,
                            struct day until)
{
    for (size_t i = 0; i < items.count; i++) {
        struct gate_suspension *row = suspend_item(j, kind, items.rows[i].item_id, 0);
        if (row != NULL)
            row->until = until;
    }
}

/* ---- judging ---- */

static void judge_promises(struct judging *j, struct receipts *receipts,
                           const struct promise_ground *ground)
{
    struct file_objects *out = j->out;
    out->promises = ARENA_ARRAY(j->arena, out->stored.promise_count, struct promise_answer);
    for (size_t i = 0; i < out->stored.promise_count; i++) {
        const struct promise *p = &out->stored.promises[i].terms;
        out->promises[i] = promise_judge(j->arena, p, receipts, ground);
        if (out->promises[i].suspends)
            suspend_covered(j, GATE_PROMISE, p->c.items, out->promises[i].last_day);
    }
}

static void judge_plans(struct judging *j, struct receipts *receipts,
                        const struct promise_ground *ground)
{
    struct file_objects *out = j->out;
    out->plans = ARENA_ARRAY(j->arena, out->stored.plan_count, struct instalments_answer);
    for (size_t i = 0; i < out->stored.plan_count; i++) {
        const struct instalments *plan = &out->stored.plans[i].terms;
        out->plans[i] = instalments_judge(j->arena, plan, receipts, ground);
        if (out->plans[i].suspends)
            suspend_covered(j, GATE_PLAN, plan->c.items, out->plans[i].until);
    }
}

static void judge_disputes(struct judging *j)
{
    struct file_objects *out = j->out;
    out->withheld_minor = ARENA_ARRAY(j->arena, out->stored.dispute_count, int64_t);
    out->with_agent = ARENA_ARRAY(j->arena, out->stored.dispute_count, bool);
    for (size_t i = 0; i < out->stored.dispute_count; i++) {
        const struct dispute *d = &out->stored.disputes[i].terms;
        if (day_before(j->ground->today, out->stored.disputes[i].head.made))
            continue; /* asked about a day before it */
        out->with_agent[i] = dispute_with_agent(d, j->ground->today);
        for (size_t k = 0; k < d->item_count; k++) {
            int64_t credited = item_books(j->account, d->items[k].item_id).credited_minor;
            int64_t withheld = dispute_withheld(d, k, credited);
            out->withheld_minor[i] += withheld;
            if (withheld > 0)
                suspend_item(j, GATE_DISPUTE, d->items[k].item_id, withheld);
        }
    }
}

static void judge_holds(struct judging *j)
{
    struct file_objects *out = j->out;
    out->holds = ARENA_ARRAY(j->arena, out->stored.hold_count, enum hold_status);
    for (size_t i = 0; i < out->stored.hold_count; i++) {
        const struct hold *h = &out->stored.holds[i].terms;
        out->holds[i] = hold_status(h, j->ground->today);
        if (out->holds[i] != HOLD_IS_ACTIVE && out->holds[i] != HOLD_IS_PLANNED)
            continue;
        struct gate_suspension *row = h->scope >= HOLD_OF_ITEM
                                          ? suspend_item(j, GATE_HOLD, h->item_id, h->minor)
                                          : suspend(j, GATE_HOLD);
        if (row == NULL)
            continue;
        if (h->scope == HOLD_OF_DEBTOR)
            row->scope = GATE_SCOPE_DEBTOR;
        row->from = h->from;
        row->until = h->through;
    }
}

static void read_clocks(struct judging *j, size_t cover)
{
    struct file_objects *out = j->out;
    for (size_t i = 0; i < j->account->item_count; i++) {
        const struct walked_item *item = &j->account->items[i];
        if (item->open_minor <= 0 || !plan_role_counts(item->role))
            continue;
        struct cover_clock clock =
            cover_clock(&out->stored.covers[cover].terms, item->due.day, j->ground->today);
        if (clock.alarm == COVER_ALARM_NONE)
            continue;
        size_t n = out->clock_count++;
        if ((n & (n - 1)) == 0)
            out->clocks =
                arena_grow(j->arena, out->clocks, n, n == 0 ? 1 : n * 2, sizeof *out->clocks);
        out->clocks[n] = (struct file_cover_clock){cover, item->id, clock};
    }
}

static void judge_rest(struct judging *j)
{
    struct file_objects *out = j->out;
    out->covers = ARENA_ARRAY(j->arena, out->stored.cover_count, enum cover_status);
    for (size_t i = 0; i < out->stored.cover_count; i++) {
        out->covers[i] = cover_status(&out->stored.covers[i].terms, j->ground->today);
        if (out->covers[i] == COVER_IS_ACTIVE)
            read_clocks(j, i);
    }
    out->alerts = ARENA_ARRAY(j->arena, out->stored.alert_count, enum alert_status);
    for (size_t i = 0; i < out->stored.alert_count; i++)
        out->alerts[i] = alert_status(out->stored.alerts[i].status, out->stored.alerts[i].answer_by,
                                      j->ground->today);
}

static void judge_assignments(struct judging *j)
{
    struct file_objects *out = j->out;
    size_t n = out->stored.assignment_count;
    if (n == 0)
        return;
    struct assignment *terms = ARENA_ARRAY(j->arena, n, struct assignment);
    out->assignments = ARENA_ARRAY(j->arena, n, enum assignment_status);
    for (size_t i = 0; i < n; i++) {
        terms[i] = out->stored.assignments[i].terms;
        out->assignments[i] = assignment_status(&terms[i], j->ground->today);
    }
    out->item_payees = ARENA_ARRAY(j->arena, j->account->item_count, struct item_payee);
    for (size_t i = 0; i < j->account->item_count; i++) {
        const struct walked_item *item = &j->account->items[i];
        out->item_payees[i] = payee_of_item(terms, n, item->id, item->issued, j->ground->today);
    }
}

void file_objects_judge(struct arena *a, const struct walked_account *account,
                        const struct account_objects *stored, const struct objects_ground *ground,
                        struct file_objects *out)
{
    const struct creditor_means *means = creditor_means_find(&ground->means, account->creditor_id);
    struct means_rules rules = means != NULL ? means->rules : means_rules_default();
    *out = (struct file_objects){.stored = *stored,
                                 .through = means != NULL ? means->through : DAY_NONE,
                                 .stage_change = DAY_NONE,
                                 .payees = payees_of(&ground->payees, account->creditor_id)};
    struct judging j = {.arena = a, .account = account, .ground = ground, .out = out};
    if (stored->promise_count + stored->plan_count + stored->dispute_count + stored->hold_count +
            stored->cover_count + stored->alert_count + stored->assignment_count ==
        0)
        return; /* nearly every account of a large portfolio */
    struct promise_ground promise_ground = {
        ground->today, out->through, &rules, {ground->law, LAW_REGION_MAINLAND}};
    find_places(&j);
    struct receipts receipts = read_receipts(&j);
    judge_promises(&j, &receipts, &promise_ground);
    judge_plans(&j, &receipts, &promise_ground);
    judge_disputes(&j);
    judge_holds(&j);
    judge_rest(&j);
    judge_assignments(&j);
}

static bool read_stage(const struct objects_ground *ground, struct arena *a,
                       const struct walked_account *account, struct file_objects *out,
                       struct err *err)
{
    struct stored_stages stages;
    if (!stages_of_account(ground->app->db, a, account->key, &stages, err))
        return false;
    out->handed_over = stage_hands_over(stage_word_on(stages.words, stages.count, ground->today));
    for (size_t i = 0; i < stages.count; i++) {
        struct day from = stages.words[i].from;
        if (from.n > ground->today.n &&
            (!day_is(out->stage_change) || day_before(from, out->stage_change)))
            out->stage_change = from;
    }
    return true;
}

bool file_objects_read(const struct objects_ground *ground, struct arena *a,
                       const struct walked_account *account, struct file_objects *out,
                       struct err *err)
{
    struct account_objects stored;
    if (!objects_read(ground->app->db, a, account->key, &stored, err))
        return false;
    file_objects_judge(a, account, &stored, ground, out);
    return read_stage(ground, a, account, out, err);
}
