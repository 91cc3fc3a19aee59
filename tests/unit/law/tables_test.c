/* The law tables: what is compiled in holds together, and a file that does not is refused with its
 * line and column. */
#include "support/unit.h"

#include "base/arena.h"
#include "law/coverage.h"
#include "law/csv.h"
#include "law/doubtful.h"
#include "law/semester.h"
#include "law/tables_compare.h"
#include "law/tables_fill.h"
#include "law/tables_read.h"
#include "law/tables_write.h"

#define ECB "from,to,rate_percent,article,source,checked_on,confidence\n"
#define LEGAL                                                                                      \
    "from,to,private_percent,other_percent,private_confidence,article,source,checked_on,"          \
    "confidence\n"
#define RULES "code,value,unit,from,to,article,source,checked_on,confidence\n"
#define LIMITATION "code,who,what,period,flags,from,to,article,source,checked_on,confidence\n"
#define HOURS "preset,weekdays,start,end,holidays,from,to,article,source,checked_on,confidence\n"
#define HOLIDAYS                                                                                   \
    "name,month,day,easter_offset,region,from,to,article,source,checked_on,confidence\n"
#define TERMS "rule,allowed,from,to,article,source,checked_on,confidence\n"
#define TAIL ",art,src,2026-01-01,H\n"

