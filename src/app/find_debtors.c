#include "find_debtors.h"

#include "base/sort.h"
#include "base/text.h"
#include "gen/account_sql.h"
#include "party/name_match.h"
#include "store/account_store.h"

enum { NUMBER_SCORE = 100, DIGITS_MIN = 4 };

struct finding {
    struct app *app;
    struct arena *arena;
    const struct find_query *query;
    struct str folded;
    struct str digits; /* of the text, when it is made of digits and blanks only */
    struct creditors creditors;
    struct db_rows facts;
    struct q_number_scan_row fact;
    bool have_fact;
    struct debtor_matches *out;
};

/* "01 99 00 12 34", "123 456 789": the digits; empty if there is anything else. */
static struct str only_digits(struct arena *a, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9')
            buf_add_char(&out, c);
        else if (c != ' ' && c != '.' && c != '-')
            return (struct str){0};
    }
    return buf_str(&out);
}

static bool in_scope(const struct find_query *query, int64_t creditor_id)
{
    for (size_t i = 0; query->scope != NULL && i < query->scope_count; i++) {
        if (query->scope[i] == creditor_id)
            return true;
    }
    return query->scope == NULL;
}

/* Numbers come in the order of the debtors, beside the accounts. */
static bool number_fits(struct finding *f, int64_t debtor_id, bool *fits, struct err *err)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = true;
    *fits = false;
    while (ok && f->have_fact && f->fact.debtor_id <= debtor_id) {
        if (f->fact.debtor_id == debtor_id && f->digits.n >= DIGITS_MIN)
            *fits = *fits || str_starts(only_digits(&scratch, f->fact.value), f->digits);
        ok = q_number_scan_next(&f->facts, &f->fact, &f->have_fact, err);
        arena_clear(&scratch);
    }
    arena_release(&scratch);
    return ok;
}

static void keep(struct finding *f, const struct q_account_scan_row *row, int score)
{
    struct debtor_matches *out = f->out;
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->rows = arena_grow(f->arena, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    const struct creditor *creditor = creditor_by_id(&f->creditors, row->creditor_id);
    ASSERT(creditor != NULL);
    out->rows[n] = (struct debtor_match){
        .account_number = row->number,
        .debtor_number = row->debtor_number,
        .name = arena_str(f->arena, row->name),
        .creditor = creditor->name,
        .ledger_number = arena_str(f->arena, row->ledger_number),
        .score = score,
    };
}

static bool look_at(struct finding *f, const struct q_account_scan_row *row, struct err *err)
{
    struct arena scratch;
    bool fits = false;
    if (!number_fits(f, row->debtor_id, &fits, err))
        return false;
    if (!in_scope(f->query, row->creditor_id))
        return true;
    arena_init(&scratch, 0);
    int score = name_match(text_fold(&scratch, row->name), f->folded);
    if (fits || str_eq(text_fold(&scratch, row->ledger_number), f->folded))
        score = NUMBER_SCORE;
    arena_release(&scratch);
    if (score > 0)
        keep(f, row, score);
    return true;
}

static bool scan(struct finding *f, struct err *err)
{
    struct db_rows rows;
    if (!creditor_list(f->app->db, f->arena, &f->creditors, err) ||
        !q_number_scan_open(f->app->db, &f->facts, err))
        return false;
    bool ok = q_number_scan_next(&f->facts, &f->fact, &f->have_fact, err) &&
              q_account_scan_open(f->app->db, &rows, err);
    if (ok) {
        for (;;) {
            struct q_account_scan_row row;
            bool have = false;
            ok = q_account_scan_next(&rows, &row, &have, err);
            if (!ok || !have)
                break;
            ok = look_at(f, &row, err);
            if (!ok)
                break;
        }
        db_done(&rows);
    }
    db_done(&f->facts);
    return ok;
}

static int best_first(const void *pa, const void *pb, const void *with)
{
    const struct debtor_match *a = pa;
    const struct debtor_match *b = pb;
    (void)with;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    int c = str_cmp(a->name, b->name);
    if (c != 0)
        return c;
    return a->account_number < b->account_number ? -1 : a->account_number > b->account_number;
}

bool find_debtors(struct app *app, struct arena *a, const struct find_query *query,
                  struct debtor_matches *out, struct err *err)
{
    struct finding f = {.app = app, .arena = a, .query = query, .out = out};
    *out = (struct debtor_matches){0};
    f.folded = text_fold(a, query->text);
    f.digits = only_digits(a, query->text);
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = scan(&f, err);
    db_rollback(app->db); /* nothing was written */
    SORT(a, out->rows, out->count, best_first, NULL);
    if (out->count > query->limit)
        out->count = query->limit;
    return ok;
}
