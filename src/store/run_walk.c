#include "run_walk.h"

#include "gen/work_sql.h"
#include "run_person.h"
#include "same_store.h"

/* One row ahead in each table. */
struct run_walk {
    struct db *db;
    struct run_walk_start start;
    struct arena debtor_arena; /* of the debtor being read */
    struct arena arena;        /* of the account */
    int64_t debtor_id;         /* whose facts and contacts stand below; 0: nobody's */
    struct run_fact *facts;
    size_t fact_count;
    struct run_contact *contacts;
    size_t contact_count;
    struct run_letters letters;
    bool has_objects;
    struct same_map same;
    struct db_rows rows[9];
    size_t opened;
    struct arena *owners_arena; /* the caller's */
    struct owner_walk *owners;
    struct q_run_account_scan_row account;
    struct q_run_item_scan_row item;
    struct q_run_object_scan_row object;
    struct q_work_fact_scan_row fact;
    struct q_work_contact_scan_row contact;
    struct q_item_contact_scan_row done;
    struct q_work_word_scan_row word;
    struct q_work_scan_row work;
    struct q_letter_scan_row letter;
    bool have_account, have_item, have_object, have_fact, have_contact, have_done, have_word,
        have_work, have_letter;
};

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static int key_cmp(int64_t debtor_a, int64_t account_a, struct account_key b)
{
    if (debtor_a != b.debtor_id)
        return debtor_a < b.debtor_id ? -1 : 1;
    return account_a < b.account_id ? -1 : account_a > b.account_id;
}

static bool open_all(struct run_walk *w, struct err *err)
{
    int64_t from = w->start.debtor_id;
    struct q_run_account_scan_in account = {from};
    struct q_run_item_scan_in item = {from, w->start.today.n};
    struct q_run_object_scan_in object = {from};
    struct q_work_fact_scan_in fact = {from};
    struct q_work_contact_scan_in contact = {from};
    struct q_item_contact_scan_in done = {from};
    struct q_work_word_scan_in word = {from};
    struct q_work_scan_in work = {from, INT64_MAX, w->start.published};
    struct q_letter_scan_in letter = {from};
    struct db *db = w->db;
    struct db_rows *rows = w->rows;
    w->opened = q_run_account_scan_open(db, &account, &rows[0], err);
    w->opened += w->opened == 1 && q_run_item_scan_open(db, &item, &rows[1], err);
    w->opened += w->opened == 2 && q_run_object_scan_open(db, &object, &rows[2], err);
    w->opened += w->opened == 3 && q_work_fact_scan_open(db, &fact, &rows[3], err);
    w->opened += w->opened == 4 && q_work_contact_scan_open(db, &contact, &rows[4], err);
    w->opened += w->opened == 5 && q_item_contact_scan_open(db, &done, &rows[5], err);
    w->opened += w->opened == 6 && q_work_word_scan_open(db, &word, &rows[6], err);
    w->opened += w->opened == 7 && q_work_scan_open(db, &work, &rows[7], err);
    w->opened += w->opened == 8 && q_letter_scan_open(db, &letter, &rows[8], err);
    struct owner_walk_start owners = {from, w->start.today};
    return w->opened == COUNT_OF(w->rows) &&
           owner_walk_open(db, w->owners_arena, &owners, &w->owners, err);
}

/* The tables in the order they were opened. */
enum { ACCOUNTS, ITEMS, OBJECTS, FACTS, CONTACTS, DONE, WORDS, WORK, LETTERS };

static bool next_account(struct run_walk *w, struct err *err)
{
    return q_run_account_scan_next(&w->rows[ACCOUNTS], &w->account, &w->have_account, err);
}
static bool next_item(struct run_walk *w, struct err *err)
{
    return q_run_item_scan_next(&w->rows[ITEMS], &w->item, &w->have_item, err);
}
static bool next_object(struct run_walk *w, struct err *err)
{
    return q_run_object_scan_next(&w->rows[OBJECTS], &w->object, &w->have_object, err);
}
static bool next_fact(struct run_walk *w, struct err *err)
{
    return q_work_fact_scan_next(&w->rows[FACTS], &w->fact, &w->have_fact, err);
}
static bool next_contact(struct run_walk *w, struct err *err)
{
    return q_work_contact_scan_next(&w->rows[CONTACTS], &w->contact, &w->have_contact, err);
}
static bool next_done(struct run_walk *w, struct err *err)
{
    return q_item_contact_scan_next(&w->rows[DONE], &w->done, &w->have_done, err);
}
static bool next_word(struct run_walk *w, struct err *err)
{
    return q_work_word_scan_next(&w->rows[WORDS], &w->word, &w->have_word, err);
}
static bool next_work(struct run_walk *w, struct err *err)
{
    return q_work_scan_next(&w->rows[WORK], &w->work, &w->have_work, err);
}
static bool next_letter(struct run_walk *w, struct err *err)
{
    return q_letter_scan_next(&w->rows[LETTERS], &w->letter, &w->have_letter, err);
}

