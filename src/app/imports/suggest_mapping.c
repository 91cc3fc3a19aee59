#include "suggest_mapping.h"

#include "intake/formats/yaml_tree.h"
#include "intake/lists/customer_words.h"
#include "intake/lists/open_item_words.h"

/* One letter that happens to be a column's name must not outweigh a row of texts. */
enum { FIELDS_MAX = 64, CELLS_MIN = 2, KNOWN_WEIGHT = 3 };

/* ---- what the columns are ---- */

static bool taken(const struct suggestion *s, int field)
{
    for (int i = 0; i < s->row->count; i++) {
        if (s->fields[i] == field)
            return true;
    }
    return false;
}

static void take(struct suggestion *s, int column, int field)
{
    s->fields[column] = field;
    s->known++;
}

static void read_items(struct arena *a, struct suggestion *s)
{
    int ranks[ITEM_COUNT] = {0}, at[ITEM_COUNT], either = -1;
    memset(at, -1, sizeof at);
    for (int i = 0; i < s->row->count; i++) {
        struct item_word word = item_word_of(a, s->row->texts[i]);
        if (word.column == ITEM_EITHER)
            either = either < 0 ? i : either;
        else if (word.column == ITEM_BAND)
            take(s, i, ITEM_BAND);
        else if (word.column < ITEM_COUNT &&
                 (at[word.column] < 0 || word.rank < ranks[word.column])) {
            at[word.column] = i;
            ranks[word.column] = word.rank;
        }
        s->bands[i] = word.band;
        s->french |= word.french;
        if (word.currency.code != 0)
            s->currency = word.currency;
    }
    for (int field = 0; field < ITEM_COUNT; field++) {
        if (at[field] >= 0)
            take(s, at[field], field);
    }
    int missing = taken(s, ITEM_NAME) ? ITEM_ACCOUNT : ITEM_NAME;
    if (either >= 0 && !taken(s, missing))
        take(s, either, missing);
}

static void read_customers(struct arena *a, struct suggestion *s)
{
    int either = -1;
    for (int i = 0; i < s->row->count; i++) {
        enum customer_column column = customer_column_of(a, s->row->texts[i]);
        if (column == COL_EITHER)
            either = either < 0 ? i : either;
        else if (column < COL_COUNT && !taken(s, (int)column))
            take(s, i, (int)column);
    }
    int missing = taken(s, COL_NAME) ? COL_ACCOUNT : COL_NAME;
    if (either >= 0 && !taken(s, missing))
        take(s, either, missing);
}

static void read_row(struct arena *a, struct suggestion *s, enum intake_kind kind,
                     const struct first_row *row)
{
    s->kind = kind;
    s->row = row;
    s->known = 0;
    s->french = false;
    s->currency = (struct currency){0};
    memset(s->fields, -1, sizeof s->fields);
    if (kind == KIND_OPEN_ITEMS)
        read_items(a, s);
    else
        read_customers(a, s);
}

/* A list of what customers owe has more than who they are. */
static bool is_plausible(const struct suggestion *s)
{
    bool items = false;
    for (int field = ITEM_NUMBER; field <= ITEM_CREDIT; field++)
        items |= taken(s, field);
    return s->kind != KIND_OPEN_ITEMS || items || taken(s, ITEM_BAND);
}

/* Texts that could name columns: without digits, several of them. */
static int names_in(const struct first_row *row)
{
    int names = 0, cells = 0;
    for (int i = 0; i < row->count; i++) {
        bool digit = false;
        for (size_t b = 0; b < row->texts[i].n; b++)
            digit |= row->texts[i].p[b] >= '0' && row->texts[i].p[b] <= '9';
        cells += row->texts[i].n > 0;
        names += row->texts[i].n > 0 && !digit;
    }
    return cells >= CELLS_MIN ? names : 0;
}

bool suggest_from_rows(struct arena *a, struct suggestion *s)
{
    static const enum intake_kind kinds[] = {KIND_OPEN_ITEMS, KIND_CUSTOMERS};
    const struct first_row *best = NULL;
    enum intake_kind best_kind = KIND_OPEN_ITEMS;
    int most = 0;
    for (int i = 0; i < s->rows.count; i++) {
        const struct first_row *row = &s->rows.rows[i];
        int names = names_in(row);
        for (size_t k = 0; k < COUNT_OF(kinds) && names > 0; k++) {
            read_row(a, s, kinds[k], row);
            int score = (is_plausible(s) ? s->known : 0) * KNOWN_WEIGHT + names;
            if (score <= most)
                continue;
            most = score;
            best = row;
            best_kind = kinds[k];
        }
    }
    if (best != NULL)
        read_row(a, s, best_kind, best);
    return best != NULL;
}

void suggest_as(struct arena *a, struct suggestion *s, enum intake_kind kind)
{
    read_row(a, s, kind, s->row);
}

bool suggest_mapping(struct arena *a, struct str path, struct suggestion *out, struct err *err)
{
    *out = (struct suggestion){0};
    if (!intake_first_rows(a, path, &out->rows, err))
        return false;
    return suggest_from_rows(a, out) || err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
}

