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

/* Statements on whole rows give the same columns. */
_Static_assert(sizeof(struct q_work_list_row) == sizeof(struct q_work_list_of_agent_row) &&
                   sizeof(struct q_work_list_row) == sizeof(struct q_work_list_of_nobody_row) &&
                   sizeof(struct q_work_list_row) == sizeof(struct q_work_of_debtor_row) &&
                   sizeof(struct q_work_list_row) == sizeof(struct q_run_work_row),
               "the same members");

enum whose { EVERYBODYS, OF_THE_AGENT, NOBODYS };

static bool open_list(struct db *db, const struct work_wanted *wanted, enum whose whose,
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
    struct q_work_list_of_nobody_in of_nobody = {in.published, in.from_tier, in.to_tier,
                                                 in.creditor, in.most};
    struct q_work_list_of_agent_in of_agent = {.published = in.published,
                                               .from_tier = in.from_tier,
                                               .to_tier = in.to_tier,
                                               .creditor = in.creditor,
                                               .agent = wanted->agent_id,
                                               .most = in.most};
    switch (whose) {
    case EVERYBODYS:
        break;
    case OF_THE_AGENT:
        return q_work_list_of_agent_open(db, &of_agent, rows, err);
    case NOBODYS:
        return q_work_list_of_nobody_open(db, &of_nobody, rows, err);
    }
    return q_work_list_open(db, &in, rows, err);
}

struct listed_works {
    struct arena *arena;
    struct stored_works *out;
    size_t room;
};

/* At most as many as are wanted, behind those that stand there. */
static bool add_list(struct db *db, const struct work_wanted *wanted, enum whose whose,
                     struct listed_works *l, struct err *err)
{
    size_t end = l->out->count + (wanted->most < SIZE_MAX - l->out->count ? wanted->most : 0);
    struct db_rows rows;
    bool ok = true;
    if (!open_list(db, wanted, whose, &rows, err))
        return false;
    while (wanted->most == SIZE_MAX || l->out->count < end) {
        struct q_work_list_row row;
        struct q_run_work_row whole;
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

/* What is on nobody's list lies among everybody's: where all of that is somebody's, looking for it
 * would read all of it. */
static bool any_of_nobody(struct db *db, struct arena *a, const struct work_wanted *wanted,
                          bool *out, struct err *err)
{
    struct q_run_total_of_nobody_in in = {wanted->published, wanted->waiting};
    struct q_run_total_of_nobody_row row = {0};
    bool found = false;
    if (!q_run_total_of_nobody(db, &in, a, &row, &found, err))
        return false;
    *out = row.files > 0;
    return true;
}

bool work_list(struct db *db, struct arena *a, const struct work_wanted *wanted,
               struct stored_works *out, struct err *err)
{
    struct listed_works l = {.arena = a, .out = out};
    bool any = false;
    *out = (struct stored_works){0};
    if (wanted->agent_id == 0)
        return add_list(db, wanted, EVERYBODYS, &l, err);
    if (!add_list(db, wanted, OF_THE_AGENT, &l, err) || !any_of_nobody(db, a, wanted, &any, err) ||
        (any && !add_list(db, wanted, NOBODYS, &l, err)))
        return false;
    work_order(a, out->rows, out->count);
    out->count = out->count < wanted->most ? out->count : wanted->most;
    return true;
}

int work_place_compare(const struct stored_work *a, const struct stored_work *b)
{
    if (a->place_tier != b->place_tier)
        return a->place_tier < b->place_tier ? -1 : 1;
    if (a->place_currency != b->place_currency)
        return a->place_currency < b->place_currency ? -1 : 1;
    if (a->place_value != b->place_value)
        return a->place_value < b->place_value ? -1 : 1;
    if (a->place_amount != b->place_amount)
        return a->place_amount < b->place_amount ? -1 : 1;
    if (a->key.account_id != b->key.account_id)
        return a->key.account_id < b->key.account_id ? -1 : 1;
    return 0;
}

static int by_place(const void *pa, const void *pb, const void *with)
{
    (void)with;
    return work_place_compare(pa, pb);
}

void work_order(struct arena *a, struct stored_work *rows, size_t count)
{
    SORT(a, rows, count, by_place, NULL);
}

bool work_of_debtor(struct db *db, struct arena *a, const struct work_of_debtor *wanted,
                    struct stored_works *out, struct err *err)
{
    struct q_work_of_debtor_in in = {wanted->debtor_id, wanted->published};
    struct db_rows rows;
    bool ok = true;
    *out = (struct stored_works){0};
    if (!q_work_of_debtor_open(db, &in, &rows, err))
        return false;
    struct q_work_of_debtor_row row;
    while (q_work_of_debtor_more(&rows, &row, &ok, err)) {
        struct q_run_work_row whole;
        memcpy(&whole, &row, sizeof whole);
        out->rows = arena_grow(a, out->rows, out->count, out->count + 1, sizeof *out->rows);
        ok = stored_work_of(&whole, &out->rows[out->count++], err);
    }
    db_done(&rows);
    return ok;
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
