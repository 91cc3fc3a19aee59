/* Stable sorting of arrays, without libc; finding in what is sorted. */
#ifndef RELANCE_BASE_SORT_H
#define RELANCE_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "check.h"

/* <0, 0, >0 as for qsort; `with` is the caller's. */
typedef int sort_cmp(const void *a, const void *b, const void *with);

struct sort_array {
    void *base;
    size_t count, size; /* elements, bytes of one */
};

/* Merge sort, stable. Scratch memory from the arena. */
void sort_stable(struct arena *a, struct sort_array array, sort_cmp *cmp, const void *with);
/* The same for a typed array of `count` elements. */
#define SORT(a, base, count, cmp, with)                                                            \
    sort_stable((a), (struct sort_array){(base), (count), sizeof *(base)}, (cmp), (with))

/* In rows of `size` bytes that ascend by the int64_t at `offset`: which one has the id; the first
 * of several; count when none has. */
size_t find_id(struct sort_array rows, size_t offset, int64_t id);
#define FIND_ID(base, count, type, member, id)                                                     \
    find_id((struct sort_array){(void *)(uintptr_t)(base), (count), sizeof(type)},                 \
            offsetof(type, member), (id))
/* The same in an array of int64_t. */
#define FIND_INT(base, count, value)                                                               \
    find_id((struct sort_array){(void *)(uintptr_t)(base), (count), sizeof(int64_t)}, 0, (value))

#endif
