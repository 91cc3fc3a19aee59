/* A file through the locked child and back: records, refusals, files that change meanwhile, several
 * at a time, and children that nobody waits for. */
#include "support/unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "intake/child/helper.h"
#include "intake/intake.h"

#define HEADER                                                                                     \
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|"   \
    "PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|"     \
    "Idevise\n"

static char path[] = "/tmp/relance-intake-XXXXXX";
static struct arena arena;

static void write_file(struct str text)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text.p, text.n), (ssize_t)text.n);
    close(fd);
}

/* A ledger of that many lines, each of 1 euro. */
static struct str ledger_of(int lines)
{
    struct buf text;
    buf_init(&text, &arena, 64 << 20);
    buf_add_c(&text, HEADER);
    for (int i = 0; i < lines; i++) {
        buf_add_c(&text, i % 2 == 0 ? "AN|A nouveaux|" : "VE|Ventes|");
        buf_add_int(&text, i);
        buf_add_c(&text, "|20260105|411000|Clients|C1|Société ");
        buf_add_int(&text, i);
        buf_add_c(&text, "|F|20260105|Facture|1,00|0,00|||||\n");
    }
    return buf_str(&text);
}

static struct intake *open_ok(void)
{
    struct intake *in = NULL;
    struct err err = {0};
    if (!intake_open(&arena, str_of(path), &in, &err))
        fail_msg("%s %s", err_code_text(err.code), err.detail);
    return in;
}

/* Reads to the end or the first error; the number of records. */
static int64_t drain(struct intake *in, struct err *err)
{
    struct intake_record record;
    int64_t count = 0;
    bool have;
    while (intake_next(in, &record, &have, err) && have)
        count++;
    return count;
}

static void records_come_back_as_they_were(void **state)
{
    (void)state;
    write_file(ledger_of(5000));
    struct intake *in = open_ok();
    const struct intake_summary *about = intake_about(in);
    assert_true(about->known);
    assert_int_equal(about->format, FORMAT_FEC);
    assert_int_equal(about->ledger.lines, 5000);
    assert_int_equal(about->ledger.opening_lines, 2500);
    assert_int_equal(about->ledger.separator, '|');
    assert_int_equal(about->ledger.journal_count, 2);
    struct intake_record record;
    struct err err = {0};
    bool have;
    for (int i = 0; i < 5000; i++) {
        char name[40];
        snprintf(name, sizeof name, "Société %d", i);
        assert_true(intake_next(in, &record, &have, &err));
        assert_true(have);
        assert_int_equal(record.ledger.line, i + 2);
        assert_true(str_is(record.ledger.auxiliary_label, name));
        assert_int_equal(record.ledger.opening, i % 2 == 0);
        assert_int_equal(record.ledger.debit_minor, 100);
    }
    assert_true(intake_next(in, &record, &have, &err));
    assert_false(have);
    assert_true(intake_next(in, &record, &have, &err));
    assert_false(have);
    intake_close(in);
}

static void the_layers_of_this_kernel_are_in_force(void **state)
{
    (void)state;
    struct sandbox_layers offered;
    sandbox_probe(&offered);
    write_file(ledger_of(2));
    struct intake *in = open_ok();
    struct sandbox_layers used = intake_about(in)->layers;
    assert_true(used.limits);
    assert_int_equal(used.seccomp, offered.seccomp);
    assert_int_equal(used.landlock, offered.landlock);
    intake_close(in);
}

static void a_file_cut_while_it_is_read_is_told(void **state)
{
    (void)state;
    write_file(ledger_of(60000));
    struct intake *in = open_ok(); /* the child now waits: its pipe holds far less than the file */
    struct err err = {0};
    assert_int_equal(truncate(path, 2 << 20), 0);
    int64_t count = drain(in, &err);
    assert_int_equal(err.code, ERR_FILE_CHANGED);
    assert_true(count < 60000);
    intake_close(in);
}

