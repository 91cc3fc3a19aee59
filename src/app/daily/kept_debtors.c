#include "kept_debtors.h"

#include "base/sort.h"
#include "store/same_store.h"

void kept_debtors_init(struct kept_debtors *k)
{
    *k = (struct kept_debtors){0};
    arena_init(&k->arena, 0);
}

void kept_debtors_drop(struct kept_debtors *k)
{
    int64_t version = k->version + 1;
    arena_release(&k->arena);
    kept_debtors_init(k);
    k->version = k->same_version = version;
}

static size_t place_of(const struct kept_debtors *k, int64_t debtor_id)
{
    return FIND_ID(k->rows, k->count, struct kept_debtor, debtor_id, debtor_id);
}

const struct kept_debtor *kept_debtors_find(const struct kept_debtors *k, int64_t debtor_id)
{
    size_t at = place_of(k, debtor_id);
    return at < k->count ? &k->rows[at] : NULL;
}

/* ---- who there is ---- */

/* Ids ascending, none of them known yet. */
static void insert(struct kept_debtors *k, const struct kept_ids *ids)
{
    size_t n = ids->count;
    size_t old = k->count;
    if (n > k->room - old) {
        size_t room = (old + n) * 2;
        k->rows = arena_grow(&k->arena, k->rows, old, room, sizeof *k->rows);
        k->room = room;
    }
    k->count += n;
    k->open += n;
    for (size_t at = k->count; n > 0; at--) {
        if (old > 0 && k->rows[old - 1].debtor_id > ids->rows[n - 1])
            k->rows[at - 1] = k->rows[--old];
        else
            k->rows[at - 1] =
                (struct kept_debtor){.debtor_id = ids->rows[--n], .version = k->version};
    }
}

/* Whatever was decided is taken back. */
static void open_again(struct kept_debtors *k, struct kept_debtor *d)
{
    d->version = k->version;
    if (!d->decided)
        return;
    for (size_t i = 0; i < d->before.count; i++)
        work_total_count(&k->arena, &k->delta, &d->before.rows[i], 1);
    for (size_t i = 0; i < d->now.count; i++)
        work_total_count(&k->arena, &k->delta, &d->now.rows[i], -1);
    k->before -= d->before.count;
    d->before.count = d->now.count = 0;
    d->decided = false;
    k->open++;
}

/* He is not touched any more: a run took that away, or whoever looks does not see it yet. */
static void gone(struct kept_debtors *k, struct kept_debtor *d)
{
    if (d->times == 0)
        return;
    open_again(k, d);
    d->times = 0;
}

void kept_debtors_look(struct kept_debtors *k, struct arena *scratch,
                       const struct work_touched_list *touched)
{
    struct kept_ids fresh = {ARENA_ARRAY(scratch, touched->count, int64_t), 0};
    size_t at = 0;
    k->version++;
    for (size_t i = 0; i < touched->count; i++) {
        while (at < k->count && k->rows[at].debtor_id < touched->rows[i].debtor_id)
            gone(k, &k->rows[at++]);
        if (at == k->count || k->rows[at].debtor_id != touched->rows[i].debtor_id)
            fresh.rows[fresh.count++] = touched->rows[i].debtor_id;
        else if (k->rows[at++].times != touched->rows[i].times)
            open_again(k, &k->rows[at - 1]);
    }
    while (at < k->count)
        gone(k, &k->rows[at++]);
    if (fresh.count > 0)
        insert(k, &fresh);
    at = 0;
    for (size_t i = 0; i < touched->count; i++) {
        while (k->rows[at].debtor_id < touched->rows[i].debtor_id)
            at++;
        k->rows[at].times = touched->rows[i].times;
    }
}

struct kept_ids kept_debtors_since(const struct kept_debtors *k, struct arena *a, int64_t version)
{
    struct kept_ids ids = {0};
    size_t n = 0;
    for (size_t i = 0; i < k->count; i++)
        n += k->rows[i].version > version;
    ids.rows = ARENA_ARRAY(a, n, int64_t);
    for (size_t i = 0; i < k->count; i++) {
        if (k->rows[i].version > version)
            ids.rows[ids.count++] = k->rows[i].debtor_id;
    }
    return ids;
}

