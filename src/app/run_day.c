#include "run_day.h"

#include <sodium.h>
#include <string.h>

#include "base/json.h"
#include "clock.h"
#include "decide_work.h"
#include "draw_lots.h"
#include "import_files.h"
#include "load_law.h"
#include "store/account_store.h"
#include "store/journal_store.h"
#include "store/same_store.h"

enum { BATCH_ACCOUNTS = 20000, RULES_BYTES_MAX = 16 * 1024 };

struct running {
    struct app *app;
    struct arena *arena; /* of the whole run */
    struct decide_ground ground;
    int64_t published; /* the run whose rows hold; 0: none */
    struct run_row run;
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
    if (ground->value.number > 0) {
        json_object(&j, NULL);
        json_cstr(&j, "name", "value-model");
        json_int(&j, "version", ground->value.number);
        json_object_end(&j);
    }
    json_array_end(&j);
    return buf_str(&b);
}

/* ---- one account ---- */

static bool decide_one(struct running *r, struct arena *scratch, struct run_account *from,
                       struct decided_work *out, struct err *err)
{
    const struct file_objects *objects;
    if (!decide_objects(scratch, &r->ground, from, &objects, err))
        return false;
    decide_work(scratch, &r->ground, from, objects, out);
    return true;
}

static void count_account(struct running *r, const struct run_account *from,
                          const struct decided_work *work)
{
    struct run_row *run = &r->run;
    if (work->gate.open_minor == 0 && work->gate.unallocated_minor == 0)
        return;
    run->accounts++;
    for (size_t i = 0; i < from->account.item_count; i++)
        run->items += from->account.items[i].open_minor != 0;
    bool works = work->decision.action != ACTION_NONE;
    run->actions += works;
    run->queue +=
        work->decision.action == ACTION_CALL || work->decision.action == ACTION_PRE_DUE_CALL;
    run->blocked += !works && work->gate.open_minor > 0;
}

/* Texts of the row move to an arena that lives as long as the batch. */
static struct stored_work keep_row(struct arena *a, const struct stored_work *row)
{
    struct stored_work kept = *row;
    kept.blocks = arena_str(a, row->blocks);
    kept.reasons = arena_str(a, row->reasons);
    return kept;
}

/* ---- one batch ---- */

struct batch {
    struct arena arena;        /* of the batch */
    struct arena scratch;      /* of one account */
    struct work_totals totals; /* of all accounts of the batch */
    struct work_change *changes;
    size_t count;
};

/* Nothing is open and nothing is to be done: such an account has no row. */
static bool is_empty(const struct stored_work *row)
{
    return row->open_minor == 0 && row->credit_minor == 0 && row->place_tier == WORK_TIER_NONE;
}

static void keep_change(struct running *r, struct batch *b, const struct run_account *from,
                        const struct stored_work *row)
{
    bool had = from->now.from_run != 0;
    if (from->pending.from_run == r->run.number || (!had && is_empty(row)) ||
        (had && stored_work_same(&from->now, row)))
        return;
    struct work_change *c = &b->changes[b->count++];
    c->row = keep_row(&b->arena, row);
    c->row.from_run = r->run.number;
    c->row.until_run = WORK_HOLDS;
    c->ends_run = from->now.from_run;
    r->run.changed++;
}

/* Small pieces are gathered: hashing has its price a call. */
struct hashing {
    crypto_generichash_state state;
    size_t n;
    uint8_t bytes[4096];
};

static void hash_flush(struct hashing *h)
{
    crypto_generichash_update(&h->state, h->bytes, h->n);
    h->n = 0;
}

static void hash_bytes(struct hashing *h, const void *p, size_t n)
{
    if (n > sizeof h->bytes - h->n)
        hash_flush(h);
    if (n > sizeof h->bytes)
        crypto_generichash_update(&h->state, p, n);
    else if (n > 0)
        memcpy(h->bytes + h->n, p, n);
    h->n += n > sizeof h->bytes ? 0 : n;
}

static void hash_int(struct hashing *h, int64_t v)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)((uint64_t)v >> (8 * i));
    hash_bytes(h, bytes, sizeof bytes);
}

