#include "kept_whys.h"

void kept_whys_open(struct kept_whys *k, struct arena *a)
{
    k->rows = ARENA_ARRAY(a, KEPT_WHYS, struct kept_why);
    k->versions = ARENA_ARRAY(a, KEPT_WHYS, int64_t);
}

void kept_whys_clear(struct kept_whys *k)
{
    for (size_t i = 0; i < KEPT_WHYS; i++)
        k->rows[i].known = false;
}

/* Identities that follow one another are made at once, so their last bits are apart. */
static size_t place_of(struct account_key key)
{
    uint64_t n = (uint64_t)key.account_id * 0x9e3779b97f4a7c15U;
    return (size_t)(n >> 32) % KEPT_WHYS;
}

void kept_whys_keep(struct kept_whys *k, const struct kept_why *why, int64_t version)
{
    size_t at = place_of(why->key);
    k->rows[at] = *why;
    k->rows[at].known = true;
    k->versions[at] = version;
}

const struct kept_why *kept_whys_find(const struct kept_whys *k, struct account_key key,
                                      int64_t *version)
{
    size_t at = place_of(key);
    const struct kept_why *why = &k->rows[at];
    *version = k->versions[at];
    bool same = why->key.debtor_id == key.debtor_id && why->key.account_id == key.account_id;
    return why->known && same ? why : NULL;
}
