#include "object_edit.h"

#include "app/books/account_items.h"
#include "app/daily/run_day.h"
#include "app/file/file_changes.h"
#include "base/json.h"
#include "base/ref.h"
#include "base/text.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 16384, ITEMS_MAX = 500 };

static bool read_all(struct object_edit *e, const struct file_query *query, struct err *err)
{
    struct app *app = e->app;
    if (!account_find(app, e->arena, query, &e->account.key, err) ||
        !account_lock(app->db, e->account.key, err) ||
        !account_read(app->db, e->arena, app->today, &e->account, err))
        return false;
    if (!account_in_scope(query, e->account.creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
    struct file_account of = {e->account.key, e->account.number};
    if (!file_unchanged(app, e->arena, query, &of, err))
        return false;
    e->consumer = str_is(e->account.debtor_kind, "consumer");
    return objects_ground_load(app, e->arena, &e->ground, err) &&
           file_objects_read(&e->ground, e->arena, &e->account, &e->objects, err);
}

bool object_edit_begin(struct object_edit *e, const struct object_request *request, struct err *err)
{
    *e = (struct object_edit){.app = request->app, .arena = request->arena};
    if (!db_begin(e->app->db, DB_WRITE, err))
        return false;
    if (read_all(e, &request->query, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

static struct str journal_body(struct object_edit *e, const struct object_done *done)
{
    struct buf body;
    struct buf ref;
    struct json j;
    buf_init(&body, e->arena, BODY_BYTES_MAX);
    buf_init(&ref, e->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, e->account.number);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "account", buf_str(&ref));
    json_id(&j, "id", done->id);
    json_int(&j, "number", done->number);
    json_cstr(&j, "state", done->state);
    if (done->amount_minor > 0)
        json_amount(&j, "amount", (struct money){done->amount_minor, e->account.currency});
    if (day_is(done->on))
        json_day(&j, "on", done->on);
    if (done->why.n > 0)
        json_text(&j, "why", done->why);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    return buf_str(&body);
}

bool object_edit_note(struct object_edit *e, const struct object_done *done, struct err *err)
{
    struct app *app = e->app;
    struct object_event event = {
        .object_id = done->id,
        .event_id = id_next(app->ids),
        .kind = done->kind,
        .state = str_of(done->state),
        .on = app->today,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .why = done->why,
    };
    struct account_key key = e->account.key;
    struct buf kind;
    if (done->account_id != 0)
        key.account_id = done->account_id;
    buf_init(&kind, e->arena, 64);
    buf_add_c(&kind, object_kind_code(done->kind));
    buf_add_char(&kind, '_');
    buf_add_c(&kind, done->verb);
    struct journal_entry entry = {
        .subject = JOURNAL_DEBTOR,
        .subject_id = e->account.key.debtor_id,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .kind = buf_str(&kind),
        .body = journal_body(e, done),
    };
    return object_event_add(app->db, key, &event, err) &&
           journal_append(app->db, &entry, NULL, err);
}

bool object_edit_end(struct object_edit *e, bool ok, struct err *err)
{
    if (ok && run_again(e->app, e->account.key.debtor_id, err) && db_commit(e->app->db, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

struct object_head object_edit_head(struct object_edit *e, size_t known_count, struct str note)
{
    return (struct object_head){.id = id_next(e->app->ids),
                                .number = (int64_t)known_count + 1,
                                .made = e->app->today,
                                .made_ms = e->app->now_ms,
                                .actor_id = e->app->actor_id,
                                .note = note};
}

struct object_made object_edit_made(struct account_key key, const struct object_head *head)
{
    return (struct object_made){key, head->id, head->number, 0};
}

bool object_text(struct str *text, size_t max, const char *option, struct err *err)
{
    size_t bad = 0;
    *text = str_trim(*text);
    if (text->n > max)
        return err_set_field(err, ERR_TOO_LONG, option, str_cut_utf8(*text, 60));
    if (!utf8_valid(*text, &bad) || text_has_control(*text))
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, option, STR("…"));
    return true;
}

bool object_amount(const struct object_edit *e, struct str text, int64_t *out, struct err *err)
{
    struct amount_style style = {.thousands = true};
    if (!amount_parse(text, style, currency_digits(e->account.currency), out, err)) {
        err_at(err, 0, 0, "amount");
        return false;
    }
    return *out > 0 || err_set_field(err, ERR_BAD_AMOUNT, "amount", text);
}

bool object_day_to_come(struct object_edit *e, struct day day, const char *option, struct err *err)
{
    struct buf text;
    if (!day_before(day, e->app->today))
        return true;
    buf_init(&text, e->arena, 32);
    buf_add_day(&text, day);
    return err_set_field(err, ERR_DATE_PAST, option, buf_str(&text));
}

/* ---- items ---- */

bool object_items(struct object_edit *e, struct str list, struct found_items *out, struct err *err)
{
    struct str name;
    *out = (struct found_items){ARENA_ARRAY(e->arena, ITEMS_MAX, const struct walked_item *), 0};
    while (str_split(&list, ',', &name)) {
        const struct walked_item *item = NULL;
        name = str_trim(name);
        if (name.n == 0)
            continue;
        if (!account_item_find(&e->account, name, 1, &item, err))
            return false;
        if (item->open_minor <= 0)
            return err_set_field(err, ERR_ITEM_NOT_OPEN, "items", name);
        bool twice = false;
        for (size_t i = 0; i < out->count; i++)
            twice = twice || out->rows[i] == item;
        if (twice)
            continue;
        if (out->count == ITEMS_MAX)
            return err_set_field(err, ERR_TOO_LONG, "items", name);
        out->rows[out->count++] = item;
    }
    return true;
}

static bool covers(struct covered_items items, int64_t item_id)
{
    for (size_t i = 0; i < items.count; i++) {
        if (items.rows[i].item_id == item_id)
            return true;
    }
    return false;
}

static bool committed(const struct object_edit *e, int64_t item_id, int64_t except)
{
    const struct account_objects *stored = &e->objects.stored;
    for (size_t i = 0; i < stored->promise_count; i++) {
        if (e->objects.promises[i].suspends && stored->promises[i].head.id != except &&
            covers(stored->promises[i].terms.c.items, item_id))
            return true;
    }
    for (size_t i = 0; i < stored->plan_count; i++) {
        if (e->objects.plans[i].suspends && covers(stored->plans[i].terms.c.items, item_id))
            return true;
    }
    return false;
}

bool object_items_free(const struct object_edit *e, const struct found_items *items, int64_t except,
                       struct err *err)
{
    for (size_t i = 0; i < items->count; i++) {
        if (committed(e, items->rows[i]->id, except))
            return err_set_field(err, ERR_ITEM_COMMITTED, "items", items->rows[i]->piece);
    }
    return true;
}

struct covered_items object_covered(struct object_edit *e, const struct found_items *items)
{
    struct covered_item *rows = ARENA_ARRAY(e->arena, items->count, struct covered_item);
    for (size_t i = 0; i < items->count; i++) {
        struct item_books books = item_books(&e->account, items->rows[i]->id);
        rows[i] = (struct covered_item){items->rows[i]->id, items->rows[i]->open_minor,
                                        books.paid_minor, books.credited_minor};
    }
    return (struct covered_items){rows, items->count};
}

int64_t object_index(struct str id, const void *rows, size_t count, size_t size)
{
    int64_t wanted = 0;
    for (size_t i = 0; i < id.n; i++) {
        if (id.p[i] < '0' || id.p[i] > '9' || id.n > 19 || wanted > (INT64_MAX - 9) / 10)
            return -1;
        wanted = wanted * 10 + (id.p[i] - '0');
    }
    for (size_t i = 0; i < count; i++) {
        const struct object_head *head = (const void *)((const char *)rows + i * size);
        if (id.n > 0 && (head->id == wanted || head->number == wanted))
            return (int64_t)i;
    }
    return -1;
}
