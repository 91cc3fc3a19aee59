#include "run_walk.h"

#include "run_person.h"
#include "same_store.h"
#include "work_row.h"

enum table { ACCOUNTS, ITEMS, OBJECTS, FACTS, CONTACTS, DONE, WORDS, WORK, LETTERS, TABLE_COUNT };

/* Up to so many debtors are looked for one by one where each look is a message to a server. */
enum { SEEK_FEW = 1000 };

/* One row ahead in each table. */
struct run_walk {
    struct db *db;
    struct run_walk_start start;
    size_t wanted_at;          /* among the debtors wanted */
    bool seeks;                /* looks for a debtor instead of reading on to him */
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
    struct db_rows rows[TABLE_COUNT];
    bool have[TABLE_COUNT];
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
};

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static int key_cmp(int64_t debtor_a, int64_t account_a, struct account_key b)
{
    if (debtor_a != b.debtor_id)
        return debtor_a < b.debtor_id ? -1 : 1;
    return account_a < b.account_id ? -1 : account_a > b.account_id;
}

/* Whose row stands ahead. */
static int64_t debtor_ahead(const struct run_walk *w, enum table table)
{
    const int64_t debtors[TABLE_COUNT] = {
        [ACCOUNTS] = w->account.debtor_id, [ITEMS] = w->item.debtor_id,
        [OBJECTS] = w->object.debtor_id,   [FACTS] = w->fact.debtor_id,
        [CONTACTS] = w->contact.debtor_id, [DONE] = w->done.debtor_id,
        [WORDS] = w->word.debtor_id,       [WORK] = w->work.debtor_id,
        [LETTERS] = w->letter.debtor_id,
    };
    return debtors[table];
}

static bool open_table(struct run_walk *w, enum table table, int64_t from, struct err *err)
{
    struct q_run_account_scan_in account = {from};
    struct q_run_item_scan_in item = {from};
    struct q_run_object_scan_in object = {from};
    struct q_work_fact_scan_in fact = {from};
    struct q_work_contact_scan_in contact = {from};
    struct q_item_contact_scan_in done = {from};
    struct q_work_word_scan_in word = {from};
    struct q_work_scan_in work = {from, INT64_MAX, w->start.published};
    struct q_letter_scan_in letter = {from};
    struct db *db = w->db;
    struct db_rows *rows = &w->rows[table];
    switch (table) {
    case ACCOUNTS:
        return q_run_account_scan_open(db, &account, rows, err);
    case ITEMS:
        return q_run_item_scan_open(db, &item, rows, err);
    case OBJECTS:
        return q_run_object_scan_open(db, &object, rows, err);
    case FACTS:
        return q_work_fact_scan_open(db, &fact, rows, err);
    case CONTACTS:
        return q_work_contact_scan_open(db, &contact, rows, err);
    case DONE:
        return q_item_contact_scan_open(db, &done, rows, err);
    case WORDS:
        return q_work_word_scan_open(db, &word, rows, err);
    case WORK:
        return q_work_scan_open(db, &work, rows, err);
    case LETTERS:
        return q_letter_scan_open(db, &letter, rows, err);
    case TABLE_COUNT:
        break;
    }
    BUG("no such table");
}

static bool next_account(struct run_walk *w, struct err *err)
{
    return q_run_account_scan_next(&w->rows[ACCOUNTS], &w->account, &w->have[ACCOUNTS], err);
}
static bool next_item(struct run_walk *w, struct err *err)
{
    return q_run_item_scan_next(&w->rows[ITEMS], &w->item, &w->have[ITEMS], err);
}
static bool next_object(struct run_walk *w, struct err *err)
{
    return q_run_object_scan_next(&w->rows[OBJECTS], &w->object, &w->have[OBJECTS], err);
}
static bool next_fact(struct run_walk *w, struct err *err)
{
    return q_work_fact_scan_next(&w->rows[FACTS], &w->fact, &w->have[FACTS], err);
}
static bool next_contact(struct run_walk *w, struct err *err)
{
    return q_work_contact_scan_next(&w->rows[CONTACTS], &w->contact, &w->have[CONTACTS], err);
}
static bool next_done(struct run_walk *w, struct err *err)
{
    return q_item_contact_scan_next(&w->rows[DONE], &w->done, &w->have[DONE], err);
}
static bool next_word(struct run_walk *w, struct err *err)
{
    return q_work_word_scan_next(&w->rows[WORDS], &w->word, &w->have[WORDS], err);
}
static bool next_work(struct run_walk *w, struct err *err)
{
    return q_work_scan_next(&w->rows[WORK], &w->work, &w->have[WORK], err);
}
static bool next_letter(struct run_walk *w, struct err *err)
{
    return q_letter_scan_next(&w->rows[LETTERS], &w->letter, &w->have[LETTERS], err);
}

