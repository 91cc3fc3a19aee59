#include "xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    FORMAT_GENERAL = 0, /* numbers of formats that every workbook knows: ISO/IEC 29500-1, 18.8.30 */
    FORMAT_WHOLE = 1,
    FORMAT_DATE = 14, /* short, as the reader's country writes it */
    FORMAT_TEXT = 49,
    AMOUNT_DIGITS_MAX = 4,
    NAME_CHARS_MAX = 31,
    TEXT_BYTES_MAX = 32767, /* a cell holds so many characters, which have one byte at least */
    SERIAL_1970 = 25569,    /* 1970-01-01 in the calendar of 1900 */
    SERIAL_EXACT_FROM = 61, /* before 1900-03-01 that calendar counts a day that never was */
    A4 = 9,
};

/* How the cells of one line look. */
struct style {
    lxw_format *by_kind[TABLE_KIND_COUNT]; /* but amounts */
    lxw_format *amounts[AMOUNT_DIGITS_MAX + 1];
};

struct writing {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *note, *header, *header_right;
    struct style plain, total;
    struct arena scratch; /* of the current row */
    lxw_row_t row;
    lxw_error worst; /* the first error of the library */
};

static void note_error(struct writing *w, lxw_error error)
{
    if (w->worst == LXW_NO_ERROR)
        w->worst = error;
}

static bool right_side(enum table_kind kind)
{
    return kind == TABLE_INT || kind == TABLE_AMOUNT || kind == TABLE_DAY;
}

/* ---- formats ---- */

static lxw_format *add_format(struct writing *w, uint8_t number, bool bold)
{
    lxw_format *format = workbook_add_format(w->book);
    if (number != FORMAT_GENERAL)
        format_set_num_format_index(format, number);
    if (bold)
        format_set_bold(format);
    return format;
}

static struct style add_style(struct writing *w, bool bold)
{
    static const char *const amounts[AMOUNT_DIGITS_MAX + 1] = {"#,##0", "#,##0.0", "#,##0.00",
                                                               "#,##0.000", "#,##0.0000"};
    struct style s = {.by_kind = {
                          [TABLE_EMPTY] = add_format(w, FORMAT_GENERAL, bold),
                          [TABLE_TEXT] = add_format(w, FORMAT_TEXT, bold),
                          [TABLE_INT] = add_format(w, FORMAT_WHOLE, bold),
                          [TABLE_DAY] = add_format(w, FORMAT_DATE, bold),
                      }};
    s.by_kind[TABLE_REF] = s.by_kind[TABLE_TEXT];
    for (size_t i = 0; i <= AMOUNT_DIGITS_MAX; i++) {
        s.amounts[i] = add_format(w, FORMAT_GENERAL, bold);
        format_set_num_format(s.amounts[i], amounts[i]);
        if (bold)
            format_set_top(s.amounts[i], LXW_BORDER_THIN);
    }
    for (size_t i = 0; bold && i < TABLE_KIND_COUNT; i++) {
        if (s.by_kind[i] != NULL)
            format_set_top(s.by_kind[i], LXW_BORDER_THIN);
    }
    return s;
}

static void add_formats(struct writing *w)
{
    w->title = add_format(w, FORMAT_TEXT, true);
    format_set_font_size(w->title, 14);
    w->note = add_format(w, FORMAT_TEXT, false);
    w->header = add_format(w, FORMAT_TEXT, true);
    w->header_right = add_format(w, FORMAT_TEXT, true);
    format_set_align(w->header_right, LXW_ALIGN_RIGHT);
    format_set_bottom(w->header, LXW_BORDER_THIN);
    format_set_bottom(w->header_right, LXW_BORDER_THIN);
    w->plain = add_style(w, false);
    w->total = add_style(w, true);
}

/* ---- cells ---- */

/* What XML cannot hold becomes a blank: control characters, U+FFFE, U+FFFF. */
static char *clean_text(struct arena *a, struct str text)
{
    struct str cut = str_cut_utf8(text, TEXT_BYTES_MAX);
    char *out = arena_cstr(a, cut);
    size_t n = 0;
    for (size_t i = 0; i < cut.n; i++) {
        unsigned char c = (unsigned char)cut.p[i];
        bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
        bool never = str_starts(str_slice(cut, i, cut.n), STR("\xef\xbf\xbe")) ||
                     str_starts(str_slice(cut, i, cut.n), STR("\xef\xbf\xbf"));
        out[n++] = control || never ? ' ' : cut.p[i];
        if (never)
            i += 2;
    }
    out[n] = '\0';
    return out;
}

