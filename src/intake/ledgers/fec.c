#include "fec.h"

#include "intake/clean.h"

struct fields {
    struct fec *fec;
    struct str at[FEC_FIELD_COUNT]; /* raw bytes; p NULL: no such column */
};

static bool refuse(const struct fields *in, enum fec_field field, enum err_code code,
                   struct err *err)
{
    struct str shown = {0};
    struct fec *f = in->fec;
    if (in->at[field].p != NULL && !clean_text(in->at[field], f->encoding, &f->scratch, &shown))
        shown = (struct str){0};
    err_set_field(err, code, fec_field_name(field), shown);
    err_at(err, f->reader.line, f->columns.at[field] + 1, NULL);
    return false;
}

static bool wrong_count(const struct fec *f, int found, struct err *err)
{
    bool cut = found < f->columns.count && !f->reader.ended;
    err_set(err, cut ? ERR_FILE_TRUNCATED : ERR_COLUMN_COUNT, NULL);
    err_at(err, f->reader.line, found < f->columns.count ? found : f->columns.count + 1, NULL);
    return false;
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static struct str trim_ascii(const char *from, const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    return (struct str){from, (size_t)(to - from)};
}

/* Cuts the line at the separator. Empty fields behind the last column are no fault. */
static bool split(struct fields *out, struct str line, struct err *err)
{
    struct fec *f = out->fec;
    const char *p = line.p, *end = line.p + line.n;
    char separator = f->columns.separator;
    for (int position = 0;; position++) {
        const char *start = p;
        while (p < end && *p != separator)
            p++;
        if (position < f->columns.count) {
            int field = f->columns.field[position];
            if (field >= 0)
                out->at[field] = trim_ascii(start, p);
        } else if (trim_ascii(start, p).n > 0) {
            return wrong_count(f, position + 1, err);
        }
        if (p == end)
            return position + 1 >= f->columns.count || wrong_count(f, position + 1, err);
        p++;
    }
}

/* ---- fields ---- */

struct text_field {
    enum fec_field field;
    size_t offset; /* of the struct str in struct fec_line */
    size_t bytes_max;
};

static const struct text_field texts[] = {
    {FEC_JOURNAL, offsetof(struct fec_line, journal), LIMIT_REF_BYTES},
    {FEC_JOURNAL_LABEL, offsetof(struct fec_line, journal_label), LIMIT_LABEL_BYTES},
    {FEC_NUMBER, offsetof(struct fec_line, number), LIMIT_REF_BYTES},
    {FEC_ACCOUNT, offsetof(struct fec_line, account), LIMIT_REF_BYTES},
    {FEC_ACCOUNT_LABEL, offsetof(struct fec_line, account_label), LIMIT_LABEL_BYTES},
    {FEC_AUXILIARY, offsetof(struct fec_line, auxiliary), LIMIT_REF_BYTES},
    {FEC_AUXILIARY_LABEL, offsetof(struct fec_line, auxiliary_label), LIMIT_NAME_BYTES},
    {FEC_PIECE, offsetof(struct fec_line, piece), LIMIT_LABEL_BYTES},
    {FEC_LABEL, offsetof(struct fec_line, label), LIMIT_LABEL_BYTES},
    {FEC_LETTER, offsetof(struct fec_line, letter), LIMIT_REF_BYTES},
};

static bool read_texts(struct fields *in, struct fec_line *out, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        enum fec_field field = texts[i].field;
        struct str *text = (struct str *)(void *)((char *)out + texts[i].offset);
        *text = (struct str){"", 0};
        if (in->at[field].n == 0)
            continue;
        if (!clean_text(in->at[field], in->fec->encoding, &in->fec->scratch, text))
            return refuse(in, field, ERR_FILE_ENCODING, err);
        if (text->n > texts[i].bytes_max)
            return refuse(in, field, ERR_FIELD_TOO_LONG, err);
    }
    return true;
}

static bool read_day(struct fields *in, enum fec_field field, struct day *out, struct err *err)
{
    *out = DAY_NONE;
    if (in->at[field].n == 0)
        return field != FEC_DAY || refuse(in, field, ERR_FIELD_EMPTY, err);
    return day_parse_compact(in->at[field], out, NULL) || refuse(in, field, ERR_BAD_DATE, err);
}

/* "1234,56" and nothing else: nearly all amounts of nearly all files. */
static bool read_common_amount(struct str s, int64_t *out)
{
    if (s.n < 4 || s.n > 15 || (s.p[s.n - 3] != ',' && s.p[s.n - 3] != '.'))
        return false;
    int64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i == s.n - 3)
            continue;
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

static bool read_amount(struct fields *in, enum fec_field field, int digits, int64_t *out,
                        struct err *err)
{
    *out = 0;
    if (in->at[field].n == 0)
        return true;
    if (digits == 2 && read_common_amount(in->at[field], out))
        return true;
    struct amount_style style = {.thousands = true, .trailing_sign = true};
    struct err cause = {0};
    struct str text;
    if (!clean_text(in->at[field], in->fec->encoding, &in->fec->scratch, &text))
        return refuse(in, field, ERR_BAD_AMOUNT, err);
    return amount_parse(text, style, digits, out, &cause) || refuse(in, field, cause.code, err);
}

