#include "file_story.h"

#include "app/people/house.h"
#include "base/buf.h"
#include "base/json_read.h"
#include "base/ref.h"
#include "base/sort.h"
#include "gen/import_sql.h"
#include "store/journal_store.h"

static const struct {
    const char *code;
    const char *kinds[JOURNAL_KINDS_MAX]; /* how the journal's kinds begin; none: all of them */
    bool imports, payments;
} groups[STORY_GROUP_COUNT] = {
    [STORY_ALL] = {"all", {0}, true, true},
    [STORY_CONTACTS] = {"contacts", {"outcome_", "file_note"}, false, false},
    [STORY_LETTERS] = {"letters", {"letter_", "mail_", "statement_"}, false, false},
    [STORY_MONEY] = {"money", {"promise_", "plan_"}, false, true},
    [STORY_DISPUTES] = {"disputes", {"dispute_", "hold_", "alert_", "cover_"}, false, false},
    [STORY_WORK] = {"work",
                    {"work_", "file_given", "facts_told", "policy", "stage", "assignment_"},
                    true,
                    false},
};

const char *story_group_code(enum story_group group)
{
    ASSERT(group < STORY_GROUP_COUNT);
    return groups[group].code;
}

enum { SOURCES = STORY_PAYMENT + 1 };

/* One source each, newest first: a page and one more. */
struct telling {
    struct app *app;
    struct arena *arena;
    const struct story_query *query;
    struct house house;
    struct stored_costs costs;
    struct story_row *rows[SOURCES];
    struct story_key *keys[SOURCES]; /* beside them */
    size_t count[SOURCES], taken[SOURCES];
};

static struct story_row *add(struct telling *t, enum story_source source, struct story_key key)
{
    size_t at = t->count[source]++;
    ASSERT(at <= t->query->most);
    t->keys[source][at] = key;
    t->rows[source][at] = (struct story_row){.source = source};
    return &t->rows[source][at];
}

static struct str name_of(const struct house *house, int64_t user_id)
{
    const struct user *user = house_user(house, user_id);
    return user != NULL ? user->name : STR("");
}

/* ---- the journal ---- */

/* "12": an id as the journal's bodies hold it; 0: none. */
static int64_t id_in(struct str text)
{
    int64_t out = 0;
    for (size_t i = 0; i < text.n && i < 18; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return 0;
        out = out * 10 + (text.p[i] - '0');
    }
    return out;
}

static bool next_entry(struct telling *t, struct db_rows *rows, bool *have, struct err *err)
{
    struct journal_told told;
    if (!journal_next_story(rows, &told, have, err) || !*have)
        return !*have;
    struct story_row *row = add(t, STORY_ENTRY, (struct story_key){.seq = told.seq});
    row->at_ms = told.at_ms;
    row->who = name_of(&t->house, told.actor_id);
    row->kind = arena_str(t->arena, told.kind);
    row->body = arena_str(t->arena, told.body);
    if (str_is(row->kind, "file_given"))
        row->given_to = name_of(&t->house, id_in(json_text_of(t->arena, row->body, "agent")));
    return true;
}

static bool read_entries(struct telling *t, struct err *err)
{
    const struct file_view *file = t->query->file;
    struct buf ref;
    struct db_rows rows;
    buf_init(&ref, t->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, file->account_number);
    struct journal_story story = {
        .of = {file->account.key.debtor_id, file->account.key.account_id, buf_str(&ref),
               (int64_t)t->query->most + 1},
        .before_seq = t->query->before.seq,
        .kinds = groups[t->query->group].kinds,
    };
    while (story.kind_count < JOURNAL_KINDS_MAX && story.kinds[story.kind_count] != NULL)
        story.kind_count++;
    if (!journal_open_story(t->app->db, t->arena, &story, &rows, err))
        return false;
    bool ok = true;
    for (bool have = true; ok && have;)
        ok = next_entry(t, &rows, &have, err);
    db_done(&rows);
    return ok;
}

/* ---- imports ---- */

/* An entry by hand charges one at most. */
static const struct stored_cost *cost_of(const struct stored_costs *costs, int64_t import_id)
{
    for (size_t i = 0; i < costs->count; i++) {
        if (costs->rows[i].import_id == import_id)
            return &costs->rows[i];
    }
    return NULL;
}

