#include "run_walk.h"

#include "run_person.h"
#include "run_piece.h"
#include "same_store.h"
#include "work_row.h"

/* Tables are read so many accounts at a time: from a file as many as stay in the processor's cache,
 * from a server, to whom each look is a message, more. */
enum { PIECE_ACCOUNTS = 1000, PIECE_ACCOUNTS_REMOTE = 5000 };
/* Of debtors wanted so many at a time; on a server they are looked for when they are fewer than
 * that, or than one in so many of a piece. */
enum { PIECE_WANTED = 250, SEEK_FEW = 1000, SEEK_PART = 4 };

struct run_walk {
    struct db *db;
    struct run_walk_start start;
    struct same_map same;
    struct run_piece piece;
    struct run_piece_wanted read; /* of what it was read */
    size_t only_at;               /* among those it is for */
    size_t account_at;            /* the next account of the piece */
    bool ended;                   /* nothing follows the last piece bounded */
    int64_t next_debtor;          /* where the next piece begins */
    size_t wanted_at;             /* among the debtors wanted */
    bool seeks;                   /* looks for debtors instead of reading all between them */
    struct arena debtor_arena;    /* of the debtor being read */
    int64_t debtor_id;            /* whose facts and contacts stand below; 0: nobody's */
    struct person_rows person;
};

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

/* ---- pieces ---- */

bool run_walk_open(struct db *db, struct arena *a, const struct run_walk_start *start,
                   struct run_walk **out, struct err *err)
{
    struct run_walk *w = ARENA_NEW(a, struct run_walk);
    *w = (struct run_walk){.db = db, .start = *start, .next_debtor = start->debtor_id};
    w->seeks =
        start->wanted != NULL && (db_engine(db) == DB_SQLITE || start->wanted_count < SEEK_FEW);
    w->ended = start->wanted != NULL && start->wanted_count == 0;
    arena_init(&w->debtor_arena, 0);
    run_piece_init(&w->piece);
    *out = w;
    if (same_load(db, a, &w->same, err))
        return true;
    run_walk_close(w);
    *out = NULL;
    return false;
}

void run_walk_close(struct run_walk *w)
{
    if (w == NULL)
        return;
    arena_release(&w->debtor_arena);
    run_piece_release(&w->piece);
}

/* The next of those wanted. */
static void bound_seeking(struct run_walk *w, struct run_piece_wanted *out)
{
    bool remote = db_engine(w->db) != DB_SQLITE;
    size_t left = w->start.wanted_count - w->wanted_at;
    size_t n = remote || left < PIECE_WANTED ? left : PIECE_WANTED;
    out->ids = &w->start.wanted[w->wanted_at];
    out->id_count = n;
    out->accounts = n;
    out->from_debtor = out->ids[0];
    out->to_debtor = out->ids[n - 1];
    w->wanted_at += n;
    w->ended = n == left;
}

/* Of those wanted, who lies in the piece. */
static void bound_only(struct run_walk *w, struct run_piece_wanted *out)
{
    const struct run_walk_start *start = &w->start;
    if (out->to_debtor >= start->wanted[start->wanted_count - 1]) {
        out->to_debtor = start->wanted[start->wanted_count - 1];
        w->ended = true;
    }
    out->only = &start->wanted[w->wanted_at];
    while (w->wanted_at < start->wanted_count && start->wanted[w->wanted_at] <= out->to_debtor) {
        w->wanted_at++;
        out->only_count++;
    }
    if (db_engine(w->db) != DB_SQLITE && out->only_count < out->accounts / SEEK_PART) {
        out->ids = out->only;
        out->id_count = out->accounts = out->only_count;
    }
}

