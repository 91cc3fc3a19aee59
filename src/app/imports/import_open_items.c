/* An open-items list: its rows are compared with what is known of each account, what is new or
 * changed is kept as words, and the accounts it touches are folded again. A complete list (mode
 * `state`) also speaks of what it does not name. */
#include "contradictions.h"
#include "open_items.h"

enum { PIECE_ROWS = 8192, PIECE_ACCOUNTS = 50000 };

/* ---- writing ---- */

/* A customer is made when one of his rows says something; see TOLD_NOTHING. */
static bool make_accounts(struct open_items_import *oi, struct err *err)
{
    struct importing *w = oi->w;
    struct account_origin origin = {&w->creditor, w->import_id, w->app->today, w->request->terms,
                                    w->app->ids};
    for (size_t from = 0, to; from < oi->list.account_count; from = to) {
        struct accounts_wanted piece = {oi->list.wanted + from, 0};
        for (to = from; to < oi->list.account_count && piece.count < PIECE_ACCOUNTS; to++)
            piece.rows[piece.count++].only_look = oi->news[to] == 0;
        /* What has two currencies stays together. */
        for (; to < oi->list.account_count &&
               str_eq(oi->list.wanted[to].ledger_number, oi->list.wanted[to - 1].ledger_number);
             to++)
            piece.rows[piece.count++].only_look = oi->news[to] == 0;
        if (w->request->preview
                ? !accounts_foresee(w->app->db, &origin, &piece, err)
                : !accounts_resolve(w->app->db, &origin, &piece, err) || !importing_breathe(w, err))
            return false;
        for (size_t i = 0; i < piece.count; i++)
            w->report->debtors += piece.rows[i].debtor_created;
    }
    return true;
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

static bool write_difference(struct importing *w, struct waiting *waiting, struct account_key key,
                             const struct told_difference *d, struct err *err)
{
    for (size_t k = 0; k < d->item_count; k++) {
        if (waiting->item_count == PIECE_ROWS && !flush(w, waiting, err))
            return false;
        waiting->items[waiting->item_count++] = (struct new_told){key, &d->items[k]};
    }
    for (size_t k = 0; k < d->word_count; k++) {
        if (waiting->word_count == PIECE_ROWS && !flush(w, waiting, err))
            return false;
        waiting->words[waiting->word_count++] =
            (struct new_word){key, d->words[k].told_id, d->words[k].word};
    }
    return true;
}

/* A new account need not be read back: nobody else has said anything of it. */
static bool fold_fresh(struct open_items_import *oi, struct arena *scratch,
                       const struct account_wanted *wanted, const struct told_difference *d,
                       struct err *err)
{
    struct told_known none = {0};
    struct account_books in = {.books = refold_books(oi->w->refold, oi->w->creditor.id)};
    struct account_fold fold;
    in.told = told_apply(scratch, &none, d, &in.told_count);
    account_fold(scratch, &in, &fold);
    struct folded_account folded = {.key = wanted->key,
                                    .currency = wanted->currency,
                                    .terms = wanted->terms,
                                    .fold = &fold.ledger,
                                    .fresh = true};
    return refold_add_folded(oi->w->refold, &folded, &fold, err);
}

static bool write_fresh(struct open_items_import *oi, struct waiting *waiting, struct err *err)
{
    struct importing *w = oi->w;
    const struct told_known none = {.books = books_of(&oi->books, w->creditor.id)};
    struct arena scratch; /* of what waits */
    bool ok = true;
    arena_init(&scratch, 0);
    for (size_t i = 0; ok && i < oi->list.account_count; i++) {
        const struct account_wanted *wanted = &oi->list.wanted[i];
        struct told_difference d;
        size_t count;
        if (oi->news[i] == 0)
            continue;
        struct told_row *rows = list_rows_of(&oi->list, i, &scratch, &count);
        struct told_list list = open_items_told(w, rows, count);
        told_compare(&scratch, &none, &list, &d);
        ok = write_difference(w, waiting, wanted->key, &d, err) &&
             (!wanted->created || fold_fresh(oi, &scratch, wanted, &d, err));
        if (ok && waiting->item_count + waiting->word_count > PIECE_ROWS / 2) {
            ok = flush(w, waiting, err);
            arena_clear(&scratch);
        }
    }
    ok = ok && flush(w, waiting, err);
    arena_release(&scratch);
    return ok;
}

static bool write_words(struct open_items_import *oi, struct err *err)
{
    struct importing *w = oi->w;
    struct waiting waiting = {.items = ARENA_ARRAY(w->arena, PIECE_ROWS, struct new_told),
                              .words = ARENA_ARRAY(w->arena, PIECE_ROWS, struct new_word)};
    if (!write_fresh(oi, &waiting, err))
        return false;
    for (size_t i = 0; i < oi->change_count; i++) {
        const struct change *c = &oi->changes[i];
        if (!write_difference(w, &waiting, c->key, &c->difference, err))
            return false;
    }
    return flush(w, &waiting, err);
}

static bool write_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind;
    const struct refold_request request = {w->import_id, w->seq, &w->breaks, .hold = true};
    return refold_open(w->app, w->arena, &request, &w->refold, err) && make_accounts(oi, err) &&
           write_words(oi, err);
}

