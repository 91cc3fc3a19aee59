#include "object_rows.h"

#include "claim/commitment.h"

static struct day opt_day(struct opt_int v)
{
    return v.has ? (struct day){(int32_t)v.v} : DAY_NONE;
}

static struct day day_of(int64_t n) { return (struct day){(int32_t)n}; }

static bool damaged(struct err *err, const char *what)
{
    return err_set(err, ERR_DB_DAMAGED, what);
}

/* A place for one more element of an array that is full at every power of two. */
#define ADD(l, array, count)                                                                       \
    (((count) & ((count)-1)) == 0                                                                  \
         ? (void)((array) = arena_grow((l)->arena, (array), (count), (count) == 0 ? 1 : (count)*2, \
                                       sizeof *(array)))                                           \
         : (void)0,                                                                                \
     &(array)[(count)++])

#define HEAD(l, row, id_)                                                                          \
    {                                                                                              \
        .id = (id_), .number = (row)->number, .made = day_of((row)->made_day),                     \
        .made_ms = (row)->made_ms, .actor_id = (row)->actor_id,                                    \
        .note = arena_str((l)->arena, (row)->note)                                                 \
    }

bool add_object_item(struct objects_loading *l, const struct q_object_item_scan_row *row,
                     struct err *err)
{
    (void)err;
    struct object_item_row *item = ADD(l, l->items, l->item_count);
    *item = (struct object_item_row){row->object_id,
                                     {.item_id = row->item_id,
                                      .minor = row->amount_minor,
                                      .paid_before_minor = row->paid_before_minor,
                                      .credited_before_minor = row->credited_before_minor}};
    return true;
}

bool add_instalment(struct objects_loading *l, const struct q_instalment_scan_row *row,
                    struct err *err)
{
    (void)err;
    struct instalment_row *line = ADD(l, l->lines, l->line_count);
    *line = (struct instalment_row){row->instalments_id, {day_of(row->due_day), row->amount_minor}};
    return true;
}

/* The items of one object, copied: they stand side by side in rows of another kind. */
static struct covered_items items_of(struct objects_loading *l, int64_t object_id)
{
    size_t from = 0;
    while (from < l->item_count && l->items[from].object_id < object_id)
        from++;
    size_t to = from;
    while (to < l->item_count && l->items[to].object_id == object_id)
        to++;
    struct covered_item *items = ARENA_ARRAY(l->arena, to - from, struct covered_item);
    for (size_t i = from; i < to; i++)
        items[i - from] = l->items[i].item;
    return (struct covered_items){items, to - from};
}

bool add_promise(struct objects_loading *l, const struct q_promise_scan_row *row, struct err *err)
{
    struct stored_promise *p = ADD(l, l->out->promises, l->out->promise_count);
    *p = (struct stored_promise){.head = HEAD(l, row, row->promise_id),
                                 .person = arena_str(l->arena, row->person),
                                 .replaces = row->replaces.has ? row->replaces.v : 0};
    struct promise *t = &p->terms;
    t->on = opt_day(row->on_day);
    t->means = MEANS_NONE;
    t->person = p->person.n > 0;
    t->to_creditor = row->to_creditor == 1;
    t->c = (struct commitment){
        .items = items_of(l, row->promise_id),
        .made = p->head.made,
        .wanted_minor = row->amount_minor.has ? row->amount_minor.v : 0,
        .loose_before_minor = row->loose_minor,
        .word = {opt_day(row->word_day), row->word_minor.has ? row->word_minor.v : 0},
    };
    if (!promise_state_parse(row->state, &t->state) ||
        (row->means.p != NULL && !means_parse(row->means, &t->means)))
        return damaged(err, "promise");
    return true;
}

static void plan_lines(struct objects_loading *l, int64_t plan_id, struct instalments *t)
{
    struct instalment *lines = NULL;
    for (size_t i = 0; i < l->line_count; i++) {
        if (l->lines[i].plan_id != plan_id)
            continue;
        *ADD(l, lines, t->line_count) = l->lines[i].line;
        t->c.wanted_minor += l->lines[i].line.minor;
    }
    t->lines = lines;
}

bool add_instalments(struct objects_loading *l, const struct q_instalments_scan_row *row,
                     struct err *err)
{
    struct stored_plan *p = ADD(l, l->out->plans, l->out->plan_count);
    *p = (struct stored_plan){.head = HEAD(l, row, row->instalments_id),
                              .person = arena_str(l->arena, row->person),
                              .consent = arena_str(l->arena, row->consent)};
    struct instalments *t = &p->terms;
    t->acceleration = row->acceleration == 1;
    t->to_creditor = row->to_creditor == 1;
    t->remainder_minor = row->remainder_minor;
    t->c = (struct commitment){
        .items = items_of(l, row->instalments_id),
        .made = p->head.made,
        .extra_minor = row->charges_minor,
        .loose_before_minor = row->loose_minor,
        .word = {DAY_NONE, 0},
    };
    plan_lines(l, row->instalments_id, t);
    if (!instalments_state_parse(row->state, &t->state) || !means_parse(row->means, &t->means))
        return damaged(err, "instalments");
    return true;
}

