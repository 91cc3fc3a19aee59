#include "work_store.h"

#include <string.h>

#include "base/sort.h"
#include "work_row.h"

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static struct opt_int day_value(struct day d)
{
    return day_is(d) ? (struct opt_int){true, d.n} : (struct opt_int){false, 0};
}

_Static_assert(BLOCK_COUNT < 63, "blocks of a row are bits of one number");

bool stored_work_decides_same(const struct stored_work *a, const struct stored_work *b)
{
    return a->creditor_id == b->creditor_id && a->agent_id == b->agent_id &&
           a->place_tier == b->place_tier && a->place_currency == b->place_currency &&
           a->place_value == b->place_value && a->place_amount == b->place_amount &&
           a->action == b->action && a->level == b->level && a->block == b->block &&
           a->blocks == b->blocks && a->oldest_day.n == b->oldest_day.n && a->marks == b->marks;
}

bool stored_work_same(const struct stored_work *a, const struct stored_work *b)
{
    return stored_work_decides_same(a, b) && a->next_change.n == b->next_change.n &&
           a->item_count == b->item_count;
}

int64_t stored_work_amount(const struct stored_work *row) { return -row->place_amount; }

/* Nothing is done about a file on which nothing is owed. */
bool stored_work_owes(const struct stored_work *row)
{
    return row->place_tier != WORK_TIER_NONE || row->place_amount < 0;
}

bool stored_work_empty(const struct stored_work *row)
{
    return row->item_count == 0 && row->place_tier == WORK_TIER_NONE && !day_is(row->next_change);
}

bool item_contacts_add(struct db *db, struct account_key key, const struct item_contacts *contacts,
                       struct err *err)
{
    struct db_bulk bulk;
    if (!q_item_contact_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < contacts->count; i++) {
        const struct item_contact *row = &contacts->rows[i];
        struct q_item_contact_insert_in in = {
            key.debtor_id, key.account_id,       row->item_id,  contacts->contact_id,
            row->level,    row->pre_due ? 1 : 0, contacts->on.n};
        if (!q_item_contact_insert_row(&bulk, &in, err))
            return false;
    }
    return q_item_contact_insert_end(&bulk, err);
}

bool work_word_add(struct db *db, const struct new_work_word *w, struct err *err)
{
    struct q_work_word_insert_in in = {
        .debtor_id = w->key.debtor_id,
        .account_id = w->key.account_id,
        .word_id = w->id,
        .kind = w->word.kind,
        .through_day = day_value(w->word.through),
        .why = w->word.why,
        .on_day = w->word.on.n,
        .at_ms = w->at_ms,
        .actor_id = w->actor_id,
    };
    return q_work_word_insert(db, &in, NULL, err);
}

/* ---- runs ---- */

bool run_last(struct db *db, struct arena *a, const char *state, struct run_row *out,
              struct err *err)
{
    struct q_run_last_in in = {str_of(state)};
    struct q_run_last_row row;
    bool found = false;
    *out = (struct run_row){0};
    if (!q_run_last(db, &in, a, &row, &found, err))
        return false;
    if (!found)
        return true;
    if (row.law.n != RUN_DIGEST_BYTES || row.digest.n != RUN_DIGEST_BYTES)
        return err_set(err, ERR_DB_DAMAGED, "run");
    *out = (struct run_row){
        .number = row.number,
        .day = {(int32_t)row.day},
        .started_ms = row.started_ms,
        .rules = row.rules,
        .books = row.books,
        .ground = row.ground.has ? row.ground.v : -1,
        .whole = !row.whole.has || row.whole.v != 0,
        .at = {row.at_debtor_id, row.at_account_id},
        .accounts = row.accounts,
        .items = row.items,
        .actions = row.actions,
        .queue = row.queue,
        .blocked = row.blocked,
        .changed = row.changed,
    };
    memcpy(out->law, row.law.p, RUN_DIGEST_BYTES);
    memcpy(out->digest, row.digest.p, RUN_DIGEST_BYTES);
    return true;
}

