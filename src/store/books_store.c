#include "books_store.h"

#include "gen/told_sql.h"

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static struct opt_int day_value(struct day d)
{
    return day_is(d) ? (struct opt_int){true, d.n} : (struct opt_int){false, 0};
}

/* ---- books of creditors ---- */

static struct creditor_books *creditor_entry(struct arena *a, struct all_books *all,
                                             int64_t creditor_id)
{
    if (all->count > 0 && all->rows[all->count - 1].creditor_id == creditor_id)
        return &all->rows[all->count - 1];
    all->rows = arena_grow(a, all->rows, all->count, all->count + 1, sizeof *all->rows);
    all->rows[all->count] = (struct creditor_books){.creditor_id = creditor_id};
    return &all->rows[all->count++];
}

bool books_load(struct db *db, struct arena *a, int64_t counted_id, struct all_books *out,
                struct err *err)
{
    struct q_book_list_in in = {counted_id};
    struct db_rows rows;
    bool ok = true;
    *out = (struct all_books){0};
    if (!q_book_list_open(db, &in, &rows, err))
        return false;
    struct q_book_list_row row;
    while (q_book_list_more(&rows, &row, &ok, err)) {
        struct told_books *b = &creditor_entry(a, out, row.creditor_id)->books;
        bool ledger = str_is(row.format, "fec");
        struct day reach = day_of(ledger ? row.last_day : row.as_of);
        if (!day_is(reach)) /* an empty ledger reaches nowhere */
            continue;
        struct told_book *grown =
            arena_grow(a, (void *)(uintptr_t)b->rows, b->count, b->count + 1, sizeof *grown);
        grown[b->count] = (struct told_book){row.import_id, row.seq, reach, ledger};
        b->rows = grown;
        b->count++;
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < out->count; i++)
        told_books_sort(a, (struct told_book *)(uintptr_t)out->rows[i].books.rows,
                        out->rows[i].books.count);
    return ok;
}

struct told_books books_of(const struct all_books *all, int64_t creditor_id)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->rows[i].creditor_id == creditor_id)
            return all->rows[i].books;
    }
    return (struct told_books){0};
}

/* ---- one account ---- */

static bool is_undone(struct str state, int64_t import_id, const struct books_wanted *wanted)
{
    return import_id != wanted->counted_id && str_is(state, "undone");
}

static bool told_from_row(struct arena *a, const struct q_told_by_account_row *row,
                          struct told_item *out, struct err *err)
{
    *out = (struct told_item){
        .id = row->told_id,
        .piece = arena_str(a, row->piece),
        .label = arena_str(a, row->label),
        .issued = day_of(row->issued_day),
        .has_band = row->band_from.has,
        .band_from = (int32_t)row->band_from.v,
    };
    if (!told_origin_parse(row->origin, &out->origin) || !item_kind_parse(row->kind, &out->kind) ||
        !plan_role_parse(row->role, &out->role) || !row->as_of.has)
        return err_set(err, ERR_DB_DAMAGED, "told_item");
    out->words = ARENA_NEW(a, struct told_word);
    out->words[0] = (struct told_word){
        .import_id = row->import_id,
        .import_seq = row->import_seq,
        .as_of = day_of(row->as_of),
        .open_minor = row->open_minor,
        .has_original = row->original_minor.has,
        .original_minor = row->original_minor.v,
        .issued = out->issued,
        .due = day_of(row->due_day),
        .position = row->position,
    };
    out->word_count = 1;
    return true;
}

