#include "owner_store.h"

#include "gen/owner_sql.h"
#include "work_store.h"

bool owner_add(struct db *db, struct account_key key, const struct owner_word *word,
               struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_account_owner_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .owner_id = word->id,
        .from_day = word->from.n,
        .user_id = {word->user_id != 0, word->user_id},
        .team_id = {word->team_id != 0, word->team_id},
        .why = word->why,
        .at_ms = word->at_ms,
        .actor_id = word->actor_id,
    };
    return q_account_owner_insert(db, &in, NULL, err) && work_touch(db, key.debtor_id, err);
}

bool owner_words_read(struct db *db, struct arena *a, struct account_key key,
                      struct owner_words *out, struct err *err)
{
    struct q_account_owner_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct owner_words){0};
    if (!q_account_owner_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_owner_by_account_row row;
    while (q_account_owner_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct owner_word){.id = row.owner_id,
                                           .from = {(int32_t)row.from_day},
                                           .user_id = row.user_id.has ? row.user_id.v : 0,
                                           .team_id = row.team_id.has ? row.team_id.v : 0,
                                           .why = arena_str(a, row.why),
                                           .at_ms = row.at_ms,
                                           .actor_id = row.actor_id};
    }
    db_done(&rows);
    return ok;
}

/* Something else was said, from a later day. */
static void note_later(struct owner *owner, struct day from)
{
    owner->next = owner->waits ? day_min(owner->next, from) : from;
    owner->waits = true;
}

struct owner owner_on(const struct owner_words *words, struct day day)
{
    struct owner out = {0};
    const struct owner_word *last = NULL;
    for (size_t i = 0; i < words->count; i++) {
        const struct owner_word *w = &words->rows[i];
        if (day_before(day, w->from))
            note_later(&out, w->from);
        else if (last == NULL || !day_before(w->from, last->from))
            last = w;
    }
    out.user_id = last != NULL ? last->user_id : 0;
    out.team_id = last != NULL ? last->team_id : 0;
    return out;
}

/* ---- all accounts ---- */

struct owner_walk {
    struct db *db;
    struct day day;
    struct db_rows rows;
    struct q_account_owner_scan_row row;
    bool have;
};

bool owner_walk_open(struct db *db, struct arena *a, const struct owner_walk_start *start,
                     struct owner_walk **out, struct err *err)
{
    struct q_account_owner_scan_in in = {start->debtor_id};
    struct owner_walk *w = ARENA_NEW(a, struct owner_walk);
    *w = (struct owner_walk){.db = db, .day = start->day};
    *out = NULL;
    if (!q_account_owner_scan_open(db, &in, &w->rows, err))
        return false;
    *out = w;
    return q_account_owner_scan_next(&w->rows, &w->row, &w->have, err);
}

bool owner_walk_next(struct owner_walk *w, struct account_key key, struct owner *out,
                     struct err *err)
{
    struct day last = DAY_NONE;
    *out = (struct owner){0};
    while (w->have && (w->row.debtor_id < key.debtor_id || (w->row.debtor_id == key.debtor_id &&
                                                            w->row.account_id <= key.account_id))) {
        struct day from = {(int32_t)w->row.from_day};
        bool here = w->row.debtor_id == key.debtor_id && w->row.account_id == key.account_id;
        if (here && day_before(w->day, from)) {
            note_later(out, from);
        } else if (here && (!day_is(last) || !day_before(from, last))) {
            last = from;
            out->user_id = w->row.user_id.has ? w->row.user_id.v : 0;
            out->team_id = w->row.team_id.has ? w->row.team_id.v : 0;
        }
        if (!q_account_owner_scan_next(&w->rows, &w->row, &w->have, err))
            return false;
    }
    return true;
}

void owner_walk_close(struct owner_walk *w)
{
    if (w != NULL)
        db_done(&w->rows);
}