bool run_books(struct db *db, struct run_books *out, struct err *err)
{
    struct q_run_books_row row = {0};
    struct arena none; /* the row holds no text */
    bool found = false;
    arena_init(&none, 0);
    bool ok = q_run_books(db, &none, &row, &found, err);
    *out = (struct run_books){row.entries, row.entries - row.told};
    arena_release(&none);
    return ok;
}

bool run_greatest(struct db *db, int64_t *out, struct err *err)
{
    struct q_run_greatest_row last = {0};
    struct arena none; /* the row holds no text */
    bool found = false;
    arena_init(&none, 0);
    bool ok = q_run_greatest(db, &none, &last, &found, err);
    *out = last.number;
    arena_release(&none);
    return ok;
}

bool run_begin(struct db *db, struct run_row *run, struct err *err)
{
    int64_t last = 0;
    if (!run_greatest(db, &last, err))
        return false;
    run->number = last + 1;
    struct q_run_insert_in in = {
        .number = run->number,
        .day = run->day.n,
        .started_ms = run->started_ms,
        .rules = run->rules,
        .law = {(const char *)run->law, RUN_DIGEST_BYTES},
        .books = run->books,
        .ground = run->ground,
        .whole = run->whole,
        .digest = {(const char *)run->digest, RUN_DIGEST_BYTES},
    };
    return q_run_insert(db, &in, NULL, err);
}

bool run_hold(struct db *db, int64_t number, struct err *err)
{
    struct q_run_hold_in in = {number};
    return q_run_hold(db, &in, NULL, err);
}

bool run_take_over(struct db *db, int64_t number, const struct run_row *before, struct err *err)
{
    struct q_run_total_take_in in = {number, before->number};
    struct run_counts counts = {before->accounts, before->items, before->actions, before->queue,
                                before->blocked};
    return q_run_total_take(db, &in, NULL, err) && run_count(db, number, &counts, err);
}

bool run_lock(struct db *db, int64_t number, bool *going, struct err *err)
{
    struct q_run_lock_in in = {number};
    int64_t changed = 0;
    bool ok = q_run_lock(db, &in, &changed, err);
    *going = changed == 1;
    return ok;
}

void run_counts_add(struct run_counts *counts, const struct stored_work *row, int sign)
{
    bool works = row->place_tier != WORK_TIER_NONE;
    counts->accounts += row->item_count > 0 ? sign : 0;
    counts->items += sign * row->item_count;
    counts->actions += works ? sign : 0;
    counts->queue += row->action == ACTION_CALL || row->action == ACTION_PRE_DUE_CALL ? sign : 0;
    counts->blocked += !works && stored_work_owes(row) ? sign : 0;
}

bool run_count(struct db *db, int64_t number, const struct run_counts *c, struct err *err)
{
    struct q_run_count_in in = {c->accounts, c->items, c->actions, c->queue, c->blocked, number};
    return q_run_count(db, &in, NULL, err);
}

bool run_progress(struct db *db, const struct run_row *r, int64_t changed, struct err *err)
{
    struct q_run_progress_in in = {
        .at_debtor_id = r->at.debtor_id,
        .at_account_id = r->at.account_id,
        .changed = changed,
        .digest = {(const char *)r->digest, RUN_DIGEST_BYTES},
        .number = r->number,
    };
    int64_t done = 0;
    return q_run_progress(db, &in, &done, err) &&
           (done == 1 || err_set(err, ERR_DB_LOCKED, "the run was given up meanwhile"));
}

bool run_publish(struct db *db, int64_t number, int64_t ended_ms, struct err *err)
{
    struct q_run_publish_in in = {ended_ms, number};
    int64_t changed = 0;
    return q_run_publish(db, &in, &changed, err) &&
           (changed == 1 || err_set(err, ERR_DB_LOCKED, "the run was given up meanwhile"));
}

bool work_places_later(struct db *db, struct err *err) { return q_work_places_drop(db, NULL, err); }

bool work_places_now(struct db *db, struct err *err) { return q_work_places_build(db, NULL, err); }