static bool load_told(struct db *db, struct arena *a, const struct books_wanted *wanted,
                      struct known_books *out, struct err *err)
{
    struct q_told_by_account_in in = {wanted->key.debtor_id, wanted->key.account_id};
    struct db_rows rows;
    size_t room = 0;
    bool ok = true;
    if (!q_told_by_account_open(db, &in, &rows, err))
        return false;
    struct q_told_by_account_row row;
    while (q_told_by_account_more(&rows, &row, &ok, err)) {
        if (out->told_count == room) {
            size_t bigger = room == 0 ? 16 : room * 2;
            out->told = arena_grow(a, out->told, room, bigger, sizeof *out->told);
            room = bigger;
        }
        struct told_item *t = &out->told[out->told_count];
        ok = told_from_row(a, &row, t, err);
        if (!ok)
            break;
        t->words[0].undone = is_undone(row.state, row.import_id, wanted);
        out->told_count++;
    }
    db_done(&rows);
    return ok;
}

static void add_word(struct arena *a, struct told_item *t, const struct q_word_by_account_row *row)
{
    t->words = arena_grow(a, t->words, t->word_count, t->word_count + 1, sizeof *t->words);
    t->words[t->word_count++] = (struct told_word){
        .import_id = row->import_id,
        .import_seq = row->import_seq,
        .as_of = day_of(row->as_of),
        .gone = row->gone != 0,
        .open_minor = row->open_minor,
        .has_original = row->original_minor.has,
        .original_minor = row->original_minor.v,
        .issued = day_of(row->issued_day),
        .due = day_of(row->due_day),
        .position = row->position,
    };
}

/* Items and words come in the order of the items' ids: one walk joins them. */
static bool load_words(struct db *db, struct arena *a, const struct books_wanted *wanted,
                       struct known_books *out, struct err *err)
{
    struct q_word_by_account_in in = {wanted->key.debtor_id, wanted->key.account_id};
    struct db_rows rows;
    size_t at = 0;
    bool ok = true;
    if (out->told_count == 0)
        return true;
    if (!q_word_by_account_open(db, &in, &rows, err))
        return false;
    struct q_word_by_account_row row;
    while (q_word_by_account_more(&rows, &row, &ok, err)) {
        while (at < out->told_count && out->told[at].id < row.told_id)
            at++;
        ok = at < out->told_count && out->told[at].id == row.told_id && row.as_of.has;
        if (!ok) {
            err_set(err, ERR_DB_DAMAGED, "told_word");
            break;
        }
        struct told_item *t = &out->told[at];
        add_word(a, t, &row);
        t->words[t->word_count - 1].undone = is_undone(row.state, row.import_id, wanted);
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < out->told_count; i++)
        told_sort(a, &out->told[i]);
    return ok;
}

/* A choice and its opposite are both dropped. */
static void drop_taken_back(struct known_books *out, const int64_t *reverses)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->choice_count; i++) {
        bool gone = reverses[i] != 0;
        for (size_t k = 0; k < out->choice_count && !gone; k++)
            gone = reverses[k] == out->choices[i].id;
        if (!gone)
            out->choices[kept++] = out->choices[i];
    }
    out->choice_count = kept;
}

static bool load_choices(struct db *db, struct arena *a, struct account_key key,
                         struct known_books *out, struct err *err)
{
    struct q_pairing_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    int64_t *reverses = NULL;
    bool ok = true;
    if (!q_pairing_by_account_open(db, &in, &rows, err))
        return false;
    struct q_pairing_by_account_row row;
    while (q_pairing_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->choice_count++;
        out->choices = arena_grow(a, out->choices, n, n + 1, sizeof *out->choices);
        reverses = arena_grow(a, reverses, n, n + 1, sizeof *reverses);
        reverses[n] = row.reverses.has ? row.reverses.v : 0;
        struct told_choice *c = &out->choices[n];
        *c = (struct told_choice){
            .id = row.pairing_id,
            .credit_item = row.credit_item,
            .debit_item = row.debit_item,
            .amount_minor = row.amount_minor,
            .on = {(int32_t)row.on_day},
            .entered = {(int32_t)row.entered_day},
        };
        ok = allocation_source_parse(row.source, &c->source);
        if (!ok) {
            err_set(err, ERR_DB_DAMAGED, "pairing");
            break;
        }
    }
    db_done(&rows);
    if (ok)
        drop_taken_back(out, reverses);
    return ok;
}