static void put_text(struct writing *w, lxw_col_t column, struct str text, lxw_format *format)
{
    note_error(
        w, worksheet_write_string(w->sheet, w->row, column, clean_text(&w->scratch, text), format));
}

static void put_number(struct writing *w, lxw_col_t column, double number, lxw_format *format)
{
    note_error(w, worksheet_write_number(w->sheet, w->row, column, number, format));
}

static void put_int(struct writing *w, lxw_col_t column, int64_t number, const struct style *style)
{
    const int64_t exact = INT64_C(999999999999999); /* a spreadsheet keeps 15 digits */
    if (number <= exact && number >= -exact) {
        put_number(w, column, (double)number, style->by_kind[TABLE_INT]);
        return;
    }
    struct buf text;
    buf_init(&text, &w->scratch, 32);
    buf_add_int(&text, number);
    put_text(w, column, buf_str(&text), style->by_kind[TABLE_TEXT]);
}

static void put_amount(struct writing *w, lxw_col_t column, struct money amount,
                       const struct style *style)
{
    int digits = currency_digits(amount.currency);
    double number = (double)amount.minor;
    double units = 1;
    ASSERT(digits >= 0);
    ASSERT(digits <= AMOUNT_DIGITS_MAX);
    for (int i = 0; i < digits; i++)
        units *= 10;
    /* One division of exact numbers: the nearest to the decimal fraction, which 15 digits show. */
    put_number(w, column, number / units, style->amounts[digits]);
}

static void put_day(struct writing *w, lxw_col_t column, struct day day, const struct style *style)
{
    if (!day_is(day))
        return;
    int32_t serial = day.n + SERIAL_1970;
    if (serial >= SERIAL_EXACT_FROM) {
        put_number(w, column, serial, style->by_kind[TABLE_DAY]);
        return;
    }
    struct buf text;
    buf_init(&text, &w->scratch, 32);
    buf_add_day(&text, day);
    put_text(w, column, buf_str(&text), style->by_kind[TABLE_TEXT]);
}

static void put_cell(struct writing *w, lxw_col_t column, const struct table_cell *cell,
                     const struct style *style)
{
    switch (cell->kind) {
    case TABLE_TEXT:
    case TABLE_REF:
        put_text(w, column, cell->text, style->by_kind[cell->kind]);
        break;
    case TABLE_INT:
        put_int(w, column, cell->number, style);
        break;
    case TABLE_AMOUNT:
        put_amount(w, column, cell->amount, style);
        break;
    case TABLE_DAY:
        put_day(w, column, cell->day, style);
        break;
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        if (style == &w->total)
            note_error(
                w, worksheet_write_blank(w->sheet, w->row, column, style->by_kind[TABLE_EMPTY]));
        break;
    }
}

/* ---- sheets ---- */

static void put_row(struct writing *w, const struct table_view *v, const struct table_cell *cells,
                    const struct style *style)
{
    arena_clear(&w->scratch);
    for (size_t c = 0; c < v->column_count; c++)
        put_cell(w, (lxw_col_t)c, &cells[c], style);
    w->row++;
}

static size_t chars_of(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.n; i++)
        count += ((unsigned char)text.p[i] & 0xc0) != 0x80;
    return count;
}

static double width_of(const struct table_column *column)
{
    static const double usual[TABLE_KIND_COUNT] = {
        [TABLE_EMPTY] = 10, [TABLE_TEXT] = 32,   [TABLE_REF] = 16,
        [TABLE_INT] = 9,    [TABLE_AMOUNT] = 15, [TABLE_DAY] = 12,
    };
    double width = column->width_chars > 0 ? column->width_chars : usual[column->kind];
    double title = (double)chars_of(column->title) + 4; /* the arrow of the filter */
    return width > title ? width : title;
}

/* Names of sheets are short and do without some signs. */
static char *sheet_name(struct arena *a, struct str name)
{
    char *out = arena_cstr(a, name);
    size_t chars = 0;
    for (size_t i = 0; i < name.n; i++) {
        chars += ((unsigned char)out[i] & 0xc0) != 0x80;
        if (chars > NAME_CHARS_MAX) {
            out[i] = '\0';
            break;
        }
        if (strchr("[]:*?/\\'", out[i]) != NULL)
            out[i] = ' ';
    }
    return out;
}