static bool (*const next_of[TABLE_COUNT])(struct run_walk *w, struct err *err) = {
    [ACCOUNTS] = next_account, [ITEMS] = next_item,       [OBJECTS] = next_object,
    [FACTS] = next_fact,       [CONTACTS] = next_contact, [DONE] = next_done,
    [WORDS] = next_word,       [WORK] = next_work,        [LETTERS] = next_letter,
};

/* The first row of the debtor or of one behind him stands ahead. */
static bool go_to(struct run_walk *w, enum table table, int64_t debtor_id, struct err *err)
{
    if (w->seeks && w->have[table] && debtor_ahead(w, table) < debtor_id) {
        db_done(&w->rows[table]);
        return open_table(w, table, debtor_id, err) && next_of[table](w, err);
    }
    while (w->have[table] && debtor_ahead(w, table) < debtor_id) {
        if (!next_of[table](w, err))
            return false;
    }
    return true;
}

bool run_walk_open(struct db *db, struct arena *a, const struct run_walk_start *start,
                   struct run_walk **out, struct err *err)
{
    struct run_walk *w = ARENA_NEW(a, struct run_walk);
    struct owner_walk_start owners = {start->debtor_id, start->today};
    *w = (struct run_walk){.db = db, .start = *start, .owners_arena = a};
    w->seeks =
        start->wanted != NULL && (db_engine(db) == DB_SQLITE || start->wanted_count < SEEK_FEW);
    arena_init(&w->debtor_arena, 0);
    arena_init(&w->arena, 0);
    *out = w;
    bool ok = same_load(db, a, &w->same, err) &&
              owner_walk_open(db, w->owners_arena, &owners, &w->owners, err);
    for (int t = 0; ok && t < TABLE_COUNT; t++)
        ok = open_table(w, (enum table)t, start->debtor_id, err) && next_of[t](w, err);
    if (ok)
        return true;
    run_walk_close(w);
    *out = NULL;
    return false;
}

void run_walk_close(struct run_walk *w)
{
    if (w == NULL)
        return;
    for (int t = 0; t < TABLE_COUNT; t++)
        db_done(&w->rows[t]);
    owner_walk_close(w->owners);
    w->owners = NULL;
    arena_release(&w->debtor_arena);
    arena_release(&w->arena);
}

/* ---- the debtor ---- */

