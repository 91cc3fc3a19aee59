/* What the parent does with a child that lies, stalls, floods or dies. */
#include "support/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/day.h"
#include "intake/child/child.h"
#include "intake/child/ear.h"
#include "intake/child/helper.h"
#include "intake/child/wire_fec.h"
#include "intake/intake.h"

static char path[] = "/tmp/relance-evil-XXXXXX";

static void make_file(void)
{
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "some bytes\n", 11), 11);
    close(fd);
}

/* Runs intake on the file with this child and returns the first error; *layers is how it ends. */
static struct err run(helper_child *child)
{
    struct arena a;
    struct err err = {0};
    struct intake *in;
    arena_init(&a, 0);
    helper_stop();
    assert_true(helper_start(child, &err));
    if (intake_open(&a, str_of(path), &in, &err)) {
        struct intake_record record;
        bool have = true;
        while (have && intake_next(in, &record, &have, &err))
            ;
        intake_close(in);
    }
    arena_release(&a);
    return err;
}

/* ---- what the children below have in common ---- */

static struct wire_writer out;
static struct wire_record record;

static void say(void) { (void)!wire_put(&out, &record); }

static void greet(void)
{
    static struct arena a;
    arena_init(&a, 0);
    wire_writer_init(&out, SANDBOX_OUT_FD, &a);
    wire_begin(&record, WIRE_HELLO);
    wire_number(&record, 7);
    say();
    wire_begin(&record, WIRE_FORMAT);
    wire_number(&record, FORMAT_FEC);
    say();
}

static struct fec_summary summary(void)
{
    return (struct fec_summary){.lines = 2,
                                .entries = 1,
                                .debit_minor = 500,
                                .credit_minor = 500,
                                .first = day_ymd(2026, 1, 2),
                                .last = day_ymd(2026, 1, 2),
                                .opening_day = DAY_NONE,
                                .separator = '\t',
                                .columns = 18,
                                .journal_count = 1};
}

static void say_summary(const struct fec_summary *s)
{
    wire_fec_summary(s, &record);
    say();
    struct fec_journal journal = {.code = STR("VE"), .label = STR("Ventes"), .lines = s->lines};
    wire_fec_journal(&journal, &record);
    say();
}

static struct fec_line line(int64_t number, int64_t debit, int64_t credit)
{
    return (struct fec_line){.line = number,
                             .journal = STR("VE"),
                             .journal_label = STR("Ventes"),
                             .number = STR("1"),
                             .account = STR("411000"),
                             .auxiliary = STR("C1"),
                             .auxiliary_label = STR("Alpha"),
                             .day = day_ymd(2026, 1, 2),
                             .piece_day = DAY_NONE,
                             .letter_day = DAY_NONE,
                             .valid_day = DAY_NONE,
                             .debit_minor = debit,
                             .credit_minor = credit};
}

static void say_line(struct fec_line l)
{
    wire_fec_line(&l, &record);
    say();
}

static void say_end(int64_t count)
{
    wire_begin(&record, WIRE_END);
    wire_number(&record, count);
    say();
    (void)!wire_flush(&out);
}

/* ---- an honest one, so that the others are refused for their lie alone ---- */

static void honest(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, 500, 0));
    say_line(line(3, 0, 500));
    say_end(2);
}

static void an_honest_child_is_believed(void **state)
{
    (void)state;
    struct err err = run(honest);
    assert_string_equal(err.detail, "");
    assert_int_equal(err.code, ERR_NONE);
}

/* ---- liars ---- */

static void lie_sum(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, 501, 0));
    say_line(line(3, 0, 500));
    say_end(2);
}

static void lie_missing_record(void)
{
    struct fec_summary s = summary();
    s.credit_minor = 0;
    greet();
    say_summary(&s);
    say_line(line(2, 500, 0));
    say_end(2);
}

static void lie_order(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(3, 500, 0));
    say_line(line(3, 0, 500));
    say_end(2);
}

static void lie_control_character(void)
{
    struct fec_summary s = summary();
    struct fec_line l = line(2, 500, 0);
    l.label = STR("a\x1b[2Jb");
    greet();
    say_summary(&s);
    say_line(l);
    say_end(1);
}

