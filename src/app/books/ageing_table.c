#include "ageing_table.h"

enum { NAME_COLUMN = 1, CURRENCY_COLUMN = 2, FIRST_AMOUNT = 3, COLUMNS_MAX = 12 };

static const struct {
    const char *title; /* NULL: the days, which are the same in every language */
    const char *days;
    size_t offset;
    bool only_strict;
} buckets[] = {
    {N_("À échoir"), NULL, offsetof(struct ageing, not_due), false},
    {NULL, "1-30", offsetof(struct ageing, d1_30), false},
    {NULL, "31-60", offsetof(struct ageing, d31_60), false},
    {NULL, "61-90", offsetof(struct ageing, d61_90), false},
    {NULL, "> 90", offsetof(struct ageing, over_90), false},
    {N_("Sans échéance"), NULL, offsetof(struct ageing, no_due_date), true},
    {N_("Dont échéances présumées"), NULL, offsetof(struct ageing, assumed), false},
    {N_("Non affecté"), NULL, offsetof(struct ageing, unallocated), false},
};

static size_t add_columns(struct table_column *columns, const struct ageing_query *query,
                          const struct table_reader *reader)
{
    static const char *const keys[] = {[AGEING_BY_ACCOUNT] = N_("Dossier"),
                                       [AGEING_BY_CREDITOR] = N_("Créancier"),
                                       [AGEING_BY_AGENT] = N_("Agent")};
    size_t count = 0;
    columns[count++] = table_column(reader, keys[query->by], TABLE_REF, 0);
    columns[count++] = table_column(reader, N_("Nom"), TABLE_TEXT, 0);
    columns[count++] = table_column(reader, N_("Devise"), TABLE_TEXT, 8);
    for (size_t i = 0; i < COUNT_OF(buckets); i++) {
        if (buckets[i].only_strict && !query->strict_due)
            continue;
        columns[count++] = buckets[i].title == NULL
                               ? (struct table_column){str_of(buckets[i].days), TABLE_AMOUNT, 0}
                               : table_column(reader, buckets[i].title, TABLE_AMOUNT, 0);
    }
    columns[count++] = table_column(reader, N_("Solde"), TABLE_AMOUNT, 0);
    ASSERT(count <= COLUMNS_MAX);
    return count;
}

static void add_amounts(struct table_cell *cells, const struct ageing *row, bool strict,
                        struct currency currency)
{
    size_t at = FIRST_AMOUNT;
    for (size_t i = 0; i < COUNT_OF(buckets); i++) {
        int64_t minor;
        if (buckets[i].only_strict && !strict)
            continue;
        memcpy(&minor, (const char *)row + buckets[i].offset, sizeof minor);
        cells[at++] = table_amount((struct money){minor, currency});
    }
    cells[at] = table_amount((struct money){ageing_total(row), currency});
}

void ageing_table(struct table_view *out, struct arena *a, const struct ageing_query *query,
                  const struct ageing_lines *lines, const struct table_reader *reader)
{
    struct table_column *columns = ARENA_ARRAY(a, COLUMNS_MAX, struct table_column);
    struct ageing total = {0};
    bool one_currency = lines->count > 0;
    table_view_init(out, a, columns, add_columns(columns, query, reader));
    out->name = str_of(tr(reader->lang, N_("Balance âgée")));
    out->title = table_title(a, reader, N_("Balance âgée au %1"));
    for (size_t i = 0; i < lines->count; i++) {
        const struct ageing_line *line = &lines->rows[i];
        struct table_cell *cells = table_view_add(out);
        cells[0] = table_ref(line->key);
        cells[NAME_COLUMN] = table_text(line->name);
        cells[CURRENCY_COLUMN] = table_text(currency_str(a, line->currency));
        add_amounts(cells, &line->row, query->strict_due, line->currency);
        ageing_sum(&total, &line->row);
        one_currency = one_currency && currency_eq(line->currency, lines->rows[0].currency);
    }
    if (one_currency) {
        struct table_cell *cells = table_view_total(out);
        cells[0] = table_text(str_of(tr(reader->lang, N_("Total"))));
        add_amounts(cells, &total, query->strict_due, lines->rows[0].currency);
    }
}
