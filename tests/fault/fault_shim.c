/* Loaded before a program (LD_PRELOAD), this library counts its durable effects: writes to files,
 * syncs, cuts, unlinks and renames, and what is sent to a database server. At the one asked for it
 * does something bad. Only the process it was loaded into is counted, never its children.
 *
 *   FAULT_AT      the effect meant, from 1; 0 or absent: only count
 *   FAULT_MODE    kill-before, kill-after, torn (half of the bytes, then killed),
 *                 eio, enospc (this effect and all later ones fail), eio-once, enospc-once,
 *                 cut-before, cut-after (the connection to the server is shut down),
 *                 stop-after (SIGSTOP after the effect: somebody else does the harm),
 *                 stop-asleep (nanosleep is what is counted; SIGSTOP at the one meant and at each
 *                 later one: somebody else writes while this one lets others write),
 *                 power-all, power-some (killed, and unsynced writes are lost: power.h; beyond the
 *                 last effect: when the program ends)
 *   FAULT_SEED    what power-some draws from
 *   FAULT_LIES    if set, the disk says "synced" and has not got it: tests of the test
 *   FAULT_REPORT  a file for two words: the number of effects so far, and the last one's name;
 *                 written when the program ends and before it is killed */
/* Both names of a function that has two are defined here; with large files asked for, one would
 * stand for the other. */
#undef _FILE_OFFSET_BITS

#include "power.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum mode {
    MODE_COUNT_ONLY,
    MODE_KILL_BEFORE,
    MODE_KILL_AFTER,
    MODE_TORN,
    MODE_EIO,
    MODE_ENOSPC,
    MODE_EIO_ONCE,
    MODE_ENOSPC_ONCE,
    MODE_CUT_BEFORE,
    MODE_CUT_AFTER,
    MODE_STOP_AFTER,
    MODE_STOP_ASLEEP,
    MODE_POWER_ALL,
    MODE_POWER_SOME,
    MODES
};

static const char *const mode_names[MODES] = {
    "count",      "kill-before", "kill-after",  "torn",       "eio",
    "enospc",     "eio-once",    "enospc-once", "cut-before", "cut-after",
    "stop-after", "stop-asleep", "power-all",   "power-some"};

enum target { TARGET_NONE, TARGET_FILE, TARGET_SERVER };

struct call {
    const char *name;
    enum target target;
    int fd;
    long number;  /* of the system call */
    long with[6]; /* its arguments */
    int size_at;  /* which of them is the number of bytes; -1: none */
};

static struct {
    pid_t pid; /* 0: not yet set up, or a child, whose sandbox may forbid even to ask */
    enum mode mode;
    long at, count;
    uint64_t seed;
    bool lies;
    const char *report;
    const char *last;
} fault;

/* ---- what to do ---- */

static void write_report(void)
{
    if (fault.report == NULL)
        return;
    char text[80];
    int n = snprintf(text, sizeof text, "%ld %s\n", fault.count, fault.last);
    long fd = syscall(SYS_openat, AT_FDCWD, fault.report, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && n > 0) {
        (void)syscall(SYS_write, fd, text, n);
        (void)syscall(SYS_close, fd);
    }
}

static void die(void)
{
    write_report();
    if (fault.mode == MODE_POWER_ALL || fault.mode == MODE_POWER_SOME)
        power_fail(fault.mode == MODE_POWER_ALL ? POWER_LOSE_ALL : POWER_LOSE_SOME, fault.seed);
    (void)kill(fault.pid, SIGKILL);
    for (;;)
        (void)pause();
}

static long perform(const struct call *c)
{
    const long *w = c->with;
    return syscall(c->number, w[0], w[1], w[2], w[3], w[4], w[5]);
}

static long refuse(int code)
{
    errno = code;
    return -1;
}

static long strike(struct call *c)
{
    long done;
    switch (fault.mode) {
    case MODE_EIO:
    case MODE_EIO_ONCE:
        return refuse(EIO);
    case MODE_ENOSPC:
    case MODE_ENOSPC_ONCE:
        return refuse(ENOSPC);
    case MODE_CUT_BEFORE:
        (void)shutdown(c->fd, SHUT_RDWR);
        return perform(c);
    case MODE_CUT_AFTER:
        done = perform(c);
        (void)shutdown(c->fd, SHUT_RDWR);
        return done;
    case MODE_STOP_AFTER:
        done = perform(c);
        write_report();
        (void)raise(SIGSTOP);
        return done;
    case MODE_KILL_AFTER:
        (void)perform(c);
        break;
    case MODE_TORN:
        if (c->size_at >= 0) {
            c->with[c->size_at] /= 2;
            (void)perform(c);
        }
        break;
    case MODE_COUNT_ONLY:
    case MODE_STOP_ASLEEP:
    case MODE_KILL_BEFORE:
    case MODE_POWER_ALL:
    case MODE_POWER_SOME:
    case MODES:
        break;
    }
    die();
    return -1;
}

/* A disk that refuses concerns files only: a server would not stay silent on a broken connection.
 */
static bool strikes_now(const struct call *c)
{
    bool lasting = fault.mode == MODE_EIO || fault.mode == MODE_ENOSPC;
    bool disk = lasting || fault.mode == MODE_EIO_ONCE || fault.mode == MODE_ENOSPC_ONCE;
    bool here = fault.mode != MODE_COUNT_ONLY && fault.mode != MODE_STOP_ASLEEP;
    if (!here || fault.at <= 0 || (disk && c->target != TARGET_FILE))
        return false;
    bool full = fault.mode == MODE_ENOSPC || fault.mode == MODE_ENOSPC_ONCE;
    if (full && c->number == SYS_unlinkat)
        return false;
    return lasting ? fault.count >= fault.at : fault.count == fault.at;
}