bool run_abandon(struct db *db, int64_t number, int64_t ended_ms, struct err *err)
{
    struct q_run_abandon_in abandon = {ended_ms, number};
    struct q_work_forget_run_in forget = {number};
    struct q_work_reopen_run_in reopen = {WORK_HOLDS, number};
    struct q_run_total_forget_in totals = {number};
    return q_run_abandon(db, &abandon, NULL, err) && q_work_forget_run(db, &forget, NULL, err) &&
           q_work_reopen_run(db, &reopen, NULL, err) && q_run_total_forget(db, &totals, NULL, err);
}

bool run_sweep(struct db *db, int64_t published, struct err *err)
{
    struct q_work_sweep_in in = {published};
    struct q_run_total_sweep_in totals = {published};
    return q_work_sweep(db, &in, NULL, err) && q_run_total_sweep(db, &totals, NULL, err);
}

/* ---- rows ---- */

bool stored_work_of(const struct q_run_work_row *row, struct stored_work *out, struct err *err)
{
    *out = (struct stored_work){
        .key = {row->debtor_id, row->account_id},
        .from_run = row->from_run,
        .until_run = row->until_run,
        .creditor_id = row->creditor_id,
        .agent_id = row->agent_id,
        .place_tier = row->place_tier,
        .place_currency = row->place_currency,
        .place_value = row->place_value,
        .place_amount = row->place_amount,
        .action = (enum action)row->action,
        .level = (int32_t)row->level,
        .block = row->block.has ? (enum block)row->block.v : BLOCK_COUNT,
        .blocks = (uint64_t)row->blocks,
        .oldest_day = day_of(row->oldest_day),
        .next_change = day_of(row->next_change_day),
        .item_count = (int32_t)row->items,
        .marks = (unsigned)row->marks,
    };
    bool known = row->action >= 0 && row->action < ACTION_COUNT &&
                 (!row->block.has || (row->block.v >= 0 && row->block.v < BLOCK_COUNT));
    return known || err_set(err, ERR_DB_DAMAGED, "work");
}

/* Statements on whole rows give the same columns. */
_Static_assert(sizeof(struct q_run_work_row) == sizeof(struct q_work_by_account_row),
               "columns of rows");

static bool row_of(const void *columns, struct stored_work *out, struct err *err)
{
    struct q_run_work_row row;
    memcpy(&row, columns, sizeof row);
    return stored_work_of(&row, out, err);
}

static struct q_work_insert_in insert_of(const struct stored_work *r)
{
    return (struct q_work_insert_in){
        .debtor_id = r->key.debtor_id,
        .account_id = r->key.account_id,
        .from_run = r->from_run,
        .until_run = r->until_run,
        .creditor_id = r->creditor_id,
        .agent_id = r->agent_id,
        .place_tier = r->place_tier,
        .place_currency = r->place_currency,
        .place_value = r->place_value,
        .place_amount = r->place_amount,
        .action = r->action,
        .level = r->level,
        .block = {r->block != BLOCK_COUNT, r->block},
        .blocks = (int64_t)r->blocks,
        .oldest_day = day_value(r->oldest_day),
        .next_change_day = day_value(r->next_change),
        .items = r->item_count,
        .marks = r->marks,
    };
}

/* In a file, which pays for each entry of an index, the row that holds may as well stay: what is
 * shown of it is the same before and after the run is published. */
static bool stays(struct db *db, const struct work_change *change)
{
    return change->day_only && db_engine(db) == DB_SQLITE;
}

static bool end_row(struct db *db, const struct work_change *change, enum work_end end,
                    struct err *err)
{
    const struct stored_work *r = &change->row;
    struct q_work_close_in close = {r->from_run, r->key.debtor_id, r->key.account_id,
                                    change->ends_run};
    struct q_work_drop_in drop = {r->key.debtor_id, r->key.account_id, change->ends_run};
    struct q_work_next_change_in next = {day_value(r->next_change), r->key.debtor_id,
                                         r->key.account_id, change->ends_run};
    if (stays(db, change))
        return q_work_next_change(db, &next, NULL, err);
    return end == WORK_END_CLOSES ? q_work_close(db, &close, NULL, err)
                                  : q_work_drop(db, &drop, NULL, err);
}

