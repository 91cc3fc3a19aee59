#include "customers.h"

#include "base/buf.h"
#include "intake/formats/first_rows.h"
#include "mapping_header.h"
#include "open_item_words.h"
#include "party/siren.h"

enum { PROGRESS_ROWS = 4096, PHONE_DIGITS = 10 };

/* ---- the header ---- */

/* "Client" stands for what the file has no other column for. */
static void settle_either(struct customers_header *h)
{
    enum customer_column missing = h->at[COL_ACCOUNT] < 0 ? COL_ACCOUNT : COL_NAME;
    if (h->at[COL_EITHER] >= 0 && h->at[missing] < 0)
        h->at[missing] = h->at[COL_EITHER];
}

/* Reads a row as a header; the number of names that are known, 0 if it is the one of another list
 * or lacks the number or the name. */
static int read_names(const struct sheet *s, struct customers_header *h)
{
    int known = 0;
    *h = (struct customers_header){.line = s->line, .twice = -1};
    for (int f = 0; f < COL_COUNT; f++)
        h->at[f] = -1;
    for (int i = 0; i < s->count; i++) {
        h->names[i] = s->cells[i].text;
        h->columns = h->names[i].n > 0 ? i + 1 : h->columns;
        enum customer_column column = customer_column_of(s->scratch, h->names[i]);
        if (column == COL_OTHER_FILE)
            return 0;
        if (column >= COL_COUNT || s->cells[i].type != CELL_TEXT)
            continue;
        known++;
        if (h->at[column] >= 0 && h->twice < 0)
            h->twice = i;
        if (h->at[column] < 0)
            h->at[column] = i;
    }
    settle_either(h);
    return h->at[COL_ACCOUNT] >= 0 && h->at[COL_NAME] >= 0 ? known : 0;
}

/* Two words may also meet in a title: below the first row it takes three. */
static int find_in(struct sheet *s, struct arena *a, struct customers_header *out, struct err *err)
{
    bool have = true;
    for (int row = 0; row < FIRST_ROWS_MAX; row++) {
        if (!sheet_next(s, &have, err) || !have)
            return 0;
        int known = read_names(s, out);
        if (known < (row == 0 ? 2 : 3))
            continue;
        for (int i = 0; i < out->columns; i++)
            out->names[i] = arena_str(a, out->names[i]);
        return known;
    }
    return 0;
}

bool customers_find(const struct sheet_file *file, struct arena *a, struct customers_header *out,
                    bool *found, struct err *err)
{
    static const char separators[] = LIST_SEPARATORS;
    struct sheet *s = ARENA_NEW(a, struct sheet);
    struct customers_header *h = ARENA_NEW(a, struct customers_header);
    *found = false;
    if (file->book != NULL) {
        *found = sheet_open(s, file, 0, a, err) && find_in(s, a, out, err) > 0;
        return !err_is(err);
    }
    int most = 0;
    for (size_t i = 0; separators[i] != '\0'; i++) {
        struct err ignored = {0}; /* under a wrong separator anything may be wrong */
        int known =
            sheet_open(s, file, separators[i], a, &ignored) ? find_in(s, a, h, &ignored) : 0;
        sheet_close(s);
        if (known <= most)
            continue;
        most = known;
        *out = *h;
        out->separator = separators[i];
    }
    *found = most > 0;
    return true;
}

bool customers_know(struct arena *scratch, struct str start)
{
    const struct source source = source_of_memory(start);
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct customers_header *h = ARENA_NEW(scratch, struct customers_header);
    struct err ignored = {0};
    bool found;
    return customers_find(&file, scratch, h, &found, &ignored) && found;
}

static bool header_error(enum err_code code, int64_t line, int position, struct str name,
                         struct err *err)
{
    err_set_field(err, code, name.p, name);
    err_at(err, line, position + 1, NULL);
    return false;
}

/* As the mapping says, whatever the texts of the header. */
static bool take_mapped(const struct sheet_file *file, struct arena *a,
                        struct customers_header *out, struct err *err)
{
    const struct mapping *m = file->mapping;
    struct mapped_header *h = ARENA_NEW(a, struct mapped_header);
    if (!mapping_find_header(file, a, h, err))
        return false;
    *out = (struct customers_header){
        .separator = h->separator, .line = h->line, .columns = h->columns, .twice = -1};
    for (int f = 0; f < COL_COUNT; f++)
        out->at[f] = -1;
    for (int i = 0; i < m->column_count; i++)
        out->at[m->columns[i].field] = h->at[i];
    memcpy(out->names, h->names, sizeof out->names);
    return true;
}

