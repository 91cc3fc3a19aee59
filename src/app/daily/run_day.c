#include "run_day.h"

#include <sodium.h>
#include <string.h>

#include "app/clock.h"
#include "app/imports/import_files.h"
#include "app/imports/importing.h"
#include "app/legal/load_law.h"
#include "base/json.h"
#include "decide_history.h"
#include "decide_work.h"
#include "draw_lots.h"
#include "run_ahead.h"
#include "run_wanted.h"
#include "store/journal_store.h"

enum { BATCH_ACCOUNTS = 40000, HELD_MS = 500, CHANGES_FIRST = 1024, RULES_BYTES_MAX = 16 * 1024 };

struct running {
    struct app *app;
    struct arena *arena; /* of the whole run */
    struct decide_ground ground;
    int64_t published; /* the run whose rows hold; 0: none */
    struct run_row run;
    bool whole;             /* it was asked to decide on every account */
    struct run_wanted next; /* of a run that is not: who is to be decided on */
    size_t wanted_at, touched_at;
    int64_t passed; /* the last debtor of the batches */
    bool at_once;   /* one batch holds them all, and publishes */
    struct run_ahead *ahead;
    struct work_change *changes; /* of a piece, kept for the next one */
    size_t change_room;
    struct run_report *out;
};

/* What the run stands on: names and versions of the rules and of what was learnt. */
static struct str rules_text(struct arena *a, const struct decide_ground *ground)
{
    const struct rules_in_force *rules = &ground->rules;
    struct buf b;
    struct json j;
    buf_init(&b, a, RULES_BYTES_MAX);
    json_begin(&j, &b);
    json_array(&j, NULL);
    for (size_t i = 0; i < rules->count; i++) {
        json_object(&j, NULL);
        json_text(&j, "name", rules->rows[i].rules.name);
        json_int(&j, "version", rules->rows[i].version);
        json_object_end(&j);
    }
    json_object(&j, NULL);
    json_text(&j, "name", STR("relance"));
    json_text(&j, "version", STR(RELANCE_VERSION));
    json_object_end(&j);
    if (ground->value.number > 0) {
        json_object(&j, NULL);
        json_cstr(&j, "name", "value-model");
        json_int(&j, "version", ground->value.number);
        json_object_end(&j);
    }
    json_array_end(&j);
    return buf_str(&b);
}

/* ---- the digest ---- */

/* Small pieces are gathered: hashing has its price a call. */
struct hashing {
    crypto_generichash_state state;
    bool any;
    size_t n;
    uint8_t bytes[4096];
};

static void hash_flush(struct hashing *h)
{
    crypto_generichash_update(&h->state, h->bytes, h->n);
    h->n = 0;
}

static void hash_int(struct hashing *h, int64_t v)
{
    if (h->n + 8 > sizeof h->bytes)
        hash_flush(h);
    uint8_t *to = h->bytes + h->n;
    for (size_t i = 0; i < 8; i++)
        to[i] = (uint8_t)((uint64_t)v >> (8 * i));
    h->n += 8;
}

static void hash_begin(struct hashing *h, const struct run_row *run)
{
    h->any = false;
    h->n = 0;
    crypto_generichash_init(&h->state, NULL, 0, RUN_DIGEST_BYTES);
    crypto_generichash_update(&h->state, run->digest, RUN_DIGEST_BYTES);
}

static void hash_row(struct hashing *h, const struct stored_work *row)
{
    const int64_t figures[] = {row->key.debtor_id, row->key.account_id, row->agent_id,
                               row->place_tier,    row->place_currency, row->place_value,
                               row->place_amount,  row->action,         row->level,
                               row->block,         (int64_t)row->blocks};
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        hash_int(h, figures[i]);
    h->any = true;
}

/* A run that was killed and gone on with has the digest of one that was not: batches end where the
 * last one was committed. */
static void hash_end(struct hashing *h, struct run_row *run)
{
    if (!h->any)
        return;
    hash_flush(h);
    crypto_generichash_final(&h->state, run->digest, RUN_DIGEST_BYTES);
}

/* ---- one batch ---- */

struct batch {
    struct arena arena;        /* of the batch */
    struct work_totals totals; /* of all accounts of the batch */
    struct run_counts counts;
    struct hashing digest;
    size_t count;    /* of the changes of the piece */
    int64_t changed; /* rows that decide otherwise than before */
};