static bool next_import(struct telling *t, struct db_rows *rows, bool *have, struct err *err)
{
    struct q_import_of_account_row got;
    if (!q_import_of_account_next(rows, &got, have, err) || !*have)
        return !*have;
    struct story_row *row = add(t, STORY_IMPORT, (struct story_key){.import = got.number});
    row->at_ms = got.at_ms;
    row->who = name_of(&t->house, got.actor_id);
    row->import_number = got.number;
    row->file = arena_str(t->arena, got.file);
    row->by_hand = str_is(got.format, "hand");
    row->undone = str_is(got.state, "undone");
    row->lines = got.lines;
    row->vanished = got.vanished;
    row->facts = got.facts;
    row->pieces = got.pieces;
    row->pieces_gone = got.pieces_gone;
    row->cost = cost_of(&t->costs, got.import_id);
    return true;
}

static bool read_imports(struct telling *t, struct err *err)
{
    const struct walked_account *account = &t->query->file->account;
    struct q_import_of_account_in in = {
        .debtor_id = account->key.debtor_id,
        .account_id = account->key.account_id,
        .creditor_id = account->creditor_id,
        .before_number = t->query->before.import != 0 ? t->query->before.import : INT64_MAX,
        .how_many = (int64_t)t->query->most + 1,
    };
    struct db_rows rows;
    if (!costs_of_account(t->app->db, t->arena, account->key, &t->costs, err) ||
        !q_import_of_account_open(t->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (bool have = true; ok && have;)
        ok = next_import(t, &rows, &have, err);
    db_done(&rows);
    return ok;
}

/* ---- money ---- */

static int newest_first(const void *pa, const void *pb, const void *with)
{
    const struct walked_item *a = *(const struct walked_item *const *)pa;
    const struct walked_item *b = *(const struct walked_item *const *)pb;
    (void)with;
    if (a->on.n != b->on.n)
        return a->on.n > b->on.n ? -1 : 1;
    return a->id > b->id ? -1 : a->id < b->id;
}

static bool shown_already(const struct story_key *before, const struct walked_item *item)
{
    if (before->item == 0)
        return false;
    return item->on.n != before->day ? item->on.n > before->day : item->id >= before->item;
}

/* The file has read its items: nothing more is asked for. */
static void take_payments(struct telling *t)
{
    const struct walked_account *account = &t->query->file->account;
    const struct walked_item **found =
        ARENA_ARRAY(t->arena, account->item_count, const struct walked_item *);
    size_t n = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if ((item->amount_minor < 0 || item->kind == ITEM_PAYMENT_RETURNED) &&
            !shown_already(&t->query->before, item))
            found[n++] = item;
    }
    SORT(t->arena, found, n, newest_first, NULL);
    for (size_t i = 0; i < n && i <= t->query->most; i++) {
        struct story_row *row =
            add(t, STORY_PAYMENT, (struct story_key){.day = found[i]->on.n, .item = found[i]->id});
        row->at_ms = (int64_t)found[i]->on.n * 24 * 3600 * 1000;
        row->item = found[i];
    }
}

/* ---- one story ---- */

static bool read_all(struct telling *t, struct err *err)
{
    enum story_group group = t->query->group;
    if (!house_read_within(t->app, t->arena, &t->house, err) || !read_entries(t, err))
        return false;
    if (groups[group].payments)
        take_payments(t);
    return !groups[group].imports || read_imports(t, err);
}

static void merge(struct telling *t, struct file_story *out)
{
    out->next = t->query->before;
    for (;;) {
        int newest = SOURCES;
        for (int s = 0; s < SOURCES; s++) {
            if (t->taken[s] < t->count[s] &&
                (newest == SOURCES ||
                 t->rows[s][t->taken[s]].at_ms > t->rows[newest][t->taken[newest]].at_ms))
                newest = s;
        }
        if (newest == SOURCES)
            return;
        if (out->count == t->query->most) {
            out->more = true;
            return;
        }
        struct story_key key = t->keys[newest][t->taken[newest]];
        out->rows[out->count++] = t->rows[newest][t->taken[newest]++];
        if (newest == STORY_ENTRY)
            out->next.seq = key.seq;
        else if (newest == STORY_IMPORT)
            out->next.import = key.import;
        else
            out->next.day = key.day, out->next.item = key.item;
    }
}

bool file_story(struct app *app, struct arena *a, const struct story_query *query,
                struct file_story *out, struct err *err)
{
    struct telling t = {.app = app, .arena = a, .query = query};
    *out = (struct file_story){.rows = ARENA_ARRAY(a, query->most, struct story_row)};
    for (int s = 0; s < SOURCES; s++) {
        t.rows[s] = ARENA_ARRAY(a, query->most + 1, struct story_row);
        t.keys[s] = ARENA_ARRAY(a, query->most + 1, struct story_key);
    }
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_all(&t, err);
    db_rollback(app->db); /* nothing was written */
    if (ok)
        merge(&t, out);
    return ok;
}
