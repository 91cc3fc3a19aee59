/* One ledger line with all its types; what is known of the whole file; opening journals. */
#include "support/unit.h"

#include "intake/formats/sniff.h"
#include "intake/ledgers/fec.h"
#include "intake/ledgers/fec_opening.h"
#include "intake/ledgers/fec_survey.h"

#define HEADER                                                                                     \
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"       \
    "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"          \
    "ValidDate\tMontantdevise\tIdevise\n"

static struct arena arena;

static struct fec_line only_line(struct str text, enum encoding encoding)
{
    static struct source source;
    static struct fec fec;
    struct fec_line line;
    struct err err = {0};
    bool have = false;
    source = source_of_memory(text);
    assert_true(fec_open(&fec, &source, encoding, &arena, &err));
    assert_true(fec_next(&fec, &line, &have, &err));
    assert_true(have);
    line.label = arena_str(&arena, line.label);
    line.auxiliary_label = arena_str(&arena, line.auxiliary_label);
    fec_close(&fec);
    return line;
}

static void all_fields_have_their_types(void **state)
{
    (void)state;
    struct fec_line l = only_line(
        STR(HEADER "VE\tVentes\t17\t20260105\t411000\tClients\tC1\tAlpha\tF-1\t20260104\tPâtes\t"
                   "1234,50\t0,00\tab\t20260201\t20260202\t-1500\tJPY\n"),
        ENC_UTF8);
    assert_int_equal(l.line, 2);
    assert_true(str_is(l.journal, "VE"));
    assert_true(str_is(l.journal_label, "Ventes"));
    assert_true(str_is(l.number, "17"));
    assert_true(str_is(l.account, "411000"));
    assert_true(str_is(l.account_label, "Clients"));
    assert_true(str_is(l.auxiliary, "C1"));
    assert_true(str_is(l.auxiliary_label, "Alpha"));
    assert_true(str_is(l.piece, "F-1"));
    assert_true(str_is(l.label, "Pâtes"));
    assert_true(str_is(l.letter, "ab"));
    assert_int_equal(l.day.n, day_ymd(2026, 1, 5).n);
    assert_int_equal(l.piece_day.n, day_ymd(2026, 1, 4).n);
    assert_int_equal(l.letter_day.n, day_ymd(2026, 2, 1).n);
    assert_int_equal(l.valid_day.n, day_ymd(2026, 2, 2).n);
    assert_int_equal(l.debit_minor, 123450);
    assert_int_equal(l.credit_minor, 0);
    assert_int_equal(l.foreign_minor, -1500);
    char code[4];
    currency_text(l.foreign, code);
    assert_string_equal(code, "JPY");
}

