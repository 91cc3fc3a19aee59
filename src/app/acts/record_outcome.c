#include "record_outcome.h"

#include "base/limits.h"
#include "base/moment.h"
#include "note_contact.h"

_Static_assert((int)OUTCOME_NO_MINUTE == (int)MOMENT_NO_MINUTE, "one word for no time");

/* What was said to him moves the levels of what it was about. */
static bool note_levels(struct object_edit *e, const struct stored_outcome *o, struct err *err)
{
    struct real_contact contact = {o->head.id, o->head.made};
    return outcome_reached(o->code) != OUTCOME_REACHED_PARTY ||
           note_contact(e->app, e->arena, e->account.key, &contact, err);
}

/* Only calls say how often one reaches somebody. */
static bool is_call(const struct stored_outcome *o)
{
    return str_is(o->channel, gate_channel_code(GATE_CHANNEL_PHONE));
}

static bool store(struct object_edit *e, const struct stored_outcome *o, struct err *err)
{
    struct outcome_context context = {.outcome_id = o->head.id,
                                      .on = o->head.made,
                                      .reached = outcome_reached(o->code) == OUTCOME_REACHED_PARTY};
    if (is_call(o) && !note_attempt(e->app, e->arena, e->account.key, &context, err))
        return false;
    return note_levels(e, o, err) && outcome_add(e->app->db, e->account.key, o, err) &&
           (!is_call(o) || outcome_context_add(e->app->db, e->account.key, &context, err));
}

static bool add(struct object_edit *e, const struct outcome_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct civil at;
    struct str note = wanted->note;
    struct stored_outcome o = {.code = wanted->code,
                               .channel = str_of(gate_channel_code(wanted->channel)),
                               .person = wanted->person,
                               .call_back = wanted->call_back};
    if (!object_text(&o.person, LIMIT_NAME_BYTES, "person", err) ||
        !object_text(&note, LIMIT_NOTE_BYTES, "note", err) || !moment_parse(wanted->at, &at, err))
        return false;
    if (day_before(e->app->today, at.day))
        return err_set_field(err, ERR_DATE_FUTURE, "at", wanted->at);
    if (day_is(o.call_back) && !object_day_to_come(e, o.call_back, "call-back", err))
        return false;
    o.head = object_edit_head(e, e->objects.stored.outcome_count, note);
    o.head.made = at.day;
    o.minute = at.minute;
    *out = object_edit_made(e->account.key, &o.head);
    struct object_done done = {.kind = OBJECT_OUTCOME,
                               .verb = "record",
                               .id = o.head.id,
                               .number = o.head.number,
                               .state = outcome_code(o.code),
                               .why = note,
                               .on = at.day};
    return store(e, &o, err) && object_edit_note(e, &done, err);
}

bool record_outcome(struct object_request *request, const struct outcome_wanted *wanted,
                    struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
