#include "tally.h"

enum { ROOM_FIRST = 1024 };

static uint64_t turn(uint64_t v, int bits) { return v << bits | v >> (64 - bits); }

static uint64_t finish(uint64_t v)
{
    v = (v ^ v >> 33) * UINT64_C(0xff51afd7ed558ccd);
    v = (v ^ v >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return v ^ v >> 33;
}

/* Two lanes that read the same words in different ways; the length of each part is hashed, so that
 * ("a", "bc") is not ("ab", "c"). */
static void digest(const struct str *parts, size_t part_count, uint64_t out[2])
{
    uint64_t a = UINT64_C(0x9e3779b97f4a7c15), b = UINT64_C(0xd1b54a32d192ed03);
    for (size_t k = 0; k < part_count; k++) {
        struct str part = parts[k];
        for (size_t i = 0; i <= part.n; i += 8) {
            uint64_t word = 0;
            size_t n = part.n - i < 8 ? part.n - i : 8;
            if (n > 0)
                memcpy(&word, part.p + i, n);
            a = turn(a ^ word, 29) * UINT64_C(0x87c37b91114253d5);
            b = turn(b, 31) * UINT64_C(0x4cf5ad432745937f) + word;
        }
        a ^= part.n;
        b = turn(b ^ part.n, 17) * UINT64_C(0x9e3779b97f4a7c15);
    }
    out[0] = finish(a + b);
    out[1] = finish(b ^ turn(a, 32));
    if (out[0] == 0 && out[1] == 0)
        out[1] = 1;
}

void tally_init(struct tally *t)
{
    *t = (struct tally){.room = ROOM_FIRST};
    arena_init(&t->arena, 0);
    t->slots = ARENA_ARRAY(&t->arena, t->room, struct tally_slot);
}

static struct tally_slot *find(struct tally_slot *slots, size_t room, const uint64_t key[2])
{
    size_t i = (size_t)key[0] & (room - 1);
    while ((slots[i].key[0] | slots[i].key[1]) != 0 &&
           (slots[i].key[0] != key[0] || slots[i].key[1] != key[1]))
        i = (i + 1) & (room - 1);
    return &slots[i];
}

static void grow(struct tally *t)
{
    struct arena bigger;
    arena_init(&bigger, 0);
    size_t room = t->room * 2;
    struct tally_slot *slots = ARENA_ARRAY(&bigger, room, struct tally_slot);
    for (size_t i = 0; i < t->room; i++) {
        if ((t->slots[i].key[0] | t->slots[i].key[1]) != 0)
            *find(slots, room, t->slots[i].key) = t->slots[i];
    }
    arena_release(&t->arena);
    t->arena = bigger;
    t->slots = slots;
    t->room = room;
}

struct tally_slot *tally_at(struct tally *t, const struct str *parts, size_t part_count,
                            uint32_t tag)
{
    uint64_t key[2];
    digest(parts, part_count, key);
    struct tally_slot *slot = find(t->slots, t->room, key);
    if ((slot->key[0] | slot->key[1]) != 0)
        return slot;
    if (t->count >= t->room / 4 * 3) {
        grow(t);
        slot = find(t->slots, t->room, key);
    }
    t->count++;
    *slot = (struct tally_slot){.key = {key[0], key[1]}, .tag = tag};
    return slot;
}

void tally_release(struct tally *t) { arena_release(&t->arena); }
