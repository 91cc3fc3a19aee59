#include "base/text.h"
#include "mapping_header.h"
#include "open_item_lists.h"
#include "open_item_row.h"

enum { NAMES_MIN = 3 };

static void clear_header(struct item_header *h)
{
    *h = (struct item_header){0};
    h->lead = -1;
    for (int i = 0; i < ITEM_COUNT; i++)
        h->at[i] = -1;
}

static bool take_band(struct item_header *h, int position, struct open_band band)
{
    if (h->band_count == OPEN_BANDS_MAX)
        return false;
    if (band.from == ITEM_BAND_LAST.from) {
        for (int i = 0; i < h->band_count; i++)
            band.from = i == 0 || h->bands[i].to >= band.from ? h->bands[i].to + 1 : band.from;
        if (h->band_count == 0 || h->bands[h->band_count - 1].to == INT32_MAX)
            return false;
    }
    /* what is not due yet has a band of its own: "0 à 30 jours" are late */
    if (h->band_count > 0 && h->bands[0].to == 0 && band.from == 0)
        band.from = 1;
    /* "91 and over" behind "61 - 90", "over 90" behind it: the same */
    if (h->band_count > 0 && band.to == INT32_MAX &&
        band.from == h->bands[h->band_count - 1].to + 2)
        band.from--;
    h->band_at[h->band_count] = position;
    h->bands[h->band_count++] = band;
    return true;
}

/* "Client" stands for what the list has no other column for. */
static void settle_either(struct item_header *h)
{
    int missing = h->at[ITEM_ACCOUNT] >= 0 ? ITEM_NAME : ITEM_ACCOUNT;
    if (h->at[ITEM_NAME] < 0 && h->at[ITEM_ACCOUNT] < 0)
        missing = ITEM_NAME;
    if (h->at[ITEM_EITHER] >= 0 && h->at[missing] < 0)
        h->at[missing] = h->at[ITEM_EITHER];
}

/* "Montant" beside what is left of it, or beside what was paid, is the whole piece; not where it is
 * in another currency than what is left. */
static void settle_whole(struct item_header *h, struct arena *scratch)
{
    int at = h->at[ITEM_AMOUNT];
    if (at < 0 || h->at[ITEM_ORIGINAL] >= 0 || (h->at[ITEM_OPEN] < 0 && h->at[ITEM_PAID] < 0) ||
        item_list_within(LIST_OTHER_MONEY, text_fold_tight(scratch, h->names[at])))
        return;
    h->at[ITEM_ORIGINAL] = at;
    h->at[ITEM_AMOUNT] = -1;
}

/* Reads a row as a header; the number of names that are known. *twice: a column that is there
 * twice, or -1. */
static int read_names(const struct sheet *s, struct arena *scratch, struct item_header *h,
                      int *twice)
{
    int ranks[ITEM_COUNT] = {0}, known = 0;
    *twice = -1;
    clear_header(h);
    h->line = s->line;
    for (int i = 0; i < s->count; i++) {
        struct item_word word = item_word_of(scratch, s->cells[i].text);
        h->names[i] = s->cells[i].text;
        if (h->columns == 0 && h->names[i].n > 0)
            h->lead = i - 1;
        h->columns = h->names[i].n > 0 ? i + 1 : h->columns;
        if (word.column == ITEM_UNKNOWN || s->cells[i].type != CELL_TEXT ||
            (word.column == ITEM_BAND && !take_band(h, i, word.band)))
            continue;
        known++;
        h->french |= word.french;
        h->in_minor |= word.in_minor;
        if (word.currency.code != 0)
            h->currency = word.currency;
        if (word.column == ITEM_BAND)
            continue;
        int *at = &h->at[word.column];
        if (*at >= 0 && ranks[word.column] == word.rank)
            *twice = i;
        if (*at < 0 || word.rank < ranks[word.column]) {
            *at = i;
            ranks[word.column] = word.rank;
        }
    }
    settle_either(h);
    settle_whole(h, scratch);
    return known;
}

/* Money, and something that makes the rows items of customers, or their balances: what a list of
 * customers or of products lacks. */
static bool is_usable(const struct item_header *h, int known)
{
    bool sides = h->at[ITEM_DEBIT] >= 0 && h->at[ITEM_CREDIT] >= 0;
    bool money = h->band_count >= 2 || sides || h->at[ITEM_AMOUNT] >= 0 || h->at[ITEM_OPEN] >= 0 ||
                 h->at[ITEM_ORIGINAL] >= 0;
    bool customer =
        h->at[ITEM_ACCOUNT] >= 0 || h->at[ITEM_NAME] >= 0 || (h->lead >= 0 && h->band_count >= 2);
    bool balance = h->at[ITEM_ACCOUNT] >= 0 && h->at[ITEM_NAME] >= 0 && sides;
    bool item = h->at[ITEM_NUMBER] >= 0 || h->at[ITEM_DUE] >= 0 || h->at[ITEM_ISSUED] >= 0;
    bool dated = h->at[ITEM_DUE] >= 0 || h->at[ITEM_ISSUED] >= 0;
    return known >= NAMES_MIN && money &&
           (balance || (customer && (item || h->band_count >= 2)) ||
            (h->at[ITEM_NUMBER] >= 0 && dated));
}