static void keep_change(struct running *r, struct batch *b, const struct decided_account *account)
{
    const struct stored_work *now = &account->now;
    const struct stored_work *row = &account->row;
    bool had = now->from_run != 0;
    if ((!had && stored_work_empty(row)) || (had && stored_work_same(now, row)))
        return;
    if (b->count == r->change_room) {
        size_t room = r->change_room == 0 ? CHANGES_FIRST : r->change_room * 2;
        r->changes = arena_grow(r->arena, r->changes, b->count, room, sizeof *r->changes);
        r->change_room = room;
    }
    struct work_change *c = &r->changes[b->count++];
    c->row = *row;
    c->row.from_run = r->run.number;
    c->row.until_run = WORK_HOLDS;
    c->ends_run = now->from_run;
    bool same = had && stored_work_decides_same(now, row);
    c->day_only = same && now->item_count == row->item_count;
    b->changed += !same;
    hash_row(&b->digest, &c->row);
}

/* Where those who are still to be decided on begin. */
static bool next_wanted(struct running *r, struct run_walk_start *start)
{
    while (r->wanted_at < r->next.count && r->next.debtor_ids[r->wanted_at] < start->debtor_id)
        r->wanted_at++;
    start->wanted = &r->next.debtor_ids[r->wanted_at];
    start->wanted_count = r->next.count - r->wanted_at;
    if (start->wanted_count == 0)
        return false;
    start->debtor_id = start->wanted[0];
    return true;
}

static void count_row(struct batch *b, const struct stored_work *row, int sign)
{
    run_counts_add(&b->counts, row, sign);
    work_total_count(&b->arena, &b->totals, row, sign);
}

static bool write_piece(struct running *r, struct batch *b, const struct decided_piece *piece,
                        struct err *err)
{
    b->count = 0;
    for (size_t i = 0; i < piece->count; i++) {
        const struct decided_account *account = &piece->rows[i];
        keep_change(r, b, account);
        count_row(b, &account->row, 1);
        if (!r->run.whole && account->now.from_run != 0)
            count_row(b, &account->now, -1);
    }
    if (piece->last.debtor_id != 0)
        r->run.at = piece->last;
    r->passed = piece->to_debtor;
    const struct work_changes changes = {r->changes, b->count,
                                         r->at_once ? WORK_END_DROPS : WORK_END_CLOSES};
    return work_write(r->app->db, &changes, err);
}

/* A batch ends with a whole debtor, so that the next one begins with another. */
static bool write_batch(struct running *r, struct batch *b, bool *more, struct err *err)
{
    int64_t from = (r->passed > r->run.at.debtor_id ? r->passed : r->run.at.debtor_id) + 1;
    struct run_ahead_batch batch = {.start = {.debtor_id = from,
                                              .today = r->app->today,
                                              .published = r->published,
                                              .likely = decide_likely(&r->ground)},
                                    .run = r->run.number,
                                    .at = r->run.at,
                                    .most = r->at_once ? SIZE_MAX : BATCH_ACCOUNTS};
    const struct decided_piece *piece = NULL;
    *more = false;
    if (!r->run.whole && !next_wanted(r, &batch.start))
        return true;
    hash_begin(&b->digest, &r->run);
    bool ok = run_ahead_begin(r->ahead, &batch, err) && run_ahead_next(r->ahead, &piece, err);
    while (ok && piece != NULL)
        ok = write_piece(r, b, piece, err) && run_ahead_next(r->ahead, &piece, err);
    run_ahead_rest(r->ahead, more);
    hash_end(&b->digest, &r->run);
    return ok;
}

/* What people enter meanwhile waits for the end of the batch, and is seen by the next one. */
static bool begin_batch(struct running *r, struct err *err)
{
    bool going = false;
    return db_begin(r->app->db, DB_WRITE, err) &&
           run_lock(r->app->db, r->run.number, &going, err) &&
           (going || err_set(err, ERR_DB_LOCKED, "the run was given up meanwhile"));
}

static bool untouch_those(struct running *r, size_t to, struct err *err)
{
    bool ok = db_begin(r->app->db, DB_WRITE, err);
    for (size_t i = r->touched_at; ok && i < to; i++)
        ok = work_untouch(r->app->db, &r->next.touched.rows[i], err);
    if (ok && db_commit(r->app->db, err))
        return true;
    db_rollback(r->app->db);
    return false;
}

/* Who was touched before the run was taken up has been seen with that. Not in the batch's own
 * transaction: whoever touches a debtor waits for the batch with that row in his hand. One who is
 * held meanwhile stays touched, and the next run looks at him once more. */
