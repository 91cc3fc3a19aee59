/* TEST FILE.tab...: see table.h. */
#include <stdio.h>
#include <stdlib.h>

#include "base/money.h"
#include "table.h"

static int points;
static int failures;

NORETURN void table_broken(const struct table_row *row, const char *why)
{
    (void)printf("Bail out! %s:%lld: %s\n", row->file, (long long)row->line, why);
    exit(1);
}

bool row_has(const struct table_row *row, const char *column)
{
    return row_text(row, column).n > 0;
}

struct str row_text(const struct table_row *row, const char *column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (str_is(row->columns[i], column)) {
            return str_is(row->fields[i], "-") ? STR("") : row->fields[i];
        }
    }
    table_broken(row, column);
}

struct day parse_day(const struct table_row *row, struct str s)
{
    struct day day = DAY_NONE;
    if (s.n > 0 && !day_parse_iso(s, &day, NULL)) {
        table_broken(row, "not a date");
    }
    return day;
}

int64_t parse_amount(const struct table_row *row, struct str s)
{
    int64_t minor;
    if (!amount_parse(s, (struct amount_style){'.', true, false}, 2, &minor, NULL)) {
        table_broken(row, "not an amount");
    }
    return minor;
}

struct day row_day(const struct table_row *row, const char *column)
{
    return parse_day(row, row_text(row, column));
}

int64_t row_amount(const struct table_row *row, const char *column)
{
    return parse_amount(row, row_text(row, column));
}

void row_expect(struct table_row *row, const char *column, struct str found)
{
    struct str wanted = row_text(row, column);
    if (wanted.n == 0 || str_eq(wanted, found)) {
        return;
    }
    buf_add_c(&row->wrong, " ");
    buf_add_c(&row->wrong, column);
    buf_add_c(&row->wrong, ": expected ");
    buf_add(&row->wrong, wanted);
    buf_add_c(&row->wrong, ", found ");
    buf_add(&row->wrong, found);
    buf_add_c(&row->wrong, ";");
}

void row_expect_day(struct table_row *row, const char *column, struct day found)
{
    struct buf text;
    buf_init(&text, row->arena, 16);
    if (day_is(found)) {
        buf_add_day(&text, found);
    } else {
        buf_add_c(&text, "none");
    }
    row_expect(row, column, buf_str(&text));
}

void row_expect_amount(struct table_row *row, const char *column, int64_t cents)
{
    struct buf text;
    buf_init(&text, row->arena, 40);
    buf_add_amount(&text, eur(cents));
    row_expect(row, column, buf_str(&text));
}

void row_expect_int(struct table_row *row, const char *column, int64_t found)
{
    struct buf text;
    buf_init(&text, row->arena, 40);
    buf_add_int(&text, found);
    row_expect(row, column, buf_str(&text));
}

static size_t split(struct str line, struct str out[TABLE_COLUMNS_MAX])
{
    size_t n = 0;
    struct str part;
    while (n < TABLE_COLUMNS_MAX && str_split(&line, '|', &part)) {
        out[n++] = str_trim(part);
    }
    return n;
}

static void report(struct table_row *row)
{
    points++;
    bool good = row->wrong.n == 0;
    failures += good ? 0 : 1;
    (void)printf("%sok %d - %s:%lld %.*s\n", good ? "" : "not ", points, row->file,
                 (long long)row->line, STR_ARG(row->fields[0]));
    if (!good) {
        (void)printf("# %s\n", buf_cstr(&row->wrong));
    }
}

static void run_lines(struct arena *arena, const char *file, struct str text)
{
    row_check *check = NULL;
    struct str columns[TABLE_COLUMNS_MAX];
    struct table_row row = {.file = file, .columns = columns, .arena = arena};
    struct str line;
    while (str_split(&text, '\n', &line)) {
        row.line++;
        line = str_trim(line);
        if (line.n == 0 || line.p[0] == '#') {
            continue;
        }
        if (str_starts(line, STR("table "))) {
            check = NULL;
            row.count = 0;
            for (const struct table_kind *k = table_kinds; k->kind != NULL; k++) {
                check = str_is(str_slice(line, 6, line.n), k->kind) ? k->check : check;
            }
        } else if (check == NULL) {
            table_broken(&row, "a table begins with `table KIND`");
        } else if (row.count == 0) {
            row.count = split(line, columns);
        } else if (split(line, row.fields) != row.count) {
            table_broken(&row, "as many fields as columns, please");
        } else {
            buf_init(&row.wrong, arena, 4000);
            check(&row);
            report(&row);
        }
    }
}

int main(int argc, char **argv)
{
    struct arena arena;
    arena_init(&arena, 0);
    for (int i = 1; i < argc; i++) {
        static char text[1 << 18];
        FILE *f = fopen(argv[i], "rb");
        if (f == NULL) {
            (void)printf("Bail out! %s cannot be opened\n", argv[i]);
            return 1;
        }
        size_t n = fread(text, 1, sizeof(text), f);
        (void)fclose(f);
        const char *name = strrchr(argv[i], '/');
        run_lines(&arena, name == NULL ? argv[i] : name + 1, (struct str){text, n});
    }
    (void)printf("1..%d\n", points);
    arena_release(&arena);
    return failures == 0 ? 0 : 1;
}
