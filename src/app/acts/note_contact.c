#include "note_contact.h"

#include "app/daily/decide_work.h"

struct raised {
    struct run_account from;
    struct decided_work work;
};

/* What would have been raised that day. */
static bool decide(struct app *app, struct arena *a, struct day on, struct raised *out,
                   struct err *err)
{
    struct decide_ground ground;
    const struct file_objects *objects = NULL;
    struct run_account *from = &out->from;
    if (!decide_ground_load(app, a, &ground, err))
        return false;
    ground.objects.today = on;
    struct run_account_wanted wanted = {.today = on};
    if (!account_read(app->db, a, on, &from->account, err) ||
        !run_account_read(app->db, a, &wanted, from, err) ||
        !decide_objects(a, &ground, from, &objects, err))
        return false;
    decide_work(a, &ground, from, objects, &out->work);
    return true;
}

bool note_contact(struct app *app, struct arena *a, struct account_key key,
                  const struct real_contact *contact, struct err *err)
{
    struct raised r = {.from = {.account = {.key = key}}};
    if (!decide(app, a, contact->on, &r, err))
        return false;
    bool pre_due = r.work.decision.purpose == GATE_PURPOSE_PRE_DUE;
    size_t n = r.from.account.item_count;
    struct item_contact *rows = ARENA_ARRAY(a, n, struct item_contact);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct scenario_step *step = &r.work.decision.items[i];
        if (step->ready || step->attached)
            rows[count++] = (struct item_contact){.item_id = r.from.account.items[i].id,
                                                  .level = step->ready ? step->level : 0,
                                                  .pre_due = step->ready && pre_due};
    }
    struct item_contacts all = {contact->id, contact->on, rows, count};
    return item_contacts_add(app->db, key, &all, err);
}

bool note_attempt(struct app *app, struct arena *a, struct account_key key,
                  struct outcome_context *context, struct err *err)
{
    struct raised r = {.from = {.account = {.key = key}}};
    if (!decide(app, a, context->on, &r, err))
        return false;
    context->days_late = r.work.gate.oldest_days;
    context->net_minor = r.work.gate.net_overdue_minor;
    return true;
}