/* Everybody up to the one behind so many accounts. */
static bool bound_range(struct run_walk *w, struct run_piece_wanted *out, struct err *err)
{
    bool remote = db_engine(w->db) != DB_SQLITE;
    /* one more, to see where the next piece begins */
    struct q_run_piece_end_in in = {w->next_debtor,
                                    (remote ? PIECE_ACCOUNTS_REMOTE : PIECE_ACCOUNTS) + 1};
    struct q_run_piece_end_row end = {0};
    struct arena none; /* the row holds no text */
    bool found = false;
    arena_init(&none, 0);
    bool ok = q_run_piece_end(w->db, &in, &none, &end, &found, err);
    arena_release(&none);
    w->ended = end.accounts < in.most;
    if (!w->ended) /* a debtor with more accounts than that is a piece of his own */
        out->to_debtor = end.debtor_id.v > w->next_debtor ? end.debtor_id.v - 1 : w->next_debtor;
    out->accounts = (size_t)(w->ended ? end.accounts : end.accounts - 1);
    if (w->start.wanted != NULL)
        bound_only(w, out);
    w->next_debtor = w->ended ? w->next_debtor : out->to_debtor + 1;
    return ok;
}

bool run_walk_bound(struct run_walk *w, struct run_piece_wanted *out, bool *have, struct err *err)
{
    *have = !w->ended;
    *out = (struct run_piece_wanted){.from_debtor = w->next_debtor,
                                     .to_debtor = INT64_MAX,
                                     .today = w->start.today,
                                     .published = w->start.published,
                                     .likely = w->start.likely};
    if (w->ended)
        return true;
    if (!w->seeks)
        return bound_range(w, out, err);
    bound_seeking(w, out);
    return true;
}

bool run_walk_ended(const struct run_walk *w) { return w->ended; }

bool run_walk_piece(struct run_walk *w, const struct run_piece_wanted *wanted, struct err *err)
{
    w->read = *wanted;
    w->only_at = 0;
    w->account_at = 0;
    w->debtor_id = 0;
    return run_piece_read(w->db, &w->piece, wanted, err);
}

/* ---- the debtor ---- */

/* A letter, then what it was about. */
static bool read_letters(struct run_walk *w, const struct piece_debtor *debtor, struct err *err)
{
    const struct q_run_letter_row *letters = w->piece.letters.rows;
    const struct q_run_letter_item_row *items = w->piece.letter_items.rows;
    size_t k = debtor->letter_items.from;
    size_t end = k + debtor->letter_items.count;
    for (size_t i = 0; i < debtor->letters.count; i++) {
        const struct q_run_letter_row *l = &letters[debtor->letters.from + i];
        struct q_letter_by_debtor_row row = {.debtor_id = l->debtor_id,
                                             .account_id = l->account_id,
                                             .letter_id = l->letter_id,
                                             .kind = l->kind,
                                             .state = l->state,
                                             .made_day = l->made_day,
                                             .printed_day = l->printed_day,
                                             .sent_day = l->sent_day,
                                             .presented_day = l->presented_day,
                                             .received_day = l->received_day,
                                             .returned_day = l->returned_day,
                                             .why = l->why,
                                             .by_mail = l->by_mail};
        bool ok = person_add_letter(&w->debtor_arena, &row, false, &w->person.letters, err);
        for (; ok && k < end && items[k].account_id == l->account_id &&
               items[k].letter_id == l->letter_id;
             k++) {
            row.item_id = (struct opt_int){true, items[k].item_id};
            row.level = (struct opt_int){true, items[k].level};
            ok = person_add_letter(&w->debtor_arena, &row, false, &w->person.letters, err);
        }
        if (!ok)
            return false;
    }
    return true;
}

/* Rows of others may be added behind his own. */
static void own_rows(struct arena *a, struct person_rows *p)
{
    struct run_fact *facts = ARENA_ARRAY(a, array_room(p->fact_count), struct run_fact);
    struct run_contact *contacts = ARENA_ARRAY(a, array_room(p->contact_count), struct run_contact);
    for (size_t i = 0; i < p->fact_count; i++)
        facts[i] = p->facts[i];
    for (size_t i = 0; i < p->contact_count; i++)
        contacts[i] = p->contacts[i];
    p->facts = facts;
    p->contacts = contacts;
}

