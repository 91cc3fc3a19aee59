#include "overview_store.h"

#include "gen/overview_sql.h"
#include "scope_text.h"
#include "work_store.h"

static struct overview_files *add_files(struct arena *a, struct overview_files_list *out)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    out->rows[n] = (struct overview_files){0};
    return &out->rows[n];
}

static bool read_currency(struct str text, struct currency *out, struct err *err)
{
    return currency_parse(text, out, NULL) || err_set(err, ERR_DB_DAMAGED, "currency");
}

static void take_bands(const struct q_overview_files_row *row, struct overview_files *out)
{
    const int64_t minor[OVERVIEW_BAND_COUNT] = {
        [OVERVIEW_WEEK_1] = row->week1,    [OVERVIEW_WEEK_2] = row->week2,
        [OVERVIEW_WEEK_3] = row->week3,    [OVERVIEW_WEEK_4] = row->week4,
        [OVERVIEW_LATER] = row->later,     [OVERVIEW_1_30] = row->d1_30,
        [OVERVIEW_31_60] = row->d31_60,    [OVERVIEW_61_90] = row->d61_90,
        [OVERVIEW_OVER_90] = row->over_90, [OVERVIEW_CREDITS] = row->credits,
    };
    memcpy(out->minor, minor, sizeof minor);
}

bool overview_files(struct db *db, struct arena *a, const struct overview_wanted *wanted,
                    struct overview_files_list *out, struct err *err)
{
    struct q_overview_files_in in = {wanted->today.n, counting_roles_text(a),
                                     scope_text(a, wanted->scope, wanted->scope_count),
                                     wanted->run};
    struct db_rows rows;
    *out = (struct overview_files_list){0};
    if (!q_overview_files_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    while (ok) {
        struct q_overview_files_row row;
        bool have = false;
        ok = q_overview_files_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        struct overview_files *f = add_files(a, out);
        f->creditor_id = row.creditor_id;
        f->decided = row.agent_id.has;
        f->agent_id = row.agent_id.v;
        f->blocks = (uint64_t)row.blocks.v;
        f->broken = ((unsigned)row.marks.v & WORK_BROKEN) != 0;
        f->late = row.late != 0;
        f->files = row.files;
        take_bands(&row, f);
        ok = read_currency(row.currency, &f->currency, err);
    }
    db_done(&rows);
    return ok;
}

bool overview_contested(struct db *db, struct arena *a, const struct overview_wanted *wanted,
                        struct overview_files_list *out, struct err *err)
{
    struct q_overview_contested_in in = {wanted->today.n, counting_roles_text(a),
                                         scope_text(a, wanted->scope, wanted->scope_count)};
    struct db_rows rows;
    *out = (struct overview_files_list){0};
    if (!q_overview_contested_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    while (ok) {
        struct q_overview_contested_row row;
        bool have = false;
        ok = q_overview_contested_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        struct overview_files *f = add_files(a, out);
        f->creditor_id = row.creditor_id;
        f->minor[OVERVIEW_1_30] = row.d1_30;
        f->minor[OVERVIEW_31_60] = row.d31_60;
        f->minor[OVERVIEW_61_90] = row.d61_90;
        f->minor[OVERVIEW_OVER_90] = row.over_90;
        ok = read_currency(row.currency, &f->currency, err);
    }
    db_done(&rows);
    return ok;
}

/* ---- sums of one kind: every statement gives the same columns ---- */

#define SAME(a, b) _Static_assert(sizeof(struct a) == sizeof(struct b), "the same members")
SAME(q_overview_cash_row, q_overview_promised_row);
SAME(q_overview_cash_row, q_overview_planned_row);
SAME(q_overview_cash_row, q_overview_disputed_row);
SAME(q_overview_cash_row, q_overview_acted_row);

static bool open_sums(struct db *db, struct arena *a, const struct overview_question *q,
                      struct db_rows *rows, struct err *err)
{
    const struct overview_wanted *w = q->wanted;
    struct str roles = counting_roles_text(a);
    struct str scope = scope_text(a, w->scope, w->scope_count);
    struct q_overview_cash_in cash = {
        .from_day = q->from.n, .to_day = q->to.n, .roles = roles, .scope = scope};
    struct q_overview_promised_in promised = {.from_day = q->from.n,
                                              .to_day = q->to.n,
                                              .today = w->today.n,
                                              .roles = roles,
                                              .scope = scope};
    struct q_overview_planned_in planned;
    struct q_overview_disputed_in disputed;
    struct q_overview_acted_in acted = {
        .today = w->today.n, .after = q->from.n, .roles = roles, .scope = scope};
    _Static_assert(sizeof planned == sizeof promised && sizeof disputed == sizeof promised,
                   "the same parameters");
    memcpy(&planned, &promised, sizeof planned);
    memcpy(&disputed, &promised, sizeof disputed);
    switch (q->about) {
    case OVERVIEW_CASH:
        return q_overview_cash_open(db, &cash, rows, err);
    case OVERVIEW_PROMISED:
        return q_overview_promised_open(db, &promised, rows, err);
    case OVERVIEW_PLANNED:
        return q_overview_planned_open(db, &planned, rows, err);
    case OVERVIEW_DISPUTED:
        return q_overview_disputed_open(db, &disputed, rows, err);
    case OVERVIEW_ACTED:
        return q_overview_acted_open(db, &acted, rows, err);
    case OVERVIEW_ABOUT_COUNT:
        break;
    }
    BUG("overview question");
}

bool overview_sums(struct db *db, struct arena *a, const struct overview_question *question,
                   struct overview_sums *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct overview_sums){0};
    if (!open_sums(db, a, question, &rows, err))
        return false;
    bool ok = true;
    while (ok) {
        struct q_overview_cash_row row;
        bool have = false;
        ok = q_overview_cash_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct overview_sum){
            .creditor_id = row.creditor_id, .count = row.files, .minor = row.amount_minor};
        ok = read_currency(row.currency, &out->rows[n].currency, err);
    }
    db_done(&rows);
    return ok;
}
