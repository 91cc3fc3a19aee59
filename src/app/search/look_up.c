#include "look_up.h"

#include "base/ref.h"
#include "base/sort.h"
#include "base/text.h"
#include "gen/account_sql.h"
#include "looking_up.h"
#include "store/directory_store.h"

const struct creditor *looking_up_creditor(const struct looking_up *l, int64_t creditor_id)
{
    for (size_t i = 0; i < l->scope_count; i++) {
        if (l->scope[i]->id == creditor_id)
            return l->scope[i];
    }
    return NULL;
}

static bool set_scope(struct looking_up *l, struct err *err)
{
    const struct look_up_query *q = l->wanted;
    if (!creditor_list(l->app->db, l->arena, &l->all, err))
        return false;
    l->scope = ARENA_ARRAY(l->arena, l->all.count, const struct creditor *);
    for (size_t i = 0; i < l->all.count; i++) {
        bool seen = q->scope == NULL;
        for (size_t k = 0; !seen && k < q->scope_count; k++)
            seen = q->scope[k] == l->all.rows[i].id;
        if (seen)
            l->scope[l->scope_count++] = &l->all.rows[i];
    }
    return true;
}

/* ---- one account ---- */

static bool same_key(struct account_key a, struct account_key b)
{
    return a.debtor_id == b.debtor_id && a.account_id == b.account_id;
}

static bool is_found(const struct looking_up *l, struct account_key key)
{
    for (size_t i = 0; i < l->out->account_count; i++) {
        if (same_key(l->out->accounts[i].key, key))
            return true;
    }
    return false;
}

/* Where an account is noted, or would be. */
static size_t tried_slot(const struct looking_up *l, int64_t account_id)
{
    size_t at = (size_t)((uint64_t)account_id * UINT64_C(0x9E3779B97F4A7C15) >> 50);
    while (l->tried[at] != 0 && l->tried[at] != account_id)
        at = (at + 1) % LOOK_UP_TRIED_SLOTS;
    return at;
}

/* One that finds no room is looked at again. */
static void note_tried(struct looking_up *l, int64_t account_id)
{
    size_t at = tried_slot(l, account_id);
    if (l->tried[at] != 0 || l->tried_count == LOOK_UP_TRIED_SLOTS / 2)
        return;
    l->tried[at] = account_id;
    l->tried_count++;
}

static void raise(struct found_account *f, int score, enum look_up_by by)
{
    if (score <= f->score)
        return;
    f->score = score;
    f->by = by;
}