static void lie_bad_utf8(void)
{
    struct fec_summary s = summary();
    struct fec_line l = line(2, 500, 0);
    l.auxiliary_label = STR("\xc3(");
    greet();
    say_summary(&s);
    say_line(l);
    say_end(1);
}

static void lie_amount(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, INT64_MAX, 0));
    say_end(1);
}

static void lie_both_sides(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, 500, 500));
    say_end(1);
}

static void lie_day(void)
{
    struct fec_summary s = summary();
    struct fec_line l = line(2, 500, 0);
    l.day.n = 2000000000;
    greet();
    say_summary(&s);
    say_line(l);
    say_end(1);
}

static void lie_long_text(void)
{
    static char text[LIMIT_LABEL_BYTES + 1];
    struct fec_summary s = summary();
    struct fec_line l = line(2, 500, 0);
    memset(text, 'x', sizeof text);
    l.label = (struct str){text, sizeof text};
    greet();
    say_summary(&s);
    say_line(l);
    say_end(1);
}

static void lie_journal_count(void)
{
    struct fec_summary s = summary();
    s.journal_count = (size_t)1 << 40;
    greet();
    say_summary(&s);
    say_end(0);
}

static void lie_entries(void)
{
    struct fec_summary s = summary();
    s.entries = 3;
    greet();
    say_summary(&s);
    say_end(0);
}

static void lie_no_hello(void)
{
    greet();
    out.n = 0;
    say_end(0);
}

static void lie_two_hellos(void)
{
    greet();
    wire_begin(&record, WIRE_HELLO);
    wire_number(&record, 7);
    say();
    (void)!wire_flush(&out);
}

static void lie_garbage(void)
{
    for (int i = 0; i < 1000; i++)
        (void)!write(SANDBOX_OUT_FD, "garbage!", 8);
}

static void lie_huge_record(void)
{
    const unsigned char head[8] = {0xff, 0xff, 0xff, 0x7f, WIRE_FEC_LINE, 10, 10, 0};
    greet();
    (void)!wire_flush(&out);
    (void)!write(SANDBOX_OUT_FD, head, sizeof head);
}

static void lie_text_beyond_record(void)
{
    const unsigned char record_bytes[8 + 24 + 12] = {36, 0, 0,           0,    WIRE_REFUSED, 3,
                                                     3,  0, [32] = 0xff, 0xff, 0xff,         0xff};
    greet();
    (void)!wire_flush(&out);
    (void)!write(SANDBOX_OUT_FD, record_bytes, sizeof record_bytes);
}

static void say_refusal(enum err_code code, int64_t at_line, struct str field)
{
    wire_begin(&record, WIRE_REFUSED);
    wire_number(&record, (int64_t)code);
    wire_number(&record, at_line);
    wire_number(&record, 0);
    wire_text(&record, field);
    wire_text(&record, (struct str){0});
    wire_text(&record, (struct str){0});
    say();
    (void)!wire_flush(&out);
}

static void lie_foreign_error(void)
{
    greet();
    say_refusal(ERR_DB_DAMAGED, 1, (struct str){0});
}

static void lie_unknown_error(void)
{
    greet();
    say_refusal(ERR_CODE_COUNT, 1, (struct str){0});
}

static void lie_error_line(void)
{
    greet();
    say_refusal(ERR_BAD_DATE, -1, (struct str){0});
}

static void lie_error_field(void)
{
    greet();
    say_refusal(ERR_BAD_DATE, 1,
                STR("a name of a column that is longer than the room an error has for it"));
}

