#include "change_object.h"

#include "base/limits.h"

typedef bool may_fn(const struct file_objects *objects, size_t i);

static bool promise_may_end(const struct file_objects *objects, size_t i)
{
    enum promise_status status = objects->promises[i].status;
    return objects->stored.promises[i].terms.state == PROMISE_STANDING &&
           (status == PROMISE_IS_OPEN || status == PROMISE_IS_INCOMPLETE ||
            status == PROMISE_IS_TO_VERIFY || status == PROMISE_IS_TO_CONFIRM);
}

static bool plan_may_be_proposed(const struct file_objects *objects, size_t i)
{
    return objects->stored.plans[i].terms.state == INSTALMENTS_DRAFT;
}

static bool plan_may_end(const struct file_objects *objects, size_t i)
{
    return objects->plans[i].status != INSTALMENTS_IS_ENDED &&
           objects->plans[i].status != INSTALMENTS_IS_KEPT;
}

static bool dispute_may_be_answered(const struct file_objects *objects, size_t i)
{
    return dispute_may_become(objects->stored.disputes[i].terms.status, DISPUTE_IS_ANSWERED);
}

static bool hold_may_be_lifted(const struct file_objects *objects, size_t i)
{
    return objects->holds[i] == HOLD_IS_ACTIVE || objects->holds[i] == HOLD_IS_PLANNED;
}

static bool cover_may_end(const struct file_objects *objects, size_t i)
{
    return objects->covers[i] == COVER_IS_ACTIVE || objects->covers[i] == COVER_IS_PLANNED;
}

static bool alert_may_be_answered(const struct file_objects *objects, size_t i)
{
    return objects->stored.alerts[i].status == ALERT_IS_OPEN;
}

static bool alert_may_be_closed(const struct file_objects *objects, size_t i)
{
    return objects->stored.alerts[i].status != ALERT_IS_CLOSED;
}

static bool assignment_may_be_reversed(const struct file_objects *objects, size_t i)
{
    return objects->assignments[i] != ASSIGNMENT_IS_REVERSED;
}

static const struct {
    enum object_kind kind;
    const char *verb, *state;
    may_fn *may;
} verbs[OBJECT_VERB_COUNT] = {
    [VERB_PROMISE_CANCEL] = {OBJECT_PROMISE, "cancel", "cancelled", promise_may_end},
    [VERB_PLAN_PROPOSE] = {OBJECT_PLAN, "propose", "proposed", plan_may_be_proposed},
    [VERB_PLAN_END] = {OBJECT_PLAN, "end", "ended", plan_may_end},
    [VERB_DISPUTE_ANSWER] = {OBJECT_DISPUTE, "answer", "answered", dispute_may_be_answered},
    [VERB_HOLD_LIFT] = {OBJECT_HOLD, "lift", "lifted", hold_may_be_lifted},
    [VERB_COVER_END] = {OBJECT_COVER, "end", "ended", cover_may_end},
    [VERB_ALERT_ANSWER] = {OBJECT_ALERT, "answer", "answered", alert_may_be_answered},
    [VERB_ALERT_CLOSE] = {OBJECT_ALERT, "close", "closed", alert_may_be_closed},
    [VERB_ASSIGNMENT_REVERSE] = {OBJECT_ASSIGNMENT, "reverse", "reversed",
                                 assignment_may_be_reversed},
};

/* The objects of a kind, as rows that begin with their head. */
struct rows {
    const void *base;
    size_t count, size;
};

static struct rows rows_of(const struct account_objects *o, enum object_kind kind)
{
    switch (kind) {
    case OBJECT_PROMISE:
        return (struct rows){o->promises, o->promise_count, sizeof *o->promises};
    case OBJECT_PLAN:
        return (struct rows){o->plans, o->plan_count, sizeof *o->plans};
    case OBJECT_DISPUTE:
        return (struct rows){o->disputes, o->dispute_count, sizeof *o->disputes};
    case OBJECT_HOLD:
        return (struct rows){o->holds, o->hold_count, sizeof *o->holds};
    case OBJECT_COVER:
        return (struct rows){o->covers, o->cover_count, sizeof *o->covers};
    case OBJECT_ALERT:
        return (struct rows){o->alerts, o->alert_count, sizeof *o->alerts};
    case OBJECT_ASSIGNMENT:
        return (struct rows){o->assignments, o->assignment_count, sizeof *o->assignments};
    case OBJECT_OUTCOME:
    case OBJECT_KIND_COUNT:
        break;
    }
    BUG("an outcome has no state");
}