static bool untouch(struct running *r, bool more, struct err *err)
{
    const struct work_touched_list *touched = &r->next.touched;
    struct err why = {0};
    size_t to = r->touched_at;
    while (to < touched->count && (!more || touched->rows[to].debtor_id <= r->run.at.debtor_id))
        to++;
    bool ok = to == r->touched_at || untouch_those(r, to, &why) || why.code == ERR_DB_LOCKED;
    r->touched_at = to;
    if (!ok)
        *err = why;
    return ok;
}

/* ---- the whole ---- */

static bool law_text_digest(struct running *r, uint8_t out[RUN_DIGEST_BYTES], struct err *err)
{
    struct law_in_force law;
    crypto_generichash_state h;
    if (!load_law(r->app, r->arena, &law, err))
        return false;
    crypto_generichash_init(&h, NULL, 0, RUN_DIGEST_BYTES);
    for (size_t i = 0; i < COUNT_OF(law.versions); i++)
        crypto_generichash_update(&h, law.versions[i].digest, LAW_DIGEST_BYTES);
    crypto_generichash_final(&h, out, RUN_DIGEST_BYTES);
    return true;
}

/* What this run would stand on, were it to begin now. */
static bool stand_on(struct running *r, struct run_row *out, struct err *err)
{
    struct run_books books;
    *out = (struct run_row){.day = r->app->today,
                            .started_ms = r->app->now_ms,
                            .rules = rules_text(r->arena, &r->ground)};
    if (!law_text_digest(r, out->law, err) || !run_books(r->app->db, &books, err))
        return false;
    out->books = books.books;
    out->ground = books.ground;
    return true;
}

static bool same_rules(const struct run_row *a, const struct run_row *b)
{
    return a->ground == b->ground && str_eq(a->rules, b->rules) &&
           memcmp(a->law, b->law, RUN_DIGEST_BYTES) == 0;
}

/* Rows of a run that was given up are gone, and whom it had seen to is not known: only what stands
 * directly on the run before can be gone on with. */
static bool needs_whole(struct running *r, const struct run_row *fresh,
                        const struct run_row *published, bool *out, struct err *err)
{
    int64_t last = 0;
    if (!run_greatest(r->app->db, &last, err))
        return false;
    *out = r->whole || published->number == 0 || published->number != last ||
           published->day.n > fresh->day.n || !same_rules(published, fresh);
    return true;
}

/* A run that was killed is gone on with when it would stand on the same. */
static bool take_up(struct running *r, struct err *err)
{
    struct run_row fresh;
    struct run_row left;
    struct run_row published;
    if (!run_last(r->app->db, r->arena, "published", &published, err) ||
        !run_hold(r->app->db, published.number, err) || !stand_on(r, &fresh, err) ||
        !run_last(r->app->db, r->arena, "published", &published, err) ||
        !run_last(r->app->db, r->arena, "running", &left, err))
        return false;
    r->published = published.number;
    if (left.number != 0 && (left.whole || !r->whole) && left.day.n == fresh.day.n &&
        left.books == fresh.books && same_rules(&left, &fresh)) {
        r->run = left;
        r->out->resumed = true;
        return true;
    }
    if (left.number != 0 && !run_abandon(r->app->db, left.number, r->app->now_ms, err))
        return false;
    r->run = fresh;
    return needs_whole(r, &fresh, &published, &r->run.whole, err) &&
           run_begin(r->app->db, &r->run, err) &&
           (r->published != 0 || work_places_later(r->app->db, err)) &&
           (r->run.whole || run_take_over(r->app->db, r->run.number, &published, err));
}

static bool begin(struct running *r, struct err *err)
{
    if (!db_begin(r->app->db, DB_WRITE, err))
        return false;
    struct decide_ground *g = &r->ground;
    if (decide_ground_load(r->app, r->arena, g, err) &&
        value_model_renew(r->app, r->arena, &g->rules, err) &&
        value_model_load(r->app, r->arena, &g->rules, &g->value, err) && take_up(r, err) &&
        run_wanted_read(r->app, r->arena, &r->run, &r->next, err) && db_commit(r->app->db, err)) {
        r->at_once = !r->run.whole && r->next.count <= BATCH_ACCOUNTS;
        return true;
    }
    db_rollback(r->app->db);
    return false;
}

