#include "customers.h"

#include "party/siren.h"

enum { PROGRESS_ROWS = 4096 };

/* ---- the header ---- */

static int count_known(struct arena *scratch, struct str header, char separator)
{
    struct str rest = header, part;
    int known = 0;
    while (str_split(&rest, separator, &part)) {
        struct str name = str_trim(part);
        if (name.n >= 2 && name.p[0] == '"' && name.p[name.n - 1] == '"')
            name = str_slice(name, 1, name.n - 1);
        known += customer_column_of(scratch, name) != COL_UNKNOWN;
    }
    return known;
}

static struct str take_line(struct str *text)
{
    size_t n = 0;
    while (n < text->n && text->p[n] != '\n' && text->p[n] != '\r')
        n++;
    struct str line = str_slice(*text, 0, n);
    *text = str_slice(*text, n + 1 < text->n ? n + 1 : text->n, text->n);
    return line;
}

bool customers_know(struct arena *scratch, struct str start)
{
    struct str line = take_line(&start);
    while (start.n > 0 && (str_trim(line).n == 0 || table_announced(line) != 0))
        line = take_line(&start);
    char separator = table_separator(scratch, line, count_known);
    if (separator == 0)
        return false;
    bool number = false, name = false;
    int either = 0;
    struct str part;
    while (str_split(&line, separator, &part)) {
        struct str cell = str_trim(part);
        if (cell.n >= 2 && cell.p[0] == '"')
            cell = str_slice(cell, 1, cell.n - 1);
        enum customer_column column = customer_column_of(scratch, cell);
        if (column == COL_OTHER_FILE)
            return false;
        number |= column == COL_ACCOUNT;
        name |= column == COL_NAME;
        either += column == COL_EITHER;
    }
    return (number || either > 0) && (name || either > 0) && (number || name);
}

static bool header_error(const struct customers *c, enum err_code code, int position,
                         const char *name, struct err *err)
{
    err_set_field(err, code, name, str_of(name));
    err_at(err, c->table.line, position + 1, NULL);
    return false;
}

/* "Client" stands for what the file has no other column for. */
static void settle_either(struct customers *c)
{
    enum customer_column missing = c->at[COL_ACCOUNT] < 0 ? COL_ACCOUNT : COL_NAME;
    if (c->at[COL_EITHER] >= 0 && c->at[missing] < 0)
        c->at[missing] = c->at[COL_EITHER];
}

static bool read_header(struct customers *c, struct err *err)
{
    for (int f = 0; f < COL_COUNT; f++)
        c->at[f] = -1;
    for (int i = 0; i < c->table.count; i++) {
        c->names[i] = arena_str(c->arena, c->table.cells[i]);
        c->columns = c->names[i].n > 0 ? i + 1 : c->columns;
        enum customer_column column = customer_column_of(&c->table.scratch, c->names[i]);
        if (column >= COL_COUNT)
            continue;
        if (c->at[column] >= 0)
            return header_error(c, ERR_COLUMN_TWICE, i, c->names[i].p, err);
        c->at[column] = i;
    }
    settle_either(c);
    if (c->at[COL_ACCOUNT] < 0)
        return header_error(c, ERR_COLUMN_MISSING, -1, "Code client", err);
    return c->at[COL_NAME] >= 0 || header_error(c, ERR_COLUMN_MISSING, -1, "Nom", err);
}

bool customers_open(struct customers *c, const struct source *source, enum encoding encoding,
                    struct arena *a, struct err *err)
{
    *c = (struct customers){.arena = a};
    table_open(&c->table, source, encoding, a);
    struct str header;
    char announced;
    bool have;
    if (!table_header(&c->table, &header, &announced, &have, err))
        return false;
    if (!have)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    c->table.separator = table_separator(&c->table.scratch, header, count_known);
    if (c->table.separator == 0)
        c->table.separator = announced != 0 ? announced : ';';
    return table_cut_header(&c->table, header, err) && read_header(c, err);
}

void customers_close(struct customers *c) { table_close(&c->table); }

/* ---- rows ---- */

struct row {
    struct customers *list;
    struct err *refused;
};

