#include "link_people.h"

#include "app/acts/object_edit.h"
#include "app/daily/run_day.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/account_sql.h"
#include "gen/same_sql.h"
#include "store/directory_store.h"
#include "store/journal_store.h"
#include "store/same_store.h"

struct linking {
    struct app *app;
    struct arena *arena;
    struct str why;
};

/* ---- who is meant ---- */

static bool debtor_by_number(struct linking *l, const struct file_query *query, int64_t number,
                             int64_t *out, struct err *err)
{
    struct directory_entry entry;
    bool found = false;
    if (!directory_number(l->app->db, (struct directory_number){DIRECTORY_DEBTOR_NUMBER, number},
                          &entry, &found, err))
        return false;
    *out = found ? entry.debtor_id : 0;
    return found || err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
}

/* A D- reference stands for him whatever his accounts are. */
static bool find_person(struct linking *l, const struct file_query *query, int64_t *out,
                        struct err *err)
{
    struct err ignored = {0};
    struct account_key key;
    enum ref_kind kind;
    int64_t number;
    if (ref_parse(query->ref, &kind, &number, &ignored) && kind == REF_DEBTOR)
        return debtor_by_number(l, query, number, out, err);
    if (!account_find(l->app, l->arena, query, &key, err))
        return false;
    *out = key.debtor_id;
    return true;
}

static bool name_debtor(struct linking *l, int64_t debtor_id, struct same_debtor *out,
                        struct err *err)
{
    struct q_debtor_get_in in = {debtor_id};
    struct q_debtor_get_row row;
    bool found = false;
    if (!q_debtor_get(l->app->db, &in, l->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "debtor_same");
    *out = (struct same_debtor){debtor_id, row.number, row.name};
    return true;
}

static bool name_group(struct linking *l, const struct same_group *group, struct same_people *out,
                       struct err *err)
{
    *out = (struct same_people){.rows = ARENA_ARRAY(l->arena, group->count, struct same_debtor),
                                .linked = group->count > 1};
    for (size_t i = 0; i < group->count; i++) {
        if (!name_debtor(l, group->ids[i], &out->rows[out->count++], err))
            return false;
    }
    return true;
}

/* ---- saying it ---- */

static bool note(struct linking *l, int64_t debtor_id, int64_t canonical_id, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, l->arena, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "canonical", canonical_id);
    if (l->why.n > 0)
        json_text(&j, "why", l->why);
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = debtor_id,
                                  .at_ms = l->app->now_ms,
                                  .actor_id = l->app->actor_id,
                                  .kind = STR("debtor_same"),
                                  .body = buf_str(&body)};
    return journal_append(l->app->db, &entry, NULL, err);
}

static bool say(struct linking *l, int64_t debtor_id, int64_t canonical_id, struct err *err)
{
    struct same_word word = {
        .debtor_id = debtor_id,
        .word_id = id_next(l->app->ids),
        .canonical_id = canonical_id,
        .why = l->why,
        .on = l->app->today,
        .at_ms = l->app->now_ms,
        .actor_id = l->app->actor_id,
    };
    return same_add(l->app->db, &word, err) && note(l, debtor_id, canonical_id, err);
}

/* The first debtor's group takes in the other's; a group of one gets its own word, so that every
 * member has one. */
static bool join(struct linking *l, int64_t first, int64_t second, size_t *said, struct err *err)
{
    struct same_group into;
    struct same_group from;
    *said = 0;
    if (!same_group_of(l->app->db, l->arena, first, &into, err) ||
        !same_group_of(l->app->db, l->arena, second, &from, err))
        return false;
    if (into.canonical_id == from.canonical_id)
        return true;
    if (into.count == 1 && !say(l, first, into.canonical_id, err))
        return false;
    for (size_t i = 0; i < from.count; i++) {
        if (!say(l, from.ids[i], into.canonical_id, err))
            return false;
    }
    *said = from.count;
    return true;
}

/* Who stays keeps the canonical id, unless it is the one of who leaves. */
static bool leave(struct linking *l, int64_t debtor_id, struct err *err)
{
    struct same_group group;
    if (!same_group_of(l->app->db, l->arena, debtor_id, &group, err))
        return false;
    if (group.count == 1)
        return err_set(err, ERR_NOTHING_NEW, NULL);
    if (group.canonical_id != debtor_id)
        return say(l, debtor_id, debtor_id, err);
    int64_t heir = group.ids[0] != debtor_id ? group.ids[0] : group.ids[1];
    for (size_t i = 0; i < group.count; i++) {
        if (!say(l, group.ids[i], group.ids[i] == debtor_id ? debtor_id : heir, err))
            return false;
    }
    return true;
}

/* ---- one transaction each ---- */

static bool end(struct linking *l, bool ok, struct err *err)
{
    if (ok && db_commit(l->app->db, err))
        return true;
    db_rollback(l->app->db);
    return false;
}

static bool link_two(struct linking *l, const struct same_request *r, struct same_people *out,
                     struct err *err)
{
    int64_t ids[2];
    size_t said = 0;
    struct same_group group;
    if (!find_person(l, &r->people[0], &ids[0], err) ||
        !find_person(l, &r->people[1], &ids[1], err) || !join(l, ids[0], ids[1], &said, err))
        return false;
    if (said == 0)
        return err_set(err, ERR_NOTHING_NEW, NULL);
    return run_again(l->app, ids[0], err) &&
           same_group_of(l->app->db, l->arena, ids[0], &group, err) &&
           name_group(l, &group, out, err);
}

