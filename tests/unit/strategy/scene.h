/* One question to the gate, to be varied: an account with two invoices overdue, nothing against a
 * call. Included once by a test program. */
#ifndef RELANCE_TESTS_SCENE_H
#define RELANCE_TESTS_SCENE_H

#include "support/unit.h"

#include "law/holiday.h"
#include "law/tables.h"
#include "strategy/defaults.h"
#include "strategy/gate.h"

enum { TODAY = 20000 }; /* 2024-10-04, a Friday */

struct scene {
    struct arena arena;
    struct gate_policy policy;
    struct gate_debtor debtor;
    struct gate_account account;
    struct gate_item items[8];
    size_t item_count;
    struct gate_suspension suspensions[8];
    size_t suspension_count;
    struct gate_intent intent;
    struct gate_answer answer;
};

static const enum gate_number_state one_good_number[] = {GATE_NUMBER_GOOD};

static inline struct day day_of(int32_t n) { return (struct day){n}; }

static inline struct gate_item invoice(int32_t days_late, int64_t open_minor)
{
    struct due due = {{TODAY - days_late}, DUE_STATED};
    struct gate_item item = gate_item_plain(LEDGER_CUSTOMER, due, open_minor);
    item.arose = day_of(TODAY - days_late - 30);
    return item;
}

static inline void scene_begin(struct scene *s)
{
    *s = (struct scene){.account = gate_account_plain(), .item_count = 2};
    arena_init(&s->arena, 0);
    s->policy.match_first_percent = 30;
    s->debtor.numbers = one_good_number;
    s->debtor.number_count = 1;
    s->items[0] = invoice(40, 100000);
    s->items[1] = invoice(10, 50000);
    s->intent = (struct gate_intent){.purpose = GATE_PURPOSE_DEMAND,
                                     .channel = GATE_CHANNEL_PHONE,
                                     .number = GATE_ANY_NUMBER,
                                     .day = {TODAY},
                                     .minute = GATE_NO_TIME};
}

static inline const struct gate_answer *scene_ask(struct scene *s)
{
    struct gate_facts facts = {.policy = &s->policy,
                               .law = law_tables_compiled(),
                               .debtor = &s->debtor,
                               .account = &s->account,
                               .items = s->items,
                               .item_count = s->item_count,
                               .suspensions = s->suspensions,
                               .suspension_count = s->suspension_count};
    gate_ask(&s->arena, &facts, &s->intent, &s->answer);
    return &s->answer;
}

static inline void scene_on(struct scene *s, int32_t day) { s->intent.day = day_of(day); }

static inline void scene_end(struct scene *s) { arena_release(&s->arena); }

/* The block of the contact, or NULL. */
static inline const struct gate_block *contact_block(const struct scene *s, enum block code)
{
    for (size_t i = 0; i < s->answer.block_count; i++) {
        if (s->answer.blocks[i].code == code)
            return &s->answer.blocks[i];
    }
    return NULL;
}

static inline const struct gate_block *item_block(const struct scene *s, size_t i, enum block code)
{
    const struct item_answer *item = &s->answer.items[i];
    for (size_t k = 0; k < item->block_count; k++) {
        if (item->blocks[k].code == code)
            return &item->blocks[k];
    }
    return NULL;
}

/* The contact is refused for this reason and for no other, until that day. */
static inline void assert_refused(struct scene *s, enum block code, struct day until)
{
    const struct gate_answer *g = scene_ask(s);
    assert_false(g->contact_allowed);
    assert_int_equal(g->block_count, 1);
    assert_string_equal(block_code(g->blocks[0].code), block_code(code));
    assert_int_equal(g->blocks[0].until.n, until.n);
}

static inline void assert_allowed(struct scene *s)
{
    const struct gate_answer *g = scene_ask(s);
    assert_int_equal(g->block_count, 0);
    assert_true(g->contact_allowed);
}

#endif
