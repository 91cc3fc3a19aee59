#include "make_promise.h"

#include "base/limits.h"

static bool to_creditor(const struct object_edit *e, enum promise_payee payee)
{
    return payee == PROMISE_PAYEE_CREDITOR ||
           (payee == PROMISE_PAYEE_USUAL && str_is(e->account.capacity, "mandate"));
}

/* The promise that gives way: one that still binds or was never complete. A broken one stays
 * broken; what takes its place is a promise of its own. */
static bool find_replaced(struct object_edit *e, struct str id, int64_t *replaced, struct err *err)
{
    const struct account_objects *stored = &e->objects.stored;
    *replaced = 0;
    if (id.n == 0)
        return true;
    int64_t at =
        object_index(id, stored->promises, stored->promise_count, sizeof *stored->promises);
    if (at < 0)
        return err_set_field(err, ERR_UNKNOWN_OBJECT, "replaces", id);
    enum promise_status status = e->objects.promises[at].status;
    if (status != PROMISE_IS_OPEN && status != PROMISE_IS_INCOMPLETE &&
        status != PROMISE_IS_TO_VERIFY && status != PROMISE_IS_TO_CONFIRM)
        return err_set_field(err, ERR_OBJECT_CLOSED, "replaces", id);
    *replaced = stored->promises[at].head.id;
    return true;
}

static bool supersede(struct object_edit *e, const struct stored_promise *by, struct err *err)
{
    const struct account_objects *stored = &e->objects.stored;
    if (by->replaces == 0)
        return true;
    struct object_change change = {.kind = OBJECT_PROMISE,
                                   .object_id = by->replaces,
                                   .state = promise_state_code(PROMISE_SUPERSEDED)};
    struct object_done done = {.kind = OBJECT_PROMISE,
                               .verb = "supersede",
                               .id = by->replaces,
                               .state = change.state,
                               .on = DAY_NONE};
    for (size_t i = 0; i < stored->promise_count; i++) {
        if (stored->promises[i].head.id == by->replaces)
            done.number = stored->promises[i].head.number;
    }
    return object_change(e->app->db, e->account.key, &change, err) &&
           object_edit_note(e, &done, err);
}

static bool fill(struct object_edit *e, const struct promise_wanted *wanted,
                 struct stored_promise *p, struct err *err)
{
    struct found_items items;
    struct promise *t = &p->terms;
    if (!find_replaced(e, wanted->replaces, &p->replaces, err) ||
        !object_items(e, wanted->items, &items, err))
        return false;
    t->c.items = object_covered(e, &items);
    if (wanted->amount.n > 0 && !object_amount(e, wanted->amount, &t->c.wanted_minor, err))
        return false;
    if (items.count > 0 && t->c.wanted_minor > covered_minor(t->c.items))
        return err_set_field(err, ERR_AMOUNT_ABOVE_OPEN, "amount", wanted->amount);
    if (day_is(wanted->on) && !object_day_to_come(e, wanted->on, "on", err))
        return false;
    return promise_missing(t) != 0 || object_items_free(e, &items, p->replaces, err);
}

static bool add(struct object_edit *e, const struct promise_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct stored_promise p = {.person = wanted->person};
    struct str note = wanted->note;
    if (!object_text(&p.person, LIMIT_NAME_BYTES, "person", err) ||
        !object_text(&note, LIMIT_NOTE_BYTES, "note", err))
        return false;
    p.head = object_edit_head(e, e->objects.stored.promise_count, note);
    p.terms = (struct promise){
        .on = wanted->on,
        .means = wanted->means,
        .person = p.person.n > 0,
        .to_creditor = to_creditor(e, wanted->payee),
        .c = {.made = e->app->today,
              .loose_before_minor = loose_credits(&e->account, e->app->today),
              .word = {DAY_NONE, 0}},
    };
    if (!fill(e, wanted, &p, err))
        return false;
    *out = object_edit_made(e->account.key, &p.head);
    out->missing = promise_missing(&p.terms);
    struct object_done done = {.kind = OBJECT_PROMISE,
                               .verb = "make",
                               .id = p.head.id,
                               .number = p.head.number,
                               .state = promise_state_code(PROMISE_STANDING),
                               .why = note,
                               .amount_minor = p.terms.c.wanted_minor,
                               .on = p.terms.on};
    return promise_add(e->app->db, e->account.key, &p, err) && object_edit_note(e, &done, err) &&
           supersede(e, &p, err);
}

bool make_promise(struct object_request *request, const struct promise_wanted *wanted,
                  struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
