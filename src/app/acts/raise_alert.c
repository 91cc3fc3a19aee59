#include "raise_alert.h"

#include "base/limits.h"

static int64_t open_debits(const struct walked_account *account)
{
    int64_t sum = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (item->open_minor > 0 && plan_role_counts(item->role))
            sum += item->open_minor;
    }
    return sum;
}

static bool add(struct object_edit *e, const struct alert_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct str note = wanted->note;
    struct stored_alert a = {.status = ALERT_IS_OPEN,
                             .kind = wanted->kind,
                             .department = wanted->department,
                             .amount_minor = open_debits(&e->account),
                             .answer_by = wanted->answer_by,
                             .proposal = wanted->proposal};
    if (!object_text(&note, LIMIT_NOTE_BYTES, "note", err) ||
        !object_text(&a.proposal, LIMIT_NOTE_BYTES, "proposal", err))
        return false;
    if (note.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "note", STR("note"));
    if (wanted->amount.n > 0 && !object_amount(e, wanted->amount, &a.amount_minor, err))
        return false;
    if (!day_is(a.answer_by))
        a.answer_by = law_working_days_after(e->ground.law, e->app->today, 1, LAW_REGION_MAINLAND);
    if (!object_day_to_come(e, a.answer_by, "by", err))
        return false;
    a.head = object_edit_head(e, e->objects.stored.alert_count, note);
    *out = object_edit_made(e->account.key, &a.head);
    struct object_done done = {.kind = OBJECT_ALERT,
                               .verb = "raise",
                               .id = a.head.id,
                               .number = a.head.number,
                               .state = alert_status_code(ALERT_IS_OPEN),
                               .why = note,
                               .amount_minor = a.amount_minor,
                               .on = a.answer_by};
    return alert_add(e->app->db, e->account.key, &a, err) && object_edit_note(e, &done, err);
}

bool raise_alert(struct object_request *request, const struct alert_wanted *wanted,
                 struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
