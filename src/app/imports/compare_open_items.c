/* An open-items list: its rows beside what is known of each account, and what that changes of what
 * is open. */
#include "base/sort.h"
#include "gen/told_sql.h"
#include "open_items.h"

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
    struct account_key key; /* account_id 0: of a customer nobody knows yet */
    bool listed;
    struct currency currency;
    struct told_row *rows;
    size_t row_count;
};

void open_items_fold(struct open_items_import *oi, struct arena *a, const struct known_books *known,
                     const struct told_difference *d, struct account_fold *out)
{
    struct told_books books = books_of(&oi->books, oi->w->creditor.id);
    struct told_known told = {known->told, known->told_count, books};
    struct account_books after = books_copy(a, known, with_this(oi, a, books));
    after.told = told_apply(a, &told, d, &after.told_count);
    account_fold(a, &after, out);
}

/* The effect of one account. */
static void measure(struct open_items_import *oi, struct arena *a, const struct pair *pair,
                    const struct known_books *known, const struct told_difference *d)
{
    struct account_books before = books_copy(a, known, books_of(&oi->books, oi->w->creditor.id));
    struct account_fold folded_before;
    struct account_fold folded_after;
    account_fold(a, &before, &folded_before);
    open_items_fold(oi, a, known, d, &folded_after);
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
    *c = (struct change){.key = pair->key, .difference = *d};
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

struct told_list open_items_told(const struct importing *w, struct told_row *rows, size_t count)
{
    return (struct told_list){.rows = rows,
                              .count = count,
                              .import_id = w->import_id,
                              .import_seq = w->seq,
                              .as_of = w->as_of,
                              .complete = w->request->mode == IMPORT_STATE,
                              .origin = TOLD_LIST};
}

static bool compare_pair(struct open_items_import *oi, struct arena *scratch,
                         const struct pair *pair, struct err *err)
{
    struct importing *w = oi->w;
    struct known_books known = {0};
    struct told_difference d;
    const struct books_wanted wanted = {.key = pair->key};
    if (pair->key.account_id != 0 && !books_load_account(w->app->db, scratch, &wanted, &known, err))
        return false;
    struct told_known told = {known.told, known.told_count, books_of(&oi->books, w->creditor.id)};
    struct told_list list = open_items_told(w, pair->rows, pair->row_count);
    told_compare(scratch, &told, &list, &d);
    if (oi->effects_wanted)
        measure(oi, scratch, pair, &known, &d);
    w->report->vanished += (int64_t)d.gone_count;
    bool silent =
        !pair->listed && d.word_count == 0 && (known.ledger.count == 0 && known.told_count == 0);
    if (pair->key.account_id != 0 && !silent)
        keep_change(oi, pair, &d);
    return true;
}

static size_t count_news(const struct pair *pair)
{
    size_t news = 0;
    for (size_t k = 0; k < pair->row_count; k++)
        news += pair->rows[k].fate == TOLD_NEW;
    return news;
}

/* Of a customer nobody knows there is nothing to compare with; what is written of him is found
 * again from his rows when it is written. */
static bool compare_listed(struct open_items_import *oi, struct arena *scratch, struct err *err)
{
    for (size_t i = 0; i < oi->list.account_count; i++) {
        const struct account_wanted *wanted = &oi->list.wanted[i];
        struct pair pair = {.key = wanted->key, .listed = true, .currency = wanted->currency};
        bool fresh = wanted->key.account_id == 0;
        arena_clear(scratch);
        pair.rows = list_rows_of(&oi->list, i, scratch, &pair.row_count);
        if (fresh && !oi->effects_wanted) {
            for (size_t k = 0; k < pair.row_count; k++)
                pair.rows[k].fate = told_fate_new(&pair.rows[k]);
        } else if (!compare_pair(oi, scratch, &pair, err)) {
            return false;
        }
        list_rows_keep_fates(&oi->list, i, pair.rows);
        oi->news[i] = fresh ? count_news(&pair) : 0;
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
    struct q_account_keys_of_creditor_row row;
    while (q_account_keys_of_creditor_more(&rows, &row, &ok, err)) {
        struct account_key key = {row.debtor_id, row.account_id};
        while (at < oi->list.account_count && by_key(&named[at], &key, NULL) < 0)
            at++;
        if (at < oi->list.account_count && by_key(&named[at], &key, NULL) == 0)
            continue;
        size_t n = (*count)++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *out = arena_grow(w->arena, *out, n, n == 0 ? 1 : n * 2, sizeof **out);
        (*out)[n] = (struct pair){.key = key};
        ok = currency_parse(row.currency, &(*out)[n].currency, err);
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
        arena_clear(scratch);
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
    int64_t told = 0;
    for (size_t i = 0; i < oi->list.count;) {
        struct list_fate first = list_rows_fate(&oi->list, i);
        int rank = 0;
        for (; i < oi->list.count; i++) {
            struct list_fate row = list_rows_fate(&oi->list, i);
            if (row.position != first.position)
                break;
            rank = fate_rank(row.fate) > rank ? fate_rank(row.fate) : rank;
        }
        r->accepted += rank == 3;
        r->updated += rank == 2;
        r->duplicates += rank == 1;
        told += rank > 0;
    }
    r->ignored = r->read - r->rejected - told;
}

bool open_items_compare(struct importing *w, struct err *err)
{
    struct open_items_import *oi = w->kind;
    struct accounts_wanted wanted = {oi->list.wanted, oi->list.account_count};
    struct arena scratch;
    oi->change_count = 0;
    oi->books = (struct all_books){0};
    oi->news = ARENA_ARRAY(w->arena, oi->list.account_count, size_t);
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
