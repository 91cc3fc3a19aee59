#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUN_SECONDS_MAX = 120, ORPHAN_MS_MAX = 5000 };

/* The sanitizer keeps freed memory for a while. These programs fork for every command they run:
 * what is large is slow to fork. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "quarantine_size_mb=4"; }

_Noreturn void broken(const char *what, const char *which)
{
    fprintf(stderr, "# the test itself is broken: %s: %s (%s)\n", what, which, strerror(errno));
    exit(3);
}

static void rest_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    (void)nanosleep(&t, NULL);
}

static _Noreturn void become(const struct run *run)
{
    int out = open(run->out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open(run->err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int in = open("/dev/null", O_RDONLY);
    if (setpgid(0, 0) != 0 || in < 0 || out < 0 || err < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 ||
        dup2(err, 2) < 0)
        _exit(127);
    for (const char *const *s = run->settings; s != NULL && *s != NULL; s += 2) {
        if (setenv(s[0], s[1], 1) != 0)
            _exit(127);
    }
    struct itimerval end = {.it_value = {RUN_SECONDS_MAX, 0}};
    if (run->alarm_us > 0)
        end.it_value = (struct timeval){run->alarm_us / 1000000, run->alarm_us % 1000000};
    if (setitimer(ITIMER_REAL, &end, NULL) != 0)
        _exit(127);
    (void)execv(run->arguments[0], (char *const *)(const void *)run->arguments);
    _exit(127);
}

/* The program's children end with it; only a moment may pass. They become ours, to be waited for.
 */
static bool outlived(pid_t group)
{
    for (int waited_ms = 0; waited_ms < ORPHAN_MS_MAX; waited_ms += 2) {
        while (waitpid(-group, NULL, WNOHANG) > 0)
            ;
        if (kill(-group, 0) != 0)
            return false;
        rest_ms(2);
    }
    (void)kill(-group, SIGKILL);
    return true;
}

struct ending process_run(const struct run *run)
{
    int status = 0;
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        broken("prctl", "subreaper");
    pid_t pid = fork();
    if (pid < 0)
        broken("fork", run->arguments[0]);
    if (pid == 0)
        become(run);
    while (waitpid(pid, &status, WUNTRACED) < 0 || WIFSTOPPED(status)) {
        if (run->stopped != NULL)
            run->stopped(run->with);
        (void)kill(pid, SIGCONT);
    }
    struct ending e = {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                       .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0};
    if (e.code == 127)
        broken("cannot run", run->arguments[0]);
    e.orphan = outlived(pid);
    return e;
}

char *file_read(const char *path, size_t *n)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st = {0};
    if (fd >= 0 && fstat(fd, &st) != 0)
        broken("stat", path);
    size_t room = (size_t)st.st_size;
    char *text = calloc(1, room + 1);
    if (text == NULL)
        broken("memory", path);
    *n = 0;
    while (fd >= 0 && *n < room) {
        ssize_t got = read(fd, text + *n, room - *n);
        if (got <= 0)
            break;
        *n += (size_t)got;
    }
    if (fd >= 0)
        (void)close(fd);
    return text;
}

void file_copy(const char *from, const char *to)
{
    size_t n;
    char *bytes = file_read(from, &n);
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || close(fd) != 0)
        broken("copy", to);
    free(bytes);
}

bool file_there(const char *path) { return access(path, F_OK) == 0; }

void folder_make(char out[PATH_ROOM])
{
    const char *given = getenv("TMPDIR");
    const char *where = given != NULL ? given : access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(out, PATH_ROOM, "%.300s/relance-fault.XXXXXX", where);
    if (mkdtemp(out) == NULL)
        broken("folder", out);
}

void folder_remove(const char *folder)
{
    const char *words[] = {"/bin/rm", "-rf", folder, NULL};
    struct run run = {.arguments = words, .out = "/dev/null", .err = "/dev/null"};
    (void)process_run(&run);
}

void environment_settle(void)
{
    /* The search for leaks doubles the price of a start; the other suites look for them. */
    const char *given = getenv("ASAN_OPTIONS");
    char text[300];
    snprintf(text, sizeof text, "%s%sverify_asan_link_order=0:detect_leaks=0",
             given == NULL ? "" : given, given == NULL ? "" : ":");
    if (setenv("ASAN_OPTIONS", text, 1) != 0 || unsetenv("RELANCE_DB") != 0)
        broken("environment", text);
}
