/* The items' half of the gate (gate.h). */
#ifndef RELANCE_STRATEGY_GATE_ITEM_H
#define RELANCE_STRATEGY_GATE_ITEM_H

#include "gate.h"

/* A question on its way through the gate. */
struct gate_asking {
    const struct gate_facts *facts;
    const struct gate_intent *intent;
    struct gate_answer *out;
    bool confirmable;     /* an overdue item wants nothing but its date confirmed */
    struct day first_due; /* of the items not due yet; DAY_NONE: none */
};

/* The answer may change on this day. */
void gate_note_change(struct gate_asking *g, struct day day);
/* Fills out->items and the sums. */
void gate_ask_items(struct gate_asking *g);
/* The item is one this contact is about. */
bool gate_item_concerned(const struct gate_asking *g, size_t i);

#endif
