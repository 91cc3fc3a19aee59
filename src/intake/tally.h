/* Sums by key, for many keys: "how many different entries, and does each balance?".
 * Keys are remembered as 128-bit digests: two different keys fall together by accident once in
 * 10^20 files of the largest size. Memory grows with the number of keys, not of lines. */
#ifndef RELANCE_INTAKE_TALLY_H
#define RELANCE_INTAKE_TALLY_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"

struct tally_slot {
    uint64_t key[2]; /* both 0: free */
    int64_t sum;
    uint32_t tag; /* the caller's, of the first one who added the key */
};

struct tally {
    struct arena arena; /* its own: a grown table replaces the old one */
    struct tally_slot *slots;
    size_t room; /* power of 2 */
    size_t count;
};

void tally_init(struct tally *t);
/* The slot of the key made of the parts, with sum 0 if it is new; valid until the next call. */
struct tally_slot *tally_at(struct tally *t, const struct str *parts, size_t part_count,
                            uint32_t tag);
void tally_release(struct tally *t);

#endif
