#include "mapping.h"

#include "base/text.h"
#include "customer_words.h"
#include "intake/clean.h"
#include "open_item_words.h"

struct field_name {
    int field;
    const char *name;
};

static const struct field_name item_fields[] = {
    {ITEM_ACCOUNT, "account"},   {ITEM_NAME, "name"},         {ITEM_NUMBER, "number"},
    {ITEM_ISSUED, "issued"},     {ITEM_DUE, "due"},           {ITEM_AMOUNT, "amount"},
    {ITEM_OPEN, "open"},         {ITEM_ORIGINAL, "original"}, {ITEM_PAID, "paid"},
    {ITEM_DEBIT, "debit"},       {ITEM_CREDIT, "credit"},     {ITEM_SIDE, "side"},
    {ITEM_CURRENCY, "currency"}, {ITEM_KIND, "kind"},         {ITEM_LABEL, "label"},
    {ITEM_LETTER, "letter"},
};

static const struct field_name customer_fields[] = {
    {COL_ACCOUNT, "account"},   {COL_NAME, "name"},     {COL_FIRST_NAME, "first_name"},
    {COL_TYPE, "type"},         {COL_SIREN, "siren"},   {COL_SIRET, "siret"},
    {COL_VAT, "vat"},           {COL_STREET, "street"}, {COL_STREET_MORE, "street_more"},
    {COL_POSTCODE, "postcode"}, {COL_CITY, "city"},     {COL_COUNTRY, "country"},
    {COL_PHONE, "phone"},       {COL_MOBILE, "mobile"}, {COL_EMAIL, "email"},
    {COL_CONTACT, "contact"},   {COL_ROLE, "role"},     {COL_TERMS, "terms"},
    {COL_BODY, "body"},
};

const char *mapping_list_name(enum intake_kind kind)
{
    static const char *const names[KIND_COUNT] = {
        [KIND_OPEN_ITEMS] = "open-items", [KIND_CUSTOMERS] = "customers"};
    ASSERT(kind >= 0 && kind < KIND_COUNT);
    return names[kind];
}

const char *mapping_field_name(enum intake_kind kind, int field)
{
    bool items = kind == KIND_OPEN_ITEMS;
    const struct field_name *names = items ? item_fields : customer_fields;
    size_t count = items ? COUNT_OF(item_fields) : COUNT_OF(customer_fields);
    for (size_t i = 0; i < count; i++) {
        if (names[i].field == field)
            return names[i].name;
    }
    return NULL;
}

/* ---- what fits ---- */

static bool has(const struct mapping *m, int field)
{
    for (int i = 0; i < m->column_count; i++) {
        if (m->columns[i].field == field)
            return true;
    }
    return false;
}

static const char *items_missing(const struct mapping *m)
{
    bool money = (has(m, ITEM_DEBIT) && has(m, ITEM_CREDIT)) || has(m, ITEM_OPEN) ||
                 has(m, ITEM_AMOUNT) || has(m, ITEM_ORIGINAL) || has(m, ITEM_BAND);
    /* else customers stand in headings above their items */
    bool customer = has(m, ITEM_ACCOUNT) || has(m, ITEM_NAME) ||
                    (has(m, ITEM_NUMBER) && (has(m, ITEM_DUE) || has(m, ITEM_ISSUED)));
    if (!customer)
        return "account";
    return money ? NULL : "open";
}

const char *mapping_missing(const struct mapping *m)
{
    if (m->kind == KIND_OPEN_ITEMS)
        return items_missing(m);
    if (!has(m, COL_ACCOUNT))
        return "account";
    return has(m, COL_NAME) ? NULL : "name";
}

static bool text_fits(struct str text)
{
    return text.n <= LIMIT_NAME_BYTES && clean_is_clean(text);
}

