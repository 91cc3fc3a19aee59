/* The rows of a day as they stand in the order of work (work_store.h). */
#include "base/sort.h"
#include "work_row.h"

#include <string.h>

static bool in_scope(const struct work_wanted *wanted, int64_t creditor_id)
{
    for (size_t i = 0; i < wanted->scope_count; i++) {
        if (wanted->scope[i] == creditor_id)
            return true;
    }
    return wanted->scope == NULL;
}

/* The two statements give the same columns, those of a whole row. */
_Static_assert(sizeof(struct q_work_list_row) == sizeof(struct q_work_list_of_agent_row) &&
                   sizeof(struct q_work_list_row) == sizeof(struct q_work_scan_row),
               "the same members");

/* of NULL: of every agent. */
static bool open_list(struct db *db, const struct work_wanted *wanted, const int64_t *of,
                      struct db_rows *rows, struct err *err)
{
    bool one = wanted->scope != NULL && wanted->scope_count == 1;
    bool counted = one || wanted->scope == NULL;
    struct q_work_list_in in = {
        .published = wanted->published,
        .from_tier = wanted->waiting ? WORK_TIER_NONE : 0,
        .to_tier = wanted->waiting ? WORK_TIER_NONE : WORK_TIER_NONE - 1,
        .creditor = one ? wanted->scope[0] : 0,
        .most = counted && wanted->most < INT64_MAX ? (int64_t)wanted->most : INT64_MAX,
    };
    struct q_work_list_of_agent_in of_agent = {.published = in.published,
                                               .from_tier = in.from_tier,
                                               .to_tier = in.to_tier,
                                               .creditor = in.creditor,
                                               .agent = of != NULL ? *of : 0,
                                               .most = in.most};
    return of != NULL ? q_work_list_of_agent_open(db, &of_agent, rows, err)
                      : q_work_list_open(db, &in, rows, err);
}

struct listed_works {
    struct arena *arena;
    struct stored_works *out;
    size_t room;
};

/* At most as many as are wanted, behind those that stand there. */
static bool add_list(struct db *db, const struct work_wanted *wanted, const int64_t *of,
                     struct listed_works *l, struct err *err)
{
    size_t end = l->out->count + (wanted->most < SIZE_MAX - l->out->count ? wanted->most : 0);
    struct db_rows rows;
    bool ok = true;
    if (!open_list(db, wanted, of, &rows, err))
        return false;
    while (wanted->most == SIZE_MAX || l->out->count < end) {
        struct q_work_list_row row;
        struct q_work_scan_row whole;
        bool have = false;
        ok = q_work_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (!in_scope(wanted, row.creditor_id))
            continue;
        if (l->out->count == l->room) {
            size_t bigger = l->room == 0 ? 64 : l->room * 2;
            l->out->rows =
                arena_grow(l->arena, l->out->rows, l->room, bigger, sizeof *l->out->rows);
            l->room = bigger;
        }
        memcpy(&whole, &row, sizeof whole);
        ok = stored_work_of(&whole, &l->out->rows[l->out->count++], err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

bool work_list(struct db *db, struct arena *a, const struct work_wanted *wanted,
               struct stored_works *out, struct err *err)
{
    static const int64_t nobody = 0;
    struct listed_works l = {.arena = a, .out = out};
    *out = (struct stored_works){0};
    if (wanted->agent_id == 0)
        return add_list(db, wanted, NULL, &l, err);
    if (!add_list(db, wanted, &wanted->agent_id, &l, err) ||
        !add_list(db, wanted, &nobody, &l, err))
        return false;
    work_order(a, out->rows, out->count);
    out->count = out->count < wanted->most ? out->count : wanted->most;
    return true;
}

static int by_place(const void *pa, const void *pb, const void *with)
{
    const struct stored_work *a = pa;
    const struct stored_work *b = pb;
    (void)with;
    if (a->place_tier != b->place_tier)
        return a->place_tier < b->place_tier ? -1 : 1;
    if (a->place_currency != b->place_currency)
        return a->place_currency < b->place_currency ? -1 : 1;
    if (a->place_value != b->place_value)
        return a->place_value < b->place_value ? -1 : 1;
    if (a->place_amount != b->place_amount)
        return a->place_amount < b->place_amount ? -1 : 1;
    return a->key.account_id < b->key.account_id ? -1 : 1;
}

void work_order(struct arena *a, struct stored_work *rows, size_t count)
{
    SORT(a, rows, count, by_place, NULL);
}

bool work_shown(struct db *db, struct arena *a, struct account_key key, struct work_shown *out,
                struct err *err)
{
    struct q_work_shown_in in = {key.debtor_id, key.account_id};
    struct q_work_shown_row row;
    bool found = false;
    if (!q_work_shown(db, &in, a, &row, &found, err))
        return false;
    *out = (struct work_shown){row.number, row.kind, row.name, row.phone};
    return found || err_set(err, ERR_DB_DAMAGED, "account");
}