static bool read_letters(struct run_walk *w, int64_t debtor_id, struct err *err)
{
    w->letters = (struct run_letters){0};
    while (w->have[LETTERS] && w->letter.debtor_id <= debtor_id) {
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
    while (w->have[FACTS] && w->fact.debtor_id <= debtor_id) {
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
    while (w->have[CONTACTS] && w->contact.debtor_id <= debtor_id) {
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
    while (w->have[OBJECTS] && w->object.debtor_id < debtor_id) {
        if (!next_object(w, err))
            return false;
    }
    w->has_objects = w->have[OBJECTS] && w->object.debtor_id == debtor_id;
    return read_letters(w, debtor_id, err) && read_the_same(w, debtor_id, err);
}

/* ---- the account ---- */

static bool read_items(struct run_walk *w, struct run_account *out, struct err *err)
{
    struct walked_account *account = &out->account;
    out->later = DAY_NONE;
    while (w->have[ITEMS] && key_cmp(w->item.debtor_id, w->item.account_id, account->key) <= 0) {
        const struct q_run_item_scan_row *row = &w->item;
        struct day on = {(int32_t)row->on_day};
        bool here = key_cmp(row->debtor_id, row->account_id, account->key) == 0;
        if (here && day_before(w->start.today, on)) {
            out->later = day_is(out->later) ? day_min(out->later, on) : on;
        } else if (here) {
            size_t n = account->item_count++;
            if ((n & (n - 1)) == 0)
                account->items = arena_grow(&w->arena, account->items, n, n == 0 ? 1 : n * 2,
                                            sizeof *account->items);
            struct walked_item *item = &account->items[n];
            *item = (struct walked_item){
                .id = row->item_id,
                .on = on,
                .issued = {(int32_t)row->issued_day},
                .due.day = {(int32_t)row->due_day},
                .amount_minor = row->amount_minor,
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
    while (w->have[DONE] && key_cmp(w->done.debtor_id, w->done.account_id, out->account.key) <= 0) {
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
    while (w->have[WORDS] &&
           key_cmp(w->word.debtor_id, w->word.account_id, out->account.key) <= 0) {
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
    while (w->have[WORK] && key_cmp(w->work.debtor_id, w->work.account_id, out->account.key) <= 0) {
        if (key_cmp(w->work.debtor_id, w->work.account_id, out->account.key) == 0) {
            struct stored_work row;
            if (!stored_work_of(&w->work, &row, err))
                return false;
            take_row(out, w->start.published, &row);
        }
        if (!next_work(w, err))
            return false;
    }
    return true;
}

/* Every table goes to the next debtor wanted who has an account. */
static bool go_to_wanted(struct run_walk *w, bool *have, struct err *err)
{
    const int64_t *wanted = w->start.wanted;
    while (w->have[ACCOUNTS] && w->wanted_at < w->start.wanted_count &&
           wanted[w->wanted_at] != w->account.debtor_id) {
        if (wanted[w->wanted_at] < w->account.debtor_id)
            w->wanted_at++;
        else if (!go_to(w, ACCOUNTS, wanted[w->wanted_at], err))
            return false;
    }
    *have = w->have[ACCOUNTS] && w->wanted_at < w->start.wanted_count;
    if (!*have || w->account.debtor_id == w->debtor_id)
        return true;
    for (int t = ITEMS; t < TABLE_COUNT; t++) {
        if (!go_to(w, (enum table)t, w->account.debtor_id, err))
            return false;
    }
    return !w->seeks || owner_walk_seek(w->owners, w->account.debtor_id, err);
}

bool run_walk_next(struct run_walk *w, struct run_account *out, bool *have, struct err *err)
{
    *have = w->have[ACCOUNTS];
    if (w->start.wanted != NULL && !go_to_wanted(w, have, err))
        return false;
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
    return read_items(w, out, err) && read_done(w, out, err) && read_words(w, out, err) &&
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
    struct q_item_contact_by_account_row row;
    while (q_item_contact_by_account_more(&rows, &row, &ok, err)) {
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
    struct q_work_word_by_account_row row;
    while (q_work_word_by_account_more(&rows, &row, &ok, err)) {
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

bool run_any_payment(struct db *db, struct arena *a, struct account_key key, bool *out,
                     struct err *err)
{
    struct q_account_payment_in in = {key.debtor_id, key.account_id};
    struct q_account_payment_row row;
    return q_account_payment(db, &in, a, &row, out, err);
}

/* As the walk knows them: whether something was agreed with the debtor, and what is dated later. */
static bool agreed_and_later(struct db *db, struct arena *a, struct day today,
                             struct run_account *out, struct err *err)
{
    struct account_key key = out->account.key;
    struct q_run_object_any_in any = {key.debtor_id};
    struct q_run_object_any_row events = {0};
    struct q_run_item_later_in later = {key.debtor_id, key.account_id, today.n};
    struct q_run_item_later_row on = {0};
    bool found = false;
    if (!q_run_object_any(db, &any, a, &events, &found, err) ||
        !q_run_item_later(db, &later, a, &on, &found, err))
        return false;
    out->has_objects = events.events > 0;
    out->later = day_of(on.on_day);
    return true;
}

bool run_account_read(struct db *db, struct arena *a, const struct run_account_wanted *wanted,
                      struct run_account *out, struct err *err)
{
    struct stored_works works;
    struct owner_words owners;
    *out = (struct run_account){.account = out->account};
    if (!agreed_and_later(db, a, wanted->today, out, err))
        return false;
    if (!person_of(db, a, out, err) || !done_of(db, a, out, err) || !words_of(db, a, out, err) ||
        !work_of_account(db, a, out->account.key, &works, err) ||
        !owner_words_read(db, a, out->account.key, &owners, err))
        return false;
    out->owner = owner_on(&owners, wanted->today);
    for (size_t i = 0; i < works.count; i++)
        take_row(out, wanted->published, &works.rows[i]);
    return true;
}
