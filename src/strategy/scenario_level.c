#include "scenario_level.h"

struct climbing {
    const struct scenario *rules;
    const struct scenario_facts *facts;
    struct scenario_ladder *out;
};

/* Of those who wait, the first to be ready is the one to be told. */
static void wait_until(struct climbing *c, enum block why, struct day ready_on)
{
    struct gate_block *waits = &c->out->waits;
    if (day_is(ready_on) &&
        (!day_is(c->out->next_change) || day_before(ready_on, c->out->next_change)))
        c->out->next_change = ready_on;
    struct day until = day_is(ready_on) ? day_add(ready_on, -1) : DAY_NONE;
    bool sooner = day_is(until) && (!day_is(waits->until) || day_before(until, waits->until));
    if (waits->code == BLOCK_COUNT || sooner)
        *waits = (struct gate_block){why, GATE_SCOPE_ACCOUNT, until};
}

static struct day start_of(const struct climbing *c, const struct gate_item *item)
{
    struct day letter = c->facts->gate->account->first_letter_on;
    if (c->rules->start == SCENARIO_FROM_DUE)
        return item->due.day;
    return day_is(letter) ? day_max(letter, item->due.day) : DAY_NONE;
}

/* A level for those who were contacted before is not there for the others. */
static bool is_for(const struct scenario_level *level, const struct scenario_past *past)
{
    return !level->after_contact || day_is(past->on);
}

static int32_t deserved(const struct climbing *c, struct day start,
                        const struct scenario_past *past)
{
    const struct scenario_level *levels = c->rules->levels;
    int32_t level = c->rules->level_count;
    while (level > 0 && (c->facts->today.n - start.n < levels[level - 1].days ||
                         !is_for(&levels[level - 1], past)))
        level--;
    return level;
}

static struct day next_level_on(const struct climbing *c, struct day start, int32_t level,
                                const struct scenario_past *past)
{
    while (level < c->rules->level_count && !is_for(&c->rules->levels[level], past))
        level++;
    return level < c->rules->level_count ? day_add(start, c->rules->levels[level].days) : DAY_NONE;
}

static struct day sooner_of(struct day a, struct day b)
{
    if (!day_is(a) || !day_is(b))
        return day_is(a) ? a : b;
    return day_min(a, b);
}

static void ask_step(struct climbing *c, struct scenario_step *step, struct day start,
                     const struct scenario_past *past)
{
    const struct scenario_level *level = &c->rules->levels[step->level - 1];
    struct day next = next_level_on(c, start, step->level, past);
    if (step->level > past->level) {
        struct day ready_on = day_is(past->on) ? day_add(past->on, level->gap_days) : past->on;
        if (day_is(ready_on) && day_before(c->facts->today, ready_on)) {
            wait_until(c, BLOCK_GAP, ready_on);
            c->out->next_change = sooner_of(c->out->next_change, next); /* its gap may be shorter */
            return;
        }
        step->ready = true;
        return;
    }
    struct day again =
        level->again_days > 0 && day_is(past->on) ? day_add(past->on, level->again_days) : DAY_NONE;
    step->ready = day_is(again) && !day_before(c->facts->today, again);
    if (!step->ready)
        wait_until(c, BLOCK_LEVEL_DONE, sooner_of(next, again));
}

static void climb_item(struct climbing *c, struct scenario_step *step, const struct gate_item *item,
                       const struct scenario_past *past)
{
    struct day start = start_of(c, item);
    if (day_is(past->on) &&
        (!day_is(c->out->last_contact_on) || day_before(c->out->last_contact_on, past->on)))
        c->out->last_contact_on = past->on;
    if (!day_is(start))
        return;
    step->attached = true;
    step->level = deserved(c, start, past);
    if (step->level == 0) {
        wait_until(c, BLOCK_TOO_EARLY, next_level_on(c, start, 0, past));
        return;
    }
    if (step->level > c->out->highest_level)
        c->out->highest_level = step->level;
    ask_step(c, step, start, past);
    if (step->ready && step->level > c->out->ready_level)
        c->out->ready_level = step->level;
    if (step->ready)
        c->out->next_change =
            sooner_of(c->out->next_change, next_level_on(c, start, step->level, past));
}

void scenario_climb(const struct scenario *rules, const struct scenario_facts *facts,
                    const struct gate_answer *gate, struct scenario_step *steps,
                    struct scenario_ladder *out)
{
    const struct scenario_past nothing = {.on = DAY_NONE};
    struct climbing c = {rules, facts, out};
    *out = (struct scenario_ladder){.waits = {BLOCK_COUNT, GATE_SCOPE_ACCOUNT, DAY_NONE},
                                    .last_contact_on = DAY_NONE,
                                    .next_change = DAY_NONE};
    for (size_t i = 0; i < facts->gate->item_count; i++) {
        const struct gate_item *item = &facts->gate->items[i];
        if (!gate->items[i].raisable || !gate_item_overdue(item, facts->today))
            continue;
        climb_item(&c, &steps[i], item, facts->past == NULL ? &nothing : &facts->past[i]);
    }
    for (size_t i = 0; i < facts->gate->item_count; i++)
        steps[i].attached = steps[i].attached && !steps[i].ready;
}
