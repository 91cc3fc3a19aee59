#include "index_search.h"

#include "app/clock.h"
#include "app/imports/importing.h"
#include "base/sort.h"
#include "claim/plan.h"
#include "search_words.h"

enum { PIECE_ACCOUNTS = 6000, PIECE_TOUCHED = 500, PIECE_MS = 600 };
enum { HELD_MS = 50 };   /* so long, and others come first */
enum { OF_ACCOUNT = 0 }; /* in the place of an item */

bool index_touch_creditor(struct app *app, int64_t creditor_id, struct err *err)
{
    struct q_search_walk_begin_in in = {creditor_id};
    return q_search_walk_begin(app->db, &in, NULL, err);
}

bool index_touch(struct app *app, struct account_keys keys, struct err *err)
{
    for (size_t i = 0; i < keys.count; i++) {
        struct q_search_touch_in in = {keys.rows[i].debtor_id, keys.rows[i].account_id};
        if (in.account_id != 0 && !q_search_touch(app->db, &in, NULL, err))
            return false;
    }
    return true;
}

/* ---- what a piece writes ---- */

struct posting {
    int64_t creditor_id;
    struct str word;
    struct account_key key;
    int64_t item_id;
};

struct postings {
    struct posting *rows;
    size_t count;
};

struct indexing {
    struct app *app;
    struct arena arena; /* of the piece */
    struct indexed *out;
    struct postings fresh; /* rows that are surely not there */
    struct postings gone;
};