static const struct {
    const char *what;
    enum law_table table;
    const char *csv;
    const char *column; /* NULL: accepted */
    int64_t line;
} files[] = {
    {"one row", LAW_TABLE_ECB, ECB "2025-01-01,2025-06-30,2.15" TAIL, NULL, 0},
    {"CRLF and a last line without an end", LAW_TABLE_ECB,
     "from,to,rate_percent,article,source,checked_on,confidence\r\n"
     "2025-01-01,2025-06-30,2.15,a,s,2026-01-01,M",
     NULL, 0},
    {"nothing but the header", LAW_TABLE_ECB, ECB, "ecb", 0},
    {"the header of another table", LAW_TABLE_ECB, TERMS, "ecb", 1},
    {"a gap of one day", LAW_TABLE_ECB,
     ECB "2025-01-01,2025-06-29,2.15" TAIL "2025-07-01,2025-12-31,2.15" TAIL, "from", 3},
    {"an overlap of one day", LAW_TABLE_ECB,
     ECB "2025-01-01,2025-07-01,2.15" TAIL "2025-07-01,2025-12-31,2.15" TAIL, "from", 3},
    {"no end", LAW_TABLE_ECB, ECB "2025-01-01,,2.15" TAIL, "to", 2},
    {"an end before its beginning", LAW_TABLE_ECB, ECB "2025-01-01,2024-12-31,2.15" TAIL, "to", 2},
    {"not a date", LAW_TABLE_ECB, ECB "2025-02-30,2025-12-31,2.15" TAIL, "from", 2},
    {"not a rate", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31,two" TAIL, "rate_percent", 2},
    {"no article", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31,2.15,,src,2026-01-01,H\n", "article",
     2},
    {"no source", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31,2.15,art,,2026-01-01,H\n", "source", 2},
    {"never checked", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31,2.15,art,src,,H\n", "checked_on",
     2},
    {"no confidence", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31,2.15,art,src,2026-01-01,\n",
     "confidence", 2},
    {"too few fields", LAW_TABLE_ECB, ECB "2025-01-01,2025-12-31\n", "ecb", 2},
    {"too many fields", LAW_TABLE_ECB, ECB "1,2,3,4,5,6,7,8,9,10,11,12,13,14\n", "ecb", 2},
    {"both columns of the legal rate", LAW_TABLE_LEGAL,
     LEGAL "2025-01-01,2025-06-30,7.21,3.71,M" TAIL, NULL, 0},
    {"a column missing", LAW_TABLE_LEGAL, LEGAL "2025-01-01,2025-06-30,7.21,,M" TAIL,
     "other_percent", 2},
    {"unknown rule", LAW_TABLE_RULES, RULES "b2b_magic,1,days,," TAIL, "code", 2},
    {"a value without a unit", LAW_TABLE_RULES, RULES "b2b_start,1,,," TAIL, "value", 2},
    {"an unknown unit", LAW_TABLE_RULES, RULES "b2b_margin,1,weeks,," TAIL, "unit", 2},
    {"a value of zero", LAW_TABLE_RULES, RULES "indemnity,0.00,eur,," TAIL, "value", 2},
    {"a thousand points", LAW_TABLE_RULES, RULES "b2b_margin,1000,points,," TAIL, "value", 2},
    {"a century of limitation", LAW_TABLE_LIMITATION, LIMITATION "X,who,what,100y,,," TAIL,
     "period", 2},
    {"years after Easter", LAW_TABLE_HOLIDAYS, HOLIDAYS "x,,,4000,,," TAIL, "easter_offset", 2},
    {"a rule that changes", LAW_TABLE_RULES,
     RULES "b2b_margin,10,points,2013-01-01,2026-12-31" TAIL "b2b_margin,9,points,2027-01-01," TAIL,
     NULL, 0},
    {"one rule twice", LAW_TABLE_RULES,
     RULES "b2b_margin,10,points,2013-01-01," TAIL "b2b_margin,9,points,2027-01-01," TAIL, "code",
     3},
    {"quotes around a comma", LAW_TABLE_LIMITATION,
     LIMITATION "X,\"one, two\",\"say \"\"three\"\"\",5y,foreclosure no-agreement,," TAIL, NULL, 0},
    {"unknown flag", LAW_TABLE_LIMITATION, LIMITATION "X,who,what,5y,special,," TAIL, "flags", 2},
    {"a period in weeks", LAW_TABLE_LIMITATION, LIMITATION "X,who,what,5w,,," TAIL, "period", 2},
    {"a calendar year of 14 months", LAW_TABLE_LIMITATION,
     LIMITATION "X,who,what,14m,year-end,," TAIL, "period", 2},
    {"hours", LAW_TABLE_HOURS, HOURS "p,1-7,00:00,24:00,yes,," TAIL, NULL, 0},
    {"hours that end before they begin", LAW_TABLE_HOURS, HOURS "p,1-5,20:00,10:00,no,," TAIL,
     "end", 2},
    {"minute 60", LAW_TABLE_HOURS, HOURS "p,1-5,09:60,10:00,no,," TAIL, "start", 2},
    {"weekdays backwards", LAW_TABLE_HOURS, HOURS "p,5-1,09:00,10:00,no,," TAIL, "weekdays", 2},
    {"neither yes nor no", LAW_TABLE_HOURS, HOURS "p,1-5,09:00,10:00,oui,," TAIL, "holidays", 2},
    {"29 February", LAW_TABLE_HOLIDAYS, HOLIDAYS "x,2,29,,,," TAIL, "day", 2},
    {"a control character", LAW_TABLE_HOURS, HOURS "p\tq,1-5,09:00,10:00,no,," TAIL, "preset", 2},
    {"one claim twice", LAW_TABLE_LIMITATION,
     LIMITATION "X,who,what,5y,,,2026-12-31" TAIL "x,who,what,4y,,2027-01-01," TAIL, "from", 3},
    {"a term that becomes unlawful", LAW_TABLE_TERMS,
     TERMS "net60,yes,,2026-12-31" TAIL "net60,no,2027-01-01," TAIL, NULL, 0},
    {"a term lawful and unlawful on one day", LAW_TABLE_TERMS,
     TERMS "net60,yes,,2027-01-01" TAIL "net60,no,2027-01-01," TAIL, "from", 3},
    {"one holiday twice", LAW_TABLE_HOLIDAYS,
     HOLIDAYS "x,2,3,,,,2026-12-31" TAIL "y,2,3,,,," TAIL "x,2,4,,,2026-12-31," TAIL, "from", 4},
    {"one holiday in two regions", LAW_TABLE_HOLIDAYS,
     HOLIDAYS "x,2,3,,mayotte,," TAIL "x,2,3,,guyane,," TAIL, NULL, 0},
    {"hours that meet", LAW_TABLE_HOURS,
     HOURS "p,1-5,09:00,12:00,no,," TAIL "p,5-6,11:59,13:00,no,," TAIL, "from", 3},
    {"hours side by side", LAW_TABLE_HOURS,
     HOURS "p,1-5,09:00,12:00,no,," TAIL "p,5-6,12:00,13:00,no,," TAIL, NULL, 0},
    {"30 February", LAW_TABLE_HOLIDAYS, HOLIDAYS "x,2,30,,,," TAIL, "day", 2},
    {"unknown region", LAW_TABLE_HOLIDAYS, HOLIDAYS "x,2,3,,corse,," TAIL, "region", 2},
    {"unknown term", LAW_TABLE_TERMS, TERMS "net45,yes,," TAIL, "rule", 2},
};

static void files_are_checked(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct law_tables t = {0};
        struct err err = {0};
        bool read = law_table_read(files[i].table, str_of(files[i].csv), &arena, &t, &err);
        if (read != (files[i].column == NULL)) {
            fail_msg("%s: %s", files[i].what, read ? "accepted" : err.field);
        }
        if (!read) {
            assert_int_equal(err.code, ERR_TABLE_INVALID);
            assert_string_equal(err.field, files[i].column);
            assert_true(files[i].line == 0 || err.line == files[i].line);
        }
    }
    arena_release(&arena);
}

static void quotes_are_taken_off(void **state)
{
    struct arena arena;
    struct law_csv csv = {STR("a,\"b, \"\"c\"\"\",\n\nlast"), &arena, 0};
    struct law_csv_row row;
    (void)state;
    arena_init(&arena, 0);
    assert_true(law_csv_next(&csv, &row));
    assert_int_equal(row.count, 3);
    assert_true(str_is(row.fields[1], "b, \"c\""));
    assert_int_equal(row.fields[2].n, 0);
    assert_true(law_csv_next(&csv, &row));
    assert_int_equal(csv.line, 3);
    assert_true(str_is(row.fields[0], "last"));
    assert_false(law_csv_next(&csv, &row));
    arena_release(&arena);
}

/* A source of 501 bytes, and one row more than a table may have. */
static void sizes_are_limited(void **state)
{
    struct arena arena;
    struct buf csv;
    struct law_tables t;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    buf_init(&csv, &arena, LAW_TABLE_BYTES_MAX);
    buf_add_c(&csv, ECB "2025-01-01,2025-06-30,2.15,art,");
    for (int i = 0; i <= LAW_TEXT_BYTES_MAX; i++)
        buf_add_char(&csv, 's');
    buf_add_c(&csv, ",2026-01-01,H\n");
    assert_false(law_table_read(LAW_TABLE_ECB, buf_str(&csv), &arena, &t, &err));
    assert_string_equal(err.field, "source");
    err_clear(&err);
    buf_clear(&csv);
    buf_add_c(&csv, ECB);
    for (int i = 0; i <= LAW_TABLE_ROWS_MAX; i++) {
        struct day day = day_add(day_ymd(2000, 1, 1), i);
        buf_add_day(&csv, day);
        buf_add_char(&csv, ',');
        buf_add_day(&csv, day);
        buf_add_c(&csv, ",2.15" TAIL);
    }
    assert_false(law_table_read(LAW_TABLE_ECB, buf_str(&csv), &arena, &t, &err));
    assert_int_equal(err.line, LAW_TABLE_ROWS_MAX + 2);
    arena_release(&arena);
}

/* What is written reads back as the same rows, and is written the same again. */
static void written_tables_read_back(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        enum law_table table = (enum law_table)i;
        struct law_tables t = *law_tables_compiled();
        struct law_changes changes;
        struct err err = {0};
        struct buf once;
        struct buf again;
        buf_init(&once, &arena, LAW_TABLE_BYTES_MAX);
        buf_init(&again, &arena, LAW_TABLE_BYTES_MAX);
        law_table_write(&t, table, &once);
        assert_true(law_table_read(table, buf_str(&once), &arena, &t, &err));
        law_tables_compare(table, law_tables_compiled(), &t, &arena, &changes);
        assert_int_equal(changes.count, 0);
        law_table_write(&t, table, &again);
        assert_true(str_eq(buf_str(&once), buf_str(&again)));
    }
    arena_release(&arena);
}

