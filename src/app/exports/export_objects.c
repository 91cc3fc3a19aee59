#include "export_objects.h"

#include "app/acts/objects_json.h"
static void opt_text(struct json *j, const char *key, struct str text)
{
    if (text.n == 0)
        json_null(j, key);
    else
        json_text(j, key, text);
}

static void opt_amount(struct json *j, const char *key, struct money amount)
{
    if (amount.minor == 0)
        json_null(j, key);
    else
        json_amount(j, key, amount);
}

static void covered(struct json *j, struct covered_items items, struct currency currency)
{
    json_array(j, "items");
    for (size_t i = 0; i < items.count; i++) {
        const struct covered_item *item = &items.rows[i];
        json_object(j, NULL);
        json_id(j, "item", item->item_id);
        json_amount(j, "amount", (struct money){item->minor, currency});
        json_amount(j, "paid_before", (struct money){item->paid_before_minor, currency});
        json_amount(j, "credited_before", (struct money){item->credited_before_minor, currency});
        json_object_end(j);
    }
    json_array_end(j);
}

static void promise_fact(struct json *j, const struct account_objects *o, size_t i,
                         struct currency currency)
{
    const struct stored_promise *p = &o->promises[i];
    const struct commitment *c = &p->terms.c;
    json_cstr(j, "state", promise_state_code(p->terms.state));
    json_day(j, "on", p->terms.on);
    opt_amount(j, "amount", (struct money){c->wanted_minor, currency});
    json_cstr(j, "means", p->terms.means == MEANS_NONE ? NULL : means_code(p->terms.means));
    opt_text(j, "person", p->person);
    json_bool(j, "to_creditor", p->terms.to_creditor);
    json_amount(j, "unallocated_before", (struct money){c->loose_before_minor, currency});
    json_day(j, "word_on", c->word.on);
    if (day_is(c->word.on))
        json_amount(j, "word", (struct money){c->word.minor, currency});
    else
        json_null(j, "word");
    if (p->replaces != 0)
        json_id(j, "replaces", p->replaces);
    else
        json_null(j, "replaces");
    covered(j, c->items, currency);
}

static void plan_fact(struct json *j, const struct account_objects *o, size_t i,
                      struct currency currency)
{
    const struct stored_plan *p = &o->plans[i];
    json_cstr(j, "state", instalments_state_code(p->terms.state));
    json_cstr(j, "means", means_code(p->terms.means));
    opt_text(j, "person", p->person);
    json_bool(j, "acceleration", p->terms.acceleration);
    json_bool(j, "to_creditor", p->terms.to_creditor);
    json_amount(j, "charges", (struct money){p->terms.c.extra_minor, currency});
    json_amount(j, "remainder", (struct money){p->terms.remainder_minor, currency});
    json_amount(j, "unallocated_before", (struct money){p->terms.c.loose_before_minor, currency});
    opt_text(j, "consent", p->consent);
    json_array(j, "lines");
    for (size_t k = 0; k < p->terms.line_count; k++) {
        json_object(j, NULL);
        json_day(j, "due", p->terms.lines[k].due);
        json_amount(j, "amount", (struct money){p->terms.lines[k].minor, currency});
        json_object_end(j);
    }
    json_array_end(j);
    covered(j, p->terms.c.items, currency);
}

static void dispute_fact(struct json *j, const struct account_objects *o, size_t i,
                         struct currency currency)
{
    const struct stored_dispute *d = &o->disputes[i];
    json_cstr(j, "state", dispute_status_code(d->terms.status));
    json_cstr(j, "reason", dispute_reason_code(d->reason));
    json_cstr(j, "department", department_code(d->department));
    opt_text(j, "owner", d->owner);
    json_day(j, "deadline", d->terms.deadline);
    json_amount(j, "accepted", (struct money){d->terms.accepted_minor, currency});
    json_array(j, "items");
    for (size_t k = 0; k < d->terms.item_count; k++) {
        const struct disputed_item *item = &d->terms.items[k];
        json_object(j, NULL);
        json_id(j, "item", item->item_id);
        json_amount(j, "amount", (struct money){item->disputed_minor, currency});
        json_amount(j, "credited_before", (struct money){item->credited_before_minor, currency});
        json_object_end(j);
    }
    json_array_end(j);
}

static void hold_fact(struct json *j, const struct account_objects *o, size_t i,
                      struct currency currency)
{
    const struct hold *h = &o->holds[i].terms;
    json_cstr(j, "state", h->lifted ? "lifted" : "placed");
    json_cstr(j, "scope", hold_scope_code(h->scope));
    json_cstr(j, "reason", hold_reason_code(h->reason));
    if (h->scope >= HOLD_OF_ITEM)
        json_id(j, "item", h->item_id);
    else
        json_null(j, "item");
    opt_amount(j, "amount", (struct money){h->minor, currency});
    json_day(j, "from", h->from);
    json_day(j, "through", h->through);
}

static void cover_fact(struct json *j, const struct account_objects *o, size_t i,
                       struct currency currency)
{
    const struct stored_cover *c = &o->covers[i];
    json_cstr(j, "state", c->terms.ended ? "ended" : "in_force");
    json_cstr(j, "kind", cover_kind_code(c->terms.kind));
    json_text(j, "company", c->company);
    opt_text(j, "policy", c->policy);
    json_bool(j, "named", c->terms.named);
    json_amount(j, "limit", (struct money){c->terms.limit_minor, currency});
    json_amount(j, "share_percent", eur(c->terms.share)); /* two decimals, as an amount has */
    json_day(j, "from", c->terms.from);
    json_day(j, "to", c->terms.to);
    json_int(j, "credit_days", c->terms.credit_days);
    json_int(j, "extension_days", c->terms.extension_days);
    json_int(j, "declare_days", c->terms.declare_days);
}

