/* tablegen OUT.c FILE.csv...: checks the law tables (rules/law) and writes them as the constant
 * arrays that law_tables_compiled() gives. The checks are those of law/tables_read.h: a table that
 * does not hold together stops the build. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "law/tables_read.h"

enum { FILE_BYTES_MAX = 1 << 20 };

static struct str read_file(struct arena *arena, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *text = arena_alloc(arena, FILE_BYTES_MAX);
    if (f == NULL) {
        perror(path);
        exit(EXIT_ENVIRONMENT);
    }
    size_t n = fread(text, 1, FILE_BYTES_MAX, f);
    if (ferror(f) || n == FILE_BYTES_MAX) {
        (void)fprintf(stderr, "%s: unreadable or too large\n", path);
        exit(EXIT_ENVIRONMENT);
    }
    (void)fclose(f);
    return (struct str){text, n};
}

static void add_text(struct buf *b, const char *text)
{
    buf_add_c(b, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            buf_add_char(b, '\\');
        }
        buf_add_char(b, *text);
    }
    buf_add_c(b, "\"");
}

static void add_field_text(struct buf *b, const char *text)
{
    add_text(b, text);
    buf_add_c(b, ", ");
}

static void add_field_int(struct buf *b, int64_t v)
{
    buf_add_int(b, v);
    buf_add_c(b, ", ");
}

static void add_day(struct buf *b, struct day d)
{
    if (!day_is(d)) {
        buf_add_c(b, "{DAY_NONE_N}, ");
        return;
    }
    buf_add_c(b, "{");
    buf_add_int(b, d.n);
    buf_add_c(b, " /* ");
    buf_add_day(b, d);
    buf_add_c(b, " */}, ");
}

static void add_confidence(struct buf *b, enum law_confidence c)
{
    static const char *const names[] = {"LAW_UNVERIFIED", "LAW_SECONDARY", "LAW_READ"};
    buf_add_c(b, names[c]);
}

static void add_note(struct buf *b, const struct law_note *note)
{
    buf_add_c(b, "{");
    add_day(b, note->from);
    add_day(b, note->to);
    add_field_text(b, note->article);
    add_field_text(b, note->source);
    add_day(b, note->checked_on);
    add_confidence(b, note->confidence);
    buf_add_c(b, "}},\n");
}

static void add_rates(struct buf *b, const struct law_tables *t)
{
    buf_add_c(b, "static const struct law_ecb_row ecb[] = {\n");
    for (size_t i = 0; i < t->ecb_count; i++) {
        buf_add_c(b, "    {{");
        buf_add_int(b, t->ecb[i].rate.micro);
        buf_add_c(b, "}, ");
        add_note(b, &t->ecb[i].note);
    }
    buf_add_c(b, "};\n\nstatic const struct law_legal_row legal[] = {\n");
    for (size_t i = 0; i < t->legal_count; i++) {
        buf_add_c(b, "    {{");
        buf_add_int(b, t->legal[i].private_rate.micro);
        buf_add_c(b, "}, {");
        buf_add_int(b, t->legal[i].other_rate.micro);
        buf_add_c(b, "}, ");
        add_confidence(b, t->legal[i].private_confidence);
        buf_add_c(b, ", ");
        add_note(b, &t->legal[i].note);
    }
    buf_add_c(b, "};\n\n");
}

static void add_rules(struct buf *b, const struct law_tables *t)
{
    buf_add_c(b, "static const struct law_rule_row rules[] = {\n");
    for (size_t i = 0; i < t->rule_count; i++) {
        buf_add_c(b, "    {(enum law_rule)");
        add_field_int(b, (int64_t)t->rules[i].rule);
        buf_add_c(b, "(enum law_unit)");
        add_field_int(b, (int64_t)t->rules[i].unit);
        add_field_int(b, t->rules[i].value);
        add_note(b, &t->rules[i].note);
    }
    buf_add_c(b, "};\n\nstatic const struct law_limitation_row limitations[] = {\n");
    for (size_t i = 0; i < t->limitation_count; i++) {
        const struct law_limitation_row *row = &t->limitations[i];
        buf_add_c(b, "    {");
        add_field_text(b, row->code);
        add_field_text(b, row->who);
        add_field_text(b, row->what);
        add_field_int(b, row->months);
        add_field_int(b, row->flags);
        add_note(b, &row->note);
    }
    buf_add_c(b, "};\n\nstatic const struct law_term_row terms[] = {\n");
    for (size_t i = 0; i < t->term_count; i++) {
        buf_add_c(b, "    {(enum law_term)");
        add_field_int(b, (int64_t)t->terms[i].term);
        buf_add_c(b, t->terms[i].allowed ? "true, " : "false, ");
        add_note(b, &t->terms[i].note);
    }
    buf_add_c(b, "};\n\n");
}