static void a_file_altered_while_it_is_read_is_told(void **state)
{
    (void)state;
    struct str text = ledger_of(60000);
    write_file(text);
    struct intake *in = open_ok();
    struct err err = {0};
    int fd = open(path, O_WRONLY);
    /* the last amount: "1,00" becomes "9,00" */
    off_t at = (off_t)text.n - (off_t)strlen("1,00|0,00|||||\n");
    assert_int_equal(pwrite(fd, "9", 1, at), 1);
    close(fd);
    drain(in, &err);
    assert_int_equal(err.code, ERR_CHILD_LIED); /* the sums are not those of the summary */
    intake_close(in);
}

/* Children of the helper, which is our only child: those in /proc whose parent it is. */
static int count_processes(void)
{
    int count = 0;
    char line[400], name[300];
    snprintf(name, sizeof name, "/proc/self/task/%d/children", getpid());
    FILE *f = fopen(name, "r");
    if (f == NULL || fgets(line, sizeof line, f) == NULL) {
        if (f != NULL)
            fclose(f);
        return 0;
    }
    fclose(f);
    long helper = strtol(line, NULL, 10);
    snprintf(name, sizeof name, "/proc/%ld/task/%ld/children", helper, helper);
    f = fopen(name, "r");
    if (f == NULL)
        return 0;
    if (fgets(line, sizeof line, f) != NULL) {
        for (char *p = line; *p != '\0'; p++)
            count += *p == ' ';
    }
    fclose(f);
    return count;
}

static void several_files_are_read_at_a_time(void **state)
{
    (void)state;
    struct intake *in[8];
    struct err err = {0};
    write_file(ledger_of(30000));
    for (int i = 0; i < 8; i++)
        in[i] = open_ok();
    for (int i = 7; i >= 0; i--) {
        assert_int_equal(drain(in[i], &err), 30000);
        assert_int_equal(err.code, ERR_NONE);
        intake_close(in[i]);
    }
}

static void a_child_nobody_waits_for_is_ended(void **state)
{
    (void)state;
    write_file(ledger_of(20000));
    struct intake *held = open_ok();
    assert_int_equal(count_processes(), 1);
    intake_close(held);
    for (int i = 0; i < 40; i++) /* more than the helper has places */
        intake_close(open_ok());
    int left = count_processes();
    for (int tries = 0; tries < 100 && left > 0; tries++) {
        usleep(20 * 1000);
        left = count_processes();
    }
    assert_int_equal(left, 0);
}

static void rows_that_cannot_be_taken_are_given_one_by_one(void **state)
{
    (void)state;
    write_file(STR("Code;Nom;Type\n1;Alpha;société\n2;;\n3;Beta;martien\n4;Gamma;particulier\n"));
    struct intake *in = open_ok();
    const struct intake_summary *about = intake_about(in);
    assert_int_equal(about->kind, KIND_CUSTOMERS);
    assert_int_equal(about->table.rows, 4);
    assert_int_equal(about->table.refused, 2);
    assert_int_equal(about->first_refused.code, ERR_FIELD_EMPTY);
    assert_int_equal(about->first_refused.line, 3);
    struct intake_record record;
    struct err err = {0};
    bool have;
    static const enum err_code expected[] = {ERR_NONE, ERR_FIELD_EMPTY, ERR_BAD_CHOICE, ERR_NONE};
    for (int i = 0; i < 4; i++) {
        assert_true(intake_next(in, &record, &have, &err));
        assert_true(have);
        assert_int_equal(record.refused == NULL ? ERR_NONE : record.refused->code, expected[i]);
    }
    assert_true(str_is(record.customer.name, "Gamma"));
    assert_int_equal(record.customer.type, CUSTOMER_CONSUMER);
    assert_true(intake_next(in, &record, &have, &err));
    assert_false(have);
    intake_close(in);
}

/* What is read of a list: its first refusal, or how many rows it has, and their sum. */
struct heard {
    struct err err;
    int64_t rows, refused, open_minor;
};

