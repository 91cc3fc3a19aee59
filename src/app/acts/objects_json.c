#include "objects_json.h"

#include "base/moment.h"
#include "base/ref.h"

enum { REF_BYTES_MAX = 24 };

static struct money money(const struct objects_view *view, int64_t minor)
{
    return (struct money){minor, view->account->currency};
}

static void opt_text(struct json *j, const char *key, struct str text)
{
    if (text.n == 0)
        json_null(j, key);
    else
        json_text(j, key, text);
}

static const struct walked_item *item_of(const struct objects_view *view, int64_t item_id)
{
    for (size_t i = 0; i < view->account->item_count; i++) {
        if (view->account->items[i].id == item_id)
            return &view->account->items[i];
    }
    return NULL;
}

static void item_json(struct json *j, const struct objects_view *view, int64_t item_id,
                      int64_t minor)
{
    const struct walked_item *item = item_of(view, item_id);
    json_object(j, NULL);
    json_id(j, "id", item_id);
    if (item != NULL)
        json_text(j, "number", item->piece);
    else
        json_null(j, "number");
    json_amount(j, "amount", money(view, minor));
    json_object_end(j);
}

static void covered_json(struct json *j, const struct objects_view *view,
                         struct covered_items items)
{
    json_array(j, "items");
    for (size_t i = 0; i < items.count; i++)
        item_json(j, view, items.rows[i].item_id, items.rows[i].minor);
    json_array_end(j);
}

/* ---- one kind each ---- */

/* Which books would have to reach how far. */
static void waiting_json(struct json *j, const struct objects_view *view, bool waits,
                         struct day needed)
{
    if (!waits) {
        json_null(j, "waiting_for");
        return;
    }
    json_object(j, "waiting_for");
    json_cstr(j, "source", "ledger");
    json_text(j, "creditor", view->creditor_code);
    json_day(j, "through", view->objects->through);
    json_day(j, "needed", needed);
    json_object_end(j);
}

static void promise_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_promise *p = &view->objects->stored.promises[i];
    const struct promise_answer *a = &view->objects->promises[i];
    json_day(j, "on", p->terms.on);
    if (p->terms.c.wanted_minor > 0)
        json_amount(j, "amount", money(view, p->terms.c.wanted_minor));
    else
        json_null(j, "amount");
    json_cstr(j, "means", p->terms.means == MEANS_NONE ? NULL : means_code(p->terms.means));
    covered_json(j, view, p->terms.c.items);
    opt_text(j, "person", p->person);
    json_bool(j, "to_creditor", p->terms.to_creditor);
    json_array(j, "missing");
    for (int part = 0; part < PROMISE_PARTS; part++) {
        if ((a->missing & (1u << part)) != 0)
            json_cstr(j, NULL, promise_part_code(part));
    }
    json_array_end(j);
    json_bool(j, "suspends", a->suspends);
    json_day(j, "last_day", a->last_day);
    json_day(j, "call_back_by", a->call_back_by);
    json_amount(j, "paid", money(view, a->paid_minor));
    json_amount(j, "rest", money(view, a->rest_minor));
    json_amount(j, "credited", money(view, a->credited_minor));
    json_day(j, "paid_on", a->paid_on);
    json_day(j, "certain_on", a->certain_on);
    json_bool(j, "on_unallocated_credit", a->on_loose_credit);
    waiting_json(j, view, a->status == PROMISE_IS_TO_VERIFY, a->last_day);
    if (p->replaces != 0)
        json_id(j, "replaces", p->replaces);
    else
        json_null(j, "replaces");
}

static void plan_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_plan *p = &view->objects->stored.plans[i];
    const struct instalments_answer *a = &view->objects->plans[i];
    json_amount(j, "amount", money(view, p->terms.c.wanted_minor));
    json_amount(j, "remainder", money(view, p->terms.remainder_minor));
    json_amount(j, "charges", money(view, p->terms.c.extra_minor));
    json_cstr(j, "means", means_code(p->terms.means));
    covered_json(j, view, p->terms.c.items);
    opt_text(j, "person", p->person);
    json_bool(j, "acceleration", p->terms.acceleration);
    json_bool(j, "suspends", a->suspends);
    json_day(j, "until", a->until);
    json_bool(j, "to_verify", a->to_verify);
    json_amount(j, "paid", money(view, a->paid_minor));
    json_amount(j, "rest", money(view, a->rest_minor));
    json_amount(j, "due_now", money(view, a->due_now_minor));
    json_day(j, "missed", a->missed);
    json_array(j, "lines");
    for (size_t k = 0; k < p->terms.line_count; k++) {
        json_object(j, NULL);
        json_day(j, "due", p->terms.lines[k].due);
        json_amount(j, "amount", money(view, p->terms.lines[k].minor));
        json_cstr(j, "status", promise_status_code(a->lines[k].status));
        json_amount(j, "paid", money(view, a->lines[k].paid_minor));
        json_day(j, "last_day", a->lines[k].last_day);
        json_object_end(j);
    }
    json_array_end(j);
    opt_text(j, "consent", p->consent);
}