static void add_calendar(struct buf *b, const struct law_tables *t)
{
    buf_add_c(b, "static const struct law_holiday_row holidays[] = {\n");
    for (size_t i = 0; i < t->holiday_count; i++) {
        const struct law_holiday_row *row = &t->holidays[i];
        buf_add_c(b, "    {");
        add_field_text(b, row->name);
        add_field_int(b, row->month);
        add_field_int(b, row->day_of_month);
        add_field_int(b, row->easter_offset_days);
        buf_add_c(b, "(enum law_region)");
        add_field_int(b, (int64_t)row->region);
        add_note(b, &row->note);
    }
    buf_add_c(b, "};\n\nstatic const struct law_hours_row hours[] = {\n");
    for (size_t i = 0; i < t->hours_count; i++) {
        const struct law_hours_row *row = &t->hours[i];
        buf_add_c(b, "    {");
        add_field_text(b, row->preset);
        add_field_int(b, row->weekday_first);
        add_field_int(b, row->weekday_last);
        add_field_int(b, row->start_minute);
        add_field_int(b, row->end_minute);
        buf_add_c(b, row->on_holidays ? "true, " : "false, ");
        add_note(b, &row->note);
    }
    buf_add_c(b, "};\n\n");
}

static void add_set(struct buf *b)
{
    buf_add_c(b, "static const struct law_tables compiled = {\n"
                 "    ecb, COUNT_OF(ecb),\n    legal, COUNT_OF(legal),\n"
                 "    rules, COUNT_OF(rules),\n    limitations, COUNT_OF(limitations),\n"
                 "    terms, COUNT_OF(terms),\n    holidays, COUNT_OF(holidays),\n"
                 "    hours, COUNT_OF(hours),\n};\n\n"
                 "const struct law_tables *law_tables_compiled(void)\n{\n"
                 "    return &compiled;\n}\n");
}

static void fail(const char *file, const struct err *err)
{
    (void)fprintf(stderr, "%s:%lld: %s: not valid: '%s'\n", file, (long long)err->line, err->field,
                  err->arg);
    exit(EXIT_REFUSED);
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct law_tables t = {0};
    struct err err = {0};
    struct buf out;
    arena_init(&arena, 0);
    buf_init(&out, &arena, FILE_BYTES_MAX);
    for (int i = 2; i < argc; i++) {
        struct str csv = read_file(&arena, argv[i]);
        enum law_table table;
        if (!law_table_detect(csv, &table)) {
            (void)fprintf(stderr, "%s:1: not the header of a law table\n", argv[i]);
            return EXIT_REFUSED;
        }
        if (!law_table_read(table, csv, &arena, &t, &err)) {
            fail(argv[i], &err);
        }
    }
    if (argc < 3 || !law_tables_check(&t, &err)) {
        fail("rules/law", &err);
    }
    buf_add_c(&out,
              "/* Made by tools/tablegen.c from rules/law. */\n#include \"law/tables.h\"\n\n");
    add_rates(&out, &t);
    add_rules(&out, &t);
    add_calendar(&out, &t);
    add_set(&out);
    FILE *f = fopen(argv[1], "wb");
    struct str text = buf_str(&out);
    if (f == NULL || out.full || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0) {
        perror(argv[1]);
        return EXIT_ENVIRONMENT;
    }
    arena_release(&arena);
    return EXIT_DONE;
}