bool customers_open(struct customers *c, const struct sheet_file *file, struct arena *a,
                    struct err *err)
{
    struct customers_header *h = &c->header;
    bool found = true, have = true;
    *c = (struct customers){.mapping = file->mapping};
    if (file->mapping != NULL ? !take_mapped(file, a, h, err)
                              : !customers_find(file, a, h, &found, err))
        return false;
    if (!found)
        return header_error(ERR_COLUMN_MISSING, 0, -1, STR("Code client"), err);
    if (h->twice >= 0)
        return header_error(ERR_COLUMN_TWICE, h->line, h->twice, h->names[h->twice], err);
    if (!sheet_open(&c->sheet, file, h->separator, a, err))
        return false;
    while (have && c->sheet.line < h->line) {
        if (!sheet_next(&c->sheet, &have, err))
            return false;
    }
    return have || err_set(err, ERR_FILE_CHANGED, NULL);
}

void customers_close(struct customers *c) { sheet_close(&c->sheet); }

/* ---- rows ---- */

struct row {
    struct customers *list;
    struct err *refused;
};

/* What a spreadsheet took for a number has lost the zeros it began with. */
static struct str with_zeros(const struct row *row, struct str digits, enum customer_column column)
{
    size_t wanted = column == COL_SIREN    ? SIREN_DIGITS
                    : column == COL_SIRET  ? SIRET_DIGITS
                    : column == COL_PHONE  ? PHONE_DIGITS
                    : column == COL_MOBILE ? PHONE_DIGITS
                                           : 0;
    bool phone = wanted == PHONE_DIGITS;
    if (digits.n >= wanted || (phone && digits.n + 1 != wanted))
        return digits;
    struct buf text;
    buf_init(&text, row->list->sheet.scratch, wanted + 1);
    for (size_t i = digits.n; i < wanted; i++)
        buf_add_char(&text, '0');
    buf_add(&text, digits);
    return buf_str(&text);
}

static struct str cell_of(const struct row *row, enum customer_column column)
{
    struct cell cell = sheet_cell(&row->list->sheet, row->list->header.at[column]);
    if (cell.type == CELL_ERROR)
        return (struct str){"", 0};
    return cell.type == CELL_NUMBER ? with_zeros(row, cell.text, column) : cell.text;
}

static bool refuse(const struct row *row, enum customer_column column, enum err_code code)
{
    const struct customers_header *h = &row->list->header;
    int at = h->at[column];
    err_set_field(row->refused, code, at < 0 ? NULL : h->names[at].p, cell_of(row, column));
    err_at(row->refused, row->list->sheet.line, at + 1, NULL);
    return false;
}

static struct str join(const struct row *row, enum customer_column first,
                       enum customer_column second, const char *between)
{
    struct str a = cell_of(row, first), b = cell_of(row, second);
    if (a.n == 0 || b.n == 0)
        return a.n > 0 ? a : b;
    struct buf text;
    buf_init(&text, row->list->sheet.scratch, LIMIT_FIELD_BYTES * 3);
    buf_add(&text, a);
    buf_add_c(&text, between);
    buf_add(&text, b);
    return buf_str(&text);
}

static struct str keep(const struct row *row, const char *text)
{
    return arena_str(row->list->sheet.scratch, str_of(text));
}

