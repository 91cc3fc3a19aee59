#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper_loop.h"

enum { VERDICT_WAIT_MS = 1000, PIPE_BYTES = 1 << 20 };

static struct {
    pthread_mutex_t lock;
    int request_fd; /* -1: not started */
    pid_t pid;
} helper = {PTHREAD_MUTEX_INITIALIZER, -1, 0};

static bool system_error(struct err *err, const char *what)
{
    return err_set(err, ERR_SYSTEM, what);
}

/* Links of the directory of threads: two of its own and one a thread. */
static bool has_threads(void)
{
    struct stat st;
    return stat("/proc/self/task", &st) == 0 && st.st_nlink > 3;
}

static bool start_locked(helper_child *run, struct err *err)
{
    if (helper.request_fd >= 0)
        return true;
    if (has_threads())
        return system_error(err, "the intake helper must be started before the first thread");
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return system_error(err, "socketpair");
    pid_t pid = fork();
    if (pid < 0) {
        close(pair[0]);
        close(pair[1]);
        return system_error(err, "fork");
    }
    if (pid == 0) {
        close(pair[0]);
        helper_loop(pair[1], run);
    }
    close(pair[1]);
    helper.request_fd = pair[0];
    helper.pid = pid;
    return true;
}

bool helper_start(helper_child *run, struct err *err)
{
    pthread_mutex_lock(&helper.lock);
    bool ok = start_locked(run, err);
    pthread_mutex_unlock(&helper.lock);
    return ok;
}

static bool send_request(enum helper_task task, const int fds[HELPER_FDS], struct err *err)
{
    char byte = (char)task;
    struct iovec io = {&byte, 1};
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int) * HELPER_FDS)];
    } control = {0};
    struct msghdr message = {.msg_iov = &io,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int) * HELPER_FDS);
    memcpy(CMSG_DATA(head), fds, sizeof(int) * HELPER_FDS);
    ssize_t r;
    do
        r = sendmsg(helper.request_fd, &message, MSG_NOSIGNAL);
    while (r < 0 && errno == EINTR);
    if (r < 0)
        return err_set(err, ERR_CHILD_DIED, "the intake helper is gone");
    return true;
}

struct task {
    enum helper_task what;
    int file_fd, request_fd;
};

static bool start_task(struct task task, struct helper_job *out, struct err *err)
{
    ASSERT(helper.request_fd >= 0);
    int pipe_fds[2], life[2];
    if (pipe2(pipe_fds, O_CLOEXEC) != 0)
        return system_error(err, "pipe");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, life) != 0) {
        close(pipe_fds[0]);
        close(pipe_fds[1]);
        return system_error(err, "socketpair");
    }
    /* A wider pipe means fewer changes between the two processes; the default does, too. */
    fcntl(pipe_fds[1], F_SETPIPE_SZ, PIPE_BYTES);
    const int fds[HELPER_FDS] = {task.file_fd, pipe_fds[1], life[1], task.request_fd};
    bool ok = send_request(task.what, fds, err);
    close(pipe_fds[1]);
    close(life[1]);
    *out = (struct helper_job){pipe_fds[0], life[0]};
    if (!ok)
        helper_end(out);
    return ok;
}

bool helper_run(int file_fd, int request_fd, struct helper_job *out, struct err *err)
{
    return start_task((struct task){HELPER_READ, file_fd, request_fd}, out, err);
}

bool helper_run_text(int file_fd, struct helper_job *out, struct err *err)
{
    return start_task((struct task){HELPER_TEXT, file_fd, file_fd}, out, err);
}

bool helper_verdict(struct helper_job *job, bool *timed_out, struct buf *out)
{
    struct pollfd wait = {.fd = job->life_fd, .events = POLLIN};
    int status;
    *timed_out = false;
    if (poll(&wait, 1, VERDICT_WAIT_MS) != 1 ||
        recv(job->life_fd, &status, sizeof status, 0) != (ssize_t)sizeof status)
        return false;
    bool killed = WIFSIGNALED(status);
    *timed_out = killed && WTERMSIG(status) == SIGXCPU;
    buf_add_c(out, killed ? "signal " : "exit ");
    buf_add_int(out, killed ? WTERMSIG(status) : WEXITSTATUS(status));
    return true;
}

void helper_end(struct helper_job *job)
{
    close(job->out_fd);
    close(job->life_fd);
    *job = (struct helper_job){-1, -1};
}

void helper_stop(void)
{
    pthread_mutex_lock(&helper.lock);
    if (helper.request_fd >= 0) {
        close(helper.request_fd);
        helper.request_fd = -1;
        while (waitpid(helper.pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    pthread_mutex_unlock(&helper.lock);
}
