#include "explain_work.h"

#include "base/sort.h"
#include "decide_work.h"
#include "list_kept.h"

struct explaining {
    struct app *app;
    struct arena *arena;
    struct arena scratch; /* of one account */
    struct decide_ground ground;
    struct work_row **rows; /* that lack it, by account */
    size_t count, at;
    struct kept_why *whys; /* of each row what can be kept */
    int64_t *debtors;      /* of those that are not known, each once */
    size_t debtor_count;
};

static int key_cmp(struct account_key a, struct account_key b)
{
    if (a.debtor_id != b.debtor_id)
        return a.debtor_id < b.debtor_id ? -1 : 1;
    return a.account_id < b.account_id ? -1 : a.account_id > b.account_id;
}

static int by_account(const void *pa, const void *pb, const void *with)
{
    struct work_row *const *a = pa;
    struct work_row *const *b = pb;
    (void)with;
    return key_cmp((*a)->key, (*b)->key);
}

static void choose(struct explaining *e, struct work_row **rows, size_t count)
{
    e->rows = ARENA_ARRAY(e->arena, count, struct work_row *);
    for (size_t i = 0; i < count; i++) {
        if (!rows[i]->explained)
            e->rows[e->count++] = rows[i];
    }
    SORT(e->arena, e->rows, e->count, by_account, NULL);
    e->whys = ARENA_ARRAY(e->arena, e->count, struct kept_why);
    for (size_t i = 0; i < e->count; i++)
        e->whys[i].key = e->rows[i]->key;
}

static void choose_debtors(struct explaining *e)
{
    e->debtors = ARENA_ARRAY(e->arena, e->count, int64_t);
    for (size_t i = 0; i < e->count; i++) {
        if (e->whys[i].known)
            continue;
        int64_t debtor = e->rows[i]->key.debtor_id;
        if (e->debtor_count == 0 || e->debtors[e->debtor_count - 1] != debtor)
            e->debtors[e->debtor_count++] = debtor;
    }
}

static void add_reason(struct work_row *row, struct work_reason reason)
{
    if (row->reason_count < REASON_COUNT)
        row->reasons[row->reason_count++] = reason;
}

/* What was decided, with what the row itself knows. */
struct found {
    const struct work_reason *reasons;
    size_t count;
    struct day next_change;
};

static void fill(struct explaining *e, const struct found *found, struct work_row *row)
{
    row->explained = true;
    row->next_change = found->next_change;
    row->reasons = ARENA_ARRAY(e->arena, REASON_COUNT, struct work_reason);
    row->reason_count = 0;
    for (size_t i = 0; i < found->count; i++)
        add_reason(row, found->reasons[i]);
    for (size_t i = 0; i < row->value_count; i++)
        add_reason(row, row->value[i]);
    if (row->reserved)
        add_reason(row, (struct work_reason){REASON_RESERVED_PLACE, row->oldest_days});
    if (row->drawn)
        add_reason(row, (struct work_reason){REASON_DRAWN_BY_LOT, 0});
}

static void keep(const struct found *found, struct kept_why *why)
{
    why->known = found->count <= KEPT_WHY_REASONS;
    why->next_change = found->next_change;
    why->reason_count = why->known ? (uint32_t)found->count : 0;
    for (size_t i = 0; i < why->reason_count; i++)
        why->reasons[i] = found->reasons[i];
}

static void fill_known(struct explaining *e)
{
    for (size_t i = 0; i < e->count; i++) {
        const struct kept_why *why = &e->whys[i];
        const struct found found = {why->reasons, why->reason_count, why->next_change};
        if (why->known)
            fill(e, &found, e->rows[i]);
    }
}

static bool explain_account(struct explaining *e, struct run_account *from, struct err *err)
{
    struct decided_work work;
    const struct file_objects *objects;
    struct account_key key = from->account.key;
    while (e->at < e->count && key_cmp(e->rows[e->at]->key, key) < 0)
        e->at++;
    if (e->at == e->count || key_cmp(e->rows[e->at]->key, key) != 0)
        return true;
    arena_clear(&e->scratch);
    if (!decide_objects(&e->scratch, &e->ground, from, &objects, err))
        return false;
    decide_work(&e->scratch, &e->ground, from, objects, &work);
    const struct found found = {work.reasons, work.reason_count, work.next_change};
    for (; e->at < e->count && key_cmp(e->rows[e->at]->key, key) == 0; e->at++) {
        fill(e, &found, e->rows[e->at]);
        keep(&found, &e->whys[e->at]);
    }
    return true;
}

static bool explain_all(struct explaining *e, struct err *err)
{
    struct run_walk *walk = NULL;
    struct run_walk_start start = {.debtor_id = e->debtors[0],
                                   .today = e->app->today,
                                   .wanted = e->debtors,
                                   .wanted_count = e->debtor_count};
    bool ok = run_walk_open(e->app->db, e->arena, &start, &walk, err);
    while (ok) {
        struct run_account from;
        bool have = false;
        ok = run_walk_next(walk, &from, &have, err);
        if (!ok || !have)
            break;
        ok = explain_account(e, &from, err);
    }
    run_walk_close(walk);
    return ok;
}

bool explain_work(struct app *app, struct arena *a, struct work_row **rows, size_t count,
                  struct err *err)
{
    struct explaining e = {.app = app, .arena = a};
    struct kept_moment moment;
    choose(&e, rows, count);
    if (e.count == 0)
        return true;
    const struct kept_rows_why whys = {e.whys, e.count};
    if (!list_kept_recall(app, a, &whys, &moment, err))
        return false;
    fill_known(&e);
    choose_debtors(&e);
    if (e.debtor_count == 0)
        return true;
    arena_init(&e.scratch, 0);
    bool ok = decide_ground_load(app, a, &e.ground, err) && explain_all(&e, err);
    arena_release(&e.scratch);
    if (ok)
        list_kept_remember(app, &moment, &whys);
    return ok;
}
