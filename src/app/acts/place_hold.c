#include "place_hold.h"

#include "base/limits.h"

static bool fill_item(struct object_edit *e, const struct hold_wanted *wanted, struct hold *h,
                      struct err *err)
{
    struct found_items items;
    if (!object_items(e, wanted->items, &items, err))
        return false;
    if (items.count > 1)
        return err_set_field(err, ERR_OPTION_CONFLICT, "items", wanted->items);
    if (items.count == 0)
        return wanted->amount.n == 0 ||
               err_set_field(err, ERR_OPTION_MISSING, "items", STR("items"));
    if (wanted->scope == HOLD_OF_DEBTOR)
        return err_set_field(err, ERR_OPTION_CONFLICT, "scope", STR("items"));
    h->scope = HOLD_OF_ITEM;
    h->item_id = items.rows[0]->id;
    if (wanted->amount.n == 0)
        return true;
    h->scope = HOLD_OF_PART;
    if (!object_amount(e, wanted->amount, &h->minor, err))
        return false;
    return h->minor <= items.rows[0]->open_minor ||
           err_set_field(err, ERR_AMOUNT_ABOVE_OPEN, "amount", wanted->amount);
}

/* Holds of the account alone: those on the person placed elsewhere are read with them. */
static size_t own_count(const struct object_edit *e)
{
    size_t n = 0;
    for (size_t i = 0; i < e->objects.stored.hold_count; i++)
        n += e->objects.stored.holds[i].account_id == e->account.key.account_id;
    return n;
}

static bool add(struct object_edit *e, const struct hold_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct str note = wanted->note;
    struct buf text;
    if (!object_text(&note, LIMIT_NOTE_BYTES, "note", err))
        return false;
    struct stored_hold h = {
        .head = object_edit_head(e, own_count(e), note),
        .terms = {.scope = wanted->scope,
                  .reason = wanted->reason,
                  .from = day_is(wanted->from) ? wanted->from : e->app->today,
                  .through = wanted->through},
    };
    if (!object_day_to_come(e, h.terms.from, "from", err) ||
        !object_day_to_come(e, h.terms.through, "until", err) ||
        !fill_item(e, wanted, &h.terms, err))
        return false;
    buf_init(&text, e->arena, 32);
    buf_add_day(&text, h.terms.through);
    if (day_before(h.terms.through, h.terms.from))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "until", buf_str(&text));
    *out = object_edit_made(e->account.key, &h.head);
    struct object_done done = {.kind = OBJECT_HOLD,
                               .verb = "place",
                               .id = h.head.id,
                               .number = h.head.number,
                               .state = "placed",
                               .why = note,
                               .amount_minor = h.terms.minor,
                               .on = h.terms.through};
    return hold_add(e->app->db, e->account.key, &h, err) && object_edit_note(e, &done, err);
}

bool place_hold(struct object_request *request, const struct hold_wanted *wanted,
                struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