/* A SIRET in the column of the SIREN is taken for what it is; one says the other. */
static bool read_identifiers(const struct row *row, struct customer_record *out)
{
    char siren[SIREN_DIGITS + 1] = "", siret[SIRET_DIGITS + 1] = "", vat[VAT_FR_CHARACTERS + 1];
    struct str siren_cell = cell_of(row, COL_SIREN), siret_cell = cell_of(row, COL_SIRET);
    struct str vat_cell = cell_of(row, COL_VAT);
    if (siret_cell.n == 0 && siren_cell.n > 0 && siret_check(siren_cell, siret) == ID_OK)
        siren_cell = (struct str){"", 0};
    if (siren_cell.n > 0 && siren_check(siren_cell, siren) != ID_OK)
        return refuse(row, COL_SIREN, ERR_BAD_IDENTIFIER);
    if (siret_cell.n > 0 && siret_check(siret_cell, siret) != ID_OK)
        return refuse(row, COL_SIRET, ERR_BAD_IDENTIFIER);
    if (siren[0] != '\0' && siret[0] != '\0' && memcmp(siren, siret, SIREN_DIGITS) != 0)
        return refuse(row, COL_SIRET, ERR_BAD_IDENTIFIER);
    if (siren[0] == '\0' && siret[0] != '\0')
        memcpy(siren, siret, SIREN_DIGITS);
    out->siren = keep(row, siren);
    out->siret = keep(row, siret);
    out->vat = vat_cell;
    if (vat_cell.n < 2 || !str_is_nocase(str_slice(vat_cell, 0, 2), "FR"))
        return true;
    if (vat_fr_check(vat_cell, vat) != ID_OK)
        return refuse(row, COL_VAT, ERR_BAD_IDENTIFIER);
    out->vat = keep(row, vat);
    return true;
}

/* Spreadsheets take the 0 of "01000" for nothing; every French postcode has five digits. */
static struct str read_postcode(const struct row *row)
{
    struct str cell = cell_of(row, COL_POSTCODE);
    struct str country = text_fold(row->list->sheet.scratch, cell_of(row, COL_COUNTRY));
    bool french = country.n == 0 || str_is(country, "FR") || str_is(country, "FRANCE");
    bool digits = cell.n == 4;
    for (size_t i = 0; i < cell.n; i++)
        digits &= cell.p[i] >= '0' && cell.p[i] <= '9';
    if (!french || !digits)
        return cell;
    const char five[] = {'0', cell.p[0], cell.p[1], cell.p[2], cell.p[3], '\0'};
    return keep(row, five);
}

static bool read_choices(const struct row *row, struct customer_record *out)
{
    struct arena *scratch = row->list->sheet.scratch;
    const struct mapping *m = row->list->mapping;
    struct str type = cell_of(row, COL_TYPE), body = cell_of(row, COL_BODY);
    int value;
    if (mapping_word_of(m, WORDS_TYPE, type, scratch, &value))
        out->type = (enum customer_type)value;
    else if (!customer_type_of(scratch, type, &out->type))
        return refuse(row, COL_TYPE, ERR_BAD_CHOICE);
    if (mapping_word_of(m, WORDS_BODY, body, scratch, &value))
        out->body = (enum customer_body)value;
    else if (!customer_body_of(scratch, body, &out->body))
        return refuse(row, COL_BODY, ERR_BAD_CHOICE);
    if (out->body != BODY_UNKNOWN && out->type == CUSTOMER_UNKNOWN)
        out->type = CUSTOMER_PUBLIC;
    out->terms_text = cell_of(row, COL_TERMS);
    out->terms = mapping_word_of(m, WORDS_TERMS, out->terms_text, scratch, &value)
                     ? (enum law_term)value
                     : customer_terms_of(scratch, out->terms_text);
    return true;
}

static bool check_sizes(const struct row *row, const struct customer_record *out)
{
    const struct {
        enum customer_column column;
        struct str text;
        size_t bytes_max;
    } all[] = {
        {COL_ACCOUNT, out->account, LIMIT_REF_BYTES},
        {COL_NAME, out->name, LIMIT_NAME_BYTES},
        {COL_VAT, out->vat, LIMIT_REF_BYTES},
        {COL_STREET, out->street, LIMIT_LABEL_BYTES},
        {COL_POSTCODE, out->postcode, LIMIT_REF_BYTES},
        {COL_CITY, out->city, LIMIT_NAME_BYTES},
        {COL_COUNTRY, out->country, LIMIT_NAME_BYTES},
        {COL_PHONE, out->phone, LIMIT_REF_BYTES},
        {COL_MOBILE, out->mobile, LIMIT_REF_BYTES},
        {COL_EMAIL, out->email, LIMIT_NAME_BYTES},
        {COL_CONTACT, out->contact, LIMIT_NAME_BYTES},
        {COL_ROLE, out->contact_role, LIMIT_NAME_BYTES},
        {COL_TERMS, out->terms_text, LIMIT_LABEL_BYTES},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        if (all[i].text.n > all[i].bytes_max)
            return refuse(row, all[i].column, ERR_FIELD_TOO_LONG);
    }
    return true;
}

