#include "assign_items.h"

#include "base/limits.h"

static bool check(struct object_edit *e, const struct assignment_wanted *wanted, struct err *err)
{
    struct buf text;
    if (!wanted->all && wanted->items.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "items", STR("items"));
    if (wanted->all && wanted->items.n > 0)
        return err_set_field(err, ERR_OPTION_CONFLICT, "all", STR("--items"));
    if (!wanted->all && day_is(wanted->since))
        return err_set_field(err, ERR_OPTION_CONFLICT, "since", STR("--items"));
    if (wanted->confidential && (day_is(wanted->notified) || wanted->proof.n > 0))
        return err_set_field(err, ERR_OPTION_CONFLICT, "confidential", STR("--notified"));
    if (day_is(wanted->notified) && str_trim(wanted->proof).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "proof", STR("proof"));
    if (!day_is(wanted->notified) && wanted->proof.n > 0)
        return err_set_field(err, ERR_OPTION_MISSING, "notified", STR("notified"));
    if (!day_before(e->app->today, wanted->notified))
        return true;
    buf_init(&text, e->arena, 32);
    buf_add_day(&text, wanted->notified);
    return err_set_field(err, ERR_DATE_FUTURE, "notified", buf_str(&text));
}

/* A house collects what its factor bought as his agent; a factor in his own name. */
static enum capacity usual_capacity(const struct object_edit *e, const struct payee *payee)
{
    enum capacity own = CAPACITY_OWN;
    bool known = capacity_parse(e->account.capacity, &own);
    ASSERT(known);
    return payee->kind == PAYEE_FACTOR && own == CAPACITY_OWN ? CAPACITY_MANDATE : own;
}

static bool find_payee(const struct object_edit *e, struct str code, struct day on,
                       const struct payee **out, struct err *err)
{
    const struct payees *p = &e->objects.payees;
    *out = payee_by_code(p, code);
    if (*out == NULL || payee_closed(p, (*out)->id, on))
        return err_set_field(err, ERR_UNKNOWN_PAYEE, "payee", code);
    return true;
}

static bool add(struct object_edit *e, const struct assignment_wanted *wanted,
                struct object_made *out, struct err *err)
{
    struct found_items found = {0};
    const struct payee *payee = NULL;
    struct day on = day_is(wanted->on) ? wanted->on : e->app->today;
    struct stored_assignment a = {
        .head = object_edit_head(e, e->objects.stored.assignment_count, wanted->note),
        .proof = wanted->proof,
    };
    if (!check(e, wanted, err) || !find_payee(e, wanted->payee, on, &payee, err) ||
        !object_items(e, wanted->items, &found, err) ||
        !object_text(&a.proof, LIMIT_NOTE_BYTES, "proof", err) ||
        !object_text(&a.head.note, LIMIT_NOTE_BYTES, "note", err))
        return false;
    a.items = object_covered(e, &found);
    a.terms = (struct assignment){
        .payee_id = payee->id,
        .capacity = wanted->has_capacity ? wanted->capacity : usual_capacity(e, payee),
        .assigned = on,
        .all = wanted->all,
        .since = wanted->since,
        .disclosed = !wanted->confidential,
        .notified = wanted->notified,
    };
    *out = object_edit_made(e->account.key, &a.head);
    struct object_done done = {.kind = OBJECT_ASSIGNMENT,
                               .verb = "make",
                               .id = a.head.id,
                               .number = a.head.number,
                               .state = "standing",
                               .why = a.head.note,
                               .amount_minor = covered_minor(a.items),
                               .on = on};
    return assignment_add(e->app->db, e->account.key, &a, err) && object_edit_note(e, &done, err);
}

bool assign_items(struct object_request *request, const struct assignment_wanted *wanted,
                  struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