/* What stands of him; *any: something does. */
static bool look_at_facts(struct looking_up *l, struct found_account *f, bool *any, struct err *err)
{
    struct q_fact_standing_in in = {f->key.debtor_id};
    struct db_rows rows;
    if (!q_fact_standing_open(l->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_standing_row row;
    while (q_fact_standing_more(&rows, &row, &ok, err)) {
        if (row.account_id.has && row.account_id.v != f->key.account_id)
            continue;
        *any = true;
        struct str word = search_fact_word(&l->scratch, row.kind, row.value);
        struct str wanted =
            word.n > 0 && word.p[0] == SEARCH_EMAIL ? l->query.email : l->query.digits;
        word = str_slice(word, 1, word.n);
        if (wanted.n == 0 || !str_starts(word, wanted))
            continue;
        int score = word.n == wanted.n ? LOOK_UP_NUMBER : LOOK_UP_NUMBER_BEGINS;
        if (score > f->score) {
            f->kind = arena_str(l->arena, row.kind);
            f->value = arena_str(l->arena, row.value);
        }
        raise(f, score, LOOK_UP_BY_FACT);
    }
    db_done(&rows);
    return ok;
}

static bool look_at_items(struct looking_up *l, struct found_account *f, bool *any, struct err *err)
{
    struct q_search_item_in in = {f->key.debtor_id, f->key.account_id};
    struct db_rows rows;
    if (!q_search_item_open(l->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_search_item_row row;
        enum ledger_role role;
        bool have = false;
        ok = q_search_item_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        *any = true;
        if (plan_role_parse(row.role, &role) && plan_role_counts(role))
            f->open_minor += row.open_minor;
    }
    db_done(&rows);
    return ok;
}

static bool keep(struct looking_up *l, struct found_account *f,
                 const struct q_search_account_row_row *row, struct err *err)
{
    bool any = false;
    if (!look_at_facts(l, f, &any, err) || !currency_parse(row->currency, &f->currency, err))
        return false;
    if (f->score == LOOK_UP_NONE)
        return true;
    if (l->out->account_count == LOOK_UP_FOUND_MAX) {
        l->out->more = true;
        return true;
    }
    if (!look_at_items(l, f, &any, err))
        return false;
    if (!any) /* what spoke of it was taken back */
        return true;
    f->name = arena_str(l->arena, row->name);
    f->ledger_number = arena_str(l->arena, row->ledger_number);
    l->out->accounts[l->out->account_count++] = *f;
    return true;
}

bool looking_up_account(struct looking_up *l, struct account_key key,
                        const struct look_up_hint *hint, struct err *err)
{
    struct q_search_account_row_in in = {key.debtor_id, key.account_id};
    struct q_search_account_row_row row = {0};
    struct found_account f = {.key = key};
    struct search_query *q = &l->query;
    bool found = false;
    if (is_found(l, key) || (hint == NULL && l->tried[tried_slot(l, key.account_id)] != 0))
        return true;
    if (!q_search_account_row(l->app->db, &in, &l->scratch, &row, &found, err))
        return false;
    const struct creditor *creditor = looking_up_creditor(l, row.creditor_id);
    if (!found || creditor == NULL)
        return true;
    note_tried(l, key.account_id);
    f.account_number = row.number;
    f.debtor_number = row.debtor_number;
    f.creditor_id = creditor->id;
    f.creditor = creditor->name;
    raise(&f, looking_up_name(&l->scratch, q, row.name_folded, true), LOOK_UP_BY_NAME);
    if (hint != NULL && hint->by == LOOK_UP_BY_NUMBER && hint->score == LOOK_UP_NONE)
        raise(&f,
              str_is_nocase(row.ledger_number, arena_cstr(&l->scratch, q->text))
                  ? LOOK_UP_NUMBER
                  : LOOK_UP_NUMBER_BEGINS,
              LOOK_UP_BY_NUMBER);
    else if (hint != NULL)
        raise(&f, hint->score, hint->by);
    if (f.score == LOOK_UP_NONE && q->digits.n == 0 && q->email.n == 0)
        return true;
    return keep(l, &f, &row, err);
}

/* ---- references and customers' numbers ---- */

static bool by_reference(struct looking_up *l, struct err *err)
{
    struct directory_number number = {DIRECTORY_ACCOUNT_NUMBER, 0};
    struct directory_entry entry;
    struct account_keys keys = {0};
    enum ref_kind kind;
    bool found = false;
    if (!ref_parse(l->query.text, &kind, &number.number, NULL) ||
        (kind != REF_ACCOUNT && kind != REF_DEBTOR))
        return true;
    if (kind == REF_DEBTOR)
        number.kind = DIRECTORY_DEBTOR_NUMBER;
    if (!directory_number(l->app->db, number, &entry, &found, err) || !found)
        return !err_is(err);
    const struct look_up_hint hint = {
        LOOK_UP_REFERENCE, kind == REF_ACCOUNT ? LOOK_UP_BY_ACCOUNT_REF : LOOK_UP_BY_DEBTOR_REF};
    if (kind == REF_ACCOUNT)
        account_keys_add(l->arena, &keys,
                         (struct account_key){entry.debtor_id, entry.account_id.v});
    else if (!accounts_of_debtor(l->app->db, l->arena, entry.debtor_id, &keys, err))
        return false;
    for (size_t i = 0; i < keys.count; i++) {
        if (!looking_up_account(l, keys.rows[i], &hint, err))
            return false;
    }
    return true;
}

static bool ledger_range(struct looking_up *l, int64_t creditor_id, struct str number,
                         struct err *err)
{
    struct word_range range = looking_up_prefix(&l->scratch, creditor_id, number);
    struct q_search_ledger_range_in in = {str_of(directory_kind_text(DIRECTORY_LEDGER)),
                                          creditor_id, range.low, range.high, LOOK_UP_ROWS_MAX};
    const struct look_up_hint hint = {LOOK_UP_NONE, LOOK_UP_BY_NUMBER};
    struct account_keys keys = {0};
    struct db_rows rows;
    bool ok = true;
    if (!q_search_ledger_range_open(l->app->db, &in, &rows, err))
        return false;
    struct q_search_ledger_range_row row;
    while (q_search_ledger_range_more(&rows, &row, &ok, err)) {
        if (row.account_id.has)
            account_keys_add(&l->scratch, &keys,
                             (struct account_key){row.debtor_id, row.account_id.v});
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < keys.count; i++)
        ok = looking_up_account(l, keys.rows[i], &hint, err);
    return ok;
}

static bool by_ledger_number(struct looking_up *l, struct err *err)
{
    const struct search_query *q = &l->query;
    if (q->text.n < SEARCH_NUMBER_LEAST)
        return true;
    for (size_t i = 0; i < l->scope_count; i++) {
        if (!ledger_range(l, l->scope[i]->id, q->text, err) ||
            (!str_eq(q->text, q->upper) && !ledger_range(l, l->scope[i]->id, q->upper, err)))
            return false;
    }
    return true;
}

/* The number of a registered letter leads to the account it was about. */
static bool by_tracking(struct looking_up *l, struct err *err)
{
    struct directory_key key = {DIRECTORY_TRACKING, 0, l->query.number};
    const struct look_up_hint hint = {LOOK_UP_NUMBER, LOOK_UP_BY_NUMBER};
    struct directory_entry entry;
    bool found = false;
    if (key.value.n == 0)
        return true;
    if (!directory_find(l->app->db, &key, &entry, &found, err))
        return false;
    return !found || !entry.account_id.has ||
           looking_up_account(l, (struct account_key){entry.debtor_id, entry.account_id.v}, &hint,
                              err);
}

/* ---- all of it ---- */

static int best_first(const void *pa, const void *pb, const void *with)
{
    const struct found_account *a = pa;
    const struct found_account *b = pb;
    (void)with;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->open_minor != b->open_minor)
        return a->open_minor > b->open_minor ? -1 : 1;
    int c = str_cmp(a->name, b->name);
    if (c != 0)
        return c;
    return a->account_number < b->account_number ? -1 : a->account_number > b->account_number;
}

static bool look_everywhere(struct looking_up *l, struct err *err)
{
    return set_scope(l, err) && by_reference(l, err) && by_ledger_number(l, err) &&
           by_tracking(l, err) && look_up_names(l, err) && look_up_items(l, err) &&
           look_up_documents(l, err);
}

bool look_up(struct app *app, struct arena *a, const struct look_up_query *query,
             struct looked_up *out, struct err *err)
{
    struct looking_up l = {.app = app, .arena = a, .wanted = query, .out = out};
    *out = (struct looked_up){.accounts = ARENA_ARRAY(a, LOOK_UP_FOUND_MAX, struct found_account)};
    search_query_parse(a, query->text, &l.query);
    out->query = l.query;
    if (l.query.text.n == 0)
        return true;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&l.scratch, 0);
    l.tried = ARENA_ARRAY(&l.scratch, LOOK_UP_TRIED_SLOTS, int64_t);
    bool ok = look_everywhere(&l, err);
    arena_release(&l.scratch);
    db_rollback(app->db); /* nothing was written */
    SORT(a, out->accounts, out->account_count, best_first, NULL);
    if (out->account_count > query->limit) {
        out->account_count = query->limit;
        out->more = true;
    }
    return ok;
}

/* ---- what matched ---- */

static bool is_part_of_word(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool word_is_meant(struct arena *a, const struct search_query *query, struct str folded)
{
    for (size_t i = 0; folded.n > 0 && i < query->name.count; i++) {
        if (name_word_fit(a, folded, query->name.rows[i]) != NAME_FIT_NONE)
            return true;
    }
    return false;
}

size_t look_up_marks(struct arena *a, const struct search_query *query, struct str name,
                     struct name_mark **out)
{
    struct name_mark *marks = ARENA_ARRAY(a, name.n, struct name_mark);
    size_t count = 0;
    for (size_t from = 0, to; from < name.n; from = to) {
        bool word = is_part_of_word((unsigned char)name.p[from]);
        for (to = from; to < name.n && is_part_of_word((unsigned char)name.p[to]) == word;)
            to++;
        struct str text = str_slice(name, from, to);
        marks[count++] =
            (struct name_mark){text, word && word_is_meant(a, query, text_fold(a, text))};
    }
    *out = marks;
    return count;
}
