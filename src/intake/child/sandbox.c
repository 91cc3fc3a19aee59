#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define INSTRUMENTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define INSTRUMENTED 1
#endif
#endif
#ifndef INSTRUMENTED
#define INSTRUMENTED 0
#endif

#if defined(__x86_64__)
#define MACHINE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE_ARCH AUDIT_ARCH_AARCH64
#endif

enum { PROGRAM_FILES = 64 };

/* ---- limits ---- */

static bool limit(int which, rlim_t soft, rlim_t hard)
{
    return setrlimit((__rlimit_resource_t)which, &(struct rlimit){soft, hard}) == 0;
}

static bool enter_limits(void)
{
    const rlim_t memory = (rlim_t)LIMIT_CHILD_MEMORY_MIB << 20;
    bool ok = limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
              limit(RLIMIT_CPU, LIMIT_CHILD_SECONDS, LIMIT_CHILD_SECONDS + 1);
    /* A sanitizer reserves terabytes of addresses. Descriptors that are open stay open at 0. */
    if (!INSTRUMENTED)
        ok = limit(RLIMIT_DATA, memory, memory) && limit(RLIMIT_AS, 4 * memory, 4 * memory) && ok;
    return limit(RLIMIT_NOFILE, 0, 0) && ok;
}

/* ---- landlock ---- */

static long landlock_abi(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* What may be read and run beneath a folder, or read of a file. What is not there is no loss. */
static bool allow_reading(int rules, const char *path)
{
    struct stat st;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;
    uint64_t rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        rights |= LANDLOCK_ACCESS_FS_READ_DIR;
    struct landlock_path_beneath_attr beneath = {.allowed_access = rights, .parent_fd = fd};
    bool ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(fd);
    return ok;
}

/* All rights to files, and from version 4 to TCP, are handled; none is granted but reading beneath
 * the paths, whose list ends with NULL. The struct of newer kernels is longer than the one this may
 * be compiled with: hence our own. */
static bool enter_landlock(const char *const *readable)
{
    static const int file_rights_by_version[] = {0, 13, 14, 15, 15, 16};
    long version = landlock_abi();
    if (version < 1)
        return false;
    size_t newest = COUNT_OF(file_rights_by_version) - 1;
    int rights = file_rights_by_version[(size_t)version < newest ? (size_t)version : newest];
    struct {
        uint64_t files, net;
    } handled = {.files = (UINT64_C(1) << rights) - 1, .net = version >= 4 ? 3 : 0};
    size_t size = version >= 4 ? sizeof handled : sizeof handled.files;
    long rules = syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (rules < 0)
        return false;
    bool ok = true;
    for (; ok && *readable != NULL; readable++)
        ok = allow_reading((int)rules, *readable);
    ok = ok && syscall(SYS_landlock_restrict_self, (int)rules, 0) == 0;
    close((int)rules);
    return ok;
}

/* ---- seccomp ---- */

#ifdef MACHINE_ARCH

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offset))
#define ARGUMENT(i) (offsetof(struct seccomp_data, args) + (size_t)(i)*8)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
/* The number of the call is loaded before and after each of these. */
#define CALL(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 1), ALLOW
#define CALL_ON_FD(name, fd)                                                                       \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 4), LOAD(ARGUMENT(0)),            \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(fd), 0, 1), ALLOW,                          \
        LOAD(offsetof(struct seccomp_data, nr))
/* Memory, but never memory that can be run. */
#define CALL_NOT_EXEC(name)                                                                        \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 4), LOAD(ARGUMENT(2)),            \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0), ALLOW,                              \
        LOAD(offsetof(struct seccomp_data, nr))