static struct heard hear_list(const char *text, bool at_once)
{
    struct intake *in;
    struct intake_record record;
    struct heard h = {0};
    bool have = true;
    write_file(str_of(text));
    if (!intake_open_as(&arena, str_of(path), &(struct intake_way){.at_once = at_once}, &in,
                        &h.err))
        return h;
    assert_int_equal(intake_about(in)->kind, KIND_OPEN_ITEMS);
    assert_true((intake_about(in)->items.rows == 0) == at_once);
    while (intake_next(in, &record, &have, &h.err) && have) {
        h.rows++;
        h.refused += record.refused != NULL;
        h.open_minor += record.refused != NULL ? 0 : record.item.open_minor;
    }
    intake_close(in);
    return h;
}

static void a_list_read_at_once_says_the_same(void **state)
{
    (void)state;
    static const char head[] = "Client;Nom;Facture;Echéance;Devise;Reste dû\n";
    static const char *const lists[] = {
        "1;Alpha;F1;01/02/2026;EUR;12,50\n2;Beta;F2;15/02/2026;USD;7,00\n",
        "1;Alpha;F1;01/02/2026;EUR;12,50\n2;Beta;F2;99/02/2026;EUR;7,00\n",
        "1;Alpha;F1;01/02/2026;EUR;12,50\n;;Total général;;;13,50\n",
        "",
    };
    static const enum err_code whole[] = {ERR_NONE, ERR_NONE, ERR_TOTAL_DIFFERS, ERR_FILE_EMPTY};
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        struct buf text;
        buf_init(&text, &arena, 1024);
        buf_add_c(&text, head);
        buf_add_c(&text, lists[i]);
        const char *list = buf_cstr(&text);
        struct heard before = hear_list(list, false), at_once = hear_list(list, true);
        assert_int_equal(before.err.code, whole[i]);
        assert_int_equal(at_once.err.code, whole[i]);
        assert_int_equal(at_once.err.line, before.err.line);
        if (whole[i] != ERR_NONE)
            continue;
        assert_int_equal(at_once.rows, before.rows);
        assert_int_equal(at_once.refused, before.refused);
        assert_int_equal(at_once.open_minor, before.open_minor);
    }
}

static void what_is_refused_says_why(void **state)
{
    (void)state;
    struct err err = {0};
    struct intake *in;
    write_file(STR("JournalCode|EcritureNum|EcritureDate|CompteNum|CompAuxNum|CompAuxLib|PieceRef|"
                   "PieceDate|EcritureLib|Debit|Credit|EcritureLet\nV|1|20260105|411|C|A|F||x|1,00|"
                   "deux|\n"));
    assert_false(intake_open(&arena, str_of(path), &in, &err));
    assert_int_equal(err.code, ERR_BAD_AMOUNT);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 11);
    assert_string_equal(err.field, "Credit");
    assert_string_equal(err.arg, "deux");
    assert_true(intake_about(in)->known);
    assert_int_equal(intake_about(in)->kind, KIND_LEDGER);
    err_clear(&err);
    assert_false(intake_open(&arena, STR("/nonexistent/file"), &in, &err));
    assert_int_equal(err.code, ERR_FILE_NOT_FOUND);
    err_clear(&err);
    assert_false(intake_open(&arena, STR("/tmp"), &in, &err));
    assert_int_equal(err.code, ERR_FILE_NOT_REGULAR);
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

static int finish(void **state)
{
    (void)state;
    helper_stop();
    return unlink(path);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(records_come_back_as_they_were),
        CASE(the_layers_of_this_kernel_are_in_force),
        CASE(a_file_cut_while_it_is_read_is_told),
        CASE(a_file_altered_while_it_is_read_is_told),
        CASE(several_files_are_read_at_a_time),
        CASE(a_child_nobody_waits_for_is_ended),
        CASE(rows_that_cannot_be_taken_are_given_one_by_one),
        CASE(a_list_read_at_once_says_the_same),
        CASE(what_is_refused_says_why),
    };
    close(mkstemp(path));
    return cmocka_run_group_tests(tests, NULL, finish);
}
