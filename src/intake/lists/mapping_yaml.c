/* Mappings as people write them. */
#include "customer_words.h"
#include "intake/clean.h"
#include "intake/formats/yaml_tree.h"
#include "mapping.h"
#include "open_item_words.h"

enum { LETTERS_MAX = 2, FIELD_MAX = 64 };

struct reading {
    struct mapping *out;
    struct arena *arena;
    struct err *err;
};

static bool take_text(struct reading *r, const struct yaml_node *node, struct str *out)
{
    if (!yaml_as_text(node, out, r->err))
        return false;
    *out = str_trim(*out);
    if (out->n == 0 || !clean_is_clean(*out))
        return yaml_refuse(node, ERR_NOT_A_TEXT, r->err);
    return out->n <= LIMIT_NAME_BYTES || yaml_refuse(node, ERR_TOO_LONG, r->err);
}

/* ---- columns ---- */

/* "A" is 0, "AB" 27. */
static bool read_letters(struct str text, int *position)
{
    int n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c < 'A' || c > 'Z')
            return false;
        n = n * 26 + (c - 'A' + 1);
    }
    *position = n - 1;
    return text.n > 0 && text.n <= LETTERS_MAX && n <= LIMIT_COLUMNS;
}

/* "header", "letter" or "number" of one column. */
static bool read_place(struct reading *r, struct yaml_node *keys, struct mapping_column *out)
{
    const struct yaml_range columns = {1, LIMIT_COLUMNS};
    struct yaml_node *header = yaml_find(keys, "header"), *letter = yaml_find(keys, "letter");
    int64_t number = 0;
    struct str text;
    if (!yaml_int(keys, "number", columns, &number, r->err))
        return false;
    if ((header != NULL) + (letter != NULL) + (number > 0) != 1)
        return header == NULL && letter == NULL && number == 0
                   ? yaml_need(keys, "header", r->err)
                   : yaml_refuse(keys, ERR_NOT_A_TEXT, r->err);
    if (header != NULL)
        return take_text(r, header, &out->header);
    out->position = (int)number - 1;
    return letter == NULL ||
           (take_text(r, letter, &text) &&
            (read_letters(text, &out->position) || yaml_refuse(letter, ERR_OUT_OF_RANGE, r->err)));
}

static bool add_column(struct reading *r, struct yaml_node *value, struct mapping_column column)
{
    struct mapping *m = r->out;
    if (m->column_count == MAPPING_COLUMNS_MAX)
        return yaml_refuse(value, ERR_YAML_TOO_LARGE, r->err);
    column.position = -1;
    bool ok = value->kind == YAML_KEYS ? read_place(r, value, &column)
                                       : take_text(r, value, &column.header);
    m->columns[m->column_count++] = column;
    if (ok && column.position == -1 && m->header_row == MAPPING_NO_HEADER)
        return yaml_refuse(value, ERR_OUT_OF_RANGE, r->err);
    return ok;
}

static bool read_columns(struct reading *r, struct yaml_node *root)
{
    struct yaml_node *keys;
    if (!yaml_keys(root, "columns", &keys, r->err))
        return false;
    for (int field = 0; keys != NULL && field < FIELD_MAX; field++) {
        const char *name = mapping_field_name(r->out->kind, field);
        struct yaml_node *value = name == NULL ? NULL : yaml_find(keys, name);
        if (value != NULL && !add_column(r, value, (struct mapping_column){.field = field}))
            return false;
    }
    return true;
}

/* {header: "1-30", from: 1, to: 30}; without "from" its name says it; "to" may be left out. */
static bool read_band(struct reading *r, struct yaml_node *value)
{
    const struct yaml_range days = {-1, 10000};
    int64_t from = -2, to = INT32_MAX;
    struct mapping_column column = {.field = ITEM_BAND};
    bool not_due = false;
    if (!yaml_as_keys(value, r->err) || !yaml_int(value, "from", days, &from, r->err) ||
        !yaml_int(value, "to", days, &to, r->err) ||
        !yaml_flag(value, "not_due", &not_due, r->err) || !add_column(r, value, column))
        return false;
    struct mapping *m = r->out;
    struct mapping_column *added = &m->columns[m->column_count - 1];
    struct item_word word = item_word_of(r->arena, added->header);
    if (not_due)
        added->band = (struct open_band){-1, 0};
    else if (from >= -1)
        added->band = (struct open_band){(int32_t)from, (int32_t)to};
    else if (word.column == ITEM_BAND && word.band.from != ITEM_BAND_LAST.from)
        added->band = word.band;
    else
        return yaml_need(value, "from", r->err);
    return added->band.to > added->band.from || yaml_refuse(value, ERR_OUT_OF_RANGE, r->err);
}

