#include "work_again.h"

struct again {
    struct day today, next; /* DAY_NONE: never */
};

static void note_day(struct again *a, struct day day)
{
    if (day_is(day) && day_before(a->today, day))
        a->next = day_is(a->next) ? day_min(a->next, day) : day;
}

/* What is dated later than today begins to count on its day. */
static void note_later(struct again *a, const struct run_account *from)
{
    note_day(a, from->later);
    for (size_t i = 0; i < from->contact_count; i++)
        note_day(a, from->contacts[i].on);
    for (size_t i = 0; i < from->done_count; i++)
        note_day(a, from->done[i].on);
    for (size_t i = 0; i < from->letters.count; i++) {
        note_day(a, from->letters.rows[i].mail.sent);
        note_day(a, mailing_first_letter(&from->letters.rows[i].mail));
    }
    for (size_t i = 0; i < from->word_count; i++) {
        note_day(a, from->words[i].on);
        if (day_is(from->words[i].through))
            note_day(a, day_add(from->words[i].through, 1));
    }
}

/* A payment that came back is an event once something owed since then falls due, retention too. */
static void note_returns(struct again *a, const struct walked_account *account)
{
    bool any = false;
    for (size_t i = 0; i < account->item_count; i++)
        any = any || account->items[i].kind == ITEM_PAYMENT_RETURNED;
    for (size_t i = 0; any && i < account->item_count; i++)
        note_day(a, day_add(account->items[i].due.day, 1));
}

/* Whose list it is on. */
static void note_owner(struct again *a, const struct decide_ground *ground,
                       const struct owner *owner)
{
    if (owner->waits)
        note_day(a, owner->next);
    if (owner->user_id != 0 || owner->team_id != 0)
        note_day(a, ground->agents_change);
}

struct day work_again_on(const struct decide_ground *ground, const struct run_account *from,
                         const struct decided_work *work)
{
    struct again a = {ground->objects.today, DAY_NONE};
    const struct priority_rules *rules = &ground->rules.priority;
    int32_t late = work->gate.oldest_days;
    int32_t step = late > 0 ? uplift_next_step(rules, &ground->value.learnt, late) : 0;
    note_day(&a, work->next_change);
    note_later(&a, from);
    note_owner(&a, ground, &from->owner);
    note_returns(&a, &from->account);
    if (from->has_objects && work->gate.open_minor != 0)
        return a.today;
    if (step > 0 && work->decision.action != ACTION_NONE)
        note_day(&a, day_add(a.today, step - late));
    return a.next;
}