static void add(struct indexing *x, struct postings *list, const struct posting *posting)
{
    size_t n = list->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        list->rows = arena_grow(&x->arena, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    list->rows[n] = *posting;
}

static int by_place(const void *pa, const void *pb, const void *with)
{
    const struct posting *a = pa;
    const struct posting *b = pb;
    (void)with;
    if (a->creditor_id != b->creditor_id)
        return a->creditor_id < b->creditor_id ? -1 : 1;
    int c = str_cmp(a->word, b->word);
    if (c != 0)
        return c;
    if (a->key.debtor_id != b->key.debtor_id)
        return a->key.debtor_id < b->key.debtor_id ? -1 : 1;
    if (a->key.account_id != b->key.account_id)
        return a->key.account_id < b->key.account_id ? -1 : 1;
    return (a->item_id > b->item_id) - (a->item_id < b->item_id);
}

static bool is_known(struct indexing *x, const struct posting *p, bool *known, struct err *err)
{
    struct q_search_word_any_in in = {p->creditor_id, p->word};
    struct q_search_word_any_row row;
    return q_search_word_any(x->app->db, &in, &x->arena, &row, known, err);
}

/* Plain words of the piece that no account of the creditor had. */
static bool new_words(struct indexing *x, struct postings *out, struct err *err)
{
    const struct posting *before = NULL;
    for (size_t i = 0; i < x->fresh.count; i++) {
        const struct posting *p = &x->fresh.rows[i];
        bool known = before != NULL && before->creditor_id == p->creditor_id &&
                     str_eq(before->word, p->word);
        before = p;
        if (known || !search_word_is_plain(p->word))
            continue;
        if (!is_known(x, p, &known, err))
            return false;
        if (!known)
            add(x, out, p);
    }
    return true;
}

static bool load_near(struct indexing *x, const struct postings *words, struct err *err)
{
    struct db_bulk bulk;
    if (words->count == 0)
        return true;
    bool ok = q_search_near_load_begin(x->app->db, &bulk, err);
    for (size_t i = 0; ok && i < words->count; i++) {
        const struct posting *p = &words->rows[i];
        struct name_variants keys;
        name_variants(&x->arena, p->creditor_id, p->word, false, &keys);
        for (size_t k = 0; ok && k < keys.count; k++) {
            struct q_search_near_load_in in = {keys.rows[k], p->word};
            ok = q_search_near_load_row(&bulk, &in, err);
        }
    }
    return ok && q_search_near_load_end(&bulk, err);
}

static bool load_words(struct indexing *x, struct err *err)
{
    struct db_bulk bulk;
    if (x->fresh.count == 0)
        return true;
    bool ok = q_search_word_load_begin(x->app->db, &bulk, err);
    for (size_t i = 0; ok && i < x->fresh.count; i++) {
        const struct posting *p = &x->fresh.rows[i];
        struct q_search_word_load_in in = {p->creditor_id, p->word, p->key.debtor_id,
                                           p->key.account_id, p->item_id};
        ok = q_search_word_load_row(&bulk, &in, err);
    }
    return ok && q_search_word_load_end(&bulk, err);
}

static bool drop_near(struct indexing *x, const struct posting *p, struct err *err)
{
    struct name_variants keys;
    bool known = false;
    if (!search_word_is_plain(p->word))
        return true;
    if (!is_known(x, p, &known, err))
        return false;
    name_variants(&x->arena, p->creditor_id, p->word, false, &keys);
    for (size_t k = 0; !known && k < keys.count; k++) {
        struct q_search_near_drop_in in = {keys.rows[k], p->word};
        if (!q_search_near_drop(x->app->db, &in, NULL, err))
            return false;
    }
    return true;
}

static bool drop_words(struct indexing *x, struct err *err)
{
    for (size_t i = 0; i < x->gone.count; i++) {
        const struct posting *p = &x->gone.rows[i];
        struct q_search_word_drop_in in = {p->creditor_id, p->word, p->key.debtor_id,
                                           p->key.account_id, p->item_id};
        if (!q_search_word_drop(x->app->db, &in, NULL, err) || !drop_near(x, p, err))
            return false;
    }
    return true;
}

static bool write_piece(struct indexing *x, struct err *err)
{
    struct postings words = {0};
    SORT(&x->arena, x->fresh.rows, x->fresh.count, by_place, NULL);
    return new_words(x, &words, err) && load_near(x, &words, err) && load_words(x, err) &&
           drop_words(x, err);
}

/* ---- one account ---- */

struct subject {
    struct account_key key;
    struct q_search_account_row_row row;
    struct currency currency;
    struct postings items; /* their words */
    uint64_t digest;       /* of their numbers and amounts */
    struct search_words words;
    struct str lines; /* the words as they are kept */
};

static void digest_add(struct subject *s, const void *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        s->digest = (s->digest ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001B3);
}

static bool read_items(struct indexing *x, struct subject *s, struct err *err)
{
    struct q_search_item_in in = {s->key.debtor_id, s->key.account_id};
    struct db_rows rows;
    if (!q_search_item_open(x->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_search_item_row row;
        struct search_item_words words;
        bool have = false;
        ok = q_search_item_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        const int64_t numbers[] = {row.item_id, row.amount_minor, row.open_minor,
                                   (int64_t)row.piece.n};
        digest_add(s, numbers, sizeof numbers);
        digest_add(s, row.piece.p, row.piece.n);
        search_item_words(&x->arena, row.piece, (struct money){row.amount_minor, s->currency},
                          (struct money){row.open_minor, s->currency}, &words);
        for (size_t i = 0; i < words.count; i++)
            add(x, &s->items,
                &(struct posting){s->row.creditor_id, words.rows[i], s->key, row.item_id});
    }
    db_done(&rows);
    return ok;
}

static bool read_subject(struct indexing *x, struct subject *s, bool *found, struct err *err)
{
    struct q_search_account_row_in in = {s->key.debtor_id, s->key.account_id};
    struct buf lines;
    if (!q_search_account_row(x->app->db, &in, &x->arena, &s->row, found, err))
        return false;
    if (!*found)
        return true;
    s->digest = UINT64_C(0xCBF29CE484222325);
    if (!currency_parse(s->row.currency, &s->currency, err) ||
        !search_account_words(x->app->db, &x->arena,
                              &(struct search_subject){s->key, s->row.name_folded}, &s->words,
                              err) ||
        !read_items(x, s, err))
        return false;
    buf_init(&lines, &x->arena, LIMIT_FIELD_BYTES * 4);
    for (size_t i = 0; i < s->words.count; i++) {
        buf_add(&lines, s->words.rows[i]);
        buf_add_char(&lines, '\n');
    }
    s->lines = buf_str(&lines);
    return !lines.full || err_set(err, ERR_TOO_LONG, "search words");
}

static struct posting of_account(const struct subject *s, struct str word)
{
    return (struct posting){s->row.creditor_id, word, s->key, OF_ACCOUNT};
}

/* What it was found by and what it is found by, side by side; both sorted. */
static void compare_words(struct indexing *x, const struct subject *s, struct str before)
{
    struct str word;
    size_t i = 0;
    bool more = str_split(&before, '\n', &word) && word.n > 0;
    while (more || i < s->words.count) {
        int c = !more ? 1 : i == s->words.count ? -1 : str_cmp(word, s->words.rows[i]);
        struct posting p = of_account(s, c < 0 ? word : s->words.rows[i]);
        if (c < 0)
            add(x, &x->gone, &p);
        else if (c > 0)
            add(x, &x->fresh, &p);
        i += c >= 0;
        if (c <= 0)
            more = str_split(&before, '\n', &word) && word.n > 0;
    }
}

/* Which of them are there nobody remembers; rows of former amounts stay: an item is read before it
 * is shown. */
static bool add_items(struct indexing *x, const struct subject *s, struct err *err)
{
    for (size_t i = 0; i < s->items.count; i++) {
        const struct posting *p = &s->items.rows[i];
        struct q_search_word_add_in in = {p->creditor_id, p->word, p->key.debtor_id,
                                          p->key.account_id, p->item_id};
        if (!q_search_word_add(x->app->db, &in, NULL, err))
            return false;
    }
    return true;
}

static bool index_account(struct indexing *x, struct account_key key, struct err *err)
{
    struct subject s = {.key = key};
    struct q_search_account_get_in get = {key.debtor_id, key.account_id};
    struct q_search_account_get_row before = {0};
    bool found = false;
    bool known = false;
    x->out->accounts++;
    if (!read_subject(x, &s, &found, err))
        return false;
    if (!found)
        return true;
    if (!q_search_account_get(x->app->db, &get, &x->arena, &before, &known, err))
        return false;
    int64_t digest = (int64_t)(s.digest >> 1);
    if (known && digest == before.items && str_eq(s.lines, before.words))
        return true;
    x->out->changed++;
    compare_words(x, &s, before.words);
    for (size_t i = 0; !known && i < s.items.count; i++)
        add(x, &x->fresh, &s.items.rows[i]);
    struct q_search_account_put_in put = {key.debtor_id, key.account_id, s.lines, digest};
    return (!known || digest == before.items || add_items(x, &s, err)) &&
           q_search_account_put(x->app->db, &put, NULL, err);
}

/* ---- pieces ---- */

static bool keys_read(struct db_rows *rows, struct arena *a, bool touched,
                      struct account_keys *keys, struct err *err)
{
    bool ok = true;
    for (;;) {
        struct q_search_touched_list_row one;
        struct q_search_accounts_after_row other;
        bool have = false;
        ok = touched ? q_search_touched_list_next(rows, &one, &have, err)
                     : q_search_accounts_after_next(rows, &other, &have, err);
        if (!ok || !have)
            break;
        account_keys_add(a, keys,
                         touched ? (struct account_key){one.debtor_id, one.account_id}
                                 : (struct account_key){other.debtor_id, other.account_id});
    }
    db_done(rows);
    return ok;
}

/* Taken off the list before they are read: whoever changes them meanwhile waits, and says so again
 * after. */
static bool touched_piece(struct indexing *x, bool *any, struct err *err)
{
    struct q_search_touched_list_in in = {PIECE_TOUCHED};
    struct account_keys keys = {0};
    struct db_rows rows;
    if (!q_search_touched_list_open(x->app->db, &in, &rows, err) ||
        !keys_read(&rows, &x->arena, true, &keys, err))
        return false;
    *any = keys.count > 0;
    for (size_t i = 0; i < keys.count; i++) {
        struct q_search_touched_done_in done = {keys.rows[i].debtor_id, keys.rows[i].account_id};
        if (!q_search_touched_done(x->app->db, &done, NULL, err) ||
            !index_account(x, keys.rows[i], err))
            return false;
    }
    return true;
}

/* The accounts of some debtors, those of one debtor together; *last: nobody is left behind them. */
static bool debtors_after(struct indexing *x, const struct q_search_accounts_after_in *in,
                          struct account_keys *keys, bool *last, struct err *err)
{
    struct db_rows rows;
    if (!q_search_accounts_after_open(x->app->db, in, &rows, err) ||
        !keys_read(&rows, &x->arena, false, keys, err))
        return false;
    *last = keys->count < PIECE_ACCOUNTS;
    int64_t cut = *last ? 0 : keys->rows[keys->count - 1].debtor_id;
    if (cut != 0 && keys->rows[0].debtor_id == cut)
        return err_set(err, ERR_DB_DAMAGED, "account"); /* a debtor has one an currency */
    while (cut != 0 && keys->rows[keys->count - 1].debtor_id == cut)
        keys->count--;
    return true;
}

static bool walk_on(struct indexing *x, int64_t creditor_id, struct err *err)
{
    struct q_search_lock_in lock = {creditor_id};
    struct q_search_walk_get_in get = {creditor_id};
    struct q_search_walk_end_in end = {creditor_id};
    struct q_search_walk_get_row at;
    struct account_keys keys = {0};
    bool found = false;
    bool last = false;
    if (!q_search_lock(x->app->db, &lock, NULL, err) ||
        !q_search_walk_get(x->app->db, &get, &x->arena, &at, &found, err))
        return false;
    if (!found) /* somebody else ended it */
        return true;
    struct q_search_accounts_after_in after = {creditor_id, at.at_debtor_id, PIECE_ACCOUNTS};
    if (!debtors_after(x, &after, &keys, &last, err))
        return false;
    int64_t until_ms = clock_now_ms() + PIECE_MS;
    size_t i = 0;
    for (; i < keys.count; i++) {
        bool begins = i > 0 && keys.rows[i - 1].debtor_id != keys.rows[i].debtor_id;
        if (begins && clock_now_ms() >= until_ms)
            break;
        if (!index_account(x, keys.rows[i], err))
            return false;
    }
    if (last && i == keys.count)
        return q_search_walk_end(x->app->db, &end, NULL, err);
    struct q_search_walk_move_in move = {keys.rows[i - 1].debtor_id, creditor_id};
    return q_search_walk_move(x->app->db, &move, NULL, err);
}

/* The first creditor that is to be walked through; 0: none. */
static bool next_walk(struct indexing *x, int64_t *creditor_id, struct err *err)
{
    struct q_search_walk_list_row row = {0};
    struct db_rows rows;
    bool have = false;
    if (!q_search_walk_list_open(x->app->db, &rows, err))
        return false;
    bool ok = q_search_walk_list_next(&rows, &row, &have, err);
    *creditor_id = have ? row.creditor_id : 0;
    db_done(&rows);
    return ok;
}

static bool piece(struct indexing *x, bool few, bool *any, struct err *err)
{
    struct q_search_lock_in lock = {0};
    int64_t creditor_id = 0;
    if (!q_search_lock(x->app->db, &lock, NULL, err) || !touched_piece(x, any, err))
        return false;
    if (!*any && !few && !next_walk(x, &creditor_id, err))
        return false;
    *any = *any || creditor_id != 0; /* there may be more */
    return (creditor_id == 0 || walk_on(x, creditor_id, err)) && write_piece(x, err);
}

/* Whether there is anything, without locking anybody out. */
static bool look(struct indexing *x, bool few, bool *any, struct err *err)
{
    struct q_search_touched_list_in in = {1};
    struct account_keys keys = {0};
    struct db_rows rows;
    int64_t creditor_id = 0;
    if (!db_begin(x->app->db, DB_READ, err))
        return false;
    bool ok = q_search_touched_list_open(x->app->db, &in, &rows, err) &&
              keys_read(&rows, &x->arena, true, &keys, err) &&
              (few || next_walk(x, &creditor_id, err));
    *any = keys.count > 0 || creditor_id != 0;
    db_rollback(x->app->db); /* nothing was written */
    return ok;
}

static bool one_piece(struct indexing *x, bool few, bool *any, struct err *err)
{
    struct indexed before = *x->out;
    arena_clear(&x->arena);
    x->fresh = x->gone = (struct postings){0};
    if (!look(x, few, any, err))
        return false;
    if (!*any)
        return true;
    if (db_begin(x->app->db, DB_WRITE, err) && piece(x, few, any, err) &&
        db_commit(x->app->db, err))
        return true;
    db_rollback(x->app->db);
    *x->out = before;
    return false;
}

bool index_search(struct app *app, const struct index_request *request, struct indexed *out,
                  struct err *err)
{
    struct indexing x = {.app = app, .out = out};
    bool any = true;
    bool ok = true;
    arena_init(&x.arena, 0);
    while (ok && any && (request->go_on == NULL || request->go_on(request->with))) {
        int64_t since_ms = clock_now_ms();
        ok = one_piece(&x, request->few, &any, err);
        if (any && clock_now_ms() - since_ms > HELD_MS)
            clock_sleep_ms(IMPORT_BREATH_MS);
    }
    arena_release(&x.arena);
    return ok;
}
