#include "pdf_text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"
#include "intake/child/helper.h"
#include "intake/child/sandbox.h"

enum { PATH_BYTES_MAX = 4096, EXIT_NO_PROGRAM = 127, PATIENCE = 2 /* of its own time limit */ };

/* ---- the program ---- */

/* The folder on the PATH that has it. */
static bool find_folder(char folder[PATH_BYTES_MAX])
{
    char program[PATH_BYTES_MAX];
    struct str rest = str_of(getenv("PATH")), part;
    while (str_split(&rest, ':', &part)) {
        if (!str_starts(part, STR("/")))
            continue;
        int n = snprintf(program, sizeof program, "%.*s/pdftotext", STR_ARG(part));
        if (n < 0 || (size_t)n >= sizeof program || access(program, X_OK) != 0)
            continue;
        memcpy(folder, part.p, part.n);
        folder[part.n] = '\0';
        return true;
    }
    return false;
}

bool pdf_text_available(void)
{
    char folder[PATH_BYTES_MAX];
    return find_folder(folder);
}

NORETURN void pdf_text_child(void)
{
    char folder[PATH_BYTES_MAX], program[PATH_BYTES_MAX + 16];
    /* -l: the number of an invoice stands on its first pages; -: standard input and output */
    static char arguments[][12] = {"pdftotext", "-q",       "-l", "3", "-enc",
                                   "UTF-8",     "-nopgbrk", "-",  "-"};
    static char language[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin";
    static char *const environment[] = {language, path, NULL};
    char *list[COUNT_OF(arguments) + 1] = {NULL};
    if (!find_folder(folder))
        _exit(EXIT_NO_PROGRAM);
    int n = snprintf(program, sizeof program, "%s/pdftotext", folder);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (n < 0 || (size_t)n >= sizeof program || null < 0 ||
        dup2(SANDBOX_FILE_FD, STDIN_FILENO) < 0 || dup2(SANDBOX_OUT_FD, STDOUT_FILENO) < 0 ||
        dup2(null, STDERR_FILENO) < 0 || lseek(STDIN_FILENO, 0, SEEK_SET) < 0)
        _exit(EXIT_ENVIRONMENT);
    close(SANDBOX_FILE_FD);
    close(SANDBOX_OUT_FD);
    close(SANDBOX_REQUEST_FD);
    for (size_t i = 0; i < COUNT_OF(arguments); i++)
        list[i] = arguments[i];
    sandbox_enter_program(folder);
    execve(program, list, environment);
    _exit(EXIT_ENVIRONMENT);
}

/* ---- what it says ---- */

static int64_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads until the end, the limit or the time; false: the time. */
static bool take(const struct helper_job *job, char *text, size_t *got)
{
    const int64_t until_ms = clock_ms() + INT64_C(1000) * PATIENCE * LIMIT_TEXT_SECONDS;
    *got = 0;
    while (*got < LIMIT_TEXT_BYTES) {
        int64_t left_ms = until_ms - clock_ms();
        struct pollfd wait = {.fd = job->out_fd, .events = POLLIN};
        int ready = left_ms <= 0 ? 0 : poll(&wait, 1, (int)left_ms);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        ssize_t n = read(job->out_fd, text + *got, LIMIT_TEXT_BYTES - *got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        *got += (size_t)n;
    }
    return true;
}

/* Of a program that has closed its output. */
static enum pdf_text verdict(struct arena *a, struct helper_job *job)
{
    struct buf how;
    bool timed_out;
    buf_init(&how, a, 32);
    if (!helper_verdict(job, &timed_out, &how))
        return PDF_TEXT_FAILED;
    if (str_is(buf_str(&how), "exit 127"))
        return PDF_TEXT_ABSENT;
    return str_is(buf_str(&how), "exit 0") ? PDF_TEXT_READ : PDF_TEXT_FAILED;
}

bool pdf_text_read(struct arena *a, int fd, struct str *text, enum pdf_text *how, struct err *err)
{
    struct helper_job job;
    size_t got, bad_at;
    char *bytes = arena_alloc(a, LIMIT_TEXT_BYTES);
    *text = STR("");
    if (!helper_run_text(fd, &job, err))
        return false;
    bool in_time = take(&job, bytes, &got);
    if (!in_time)
        *how = PDF_TEXT_FAILED;
    else
        *how = got == LIMIT_TEXT_BYTES ? PDF_TEXT_READ : verdict(a, &job);
    helper_end(&job);
    struct str all = {bytes, got};
    if (*how == PDF_TEXT_READ)
        *text = utf8_valid(all, &bad_at) ? all : str_slice(all, 0, bad_at);
    return true;
}