#define E1 "2025-01-01,2025-06-30,2.15" TAIL
#define E2 "2025-07-01,2025-12-31,2.00" TAIL

static const struct {
    const char *what;
    enum law_table table;
    const char *before, *after;
    size_t added, changed, removed, figures;
} pairs[] = {
    {"the same", LAW_TABLE_ECB, ECB E1 E2, ECB E1 E2, 0, 0, 0, 0},
    {"a new row", LAW_TABLE_ECB, ECB E1, ECB E1 E2, 1, 0, 0, 0},
    {"a row gone", LAW_TABLE_ECB, ECB E1 E2, ECB E1, 0, 0, 1, 0},
    {"another rate", LAW_TABLE_ECB, ECB E1, ECB "2025-01-01,2025-06-30,2.16" TAIL, 0, 1, 0, 1},
    {"a rate written otherwise", LAW_TABLE_ECB, ECB E1, ECB "2025-01-01,2025-06-30,2.150" TAIL, 0,
     0, 0, 0},
    {"holds longer, checked again", LAW_TABLE_ECB, ECB E1,
     ECB "2025-01-01,2025-09-30,2.15,art,src,2026-02-01,M\n", 0, 1, 0, 0},
    {"a row pushed into a closed period", LAW_TABLE_ECB, ECB E1,
     ECB "2025-01-01,2025-03-31,2.15" TAIL "2025-04-01,2025-06-30,2.00" TAIL, 1, 1, 0, 1},
    {"a rule comes to its end", LAW_TABLE_RULES, RULES "b2b_margin,10,points,2013-01-01," TAIL,
     RULES "b2b_margin,10,points,2013-01-01,2026-12-31" TAIL "b2b_margin,9,points,2027-01-01," TAIL,
     1, 1, 0, 0},
    {"another unit", LAW_TABLE_RULES, RULES "judgment_months,2,months,," TAIL,
     RULES "judgment_months,2,days,," TAIL, 0, 1, 0, 1},
    {"another period of limitation", LAW_TABLE_LIMITATION, LIMITATION "X,who,what,5y,,," TAIL,
     LIMITATION "X,who,what,4y,,," TAIL, 0, 1, 0, 1},
    {"another wording", LAW_TABLE_LIMITATION, LIMITATION "X,who,what,5y,,," TAIL,
     LIMITATION "X,whoever,what,60m,,," TAIL, 0, 1, 0, 0},
};

