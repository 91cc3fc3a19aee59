/* Stable sorting of arrays, without libc. */
#ifndef RELANCE_BASE_SORT_H
#define RELANCE_BASE_SORT_H

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

#endif