static void put_lines(struct writing *w, const struct table_view *v)
{
    if (v->title.n > 0) {
        put_text(w, 0, v->title, w->title);
        w->row++;
    }
    for (size_t i = 0; i < v->note_count; i++) {
        put_text(w, 0, v->notes[i], w->note);
        w->row++;
    }
}

static void put_header(struct writing *w, const struct table_view *v)
{
    for (size_t c = 0; c < v->column_count; c++) {
        const struct table_column *column = &v->columns[c];
        put_text(w, (lxw_col_t)c, column->title,
                 right_side(column->kind) ? w->header_right : w->header);
        note_error(
            w, worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(column), NULL));
    }
    note_error(w, worksheet_repeat_rows(w->sheet, w->row, w->row));
    note_error(w, worksheet_autofilter(w->sheet, w->row, 0, w->row + (lxw_row_t)v->row_count,
                                       (lxw_col_t)(v->column_count - 1)));
    worksheet_freeze_panes(w->sheet, w->row + 1, 0);
    w->row++;
}

static void set_paper(lxw_worksheet *sheet)
{
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&C&P / &N");
}

static bool write_sheet(struct writing *w, const struct table_view *v, struct err *err)
{
    if (v->row_count + v->note_count + 3 > XLSX_ROWS_MAX)
        return err_set(err, ERR_EXPORT_TOO_LARGE, "rows");
    arena_clear(&w->scratch);
    w->sheet = workbook_add_worksheet(w->book, sheet_name(&w->scratch, v->name));
    if (w->sheet == NULL)
        return err_set(err, ERR_SYSTEM, "name of a sheet");
    w->row = 0;
    set_paper(w->sheet);
    put_lines(w, v);
    put_header(w, v);
    for (size_t r = 0; r < v->row_count; r++)
        put_row(w, v, v->rows[r], &w->plain);
    if (v->total != NULL)
        put_row(w, v, v->total, &w->total);
    return true;
}

/* ---- the file ---- */

static bool write_book(struct writing *w, const struct xlsx_book *book, struct err *err)
{
    lxw_doc_properties properties = {.created = (time_t)book->created.n * 86400};
    bool ok = true;
    note_error(w, workbook_set_properties(w->book, &properties));
    add_formats(w);
    for (size_t i = 0; i < book->sheet_count && ok; i++)
        ok = write_sheet(w, &book->sheets[i], err);
    /* Also after an error: this is what frees the book. */
    note_error(w, workbook_close(w->book));
    if (ok && w->worst != LXW_NO_ERROR)
        ok = err_set(err, ERR_SYSTEM, lxw_strerror(w->worst));
    return ok;
}

static bool take_bytes(int fd, struct buf *out, struct err *err)
{
    struct stat stat;
    if (fstat(fd, &stat) != 0)
        return err_set(err, ERR_SYSTEM, strerror(errno));
    size_t n = (size_t)stat.st_size;
    if (n > out->max - out->n)
        return err_set(err, ERR_EXPORT_TOO_LARGE, "bytes");
    void *bytes = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return err_set(err, ERR_SYSTEM, strerror(errno));
    buf_add(out, (struct str){bytes, n});
    munmap(bytes, n);
    return true;
}

bool xlsx_write(const struct xlsx_book *book, struct buf *out, struct err *err)
{
    ASSERT(book->sheet_count >= 1);
    ASSERT(book->sheet_count <= XLSX_SHEETS_MAX);
    ASSERT(book->created.n > 0); /* the library takes nought for the clock */
    /* The library knows only names of files: this one lies in memory and has none on disk. */
    int fd = memfd_create("workbook", MFD_CLOEXEC);
    if (fd < 0)
        return err_set(err, ERR_SYSTEM, strerror(errno));
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct writing w = {.book = workbook_new_opt(path, &options)};
    bool ok = w.book != NULL || err_set(err, ERR_SYSTEM, "workbook");
    if (ok) {
        arena_init(&w.scratch, 0);
        ok = write_book(&w, book, err) && take_bytes(fd, out, err);
        arena_release(&w.scratch);
    }
    close(fd);
    return ok;
}