static bool read_debtor(struct run_walk *w, const struct piece_debtor *debtor, struct err *err)
{
    struct person_rows *p = &w->person;
    size_t n = 0;
    const struct same_member *members = same_members(&w->same, debtor->id, &n);
    arena_clear(&w->debtor_arena);
    w->debtor_id = debtor->id;
    *p = (struct person_rows){.debtor_id = debtor->id,
                              .facts = (struct run_fact *)w->piece.facts.rows + debtor->facts.from,
                              .fact_count = debtor->facts.count,
                              .contacts = (struct run_contact *)w->piece.contacts.rows +
                                          debtor->contacts.from,
                              .contact_count = debtor->contacts.count};
    if (!read_letters(w, debtor, err) || !person_date_reach(w->db, p, err))
        return false;
    if (n > 0)
        own_rows(&w->debtor_arena, p);
    for (size_t i = 0; i < n; i++) {
        if (!person_add_same(w->db, &w->debtor_arena, members[i].debtor_id, p, err))
            return false;
    }
    return true;
}

/* ---- the account ---- */

/* The row that holds, and whether a later run has spoken already. */
static void take_row(struct run_account *out, int64_t published, const struct stored_work *row)
{
    if (row->from_run <= published && row->until_run > published)
        out->now = *row;
    else if (row->from_run > published)
        out->pending = *row;
}

/* Debtors nobody asked for may lie between those wanted. */
static bool is_wanted(struct run_walk *w, int64_t debtor_id)
{
    const struct run_piece_wanted *read = &w->read;
    if (read->only == NULL)
        return true;
    while (w->only_at < read->only_count && read->only[w->only_at] < debtor_id)
        w->only_at++;
    return w->only_at < read->only_count && read->only[w->only_at] == debtor_id;
}

static void fill_account(struct run_walk *w, const struct piece_account *account,
                         const struct piece_debtor *debtor, struct run_account *out)
{
    const struct run_piece *p = &w->piece;
    const struct stored_work *works = (const struct stored_work *)p->works.rows;
    struct owner_words owners = {(struct owner_word *)p->owners.rows + account->owners.from,
                                 account->owners.count};
    *out = (struct run_account){
        .account =
            {
                .key = account->key,
                .creditor_id = account->creditor_id,
                .currency = account->currency,
                .capacity = account->capacity,
                .debtor_kind = debtor->kind,
                .items = (struct walked_item *)p->items.rows + account->items.from,
                .item_count = account->items.count,
            },
        .later = account->later,
        .has_objects = debtor->has_objects,
        .facts = w->person.facts,
        .fact_count = w->person.fact_count,
        .contacts = w->person.contacts,
        .contact_count = w->person.contact_count,
        .letters = w->person.letters,
        .done = (struct run_item_contact *)p->done.rows + account->done.from,
        .done_count = account->done.count,
        .words = (struct work_word *)p->words.rows + account->words.from,
        .word_count = account->words.count,
        .owner = owner_on(&owners, w->start.today),
        .looked = account->likely,
        .old_customer = account->settled,
        .any_payment = account->paid,
    };
    for (size_t i = 0; i < account->works.count; i++)
        take_row(out, w->start.published, &works[account->works.from + i]);
}

bool run_walk_step(struct run_walk *w, struct run_account *out, bool *have, struct err *err)
{
    const struct piece_account *account = NULL;
    *have = false;
    while (account == NULL || !is_wanted(w, account->key.debtor_id)) {
        if (w->account_at == w->piece.accounts.count)
            return true;
        account = (const struct piece_account *)w->piece.accounts.rows + w->account_at++;
    }
    const struct piece_debtor *debtor =
        (const struct piece_debtor *)w->piece.debtors.rows + account->debtor;
    if (debtor->id != w->debtor_id && !read_debtor(w, debtor, err))
        return false;
    fill_account(w, account, debtor, out);
    *have = true;
    return true;
}

bool run_walk_next(struct run_walk *w, struct run_account *out, bool *have, struct err *err)
{
    struct run_piece_wanted wanted;
    bool more = true;
    bool ok = run_walk_step(w, out, have, err);
    while (ok && !*have && more) {
        ok = run_walk_bound(w, &wanted, &more, err) &&
             (!more || (run_walk_piece(w, &wanted, err) && run_walk_step(w, out, have, err)));
    }
    return ok;
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
