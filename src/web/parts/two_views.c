#include "two_views.h"

#include "app/statement/statement_tables.h"
#include "app/words/code_text.h"
#include "format.h"

enum { ROWS_MAX = 6 };

static void fill_gaps(struct request *r, const struct account_statement *s, struct v_two_views *out)
{
    struct v_two_views_gaps *gaps =
        ARENA_ARRAY(r->arena, DIFFERENCE_COUNT, struct v_two_views_gaps);
    for (int i = 0; i < DIFFERENCE_COUNT; i++) {
        struct money gap = {s->views.differences[i], s->file.account.currency};
        if (gap.minor != 0)
            gaps[out->gaps_count++] = (struct v_two_views_gaps){
                str_of(statement_difference_text((enum statement_difference)i, r->lang)),
                format_money(r->arena, gap, r->lang)};
    }
    out->gaps = gaps;
}

void two_views_fill(struct request *r, const struct account_statement *s, struct v_two_views *out)
{
    const struct statement *v = &s->views;
    struct str none = STR("—");
    struct str ref = format_ref(r->arena, REF_ACCOUNT, s->file.account_number);
    const struct {
        const char *label;
        struct str note;
        bool booked;
        int64_t ledger, claim;
    } rows[ROWS_MAX] = {
        {N_("Principal ouvert"), STR(""), true, v->ledger_minor + v->ledger_unallocated_minor,
         v->principal_minor + v->unallocated_minor},
        {N_("Crédits non affectés"), STR(""), true, -v->ledger_unallocated_minor,
         -v->unallocated_minor},
        {N_("Intérêts de retard"), statement_articles(r->arena, s, STATEMENT_PART_INTEREST), false,
         0, v->interest_minor},
        {N_("Indemnité forfaitaire"), statement_articles(r->arena, s, STATEMENT_PART_INDEMNITY),
         false, 0, v->indemnity_minor},
        {N_("Frais de recouvrement"), STR(""), false, 0, v->costs_minor},
        {N_("Total"), STR(""), true, v->ledger_minor, statement_total(v)},
    };
    struct v_two_views_rows *filled = ARENA_ARRAY(r->arena, ROWS_MAX, struct v_two_views_rows);
    for (size_t i = 0; i < ROWS_MAX; i++) {
        struct money ledger = {rows[i].ledger, s->file.account.currency};
        struct money claim = {rows[i].claim, s->file.account.currency};
        if (i + 2 == ROWS_MAX && v->costs_minor == 0)
            continue;
        filled[out->rows_count++] = (struct v_two_views_rows){
            .label = str_of(tr(r->lang, rows[i].label)),
            .note = rows[i].note,
            .ledger = rows[i].booked ? format_money(r->arena, ledger, r->lang) : none,
            .claim = format_money(r->arena, claim, r->lang),
            .last = i + 1 == ROWS_MAX,
        };
    }
    out->rows = filled;
    out->href = format_text(r->arena, "/statements/%1", &ref, 1);
    fill_gaps(r, s, out);
}