/* A workbook does not store blank cells at the end of a row. */
static bool right_count(const struct row *row)
{
    const struct sheet *s = &row->list->sheet;
    int columns = row->list->header.columns;
    bool any = s->book != NULL || columns == 0; /* 0: there is no header */
    bool right = s->count >= columns || any;
    for (int i = columns; i < s->count && right && !any; i++)
        right = s->cells[i].text.n == 0;
    if (!right) {
        err_set(row->refused, ERR_COLUMN_COUNT, NULL);
        err_at(row->refused, s->line, s->count, NULL);
    }
    return right;
}

static bool read_row(const struct row *row, struct customer_record *out)
{
    *out = (struct customer_record){
        .line = row->list->sheet.line,
        .account = cell_of(row, COL_ACCOUNT),
        .postcode = read_postcode(row),
        .city = cell_of(row, COL_CITY),
        .country = cell_of(row, COL_COUNTRY),
        .phone = cell_of(row, COL_PHONE),
        .mobile = cell_of(row, COL_MOBILE),
        .email = cell_of(row, COL_EMAIL),
        .contact = cell_of(row, COL_CONTACT),
        .contact_role = cell_of(row, COL_ROLE),
    };
    if (!right_count(row))
        return false;
    out->name = join(row, COL_FIRST_NAME, COL_NAME, " ");
    out->street = join(row, COL_STREET, COL_STREET_MORE, ", ");
    if (out->account.n == 0)
        return refuse(row, COL_ACCOUNT, ERR_FIELD_EMPTY);
    if (out->name.n == 0)
        return refuse(row, COL_NAME, ERR_FIELD_EMPTY);
    return read_identifiers(row, out) && read_choices(row, out) && check_sizes(row, out);
}

/* The header again, or a page number: nothing to read. */
static bool is_nothing(const struct customers *c)
{
    const struct sheet *s = &c->sheet;
    int filled = 0, same = 0;
    struct str only = {"", 0};
    for (int i = 0; i < s->count; i++) {
        if (s->cells[i].text.n == 0)
            continue;
        filled++;
        only = s->cells[i].text;
        same += i < c->header.columns && str_eq(s->cells[i].text, c->header.names[i]);
    }
    return (same == filled && filled > 1) || (filled == 1 && item_is_footer(s->scratch, only));
}

bool customers_next(struct customers *c, struct customer_record *out, struct err *refused,
                    bool *have, struct err *err)
{
    err_clear(refused);
    do {
        if (!sheet_next(&c->sheet, have, err))
            return false;
    } while (*have && (is_nothing(c) || mapping_ignores(c->mapping, &c->sheet)));
    struct row row = {c, refused};
    if (*have && !read_row(&row, out))
        out->line = c->sheet.line;
    return true;
}

static bool survey_rows(struct customers *c, const struct sniff_progress *progress,
                        struct table_summary *out, struct err *first_refused, struct err *err)
{
    struct customer_record record;
    struct err refused = {0};
    bool have;
    out->separator = c->header.separator;
    out->columns = c->header.columns;
    for (;;) {
        if (!customers_next(c, &record, &refused, &have, err))
            return false;
        if (!have)
            break;
        out->rows++;
        if (progress != NULL && out->rows % PROGRESS_ROWS == 0)
            progress->tell(progress->with, c->sheet.at);
        if (!err_is(&refused))
            continue;
        if (out->refused++ == 0)
            *first_refused = refused;
    }
    return out->rows > 0 || err_set(err, ERR_FILE_EMPTY, NULL);
}

bool customers_survey(const struct sheet_file *file, struct arena *a, struct table_summary *out,
                      struct err *first_refused, struct err *err)
{
    struct customers *c = ARENA_NEW(a, struct customers);
    *out = (struct table_summary){.encoding = file->encoding};
    err_clear(first_refused);
    bool ok =
        customers_open(c, file, a, err) && survey_rows(c, file->progress, out, first_refused, err);
    customers_close(c);
    return ok;
}
