#include "file_gate.h"

void file_gate(struct arena *a, const struct walked_account *account, struct day today,
               struct gate_answer *answer)
{
    struct gate_item *items = ARENA_ARRAY(a, account->item_count, struct gate_item);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        items[i] = (struct gate_item){item->role, item->due, item->open_minor};
    }
    struct gate_facts facts = {today, account->phone.p != NULL, items, account->item_count};
    gate_ask(a, &facts, answer);
}
