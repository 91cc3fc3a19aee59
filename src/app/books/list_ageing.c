#include "list_ageing.h"

#include "app/people/house.h"
#include "base/ref.h"
#include "base/sort.h"
#include "store/account_store.h"
#include "store/account_walk.h"
#include "store/owner_store.h"

struct ageing_list {
    struct arena *arena;
    const struct ageing_query *query;
    struct day today;
    struct creditors creditors;
    struct house house;    /* this and the next by agent only */
    struct str *team_keys; /* beside the teams of the house */
    struct ageing_line *lines;
    int64_t *numbers; /* account numbers, to order the lines */
    size_t count;
};

/* What the accounts of a line have in common: key and name. */
struct common {
    struct str key, name;
};

static struct common common_of(const struct ageing_list *l, const struct creditor *creditor,
                               const struct owner *owner)
{
    if (l->query->by == AGEING_BY_CREDITOR)
        return (struct common){creditor->code, creditor->name};
    const struct user *user = house_user(&l->house, owner->user_id);
    const struct team *team = house_team(&l->house, owner->team_id);
    if (user != NULL)
        return (struct common){user->login, user->name};
    if (team == NULL)
        return (struct common){STR("-"), STR("")};
    return (struct common){l->team_keys[team - l->house.teams.rows], team->name};
}

/* A team may be called like a person: its key says that it is one. */
static bool read_house(struct app *app, struct ageing_list *l, struct err *err)
{
    if (!house_read_within(app, l->arena, &l->house, err))
        return false;
    l->team_keys = ARENA_ARRAY(l->arena, l->house.teams.count, struct str);
    for (size_t i = 0; i < l->house.teams.count; i++) {
        struct buf key;
        buf_init(&key, l->arena, 128);
        buf_add_c(&key, "team:");
        buf_add(&key, l->house.teams.rows[i].code);
        l->team_keys[i] = buf_str(&key);
    }
    return true;
}

static struct ageing_line *line_for(struct ageing_list *l, const struct walked_account *account,
                                    struct common common)
{
    for (size_t i = 0; l->query->by != AGEING_BY_ACCOUNT && i < l->count; i++) {
        if (str_eq(l->lines[i].key, common.key) &&
            currency_eq(l->lines[i].currency, account->currency))
            return &l->lines[i];
    }
    size_t n = l->count++;
    if ((n & (n - 1)) == 0) { /* full at every power of two */
        l->lines = arena_grow(l->arena, l->lines, n, n == 0 ? 1 : n * 2, sizeof *l->lines);
        l->numbers = arena_grow(l->arena, l->numbers, n, n == 0 ? 1 : n * 2, sizeof *l->numbers);
    }
    l->lines[n] = (struct ageing_line){.currency = account->currency};
    l->numbers[n] = account->number;
    if (l->query->by != AGEING_BY_ACCOUNT) {
        l->lines[n].key = common.key;
        l->lines[n].name = common.name;
    } else {
        struct buf ref;
        buf_init(&ref, l->arena, 64);
        buf_add_ref(&ref, REF_ACCOUNT, account->number);
        l->lines[n].key = buf_str(&ref);
        l->lines[n].name = arena_str(l->arena, account->name);
    }
    return &l->lines[n];
}

static void add_account(struct ageing_list *l, const struct walked_account *account,
                        const struct owner *owner)
{
    const struct creditor *creditor = creditor_by_id(&l->creditors, account->creditor_id);
    ASSERT(creditor != NULL);
    bool counted = false;
    for (size_t i = 0; i < account->item_count && !counted; i++)
        counted = plan_role_counts(account->items[i].role);
    if (!counted || !scope_has(&l->query->scope, account->creditor_id) ||
        (l->query->creditor.n > 0 && !str_eq(l->query->creditor, creditor->code)))
        return;
    struct common common = {{0}, {0}};
    if (l->query->by != AGEING_BY_ACCOUNT)
        common = common_of(l, creditor, owner);
    struct ageing_line *line = line_for(l, account, common);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (plan_role_counts(item->role))
            ageing_add(&line->row, item->open_minor, item->due, l->today, l->query->strict_due);
    }
}

struct numbered {
    const int64_t *numbers;
};

static int by_number(const void *pa, const void *pb, const void *with)
{
    const struct numbered *n = with;
    int64_t a = n->numbers[*(const size_t *)pa];
    int64_t b = n->numbers[*(const size_t *)pb];
    return a < b ? -1 : a > b;
}

static int by_key(const void *pa, const void *pb, const void *with)
{
    (void)with;
    return str_cmp(((const struct ageing_line *)pa)->key, ((const struct ageing_line *)pb)->key);
}

static void order_lines(struct ageing_list *l)
{
    if (l->query->by != AGEING_BY_ACCOUNT) {
        SORT(l->arena, l->lines, l->count, by_key, NULL);
        return;
    }
    size_t *order = ARENA_ARRAY(l->arena, l->count, size_t);
    struct ageing_line *sorted = ARENA_ARRAY(l->arena, l->count, struct ageing_line);
    struct numbered with = {l->numbers};
    for (size_t i = 0; i < l->count; i++)
        order[i] = i;
    SORT(l->arena, order, l->count, by_number, &with);
    for (size_t i = 0; i < l->count; i++)
        sorted[i] = l->lines[order[i]];
    l->lines = sorted;
}

static bool walk_accounts(struct ageing_list *l, struct account_walk *walk,
                          struct owner_walk *owners, struct err *err)
{
    for (;;) {
        struct walked_account account;
        struct owner owner = {0};
        bool have = false;
        if (!account_walk_next(walk, &account, &have, err))
            return false;
        if (!have)
            return true;
        if (owners != NULL && !owner_walk_next(owners, account.key, &owner, err))
            return false;
        add_account(l, &account, &owner);
    }
}

static bool read_all(struct app *app, struct ageing_list *l, struct err *err)
{
    struct account_walk *walk = NULL;
    struct owner_walk *owners = NULL;
    struct owner_walk_start start = {0, app->today};
    bool by_agent = l->query->by == AGEING_BY_AGENT;
    bool ok = creditor_list(app->db, l->arena, &l->creditors, err) &&
              creditor_known(&l->creditors, l->query->creditor, err) &&
              (!by_agent || (read_house(app, l, err) &&
                             owner_walk_open(app->db, l->arena, &start, &owners, err))) &&
              account_walk_open(app->db, l->arena, app->today, &walk, err) &&
              walk_accounts(l, walk, owners, err);
    account_walk_close(walk);
    owner_walk_close(owners);
    return ok;
}

bool list_ageing(struct app *app, struct arena *a, const struct ageing_query *query,
                 struct ageing_lines *out, struct err *err)
{
    struct ageing_list l = {.arena = a, .query = query, .today = app->today};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_all(app, &l, err);
    db_rollback(app->db); /* nothing was written */
    if (ok)
        order_lines(&l);
    *out = (struct ageing_lines){l.lines, l.count};
    return ok;
}