static void liars_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        helper_child *child;
    } liars[] = {
        {"sum", lie_sum},
        {"missing record", lie_missing_record},
        {"order", lie_order},
        {"control character", lie_control_character},
        {"bad UTF-8", lie_bad_utf8},
        {"amount", lie_amount},
        {"debit and credit", lie_both_sides},
        {"day", lie_day},
        {"long text", lie_long_text},
        {"journal count", lie_journal_count},
        {"entries", lie_entries},
        {"no hello", lie_no_hello},
        {"two hellos", lie_two_hellos},
        {"garbage", lie_garbage},
        {"huge record", lie_huge_record},
        {"text beyond the record", lie_text_beyond_record},
        {"error of another room", lie_foreign_error},
        {"error that does not exist", lie_unknown_error},
        {"line of an error", lie_error_line},
        {"field of an error", lie_error_field},
    };
    for (size_t i = 0; i < COUNT_OF(liars); i++) {
        struct err err = run(liars[i].child);
        if (err.code != ERR_CHILD_LIED)
            print_message("# %s: %s %s\n", liars[i].name, err_code_text(err.code), err.detail);
        assert_int_equal(err.code, ERR_CHILD_LIED);
    }
}

/* ---- stalling ---- */

static void stall_at_once(void)
{
    for (;;)
        pause();
}

static void stall_half_way(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, 500, 0));
    (void)!wire_flush(&out);
    stall_at_once();
}

static void drip(void)
{
    greet();
    (void)!wire_flush(&out);
    const unsigned char head[8] = {200, 0, 0, 0, WIRE_FEC_LINE, 10, 10, 0};
    (void)!write(SANDBOX_OUT_FD, head, sizeof head);
    for (;;) {
        usleep(50 * 1000);
        (void)!write(SANDBOX_OUT_FD, "x", 1);
    }
}

static void a_silent_child_is_given_up(void **state)
{
    (void)state;
    ear_set_patience((struct ear_patience){200, 5000});
    assert_int_equal(run(stall_at_once).code, ERR_CHILD_TIMEOUT);
    assert_int_equal(run(stall_half_way).code, ERR_CHILD_TIMEOUT);
}

static void a_dripping_child_is_given_up(void **state)
{
    (void)state;
    ear_set_patience((struct ear_patience){1000, 400});
    assert_int_equal(run(drip).code, ERR_CHILD_TIMEOUT);
    ear_set_patience((struct ear_patience){10000, 60000});
}

/* ---- flooding ---- */

static void flood_lines(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    for (int64_t n = 2;; n++)
        say_line(line(n, 0, 0));
}

static void flood_progress(void)
{
    greet();
    for (;;) {
        wire_begin(&record, WIRE_PROGRESS);
        wire_number(&record, 1);
        say();
    }
}

static void a_flood_is_cut(void **state)
{
    (void)state;
    assert_int_equal(run(flood_lines).code, ERR_CHILD_LIED);
    assert_int_equal(run(flood_progress).code, ERR_CHILD_LIED);
}

/* ---- dying ---- */

static void die_by_signal(void) { raise(SIGKILL); }
static void die_by_exit(void) { _exit(EXIT_BUG); }
static void die_of_time(void) { raise(SIGXCPU); }
static void die_half_way(void)
{
    struct fec_summary s = summary();
    greet();
    say_summary(&s);
    say_line(line(2, 500, 0));
    (void)!wire_flush(&out);
    raise(SIGKILL);
}

static void a_dead_child_is_told_from_a_silent_one(void **state)
{
    (void)state;
    struct err err = run(die_by_signal);
    assert_int_equal(err.code, ERR_CHILD_DIED);
    assert_string_equal(err.detail, "signal 9");
    err = run(die_by_exit);
    assert_int_equal(err.code, ERR_CHILD_DIED);
    assert_string_equal(err.detail, "exit 70");
    assert_int_equal(run(die_half_way).code, ERR_CHILD_DIED);
    assert_int_equal(run(die_of_time).code, ERR_CHILD_TIMEOUT);
}

static int finish(void **state)
{
    (void)state;
    helper_stop();
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_child_is_believed),
        cmocka_unit_test(liars_are_refused),
        cmocka_unit_test(a_silent_child_is_given_up),
        cmocka_unit_test(a_dripping_child_is_given_up),
        cmocka_unit_test(a_flood_is_cut),
        cmocka_unit_test(a_dead_child_is_told_from_a_silent_one),
    };
    make_file();
    return cmocka_run_group_tests(tests, NULL, finish);
}
