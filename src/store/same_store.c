#include "same_store.h"

#include "base/sort.h"
#include "gen/same_sql.h"

bool same_add(struct db *db, const struct same_word *word, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_debtor_same_insert_in in = {
        .debtor_id = word->debtor_id,
        .word_id = word->word_id,
        .canonical_id = word->canonical_id,
        .why = word->why,
        .on_day = word->on.n,
        .at_ms = word->at_ms,
        .actor_id = word->actor_id,
    };
    return q_debtor_same_insert(db, &in, NULL, err);
}

/* ---- one group ---- */

/* The last word; the debtor himself when there is none. */
static bool canonical_of(struct db *db, int64_t debtor_id, int64_t *out, struct err *err)
{
    struct q_debtor_same_by_debtor_in in = {debtor_id};
    struct db_rows rows;
    bool ok = true;
    *out = debtor_id;
    if (!q_debtor_same_by_debtor_open(db, &in, &rows, err))
        return false;
    struct q_debtor_same_by_debtor_row row;
    while (q_debtor_same_by_debtor_more(&rows, &row, &ok, err)) {
        *out = row.canonical_id;
    }
    db_done(&rows);
    return ok;
}

/* Whoever was ever said to be of it. */
static bool read_members(struct db *db, struct arena *a, struct same_group *out, struct err *err)
{
    struct q_debtor_same_by_canonical_in in = {out->canonical_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_debtor_same_by_canonical_open(db, &in, &rows, err))
        return false;
    struct q_debtor_same_by_canonical_row row;
    while (q_debtor_same_by_canonical_more(&rows, &row, &ok, err)) {
        out->ids = arena_grow(a, out->ids, out->count, out->count + 1, sizeof *out->ids);
        out->ids[out->count++] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}

bool same_group_of(struct db *db, struct arena *a, int64_t debtor_id, struct same_group *out,
                   struct err *err)
{
    struct same_group all = {0};
    *out = (struct same_group){0};
    if (!canonical_of(db, debtor_id, &out->canonical_id, err))
        return false;
    all.canonical_id = out->canonical_id;
    if (!read_members(db, a, &all, err))
        return false;
    out->ids = ARENA_ARRAY(a, all.count + 1, int64_t);
    for (size_t i = 0; i < all.count; i++) {
        int64_t now = 0;
        if (!canonical_of(db, all.ids[i], &now, err))
            return false;
        if (now == out->canonical_id)
            out->ids[out->count++] = all.ids[i];
    }
    if (out->count == 0)
        out->ids[out->count++] = debtor_id;
    return true;
}

/* ---- all groups ---- */

static int by_group(const void *pa, const void *pb, const void *with)
{
    const struct same_member *a = pa;
    const struct same_member *b = pb;
    (void)with;
    if (a->canonical_id != b->canonical_id)
        return a->canonical_id < b->canonical_id ? -1 : 1;
    return a->debtor_id < b->debtor_id ? -1 : a->debtor_id > b->debtor_id;
}

static int by_debtor(const void *pa, const void *pb, const void *with)
{
    const struct same_member *a = pa;
    const struct same_member *b = pb;
    (void)with;
    return a->debtor_id < b->debtor_id ? -1 : a->debtor_id > b->debtor_id;
}

/* The last word of each debtor, in the order of debtors. */
static bool scan(struct db *db, struct arena *a, struct same_map *out, struct err *err)
{
    struct db_rows rows;
    bool ok = true;
    struct same_member *members = NULL;
    size_t n = 0;
    if (!q_debtor_same_scan_open(db, &rows, err))
        return false;
    struct q_debtor_same_scan_row row;
    while (q_debtor_same_scan_more(&rows, &row, &ok, err)) {
        if (n > 0 && members[n - 1].debtor_id == row.debtor_id)
            n--;
        else if ((n & (n - 1)) == 0) /* full at every power of two */
            members = arena_grow(a, members, n, n == 0 ? 1 : n * 2, sizeof *members);
        members[n++] = (struct same_member){row.canonical_id, row.debtor_id};
    }
    db_done(&rows);
    out->by_group = members;
    out->count = n;
    return ok;
}

bool same_load(struct db *db, struct arena *a, struct same_map *out, struct err *err)
{
    size_t n = 0;
    *out = (struct same_map){0};
    if (!scan(db, a, out, err))
        return false;
    struct same_member *all = out->by_group;
    SORT(a, all, out->count, by_group, NULL);
    for (size_t i = 0; i < out->count; i++) {
        bool before = i > 0 && all[i - 1].canonical_id == all[i].canonical_id;
        bool after = i + 1 < out->count && all[i + 1].canonical_id == all[i].canonical_id;
        if (before || after)
            all[n++] = all[i];
    }
    out->count = n;
    out->by_debtor = ARENA_ARRAY(a, n, struct same_member);
    for (size_t i = 0; i < n; i++)
        out->by_debtor[i] = all[i];
    SORT(a, out->by_debtor, n, by_debtor, NULL);
    return true;
}

/* The first of those not before it. */
static size_t lower_bound(const struct same_member *rows, size_t count,
                          const struct same_member *key, sort_cmp *cmp)
{
    size_t from = 0;
    while (count > 0) {
        size_t half = count / 2;
        if (cmp(&rows[from + half], key, NULL) < 0) {
            from += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return from;
}

const struct same_member *same_members(const struct same_map *map, int64_t debtor_id, size_t *count)
{
    struct same_member key = {0, debtor_id};
    size_t at = lower_bound(map->by_debtor, map->count, &key, by_debtor);
    *count = 0;
    if (at == map->count || map->by_debtor[at].debtor_id != debtor_id)
        return NULL;
    key = (struct same_member){map->by_debtor[at].canonical_id, INT64_MIN};
    size_t from = lower_bound(map->by_group, map->count, &key, by_group);
    while (from + *count < map->count &&
           map->by_group[from + *count].canonical_id == key.canonical_id)
        (*count)++;
    return &map->by_group[from];
}
