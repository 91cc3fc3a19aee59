/* The program that makes texts of PDFs, played by shell scripts: what it says, what it may not do,
 * and what happens when it is absent, slow or talkative. */
#include "support/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "intake/child/child.h"
#include "intake/child/helper.h"
#include "intake/formats/pdf_text.h"

static char folder[] = "/tmp/relance-text-XXXXXX";
static struct arena arena;
static int file_fd = -1;

static const char *in_folder(const char *name)
{
    static char path[100];
    int n = snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(n > 0 && (size_t)n < sizeof path);
    return path;
}

static void write_file(const char *name, const char *text, mode_t mode)
{
    int fd = open(in_folder(name), O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

/* What the script makes of the file "one\ntwo\n". The first run after a change of PATH needs a
 * helper of its own. */
static struct str said(const char *script, enum pdf_text *how)
{
    struct err err = {0};
    struct str text;
    char program[4096];
    int n = snprintf(program, sizeof program, "#!/bin/sh\n%s\n", script);
    assert_true(n > 0 && (size_t)n < sizeof program);
    write_file("pdftotext", program, 0755);
    if (!pdf_text_read(&arena, file_fd, &text, how, &err))
        fail_msg("%s", err_code_text(err.code));
    return text;
}

static void its_text_is_taken(void **state)
{
    (void)state;
    enum pdf_text how;
    for (int i = 0; i < 2; i++) { /* from the beginning each time */
        struct str text = said("while read -r line; do echo \"[$line]\"; done", &how);
        assert_int_equal(how, PDF_TEXT_READ);
        assert_true(str_is(text, "[one]\n[two]\n"));
    }
}

static void it_is_told_what_to_do(void **state)
{
    (void)state;
    enum pdf_text how;
    struct str text = said("echo \"$*\"; echo \"${HOME-none} $LC_ALL\"", &how);
    assert_true(str_is(text, "-q -l 3 -enc UTF-8 -nopgbrk - -\nnone C.UTF-8\n"));
}

static void only_good_utf8_is_kept(void **state)
{
    (void)state;
    enum pdf_text how;
    struct str text = said("printf 'caf\\303\\251 \\377 more'", &how);
    assert_int_equal(how, PDF_TEXT_READ);
    assert_true(str_is(text, "café "));
}

static void more_than_the_limit_is_cut(void **state)
{
    (void)state;
    enum pdf_text how;
    struct str text = said("while :; do echo 0123456789012345678901234567890; done", &how);
    assert_int_equal(how, PDF_TEXT_READ);
    assert_int_equal(text.n, LIMIT_TEXT_BYTES);
}

static void what_fails_has_no_text(void **state)
{
    (void)state;
    enum pdf_text how;
    struct str text = said("echo half; exit 3", &how);
    assert_int_equal(how, PDF_TEXT_FAILED);
    assert_int_equal(text.n, 0);
    said("kill -9 $$", &how);
    assert_int_equal(how, PDF_TEXT_FAILED);
}

static void without_the_program_it_is_absent(void **state)
{
    (void)state;
    struct err err = {0};
    struct str text;
    enum pdf_text how;
    assert_int_equal(unlink(in_folder("pdftotext")), 0);
    assert_false(pdf_text_available());
    assert_true(pdf_text_read(&arena, file_fd, &text, &how, &err));
    assert_int_equal(how, PDF_TEXT_ABSENT);
    assert_int_equal(text.n, 0);
    said("exit 0", &how);
    assert_true(pdf_text_available());
    assert_int_equal(how, PDF_TEXT_READ);
}

/* Each script says "escaped" when it could do what it must not. */
static void it_can_do_nothing_but_read_its_input(void **state)
{
    (void)state;
    static const char *const tries[] = {
        "read -r x </etc/passwd && echo escaped",
        ": >/tmp/relance-text-made && echo escaped",
        "echo x >>/tmp/relance-text-made && echo escaped",
        "/bin/true && echo escaped",
        "(echo escaped)", /* another process */
        "x=$(echo escaped); echo \"$x\"",
        "kill -0 $PPID && echo escaped",
    };
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        enum pdf_text how;
        struct str text = said(tries[i], &how);
        if (str_contains(text, STR("escaped")))
            fail_msg("%s", tries[i]);
    }
    assert_int_not_equal(access("/tmp/relance-text-made", F_OK), 0);
}

static int set_up(void **state)
{
    (void)state;
    struct err err = {0};
    if (mkdtemp(folder) == NULL)
        return -1;
    write_file("input", "one\ntwo\n", 0600);
    file_fd = open(in_folder("input"), O_RDONLY | O_CLOEXEC);
    arena_init(&arena, 0);
    return file_fd >= 0 && setenv("PATH", folder, 1) == 0 && helper_start(child_main, &err) ? 0
                                                                                            : -1;
}

static int tear_down(void **state)
{
    (void)state;
    helper_stop();
    close(file_fd);
    unlink(in_folder("input"));
    unlink(in_folder("pdftotext"));
    arena_release(&arena);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_text_is_taken),
        cmocka_unit_test(it_is_told_what_to_do),
        cmocka_unit_test(only_good_utf8_is_kept),
        cmocka_unit_test(more_than_the_limit_is_cut),
        cmocka_unit_test(what_fails_has_no_text),
        cmocka_unit_test(without_the_program_it_is_absent),
        cmocka_unit_test(it_can_do_nothing_but_read_its_input),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