static void hash_text(struct hashing *h, struct str s)
{
    hash_int(h, (int64_t)s.n);
    hash_bytes(h, s.p, s.n);
}

static void hash_row(struct hashing *h, const struct stored_work *row)
{
    const int64_t figures[] = {row->key.debtor_id, row->key.account_id, row->agent_id,
                               row->place_tier,    row->place_currency, row->place_value,
                               row->place_amount,  row->level,          row->open_minor,
                               row->overdue_minor, row->net_minor,      row->credit_minor};
    const struct str texts[] = {row->action, row->approval, row->blocks, row->reasons};
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        hash_int(h, figures[i]);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hash_text(h, texts[i]);
}

/* A run that was killed and gone on with has the digest of one that was not: batches end where the
 * last one was committed. */
static void hash_batch(struct run_row *run, const struct batch *b)
{
    struct hashing h = {.n = 0};
    if (b->count == 0)
        return;
    crypto_generichash_init(&h.state, NULL, 0, RUN_DIGEST_BYTES);
    hash_bytes(&h, run->digest, RUN_DIGEST_BYTES);
    for (size_t i = 0; i < b->count; i++)
        hash_row(&h, &b->changes[i].row);
    hash_flush(&h);
    crypto_generichash_final(&h.state, run->digest, RUN_DIGEST_BYTES);
}

