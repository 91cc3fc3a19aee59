#include "open_dispute.h"

#include "base/limits.h"

/* What pending disputes already withhold of an item. */
static int64_t disputed_already(const struct object_edit *e, int64_t item_id)
{
    int64_t sum = 0;
    int64_t credited = item_books(&e->account, item_id).credited_minor;
    for (size_t i = 0; i < e->objects.stored.dispute_count; i++) {
        const struct dispute *d = &e->objects.stored.disputes[i].terms;
        for (size_t k = 0; k < d->item_count; k++) {
            if (d->items[k].item_id == item_id)
                sum += dispute_withheld(d, k, credited);
        }
    }
    return sum;
}

static bool fill_items(struct object_edit *e, const struct dispute_wanted *wanted,
                       struct dispute *d, struct err *err)
{
    struct found_items items;
    if (!object_items(e, wanted->items, &items, err))
        return false;
    if (items.count == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "items", STR("items"));
    if (wanted->amount.n > 0 && items.count > 1)
        return err_set_field(err, ERR_OPTION_CONFLICT, "amount", wanted->items);
    d->items = ARENA_ARRAY(e->arena, items.count, struct disputed_item);
    d->item_count = items.count;
    for (size_t i = 0; i < items.count; i++) {
        const struct walked_item *item = items.rows[i];
        int64_t free_minor = item->open_minor - disputed_already(e, item->id);
        int64_t part = free_minor;
        if (wanted->amount.n > 0 && !object_amount(e, wanted->amount, &part, err))
            return false;
        if (part > free_minor || free_minor <= 0)
            return err_set_field(err, ERR_AMOUNT_ABOVE_OPEN, "amount",
                                 wanted->amount.n > 0 ? wanted->amount : item->piece);
        d->items[i] = (struct disputed_item){item->id, part,
                                             item_books(&e->account, item->id).credited_minor};
    }
    return true;
}

static bool add(struct object_edit *e, const struct dispute_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct stored_dispute d = {
        .reason = wanted->reason, .department = wanted->department, .owner = wanted->owner};
    struct str note = wanted->note;
    if (!object_text(&d.owner, LIMIT_NAME_BYTES, "owner", err) ||
        !object_text(&note, LIMIT_NOTE_BYTES, "note", err))
        return false;
    if (d.department == DEPARTMENT_COUNT)
        d.department = department_of_dispute(wanted->reason);
    d.head = object_edit_head(e, e->objects.stored.dispute_count, note);
    d.terms.status = DISPUTE_IS_OPEN;
    d.terms.deadline = wanted->deadline;
    if (!day_is(d.terms.deadline))
        d.terms.deadline = law_working_days_after(
            e->ground.law, e->app->today, dispute_answer_days(wanted->reason), LAW_REGION_MAINLAND);
    if (!object_day_to_come(e, d.terms.deadline, "deadline", err) ||
        !fill_items(e, wanted, &d.terms, err))
        return false;
    *out = object_edit_made(e->account.key, &d.head);
    struct object_done done = {.kind = OBJECT_DISPUTE,
                               .verb = "open",
                               .id = d.head.id,
                               .number = d.head.number,
                               .state = dispute_status_code(DISPUTE_IS_OPEN),
                               .why = note,
                               .amount_minor = dispute_minor(&d.terms),
                               .on = d.terms.deadline};
    return dispute_add(e->app->db, e->account.key, &d, err) && object_edit_note(e, &done, err);
}

bool open_dispute(struct object_request *request, const struct dispute_wanted *wanted,
                  struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}

/* ---- the verdict ---- */

static bool accepted_minor(struct object_edit *e, const struct dispute *d,
                           const struct dispute_verdict *verdict, int64_t *out, struct err *err)
{
    *out = verdict->status == DISPUTE_IS_FOUNDED ? dispute_minor(d) : 0;
    if (verdict->status != DISPUTE_IS_PARTLY)
        return true;
    if (!object_amount(e, verdict->accepted, out, err))
        return false;
    return *out < dispute_minor(d) ||
           err_set_field(err, ERR_AMOUNT_ABOVE_OPEN, "accepted", verdict->accepted);
}

static bool conclude(struct object_edit *e, const struct dispute_verdict *verdict,
                     struct object_made *out, struct err *err)
{
    const struct account_objects *stored = &e->objects.stored;
    struct str note = verdict->note;
    int64_t at = object_index(verdict->id, stored->disputes, stored->dispute_count,
                              sizeof *stored->disputes);
    if (at < 0)
        return err_set_field(err, ERR_UNKNOWN_OBJECT, "id", verdict->id);
    const struct stored_dispute *d = &stored->disputes[at];
    if (!dispute_may_become(d->terms.status, verdict->status))
        return err_set_field(err, ERR_OBJECT_CLOSED, "id", verdict->id);
    struct object_change change = {.kind = OBJECT_DISPUTE,
                                   .object_id = d->head.id,
                                   .state = dispute_status_code(verdict->status)};
    if (!object_text(&note, LIMIT_NOTE_BYTES, "note", err) ||
        !accepted_minor(e, &d->terms, verdict, &change.accepted_minor, err))
        return false;
    struct object_done done = {.kind = OBJECT_DISPUTE,
                               .verb = "conclude",
                               .id = d->head.id,
                               .number = d->head.number,
                               .state = change.state,
                               .why = note,
                               .amount_minor = change.accepted_minor,
                               .on = DAY_NONE};
    *out = object_edit_made(e->account.key, &d->head);
    return object_change(e->app->db, e->account.key, &change, err) &&
           object_edit_note(e, &done, err);
}

bool conclude_dispute(struct object_request *request, const struct dispute_verdict *verdict,
                      struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, conclude(&e, verdict, out, err), err);
}
