#include "file_gate.h"

/* What only the daily run knows (insolvency) is not asked here; nor
 * are the minimum and the pressure, which belong to a rule file. */
static struct gate_policy plain_policy(void)
{
    struct gate_policy policy = default_policy(GATE_PERSON_UNKNOWN);
    policy.pressure_maximum = 0;
    policy.minimum_minor = 0;
    policy.hours_preset = STR("");
    return policy;
}

struct gate_item gate_item_of(const struct walked_account *account,
                              const struct file_objects *objects, size_t i)
{
    const struct walked_item *item = &account->items[i];
    struct gate_item out = gate_item_plain(item->role, item->due, item->open_minor);
    if (objects != NULL && objects->item_payees != NULL) {
        out.payee = objects->item_payees[i].payee_id;
        out.not_told_of_payee = objects->item_payees[i].not_told;
    }
    return out;
}

void file_gate(struct arena *a, const struct walked_account *account,
               const struct file_objects *objects, struct day today, struct gate_answer *answer)
{
    static const enum gate_number_state known[] = {GATE_NUMBER_GOOD};
    struct gate_item *items = ARENA_ARRAY(a, account->item_count, struct gate_item);
    for (size_t i = 0; i < account->item_count; i++)
        items[i] = gate_item_of(account, objects, i);
    struct gate_policy policy = plain_policy();
    struct gate_account facts_of_account = gate_account_plain();
    struct gate_debtor debtor = {.numbers = known,
                                 .number_count = account->phone.p != NULL,
                                 .contacts = objects->contacts,
                                 .contact_count = objects->contact_count};
    struct gate_facts facts = {.policy = &policy,
                               .debtor = &debtor,
                               .account = &facts_of_account,
                               .items = items,
                               .item_count = account->item_count,
                               .suspensions = objects->suspensions,
                               .suspension_count = objects->suspension_count};
    struct gate_intent intent = {.purpose = GATE_PURPOSE_DEMAND,
                                 .channel = GATE_CHANNEL_PHONE,
                                 .number = GATE_ANY_NUMBER,
                                 .day = today,
                                 .minute = GATE_NO_TIME};
    gate_ask(a, &facts, &intent, answer);
}
