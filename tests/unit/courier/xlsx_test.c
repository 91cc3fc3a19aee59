/* Workbooks and text files written, then read back by the reader of src/intake and part by part. */
#include "support/unit.h"

#include <time.h>
#include <unistd.h>
#include <zip.h>

#include "courier/csv.h"
#include "courier/xlsx.h"
#include "intake/formats/xlsx.h"
#include "intake/lists/open_item_values.h"

static struct arena arena;

static const struct table_column columns[] = {
    {STR_INIT("Débiteur"), TABLE_TEXT, 0}, {STR_INIT("Dossier"), TABLE_REF, 0},
    {STR_INIT("Solde"), TABLE_AMOUNT, 0},  {STR_INIT("Échéance"), TABLE_DAY, 0},
    {STR_INIT("Retard"), TABLE_INT, 0},
};
enum { COLUMNS = COUNT_OF(columns), ROWS = 7, DAY_CREATED = 20780 };

static struct currency currency(const char *code)
{
    struct currency c;
    assert_true(currency_parse(str_of(code), &c, NULL));
    return c;
}

static void add(struct table_view *v, const char *name, struct money amount, struct day day)
{
    struct table_cell *row = table_view_add(v);
    row[0] = table_text(str_of(name));
    row[1] = table_ref(STR("0012"));
    row[2] = table_amount(amount);
    row[3] = table_day(day);
    row[4] = table_int((int64_t)v->row_count);
}

static struct table_view example(void)
{
    static const struct str notes[] = {STR_INIT("au 23/11/2026")};
    struct table_view v;
    table_view_init(&v, &arena, columns, COLUMNS);
    v.name = STR("Balance");
    v.title = STR("Balance âgée");
    v.notes = notes;
    v.note_count = 1;
    add(&v, "Atelier & \"Fils\" <SARL>", eur(123456), day_ymd(2026, 11, 23));
    add(&v, "=1+1", eur(-10), day_ymd(1900, 1, 2));
    add(&v, "+33 1 99 00 12 34", (struct money){1500, currency("JPY")}, day_ymd(2000, 2, 29));
    add(&v, "-2", (struct money){-1234567, currency("TND")}, DAY_NONE);
    add(&v, "@x", eur(99999999999999), day_ymd(2199, 12, 31));
    add(&v,
        "a\x01"
        "b \xef\xbf\xbf"
        "c",
        eur(7), day_ymd(1900, 3, 1));
    table_view_add(&v)[0] = table_text(STR("à suivre"));
    assert_int_equal(v.row_count, ROWS);
    struct table_cell *total = table_view_total(&v);
    total[0] = table_text(STR("Total"));
    total[2] = table_amount(eur(5));
    return v;
}

static struct str written(const struct table_view *sheets, size_t count)
{
    struct xlsx_book book = {sheets, count, {DAY_CREATED}};
    struct err err = {0};
    struct buf out;
    buf_init(&out, &arena, 64 << 20);
    assert_true(xlsx_write(&book, &out, &err));
    assert_int_equal(err.code, ERR_NONE);
    return buf_str(&out);
}

/* As an import reads it: a workbook keeps the binary fraction nearest to the amount. */
static void is_amount(struct cell cell, const char *text)
{
    const struct value_habits habits = {0};
    struct amount_style style = {'.', false, false};
    int64_t minor = -1;
    int64_t wanted = -2;
    assert_int_equal(cell.type, CELL_NUMBER);
    assert_true(value_amount(&habits, cell, 3, &minor, NULL));
    assert_true(amount_parse(str_of(text), style, 3, &wanted, NULL));
    assert_int_equal(minor, wanted);
}

/* The next row of the sheet has these cells: type and text. */
static void next_is(struct sheet *sheet, int count, const enum cell_type *types,
                    const char *const *texts)
{
    bool have = false;
    struct err err = {0};
    assert_true(sheet_next(sheet, &have, &err));
    assert_true(have);
    for (int i = 0; i < count; i++) {
        struct cell cell = sheet_cell(sheet, i);
        if (types[i] == CELL_NUMBER && texts[i][0] != '\0') {
            is_amount(cell, texts[i]);
            continue;
        }
        assert_string_equal(arena_cstr(&arena, cell.text), texts[i]);
        if (texts[i][0] != '\0')
            assert_int_equal(cell.type, types[i]);
    }
}