static void dispute_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_dispute *d = &view->objects->stored.disputes[i];
    json_cstr(j, "reason", dispute_reason_code(d->reason));
    json_amount(j, "amount", money(view, dispute_minor(&d->terms)));
    json_amount(j, "accepted", money(view, d->terms.accepted_minor));
    json_amount(j, "withheld", money(view, view->objects->withheld_minor[i]));
    json_array(j, "items");
    for (size_t k = 0; k < d->terms.item_count; k++)
        item_json(j, view, d->terms.items[k].item_id, d->terms.items[k].disputed_minor);
    json_array_end(j);
    json_cstr(j, "department", department_code(d->department));
    opt_text(j, "owner", d->owner);
    json_day(j, "deadline", d->terms.deadline);
    json_bool(j, "with_agent", view->objects->with_agent[i]);
}

static void hold_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct hold *h = &view->objects->stored.holds[i].terms;
    json_cstr(j, "scope", hold_scope_code(h->scope));
    json_cstr(j, "reason", hold_reason_code(h->reason));
    json_array(j, "items");
    if (h->scope >= HOLD_OF_ITEM) {
        const struct walked_item *item = item_of(view, h->item_id);
        item_json(j, view, h->item_id,
                  h->scope == HOLD_OF_PART || item == NULL ? h->minor : item->open_minor);
    }
    json_array_end(j);
    json_day(j, "from", h->from);
    json_day(j, "until", h->through);
    json_day(j, "returns_on", hold_returns(h));
}

static void cover_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_cover *c = &view->objects->stored.covers[i];
    struct buf share;
    struct arena scratch;
    arena_init(&scratch, 0);
    buf_init(&share, &scratch, REF_BYTES_MAX);
    buf_add_amount(&share, eur(c->terms.share)); /* two decimals, as an amount has */
    json_cstr(j, "kind", cover_kind_code(c->terms.kind));
    json_text(j, "company", c->company);
    opt_text(j, "policy", c->policy);
    json_bool(j, "named", c->terms.named);
    json_amount(j, "limit", money(view, c->terms.limit_minor));
    json_text(j, "share_percent", buf_str(&share));
    json_day(j, "from", c->terms.from);
    json_day(j, "to", c->terms.to);
    json_int(j, "credit_days", c->terms.credit_days);
    json_int(j, "extension_days", c->terms.extension_days);
    json_int(j, "declare_days", c->terms.declare_days);
    json_array(j, "to_declare");
    for (size_t k = 0; k < view->objects->clock_count; k++) {
        const struct file_cover_clock *clock = &view->objects->clocks[k];
        const struct walked_item *item = item_of(view, clock->item_id);
        if (clock->cover != i || item == NULL)
            continue;
        json_object(j, NULL);
        json_id(j, "id", clock->item_id);
        json_text(j, "number", item->piece);
        json_day(j, "by", clock->clock.declare_by);
        json_cstr(j, "alarm", cover_alarm_code(clock->clock.alarm));
        json_object_end(j);
    }
    json_array_end(j);
    arena_release(&scratch);
}

static void alert_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_alert *a = &view->objects->stored.alerts[i];
    json_cstr(j, "kind", alert_kind_code(a->kind));
    json_cstr(j, "department", department_code(a->department));
    json_amount(j, "amount", money(view, a->amount_minor));
    json_day(j, "by", a->answer_by);
    opt_text(j, "proposal", a->proposal);
}

static void outcome_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_outcome *o = &view->objects->stored.outcomes[i];
    struct buf at;
    struct arena scratch;
    arena_init(&scratch, 0);
    buf_init(&at, &scratch, REF_BYTES_MAX);
    moment_add(&at, (struct civil){o->head.made, o->minute});
    json_cstr(j, "code", outcome_code(o->code));
    json_text(j, "at", buf_str(&at));
    json_text(j, "channel", o->channel);
    json_cstr(j, "reached", outcome_reached_code(outcome_reached(o->code)));
    opt_text(j, "person", o->person);
    json_day(j, "call_back", o->call_back);
    arena_release(&scratch);
}

static void assignment_json(struct json *j, const struct objects_view *view, size_t i)
{
    const struct stored_assignment *a = &view->objects->stored.assignments[i];
    const struct payee *payee = payee_by_id(&view->objects->payees, a->terms.payee_id);
    json_text(j, "payee", payee != NULL ? payee->code : STR(""));
    json_cstr(j, "capacity", capacity_code(a->terms.capacity));
    json_day(j, "on", a->terms.assigned);
    json_bool(j, "all", a->terms.all);
    json_day(j, "since", a->terms.since);
    covered_json(j, view, a->items);
    json_bool(j, "disclosed", a->terms.disclosed);
    json_day(j, "notified", a->terms.notified);
    opt_text(j, "proof", a->proof);
}

/* ---- any kind ---- */