static bool column_fits(const struct mapping *m, int i)
{
    const struct mapping_column *c = &m->columns[i];
    bool band = m->kind == KIND_OPEN_ITEMS && c->field == ITEM_BAND;
    if (!band && mapping_field_name(m->kind, c->field) == NULL)
        return false;
    for (int j = 0; j < i && !band; j++) {
        if (m->columns[j].field == c->field)
            return false;
    }
    bool by_header = c->position == -1;
    bool placed =
        by_header ? c->header.n > 0 && text_fits(c->header) && m->header_row != MAPPING_NO_HEADER
                  : c->header.n == 0 && c->position >= 0 && c->position < LIMIT_COLUMNS;
    return placed && (!band || (c->band.from >= -1 && c->band.to > c->band.from));
}

static bool columns_fit(const struct mapping *m)
{
    int bands = 0, headers = 0;
    if (m->column_count < 1 || m->column_count > MAPPING_COLUMNS_MAX)
        return false;
    for (int i = 0; i < m->column_count; i++) {
        bands += m->kind == KIND_OPEN_ITEMS && m->columns[i].field == ITEM_BAND;
        headers += m->columns[i].position == -1;
        if (!column_fits(m, i))
            return false;
    }
    return bands <= OPEN_BANDS_MAX && (headers > 0 || m->header_row != MAPPING_HEADER_SEARCHED) &&
           mapping_missing(m) == NULL;
}

static bool value_fits(const struct mapping_word *w)
{
    static const int most[WORDS_COUNT] = {[WORDS_SIDE] = 1,
                                          [WORDS_KIND] = OPEN_AGED - 1,
                                          [WORDS_TYPE] = CUSTOMER_TYPE_COUNT - 1,
                                          [WORDS_BODY] = BODY_COUNT - 1,
                                          [WORDS_TERMS] = LAW_TERM_COUNT - 1};
    if (w->list < 0 || w->list >= WORDS_COUNT || w->value > most[w->list])
        return false;
    return w->value > 0 || (w->list == WORDS_SIDE && w->value == -1);
}

static bool words_fit(const struct mapping *m)
{
    if (m->word_count < 0 || m->word_count > MAPPING_WORDS_MAX || m->ignored_count < 0 ||
        m->ignored_count > MAPPING_IGNORED_MAX)
        return false;
    for (int i = 0; i < m->word_count; i++) {
        if (m->words[i].text.n == 0 || !text_fits(m->words[i].text) || !value_fits(&m->words[i]))
            return false;
    }
    for (int i = 0; i < m->ignored_count; i++) {
        if (m->ignored[i].n == 0 || !text_fits(m->ignored[i]))
            return false;
    }
    return true;
}

bool mapping_fits(const struct mapping *m)
{
    return (m->kind == KIND_OPEN_ITEMS || m->kind == KIND_CUSTOMERS) && text_fits(m->sheet) &&
           m->header_row >= MAPPING_HEADER_SEARCHED && m->header_row <= MAPPING_HEADER_ROW_MAX &&
           (m->separator == 0 || strchr(";,\t|", m->separator) != NULL) && m->dates >= 0 &&
           m->dates < DATES_COUNT && (m->decimal == 0 || m->decimal == ',' || m->decimal == '.') &&
           columns_fit(m) && words_fit(m);
}

/* ---- using one ---- */

int mapping_place(const struct mapping *m, const struct str *texts, int count,
                  struct arena *scratch, int *at)
{
    int found = 0;
    for (int c = 0; c < m->column_count; c++) {
        at[c] = m->columns[c].position;
        for (int i = 0; i < count && at[c] < 0; i++) {
            if (text_same(scratch, m->columns[c].header, texts[i]))
                at[c] = i;
        }
        found += m->columns[c].position < 0 && at[c] >= 0;
    }
    return found;
}

int mapping_texts(const struct mapping *m)
{
    int texts = 0;
    for (int c = 0; c < m->column_count; c++)
        texts += m->columns[c].position < 0;
    return texts;
}

bool mapping_word_of(const struct mapping *m, enum mapping_words list, struct str text,
                     struct arena *scratch, int *value)
{
    for (int i = 0; m != NULL && text.n > 0 && i < m->word_count; i++) {
        if (m->words[i].list == list && text_same(scratch, m->words[i].text, text)) {
            *value = m->words[i].value;
            return true;
        }
    }
    return false;
}
