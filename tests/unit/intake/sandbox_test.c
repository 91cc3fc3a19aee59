/* What a locked child may not do, each tried for real. */
#include "support/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"
#include "intake/child/helper.h"
#include "intake/child/sandbox.h"

enum { WORKED = 42, FAILED = 43 };

static void lock(void)
{
    struct sandbox_layers layers;
    sandbox_enter(&layers);
}

/* The child ends with what it found; most do not come so far. */
static void tell(bool worked) { _exit(worked ? WORKED : FAILED); }

static void try_nothing(void)
{
    char byte;
    lock();
    tell(pread(SANDBOX_FILE_FD, &byte, 1, 0) >= 0 && write(SANDBOX_OUT_FD, "x", 1) == 1);
}

static void try_open(void)
{
    lock();
    tell(syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY) >= 0);
}

static void try_create(void)
{
    lock();
    tell(syscall(SYS_openat, AT_FDCWD, "/tmp/relance-evil-new", O_WRONLY | O_CREAT, 0600) >= 0);
}

static void try_socket(void)
{
    lock();
    tell(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void try_fork(void)
{
    lock();
    tell(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0);
}

static void try_exec(void)
{
    static char *const arguments[] = {NULL};
    lock();
    execve("/bin/true", arguments, arguments);
    tell(false);
}

static void try_kill(void)
{
    lock();
    tell(kill(getppid(), 0) == 0);
}

static void try_ptrace(void)
{
    lock();
    tell(syscall(SYS_ptrace, 0, 0, 0, 0) >= 0);
}

static void try_read_other(void)
{
    char byte;
    lock();
    tell(syscall(SYS_pread64, STDIN_FILENO, &byte, 1, 0) >= 0);
}

static void try_write_file(void)
{
    lock();
    tell(syscall(SYS_write, SANDBOX_FILE_FD, "x", 1) >= 0);
}

static void try_executable_memory(void)
{
    lock();
    tell(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void try_memory(void)
{
    lock();
    for (int i = 0; i < 2 * LIMIT_CHILD_MEMORY_MIB; i++) {
        char *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED)
            tell(false);
        memset(p, 1, 1 << 20);
    }
    tell(true);
}

/* How the child ended, as the helper tells it. */
static struct str run(helper_child *child, struct arena *a)
{
    struct helper_job job;
    struct err err = {0};
    struct buf how;
    bool timed_out;
    buf_init(&how, a, 100);
    helper_stop();
    assert_true(helper_start(child, &err));
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_true(helper_run(fd, fd, &job, &err));
    close(fd);
    for (int tries = 0; tries < 20 && !helper_verdict(&job, &timed_out, &how); tries++)
        ;
    helper_end(&job);
    return buf_str(&how);
}

static void what_a_reader_needs_is_allowed(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    assert_true(str_is(run(try_nothing, &a), "exit 42"));
    arena_release(&a);
}

static void forbidden_calls_end_the_child(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        helper_child *child;
    } tries[] = {
        {"open", try_open},
        {"create", try_create},
        {"socket", try_socket},
        {"fork", try_fork},
        {"exec", try_exec},
        {"kill", try_kill},
        {"ptrace", try_ptrace},
        {"read of another descriptor", try_read_other},
        {"write to the file", try_write_file},
        {"executable memory", try_executable_memory},
    };
    struct sandbox_layers layers;
    struct arena a;
    arena_init(&a, 0);
    sandbox_probe(&layers);
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        struct str how = run(tries[i].child, &a);
        /* a sanitizer needs to open: landlock refuses what it asks for */
        bool refused = layers.instrumented && i < 2 && str_is(how, "exit 43");
        if (layers.seccomp && !refused && !str_is(how, "signal 31"))
            fail_msg("%s: %.*s", tries[i].name, STR_ARG(how));
        assert_false(str_is(how, "exit 42"));
    }
    arena_release(&a);
}

static void memory_is_limited(void **state)
{
    (void)state;
    struct sandbox_layers layers;
    struct buf text;
    struct arena a;
    arena_init(&a, 0);
    sandbox_probe(&layers);
    /* a sanitizer needs the addresses: the limit is off, and sandbox_describe says so */
    assert_true(str_is(run(try_memory, &a), layers.instrumented ? "exit 42" : "exit 43"));
    buf_init(&text, &a, 200);
    sandbox_describe(&layers, &text);
    assert_int_equal(str_contains(buf_str(&text), STR("instrumented")), layers.instrumented);
    arena_release(&a);
}

static int finish(void **state)
{
    (void)state;
    helper_stop();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_reader_needs_is_allowed),
        cmocka_unit_test(forbidden_calls_end_the_child),
        cmocka_unit_test(memory_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