static bool enter_seccomp(void)
{
    static const struct sock_filter filter[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE_ARCH, 1, 0),
        KILL,
        LOAD(offsetof(struct seccomp_data, nr)),
        CALL_ON_FD(pread64, SANDBOX_FILE_FD),
        CALL_ON_FD(write, SANDBOX_OUT_FD),
        CALL_ON_FD(write, STDERR_FILENO), /* what BUG says; /dev/null outside tests */
        CALL(brk),
        CALL_NOT_EXEC(mmap),
        CALL_NOT_EXEC(mprotect),
        CALL(munmap),
        CALL(mremap),
        CALL(madvise),
        CALL(getrandom), /* the first malloc of a process */
        CALL(exit_group),
        CALL(exit),
#if INSTRUMENTED
        CALL(futex),
        CALL(sched_yield),
        CALL(sigaltstack),
        CALL(rt_sigaction),
        CALL(rt_sigprocmask),
        CALL(rt_sigreturn),
        CALL(getpid),
        CALL(gettid),
        CALL(clock_gettime),
        CALL(openat), /* a report looks for /proc/self/maps: landlock refuses it */
        CALL(readlink),
        CALL(close),
#endif
        KILL,
    };
    const struct sock_fprog program = {(unsigned short)COUNT_OF(filter),
                                       (struct sock_filter *)(uintptr_t)filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

#define REFUSE(why) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)(why))
#define NO_CALL(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 1), REFUSE(EPERM)
#define NO_SUCH_CALL(name)                                                                         \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 1), REFUSE(ENOSYS)
/* Opening for anything but reading. */
#define NO_WRITING(name, argument)                                                                 \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_##name, 0, 4), LOAD(ARGUMENT(argument)),     \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1),         \
        REFUSE(EACCES), LOAD(offsetof(struct seccomp_data, nr))

/* Beside landlock, which older kernels lack: no network, no process, no change to files. */
static bool enter_seccomp_program(void)
{
    static const struct sock_filter filter[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE_ARCH, 1, 0),
        KILL,
        LOAD(offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), /* the calls of x32 */
        KILL,
        NO_WRITING(open, 1),
        NO_CALL(creat),
        NO_CALL(fork),
        NO_CALL(vfork),
        NO_CALL(unlink),
        NO_CALL(rename),
        NO_CALL(link),
        NO_CALL(symlink),
        NO_CALL(mkdir),
        NO_CALL(rmdir),
        NO_CALL(mknod),
        NO_CALL(chmod),
        NO_CALL(chown),
#endif
        NO_WRITING(openat, 2),
        NO_SUCH_CALL(openat2), /* their arguments lie in memory, which a filter cannot see */
        NO_SUCH_CALL(clone3),
        NO_CALL(clone),
        NO_CALL(socket),
        NO_CALL(socketpair),
        NO_CALL(connect),
        NO_CALL(bind),
        NO_CALL(sendto),
        NO_CALL(sendmsg),
        NO_CALL(sendmmsg),
        NO_CALL(kill),
        NO_CALL(pidfd_open),
        NO_CALL(ptrace),
        NO_CALL(process_vm_readv),
        NO_CALL(process_vm_writev),
        NO_CALL(unlinkat),
        NO_CALL(renameat2),
        NO_CALL(linkat),
        NO_CALL(symlinkat),
        NO_CALL(mkdirat),
        NO_CALL(mknodat),
        NO_CALL(truncate),
        NO_CALL(ftruncate),
        NO_CALL(fchmod),
        NO_CALL(fchmodat),
        NO_CALL(fchown),
        NO_CALL(fchownat),
        NO_CALL(setxattr),
        NO_CALL(mount),
        NO_CALL(umount2),
        NO_CALL(chroot),
        NO_CALL(unshare),
        NO_CALL(setns),
        NO_CALL(bpf),
        NO_CALL(perf_event_open),
        NO_CALL(io_uring_setup),
        NO_CALL(userfaultfd),
        NO_CALL(keyctl),
        ALLOW,
    };
    const struct sock_fprog program = {(unsigned short)COUNT_OF(filter),
                                       (struct sock_filter *)(uintptr_t)filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

static bool probe_seccomp(void)
{
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

#else

static bool enter_seccomp(void) { return false; }
static bool enter_seccomp_program(void) { return false; }
static bool probe_seccomp(void) { return false; }

#endif

/* ---- all of it ---- */

void sandbox_enter(struct sandbox_layers *out)
{
    *out = (struct sandbox_layers){.instrumented = INSTRUMENTED};
    bool no_way_back = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!INSTRUMENTED)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    static const char *const nothing[] = {NULL};
    out->landlock = no_way_back && enter_landlock(nothing);
    out->limits = enter_limits();
    out->seccomp = no_way_back && enter_seccomp();
}

void sandbox_enter_program(const char *folder)
{
    const char *const readable[] = {
        "/usr", "/lib", "/lib64", "/bin", "/nix/store", "/etc/ld.so.cache", folder, NULL};
    const rlim_t memory = (rlim_t)LIMIT_CHILD_MEMORY_MIB << 20;
    bool no_way_back = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    bool ok = limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
              limit(RLIMIT_CPU, LIMIT_TEXT_SECONDS, LIMIT_TEXT_SECONDS + 1) &&
              limit(RLIMIT_NOFILE, PROGRAM_FILES, PROGRAM_FILES) &&
              limit(RLIMIT_DATA, memory, memory) && limit(RLIMIT_AS, 4 * memory, 4 * memory);
    bool landlock = no_way_back && enter_landlock(readable);
    bool seccomp = no_way_back && enter_seccomp_program();
    if (!ok || (!landlock && !seccomp))
        _exit(EXIT_ENVIRONMENT); /* nothing would hold it: the text is not worth it */
}

void sandbox_probe(struct sandbox_layers *out)
{
    *out = (struct sandbox_layers){.limits = true,
                                   .seccomp = probe_seccomp(),
                                   .landlock = landlock_abi() >= 1,
                                   .instrumented = INSTRUMENTED};
}

void sandbox_describe(const struct sandbox_layers *layers, struct buf *out)
{
    const struct {
        bool there;
        const char *name;
    } all[] = {
        {layers->limits, "limits"}, {layers->seccomp, "seccomp"}, {layers->landlock, "landlock"}};
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        buf_add_c(out, i == 0 ? "" : " ");
        buf_add_c(out, all[i].there ? "" : "no-");
        buf_add_c(out, all[i].name);
    }
    if (layers->instrumented)
        buf_add_c(out, " instrumented");
}
