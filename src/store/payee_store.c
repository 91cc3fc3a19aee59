#include "payee_store.h"

#include "gen/payee_sql.h"

/* While the book is read, its arrays grow here and are handed out at the end. */
struct loading {
    struct arena *arena;
    struct payee_book *book;
    struct payee *payees;
    size_t payee_count;
    struct payee_word *words;
    size_t word_count;
};

static struct payees *of_creditor(struct loading *l, int64_t creditor_id)
{
    struct payee_book *book = l->book;
    if (book->count > 0 && book->rows[book->count - 1].creditor_id == creditor_id)
        return &book->rows[book->count - 1].payees;
    size_t n = book->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        book->rows = arena_grow(l->arena, book->rows, n, n == 0 ? 1 : n * 2, sizeof *book->rows);
    book->rows[n] = (struct creditor_payees){.creditor_id = creditor_id};
    return &book->rows[n].payees;
}

static bool add_payee(struct loading *l, const struct q_payee_list_row *row, struct err *err)
{
    size_t n = l->payee_count++;
    if ((n & (n - 1)) == 0)
        l->payees = arena_grow(l->arena, l->payees, n, n == 0 ? 1 : n * 2, sizeof *l->payees);
    l->payees[n] = (struct payee){.id = row->payee_id,
                                  .creditor_id = row->creditor_id,
                                  .code = arena_str(l->arena, row->code)};
    of_creditor(l, row->creditor_id)->count++;
    return payee_kind_parse(row->kind, &l->payees[n].kind) || err_set(err, ERR_DB_DAMAGED, "payee");
}

static bool add_word(struct loading *l, const struct q_payee_word_list_row *row, struct err *err)
{
    size_t n = l->word_count++;
    if ((n & (n - 1)) == 0)
        l->words = arena_grow(l->arena, l->words, n, n == 0 ? 1 : n * 2, sizeof *l->words);
    struct payee_word *w = &l->words[n];
    *w = (struct payee_word){
        .id = row->word_id,
        .payee_id = row->payee_id,
        .name = arena_str(l->arena, row->name),
        .iban = arena_str(l->arena, row->iban),
        .bic = arena_str(l->arena, row->bic),
        .from = {(int32_t)row->from_day},
        .said = {(int32_t)row->said_day},
        .by_id = row->actor_id,
        .confirmed = row->second_id.has,
        .second_id = row->second_id.has ? row->second_id.v : 0,
        .confirmed_on =
            row->confirmed_day.has ? (struct day){(int32_t)row->confirmed_day.v} : DAY_NONE,
    };
    for (size_t i = 0; i < l->book->count; i++) {
        if (l->book->rows[i].creditor_id == row->creditor_id)
            l->book->rows[i].payees.word_count++;
    }
    return payee_word_parse(row->kind, &w->kind) || err_set(err, ERR_DB_DAMAGED, "payee_word");
}

static bool load_payees(struct db *db, struct loading *l, struct err *err)
{
    struct db_rows rows;
    if (!q_payee_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_payee_list_row row;
    while (q_payee_list_more(&rows, &row, &ok, err)) {
        ok = add_payee(l, &row, err);
    }
    db_done(&rows);
    return ok;
}

static bool load_words(struct db *db, struct loading *l, struct err *err)
{
    struct db_rows rows;
    if (!q_payee_word_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_payee_word_list_row row;
    while (q_payee_word_list_more(&rows, &row, &ok, err)) {
        ok = add_word(l, &row, err);
    }
    db_done(&rows);
    return ok;
}

bool payee_book_load(struct db *db, struct arena *a, struct payee_book *out, struct err *err)
{
    *out = (struct payee_book){0};
    struct loading l = {.arena = a, .book = out};
    if (!load_payees(db, &l, err) || !load_words(db, &l, err))
        return false;
    const struct payee *payee = l.payees;
    const struct payee_word *word = l.words;
    for (size_t i = 0; i < out->count; i++) { /* both came by creditor */
        struct payees *p = &out->rows[i].payees;
        p->rows = payee;
        p->words = word;
        payee += p->count;
        word += p->word_count;
    }
    return true;
}

struct payees payees_of(const struct payee_book *book, int64_t creditor_id)
{
    for (size_t i = 0; i < book->count; i++) {
        if (book->rows[i].creditor_id == creditor_id)
            return book->rows[i].payees;
    }
    return (struct payees){0};
}

bool payee_add(struct db *db, const struct payee *payee, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_payee_insert_in in = {payee->id, payee->creditor_id, payee->code,
                                   str_of(payee_kind_code(payee->kind))};
    return q_payee_insert(db, &in, NULL, err);
}

static struct str text(struct str s) { return s.p != NULL ? s : STR(""); }

bool payee_word_add(struct db *db, const struct payee_word *word, int64_t at_ms, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_payee_word_insert_in in = {
        .payee_id = word->payee_id,
        .word_id = word->id,
        .kind = str_of(payee_word_code(word->kind)),
        .name = text(word->name),
        .iban = text(word->iban),
        .bic = text(word->bic),
        .from_day = word->from.n,
        .said_day = word->said.n,
        .at_ms = at_ms,
        .actor_id = word->by_id,
    };
    return q_payee_word_insert(db, &in, NULL, err);
}

bool payee_word_confirm(struct db *db, const struct payee_word *word, int64_t at_ms,
                        struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_payee_confirmation_insert_in in = {word->payee_id, word->id, word->confirmed_on.n,
                                                at_ms, word->second_id};
    return q_payee_confirmation_insert(db, &in, NULL, err);
}
