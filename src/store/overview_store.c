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

bool overview_debtors(struct db *db, struct arena *a, int64_t **out, size_t *count, struct err *err)
{
    struct db_rows rows;
    bool ok = true;
    *out = NULL;
    *count = 0;
    if (!q_overview_debtors_open(db, &rows, err))
        return false;
    struct q_overview_debtors_row row;
    while (q_overview_debtors_more(&rows, &row, &ok, err)) {
        size_t n = (*count)++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *out = arena_grow(a, *out, n, n == 0 ? 1 : n * 2, sizeof **out);
        (*out)[n] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}

/* ---- file by file ---- */

static void take_bands(const struct q_overview_open_row *row, struct overview_files *out)
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

bool overview_open_begin(struct db *db, struct arena *a, const struct overview_span *span,
                         struct db_rows *rows, struct err *err)
{
    struct q_overview_open_in in = {span->today.n, counting_roles_text(a),
                                    span->all ? INT64_MIN : span->from_debtor,
                                    span->all ? INT64_MAX : span->to_debtor, span->run};
    return q_overview_open_open(db, &in, rows, err);
}

bool overview_open_next(struct db_rows *rows, struct overview_file *out, bool *have,
                        struct err *err)
{
    struct q_overview_open_row row;
    if (!q_overview_open_next(rows, &row, have, err))
        return false;
    if (!*have)
        return true;
    struct overview_files *f = &out->sums;
    *out = (struct overview_file){.debtor_id = row.debtor_id, .acted = DAY_NONE};
    f->creditor_id = row.creditor_id;
    f->decided = row.agent_id.has;
    f->agent_id = row.agent_id.v;
    f->blocks = (uint64_t)row.blocks.v;
    f->broken = ((unsigned)row.marks.v & WORK_BROKEN) != 0;
    f->late = row.d1_30 + row.d31_60 + row.d61_90 + row.over_90 > 0;
    f->files = 1;
    take_bands(&row, f);
    if (row.acted_day.has)
        out->acted.n = (int32_t)row.acted_day.v;
    return read_currency(row.currency, &f->currency, err);
}

#define SAME(a, b) _Static_assert(sizeof(struct a) == sizeof(struct b), "the same members")
SAME(q_overview_received_row, q_overview_received_of_row);

bool overview_received_begin(struct db *db, struct arena *a, const struct overview_span *span,
                             struct db_rows *rows, struct err *err)
{
    struct str roles = counting_roles_text(a);
    struct q_overview_received_in all = {roles, span->month_from.n, span->today.n};
    struct q_overview_received_of_in some = {.from_day = span->month_from.n,
                                             .to_day = span->today.n,
                                             .roles = roles,
                                             .from_debtor = span->from_debtor,
                                             .to_debtor = span->to_debtor};
    return span->all ? q_overview_received_open(db, &all, rows, err)
                     : q_overview_received_of_open(db, &some, rows, err);
}

bool overview_received_next(struct db_rows *rows, struct overview_payment *out, bool *have,
                            struct err *err)
{
    struct q_overview_received_row row;
    if (!q_overview_received_next(rows, &row, have, err))
        return false;
    if (!*have)
        return true;
    *out = (struct overview_payment){
        .debtor_id = row.debtor_id, .creditor_id = row.creditor_id, .minor = row.amount_minor};
    return read_currency(row.currency, &out->currency, err);
}

/* ---- sums ---- */

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

SAME(q_overview_promised_row, q_overview_planned_row);
SAME(q_overview_promised_row, q_overview_disputed_row);

static bool open_sums(struct db *db, struct arena *a, const struct overview_question *q,
                      struct db_rows *rows, struct err *err)
{
    const struct overview_wanted *w = q->wanted;
    struct str roles = counting_roles_text(a);
    struct str scope = scope_text(a, w->scope, w->scope_count);
    struct q_overview_promised_in promised = {.from_day = q->from.n,
                                              .to_day = q->to.n,
                                              .today = w->today.n,
                                              .roles = roles,
                                              .scope = scope};
    struct q_overview_planned_in planned;
    struct q_overview_disputed_in disputed;
    _Static_assert(sizeof planned == sizeof promised && sizeof disputed == sizeof promised,
                   "the same parameters");
    memcpy(&planned, &promised, sizeof planned);
    memcpy(&disputed, &promised, sizeof disputed);
    switch (q->about) {
    case OVERVIEW_PROMISED:
        return q_overview_promised_open(db, &promised, rows, err);
    case OVERVIEW_PLANNED:
        return q_overview_planned_open(db, &planned, rows, err);
    case OVERVIEW_DISPUTED:
        return q_overview_disputed_open(db, &disputed, rows, err);
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
        struct q_overview_promised_row row;
        bool have = false;
        ok = q_overview_promised_next(&rows, &row, &have, err);
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