static void changes_are_listed(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct law_tables before = {0};
        struct law_tables after = {0};
        struct law_changes c;
        struct err err = {0};
        assert_true(law_table_read(pairs[i].table, str_of(pairs[i].before), &arena, &before, &err));
        assert_true(law_table_read(pairs[i].table, str_of(pairs[i].after), &arena, &after, &err));
        law_tables_compare(pairs[i].table, &before, &after, &arena, &c);
        if (c.added != pairs[i].added || c.changed != pairs[i].changed ||
            c.removed != pairs[i].removed || c.figures != pairs[i].figures)
            fail_msg("%s: +%zu ~%zu -%zu figures %zu", pairs[i].what, c.added, c.changed, c.removed,
                     c.figures);
    }
    arena_release(&arena);
}

/* A loaded table keeps its rows; what it does not know comes from the program. */
static void old_tables_are_filled(void **state)
{
    struct arena arena;
    struct law_tables t = *law_tables_compiled();
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    assert_true(law_table_read(LAW_TABLE_RULES, STR(RULES "b2b_margin,9,points,2013-01-01," TAIL),
                               &arena, &t, &err));
    assert_true(law_table_read(LAW_TABLE_TERMS, STR(TERMS "net60,no,," TAIL), &arena, &t, &err));
    assert_true(law_table_read(LAW_TABLE_LIMITATION, STR(LIMITATION "WATER,w,x,4y,,," TAIL), &arena,
                               &t, &err));
    assert_false(law_tables_check(&t, NULL));
    law_tables_fill(&t, law_tables_compiled(), &arena);
    assert_true(law_tables_check(&t, &err));
    assert_int_equal(law_rule_newest(&t, LAW_RULE_B2B_MARGIN)->value, 900);
    assert_int_equal(t.rule_count, law_tables_compiled()->rule_count);
    assert_false(law_term_on(&t, LAW_TERM_NET60, day_ymd(2026, 1, 1))->allowed);
    assert_int_equal(t.term_count, law_tables_compiled()->term_count);
    assert_int_equal(law_limitation_find(&t, STR("WATER"))->months, 48);
    assert_int_equal(t.limitation_count, law_tables_compiled()->limitation_count);
    arena_release(&arena);
}

static void table_is_known_by_its_header(void **state)
{
    enum law_table table;
    (void)state;
    assert_true(law_table_detect(STR(ECB), &table));
    assert_int_equal(table, LAW_TABLE_ECB);
    assert_true(law_table_detect(STR(HOURS "x"), &table));
    assert_int_equal(table, LAW_TABLE_HOURS);
    assert_false(law_table_detect(STR("from,to,rate_percent\n"), &table));
    assert_false(law_table_detect(STR(""), &table));
}

