/* Finding accounts by the names of their debtors, and by telephones and the like. */
#include "app/books/refold.h"
#include "base/sort.h"
#include "looking_up.h"

enum {
    WORDS_MAX = 8,        /* of a text; the others only count when a name is read */
    LIST_MAX = 30000,     /* accounts of one word, where several must meet */
    MEETING_MAX = 4000,   /* accounts whose names are read, where words met */
    NEAR_WORDS_MAX = 100, /* that one misspelt word may mean */
};

/* ---- one name ---- */

static enum name_fit best_fit(struct arena *a, const struct name_words *name, struct str typed)
{
    enum name_fit best = NAME_FIT_NONE;
    for (size_t i = 0; typed.n > 0 && i < name->count; i++) {
        enum name_fit fit = name_word_fit(a, name->rows[i], typed);
        best = fit < best ? fit : best;
        if (name->joined[i].n > 0) {
            fit = name_word_fit(a, name->joined[i], typed);
            best = fit < best ? fit : best;
        }
    }
    return best;
}

int looking_up_name(struct arena *a, const struct search_query *q, struct str name_folded,
                    bool near)
{
    struct name_words name;
    bool misspelt = false;
    if (q->core.n == 0)
        return LOOK_UP_NONE;
    name_words(a, name_folded, &name);
    struct str core = name_core(a, &name);
    if (str_starts(core, q->core))
        return core.n == q->core.n ? LOOK_UP_SAME : LOOK_UP_BEGINS;
    for (size_t i = 0; i < q->name.count; i++) {
        enum name_fit fit = best_fit(a, &name, q->name.rows[i]);
        enum name_fit joined = best_fit(a, &name, q->name.joined[i]);
        fit = joined < fit ? joined : fit;
        if (fit == NAME_FIT_NONE || (fit == NAME_FIT_NEAR && !near))
            return LOOK_UP_NONE;
        misspelt = misspelt || fit == NAME_FIT_NEAR;
    }
    return misspelt ? LOOK_UP_NEAR : LOOK_UP_WORDS;
}

/* ---- ranges ---- */

static struct str above(struct arena *a, struct str word, const char *end)
{
    struct buf out;
    buf_init(&out, a, word.n + 8);
    buf_add(&out, word);
    buf_add_c(&out, end);
    return buf_str(&out);
}

struct word_range looking_up_prefix(struct arena *a, int64_t creditor_id, struct str word)
{
    return (struct word_range){creditor_id, word, above(a, word, SEARCH_ABOVE), LOOK_UP_ROWS_MAX};
}

struct word_range looking_up_exactly(struct arena *a, int64_t creditor_id, struct str word)
{
    return (struct word_range){creditor_id, word, above(a, word, SEARCH_JUST_ABOVE),
                               LOOK_UP_ROWS_MAX};
}

void looking_up_keep(struct looking_up *l, struct found_words *out,
                     const struct q_search_word_range_row *row)
{
    if (out->count == out->room) {
        size_t room = out->room == 0 ? 64 : out->room * 2;
        out->keys = arena_grow(&l->scratch, out->keys, out->room, room, sizeof *out->keys);
        out->items = arena_grow(&l->scratch, out->items, out->room, room, sizeof *out->items);
        out->room = room;
    }
    out->keys[out->count] = (struct account_key){row->debtor_id, row->account_id};
    out->items[out->count++] = row->item_id;
}

bool looking_up_words(struct looking_up *l, const struct word_range *range, struct found_words *out,
                      struct err *err)
{
    struct q_search_word_range_in in = {range->creditor_id, range->low, range->high,
                                        (int64_t)range->most + 1};
    struct db_rows rows;
    size_t got = 0;
    bool ok = true;
    if (!q_search_word_range_open(l->app->db, &in, &rows, err))
        return false;
    struct q_search_word_range_row row;
    while (q_search_word_range_more(&rows, &row, &ok, err)) {
        out->more = out->more || got == range->most;
        if (got++ < range->most)
            looking_up_keep(l, out, &row);
    }
    db_done(&rows);
    return ok;
}

/* ---- words that must meet ---- */