static const struct {
    const char *list_key;
    void (*json)(struct json *j, const struct objects_view *view, size_t i);
} kinds[OBJECT_KIND_COUNT] = {
    [OBJECT_PROMISE] = {"promises", promise_json},
    [OBJECT_PLAN] = {"plans", plan_json},
    [OBJECT_DISPUTE] = {"disputes", dispute_json},
    [OBJECT_HOLD] = {"holds", hold_json},
    [OBJECT_COVER] = {"covers", cover_json},
    [OBJECT_ALERT] = {"alerts", alert_json},
    [OBJECT_OUTCOME] = {"outcomes", outcome_json},
    [OBJECT_ASSIGNMENT] = {"assignments", assignment_json},
};

const char *object_list_key(enum object_kind kind)
{
    ASSERT(kind < OBJECT_KIND_COUNT);
    return kinds[kind].list_key;
}

size_t object_count(const struct account_objects *o, enum object_kind kind)
{
    const size_t counts[OBJECT_KIND_COUNT] = {
        [OBJECT_PROMISE] = o->promise_count, [OBJECT_PLAN] = o->plan_count,
        [OBJECT_DISPUTE] = o->dispute_count, [OBJECT_HOLD] = o->hold_count,
        [OBJECT_COVER] = o->cover_count,     [OBJECT_ALERT] = o->alert_count,
        [OBJECT_OUTCOME] = o->outcome_count, [OBJECT_ASSIGNMENT] = o->assignment_count,
    };
    ASSERT(kind < OBJECT_KIND_COUNT);
    return counts[kind];
}

const struct object_head *object_head(const struct account_objects *o, enum object_kind kind,
                                      size_t i)
{
    ASSERT(i < object_count(o, kind));
    switch (kind) {
    case OBJECT_PROMISE:
        return &o->promises[i].head;
    case OBJECT_PLAN:
        return &o->plans[i].head;
    case OBJECT_DISPUTE:
        return &o->disputes[i].head;
    case OBJECT_HOLD:
        return &o->holds[i].head;
    case OBJECT_COVER:
        return &o->covers[i].head;
    case OBJECT_ALERT:
        return &o->alerts[i].head;
    case OBJECT_OUTCOME:
        return &o->outcomes[i].head;
    case OBJECT_ASSIGNMENT:
        return &o->assignments[i].head;
    case OBJECT_KIND_COUNT:
        break;
    }
    BUG("no such kind of object");
}

const char *object_status(const struct file_objects *objects, enum object_kind kind, size_t i)
{
    ASSERT(i < object_count(&objects->stored, kind));
    switch (kind) {
    case OBJECT_PROMISE:
        return promise_status_code(objects->promises[i].status);
    case OBJECT_PLAN:
        return instalments_status_code(objects->plans[i].status);
    case OBJECT_DISPUTE:
        return dispute_status_code(objects->stored.disputes[i].terms.status);
    case OBJECT_HOLD:
        return hold_status_code(objects->holds[i]);
    case OBJECT_COVER:
        return cover_status_code(objects->covers[i]);
    case OBJECT_ALERT:
        return alert_status_code(objects->alerts[i]);
    case OBJECT_OUTCOME:
        return outcome_code(objects->stored.outcomes[i].code);
    case OBJECT_ASSIGNMENT:
        return assignment_status_code(objects->assignments[i]);
    case OBJECT_KIND_COUNT:
        break;
    }
    BUG("no such kind of object");
}

static void history_json(struct json *j, const struct objects_view *view, int64_t object_id)
{
    json_array(j, "history");
    for (size_t i = 0; i < view->events.count; i++) {
        const struct object_event *event = &view->events.rows[i];
        if (event->object_id != object_id)
            continue;
        json_object(j, NULL);
        json_text(j, "state", event->state);
        json_day(j, "on", event->on);
        if (event->actor_id == ACTOR_COMMAND_LINE)
            json_null(j, "by");
        else
            json_id(j, "by", event->actor_id);
        opt_text(j, "why", event->why);
        json_object_end(j);
    }
    json_array_end(j);
}

void object_json(struct json *j, const struct objects_view *view, enum object_kind kind, size_t i)
{
    const struct object_head *head = object_head(&view->objects->stored, kind, i);
    struct arena scratch;
    struct buf ref;
    arena_init(&scratch, 0);
    buf_init(&ref, &scratch, REF_BYTES_MAX);
    buf_add_ref(&ref, REF_ACCOUNT, view->account->number);
    json_id(j, "id", head->id);
    json_int(j, "number", head->number);
    json_text(j, "ref", buf_str(&ref));
    json_cstr(j, "status", object_status(view->objects, kind, i));
    json_day(j, "made", head->made);
    json_currency(j, "currency", view->account->currency);
    kinds[kind].json(j, view, i);
    opt_text(j, "note", head->note);
    history_json(j, view, head->id);
    arena_release(&scratch);
}

void mailing_json(struct json *j, const struct mailing *m)
{
    json_day(j, "made", m->made);
    json_day(j, "printed", m->printed);
    json_day(j, "sent", m->sent);
    json_day(j, "presented", m->presented);
    json_day(j, "received", m->received);
    json_day(j, "returned", m->returned);
    json_cstr(j, "reason", m->why < MAILING_RETURN_COUNT ? mailing_return_code(m->why) : NULL);
}