/* ---- items ---- */

/* Accounts to be folded with what the database holds of them: those that were known, and all of
 * them once others wrote. */
static bool fold_known(struct open_items_import *oi, bool others, bool ahead, struct err *err)
{
    size_t room = oi->change_count + oi->list.account_count;
    struct account_keys known = {ARENA_ARRAY(oi->w->arena, room, struct account_key), 0};
    for (size_t i = 0; i < oi->change_count; i++)
        known.rows[known.count++] = oi->changes[i].key;
    for (size_t i = 0; i < oi->list.account_count; i++) {
        if (oi->news[i] > 0 && (others || !oi->list.wanted[i].created))
            known.rows[known.count++] = oi->list.wanted[i].key;
    }
    account_keys_sort(oi->w->arena, &known);
    for (size_t i = 0; i < known.count; i++) {
        if (!refold_add(oi->w->refold, known.rows[i], err) ||
            (ahead && !importing_look(oi->w, err)))
            return false;
    }
    return true;
}

/* Once an entry of this creditor was made by hand while the list was being written, what was folded
 * by the way is not to be believed. */
static bool foresee_list(struct importing *w, struct err *err)
{
    bool others = w->folded_seq != w->seq;
    if (others)
        refold_forget(w->refold);
    return fold_known(w->kind, others, true, err);
}

static bool fold_list(struct importing *w, struct refold_result *result, struct err *err)
{
    refold_release(w->refold);
    return fold_known(w->kind, false, false, err) && refold_save(w->refold, result, err);
}

static bool tell_list(struct importing *w, const struct refold_result *result, struct err *err)
{
    const struct open_items_import *oi = w->kind;
    for (size_t i = 0; i < oi->list.account_count && !w->is_long; i++)
        account_keys_add(w->arena, &w->named, oi->list.wanted[i].key);
    w->report->items = result->changes.debits;
    w->report->payments = result->changes.payments;
    w->report->credits = result->changes.credits;
    importing_warn_folds(w, result);
    return contradictions_gather(w, err);
}

static bool read_list(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind = ARENA_NEW(w->arena, struct open_items_import);
    oi->w = w;
    if (!list_rows_read(w, &oi->list, err))
        return false;
    w->is_long = oi->list.count > IMPORT_LONG_ROWS;
    return true;
}

/* ---- looking only ---- */

static bool look_at_fresh(struct open_items_import *oi, struct err *err)
{
    static const struct known_books nothing = {0};
    const struct told_known none = {.books = books_of(&oi->books, oi->w->creditor.id)};
    struct arena scratch; /* of one account */
    bool ok = true;
    arena_init(&scratch, 0);
    for (size_t i = 0; ok && i < oi->list.account_count; i++) {
        const struct account_wanted *wanted = &oi->list.wanted[i];
        struct told_difference d;
        struct account_fold fold;
        size_t count;
        if (oi->news[i] == 0)
            continue;
        arena_clear(&scratch);
        struct told_row *rows = list_rows_of(&oi->list, i, &scratch, &count);
        struct told_list list = open_items_told(oi->w, rows, count);
        told_compare(&scratch, &none, &list, &d);
        open_items_fold(oi, &scratch, &nothing, &d, &fold);
        struct folded_account folded = {.key = wanted->key,
                                        .currency = wanted->currency,
                                        .terms = wanted->terms,
                                        .fold = &fold.ledger,
                                        .fresh = true};
        ok = refold_add_folded(oi->w->refold, &folded, &fold, err);
    }
    arena_release(&scratch);
    return ok;
}

static bool look_at_change(struct open_items_import *oi, struct arena *scratch,
                           const struct change *c, struct err *err)
{
    const struct books_wanted wanted = {.key = c->key};
    struct stored_account account;
    struct account_fold fold;
    if (!refold_load(oi->w->app->db, scratch, &wanted, &account, err))
        return false;
    open_items_fold(oi, scratch, &account.known, &c->difference, &fold);
    account.as.fold = &fold.ledger;
    return refold_add_folded(oi->w->refold, &account.as, &fold, err);
}

static bool look_at_list(struct importing *w, struct refold_result *result, struct err *err)
{
    struct open_items_import *oi = w->kind;
    const struct refold_request request = {w->import_id, w->seq, &w->breaks, .hold = true};
    struct arena scratch;
    if (!refold_open(w->app, w->arena, &request, &w->refold, err) || !make_accounts(oi, err) ||
        !look_at_fresh(oi, err))
        return false;
    arena_init(&scratch, 0);
    bool ok = true;
    for (size_t i = 0; ok && i < oi->change_count; i++) {
        arena_clear(&scratch);
        ok = look_at_change(oi, &scratch, &oi->changes[i], err);
    }
    arena_release(&scratch);
    *result = refold_foreseen(w->refold);
    return ok;
}

const struct import_steps import_open_items_steps = {.read = read_list,
                                                     .compare = open_items_compare,
                                                     .write = write_list,
                                                     .fold = fold_list,
                                                     .foresee = foresee_list,
                                                     .look = look_at_list,
                                                     .tell = tell_list};
