/* An open-items list: its rows are compared with what is known of each account, what is new or
 * changed is kept as words, and the accounts it touches are folded again. A complete list (mode
 * `state`) also speaks of what it does not name. */
#include "base/sort.h"
#include "gen/creditor_sql.h"
#include "gen/told_sql.h"
#include "list_rows.h"
#include "store/books_store.h"

enum { PIECE_ROWS = 50000 };

/* What changes in one account. */
struct change {
    struct account_key key; /* account_id 0: of a customer nobody knows yet */
    size_t wanted;          /* place among the list's accounts; SIZE_MAX: the list is silent */
    struct told_difference difference;
};

struct open_items_import {
    struct importing *w;
    struct list_rows list;
    struct all_books books; /* before this import */
    struct change *changes;
    size_t change_count, change_room;
    bool effects_wanted;
};

/* ---- effects ---- */

static struct import_effect *effect_of(struct open_items_import *oi, struct currency currency)
{
    struct import_report *r = oi->w->report;
    for (size_t i = 0; i < r->effect_count; i++) {
        if (currency_eq(r->effects[i].currency, currency))
            return &r->effects[i];
    }
    size_t n = r->effect_count++;
    r->effects = arena_grow(oi->w->arena, r->effects, n, n + 1, sizeof *r->effects);
    r->effects[n] = (struct import_effect){.currency = currency};
    return &r->effects[n];
}

static int64_t without_sign(int64_t v) { return v < 0 ? -v : v; }

/* What is open under one name before and after: an item with what lists showed again of it. */
struct standing {
    int64_t id, before_minor, after_minor;
    bool known; /* before */
};

static int by_id(const void *pa, const void *pb, const void *with)
{
    const struct standing *a = pa;
    const struct standing *b = pb;
    (void)with;
    return a->id < b->id ? -1 : a->id > b->id;
}

static size_t add_standings(struct standing *rows, size_t count, const struct ledger_fold *fold,
                            bool before)
{
    for (size_t i = 0; i < fold->item_count; i++) {
        const struct item *item = &fold->items[i];
        if (!plan_role_counts(item->role) || item->kind == ITEM_SETTLEMENT)
            continue;
        rows[count++] = (struct standing){.id = item->base_id != 0 ? item->base_id : item->id,
                                          .before_minor = before ? item->open_minor : 0,
                                          .after_minor = before ? 0 : item->open_minor,
                                          .known = before};
    }
    return count;
}

static void add_effect(struct import_effect *e, const struct standing *s)
{
    e->before_minor += without_sign(s->before_minor);
    if (s->before_minor == s->after_minor)
        return;
    if (!s->known) {
        e->added++;
        e->added_minor += without_sign(s->after_minor);
    } else if (s->after_minor == 0) {
        e->closed++;
        e->closed_minor += without_sign(s->before_minor);
    } else {
        e->changed++;
        e->changed_minor += without_sign(s->after_minor - s->before_minor);
    }
}

static void add_effects(struct import_effect *e, struct arena *a, const struct ledger_fold *before,
                        const struct ledger_fold *after)
{
    struct standing *rows = ARENA_ARRAY(a, before->item_count + after->item_count, struct standing);
    size_t count = add_standings(rows, 0, before, true);
    count = add_standings(rows, count, after, false);
    SORT(a, rows, count, by_id, NULL);
    for (size_t from = 0, to; from < count; from = to) {
        struct standing sum = {.id = rows[from].id};
        for (to = from; to < count && rows[to].id == sum.id; to++) {
            sum.before_minor += rows[to].before_minor;
            sum.after_minor += rows[to].after_minor;
            sum.known = sum.known || rows[to].known;
        }
        add_effect(e, &sum);
    }
}

/* ---- comparing ---- */

static struct told_books with_this(struct open_items_import *oi, struct arena *a,
                                   struct told_books books)
{
    struct importing *w = oi->w;
    struct told_book *rows = ARENA_ARRAY(a, books.count + 1, struct told_book);
    size_t count = 0;
    for (; count < books.count; count++)
        rows[count] = books.rows[count];
    if (w->request->mode == IMPORT_STATE)
        rows[count++] = (struct told_book){w->import_id, w->seq, w->as_of, false};
    told_books_sort(a, rows, count);
    return (struct told_books){rows, count};
}

/* What is compared: an account as it is known, and the rows the list has of it. */
struct pair {
    struct account_key key;
    size_t wanted;
    struct currency currency;
    struct told_row *rows;
    size_t row_count;
};