static bool end_each(struct db *db, const struct work_changes *changes, struct err *err)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct work_change *change = &changes->rows[i];
        if (change->ends_run != 0 && !end_row(db, change, changes->end, err))
            return false;
    }
    return true;
}

static bool end_all(struct db *db, const struct work_changes *changes, struct err *err)
{
    const struct stored_work *first = &changes->rows[0].row;
    int64_t last = changes->rows[changes->count - 1].row.key.debtor_id;
    struct q_work_close_all_in close = {first->from_run, first->key.debtor_id, last, WORK_HOLDS};
    struct q_work_drop_all_in drop = {first->key.debtor_id, last, WORK_HOLDS, first->from_run};
    return changes->end == WORK_END_CLOSES ? q_work_close_all(db, &close, NULL, err)
                                           : q_work_drop_all(db, &drop, NULL, err);
}

/* On a server many are ended at once, when the new rows are there: each look is a message. */
static bool end_rows(struct db *db, const struct work_changes *changes, struct err *err)
{
    enum { MANY = 20 };
    size_t ended = 0;
    for (size_t i = 0; i < changes->count; i++)
        ended += changes->rows[i].ends_run != 0;
    return db_engine(db) == DB_SQLITE || ended < MANY ? end_each(db, changes, err)
                                                      : end_all(db, changes, err);
}

bool work_write(struct db *db, const struct work_changes *changes, struct err *err)
{
    struct db_bulk bulk;
    if (changes->count == 0)
        return true;
    if (!q_work_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < changes->count; i++) {
        const struct work_change *change = &changes->rows[i];
        struct q_work_insert_in in = insert_of(&change->row);
        if (!stays(db, change) && !q_work_insert_row(&bulk, &in, err))
            return false;
    }
    return q_work_insert_end(&bulk, err) && end_rows(db, changes, err);
}

bool work_by_value(struct db *db, struct arena *a, const struct work_by_value *wanted,
                   struct stored_works *out, struct err *err)
{
    struct q_work_by_value_in in = {WORK_HOLDS, wanted->place_tier, (int64_t)wanted->action,
                                    (int64_t)wanted->most};
    struct db_rows rows;
    bool ok = true;
    *out = (struct stored_works){0};
    if (!q_work_by_value_open(db, &in, &rows, err))
        return false;
    struct q_work_by_value_row row;
    while (q_work_by_value_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct stored_work){
            .key = {row.debtor_id, row.account_id},
            .place_tier = wanted->place_tier,
            .place_currency = row.place_currency,
            .place_value = row.place_value,
            .place_amount = row.place_amount,
            .action = wanted->action,
            .block = BLOCK_COUNT,
            .oldest_day = day_of(row.oldest_day),
        };
    }
    db_done(&rows);
    return ok;
}

bool work_of_account(struct db *db, struct arena *a, struct account_key key,
                     struct stored_works *out, struct err *err)
{
    struct q_work_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    bool ok = true;
    *out = (struct stored_works){0};
    if (!q_work_by_account_open(db, &in, &rows, err))
        return false;
    struct q_work_by_account_row row;
    while (q_work_by_account_more(&rows, &row, &ok, err)) {
        out->rows = arena_grow(a, out->rows, out->count, out->count + 1, sizeof *out->rows);
        ok = row_of(&row, &out->rows[out->count++], err);
    }
    db_done(&rows);
    return ok;
}

/* ---- totals ---- */

