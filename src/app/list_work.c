#include "list_work.h"

#include "base/sort.h"
#include "file_gate.h"
#include "store/account_store.h"
#include "strategy/queue.h"

struct work {
    struct arena *arena;
    const struct work_query *query;
    struct day today;
    struct creditors creditors;
    struct work_row *rows; /* called and blocked ones */
    size_t count, room;
    int64_t account_count;
};

static const struct creditor *creditor_in_scope(const struct work *w, int64_t id)
{
    for (size_t i = 0; w->query->scope != NULL; i++) {
        if (i == w->query->scope_count)
            return NULL;
        if (w->query->scope[i] == id)
            break;
    }
    const struct creditor *c = creditor_by_id(&w->creditors, id);
    bool wanted = c != NULL && (w->query->creditor.n == 0 || str_eq(c->code, w->query->creditor));
    return wanted ? c : NULL;
}

static void add_reason(struct work_row *row, enum reason code, int64_t value)
{
    ASSERT(row->reason_count < COUNT_OF(row->reasons));
    row->reasons[row->reason_count++] = (struct work_reason){code, value};
}

static void add_row(struct work *w, const struct walked_account *account,
                    const struct creditor *creditor, const struct gate_answer *gate)
{
    if (w->count == w->room) {
        size_t bigger = w->room == 0 ? 64 : w->room * 2;
        w->rows = arena_grow(w->arena, w->rows, w->room, bigger, sizeof *w->rows);
        w->room = bigger;
    }
    struct work_row *row = &w->rows[w->count++];
    /* matching credits is work of the day, though nobody may be called before */
    bool worked = gate->contact_allowed || gate->blocks[0].code == BLOCK_CREDITS_TO_MATCH;
    *row = (struct work_row){
        .account_number = account->number,
        .debtor = arena_str(w->arena, account->name),
        .debtor_kind = arena_str(w->arena, account->debtor_kind),
        .creditor = creditor->name,
        .capacity = creditor->capacity,
        .net_overdue = {worked ? gate->net_overdue_minor : gate->open_minor, account->currency},
        .oldest_days = gate->oldest_days,
        .action = gate->action,
        .block = worked ? BLOCK_COUNT : gate->blocks[0].code,
        .next_change = gate->next_change,
        .phone = account->phone.p == NULL ? account->phone : arena_str(w->arena, account->phone),
    };
    for (size_t i = 0; i < gate->reason_count; i++)
        add_reason(row, gate->reasons[i].code, gate->reasons[i].value);
}

struct walking {
    struct account_walk *accounts;
    struct object_walk *objects;
    struct objects_ground ground;
    struct arena scratch; /* of one account */
};

static bool work_account(struct work *w, struct walking *walking,
                         const struct walked_account *account, struct err *err)
{
    const struct creditor *creditor = creditor_in_scope(w, account->creditor_id);
    struct account_objects stored;
    struct file_objects objects;
    struct gate_answer gate;
    if (creditor == NULL)
        return true;
    arena_clear(&walking->scratch);
    if (!object_walk_next(walking->objects, account->key, &stored, err))
        return false;
    file_objects_judge(&walking->scratch, account, &stored, &walking->ground, &objects);
    file_gate(&walking->scratch, account, &objects, w->today, &gate);
    if (gate.open_minor == 0)
        return true;
    w->account_count++;
    add_row(w, account, creditor, &gate);
    return true;
}

static bool read_accounts(struct app *app, struct work *w, struct err *err)
{
    struct walking walking = {0};
    arena_init(&walking.scratch, 0);
    bool ok = objects_ground_load(app, w->arena, &walking.ground, err) &&
              account_walk_open(app->db, w->arena, app->today, &walking.accounts, err) &&
              object_walk_open(app->db, w->arena, &walking.objects, err);
    while (ok) {
        struct walked_account account;
        bool have = false;
        ok = account_walk_next(walking.accounts, &account, &have, err);
        if (!ok || !have)
            break;
        ok = work_account(w, &walking, &account, err);
    }
    object_walk_close(walking.objects);
    account_walk_close(walking.accounts);
    arena_release(&walking.scratch);
    return ok;
}

static int largest_first(const void *pa, const void *pb, const void *with)
{
    const struct work_row *a = pa;
    const struct work_row *b = pb;
    (void)with;
    if (a->net_overdue.minor != b->net_overdue.minor)
        return a->net_overdue.minor > b->net_overdue.minor ? -1 : 1;
    return a->account_number < b->account_number ? -1 : 1;
}

static void rank(struct work *w, struct work_list *out)
{
    struct queue_entry *entries = ARENA_ARRAY(w->arena, w->count, struct queue_entry);
    size_t count = 0;
    out->rows = ARENA_ARRAY(w->arena, w->count, struct work_row);
    out->blocked = ARENA_ARRAY(w->arena, w->count, struct work_row);
    for (size_t i = 0; i < w->count; i++) {
        if (w->rows[i].block != BLOCK_COUNT)
            out->blocked[out->blocked_count++] = w->rows[i];
        else
            entries[count++] = (struct queue_entry){.account_id = (int64_t)i,
                                                    .net_overdue = w->rows[i].net_overdue,
                                                    .oldest_days = w->rows[i].oldest_days};
    }
    struct queue_day day = {.day = w->today};
    queue_order(w->arena, &day, entries, count);
    for (size_t i = 0; i < count; i++) {
        struct work_row *row = &out->rows[out->row_count++];
        *row = w->rows[entries[i].account_id];
        row->rank = (int64_t)i + 1;
        if (entries[i].reserved)
            add_reason(row, REASON_RESERVED_PLACE, row->oldest_days);
    }
    SORT(w->arena, out->blocked, out->blocked_count, largest_first, NULL);
}

bool list_work(struct app *app, struct arena *a, const struct work_query *query,
               struct work_list *out, struct err *err)
{
    struct work w = {.arena = a, .query = query, .today = app->today};
    *out = (struct work_list){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_list(app->db, a, &w.creditors, err) &&
              creditor_known(&w.creditors, query->creditor, err) && read_accounts(app, &w, err);
    db_rollback(app->db); /* nothing was written */
    out->account_count = w.account_count;
    if (ok)
        rank(&w, out);
    return ok;
}