static long effect(struct call c)
{
    if (c.target == TARGET_NONE || fault.pid == 0 || fault.mode == MODE_STOP_ASLEEP)
        return perform(&c);
    fault.count++;
    fault.last = c.name;
    return strikes_now(&c) ? strike(&c) : perform(&c);
}

/* ---- which effects ---- */

/* Standard output is no part of the database; the pipes and socket pairs to the program's own
 * children are none, either: those are not SOCK_STREAM. */
static enum target target_of(int fd)
{
    struct stat st;
    int type = 0;
    socklen_t n = sizeof type;
    if (fd <= STDERR_FILENO || fault.pid == 0 || fstat(fd, &st) != 0)
        return TARGET_NONE;
    if (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
        return TARGET_FILE;
    bool server = S_ISSOCK(st.st_mode) && getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &n) == 0 &&
                  type == SOCK_STREAM;
    return server ? TARGET_SERVER : TARGET_NONE;
}

static bool watches_power(const struct call *c)
{
    return c->target == TARGET_FILE && fault.pid != 0 &&
           (fault.mode == MODE_POWER_ALL || fault.mode == MODE_POWER_SOME);
}

static long address(const void *p) { return (long)(intptr_t)p; }

static ssize_t write_at(struct call c, const void *bytes, size_t n, int64_t at)
{
    if (watches_power(&c)) {
        /* the cut comes before the write it hits */
        if (fault.count + 1 != fault.at)
            power_note_write(c.fd, bytes, n, at);
    }
    return effect(c);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    struct call c = {"write", target_of(fd), fd, SYS_write, {fd, address(bytes), (long)n}, 2};
    return write_at(c, bytes, n, c.target == TARGET_FILE ? lseek(fd, 0, SEEK_CUR) : 0);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    struct call c = {"pwrite", target_of(fd), fd, SYS_pwrite64, {fd, address(bytes), (long)n, at},
                     2};
    return write_at(c, bytes, n, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) { return pwrite64(fd, bytes, n, at); }

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    struct call c = {"writev", target_of(fd), fd, SYS_writev, {fd, address(parts), count}, -1};
    return effect(c);
}

static int sync_with(const char *name, long number, int fd)
{
    struct call c = {name, target_of(fd), fd, number, {fd}, -1};
    long done = effect(c);
    if (done == 0 && !fault.lies && watches_power(&c))
        power_note_sync(fd);
    return (int)done;
}

int fsync(int fd) { return sync_with("fsync", SYS_fsync, fd); }

int fdatasync(int fd) { return sync_with("fdatasync", SYS_fdatasync, fd); }

int ftruncate64(int fd, off64_t size)
{
    struct call c = {"ftruncate", target_of(fd), fd, SYS_ftruncate, {fd, size}, -1};
    if (watches_power(&c) && fault.count + 1 != fault.at)
        power_note_cut(fd, size);
    return (int)effect(c);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int unlink(const char *path)
{
    struct call c = {"unlink", TARGET_FILE, -1, SYS_unlinkat, {AT_FDCWD, address(path), 0}, -1};
    return (int)effect(c);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    struct call c = {"rename",
                     TARGET_FILE,
                     -1,
                     SYS_renameat2,
                     {from_folder, address(from), to_folder, address(to), (long)flags},
                     -1};
    return (int)effect(c);
}

int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    return effect((struct call){
        "send", target_of(fd), fd, SYS_sendto, {fd, address(bytes), (long)n, flags, 0, 0}, 2});
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    struct call c = {"sendmsg", target_of(fd), fd, SYS_sendmsg, {fd, address(message), flags}, -1};
    return effect(c);
}

int nanosleep(const struct timespec *wanted, struct timespec *left)
{
    if (fault.pid != 0 && fault.mode == MODE_STOP_ASLEEP) {
        fault.count++;
        fault.last = "nanosleep";
        write_report();
        if (fault.at > 0 && fault.count >= fault.at)
            (void)raise(SIGSTOP);
    }
    return (int)syscall(SYS_clock_nanosleep, CLOCK_REALTIME, 0, wanted, left);
}

/* ---- begin and end ---- */

static void leave_child_alone(void) { fault.pid = 0; }

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAULT_AT");
    const char *mode = getenv("FAULT_MODE");
    const char *seed = getenv("FAULT_SEED");
    fault.at = at == NULL ? 0 : strtol(at, NULL, 10);
    fault.seed = seed == NULL ? 1 : strtoull(seed, NULL, 10);
    fault.lies = getenv("FAULT_LIES") != NULL;
    fault.report = getenv("FAULT_REPORT");
    fault.last = "nothing";
    for (int i = 0; mode != NULL && i < MODES; i++) {
        if (strcmp(mode, mode_names[i]) == 0)
            fault.mode = (enum mode)i;
    }
    fault.pid = pthread_atfork(NULL, NULL, leave_child_alone) == 0 ? getpid() : 0;
}

__attribute__((destructor)) static void end(void)
{
    if (fault.pid == 0)
        return;
    write_report();
    if (fault.mode == MODE_POWER_ALL)
        power_fail(POWER_LOSE_ALL, fault.seed);
    if (fault.mode == MODE_POWER_SOME)
        power_fail(POWER_LOSE_SOME, fault.seed);
}
