#include "arena.h"

#include <stdlib.h>

enum { BLOCK_FIRST = 8 * 1024, BLOCK_LARGEST = 4 * 1024 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t room, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

void arena_init(struct arena *a, size_t max_bytes)
{
    *a = (struct arena){.max_bytes = max_bytes == 0 ? (size_t)1 << 32 : max_bytes};
}

static struct arena_block *add_block(struct arena *a, size_t wanted)
{
    size_t room = a->first == NULL ? BLOCK_FIRST : a->first->room * 2;
    if (room > BLOCK_LARGEST)
        room = BLOCK_LARGEST;
    if (room < wanted)
        room = wanted;
    struct arena_block *b = malloc(sizeof *b + room);
    if (b == NULL)
        BUG("out of memory");
    *b = (struct arena_block){.next = a->first, .room = room};
    a->first = b;
    return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
    /* rounding up may have taken used_bytes a little beyond the maximum */
    if (a->used_bytes > a->max_bytes || n > a->max_bytes - a->used_bytes)
        BUG("arena full");
    size_t rounded = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded == 0)
        rounded = ALIGNMENT;
    struct arena_block *b = a->first;
    if (b == NULL || b->room - b->used < rounded)
        b = add_block(a, rounded);
    void *p = b->bytes + b->used;
    b->used += rounded;
    a->used_bytes += rounded;
    return memset(p, 0, rounded);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    size_t n = 0;
    if (__builtin_mul_overflow(count, size, &n))
        BUG("array too large");
    return arena_alloc(a, n);
}

struct str arena_str(struct arena *a, struct str s) { return (struct str){arena_cstr(a, s), s.n}; }

char *arena_cstr(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n > 0)
        memcpy(p, s.p, s.n);
    return p;
}

void *arena_grow(struct arena *a, void *old, size_t count_old, size_t count_new, size_t size)
{
    ASSERT(count_new >= count_old);
    void *p = arena_array(a, count_new, size);
    if (count_old > 0)
        memcpy(p, old, count_old * size);
    return p;
}

void arena_clear(struct arena *a)
{
    struct arena_block *keep = a->first;
    if (keep != NULL) {
        while (keep->next != NULL) {
            struct arena_block *next = keep->next;
            keep->next = next->next;
            free(next);
        }
        keep->used = 0;
    }
    a->used_bytes = 0;
}

void arena_release(struct arena *a)
{
    while (a->first != NULL) {
        struct arena_block *next = a->first->next;
        free(a->first);
        a->first = next;
    }
    a->used_bytes = 0;
}