static void what_was_written_is_read_back(void **state)
{
    static const enum cell_type types[] = {CELL_TEXT, CELL_TEXT, CELL_NUMBER, CELL_DATE,
                                           CELL_NUMBER};
    static const char *const rows[][COLUMNS] = {
        {"Atelier & \"Fils\" <SARL>", "0012", "1234.56", "2026-11-23", "1"},
        {"=1+1", "0012", "-0.1", "", "2"}, /* the day: below */
        {"+33 1 99 00 12 34", "0012", "1500", "2000-02-29", "3"},
        {"-2", "0012", "-1234.567", "", "4"},
        {"@x", "0012", "999999999999.99", "2199-12-31", "5"},
        {"a b  c", "0012", "0.07", "1900-03-01", "6"},
        {"à suivre", "", "", "", ""},
        {"Total", "", "0.05", "", ""},
    };
    static const enum cell_type text[COLUMNS] = {CELL_TEXT, CELL_TEXT, CELL_TEXT, CELL_TEXT,
                                                 CELL_TEXT};
    struct table_view v = example();
    struct source source = source_of_memory(written(&v, 1));
    struct sheet *sheet = ARENA_NEW(&arena, struct sheet);
    struct xlsx *book = NULL;
    struct err err = {0};
    (void)state;
    assert_true(xlsx_open(&source, STR(""), &arena, &book, &err));
    assert_non_null(book);
    const struct sheet_file file = {.book = book};
    assert_true(sheet_open(sheet, &file, 0, &arena, &err));
    next_is(sheet, 1, text, (const char *const[]){"Balance âgée"});
    next_is(sheet, 1, text, (const char *const[]){"au 23/11/2026"});
    next_is(sheet, COLUMNS, text,
            (const char *const[]){"Débiteur", "Dossier", "Solde", "Échéance", "Retard"});
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (i != 1) {
            next_is(sheet, COLUMNS, types, rows[i]);
            continue;
        }
        next_is(sheet, 3, types, rows[i]);
        /* That calendar is wrong before March 1900: the day stays a text. */
        assert_int_equal(sheet_cell(sheet, 3).type, CELL_TEXT);
        assert_true(str_is(sheet_cell(sheet, 3).text, "1900-01-02"));
    }
    bool have = true;
    assert_true(sheet_next(sheet, &have, &err));
    assert_false(have);
    sheet_close(sheet);
    xlsx_close(book);
}

/* One part of the archive as text. */
static const char *part(struct str bytes, const char *name)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_stat_t stat;
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
    char *text = arena_alloc(&arena, stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, text, stat.size), stat.size);
    zip_fclose(file);
    zip_close(zip);
    return text;
}

static void the_header_stays_filters_and_is_printed(void **state)
{
    struct table_view views[2];
    (void)state;
    views[0] = example();
    table_view_init(&views[1], &arena, columns, 1);
    views[1].name = STR("Un nom de feuille [trop] long/pour un tableur");
    struct str bytes = written(views, 2);
    const char *sheet = part(bytes, "xl/worksheets/sheet1.xml");
    assert_non_null(strstr(sheet, "<pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" "
                                  "state=\"frozen\"/>"));
    assert_non_null(strstr(sheet, "<autoFilter ref=\"A3:E10\"/>")); /* without the total */
    assert_null(strstr(sheet, "<f>"));
    const char *book = part(bytes, "xl/workbook.xml");
    assert_non_null(strstr(book, "_xlnm.Print_Titles\" localSheetId=\"0\">Balance!$3:$3<"));
    assert_non_null(strstr(book, "name=\"Un nom de feuille  trop  long p\""));
    assert_non_null(strstr(book, "localSheetId=\"1\""));
    assert_non_null(strstr(part(bytes, "xl/worksheets/sheet2.xml"), "<autoFilter ref=\"A1\"/>"));
    const char *styles = part(bytes, "xl/styles.xml");
    assert_non_null(strstr(styles, "formatCode=\"#,##0.00\""));
    assert_non_null(strstr(styles, "#,##0.000"));
}

static void the_same_table_gives_the_same_bytes(void **state)
{
    struct table_view v = example();
    (void)state;
    struct str first = written(&v, 1);
    sleep(3); /* an archive notes times in steps of two seconds */
    struct str second = written(&v, 1);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    assert_non_null(strstr(part(first, "docProps/core.xml"), "2026-11-23T00:00:00Z"));
}

static void limits_are_kept(void **state)
{
    struct table_view v = example();
    struct xlsx_book book = {&v, 1, {DAY_CREATED}};
    struct err err = {0};
    struct buf out;
    (void)state;
    buf_init(&out, &arena, 1000);
    assert_false(xlsx_write(&book, &out, &err));
    assert_int_equal(err.code, ERR_EXPORT_TOO_LARGE);
    err_clear(&err);
    buf_init(&out, &arena, 100);
    assert_false(csv_write(&v, &out, &err));
    assert_int_equal(err.code, ERR_EXPORT_TOO_LARGE);
    err_clear(&err);
    v.row_count = XLSX_ROWS_MAX - 3; /* refused before a row is read */
    buf_init(&out, &arena, 1 << 20);
    assert_false(xlsx_write(&book, &out, &err));
    assert_int_equal(err.code, ERR_EXPORT_TOO_LARGE);
}

static void csv_says_the_same(void **state)
{
    static const char wanted[] = "\xef\xbb\xbf"
                                 "Débiteur;Dossier;Solde;Échéance;Retard\r\n"
                                 "\"Atelier & \"\"Fils\"\" <SARL>\";0012;1234,56;2026-11-23;1\r\n"
                                 "'=1+1;0012;-0,10;1900-01-02;2\r\n"
                                 "'+33 1 99 00 12 34;0012;1500;2000-02-29;3\r\n"
                                 "'-2;0012;-1234,567;;4\r\n"
                                 "'@x;0012;999999999999,99;2199-12-31;5\r\n";
    struct table_view v = example();
    struct err err = {0};
    struct buf out;
    (void)state;
    v.row_count = 5;
    buf_init(&out, &arena, 1 << 20);
    assert_true(csv_write(&v, &out, &err));
    assert_string_equal(buf_cstr(&out), wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(the_header_stays_filters_and_is_printed),
        cmocka_unit_test(the_same_table_gives_the_same_bytes),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(csv_says_the_same),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("courier xlsx", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
