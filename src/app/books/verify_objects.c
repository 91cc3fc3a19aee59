#include "verify_objects.h"

#include "base/sort.h"

#include "app/acts/objects_json.h"

static void look(struct verify_tally *tally, bool good)
{
    tally->count++;
    tally->bad += !good;
}

static const struct verify_item *item_of(const struct verify_objects_input *in, int64_t id)
{
    size_t at = FIND_ID(in->items, in->item_count, struct verify_item, id, id);
    return at < in->item_count ? &in->items[at] : NULL;
}

/* A part of an item is never more than the item. */
static bool part_of(const struct verify_objects_input *in, int64_t item_id, int64_t minor)
{
    const struct verify_item *item = item_of(in, item_id);
    return item != NULL && minor > 0 && (!item->fixed || minor <= item->amount_minor);
}

static bool parts_of(const struct verify_objects_input *in, struct covered_items items)
{
    bool good = true;
    for (size_t i = 0; i < items.count; i++)
        good = good && part_of(in, items.rows[i].item_id, items.rows[i].minor);
    return good;
}

static bool dispute_sound(const struct verify_objects_input *in, const struct dispute *d)
{
    bool good = d->item_count > 0 && d->accepted_minor <= dispute_minor(d);
    for (size_t i = 0; i < d->item_count; i++)
        good = good && part_of(in, d->items[i].item_id, d->items[i].disputed_minor);
    return good;
}

/* The state as stored, which the history must end with. */
static const char *stored_state(const struct account_objects *o, enum object_kind kind, size_t i)
{
    switch (kind) {
    case OBJECT_PROMISE:
        return promise_state_code(o->promises[i].terms.state);
    case OBJECT_PLAN:
        return instalments_state_code(o->plans[i].terms.state);
    case OBJECT_DISPUTE:
        return dispute_status_code(o->disputes[i].terms.status);
    case OBJECT_HOLD:
        return o->holds[i].terms.lifted ? "lifted" : "placed";
    case OBJECT_COVER:
        return o->covers[i].terms.ended ? "ended" : "in_force";
    case OBJECT_ALERT:
        return alert_status_code(o->alerts[i].status);
    case OBJECT_ASSIGNMENT:
        return o->assignments[i].terms.reversed ? "reversed" : "standing";
    case OBJECT_OUTCOME:
        return outcome_code(o->outcomes[i].code);
    case OBJECT_KIND_COUNT:
        break;
    }
    BUG("no such kind of object");
}

static bool explained(const struct verify_objects_input *in, enum object_kind kind, size_t i)
{
    const struct object_event *last = NULL;
    int64_t id = object_head(in->objects, kind, i)->id;
    for (size_t k = 0; k < in->events->count; k++) {
        if (in->events->rows[k].object_id == id)
            last = &in->events->rows[k];
    }
    return last != NULL && last->kind == kind &&
           str_is(last->state, stored_state(in->objects, kind, i));
}

void verify_objects(const struct verify_objects_input *in, struct verify_tally *tally)
{
    const struct account_objects *o = in->objects;
    for (size_t i = 0; i < o->promise_count; i++)
        look(tally, parts_of(in, o->promises[i].terms.c.items));
    for (size_t i = 0; i < o->plan_count; i++) {
        const struct instalments *plan = &o->plans[i].terms;
        look(tally,
             instalments_check(plan, false) == INSTALMENTS_SOUND && parts_of(in, plan->c.items));
    }
    for (size_t i = 0; i < o->assignment_count; i++)
        look(tally, parts_of(in, o->assignments[i].items) &&
                        o->assignments[i].terms.all == (o->assignments[i].items.count == 0));
    for (size_t i = 0; i < o->dispute_count; i++)
        look(tally, dispute_sound(in, &o->disputes[i].terms));
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        for (size_t i = 0; i < object_count(o, (enum object_kind)kind); i++) {
            if (kind == OBJECT_HOLD && o->holds[i].account_id != in->account_id)
                continue;
            look(tally, explained(in, (enum object_kind)kind, i));
        }
    }
}
