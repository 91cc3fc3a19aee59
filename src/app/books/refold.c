#include "refold.h"

#include "base/sort.h"
#include "gen/account_sql.h"
#include "store/books_store.h"

int account_key_cmp(struct account_key a, struct account_key b)
{
    if (a.debtor_id != b.debtor_id)
        return a.debtor_id < b.debtor_id ? -1 : 1;
    return a.account_id < b.account_id ? -1 : a.account_id > b.account_id;
}

static int by_key(const void *pa, const void *pb, const void *with)
{
    (void)with;
    return account_key_cmp(*(const struct account_key *)pa, *(const struct account_key *)pb);
}

void account_keys_sort(struct arena *a, struct account_keys *keys)
{
    size_t kept = 0;
    SORT(a, keys->rows, keys->count, by_key, NULL);
    for (size_t i = 0; i < keys->count; i++) {
        if (kept == 0 || by_key(&keys->rows[kept - 1], &keys->rows[i], NULL) != 0)
            keys->rows[kept++] = keys->rows[i];
    }
    keys->count = kept;
}

struct refold {
    struct app *app;
    struct refold_request request;
    struct arena scratch; /* of one account */
    struct arena lasting; /* the books */
    struct all_books books;
    struct fold_sink *sink;
    struct refold_result result;
};

/* Folding puts the lines in another order: the known ones are found again by id. */
static int64_t count_repeated(const struct known_lines *known, const struct ledger_line *lines,
                              int64_t import_seq)
{
    int64_t repeated = 0;
    for (size_t i = 0; i < known->count; i++) {
        if (!lines[i].superseded)
            continue;
        size_t at = FIND_ID(known->rows, known->count, struct known_line, line.id, lines[i].id);
        ASSERT(at < known->count);
        repeated += known->rows[at].sighting_count == 1 &&
                    known->rows[at].sightings[0].import_seq == import_seq;
    }
    return repeated;
}

static void count(const struct account_fold *fold, struct refold_result *out)
{
    const struct ledger_fold *f = &fold->ledger;
    out->letters_unbalanced += (int64_t)f->unbalanced_count;
    out->letters_minor += f->unbalanced_minor;
    out->gaps += f->gap_count > 0;
    for (size_t g = 0; g < f->gap_count; g++)
        out->gaps_minor += f->gaps[g].difference_minor < 0 ? -f->gaps[g].difference_minor
                                                           : f->gaps[g].difference_minor;
    out->told_matched += (int64_t)fold->told_matched;
    out->told_superseded += (int64_t)fold->told_superseded;
    out->reopened += (int64_t)fold->reopened;
}

bool refold_load(struct db *db, struct arena *a, const struct books_wanted *wanted,
                 struct stored_account *out, struct err *err)
{
    struct q_account_get_in in = {wanted->key.debtor_id, wanted->key.account_id};
    struct q_account_get_row row;
    bool found = false;
    *out = (struct stored_account){.as.key = wanted->key};
    if (!q_account_get(db, &in, a, &row, &found, err) ||
        !books_load_account(db, a, wanted, &out->known, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "account");
    out->as.terms = row.terms;
    out->creditor_id = row.creditor_id;
    return currency_parse(row.currency, &out->as.currency, err);
}

static bool add_known(struct refold *r, const struct folded_account *as,
                      const struct known_books *known, struct told_books told, struct err *err)
{
    struct account_books books = books_copy(&r->scratch, known, told);
    struct account_fold fold;
    account_fold(&r->scratch, &books, &fold);
    struct folded_account folded = *as;
    folded.fold = &fold.ledger;
    r->result.repeated += count_repeated(&known->ledger, books.lines, r->request.import_seq);
    return refold_add_folded(r, &folded, &fold, err);
}

bool refold_add(struct refold *r, struct account_key key, struct err *err)
{
    const struct refold_request *q = &r->request;
    const struct books_wanted wanted = {key, q->hold ? q->import_id : 0,
                                        q->hold ? q->import_seq : 0};
    struct stored_account account;
    arena_clear(&r->scratch);
    return refold_load(r->app->db, &r->scratch, &wanted, &account, err) &&
           add_known(r, &account.as, &account.known, books_of(&r->books, account.creditor_id), err);
}

bool refold_add_known(struct refold *r, const struct folded_account *as,
                      const struct known_books *known, struct told_books books, struct err *err)
{
    arena_clear(&r->scratch);
    return add_known(r, as, known, books, err);
}

bool refold_add_folded(struct refold *r, const struct folded_account *folded,
                       const struct account_fold *fold, struct err *err)
{
    count(fold, &r->result);
    return fold_save(r->sink, folded, err);
}

struct told_books refold_books(const struct refold *r, int64_t creditor_id)
{
    return books_of(&r->books, creditor_id);
}

size_t refold_rows(const struct refold *r) { return fold_sink_rows(r->sink); }

bool refold_open(struct app *app, struct arena *a, const struct refold_request *request,
                 struct refold **out, struct err *err)
{
    struct refold *r = ARENA_NEW(a, struct refold);
    *r = (struct refold){.app = app, .request = *request};
    *out = r;
    arena_init(&r->scratch, 0);
    arena_init(&r->lasting, 0);
    r->sink = fold_sink_open(app->db, &r->lasting, app->ids, request->import_id);
    if (request->hold)
        fold_sink_hold(r->sink, true);
    if (request->breaks != NULL)
        fold_sink_watch(r->sink, request->breaks);
    if ((request->breaks == NULL || fold_breaks_begin(app->db, request->breaks, err)) &&
        books_load(app->db, &r->lasting, request->hold ? request->import_id : 0, &r->books, err))
        return true;
    refold_close(r);
    *out = NULL;
    return false;
}

bool refold_save(struct refold *r, struct refold_result *out, struct err *err)
{
    bool ok = fold_sink_flush(r->sink, err);
    *out = r->result;
    out->changes = *fold_sink_changes(r->sink);
    return ok;
}

struct refold_result refold_foreseen(const struct refold *r)
{
    struct refold_result result = r->result;
    result.changes = fold_sink_foreseen(r->sink);
    return result;
}

bool refold_write(struct refold *r, struct refold_piece *piece, struct err *err)
{
    bool ok = fold_sink_write(r->sink, piece->most, &piece->after, err);
    piece->last = !fold_sink_waits(r->sink);
    return ok;
}

void refold_forget(struct refold *r)
{
    fold_sink_forget(r->sink);
    r->result = (struct refold_result){0};
    if (r->request.breaks != NULL)
        r->request.breaks->count = 0;
}

void refold_release(struct refold *r) { fold_sink_hold(r->sink, false); }

void refold_close(struct refold *r)
{
    if (r == NULL)
        return;
    fold_sink_close(r->sink);
    arena_release(&r->scratch);
    arena_release(&r->lasting);
}

bool refold_accounts(struct app *app, const struct refold_request *request,
                     struct account_keys keys, struct refold_result *out, struct err *err)
{
    struct arena a;
    struct refold *r = NULL;
    arena_init(&a, 0);
    bool ok = refold_open(app, &a, request, &r, err);
    for (size_t i = 0; ok && i < keys.count; i++)
        ok = refold_add(r, keys.rows[i], err);
    ok = ok && refold_save(r, out, err);
    refold_close(r);
    arena_release(&a);
    return ok;
}