static bool part_one(struct linking *l, const struct same_request *r, struct same_people *out,
                     struct err *err)
{
    int64_t id = 0;
    struct same_group before;
    struct same_group now;
    if (!find_person(l, &r->people[0], &id, err) ||
        !same_group_of(l->app->db, l->arena, id, &before, err) || !leave(l, id, err))
        return false;
    int64_t other = before.ids[0] != id ? before.ids[0] : before.ids[1];
    return run_again(l->app, id, err) && run_again(l->app, other, err) &&
           same_group_of(l->app->db, l->arena, id, &now, err) && name_group(l, &now, out, err);
}

static bool begin(struct linking *l, struct app *app, struct arena *a, struct str why,
                  struct err *err)
{
    *l = (struct linking){app, a, why};
    return object_text(&l->why, LIMIT_NOTE_BYTES, "why", err) && db_begin(app->db, DB_WRITE, err);
}

bool link_people(struct app *app, struct arena *a, const struct same_request *request,
                 struct same_people *out, struct err *err)
{
    struct linking l;
    return begin(&l, app, a, request->why, err) && end(&l, link_two(&l, request, out, err), err);
}

bool part_people(struct app *app, struct arena *a, const struct same_request *request,
                 struct same_people *out, struct err *err)
{
    struct linking l;
    return begin(&l, app, a, request->why, err) && end(&l, part_one(&l, request, out, err), err);
}

/* ---- who is known twice ---- */

static struct same_people *add_group(struct linking *l, struct same_list *out)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->groups = arena_grow(l->arena, out->groups, n, n == 0 ? 1 : n * 2, sizeof *out->groups);
    out->groups[n] = (struct same_people){0};
    return &out->groups[n];
}

static bool add_linked(struct linking *l, const struct same_map *map, struct same_list *out,
                       struct err *err)
{
    for (size_t i = 0; i < map->count;) {
        struct same_people *group = add_group(l, out);
        int64_t canonical = map->by_group[i].canonical_id;
        size_t n = 0;
        while (i + n < map->count && map->by_group[i + n].canonical_id == canonical)
            n++;
        group->linked = true;
        group->rows = ARENA_ARRAY(l->arena, n, struct same_debtor);
        for (; group->count < n; group->count++) {
            if (!name_debtor(l, map->by_group[i + group->count].debtor_id,
                             &group->rows[group->count], err))
                return false;
        }
        i += n;
    }
    return true;
}

static int64_t canonical_in(const struct same_map *map, int64_t debtor_id)
{
    size_t n = 0;
    const struct same_member *members = same_members(map, debtor_id, &n);
    return n > 0 ? members[0].canonical_id : debtor_id;
}

/* A run of one SIREN proposes a group when not all of it are one already. */
static void keep_proposal(struct linking *l, const struct same_map *map,
                          const struct same_people *run, struct same_list *out)
{
    bool apart = false;
    for (size_t i = 1; i < run->count; i++)
        apart = apart || canonical_in(map, run->rows[i].debtor_id) !=
                             canonical_in(map, run->rows[0].debtor_id);
    if (!apart)
        return;
    struct same_people *group = add_group(l, out);
    *group = *run;
    group->rows = ARENA_ARRAY(l->arena, run->count, struct same_debtor);
    for (size_t i = 0; i < run->count; i++)
        group->rows[i] = run->rows[i];
}

static void take_siren(struct linking *l, const struct q_siren_scan_row *row,
                       struct same_people *run)
{
    size_t n = run->count;
    if (n > 0 && run->rows[n - 1].debtor_id == row->debtor_id)
        return;
    run->rows = arena_grow(l->arena, run->rows, n, n + 1, sizeof *run->rows);
    run->rows[run->count++] =
        (struct same_debtor){row->debtor_id, row->number, arena_str(l->arena, row->name)};
}

static bool add_proposed(struct linking *l, const struct same_map *map, struct same_list *out,
                         struct err *err)
{
    struct same_people run = {0};
    struct db_rows rows;
    bool ok = true;
    if (!q_siren_scan_open(l->app->db, &rows, err))
        return false;
    struct q_siren_scan_row row;
    while (q_siren_scan_more(&rows, &row, &ok, err)) {
        if (!str_eq(row.value, run.siren)) {
            keep_proposal(l, map, &run, out);
            run = (struct same_people){.siren = arena_str(l->arena, row.value)};
        }
        take_siren(l, &row, &run);
    }
    db_done(&rows);
    keep_proposal(l, map, &run, out);
    return ok;
}

static bool list_all(struct linking *l, struct same_list *out, struct err *err)
{
    struct same_map map;
    *out = (struct same_list){0};
    return same_load(l->app->db, l->arena, &map, err) && add_linked(l, &map, out, err) &&
           add_proposed(l, &map, out, err);
}

bool list_same(struct app *app, struct arena *a, struct same_list *out, struct err *err)
{
    struct linking l = {app, a, {0}};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = list_all(&l, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool link_proposed(struct linking *l, struct same_list *out, struct err *err)
{
    struct same_list all;
    size_t links = 0;
    if (!list_all(l, &all, err))
        return false;
    for (size_t g = 0; g < all.count; g++) {
        const struct same_people *group = &all.groups[g];
        for (size_t i = 1; !group->linked && i < group->count; i++) {
            size_t said = 0;
            if (!join(l, group->rows[0].debtor_id, group->rows[i].debtor_id, &said, err))
                return false;
            links += said;
        }
        if (!group->linked && !run_again(l->app, group->rows[0].debtor_id, err))
            return false;
    }
    if (!list_all(l, out, err))
        return false;
    out->links = links;
    return true;
}

bool link_by_siren(struct app *app, struct arena *a, struct str why, struct same_list *out,
                   struct err *err)
{
    struct linking l;
    return begin(&l, app, a, why, err) && end(&l, link_proposed(&l, out, err), err);
}