static bool read_debit_credit(struct fields *in, struct fec_line *out, struct err *err)
{
    if (in->at[FEC_DEBIT].n == 0 && in->at[FEC_CREDIT].n == 0)
        return refuse(in, FEC_DEBIT, ERR_FIELD_EMPTY, err);
    if (!read_amount(in, FEC_DEBIT, 2, &out->debit_minor, err) ||
        !read_amount(in, FEC_CREDIT, 2, &out->credit_minor, err))
        return false;
    if (out->debit_minor != 0 && out->credit_minor != 0)
        return refuse(in, FEC_CREDIT, ERR_DEBIT_AND_CREDIT, err);
    return true;
}

static bool read_amount_sense(struct fields *in, struct fec_line *out, struct err *err)
{
    struct str sense = in->at[FEC_SENSE];
    if (in->at[FEC_AMOUNT].n == 0)
        return refuse(in, FEC_AMOUNT, ERR_FIELD_EMPTY, err);
    bool debit = str_is_nocase(sense, "D") || str_is(sense, "+1") || str_is(sense, "1");
    bool credit = str_is_nocase(sense, "C") || str_is(sense, "-1");
    if (!debit && !credit)
        return refuse(in, FEC_SENSE, sense.n == 0 ? ERR_FIELD_EMPTY : ERR_BAD_SENS, err);
    out->debit_minor = 0;
    out->credit_minor = 0;
    return read_amount(in, FEC_AMOUNT, 2, debit ? &out->debit_minor : &out->credit_minor, err);
}

/* The amount in another currency is kept when both are there; packages fill one of the two fields
 * with anything when the line is in euros. */
static bool read_foreign(struct fields *in, struct fec_line *out, struct err *err)
{
    out->foreign = (struct currency){0};
    bool known =
        in->at[FEC_CURRENCY].n > 0 && currency_parse(in->at[FEC_CURRENCY], &out->foreign, NULL);
    int digits = known ? currency_digits(out->foreign) : 2;
    if (!read_amount(in, FEC_FOREIGN, digits, &out->foreign_minor, err))
        return false;
    if (!known && in->at[FEC_CURRENCY].n > 0 && out->foreign_minor != 0)
        return refuse(in, FEC_CURRENCY, ERR_BAD_CURRENCY, err);
    return true;
}

static bool check_keys(struct fields *in, const struct fec_line *line, struct err *err)
{
    if (line->journal.n == 0)
        return refuse(in, FEC_JOURNAL, ERR_FIELD_EMPTY, err);
    if (line->account.n == 0)
        return refuse(in, FEC_ACCOUNT, ERR_FIELD_EMPTY, err);
    for (size_t i = 0; i < line->account.n && i < 3; i++) {
        if (line->account.p[i] < '0' || line->account.p[i] > '9')
            return refuse(in, FEC_ACCOUNT, ERR_BAD_ACCOUNT, err);
    }
    return true;
}

static bool read_line(struct fields *in, struct fec_line *out, struct err *err)
{
    out->line = in->fec->reader.line;
    out->opening = false;
    return read_texts(in, out, err) && check_keys(in, out, err) &&
           read_day(in, FEC_DAY, &out->day, err) &&
           read_day(in, FEC_PIECE_DAY, &out->piece_day, err) &&
           read_day(in, FEC_LETTER_DAY, &out->letter_day, err) &&
           read_day(in, FEC_VALID_DAY, &out->valid_day, err) &&
           (in->fec->columns.signed_amount ? read_amount_sense(in, out, err)
                                           : read_debit_credit(in, out, err)) &&
           read_foreign(in, out, err);
}

/* ---- the file ---- */

/* The next line that is not blank. */
static bool next_full(struct fec *f, struct str *line, bool *have, struct err *err)
{
    do {
        if (!reader_next(&f->reader, line, have, err))
            return false;
    } while (*have && str_trim(*line).n == 0);
    return true;
}

bool fec_open(struct fec *f, const struct source *source, enum encoding encoding, struct arena *a,
              struct err *err)
{
    *f = (struct fec){.encoding = encoding, .arena = a};
    arena_init(&f->scratch, (size_t)64 * LIMIT_LINE_BYTES);
    reader_init(&f->reader, source, a);
    struct str header;
    bool have;
    if (!reader_next(&f->reader, &header, &have, err))
        return false;
    if (!have)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    bool ok = fec_columns_read(&f->columns, header, encoding, &f->scratch, err);
    arena_clear(&f->scratch);
    return ok;
}

bool fec_next(struct fec *f, struct fec_line *out, bool *have, struct err *err)
{
    struct str line;
    if (!next_full(f, &line, have, err))
        return false;
    if (!*have)
        return true;
    arena_clear(&f->scratch);
    struct fields in = {.fec = f};
    return split(&in, line, err) && read_line(&in, out, err);
}

void fec_close(struct fec *f) { arena_release(&f->scratch); }