bool run_walk_open(struct db *db, struct arena *a, const struct run_walk_start *start,
                   struct run_walk **out, struct err *err)
{
    struct run_walk *w = ARENA_NEW(a, struct run_walk);
    *w = (struct run_walk){.db = db, .start = *start, .owners_arena = a};
    arena_init(&w->debtor_arena, 0);
    arena_init(&w->arena, 0);
    *out = w;
    if (same_load(db, a, &w->same, err) && open_all(w, err) && next_account(w, err) &&
        next_item(w, err) && next_object(w, err) && next_fact(w, err) && next_contact(w, err) &&
        next_done(w, err) && next_word(w, err) && next_work(w, err) && next_letter(w, err))
        return true;
    run_walk_close(w);
    *out = NULL;
    return false;
}

void run_walk_close(struct run_walk *w)
{
    if (w == NULL)
        return;
    for (size_t i = 0; i < w->opened; i++)
        db_done(&w->rows[i]);
    owner_walk_close(w->owners);
    w->owners = NULL;
    w->opened = 0;
    arena_release(&w->debtor_arena);
    arena_release(&w->arena);
}

/* ---- the debtor ---- */

static bool read_letters(struct run_walk *w, int64_t debtor_id, struct err *err)
{
    w->letters = (struct run_letters){0};
    while (w->have_letter && w->letter.debtor_id <= debtor_id) {
        if (w->letter.debtor_id == debtor_id &&
            !person_add_letter(&w->debtor_arena, &w->letter, false, &w->letters, err))
            return false;
        if (!next_letter(w, err))
            return false;
    }
    return true;
}

static bool read_the_same(struct run_walk *w, int64_t debtor_id, struct err *err)
{
    size_t n = 0;
    const struct same_member *members = same_members(&w->same, debtor_id, &n);
    struct person_rows rows = {.debtor_id = debtor_id,
                               .facts = w->facts,
                               .fact_count = w->fact_count,
                               .contacts = w->contacts,
                               .contact_count = w->contact_count,
                               .letters = w->letters};
    if (!person_date_reach(w->db, &rows, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!person_add_same(w->db, &w->debtor_arena, members[i].debtor_id, &rows, err))
            return false;
    }
    w->facts = rows.facts;
    w->fact_count = rows.fact_count;
    w->contacts = rows.contacts;
    w->contact_count = rows.contact_count;
    w->letters = rows.letters;
    return true;
}

static bool read_debtor(struct run_walk *w, int64_t debtor_id, struct err *err)
{
    struct arena *a = &w->debtor_arena;
    arena_clear(a);
    w->debtor_id = debtor_id;
    w->facts = NULL;
    w->contacts = NULL;
    w->fact_count = 0;
    w->contact_count = 0;
    while (w->have_fact && w->fact.debtor_id <= debtor_id) {
        struct run_fact f = {w->fact.account_id.has ? w->fact.account_id.v : 0,
                             w->fact.kind,
                             w->fact.value,
                             {(int32_t)w->fact.on_day},
                             false};
        if (w->fact.debtor_id == debtor_id)
            person_add_fact(a, &w->facts, &w->fact_count, &f);
        if (!next_fact(w, err))
            return false;
    }
    while (w->have_contact && w->contact.debtor_id <= debtor_id) {
        struct run_contact c = {w->contact.account_id,
                                w->contact.code,
                                w->contact.channel,
                                {(int32_t)w->contact.at_day},
                                false};
        if (w->contact.debtor_id == debtor_id)
            person_add_contact(a, &w->contacts, &w->contact_count, &c);
        if (!next_contact(w, err))
            return false;
    }
    while (w->have_object && w->object.debtor_id < debtor_id) {
        if (!next_object(w, err))
            return false;
    }
    w->has_objects = w->have_object && w->object.debtor_id == debtor_id;
    return read_letters(w, debtor_id, err) && read_the_same(w, debtor_id, err);
}