void work_total_count(struct arena *a, struct work_totals *totals, const struct stored_work *row,
                      int sign)
{
    bool owes = stored_work_owes(row);
    struct str action = str_of(action_code(row->action));
    int64_t currency = row->place_currency == 0 ? CURRENCY_EUR.code : row->place_currency;
    if (row->place_tier == WORK_TIER_NONE && !owes)
        return;
    size_t i = totals->count;
    while (i > 0) {
        const struct work_total *t = &totals->rows[i - 1];
        if (t->creditor_id == row->creditor_id && t->agent_id == row->agent_id &&
            t->currency == currency && str_eq(t->action, action))
            break;
        i--;
    }
    if (i == 0) {
        if (totals->count == totals->room) {
            size_t bigger = totals->room == 0 ? 16 : totals->room * 2;
            totals->rows = arena_grow(a, totals->rows, totals->room, bigger, sizeof *totals->rows);
            totals->room = bigger;
        }
        totals->rows[totals->count++] =
            (struct work_total){row->creditor_id, row->agent_id, action, currency, 0, 0, 0};
        i = totals->count;
    }
    struct work_total *t = &totals->rows[i - 1];
    t->files += sign;
    t->owing += owes ? sign : 0;
    t->net_minor += sign * stored_work_amount(row);
}

bool work_totals_add(struct db *db, int64_t run, const struct work_totals *totals, struct err *err)
{
    for (size_t i = 0; i < totals->count; i++) {
        const struct work_total *t = &totals->rows[i];
        struct q_run_total_add_in in = {run,         t->creditor_id, t->agent_id, t->action,
                                        t->currency, t->files,       t->owing,    t->net_minor};
        if (!q_run_total_add(db, &in, NULL, err))
            return false;
    }
    return true;
}

bool work_totals_read(struct db *db, struct arena *a, int64_t run, struct work_totals *out,
                      struct err *err)
{
    struct q_run_total_list_in in = {run};
    struct db_rows rows;
    bool ok = true;
    *out = (struct work_totals){0};
    if (!q_run_total_list_open(db, &in, &rows, err))
        return false;
    struct q_run_total_list_row row;
    while (q_run_total_list_more(&rows, &row, &ok, err)) {
        if (out->count == out->room) {
            size_t bigger = out->room == 0 ? 16 : out->room * 2;
            out->rows = arena_grow(a, out->rows, out->room, bigger, sizeof *out->rows);
            out->room = bigger;
        }
        out->rows[out->count++] = (struct work_total){
            row.creditor_id, row.agent_id, arena_str(a, row.action), row.currency, row.files,
            row.owing,       row.net_minor};
    }
    db_done(&rows);
    return ok;
}

bool work_replace(struct db *db, const struct stored_work *row, struct err *err)
{
    struct q_work_drop_in drop = {row->key.debtor_id, row->key.account_id, row->from_run};
    struct q_work_insert_in in = insert_of(row);
    struct db_bulk bulk;
    return q_work_drop(db, &drop, NULL, err) && q_work_insert_begin(db, &bulk, err) &&
           q_work_insert_row(&bulk, &in, err) && q_work_insert_end(&bulk, err);
}

/* ---- mandates ---- */

bool mandate_add(struct db *db, const struct stored_mandate *m, int64_t word_id, int64_t at_ms,
                 struct err *err)
{
    struct q_mandate_insert_in in = {
        .creditor_id = m->creditor_id,
        .word_id = word_id,
        .from_day = m->from.n,
        .until_day = day_value(m->until),
        .declared = m->declared,
        .proof = m->proof,
        .at_ms = at_ms,
    };
    return q_mandate_insert(db, &in, NULL, err);
}

bool mandate_load(struct db *db, struct arena *a, struct stored_mandates *out, struct err *err)
{
    struct db_rows rows;
    bool ok = true;
    *out = (struct stored_mandates){0};
    if (!q_mandate_list_open(db, &rows, err))
        return false;
    struct q_mandate_list_row row;
    while (q_mandate_list_more(&rows, &row, &ok, err)) {
        bool same = out->count > 0 && out->rows[out->count - 1].creditor_id == row.creditor_id;
        if (!same) {
            out->rows = arena_grow(a, out->rows, out->count, out->count + 1, sizeof *out->rows);
            out->count++;
        }
        out->rows[out->count - 1] = (struct stored_mandate){row.creditor_id,
                                                            {(int32_t)row.from_day},
                                                            day_of(row.until_day),
                                                            row.declared != 0,
                                                            arena_str(a, row.proof)};
    }
    db_done(&rows);
    return ok;
}
