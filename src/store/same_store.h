/* Debtors that are one person: who was said to be the same as whom. Groups by their canonical id;
 * a debtor alone in his group is nobody else. */
#ifndef RELANCE_STORE_SAME_STORE_H
#define RELANCE_STORE_SAME_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "db.h"

struct same_word {
    int64_t debtor_id, word_id, canonical_id;
    struct str why;
    struct day on;
    int64_t at_ms, actor_id;
};
/* Inside the caller's write transaction. */
MUST_CHECK bool same_add(struct db *db, const struct same_word *word, struct err *err);

struct same_group {
    int64_t canonical_id; /* of the debtor asked for; his own id when nothing was said */
    int64_t *ids;         /* all of it, ascending, he himself among them */
    size_t count;
};
/* One debtor's group; in the arena. */
MUST_CHECK bool same_group_of(struct db *db, struct arena *a, int64_t debtor_id,
                              struct same_group *out, struct err *err);

struct same_member {
    int64_t canonical_id, debtor_id;
};
struct same_map {
    struct same_member *by_group;  /* by canonical id, then debtor */
    struct same_member *by_debtor; /* the same, by debtor */
    size_t count;
};
/* All groups of two and more; in the arena. */
MUST_CHECK bool same_load(struct db *db, struct arena *a, struct same_map *out, struct err *err);
/* The members of a debtor's group, he among them; *count 0: he is in none. */
const struct same_member *same_members(const struct same_map *map, int64_t debtor_id,
                                       size_t *count);

#endif