static struct str counts_text(struct arena *a, const struct run_row *run)
{
    struct buf b;
    struct buf hex;
    struct json j;
    buf_init(&b, a, RULES_BYTES_MAX);
    json_begin(&j, &b);
    json_object(&j, NULL);
    json_int(&j, "run", run->number);
    json_day(&j, "day", run->day);
    json_int(&j, "accounts", run->accounts);
    json_int(&j, "items", run->items);
    json_int(&j, "actions", run->actions);
    json_int(&j, "blocked", run->blocked);
    json_int(&j, "changed", run->changed);
    buf_init(&hex, a, 2 * RUN_DIGEST_BYTES);
    buf_add_hex(&hex, (const char *)run->digest, RUN_DIGEST_BYTES);
    json_text(&j, "digest", buf_str(&hex));
    json_object_end(&j);
    return buf_str(&b);
}

/* What it counted stands in its row, with what people entered meanwhile. */
static bool note_published(struct running *r, struct err *err)
{
    struct journal_entry entry = {.subject = JOURNAL_SYSTEM,
                                  .at_ms = r->app->now_ms,
                                  .actor_id = r->app->actor_id,
                                  .kind = STR("run")};
    if (!run_last(r->app->db, r->arena, "published", &r->run, err))
        return false;
    entry.body = counts_text(r->arena, &r->run);
    return journal_append(r->app->db, &entry, NULL, err);
}

/* What earlier runs left behind is nobody's any more. */
static bool publish(struct running *r, struct err *err)
{
    int64_t number = r->run.number;
    return (r->published != 0 || work_places_now(r->app->db, err)) &&
           draw_lots(r->app, r->arena, &r->ground, number, err) &&
           run_publish(r->app->db, number, clock_now_ms(), err) && note_published(r, err) &&
           run_sweep(r->app->db, number, err);
}

/* Batches before the last one stand for themselves; with the last one the run is published: a run
 * of one batch, as on most days, writes each page once. */
static bool run_batch(struct running *r, bool *more, struct err *err)
{
    struct batch b = {.count = 0};
    arena_init(&b.arena, 0);
    bool ok = begin_batch(r, err) && write_batch(r, &b, more, err);
    ASSERT(!ok || !*more || !r->at_once);
    ok = ok && work_totals_add(r->app->db, r->run.number, &b.totals, err) &&
         run_count(r->app->db, r->run.number, &b.counts, err) &&
         run_progress(r->app->db, &r->run, b.changed, err) && (*more || publish(r, err)) &&
         db_commit(r->app->db, err);
    if (!ok)
        db_rollback(r->app->db);
    ok = ok && untouch(r, *more, err);
    arena_release(&b.arena);
    return ok;
}

/* Between two batches there is less time than a writer who waits on SQLite takes to look again:
 * every now and then there is more. */
static void breathe(int64_t *since_ms)
{
    if (clock_now_ms() - *since_ms < HELD_MS)
        return;
    clock_sleep_ms(IMPORT_BREATH_MS);
    *since_ms = clock_now_ms();
}

static bool run_batches(struct running *r, struct err *err)
{
    bool more = true;
    int64_t since_ms = clock_now_ms();
    bool ok = run_ahead_open(r->arena, &r->ground, &r->ahead, err);
    while (ok && more) {
        ok = run_batch(r, &more, err);
        if (ok && more)
            breathe(&since_ms);
    }
    run_ahead_close(r->ahead);
    return ok;
}

static bool run_whole(struct running *r, struct err *err)
{
    db_writing(r->app->db, DB_WRITES_MUCH);
    bool ok = begin(r, err);
    if (ok && r->published == 0)
        db_writing(r->app->db, DB_WRITES_IN_ORDER);
    ok = ok && run_batches(r, err);
    db_writing(r->app->db, DB_WRITES_LITTLE);
    db_bring_home(r->app->db);
    return ok;
}

bool run_day(struct app *app, struct arena *a, bool whole, struct run_report *out, struct err *err)
{
    struct running r = {.app = app, .arena = a, .whole = whole, .out = out};
    int64_t began_ms = clock_now_ms();
    *out = (struct run_report){0};
    if (!imports_finish(app, a, 0, err) || !run_whole(&r, err))
        return false;
    out->number = r.run.number;
    out->accounts = r.run.accounts;
    out->items = r.run.items;
    out->actions = r.run.actions;
    out->queue = r.run.queue;
    out->blocked = r.run.blocked;
    out->changed = r.run.changed;
    out->milliseconds = clock_now_ms() - began_ms;
    return true;
}