/* The same name in every encoding a ledger comes in. */
static void every_encoding_gives_the_same_text(void **state)
{
    (void)state;
    static const struct {
        enum encoding encoding;
        const char *name, *expected;
    } rows[] = {
        {ENC_UTF8, "Soci\xc3\xa9t\xc3\xa9 \xc5\x92uvre", "Société Œuvre"},
        {ENC_LATIN9, "Soci\xe9t\xe9 \xbcuvre", "Société Œuvre"},
        {ENC_CP1252, "Soci\xe9t\xe9 \x8cuvre", "Société Œuvre"},
        {ENC_CP850, "Soci\x82t\x82 \x92uvre", "Société Æuvre"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf text;
        struct source source;
        struct err err = {0};
        enum encoding guessed;
        buf_init(&text, &arena, 4096);
        buf_add_c(&text, HEADER "VE\tVentes\t1\t20260105\t411000\tClients\tC1\t");
        buf_add_c(&text, rows[i].name);
        buf_add_c(&text, "\tF-1\t\t\t1,00\t\t\t\t\t\t\n");
        source = source_of_memory(buf_str(&text));
        assert_true(sniff_text(&source, &arena, NULL, &guessed, &err));
        assert_int_equal(guessed, rows[i].encoding);
        struct fec_line line = only_line(buf_str(&text), guessed);
        assert_true(str_is(line.auxiliary_label, rows[i].expected));
    }
}

static struct fec_summary survey(const char *text)
{
    struct source source = source_of_memory(str_of(text));
    struct text_file file = {&source, ENC_UTF8, NULL};
    struct fec_summary summary;
    struct err err = {0};
    if (!fec_survey(&file, &arena, &summary, &err))
        fail_msg("%s line %d", err_code_text(err.code), (int)err.line);
    return summary;
}

static void openings_on_one_day_give_that_day(void **state)
{
    (void)state;
    struct fec_summary s = survey(
        HEADER "AN\tA nouveaux\t1\t20260101\t411000\tC\tC1\tA\tx\t20251101\tx\t5,00\t0\t\t\t\t\t\n"
               "AN\tA nouveaux\t1\t20260101\t120000\tR\t\t\tx\t\tx\t0\t5,00\t\t\t\t\t\n"
               "VE\tVentes\t2\t20260105\t411000\tC\tC1\tA\tF\t\tx\t7,00\t0\t\t\t\t\t\n"
               "VE\tVentes\t2\t20260105\t701000\tV\t\t\tF\t\tx\t0\t6,00\t\t\t\t\t\n"
               "BQ\tBanque\t3\t20260302\t512000\tB\t\t\tF\t\tx\t1,00\t0\t\t\t\t\t\n");
    assert_int_equal(s.lines, 5);
    assert_int_equal(s.entries, 3);
    assert_int_equal(s.unbalanced, 2);
    assert_int_equal(s.opening_lines, 2);
    assert_int_equal(s.opening_day.n, day_ymd(2026, 1, 1).n);
    assert_int_equal(s.first.n, day_ymd(2026, 1, 1).n);
    assert_int_equal(s.last.n, day_ymd(2026, 3, 2).n);
    assert_int_equal(s.customers, 1);
    assert_int_equal(s.customers_minor, 1200);
    assert_int_equal(s.journal_count, 3);
    assert_true(s.journals[0].opening);
    assert_true(s.journals[1].sales && !s.journals[1].treasury && !s.journals[1].opening);
    assert_true(s.journals[2].treasury && !s.journals[2].sales);
}

static void openings_with_old_dates_give_the_start_of_the_period(void **state)
{
    (void)state;
    struct fec_summary s = survey(
        HEADER "AD\tA Nouveaux Détaillés\t0\t20240312\t411000\tC\tC1\tA\tx\t\tx\t5,00\t\t\t\t\t\t\n"
               "AD\tA Nouveaux Détaillés\t0\t20250907\t411000\tC\tC1\tA\tx\t\tx\t\t5,00\t\t\t\t\t\n"
               "VE\tVentes\t0\t20260109\t411000\tC\tC1\tA\tF\t\tx\t7,00\t\t\t\t\t\t\n"
               "VE\tVentes\t0\t20260105\t701000\tV\t\t\tF\t\tx\t\t7,00\t\t\t\t\t\n");
    assert_int_equal(s.opening_day.n, day_ymd(2026, 1, 1).n);
    assert_int_equal(s.entries, 2);
    assert_int_equal(s.unbalanced, 0); /* without numbers each journal balances as a whole */
}

static void unnumbered_groups_are_told_when_the_journal_does_not_balance(void **state)
{
    (void)state;
    struct fec_summary s =
        survey(HEADER "VE\tVentes\t0\t20260109\t411000\tC\tC1\tA\tF1\t\tx\t7,00\t\t\t\t\t\t\n"
                      "VE\tVentes\t0\t20260109\t701000\tV\t\t\tF1\t\tx\t\t7,00\t\t\t\t\t\n"
                      "VE\tVentes\t0\t20260109\t411000\tC\tC1\tA\tF2\t\tx\t7,00\t\t\t\t\t\t\n"
                      "VE\tVentes\t0\t20260109\t701000\tV\t\t\tF2\t\tx\t\t6,00\t\t\t\t\t\n");
    assert_int_equal(s.entries, 1);
    assert_int_equal(s.unbalanced, 1);
}

static void sums_that_overflow_are_refused(void **state)
{
    (void)state;
    struct buf text;
    struct fec_summary summary;
    struct err err = {0};
    buf_init(&text, &arena, 4 << 20);
    buf_add_c(&text, HEADER);
    for (int i = 0; i < 10000; i++)
        buf_add_c(&text, "V\t\t1\t20260105\t411000\t\t\t\t\t\t\t9999999999999,99\t\t\t\t\t\t\n");
    struct source source = source_of_memory(buf_str(&text));
    struct text_file file = {&source, ENC_UTF8, NULL};
    assert_false(fec_survey(&file, &arena, &summary, &err));
    assert_int_equal(err.code, ERR_OVERFLOW);
}

static void opening_journals_are_known_by_code_and_label(void **state)
{
    (void)state;
    static const struct {
        const char *code, *label;
        bool balance_sheet, one_day, opening;
    } rows[] = {
        {"ANO", "A nouveaux", true, true, true},
        {"AD", "A Nouveaux Détaillés", true, false, true},
        {"OUV", "Balance Initiale", false, true, true},
        {"RAN", "Reports à nouveau", true, true, true},
        {"RAN", "", true, true, true},
        {"RAN", "RAN", true, false, true},
        {"A.N", "À-nouveaux", true, true, true},
        {"99", "Journal d’ouverture", true, true, true},
        {"X", "REPORT A NOUVEAU", true, true, true},
        {"AN", "Achats Nord", true, true, false},
        {"AN", "Analytique", false, false, false},
        {"AD", "Achats divers", false, false, false},
        {"AN", "Divers", true, true, true},
        {"AN", "Divers", true, false, false},
        {"VE", "Ventes ouvertures", false, false, false},
        {"VO", "Ventes ouverture", false, true, false},
        {"VE", "Ventes", false, false, false},
        {"O.I", "OD INVENTAIRE", false, false, false},
        {"OD", "Opérations diverses", true, true, false},
        {"BQ", "Banque", true, true, false},
        {"NP", "Nouveaux produits", false, false, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool got =
            fec_opening_is(&arena, str_of(rows[i].code), str_of(rows[i].label),
                           (struct opening_evidence){rows[i].balance_sheet, rows[i].one_day});
        if (got != rows[i].opening)
            print_message("# %s %s\n", rows[i].code, rows[i].label);
        assert_int_equal(got, rows[i].opening);
    }
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(all_fields_have_their_types),
        CASE(every_encoding_gives_the_same_text),
        CASE(openings_on_one_day_give_that_day),
        CASE(openings_with_old_dates_give_the_start_of_the_period),
        CASE(unnumbered_groups_are_told_when_the_journal_does_not_balance),
        CASE(sums_that_overflow_are_refused),
        CASE(opening_journals_are_known_by_code_and_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