struct str item_first_text(const struct sheet *s)
{
    for (int i = 0; i < s->count; i++) {
        if (s->cells[i].text.n > 0)
            return s->cells[i].text;
    }
    return (struct str){"", 0};
}

/* Looks through the first rows under one separator; the names known in the header, 0: none is. */
static int find_in(struct sheet *s, struct arena *a, struct item_header *out, int *twice,
                   struct err *err)
{
    struct item_header *h = ARENA_NEW(a, struct item_header);
    struct str titles[ITEM_TITLES_MAX];
    bool have = true;
    for (int row = 0; row < ITEM_TITLES_MAX; row++) {
        if (!sheet_next(s, &have, err) || !have)
            return 0;
        int known = read_names(s, s->scratch, h, twice);
        if (!is_usable(h, known)) {
            titles[row] = arena_str(a, item_first_text(s));
            continue;
        }
        *out = *h;
        out->title_count = row;
        memcpy(out->titles, titles, (size_t)row * sizeof titles[0]);
        for (int i = 0; i < out->columns; i++)
            out->names[i] = arena_str(a, out->names[i]);
        return known;
    }
    return 0;
}

static bool twice_error(const struct item_header *h, int twice, struct err *err)
{
    if (twice < 0)
        return true;
    err_set_field(err, ERR_COLUMN_TWICE, h->names[twice].p, h->names[twice]);
    err_at(err, h->line, twice + 1, NULL);
    return false;
}

static int find_in_text(const struct sheet_file *file, struct arena *a, struct item_header *out,
                        int *twice)
{
    static const char separators[] = LIST_SEPARATORS;
    struct sheet *s = ARENA_NEW(a, struct sheet);
    struct item_header *h = ARENA_NEW(a, struct item_header);
    int most = 0;
    for (size_t i = 0; separators[i] != '\0'; i++) {
        struct err ignored = {0}; /* under a wrong separator anything may be wrong */
        int twice_here;
        int known = sheet_open(s, file, separators[i], a, &ignored)
                        ? find_in(s, a, h, &twice_here, &ignored)
                        : 0;
        sheet_close(s);
        if (known <= most)
            continue;
        most = known;
        *out = *h;
        out->separator = separators[i];
        *twice = twice_here;
    }
    return most;
}

/* As the mapping says, whatever the texts of the header. */
static bool take_mapped(const struct sheet_file *file, struct arena *a, struct item_header *out,
                        struct err *err)
{
    const struct mapping *m = file->mapping;
    struct mapped_header *h = ARENA_NEW(a, struct mapped_header);
    if (!mapping_find_header(file, a, h, err))
        return false;
    out->separator = h->separator;
    out->line = h->line;
    /* without a header every column belongs to the list */
    out->columns = m->header_row == MAPPING_NO_HEADER ? LIMIT_COLUMNS : h->columns;
    out->currency = m->currency;
    memcpy(out->names, h->names, sizeof out->names);
    for (int c = 0; c < m->column_count; c++) {
        if (m->columns[c].field != ITEM_BAND)
            out->at[m->columns[c].field] = h->at[c];
        else if (!take_band(out, h->at[c], m->columns[c].band))
            BUG("bands of a mapping");
    }
    return true;
}

bool item_header_find(const struct sheet_file *file, struct arena *a, struct item_header *out,
                      bool *found, struct err *err)
{
    int twice = -1;
    clear_header(out);
    if (file->mapping != NULL) {
        *found = take_mapped(file, a, out, err);
        return *found;
    }
    if (file->book == NULL) {
        *found = find_in_text(file, a, out, &twice) > 0;
        return !*found || twice_error(out, twice, err);
    }
    struct sheet *s = ARENA_NEW(a, struct sheet);
    if (!sheet_open(s, file, 0, a, err))
        return false;
    *found = find_in(s, a, out, &twice, err) > 0;
    return !err_is(err) && (!*found || twice_error(out, twice, err));
}

bool item_header_repeated(const struct item_header *h, const struct sheet *s)
{
    int same = 0;
    for (int i = 0; i < s->count; i++) {
        if (s->cells[i].text.n == 0)
            continue;
        if (i >= h->columns || !str_eq(s->cells[i].text, h->names[i]))
            return false;
        same++;
    }
    return same >= NAMES_MIN;
}

bool item_titles_take(const struct item_header *h, const struct sheet *s, int *next)
{
    struct str first = item_first_text(s);
    if (*next == 0 && (row_has_amount(h, s) || row_is_dated(h, s)))
        return false;
    bool title = *next < h->title_count && str_eq(first, h->titles[*next]);
    *next = title ? *next + 1 : 0;
    return title;
}

bool open_items_know(struct arena *scratch, struct str start)
{
    const struct source source = source_of_memory(start);
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct item_header *h = ARENA_NEW(scratch, struct item_header);
    struct err ignored = {0};
    bool found = false;
    return (item_header_find(&file, scratch, h, &found, &ignored) || err_is(&ignored)) && found;
}