static bool add_prefix(struct looking_up *l, struct str word, size_t most, struct found_words *list,
                       struct err *err)
{
    for (size_t i = 0; word.n > 0 && i < l->scope_count; i++) {
        struct word_range range = looking_up_prefix(&l->scratch, l->scope[i]->id, word);
        range.most = most;
        if (!looking_up_words(l, &range, list, err))
            return false;
    }
    return true;
}

struct near_words {
    struct str rows[NEAR_WORDS_MAX];
    size_t count;
};

static void add_near_word(struct looking_up *l, struct near_words *words, struct str word,
                          struct str typed)
{
    for (size_t i = 0; i < words->count; i++) {
        if (str_eq(words->rows[i], word))
            return;
    }
    if (words->count < NEAR_WORDS_MAX && name_word_fit(&l->scratch, word, typed) == NAME_FIT_NEAR)
        words->rows[words->count++] = arena_str(&l->scratch, word);
}

/* The words of a creditor's names that the one typed may mean. */
static bool near_words(struct looking_up *l, int64_t creditor_id, struct str typed,
                       struct near_words *out, struct err *err)
{
    struct name_variants keys;
    bool ok = true;
    out->count = 0;
    name_variants(&l->scratch, creditor_id, typed, true, &keys);
    for (size_t i = 0; ok && i < keys.count; i++) {
        struct q_search_near_find_in in = {keys.rows[i]};
        struct db_rows rows;
        if (!q_search_near_find_open(l->app->db, &in, &rows, err))
            return false;
        struct q_search_near_find_row row;
        while (q_search_near_find_more(&rows, &row, &ok, err)) {
            add_near_word(l, out, row.word, typed);
        }
        db_done(&rows);
    }
    return ok;
}

static bool add_near(struct looking_up *l, struct str typed, size_t most, struct found_words *list,
                     struct err *err)
{
    for (size_t i = 0; i < l->scope_count; i++) {
        struct near_words words;
        if (!near_words(l, l->scope[i]->id, typed, &words, err))
            return false;
        for (size_t k = 0; k < words.count; k++) {
            struct word_range range =
                looking_up_exactly(&l->scratch, l->scope[i]->id, words.rows[k]);
            range.most = most;
            if (!looking_up_words(l, &range, list, err))
                return false;
        }
    }
    return true;
}

static bool word_list(struct looking_up *l, size_t i, bool near, struct found_words *list,
                      struct err *err)
{
    const struct name_words *name = &l->query.name;
    bool alone = name->count == 1;
    size_t most = alone ? LOOK_UP_ROWS_MAX : LIST_MAX;
    if ((!alone || !near) && (!add_prefix(l, name->rows[i], most, list, err) ||
                              !add_prefix(l, name->joined[i], most, list, err)))
        return false;
    return !near || add_near(l, name->rows[i], most, list, err);
}

static struct account_keys sorted(struct looking_up *l, const struct found_words *list)
{
    struct account_keys keys = {list->keys, list->count};
    account_keys_sort(&l->scratch, &keys);
    return keys;
}

/* Those of `keys` that are in the other list, too; both sorted. */
static void meet(struct account_keys *keys, struct account_keys with)
{
    size_t kept = 0;
    size_t k = 0;
    for (size_t i = 0; i < keys->count; i++) {
        while (k < with.count && account_key_cmp(with.rows[k], keys->rows[i]) < 0)
            k++;
        if (k < with.count && account_key_cmp(with.rows[k], keys->rows[i]) == 0)
            keys->rows[kept++] = keys->rows[i];
    }
    keys->count = kept;
}

/* A list that was not read to its end leaves nobody out, as long as another one was. */
static struct account_keys meeting(struct looking_up *l, const struct found_words *lists,
                                   size_t count)
{
    struct account_keys met = {0};
    bool complete = false;
    bool first = true;
    for (size_t i = 0; i < count; i++)
        complete = complete || !lists[i].more;
    for (size_t i = 0; i < count; i++) {
        if (complete && lists[i].more)
            continue;
        if (first)
            met = sorted(l, &lists[i]);
        else
            meet(&met, sorted(l, &lists[i]));
        first = false;
    }
    l->out->more = l->out->more || !complete;
    return met;
}