/* ---- as YAML ---- */

static void comment(struct buf *out, enum lang lang, const char *french)
{
    buf_add_c(out, "# ");
    buf_add_c(out, tr(lang, french));
    buf_add_char(out, '\n');
}

static void add_letter(struct buf *out, int column)
{
    if (column >= 26)
        buf_add_char(out, (char)('A' + column / 26 - 1));
    buf_add_char(out, (char)('A' + column % 26));
}

/* A header that stands there once is named by its text, any other by its letter. */
static bool by_text(const struct suggestion *s, int column)
{
    struct str text = s->row->texts[column];
    int same = 0;
    for (int i = 0; i < s->row->count; i++)
        same += str_is_nocase(s->row->texts[i], text.p);
    return text.n > 0 && text.n < FIRST_ROWS_TEXT_BYTES && same == 1;
}

static void add_columns(const struct suggestion *s, struct buf *out)
{
    buf_add_c(out, "columns:\n");
    for (int field = 0; field < FIELDS_MAX; field++) {
        const char *name = mapping_field_name(s->kind, field);
        for (int i = 0; name != NULL && i < s->row->count; i++) {
            if (s->fields[i] != field)
                continue;
            buf_add_c(out, "  ");
            buf_add_c(out, name);
            buf_add_c(out, ": ");
            if (by_text(s, i)) {
                buf_add_yaml(out, s->row->texts[i]);
            } else {
                buf_add_c(out, "{letter: ");
                add_letter(out, i);
                buf_add_char(out, '}');
            }
            buf_add_char(out, '\n');
        }
    }
}

static void add_unknown(const struct suggestion *s, enum lang lang, struct buf *out)
{
    bool first = true;
    for (int i = 0; i < s->row->count; i++) {
        if (s->fields[i] >= 0 || s->row->texts[i].n == 0)
            continue;
        if (first)
            comment(out, lang, N_("Colonnes non reconnues : écrivez un champ devant, ou laissez."));
        first = false;
        buf_add_c(out, "#  ?: ");
        buf_add_yaml(out, s->row->texts[i]);
        buf_add_char(out, '\n');
    }
}

static void add_bands(const struct suggestion *s, struct buf *out)
{
    bool first = true;
    int32_t next = 1; /* where the band without days of its own begins */
    for (int i = 0; s->kind == KIND_OPEN_ITEMS && i < s->row->count; i++) {
        if (s->fields[i] != ITEM_BAND)
            continue;
        buf_add_c(out, first ? "bands:\n- {header: " : "- {header: ");
        first = false;
        buf_add_yaml(out, s->row->texts[i]);
        if (s->bands[i].from < 0) {
            buf_add_c(out, ", not_due: true}\n");
            continue;
        }
        buf_add_c(out, ", from: ");
        buf_add_int(out, s->bands[i].from == ITEM_BAND_LAST.from ? next : s->bands[i].from);
        if (s->bands[i].to != INT32_MAX) {
            next = s->bands[i].to + 1;
            buf_add_c(out, ", to: ");
            buf_add_int(out, s->bands[i].to);
        }
        buf_add_c(out, "}\n");
    }
}

static void add_fields(const struct suggestion *s, enum lang lang, struct buf *out)
{
    const char *between = " ";
    buf_add_c(out, "# ");
    buf_add_c(out, tr(lang, N_("Champs possibles :")));
    for (int field = 0; field < FIELDS_MAX; field++) {
        const char *name = mapping_field_name(s->kind, field);
        if (name == NULL)
            continue;
        buf_add_c(out, between);
        buf_add_c(out, name);
        between = ", ";
    }
    buf_add_char(out, '\n');
}

static void add_values(const struct suggestion *s, enum lang lang, struct buf *out)
{
    char code[4];
    if (s->french)
        buf_add_c(out, "dates: day-first\n");
    if (s->currency.code != 0) {
        currency_text(s->currency, code);
        buf_add_c(out, "currency: ");
        buf_add_c(out, code);
        buf_add_char(out, '\n');
    }
    comment(out, lang, N_("Au besoin, sans le dièse :"));
    buf_add_c(out, s->french ? "" : "# dates: day-first\n");
    buf_add_c(out, "# decimal: comma\n");
    buf_add_c(out, s->currency.code != 0 ? "" : "# currency: EUR\n");
    buf_add_c(out, "# debit: negative\n");
}

void suggestion_write(const struct suggestion *s, enum lang lang, struct buf *out)
{
    comment(out, lang, N_("Une proposition : relisez-la et complétez-la avant de vous en servir."));
    buf_add_c(out, "list: ");
    buf_add_c(out, mapping_list_name(s->kind));
    buf_add_c(out, "\n");
    add_columns(s, out);
    add_unknown(s, lang, out);
    add_fields(s, lang, out);
    add_bands(s, out);
    if (s->kind == KIND_OPEN_ITEMS)
        add_values(s, lang, out);
}
