#include "office_store.h"

#include "gen/office_sql.h"

static bool read_teams(struct db *db, struct arena *a, struct teams *out, struct err *err)
{
    struct db_rows rows;
    if (!q_team_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_team_list_row row;
    while (q_team_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct team){.id = row.team_id,
                                     .code = arena_str(a, row.code),
                                     .name = arena_str(a, row.name),
                                     .lead_id = row.lead_id.has ? row.lead_id.v : 0};
    }
    db_done(&rows);
    return ok;
}

static void add_member(struct arena *a, struct teams *teams,
                       const struct q_team_member_list_row *row)
{
    for (size_t i = 0; i < teams->count; i++) {
        struct team *team = &teams->rows[i];
        if (team->id != row->team_id)
            continue;
        size_t n = team->member_count++;
        if ((n & (n - 1)) == 0)
            team->member_ids =
                arena_grow(a, team->member_ids, n, n == 0 ? 1 : n * 2, sizeof *team->member_ids);
        team->member_ids[n] = row->user_id;
    }
}

bool team_list(struct db *db, struct arena *a, struct teams *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct teams){0};
    if (!read_teams(db, a, out, err) || !q_team_member_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_team_member_list_row row;
    while (q_team_member_list_more(&rows, &row, &ok, err)) {
        add_member(a, out, &row);
    }
    db_done(&rows);
    return ok;
}

bool team_create(struct db *db, const struct team *team, bool *created, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_team_insert_in in = {
        team->id, team->code, team->name, {team->lead_id != 0, team->lead_id}};
    int64_t changed = 0;
    bool ok = q_team_insert(db, &in, &changed, err);
    *created = changed == 1;
    return ok;
}

bool team_member_set(struct db *db, int64_t team_id, int64_t user_id, bool member, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_team_member_insert_in in = {team_id, user_id};
    struct q_team_member_delete_in out = {team_id, user_id};
    return member ? q_team_member_insert(db, &in, NULL, err)
                  : q_team_member_delete(db, &out, NULL, err);
}

bool absence_list(struct db *db, struct arena *a, struct absences *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct absences){0};
    if (!q_absence_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_absence_list_row row;
    while (q_absence_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct absence){.id = row.absence_id,
                                        .user_id = row.user_id,
                                        .from = {(int32_t)row.from_day},
                                        .to = {(int32_t)row.to_day},
                                        .cover_id = row.cover_id.has ? row.cover_id.v : 0,
                                        .cancelled = row.cancelled == 1};
    }
    db_done(&rows);
    return ok;
}

bool absence_add(struct db *db, const struct absence *absence, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_absence_insert_in in = {absence->user_id,
                                     absence->id,
                                     absence->from.n,
                                     absence->to.n,
                                     {absence->cover_id != 0, absence->cover_id}};
    return q_absence_insert(db, &in, NULL, err);
}

bool absence_cancel(struct db *db, const struct absence *absence, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_absence_cancel_in in = {absence->user_id, absence->id};
    return q_absence_cancel(db, &in, NULL, err);
}