static bool by_words(struct looking_up *l, bool near, struct err *err)
{
    struct found_words lists[WORDS_MAX] = {0};
    size_t count = l->query.name.count < WORDS_MAX ? l->query.name.count : WORDS_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!word_list(l, i, near, &lists[i], err))
            return false;
    }
    struct account_keys met = meeting(l, lists, count);
    l->out->more = l->out->more || met.count > MEETING_MAX;
    for (size_t i = 0;
         i < met.count && i < MEETING_MAX && l->out->account_count < LOOK_UP_FOUND_MAX; i++) {
        if (!looking_up_account(l, met.rows[i], NULL, err))
            return false;
    }
    return true;
}

/* ---- one range ---- */

static bool by_signed(struct looking_up *l, enum search_sign sign, struct str text, struct err *err)
{
    struct found_words list = {0};
    if (text.n == 0)
        return true;
    if (!add_prefix(l, search_signed(&l->scratch, sign, text), LOOK_UP_ROWS_MAX, &list, err))
        return false;
    l->out->more = l->out->more || list.more;
    for (size_t i = 0; i < list.count; i++) {
        if (!looking_up_account(l, list.keys[i], NULL, err))
            return false;
    }
    return true;
}

/* ---- what is not written yet ---- */

static bool look_at_missing(struct looking_up *l, int64_t creditor_id, struct err *err)
{
    struct q_search_missing_in in = {creditor_id};
    struct account_keys keys = {0};
    struct arena one;
    struct db_rows rows;
    if (!q_search_missing_open(l->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    arena_init(&one, 0);
    while (keys.count < LOOK_UP_FOUND_MAX) {
        struct q_search_missing_row row;
        bool have = false;
        ok = q_search_missing_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (looking_up_name(&one, &l->query, row.name_folded, false) != LOOK_UP_NONE)
            account_keys_add(&l->scratch, &keys,
                             (struct account_key){row.debtor_id, row.account_id});
        arena_clear(&one);
    }
    db_done(&rows);
    arena_release(&one);
    for (size_t i = 0; ok && i < keys.count; i++)
        ok = looking_up_account(l, keys.rows[i], NULL, err);
    return ok;
}

static bool by_missing(struct looking_up *l, struct err *err)
{
    struct db_rows rows;
    int64_t *ids = ARENA_ARRAY(&l->scratch, l->scope_count, int64_t);
    size_t count = 0;
    if (!q_search_walk_list_open(l->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_search_walk_list_row row;
    while (q_search_walk_list_more(&rows, &row, &ok, err)) {
        if (looking_up_creditor(l, row.creditor_id) != NULL)
            ids[count++] = row.creditor_id;
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < count; i++)
        ok = look_at_missing(l, ids[i], err);
    return ok;
}

bool looking_up_waiting(struct looking_up *l, struct account_keys *keys, struct err *err)
{
    struct q_search_touched_list_in in = {LOOK_UP_WAITING_MAX};
    struct db_rows rows;
    if (!q_search_touched_list_open(l->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_search_touched_list_row row;
    while (q_search_touched_list_more(&rows, &row, &ok, err)) {
        account_keys_add(l->arena, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

static bool by_waiting(struct looking_up *l, struct err *err)
{
    struct account_keys keys = {0};
    if (!looking_up_waiting(l, &keys, err))
        return false;
    for (size_t i = 0; i < keys.count; i++) {
        if (!looking_up_account(l, keys.rows[i], NULL, err))
            return false;
    }
    return true;
}

/* As many as are shown have a name that begins so: no other one comes before them. */
static bool is_enough(const struct looking_up *l)
{
    size_t count = 0;
    for (size_t i = 0; i < l->out->account_count; i++)
        count += l->out->accounts[i].score >= LOOK_UP_BEGINS;
    return count >= l->wanted->limit;
}

bool look_up_names(struct looking_up *l, struct err *err)
{
    const struct search_query *q = &l->query;
    if (!by_signed(l, SEARCH_WHOLE, q->core, err) || !by_signed(l, SEARCH_DIGITS, q->digits, err) ||
        !by_signed(l, SEARCH_EMAIL, q->email, err) || !by_waiting(l, err) || !by_missing(l, err))
        return false;
    if (q->name.count == 0)
        return true;
    if (is_enough(l)) {
        l->out->more = true;
        return true;
    }
    return by_words(l, false, err) &&
           (l->out->account_count >= l->wanted->limit || by_words(l, true, err));
}
