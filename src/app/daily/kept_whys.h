/* Why accounts stand where they stand in the list of a day, as it was found before, for as long as
 * nobody of whom something became known is concerned (kept_debtors.h). */
#ifndef RELANCE_APP_KEPT_WHYS_H
#define RELANCE_APP_KEPT_WHYS_H

#include "base/arena.h"
#include "base/day.h"
#include "store/ledger_store.h"
#include "strategy/codes.h"

/* Of so many accounts at most; one with more reasons is not kept. */
enum { KEPT_WHYS = 4096, KEPT_WHY_REASONS = 10 };

struct kept_why {
    struct account_key key;
    struct day next_change; /* when the decision may change by itself */
    uint32_t reason_count;
    struct work_reason reasons[KEPT_WHY_REASONS];
    bool known;
};
/* 240 bytes each, 1 MB; zeroed: nothing is known. */
struct kept_whys {
    struct kept_why *rows; /* KEPT_WHYS of them, each at a place of its own */
    int64_t *versions;     /* of each: what had changed when it was found */
};
void kept_whys_open(struct kept_whys *k, struct arena *a);
void kept_whys_clear(struct kept_whys *k);
/* Takes the place of whoever has the same place. */
void kept_whys_keep(struct kept_whys *k, const struct kept_why *why, int64_t version);
/* NULL: it is not known. *version: as it was kept. */
const struct kept_why *kept_whys_find(const struct kept_whys *k, struct account_key key,
                                      int64_t *version);

#endif
