/* Memory by lifetime: everything allocated from an arena is freed together with it.
 * There are three lifetimes: process, transaction or job, and request. Callers pass the arena;
 * a header that returns memory says so. Running out of memory stops the process (BUG): the
 * database is the recovery plan. */
#ifndef RELANCE_BASE_ARENA_H
#define RELANCE_BASE_ARENA_H

#include "check.h"
#include "str.h"

struct arena_block;

struct arena {
    struct arena_block *first;
    size_t used_bytes; /* handed out since arena_init or arena_clear */
    size_t max_bytes;  /* asking for more is a BUG: sizes from outside are checked before */
};

/* max_bytes 0 means 4 GiB. Allocates nothing yet. */
void arena_init(struct arena *a, size_t max_bytes);
/* n zeroed bytes, aligned for any type; never NULL; n may be 0. */
void *arena_alloc(struct arena *a, size_t n);
/* Room for count elements of size bytes each, zeroed; overflow is a BUG. */
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))
/* A copy of s in the arena, followed by a zero byte (not counted). */
struct str arena_str(struct arena *a, struct str s);
/* The same as a C string. */
char *arena_cstr(struct arena *a, struct str s);
/* Grows an array that was the argument `old` of `count_old` elements; contents are copied. */
void *arena_grow(struct arena *a, void *old, size_t count_old, size_t count_new, size_t size);
/* Forgets everything but keeps one block for re-use. */
void arena_clear(struct arena *a);
/* Gives everything back. The arena may be used again after arena_init. */
void arena_release(struct arena *a);

#endif