static bool read_bands(struct reading *r, struct yaml_node *root)
{
    struct yaml_node *list;
    if (!yaml_list(root, "bands", &list, r->err))
        return false;
    if (list != NULL && list->count > OPEN_BANDS_MAX)
        return yaml_refuse(list, ERR_YAML_TOO_LARGE, r->err);
    struct yaml_node *value = NULL;
    while (list != NULL && (value = yaml_next(list, value)) != NULL) {
        if (!read_band(r, value))
            return false;
    }
    return true;
}

/* ---- words ---- */

static bool add_words(struct reading *r, struct yaml_node *keys, const char *name,
                      struct mapping_word word)
{
    struct yaml_node *list, *value = NULL;
    if (!yaml_list(keys, name, &list, r->err))
        return false;
    while (list != NULL && (value = yaml_next(list, value)) != NULL) {
        struct mapping *m = r->out;
        if (m->word_count == MAPPING_WORDS_MAX)
            return yaml_refuse(value, ERR_YAML_TOO_LARGE, r->err);
        if (!take_text(r, value, &word.text))
            return false;
        m->words[m->word_count++] = word;
    }
    return true;
}

/* The codes of a list of words by value, from `first`; NULL or "" where there is none. */
static const char *word_code(enum mapping_words list, int value)
{
    switch (list) {
    case WORDS_SIDE:
        return value == 1 ? "debit" : value == 2 ? "credit" : NULL;
    case WORDS_KIND:
        return value < OPEN_AGED ? open_kind_code((enum open_kind)value) : NULL;
    case WORDS_TYPE:
        return value < CUSTOMER_TYPE_COUNT ? customer_type_code((enum customer_type)value) : NULL;
    case WORDS_BODY:
        return value < BODY_COUNT ? customer_body_code((enum customer_body)value) : NULL;
    case WORDS_TERMS:
        return value < LAW_TERM_COUNT ? law_term_code((enum law_term)value) : NULL;
    case WORDS_COUNT:
        break;
    }
    BUG("list of words");
}

static bool read_word_list(struct reading *r, struct yaml_node *words, enum mapping_words list)
{
    static const char *const names[WORDS_COUNT] = {"side", "kind", "type", "body", "terms"};
    struct yaml_node *keys;
    if (!yaml_keys(words, names[list], &keys, r->err))
        return false;
    for (int value = 0; keys != NULL && value < FIELD_MAX; value++) {
        const char *code = value == 0 && list == WORDS_SIDE ? NULL : word_code(list, value);
        bool credit = list == WORDS_SIDE && value == 2;
        if (code != NULL && code[0] != '\0' &&
            !add_words(r, keys, code, (struct mapping_word){list, credit ? -1 : value, {0}}))
            return false;
    }
    return true;
}

static bool read_words(struct reading *r, struct yaml_node *root)
{
    struct yaml_node *words;
    r->out->words = ARENA_ARRAY(r->arena, MAPPING_WORDS_MAX, struct mapping_word);
    if (!yaml_keys(root, "words", &words, r->err))
        return false;
    if (words == NULL)
        return true;
    if (r->out->kind == KIND_OPEN_ITEMS)
        return read_word_list(r, words, WORDS_SIDE) && read_word_list(r, words, WORDS_KIND);
    return read_word_list(r, words, WORDS_TYPE) && read_word_list(r, words, WORDS_BODY) &&
           read_word_list(r, words, WORDS_TERMS);
}