static void compiled_set_is_whole(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    struct law_tables without = *t;
    struct err err = {0};
    (void)state;
    assert_true(law_tables_check(t, &err));
    without.rule_count--;
    assert_false(law_tables_check(&without, &err));
    assert_int_equal(err.code, ERR_TABLE_INVALID);
    assert_string_equal(err.field, "rules");
    struct law_coverage ecb = law_table_coverage(t, LAW_TABLE_ECB);
    assert_int_equal(ecb.last.n, day_ymd(2026, 12, 31).n);
    assert_int_equal(ecb.rows, 38);
    struct law_coverage legal = law_table_coverage(t, LAW_TABLE_LEGAL);
    assert_int_equal(legal.first.n, day_ymd(2008, 1, 1).n);
    assert_int_equal(legal.last.n, day_ymd(2026, 12, 31).n);
    assert_true(law_table_coverage(t, LAW_TABLE_LIMITATION).unverified > 0);
}

/* 2.40 is also the marginal lending rate of 2025: the wrong column. */
static void rates_of_2026(void **state)
{
    const struct law_tables *t = law_tables_compiled();
    (void)state;
    assert_int_equal(law_ecb_on(t, day_ymd(2026, 6, 16))->rate.micro, 2150000);
    assert_int_equal(law_ecb_on(t, day_ymd(2026, 6, 17))->rate.micro, 2400000);
    assert_int_equal(law_ecb_on(t, day_ymd(2008, 10, 14))->rate.micro, 4250000);
    assert_int_equal(law_ecb_on(t, day_ymd(2008, 10, 15))->rate.micro, 3750000);
    assert_null(law_ecb_on(t, day_ymd(2026, 9, 10)));
    assert_null(law_legal_on(t, day_ymd(2027, 1, 1)));
    assert_null(law_legal_on(t, day_ymd(2007, 12, 31)));
}

static void semesters(void **state)
{
    struct law_semester s = law_semester_of(day_ymd(2026, 6, 30));
    (void)state;
    assert_int_equal(s.half, 1);
    assert_int_equal(law_semester_last(s).n, day_ymd(2026, 6, 30).n);
    s = law_semester_next(s);
    assert_int_equal(law_semester_first(s).n, day_ymd(2026, 7, 1).n);
    s = law_semester_next(s);
    assert_int_equal(s.year, 2027);
    assert_int_equal(s.half, 1);
}

/* WE-20 */
static void postings_name_their_accounts(void **state)
{
    struct law_posting lines[LAW_POSTINGS_MAX];
    struct law_unpaid u = law_unpaid_split(450000, (struct rate){20 * RATE_MICRO});
    (void)state;
    assert_int_equal(law_post_loss(&u, lines), 3);
    assert_string_equal(lines[0].ledger_account, "654");
    assert_int_equal(lines[0].debit_minor, 375000);
    assert_string_equal(lines[1].ledger_account, "44571");
    assert_int_equal(lines[1].debit_minor, 75000);
    assert_string_equal(lines[2].ledger_account, "416");
    assert_int_equal(lines[2].credit_minor, 450000);
    assert_int_equal(law_post_doubtful(&u, lines), 2);
    assert_string_equal(lines[0].ledger_account, "416");
    assert_string_equal(lines[1].ledger_account, "411");
    assert_int_equal(law_post_depreciation(225000, lines), 2);
    assert_string_equal(lines[0].ledger_account, "68174");
    assert_string_equal(lines[1].ledger_account, "491");
    assert_int_equal(law_post_reversal(225000, lines), 2);
    assert_string_equal(lines[0].ledger_account, "491");
    assert_string_equal(lines[1].ledger_account, "78174");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_checked),
        cmocka_unit_test(quotes_are_taken_off),
        cmocka_unit_test(sizes_are_limited),
        cmocka_unit_test(written_tables_read_back),
        cmocka_unit_test(changes_are_listed),
        cmocka_unit_test(old_tables_are_filled),
        cmocka_unit_test(table_is_known_by_its_header),
        cmocka_unit_test(compiled_set_is_whole),
        cmocka_unit_test(rates_of_2026),
        cmocka_unit_test(semesters),
        cmocka_unit_test(postings_name_their_accounts),
    };
    return cmocka_run_group_tests_name("law tables", tests, NULL, NULL);
}