/* ---- the account ---- */

static bool read_items(struct run_walk *w, struct walked_account *account, struct err *err)
{
    while (w->have_item && key_cmp(w->item.debtor_id, w->item.account_id, account->key) <= 0) {
        const struct q_run_item_scan_row *row = &w->item;
        if (key_cmp(row->debtor_id, row->account_id, account->key) == 0) {
            size_t n = account->item_count++;
            if ((n & (n - 1)) == 0)
                account->items = arena_grow(&w->arena, account->items, n, n == 0 ? 1 : n * 2,
                                            sizeof *account->items);
            struct walked_item *item = &account->items[n];
            *item = (struct walked_item){
                .id = row->item_id,
                .issued = {(int32_t)row->issued_day},
                .due.day = {(int32_t)row->due_day},
                .amount_minor = row->open_minor,
                .open_minor = row->open_minor,
            };
            if (!item_kind_parse(row->kind, &item->kind) ||
                !plan_role_parse(row->role, &item->role) ||
                !due_source_parse(row->due_source, &item->due.source))
                return err_set(err, ERR_DB_DAMAGED, "item");
        }
        if (!next_item(w, err))
            return false;
    }
    return true;
}

static bool read_done(struct run_walk *w, struct run_account *out, struct err *err)
{
    struct run_item_contact *rows = NULL;
    while (w->have_done && key_cmp(w->done.debtor_id, w->done.account_id, out->account.key) <= 0) {
        if (key_cmp(w->done.debtor_id, w->done.account_id, out->account.key) == 0) {
            size_t n = out->done_count++;
            rows = arena_grow(&w->arena, rows, n, n + 1, sizeof *rows);
            rows[n] = (struct run_item_contact){w->done.item_id,
                                                (int32_t)w->done.level,
                                                w->done.pre_due != 0,
                                                {(int32_t)w->done.on_day}};
        }
        if (!next_done(w, err))
            return false;
    }
    out->done = rows;
    return true;
}

static bool read_words(struct run_walk *w, struct run_account *out, struct err *err)
{
    struct work_word *rows = NULL;
    while (w->have_word && key_cmp(w->word.debtor_id, w->word.account_id, out->account.key) <= 0) {
        if (key_cmp(w->word.debtor_id, w->word.account_id, out->account.key) == 0) {
            size_t n = out->word_count++;
            rows = arena_grow(&w->arena, rows, n, n + 1, sizeof *rows);
            rows[n] = (struct work_word){arena_str(&w->arena, w->word.kind),
                                         day_of(w->word.through_day),
                                         {(int32_t)w->word.on_day},
                                         arena_str(&w->arena, w->word.why)};
        }
        if (!next_word(w, err))
            return false;
    }
    out->words = rows;
    return true;
}

static struct stored_work work_row_of(struct arena *a, const struct q_work_scan_row *row)
{
    return (struct stored_work){
        .key = {row->debtor_id, row->account_id},
        .from_run = row->from_run,
        .until_run = row->until_run,
        .creditor_id = row->creditor_id,
        .agent_id = row->agent_id,
        .place_tier = row->place_tier,
        .place_currency = row->place_currency,
        .place_value = row->place_value,
        .place_amount = row->place_amount,
        .action = arena_str(a, row->action),
        .approval = arena_str(a, row->approval),
        .level = (int32_t)row->level,
        .blocks = arena_str(a, row->blocks),
        .reasons = arena_str(a, row->reasons),
        .open_minor = row->open_minor,
        .overdue_minor = row->overdue_minor,
        .net_minor = row->net_minor,
        .credit_minor = row->credit_minor,
        .oldest_day = day_of(row->oldest_day),
        .next_change = day_of(row->next_change_day),
        .explored = row->explored != 0,
        .propensity_permil = (int32_t)row->propensity_permil,
    };
}

/* The row that holds, and whether a later run has spoken already. */
static void take_row(struct run_account *out, int64_t published, const struct stored_work *row)
{
    if (row->from_run <= published && row->until_run > published)
        out->now = *row;
    else if (row->from_run > published)
        out->pending = *row;
}