/* The effect of one account. */
static void measure(struct open_items_import *oi, struct arena *a, const struct pair *pair,
                    const struct known_books *known, const struct told_difference *d)
{
    struct told_books books = books_of(&oi->books, oi->w->creditor.id);
    struct told_known told = {known->told, known->told_count, books};
    struct account_books before = books_copy(a, known, books);
    struct account_books after = books_copy(a, known, with_this(oi, a, books));
    struct account_fold folded_before;
    struct account_fold folded_after;
    after.told = told_apply(a, &told, d, &after.told_count);
    account_fold(a, &before, &folded_before);
    account_fold(a, &after, &folded_after);
    add_effects(effect_of(oi, pair->currency), a, &folded_before.ledger, &folded_after.ledger);
}

static void keep_change(struct open_items_import *oi, const struct pair *pair,
                        const struct told_difference *d)
{
    struct arena *a = oi->w->arena;
    if (oi->change_count == oi->change_room) {
        size_t bigger = oi->change_room == 0 ? 256 : oi->change_room * 2;
        oi->changes = arena_grow(a, oi->changes, oi->change_room, bigger, sizeof *oi->changes);
        oi->change_room = bigger;
    }
    struct change *c = &oi->changes[oi->change_count++];
    *c = (struct change){.key = pair->key, .wanted = pair->wanted, .difference = *d};
    c->difference.items = ARENA_ARRAY(a, d->item_count, struct told_item);
    for (size_t i = 0; i < d->item_count; i++) {
        c->difference.items[i] = d->items[i];
        c->difference.items[i].words = ARENA_NEW(a, struct told_word);
        c->difference.items[i].words[0] = d->items[i].words[0];
    }
    c->difference.words = ARENA_ARRAY(a, d->word_count, struct told_said);
    for (size_t i = 0; i < d->word_count; i++)
        c->difference.words[i] = d->words[i];
}

static bool compare_pair(struct open_items_import *oi, struct arena *scratch,
                         const struct pair *pair, struct err *err)
{
    struct importing *w = oi->w;
    struct known_books known = {0};
    struct told_difference d;
    const struct books_wanted wanted = {.key = pair->key};
    arena_clear(scratch);
    if (pair->key.account_id != 0 && !books_load_account(w->app->db, scratch, &wanted, &known, err))
        return false;
    struct told_known told = {known.told, known.told_count, books_of(&oi->books, w->creditor.id)};
    struct told_list list = {.rows = pair->rows,
                             .count = pair->row_count,
                             .import_id = w->import_id,
                             .import_seq = w->seq,
                             .as_of = w->as_of,
                             .complete = w->request->mode == IMPORT_STATE,
                             .origin = TOLD_LIST};
    told_compare(scratch, &told, &list, &d);
    if (oi->effects_wanted)
        measure(oi, scratch, pair, &known, &d);
    w->report->vanished += (int64_t)d.gone_count;
    bool silent = pair->wanted == SIZE_MAX && d.word_count == 0 &&
                  (known.ledger.count == 0 && known.told_count == 0);
    if (!silent)
        keep_change(oi, pair, &d);
    return true;
}

static bool compare_listed(struct open_items_import *oi, struct arena *scratch, struct err *err)
{
    for (size_t i = 0; i < oi->list.account_count; i++) {
        const struct account_wanted *wanted = &oi->list.wanted[i];
        const struct list_account *account = &oi->list.accounts[i];
        struct pair pair = {wanted->key, i, wanted->currency, oi->list.rows + account->from,
                            account->to - account->from};
        if (!compare_pair(oi, scratch, &pair, err))
            return false;
    }
    return true;
}

static int by_key(const void *pa, const void *pb, const void *with)
{
    const struct account_key *a = pa;
    const struct account_key *b = pb;
    (void)with;
    if (a->debtor_id != b->debtor_id)
        return a->debtor_id < b->debtor_id ? -1 : 1;
    return a->account_id < b->account_id ? -1 : a->account_id > b->account_id;
}

