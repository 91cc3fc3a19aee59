#include "refold.h"

#include "base/sort.h"
#include "gen/account_sql.h"
#include "store/books_store.h"

static int by_key(const void *pa, const void *pb, const void *with)
{
    const struct account_key *a = pa;
    const struct account_key *b = pb;
    (void)with;
    if (a->debtor_id != b->debtor_id)
        return a->debtor_id < b->debtor_id ? -1 : 1;
    return a->account_id < b->account_id ? -1 : a->account_id > b->account_id;
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

struct refolding {
    struct app *app;
    const struct refold_request *request;
    struct arena scratch;   /* of one account */
    struct all_books books; /* in the arena of what waits */
    struct fold_sink *sink;
    struct refold_result *out;
};

/* Folding puts the lines in another order: the known ones are found again by id. */
static int64_t count_repeated(const struct known_lines *known, const struct ledger_line *lines,
                              int64_t import_seq)
{
    int64_t repeated = 0;
    for (size_t i = 0; i < known->count; i++) {
        size_t from = 0;
        size_t to = known->count;
        while (lines[i].superseded && from < to) {
            size_t middle = from + (to - from) / 2;
            if (known->rows[middle].line.id < lines[i].id)
                from = middle + 1;
            else
                to = middle;
        }
        repeated += lines[i].superseded && known->rows[from].sighting_count == 1 &&
                    known->rows[from].sightings[0].import_seq == import_seq;
    }
    return repeated;
}

void refold_count(const struct account_fold *fold, struct refold_result *out)
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

static bool refold_one(struct refolding *r, struct account_key key, struct err *err)
{
    struct app *app = r->app;
    struct arena *a = &r->scratch;
    struct refold_result *out = r->out;
    struct known_books known;
    struct q_account_get_in in = {key.debtor_id, key.account_id};
    struct q_account_get_row row;
    bool found = false;
    if (!q_account_get(app->db, &in, a, &row, &found, err) ||
        !books_load_account(app->db, a, key, &known, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "account");
    struct account_books books = books_copy(a, &known, books_of(&r->books, row.creditor_id));
    struct account_fold fold;
    account_fold(a, &books, &fold);
    refold_count(&fold, out);
    struct folded_account folded = {.key = key, .terms = row.terms, .fold = &fold.ledger};
    if (!currency_parse(row.currency, &folded.currency, err))
        return false;
    out->repeated += count_repeated(&known.ledger, books.lines, r->request->import_seq);
    return fold_save(r->sink, &folded, &out->changes, err);
}

bool refold_accounts(struct app *app, const struct refold_request *request,
                     struct refold_result *out, struct err *err)
{
    struct arena waiting;
    struct refolding r = {.app = app, .request = request, .out = out};
    arena_init(&waiting, 0);
    arena_init(&r.scratch, 0);
    r.sink = fold_sink_open(app->db, &waiting, app->ids, request->import_id);
    bool ok = books_load(app->db, &waiting, &r.books, err);
    for (size_t i = 0; ok && i < request->keys.count; i++) {
        ok = refold_one(&r, request->keys.rows[i], err);
        arena_clear(&r.scratch);
    }
    ok = ok && fold_sink_flush(r.sink, err);
    arena_release(&r.scratch);
    arena_release(&waiting);
    return ok;
}