static void alert_fact(struct json *j, const struct account_objects *o, size_t i,
                       struct currency currency)
{
    const struct stored_alert *a = &o->alerts[i];
    json_cstr(j, "state", alert_status_code(a->status));
    json_cstr(j, "kind", alert_kind_code(a->kind));
    json_cstr(j, "department", department_code(a->department));
    json_amount(j, "amount", (struct money){a->amount_minor, currency});
    json_day(j, "by", a->answer_by);
    opt_text(j, "proposal", a->proposal);
}

static void outcome_fact(struct json *j, const struct account_objects *o, size_t i,
                         struct currency currency)
{
    const struct stored_outcome *outcome = &o->outcomes[i];
    (void)currency;
    json_cstr(j, "code", outcome_code(outcome->code));
    json_text(j, "channel", outcome->channel);
    if (outcome->minute == OUTCOME_NO_MINUTE)
        json_null(j, "minute");
    else
        json_int(j, "minute", outcome->minute);
    opt_text(j, "person", outcome->person);
    json_day(j, "call_back", outcome->call_back);
}

static void assignment_fact(struct json *j, const struct account_objects *o, size_t i,
                            struct currency currency)
{
    const struct stored_assignment *a = &o->assignments[i];
    json_cstr(j, "state", a->terms.reversed ? "reversed" : "standing");
    json_id(j, "payee", a->terms.payee_id);
    json_cstr(j, "capacity", capacity_code(a->terms.capacity));
    json_day(j, "on", a->terms.assigned);
    json_bool(j, "all", a->terms.all);
    json_day(j, "since", a->terms.since);
    covered(j, a->items, currency);
    json_bool(j, "disclosed", a->terms.disclosed);
    json_day(j, "notified", a->terms.notified);
    opt_text(j, "proof", a->proof);
}

static void (*const fact_of[OBJECT_KIND_COUNT])(struct json *, const struct account_objects *,
                                                size_t, struct currency) = {
    [OBJECT_PROMISE] = promise_fact, [OBJECT_PLAN] = plan_fact,
    [OBJECT_DISPUTE] = dispute_fact, [OBJECT_HOLD] = hold_fact,
    [OBJECT_COVER] = cover_fact,     [OBJECT_ALERT] = alert_fact,
    [OBJECT_OUTCOME] = outcome_fact, [OBJECT_ASSIGNMENT] = assignment_fact,
};

void object_fact(struct json *j, const struct account_objects *objects, enum object_kind kind,
                 size_t i, struct currency currency)
{
    const struct object_head *head = object_head(objects, kind, i);
    json_id(j, "id", head->id);
    json_int(j, "number", head->number);
    json_day(j, "made", head->made);
    json_id(j, "by", head->actor_id);
    json_currency(j, "currency", currency);
    fact_of[kind](j, objects, i, currency);
    opt_text(j, "note", head->note);
}

void object_event_fact(struct json *j, const struct object_event *event)
{
    json_id(j, "object", event->object_id);
    json_cstr(j, "kind", object_kind_code(event->kind));
    json_text(j, "state", event->state);
    json_day(j, "on", event->on);
    json_id(j, "by", event->actor_id);
    opt_text(j, "why", event->why);
}

void payee_fact(struct json *j, struct str creditor, const struct payee *payee)
{
    json_text(j, "creditor", creditor);
    json_id(j, "id", payee->id);
    json_text(j, "code", payee->code);
    json_cstr(j, "kind", payee_kind_code(payee->kind));
}

void payee_word_fact(struct json *j, const struct payee_word *word)
{
    json_id(j, "payee", word->payee_id);
    json_id(j, "id", word->id);
    json_cstr(j, "kind", payee_word_code(word->kind));
    json_text(j, "name", word->name);
    json_text(j, "iban", word->iban);
    json_text(j, "bic", word->bic);
    json_day(j, "from", word->from);
    json_day(j, "said", word->said);
    json_id(j, "by", word->by_id);
    json_day(j, "confirmed", word->confirmed_on);
    if (word->confirmed)
        json_id(j, "second", word->second_id);
    else
        json_null(j, "second");
}

void letter_fact(struct json *j, const struct stored_letter *l,
                 const struct stored_letter_items *items, struct currency currency)
{
    const struct mailing *m = &l->mail;
    json_id(j, "id", l->id);
    json_int(j, "number", l->number);
    json_cstr(j, "kind", mailing_kind_code(m->kind));
    json_cstr(j, "state", mailing_state_code(m->state));
    json_bool(j, "registered", l->registered);
    json_cstr(j, "channel", l->by_mail ? "email" : "letter");
    json_id(j, "payee", l->payee_id);
    json_amount(j, "asked", (struct money){l->asked_minor, currency});
    mailing_json(j, m);
    opt_text(j, "tracking", l->tracking);
    json_id(j, "by", l->actor_id);
    json_array(j, "items");
    for (size_t i = 0; i < items->count; i++) {
        const struct stored_letter_item *item = &items->rows[i];
        if (item->letter_id != l->id)
            continue;
        json_object(j, NULL);
        json_id(j, "item", item->item_id);
        json_amount(j, "amount", (struct money){item->amount_minor, currency});
        json_int(j, "level", item->level);
        json_object_end(j);
    }
    json_array_end(j);
}