/* The accounts of the creditor that the list does not name, in their order. */
static bool silent_accounts(struct open_items_import *oi, struct pair **out, size_t *count,
                            struct err *err)
{
    struct importing *w = oi->w;
    struct account_key *named = ARENA_ARRAY(w->arena, oi->list.account_count, struct account_key);
    struct q_account_keys_of_creditor_in in = {w->creditor.id};
    struct db_rows rows;
    size_t at = 0;
    bool ok = true;
    for (size_t i = 0; i < oi->list.account_count; i++)
        named[i] = oi->list.wanted[i].key;
    SORT(w->arena, named, oi->list.account_count, by_key, NULL);
    if (!q_account_keys_of_creditor_open(w->app->db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_account_keys_of_creditor_row row;
        bool have = false;
        ok = q_account_keys_of_creditor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        struct account_key key = {row.debtor_id, row.account_id};
        while (at < oi->list.account_count && by_key(&named[at], &key, NULL) < 0)
            at++;
        if (at < oi->list.account_count && by_key(&named[at], &key, NULL) == 0)
            continue;
        size_t n = (*count)++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *out = arena_grow(w->arena, *out, n, n == 0 ? 1 : n * 2, sizeof **out);
        (*out)[n] = (struct pair){.key = key, .wanted = SIZE_MAX};
        ok = currency_parse(row.currency, &(*out)[n].currency, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

static bool compare_silent(struct open_items_import *oi, struct arena *scratch, struct err *err)
{
    struct pair *pairs = NULL;
    size_t count = 0;
    if (oi->w->request->mode != IMPORT_STATE || oi->w->creditor.id == 0)
        return true;
    if (!silent_accounts(oi, &pairs, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!compare_pair(oi, scratch, &pairs[i], err))
            return false;
    }
    return true;
}

static int fate_rank(enum told_fate fate)
{
    return fate == TOLD_NEW ? 3 : fate == TOLD_CHANGED ? 2 : fate == TOLD_SAME ? 1 : 0;
}

/* A line of the file counts once, though a balance by age makes several rows of it. */
static void count_fates(struct open_items_import *oi)
{
    struct import_report *r = oi->w->report;
    const struct told_row *rows = oi->list.rows;
    int64_t told = 0;
    for (size_t i = 0; i < oi->list.count;) {
        int rank = 0;
        size_t to = i;
        for (; to < oi->list.count && rows[to].position == rows[i].position; to++)
            rank = fate_rank(rows[to].fate) > rank ? fate_rank(rows[to].fate) : rank;
        r->accepted += rank == 3;
        r->updated += rank == 2;
        r->duplicates += rank == 1;
        told += rank > 0;
        i = to;
    }
    r->ignored = r->read - r->rejected - told;
}

static bool compare_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind;
    struct accounts_wanted wanted = {oi->list.wanted, oi->list.account_count};
    struct arena scratch;
    oi->change_count = 0;
    oi->books = (struct all_books){0};
    oi->effects_wanted = w->request->mode == IMPORT_STATE || w->request->preview;
    if (w->creditor.id != 0 && (!books_load(w->app->db, w->arena, 0, &oi->books, err) ||
                                !accounts_find(w->app->db, &w->creditor, &wanted, err)))
        return false;
    arena_init(&scratch, 0);
    bool ok = compare_listed(oi, &scratch, err) && compare_silent(oi, &scratch, err);
    arena_release(&scratch);
    if (ok)
        count_fates(oi);
    return ok;
}

/* ---- writing ---- */

/* A customer is made when one of his rows says something; see TOLD_NOTHING. */
static bool make_accounts(struct open_items_import *oi, struct err *err)
{
    struct importing *w = oi->w;
    struct account_wanted *wanted =
        ARENA_ARRAY(w->arena, oi->list.account_count, struct account_wanted);
    struct accounts_wanted all = {wanted, 0};
    struct account_origin origin = {&w->creditor, w->import_id, w->app->today, w->request->terms,
                                    w->app->ids};
    size_t *place = ARENA_ARRAY(w->arena, oi->list.account_count, size_t);
    for (size_t i = 0; i < oi->change_count; i++) {
        const struct change *c = &oi->changes[i];
        if (c->key.account_id != 0 || c->difference.item_count == 0)
            continue;
        place[all.count] = i;
        wanted[all.count++] = oi->list.wanted[c->wanted];
    }
    if (!accounts_resolve(w->app->db, &origin, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct change *c = &oi->changes[place[i]];
        c->key = wanted[i].key;
        oi->list.wanted[c->wanted] = wanted[i];
        w->report->debtors += wanted[i].debtor_created;
    }
    return importing_breathe(w, err);
}

/* Rows that wait to be written together. */
struct waiting {
    struct new_told *items;
    size_t item_count;
    struct new_word *words;
    size_t word_count;
};

static bool flush(struct importing *w, struct waiting *waiting, struct err *err)
{
    bool ok = told_add_items(w->app->db, waiting->items, waiting->item_count, err) &&
              told_add_words(w->app->db, waiting->words, waiting->word_count, err);
    waiting->item_count = 0;
    waiting->word_count = 0;
    return ok && importing_breathe(w, err);
}

static bool write_words(struct open_items_import *oi, struct err *err)
{
    struct importing *w = oi->w;
    struct waiting waiting = {.items = ARENA_ARRAY(w->arena, PIECE_ROWS, struct new_told),
                              .words = ARENA_ARRAY(w->arena, PIECE_ROWS, struct new_word)};
    for (size_t i = 0; i < oi->change_count; i++) {
        const struct change *c = &oi->changes[i];
        for (size_t k = 0; k < c->difference.item_count; k++) {
            if (waiting.item_count == PIECE_ROWS && !flush(w, &waiting, err))
                return false;
            waiting.items[waiting.item_count++] =
                (struct new_told){c->key, &c->difference.items[k]};
        }
        for (size_t k = 0; k < c->difference.word_count; k++) {
            if (waiting.word_count == PIECE_ROWS && !flush(w, &waiting, err))
                return false;
            waiting.words[waiting.word_count++] = (struct new_word){
                c->key, c->difference.words[k].told_id, c->difference.words[k].word};
        }
    }
    return flush(w, &waiting, err);
}

static bool write_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind;
    return make_accounts(oi, err) && write_words(oi, err);
}

/* ---- items ---- */

/* A new account need not be read back: nobody else has said anything of it. */
static bool fold_fresh(struct open_items_import *oi, struct refold *refold, struct err *err)
{
    struct told_books books = refold_books(refold, oi->w->creditor.id);
    struct arena scratch;
    bool ok = true;
    arena_init(&scratch, 0);
    for (size_t i = 0; ok && i < oi->change_count; i++) {
        const struct change *c = &oi->changes[i];
        const struct account_wanted *wanted =
            c->wanted == SIZE_MAX ? NULL : &oi->list.wanted[c->wanted];
        if (wanted == NULL || !wanted->created)
            continue;
        struct told_known none = {0};
        struct account_books in = {.books = books};
        struct account_fold fold;
        arena_clear(&scratch);
        in.told = told_apply(&scratch, &none, &c->difference, &in.told_count);
        account_fold(&scratch, &in, &fold);
        struct folded_account folded = {.key = c->key,
                                        .currency = wanted->currency,
                                        .terms = wanted->terms,
                                        .fold = &fold.ledger,
                                        .fresh = true};
        ok = refold_add_folded(refold, &folded, &fold, err);
    }
    arena_release(&scratch);
    return ok;
}

/* *others: an entry of this creditor was made by hand while the list was being written. */
static bool others_wrote(struct importing *w, bool *others, struct err *err)
{
    struct q_creditor_import_seq_in in = {w->creditor.id};
    struct q_creditor_import_seq_row row = {0};
    bool found = false;
    if (!q_creditor_import_seq(w->app->db, &in, w->arena, &row, &found, err))
        return false;
    *others = row.import_seq != w->seq;
    return true;
}

static bool fold_known(struct open_items_import *oi, struct refold *refold, bool others,
                       struct err *err)
{
    struct account_keys known = {ARENA_ARRAY(oi->w->arena, oi->change_count, struct account_key),
                                 0};
    for (size_t i = 0; i < oi->change_count; i++) {
        const struct change *c = &oi->changes[i];
        bool fresh = !others && c->wanted != SIZE_MAX && oi->list.wanted[c->wanted].created;
        if (!fresh && c->key.account_id != 0)
            known.rows[known.count++] = c->key;
    }
    account_keys_sort(oi->w->arena, &known);
    for (size_t i = 0; i < known.count; i++) {
        if (!refold_add(refold, known.rows[i], err))
            return false;
    }
    return true;
}

static bool fold_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind;
    const struct refold_request request = {.import_id = w->import_id, .import_seq = w->seq};
    struct refold *refold = NULL;
    struct refold_result result = {0};
    bool others = false;
    bool ok = others_wrote(w, &others, err) &&
              refold_open(w->app, w->arena, &request, &refold, err) &&
              fold_known(oi, refold, others, err) && (others || fold_fresh(oi, refold, err)) &&
              refold_save(refold, &result, err);
    refold_close(refold);
    if (!ok)
        return false;
    w->report->items = result.changes.debits;
    w->report->payments = result.changes.payments;
    w->report->credits = result.changes.credits;
    importing_warn_folds(w, &result);
    return true;
}

static bool read_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = ARENA_NEW(w->arena, struct open_items_import);
    *oi = (struct open_items_import){.w = w};
    w->kind = oi;
    if (!list_rows_read(w, &oi->list, err))
        return false;
    w->is_long = oi->list.count > IMPORT_LONG_ROWS;
    return true;
}

const struct import_steps import_open_items_steps = {
    .read = read_list, .compare = compare_list, .write = write_list, .publish = fold_list};