/* A hold on the person may have been placed on another account, with a number of that account:
 * numbers mean this account's holds first. */
static int64_t hold_index(const struct object_edit *e, struct str id)
{
    const struct account_objects *o = &e->objects.stored;
    for (size_t i = 0; i < o->hold_count; i++) {
        if (o->holds[i].account_id == e->account.key.account_id &&
            object_index(id, &o->holds[i], 1, sizeof *o->holds) == 0)
            return (int64_t)i;
    }
    return object_index(id, o->holds, o->hold_count, sizeof *o->holds);
}

static bool change(struct object_edit *e, const struct object_wanted *wanted,
                   struct object_made *out, struct err *err)
{
    enum object_kind kind = verbs[wanted->verb].kind;
    struct rows rows = rows_of(&e->objects.stored, kind);
    struct str why = wanted->why;
    if (!object_text(&why, LIMIT_NOTE_BYTES, "why", err))
        return false;
    if (why.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", STR("why"));
    int64_t at = kind == OBJECT_HOLD ? hold_index(e, wanted->id)
                                     : object_index(wanted->id, rows.base, rows.count, rows.size);
    if (at < 0)
        return err_set_field(err, ERR_UNKNOWN_OBJECT, "id", wanted->id);
    if (!verbs[wanted->verb].may(&e->objects, (size_t)at))
        return err_set_field(err, ERR_OBJECT_CLOSED, "id", wanted->id);
    const struct object_head *head =
        (const void *)((const char *)rows.base + (size_t)at * rows.size);
    struct account_key key = e->account.key;
    if (kind == OBJECT_HOLD)
        key.account_id = e->objects.stored.holds[at].account_id;
    struct object_change row = {kind, head->id, verbs[wanted->verb].state, 0};
    struct object_done done = {.kind = kind,
                               .verb = verbs[wanted->verb].verb,
                               .id = head->id,
                               .number = head->number,
                               .state = row.state,
                               .why = why,
                               .on = DAY_NONE,
                               .account_id = key.account_id};
    *out = object_edit_made(key, head);
    return object_change(e->app->db, key, &row, err) && object_edit_note(e, &done, err);
}

bool change_object(struct object_request *request, const struct object_wanted *wanted,
                   struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, change(&e, wanted, out, err), err);
}

/* ---- the creditor's word ---- */

static bool confirm(struct object_edit *e, const struct promise_word *said, struct object_made *out,
                    struct err *err)
{
    const struct account_objects *stored = &e->objects.stored;
    struct cash word = {day_is(said->on) ? said->on : e->app->today, 0};
    struct str note = said->note;
    int64_t at =
        object_index(said->id, stored->promises, stored->promise_count, sizeof *stored->promises);
    if (at < 0)
        return err_set_field(err, ERR_UNKNOWN_OBJECT, "id", said->id);
    const struct stored_promise *p = &stored->promises[at];
    if (p->terms.state != PROMISE_STANDING)
        return err_set_field(err, ERR_OBJECT_CLOSED, "id", said->id);
    if (day_before(e->app->today, word.on)) {
        struct buf text;
        buf_init(&text, e->arena, 32);
        buf_add_day(&text, word.on);
        return err_set_field(err, ERR_DATE_FUTURE, "on", buf_str(&text));
    }
    if (!object_text(&note, LIMIT_NOTE_BYTES, "note", err) ||
        (said->paid.n > 0 && !object_amount(e, said->paid, &word.minor, err)))
        return false;
    struct object_done done = {.kind = OBJECT_PROMISE,
                               .verb = "confirm",
                               .id = p->head.id,
                               .number = p->head.number,
                               .state = promise_state_code(PROMISE_STANDING),
                               .why = note,
                               .amount_minor = word.minor,
                               .on = word.on};
    *out = object_edit_made(e->account.key, &p->head);
    return promise_word_set(e->app->db, e->account.key, p->head.id, word, err) &&
           object_edit_note(e, &done, err);
}

bool confirm_promise(struct object_request *request, const struct promise_word *word,
                     struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, confirm(&e, word, out, err), err);
}
