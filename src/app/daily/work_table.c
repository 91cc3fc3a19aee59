#include "work_table.h"

#include "app/words/code_text.h"
#include "base/limits.h"
#include "base/ref.h"

enum {
    COLUMN_RANK,
    COLUMN_DEBTOR,
    COLUMN_REF,
    COLUMN_CREDITOR,
    COLUMN_STATE,
    COLUMN_REASONS,
    COLUMN_AGAIN,
    COLUMN_AMOUNT,
    COLUMN_CURRENCY,
    COLUMN_DAYS,
    COLUMN_PHONE,
    COLUMN_COUNT
};

static const struct table_heading columns[COLUMN_COUNT] = {
    [COLUMN_RANK] = {N_("Rang"), TABLE_INT, 0},
    [COLUMN_DEBTOR] = {N_("Débiteur"), TABLE_TEXT, 0},
    [COLUMN_REF] = {N_("Dossier"), TABLE_REF, 0},
    [COLUMN_CREDITOR] = {N_("Créancier"), TABLE_TEXT, 24},
    [COLUMN_STATE] = {N_("État"), TABLE_TEXT, 24},
    [COLUMN_REASONS] = {N_("Motifs"), TABLE_TEXT, 32},
    [COLUMN_AGAIN] = {N_("À revoir le"), TABLE_DAY, 0},
    [COLUMN_AMOUNT] = {N_("Montant"), TABLE_AMOUNT, 0},
    [COLUMN_CURRENCY] = {N_("Devise"), TABLE_TEXT, 8},
    [COLUMN_DAYS] = {N_("Jours de retard"), TABLE_INT, 0},
    [COLUMN_PHONE] = {N_("Téléphone"), TABLE_REF, 18},
};

/* The reasons that have no column of their own. */
static struct str reasons_of(struct arena *a, const struct work_row *row,
                             const struct table_reader *reader)
{
    struct buf out;
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < row->reason_count; i++) {
        enum reason code = row->reasons[i].code;
        if (code == REASON_OVERDUE_AMOUNT || code == REASON_OLDEST_DAYS)
            continue;
        buf_add_c(&out, out.n > 0 ? ", " : "");
        reason_text(&row->reasons[i], row->net_overdue.currency, reader->lang, &out);
    }
    return buf_str(&out);
}

static void add_row(struct table_view *v, const struct work_row *row,
                    const struct table_reader *reader)
{
    struct table_cell *cells = table_view_add(v);
    struct buf ref;
    bool blocked = row->block != BLOCK_COUNT;
    buf_init(&ref, v->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->account_number);
    if (!blocked)
        cells[COLUMN_RANK] = table_int(row->rank);
    cells[COLUMN_DEBTOR] = table_text(row->debtor);
    cells[COLUMN_REF] = table_ref(buf_str(&ref));
    cells[COLUMN_CREDITOR] = table_text(row->creditor);
    cells[COLUMN_STATE] = table_text(str_of(blocked ? block_text(row->block, reader->lang)
                                                    : action_text(row->action, reader->lang)));
    cells[COLUMN_REASONS] = table_text(reasons_of(v->arena, row, reader));
    if (blocked)
        cells[COLUMN_AGAIN] = table_day(row->next_change);
    cells[COLUMN_AMOUNT] = table_amount(row->net_overdue);
    cells[COLUMN_CURRENCY] = table_text(currency_str(v->arena, row->net_overdue.currency));
    if (row->oldest_days > 0)
        cells[COLUMN_DAYS] = table_int(row->oldest_days);
    cells[COLUMN_PHONE] = table_ref(row->phone);
}

void work_table(struct table_view *out, struct arena *a, const struct work_rows *rows,
                const struct table_reader *reader)
{
    table_begin(out, a, reader, columns, COLUMN_COUNT);
    out->name = str_of(tr(reader->lang, N_("Dossiers")));
    out->title = table_title(a, reader, N_("Dossiers ouverts au %1"));
    for (size_t i = 0; i < rows->count; i++)
        add_row(out, rows->rows[i], reader);
}

void work_tables(struct table_view out[2], struct arena *a, const struct work_rows *called,
                 const struct work_list *list, const struct table_reader *reader)
{
    work_table(&out[0], a, called, reader);
    out[0].name = str_of(tr(reader->lang, N_("À traiter")));
    out[0].title = table_title(a, reader, N_("À traiter le %1"));
    table_begin(&out[1], a, reader, columns, COLUMN_COUNT);
    out[1].name = str_of(tr(reader->lang, N_("Pas aujourd’hui")));
    out[1].title = table_title(a, reader, N_("Pourquoi pas le %1"));
    for (size_t i = 0; i < list->blocked_count; i++)
        add_row(&out[1], &list->blocked[i], reader);
}