/* ---- what is decided of them ---- */

static int by_id(const void *pa, const void *pb, const void *with)
{
    const int64_t *a = pa;
    const int64_t *b = pb;
    (void)with;
    return *a < *b ? -1 : *a > *b;
}

/* Those that are not known yet, each once. */
static struct kept_ids unknown(const struct kept_debtors *k, struct arena *a, struct kept_ids ids)
{
    size_t n = 0;
    SORT(a, ids.rows, ids.count, by_id, NULL);
    for (size_t i = 0; i < ids.count; i++) {
        bool twice = n > 0 && ids.rows[n - 1] == ids.rows[i];
        if (!twice && kept_debtors_find(k, ids.rows[i]) == NULL)
            ids.rows[n++] = ids.rows[i];
    }
    return (struct kept_ids){ids.rows, n};
}

bool kept_debtors_same(struct kept_debtors *k, struct app *app, struct arena *a, struct err *err)
{
    struct same_map same;
    if (k->open == 0)
        return true;
    if (!same_load(app->db, a, &same, err))
        return false;
    struct kept_ids ids = {ARENA_ARRAY(a, same.count, int64_t), 0};
    for (size_t i = 0; i < same.count; i++) {
        size_t n = 0;
        bool open = false;
        const struct same_member *members = same_members(&same, same.by_debtor[i].debtor_id, &n);
        for (size_t m = 0; m < n && !open; m++) {
            const struct kept_debtor *d = kept_debtors_find(k, members[m].debtor_id);
            open = d != NULL && d->version > k->same_version;
        }
        if (open)
            ids.rows[ids.count++] = same.by_debtor[i].debtor_id;
    }
    k->version++;
    for (size_t i = 0; i < ids.count; i++) {
        size_t at = place_of(k, ids.rows[i]);
        if (at < k->count)
            open_again(k, &k->rows[at]);
    }
    ids = unknown(k, a, ids);
    if (ids.count > 0)
        insert(k, &ids);
    k->same_version = k->version;
    return true;
}

static void add_row(struct kept_debtors *k, struct stored_works *to, const struct stored_work *row)
{
    to->rows = arena_grow(&k->arena, to->rows, to->count, to->count + 1, sizeof *to->rows);
    to->rows[to->count++] = *row;
}

static bool take(void *with, const struct stored_work *before, const struct stored_work *now,
                 struct err *err)
{
    struct kept_debtors *k = with;
    size_t at = place_of(k, now->key.debtor_id);
    (void)err;
    ASSERT(at < k->count);
    struct kept_debtor *d = &k->rows[at];
    if (before->from_run != 0) {
        add_row(k, &d->before, before);
        k->before++;
        work_total_count(&k->arena, &k->delta, before, -1);
    }
    if (stored_work_owes(now)) {
        add_row(k, &d->now, now);
        work_total_count(&k->arena, &k->delta, now, 1);
    }
    return true;
}

bool kept_debtors_decide(struct kept_debtors *k, struct app *app, struct arena *a,
                         const struct kept_deciding *what, struct err *err)
{
    size_t most = k->open < what->most ? k->open : what->most;
    struct list_again again = {.published = what->published};
    int64_t *ids = ARENA_ARRAY(a, most, int64_t);
    const struct list_decided to = {NULL, take, k};
    again.debtor_ids = ids;
    k->version++;
    for (size_t i = 0; i < k->count && again.count < most; i++) {
        struct kept_debtor *d = &k->rows[i];
        if (d->decided)
            continue;
        ids[again.count++] = d->debtor_id;
        d->version = k->version;
        d->decided = true;
        d->before = d->now = (struct stored_works){0};
    }
    k->open -= again.count;
    return list_decide(app, a, &again, &to, err);
}