bool add_dispute(struct objects_loading *l, const struct q_dispute_scan_row *row, struct err *err)
{
    struct stored_dispute *d = ADD(l, l->out->disputes, l->out->dispute_count);
    struct covered_items items = items_of(l, row->dispute_id);
    *d = (struct stored_dispute){.head = HEAD(l, row, row->dispute_id),
                                 .owner = arena_str(l->arena, row->owner)};
    d->terms.deadline = day_of(row->deadline_day);
    d->terms.accepted_minor = row->accepted_minor;
    d->terms.items = ARENA_ARRAY(l->arena, items.count, struct disputed_item);
    d->terms.item_count = items.count;
    for (size_t i = 0; i < items.count; i++) {
        const struct covered_item *item = &items.rows[i];
        d->terms.items[i] =
            (struct disputed_item){item->item_id, item->minor, item->credited_before_minor};
    }
    if (!dispute_status_parse(row->state, &d->terms.status) ||
        !dispute_reason_parse(row->reason, &d->reason) ||
        !department_parse(row->department, &d->department))
        return damaged(err, "dispute");
    return true;
}

bool add_hold(struct objects_loading *l, const struct q_hold_scan_row *row, struct err *err)
{
    struct hold terms = {.item_id = row->item_id.has ? row->item_id.v : 0,
                         .minor = row->amount_minor.has ? row->amount_minor.v : 0,
                         .from = day_of(row->from_day),
                         .through = day_of(row->through_day),
                         .lifted = str_is(row->state, "lifted")};
    if (!hold_scope_parse(row->scope, &terms.scope) ||
        !hold_reason_parse(row->reason, &terms.reason))
        return damaged(err, "hold");
    if (row->account_id != l->key.account_id && terms.scope != HOLD_OF_DEBTOR)
        return true;
    struct stored_hold *h = ADD(l, l->out->holds, l->out->hold_count);
    *h = (struct stored_hold){
        .head = HEAD(l, row, row->hold_id), .account_id = row->account_id, .terms = terms};
    return true;
}

bool add_cover(struct objects_loading *l, const struct q_cover_scan_row *row, struct err *err)
{
    struct stored_cover *c = ADD(l, l->out->covers, l->out->cover_count);
    *c = (struct stored_cover){
        .head = HEAD(l, row, row->cover_id),
        .company = arena_str(l->arena, row->company),
        .policy = arena_str(l->arena, row->policy),
        .terms = {.named = row->named == 1,
                  .limit_minor = row->limit_minor,
                  .share = (int32_t)row->share,
                  .from = day_of(row->from_day),
                  .to = opt_day(row->to_day),
                  .credit_days = (int32_t)row->credit_days,
                  .extension_days = (int32_t)row->extension_days,
                  .declare_days = (int32_t)row->declare_days,
                  .ended = str_is(row->state, "ended")},
    };
    return cover_kind_parse(row->kind, &c->terms.kind) || damaged(err, "cover");
}

bool add_alert(struct objects_loading *l, const struct q_alert_scan_row *row, struct err *err)
{
    struct stored_alert *a = ADD(l, l->out->alerts, l->out->alert_count);
    *a = (struct stored_alert){.head = HEAD(l, row, row->alert_id),
                               .amount_minor = row->amount_minor,
                               .answer_by = day_of(row->answer_day),
                               .proposal = arena_str(l->arena, row->proposal)};
    if (!alert_status_parse(row->state, &a->status) || !alert_kind_parse(row->kind, &a->kind) ||
        !department_parse(row->department, &a->department))
        return damaged(err, "alert");
    return true;
}

bool add_outcome(struct objects_loading *l, const struct q_outcome_scan_row *row, struct err *err)
{
    struct stored_outcome *o = ADD(l, l->out->outcomes, l->out->outcome_count);
    *o = (struct stored_outcome){
        .head = {.id = row->outcome_id,
                 .number = row->number,
                 .made = day_of(row->at_day),
                 .made_ms = row->made_ms,
                 .actor_id = row->actor_id,
                 .note = arena_str(l->arena, row->note)},
        .channel = arena_str(l->arena, row->channel),
        .minute = row->at_minute.has ? (int32_t)row->at_minute.v : OUTCOME_NO_MINUTE,
        .person = arena_str(l->arena, row->person),
        .call_back = opt_day(row->call_back_day),
    };
    return outcome_parse(row->code, &o->code) || damaged(err, "outcome");
}

bool add_assignment(struct objects_loading *l, const struct q_assignment_scan_row *row,
                    struct err *err)
{
    struct stored_assignment *a = ADD(l, l->out->assignments, l->out->assignment_count);
    *a = (struct stored_assignment){
        .head = HEAD(l, row, row->assignment_id),
        .items = items_of(l, row->assignment_id),
        .proof = arena_str(l->arena, row->proof),
        .terms = {.id = row->assignment_id,
                  .payee_id = row->payee_id,
                  .assigned = day_of(row->assigned_day),
                  .all = row->all_items == 1,
                  .since = opt_day(row->since_day),
                  .disclosed = row->disclosed == 1,
                  .notified = opt_day(row->notified_day),
                  .reversed = str_is(row->state, "reversed")},
    };
    int64_t *ids = ARENA_ARRAY(l->arena, a->items.count, int64_t);
    for (size_t i = 0; i < a->items.count; i++)
        ids[i] = a->items.rows[i].item_id;
    a->terms.items = ids;
    a->terms.item_count = a->items.count;
    return capacity_parse(row->capacity, &a->terms.capacity) || damaged(err, "assignment");
}
