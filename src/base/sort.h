/* Stable sorting of arrays, without libc. */
#ifndef RELANCE_BASE_SORT_H
#define RELANCE_BASE_SORT_H

#include "arena.h"
#include "check.h"

/* <0, 0, >0 as for qsort; `with` is the caller's. */
typedef int sort_cmp(const void *a, const void *b, const void *with);

/* Merge sort, stable. Scratch memory from the arena. */
void sort_stable(struct arena *a, void *base, size_t count, size_t size, sort_cmp *cmp,
                 const void *with);

#endif