/* A batch ends with a whole debtor, so that the next one begins with another. */
static bool read_batch(struct running *r, struct batch *b, bool *more, struct err *err)
{
    struct run_walk *walk = NULL;
    struct run_walk_start start = {r->run.at.debtor_id + 1, r->app->today, r->published};
    struct run_account from;
    size_t seen = 0;
    bool ok = run_walk_open(r->app->db, &b->arena, &start, &walk, err);
    size_t room = 2 * BATCH_ACCOUNTS;
    b->changes = ARENA_ARRAY(&b->arena, room, struct work_change);
    *more = false;
    while (ok) {
        struct decided_work work;
        bool have = false;
        ok = run_walk_next(walk, &from, &have, err);
        if (!ok || !have)
            break;
        if (seen >= BATCH_ACCOUNTS && from.account.key.debtor_id != r->run.at.debtor_id) {
            *more = true;
            break;
        }
        if (b->count == room) {
            b->changes = arena_grow(&b->arena, b->changes, room, room * 2, sizeof *b->changes);
            room *= 2;
        }
        arena_clear(&b->scratch);
        ok = decide_one(r, &b->scratch, &from, &work, err);
        if (!ok)
            break;
        count_account(r, &from, &work);
        keep_change(r, b, &from, &work.row);
        work_total_count(&b->arena, &b->totals, &work.row, 1);
        r->run.at = from.account.key;
        seen++;
    }
    run_walk_close(walk);
    hash_batch(&r->run, b);
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

static bool run_batch(struct running *r, bool *more, struct err *err)
{
    struct batch b = {0};
    arena_init(&b.arena, 0);
    arena_init(&b.scratch, 0);
    bool ok = begin_batch(r, err) && read_batch(r, &b, more, err) &&
              work_write(r->app->db, b.changes, b.count, err) &&
              work_totals_add(r->app->db, r->run.number, &b.totals, err) &&
              run_progress(r->app->db, &r->run, err) && db_commit(r->app->db, err);
    if (!ok)
        db_rollback(r->app->db);
    arena_release(&b.scratch);
    arena_release(&b.arena);
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
    *out = (struct run_row){.day = r->app->today,
                            .started_ms = r->app->now_ms,
                            .rules = rules_text(r->arena, &r->ground)};
    return law_text_digest(r, out->law, err) && run_books(r->app->db, &out->books, err);
}

static bool same_ground(const struct run_row *a, const struct run_row *b)
{
    return a->day.n == b->day.n && str_eq(a->rules, b->rules) && a->books == b->books &&
           memcmp(a->law, b->law, RUN_DIGEST_BYTES) == 0;
}

/* A run that was killed is gone on with when it would stand on the same. */
static bool take_up(struct running *r, struct err *err)
{
    struct run_row fresh;
    struct run_row left;
    struct run_row published;
    if (!stand_on(r, &fresh, err) ||
        !run_last(r->app->db, r->arena, "published", &published, err) ||
        !run_last(r->app->db, r->arena, "running", &left, err))
        return false;
    r->published = published.number;
    if (left.number != 0 && same_ground(&left, &fresh)) {
        r->run = left;
        r->out->resumed = true;
        return true;
    }
    if (left.number != 0 && !run_abandon(r->app->db, left.number, r->app->now_ms, err))
        return false;
    r->run = fresh;
    return run_begin(r->app->db, &r->run, err);
}

static bool begin(struct running *r, struct err *err)
{
    if (!db_begin(r->app->db, DB_WRITE, err))
        return false;
    struct decide_ground *g = &r->ground;
    if (decide_ground_load(r->app, r->arena, g, err) &&
        value_model_renew(r->app, r->arena, &g->rules, err) &&
        value_model_load(r->app, r->arena, &g->rules, &g->value, err) && take_up(r, err) &&
        db_commit(r->app->db, err))
        return true;
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

static bool publish(struct running *r, struct err *err)
{
    struct str counts = counts_text(r->arena, &r->run);
    struct journal_entry entry = {.subject = JOURNAL_SYSTEM,
                                  .at_ms = r->app->now_ms,
                                  .actor_id = r->app->actor_id,
                                  .kind = STR("run"),
                                  .body = counts};
    if (!db_begin(r->app->db, DB_WRITE, err))
        return false;
    if (draw_lots(r->app, r->arena, &r->ground, r->run.number, err) &&
        run_publish(r->app->db, r->run.number, clock_now_ms(), err) &&
        journal_append(r->app->db, &entry, NULL, err) && db_commit(r->app->db, err))
        return true;
    db_rollback(r->app->db);
    return false;
}

/* What earlier runs left behind is nobody's any more. */
static bool sweep(struct running *r, struct err *err)
{
    if (!db_begin(r->app->db, DB_WRITE, err))
        return false;
    if (run_sweep(r->app->db, r->run.number, err) && db_commit(r->app->db, err))
        return true;
    db_rollback(r->app->db);
    return false;
}

bool run_day(struct app *app, struct arena *a, struct run_report *out, struct err *err)
{
    struct running r = {.app = app, .arena = a, .out = out};
    int64_t began_ms = clock_now_ms();
    *out = (struct run_report){0};
    if (!undo_finish(app, a, 0, err) || !begin(&r, err))
        return false;
    for (bool more = true; more;) {
        if (!run_batch(&r, &more, err))
            return false;
    }
    if (!publish(&r, err) || !sweep(&r, err))
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

/* ---- after an event ---- */

/* Whose rows an event changes. */
struct standing_runs {
    bool holds;         /* the published run is of today: its row is replaced */
    struct run_row run; /* of today, under way or killed; number 0: none */
};

/* Locks the run that is under way. */
static bool standing_runs(struct running *r, struct standing_runs *out, struct err *err)
{
    struct run_row published;
    struct run_row left;
    bool going = false;
    if (!run_last(r->app->db, r->arena, "running", &left, err) ||
        (left.number != 0 && !run_lock(r->app->db, left.number, &going, err)))
        return false;
    /* it may have come further, or to its end, while this waited for the lock */
    if ((going && !run_last(r->app->db, r->arena, "running", &left, err)) ||
        !run_last(r->app->db, r->arena, "published", &published, err))
        return false;
    r->published = published.number;
    out->holds = published.number != 0 && published.day.n == r->app->today.n;
    out->run = going && left.day.n == r->app->today.n ? left : (struct run_row){0};
    return true;
}

/* What stands in a run's totals for this account is counted out, the new row in. */
static bool recount(struct running *r, int64_t run, const struct stored_work *before,
                    const struct stored_work *row, struct err *err)
{
    struct work_totals totals = {0};
    if (before->from_run != 0)
        work_total_count(r->arena, &totals, before, -1);
    work_total_count(r->arena, &totals, row, 1);
    return work_totals_add(r->app->db, run, &totals, err);
}

static bool replace_holding(struct running *r, const struct run_account *from,
                            struct stored_work *row, struct err *err)
{
    row->from_run = from->now.from_run != 0 ? from->now.from_run : r->published;
    row->until_run = from->now.from_run != 0 ? from->now.until_run : WORK_HOLDS;
    return (from->now.from_run == 0 && is_empty(row)) ||
           (recount(r, r->published, &from->now, row, err) && work_replace(r->app->db, row, err));
}

/* What a run under way has decided already, or left as it was before. */
static bool replace_pending(struct running *r, const struct run_account *from,
                            const struct standing_runs *runs, struct stored_work *row,
                            struct err *err)
{
    bool had = from->now.from_run != 0;
    row->from_run = runs->run.number;
    row->until_run = WORK_HOLDS;
    bool decided = from->pending.from_run == runs->run.number;
    if (!recount(r, runs->run.number, decided ? &from->pending : &from->now, row, err))
        return false;
    if (decided)
        return work_replace(r->app->db, row, err);
    if (runs->holds || (had ? stored_work_same(&from->now, row) : is_empty(row)))
        return true; /* the row that holds goes on holding */
    const struct work_change change = {.row = *row, .ends_run = from->now.from_run};
    return work_write(r->app->db, &change, 1, err);
}

static bool is_passed(const struct run_row *run, struct account_key key)
{
    if (run->number == 0 || key.debtor_id > run->at.debtor_id)
        return false;
    return key.debtor_id < run->at.debtor_id || key.account_id <= run->at.account_id;
}

static bool again_account(struct running *r, struct account_key key,
                          const struct standing_runs *runs, struct err *err)
{
    struct run_account from = {.account = {.key = key}};
    struct file_objects objects;
    struct decided_work work;
    struct run_account_wanted wanted = {r->app->today, r->published};
    if (!account_read(r->app->db, r->arena, r->app->today, &from.account, err) ||
        !run_account_read(r->app->db, r->arena, &wanted, &from, err) ||
        !decide_history(r->arena, &r->ground, &from, err) ||
        !file_objects_read(&r->ground.objects, r->arena, &from.account, &objects, err))
        return false;
    decide_work(r->arena, &r->ground, &from, &objects, &work);
    return (!runs->holds || replace_holding(r, &from, &work.row, err)) &&
           (!is_passed(&runs->run, key) || replace_pending(r, &from, runs, &work.row, err));
}

static bool again_debtor(struct running *r, int64_t debtor_id, const struct standing_runs *runs,
                         struct err *err)
{
    struct account_keys keys = {0};
    bool ok = accounts_of_debtor(r->app->db, r->arena, debtor_id, &keys, err);
    for (size_t i = 0; ok && i < keys.count; i++)
        ok = again_account(r, keys.rows[i], runs, err);
    return ok;
}

/* What happens to one debtor weighs on all who are the same person. */
static bool again_person(struct running *r, int64_t debtor_id, const struct standing_runs *runs,
                         struct err *err)
{
    struct same_group group;
    bool ok = same_group_of(r->app->db, r->arena, debtor_id, &group, err);
    for (size_t i = 0; ok && i < group.count; i++)
        ok = again_debtor(r, group.ids[i], runs, err);
    return ok;
}

bool run_again_all(struct app *app, const int64_t *debtor_ids, size_t count, struct err *err)
{
    struct arena ground;
    struct arena scratch;
    struct running r = {.app = app, .arena = &ground};
    struct standing_runs runs = {0};
    arena_init(&ground, 0);
    arena_init(&scratch, 0);
    bool ok = standing_runs(&r, &runs, err);
    bool any = runs.holds || runs.run.number != 0;
    ok = ok && (!any || decide_ground_load(app, &ground, &r.ground, err));
    r.arena = &scratch;
    for (size_t i = 0; ok && any && i < count; i++) {
        arena_clear(&scratch);
        ok = again_person(&r, debtor_ids[i], &runs, err);
    }
    arena_release(&scratch);
    arena_release(&ground);
    return ok;
}

bool run_again(struct app *app, int64_t debtor_id, struct err *err)
{
    return run_again_all(app, &debtor_id, 1, err);
}

bool run_stands(struct app *app, const struct run_row *published, bool *out, struct err *err)
{
    int64_t books = 0;
    *out = false;
    if (published->number == 0 || published->day.n != app->today.n)
        return true;
    if (!run_books(app->db, &books, err))
        return false;
    *out = books == published->books;
    return true;
}