static bool read_work(struct run_walk *w, struct run_account *out, struct err *err)
{
    while (w->have_work && key_cmp(w->work.debtor_id, w->work.account_id, out->account.key) <= 0) {
        if (key_cmp(w->work.debtor_id, w->work.account_id, out->account.key) == 0) {
            struct stored_work row = work_row_of(&w->arena, &w->work);
            take_row(out, w->start.published, &row);
        }
        if (!next_work(w, err))
            return false;
    }
    return true;
}

bool run_walk_next(struct run_walk *w, struct run_account *out, bool *have, struct err *err)
{
    *have = w->have_account;
    if (!*have)
        return true;
    arena_clear(&w->arena);
    *out = (struct run_account){
        .account =
            {
                .key = {w->account.debtor_id, w->account.account_id},
                .creditor_id = w->account.creditor_id,
                .capacity = arena_str(&w->arena, w->account.capacity),
                .debtor_kind = arena_str(&w->arena, w->account.kind),
            },
    };
    if (!currency_parse(w->account.currency, &out->account.currency, err))
        return false;
    if (w->account.debtor_id != w->debtor_id && !read_debtor(w, w->account.debtor_id, err))
        return false;
    out->has_objects = w->has_objects;
    out->facts = w->facts;
    out->fact_count = w->fact_count;
    out->contacts = w->contacts;
    out->contact_count = w->contact_count;
    out->letters = w->letters;
    return read_items(w, &out->account, err) && read_done(w, out, err) && read_words(w, out, err) &&
           read_work(w, out, err) &&
           owner_walk_next(w->owners, out->account.key, &out->owner, err) && next_account(w, err);
}

/* ---- one account ---- */

static bool done_of(struct db *db, struct arena *a, struct run_account *out, struct err *err)
{
    struct q_item_contact_by_account_in in = {out->account.key.debtor_id,
                                              out->account.key.account_id};
    struct db_rows rows;
    struct run_item_contact *done = NULL;
    bool ok = true;
    if (!q_item_contact_by_account_open(db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_item_contact_by_account_row row;
        bool have = false;
        ok = q_item_contact_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = out->done_count++;
        done = arena_grow(a, done, n, n + 1, sizeof *done);
        done[n] = (struct run_item_contact){
            row.item_id, (int32_t)row.level, row.pre_due != 0, {(int32_t)row.on_day}};
    }
    db_done(&rows);
    out->done = done;
    return ok;
}

static bool words_of(struct db *db, struct arena *a, struct run_account *out, struct err *err)
{
    struct q_work_word_by_account_in in = {out->account.key.debtor_id, out->account.key.account_id};
    struct db_rows rows;
    struct work_word *words = NULL;
    bool ok = true;
    if (!q_work_word_by_account_open(db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_work_word_by_account_row row;
        bool have = false;
        ok = q_work_word_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = out->word_count++;
        words = arena_grow(a, words, n, n + 1, sizeof *words);
        words[n] = (struct work_word){arena_str(a, row.kind),
                                      day_of(row.through_day),
                                      {(int32_t)row.on_day},
                                      arena_str(a, row.why)};
    }
    db_done(&rows);
    out->words = words;
    return ok;
}

bool run_new_customer(struct db *db, struct arena *a, struct account_key key, bool *out,
                      struct err *err)
{
    struct q_account_old_customer_in in = {key.debtor_id, key.account_id};
    struct q_account_old_customer_row row;
    bool found = false;
    if (!q_account_old_customer(db, &in, a, &row, &found, err))
        return false;
    *out = !found;
    return true;
}

bool run_account_read(struct db *db, struct arena *a, const struct run_account_wanted *wanted,
                      struct run_account *out, struct err *err)
{
    struct stored_works works;
    struct owner_words owners;
    *out = (struct run_account){.account = out->account, .has_objects = true};
    if (!person_of(db, a, out, err) || !done_of(db, a, out, err) || !words_of(db, a, out, err) ||
        !work_of_account(db, a, out->account.key, &works, err) ||
        !owner_words_read(db, a, out->account.key, &owners, err))
        return false;
    out->owner = owner_on(&owners, wanted->today);
    for (size_t i = 0; i < works.count; i++)
        take_row(out, wanted->published, &works.rows[i]);
    return true;
}