static bool read_ignored(struct reading *r, struct yaml_node *root)
{
    struct mapping *m = r->out;
    struct yaml_node *list, *value = NULL;
    m->ignored = ARENA_ARRAY(r->arena, MAPPING_IGNORED_MAX, struct str);
    if (!yaml_list(root, "ignore", &list, r->err))
        return false;
    if (list != NULL && list->count > MAPPING_IGNORED_MAX)
        return yaml_refuse(list, ERR_YAML_TOO_LARGE, r->err);
    while (list != NULL && (value = yaml_next(list, value)) != NULL) {
        if (!take_text(r, value, &m->ignored[m->ignored_count++]))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

static bool read_layout(struct reading *r, struct yaml_node *root)
{
    static const char *const lists[] = {"open-items", "customers", NULL};
    static const char *const separators[] = {"semicolon", "comma", "tab", "bar", NULL};
    const struct yaml_range rows = {MAPPING_NO_HEADER, MAPPING_HEADER_ROW_MAX};
    struct mapping *m = r->out;
    struct yaml_node *sheet = yaml_find(root, "sheet");
    int list = 0, separator = -1;
    m->header_row = MAPPING_HEADER_SEARCHED;
    if (!yaml_need(root, "list", r->err) || !yaml_choice(root, "list", lists, &list, r->err) ||
        !yaml_choice(root, "separator", separators, &separator, r->err) ||
        !yaml_int(root, "header_row", rows, &m->header_row, r->err))
        return false;
    m->kind = list == 0 ? KIND_OPEN_ITEMS : KIND_CUSTOMERS;
    m->separator = separator < 0 ? '\0' : ";,\t|"[separator];
    return sheet == NULL || take_text(r, sheet, &m->sheet);
}

static bool read_currency(struct reading *r, struct yaml_node *root)
{
    struct yaml_node *value = yaml_find(root, "currency");
    struct err ignored = {0};
    struct str text;
    return value == NULL ||
           (take_text(r, value, &text) && (currency_parse(text, &r->out->currency, &ignored) ||
                                           yaml_refuse(value, ERR_BAD_CURRENCY, r->err)));
}

static bool read_values(struct reading *r, struct yaml_node *root)
{
    static const char *const dates[] = {"day-first", "month-first", NULL};
    static const char *const marks[] = {"comma", "point", NULL};
    static const char *const signs[] = {"positive", "negative", NULL};
    struct mapping *m = r->out;
    int order = -1, mark = -1, sign = 0;
    if (m->kind != KIND_OPEN_ITEMS)
        return true;
    if (!yaml_choice(root, "dates", dates, &order, r->err) ||
        !yaml_choice(root, "decimal", marks, &mark, r->err) ||
        !yaml_choice(root, "debit", signs, &sign, r->err) || !read_currency(r, root))
        return false;
    m->dates = order < 0 ? DATES_LEARNT : order == 0 ? DATES_DAY_FIRST : DATES_MONTH_FIRST;
    m->decimal = mark < 0 ? '\0' : mark == 0 ? ',' : '.';
    m->credit_positive = sign == 1;
    return read_bands(r, root);
}

static bool check_whole(struct reading *r, struct yaml_node *root)
{
    struct yaml_node *columns = yaml_find(root, "columns");
    const char *missing = mapping_missing(r->out);
    bool by_header = false;
    if (missing != NULL)
        return columns == NULL ? yaml_need(root, "columns", r->err)
                               : yaml_need(columns, missing, r->err);
    for (int i = 0; i < r->out->column_count; i++)
        by_header |= r->out->columns[i].position == -1;
    return by_header || r->out->header_row != MAPPING_HEADER_SEARCHED ||
           yaml_need(root, "header_row", r->err);
}

bool mapping_read(struct str yaml, struct arena *a, struct mapping **out, struct err *err)
{
    struct err failure = {0};
    struct reading r = {ARENA_NEW(a, struct mapping), a, &failure};
    struct yaml_node *root;
    bool ok = yaml_read(yaml, a, &root, &failure) && read_layout(&r, root) &&
              read_columns(&r, root) && read_values(&r, root) && read_words(&r, root) &&
              read_ignored(&r, root) && yaml_all_read(root, &failure) && check_whole(&r, root);
    if (!ok && err != NULL && !err_is(err))
        *err = failure;
    ASSERT(!ok || mapping_fits(r.out));
    *out = r.out;
    return ok;
}