static struct str cell_of(const struct row *row, enum customer_column column)
{
    int at = row->list->at[column];
    return at < 0 || at >= row->list->table.count ? (struct str){"", 0}
                                                  : row->list->table.cells[at];
}

static bool refuse(const struct row *row, enum customer_column column, enum err_code code)
{
    const struct customers *c = row->list;
    int at = c->at[column];
    err_set_field(row->refused, code, at < 0 ? NULL : c->names[at].p, cell_of(row, column));
    err_at(row->refused, c->table.line, at + 1, NULL);
    return false;
}

static struct str join(const struct row *row, enum customer_column first,
                       enum customer_column second, const char *between)
{
    struct str a = cell_of(row, first), b = cell_of(row, second);
    if (a.n == 0 || b.n == 0)
        return a.n > 0 ? a : b;
    struct buf text;
    buf_init(&text, &row->list->table.scratch, LIMIT_FIELD_BYTES * 3);
    buf_add(&text, a);
    buf_add_c(&text, between);
    buf_add(&text, b);
    return buf_str(&text);
}

static struct str keep(const struct row *row, const char *text)
{
    return arena_str(&row->list->table.scratch, str_of(text));
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
    struct str country = text_fold(&row->list->table.scratch, cell_of(row, COL_COUNTRY));
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
    struct arena *scratch = &row->list->table.scratch;
    if (!customer_type_of(scratch, cell_of(row, COL_TYPE), &out->type))
        return refuse(row, COL_TYPE, ERR_BAD_CHOICE);
    if (!customer_body_of(scratch, cell_of(row, COL_BODY), &out->body))
        return refuse(row, COL_BODY, ERR_BAD_CHOICE);
    if (out->body != BODY_UNKNOWN && out->type == CUSTOMER_UNKNOWN)
        out->type = CUSTOMER_PUBLIC;
    out->terms_text = cell_of(row, COL_TERMS);
    out->terms = customer_terms_of(scratch, out->terms_text);
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

static bool right_count(const struct row *row)
{
    const struct customers *c = row->list;
    bool right = c->table.count >= c->columns;
    for (int i = c->columns; i < c->table.count && right; i++)
        right = c->table.cells[i].n == 0;
    if (!right) {
        err_set(row->refused, ERR_COLUMN_COUNT, NULL);
        err_at(row->refused, c->table.line, c->table.count, NULL);
    }
    return right;
}

static bool read_row(const struct row *row, struct customer_record *out)
{
    *out = (struct customer_record){
        .line = row->list->table.line,
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

bool customers_next(struct customers *c, struct customer_record *out, struct err *refused,
                    bool *have, struct err *err)
{
    err_clear(refused);
    if (!table_next(&c->table, have, err))
        return false;
    struct row row = {c, refused};
    if (*have && !read_row(&row, out))
        out->line = c->table.line;
    return true;
}

static bool survey_rows(struct customers *c, const struct sniff_progress *progress,
                        struct table_summary *out, struct err *first_refused, struct err *err)
{
    struct customer_record record;
    struct err refused = {0};
    bool have;
    out->separator = c->table.separator;
    out->columns = c->columns;
    for (;;) {
        if (!customers_next(c, &record, &refused, &have, err))
            return false;
        if (!have)
            break;
        out->rows++;
        if (progress != NULL && out->rows % PROGRESS_ROWS == 0)
            progress->tell(progress->with, c->table.reader.at);
        if (!err_is(&refused))
            continue;
        if (out->refused++ == 0)
            *first_refused = refused;
    }
    return out->rows > 0 || err_set(err, ERR_FILE_EMPTY, NULL);
}

bool customers_survey(const struct text_file *file, struct arena *a, struct table_summary *out,
                      struct err *first_refused, struct err *err)
{
    struct customers *c = ARENA_NEW(a, struct customers);
    *out = (struct table_summary){.encoding = file->encoding};
    err_clear(first_refused);
    bool ok = customers_open(c, file->source, file->encoding, a, err) &&
              survey_rows(c, file->progress, out, first_refused, err);
    customers_close(c);
    return ok;
}