bool books_load_account(struct db *db, struct arena *a, const struct books_wanted *wanted,
                        struct known_books *out, struct err *err)
{
    const struct lines_wanted lines = {wanted->key, wanted->counted_seq};
    *out = (struct known_books){0};
    return ledger_load_counting(db, a, &lines, &out->ledger, err) &&
           load_told(db, a, wanted, out, err) && load_words(db, a, wanted, out, err) &&
           load_choices(db, a, wanted->key, out, err);
}

struct account_books books_copy(struct arena *a, const struct known_books *known,
                                struct told_books books)
{
    struct told_item *told = ARENA_ARRAY(a, known->told_count, struct told_item);
    for (size_t i = 0; i < known->told_count; i++)
        told[i] = known->told[i];
    return (struct account_books){
        .lines = ledger_copy(a, &known->ledger),
        .line_count = known->ledger.count,
        .told = told,
        .told_count = known->told_count,
        .choices = known->choices,
        .choice_count = known->choice_count,
        .books = books,
    };
}

/* ---- writing ---- */

bool told_add_items(struct db *db, const struct new_told *rows, size_t count, struct err *err)
{
    struct db_bulk bulk;
    if (count == 0)
        return true;
    if (!q_told_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct told_item *t = rows[i].item;
        const struct told_word *w = &t->words[0];
        ASSERT(!w->gone);
        struct q_told_insert_in in = {
            .debtor_id = rows[i].key.debtor_id,
            .account_id = rows[i].key.account_id,
            .told_id = t->id,
            .origin = str_of(told_origin_code(t->origin)),
            .kind = str_of(item_kind_code(t->kind)),
            .role = str_of(plan_role_code(t->role)),
            .piece = t->piece,
            .label = t->label,
            .issued_day = day_value(t->issued),
            .band_from = {t->has_band, t->band_from},
            .import_id = w->import_id,
            .open_minor = w->open_minor,
            .original_minor = {w->has_original, w->original_minor},
            .due_day = day_value(w->due),
            .position = w->position,
        };
        if (!q_told_insert_row(&bulk, &in, err))
            return false;
    }
    return q_told_insert_end(&bulk, err);
}

bool told_add_words(struct db *db, const struct new_word *rows, size_t count, struct err *err)
{
    struct db_bulk bulk;
    if (count == 0)
        return true;
    if (!q_word_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct told_word *w = &rows[i].word;
        struct q_word_insert_in in = {
            .debtor_id = rows[i].key.debtor_id,
            .account_id = rows[i].key.account_id,
            .told_id = rows[i].told_id,
            .import_id = w->import_id,
            .gone = w->gone,
            .open_minor = w->open_minor,
            .original_minor = {w->has_original, w->original_minor},
            .due_day = day_value(w->due),
            .position = w->position,
            .issued_day = day_value(w->issued),
        };
        if (!q_word_insert_row(&bulk, &in, err))
            return false;
    }
    return q_word_insert_end(&bulk, err);
}

bool pairing_add(struct db *db, const struct new_pairing *rows, size_t count, struct err *err)
{
    struct db_bulk bulk;
    if (count == 0)
        return true;
    if (!q_pairing_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct told_choice *c = &rows[i].choice;
        struct q_pairing_insert_in in = {
            .debtor_id = rows[i].key.debtor_id,
            .account_id = rows[i].key.account_id,
            .pairing_id = c->id,
            .batch_id = rows[i].batch_id,
            .credit_item = c->credit_item,
            .debit_item = c->debit_item,
            .amount_minor = c->amount_minor,
            .on_day = c->on.n,
            .entered_day = c->entered.n,
            .source = str_of(allocation_source_code(c->source)),
            .reverses = {rows[i].reverses != 0, rows[i].reverses},
            .actor_id = rows[i].actor_id,
            .at_ms = rows[i].at_ms,
        };
        if (!q_pairing_insert_row(&bulk, &in, err))
            return false;
    }
    return q_pairing_insert_end(&bulk, err);
}
