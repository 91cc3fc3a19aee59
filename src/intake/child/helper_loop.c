#include "helper_loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake/formats/pdf_text.h"
#include "sandbox.h"

struct child {
    pid_t pid; /* 0: free */
    int life_fd;
};

struct loop {
    int request_fd, signal_fd;
    helper_child *run;
    struct child children[HELPER_CHILDREN_MAX];
    int count;
};

/* Closes all descriptors from `first`; the loop serves kernels without close_range. */
static void close_from(int first)
{
    if (syscall(SYS_close_range, (unsigned)first, ~0U, 0) == 0)
        return;
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < (most > 0 ? (int)most : 1024); fd++)
        close(fd);
}

/* Standard input and output go nowhere. So does standard error, but with a sanitizer, which has
 * something to say there. */
static void detach(void)
{
    struct sandbox_layers layers;
    sandbox_probe(&layers);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0)
        _exit(EXIT_ENVIRONMENT);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (!layers.instrumented)
        dup2(null, STDERR_FILENO);
    if (null > STDERR_FILENO)
        close(null);
}

static NORETURN void become_child(helper_child *run, enum helper_task task,
                                  const int fds[HELPER_FDS])
{
    /* all are above the targets first, so that none overwrites another */
    int file = fcntl(fds[0], F_DUPFD, SANDBOX_REQUEST_FD + 1);
    int out = fcntl(fds[1], F_DUPFD, SANDBOX_REQUEST_FD + 1);
    int request = fcntl(fds[3], F_DUPFD, SANDBOX_REQUEST_FD + 1);
    if (file < 0 || out < 0 || request < 0 || dup2(file, SANDBOX_FILE_FD) < 0 ||
        dup2(out, SANDBOX_OUT_FD) < 0 || dup2(request, SANDBOX_REQUEST_FD) < 0)
        _exit(EXIT_ENVIRONMENT);
    close_from(SANDBOX_REQUEST_FD + 1);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int s = 1; s < 32; s++)
        signal(s, SIG_DFL);
    if (task == HELPER_TEXT)
        pdf_text_child();
    else
        run();
    _exit(EXIT_DONE);
}

static void start_child(struct loop *l, enum helper_task task, const int fds[HELPER_FDS])
{
    struct child *c = l->children;
    while (c->pid != 0)
        c++;
    ASSERT(c < l->children + HELPER_CHILDREN_MAX);
    pid_t pid = fork();
    if (pid == 0)
        become_child(l->run, task, fds);
    close(fds[0]);
    close(fds[1]);
    close(fds[3]);
    if (pid < 0) {
        close(fds[2]); /* the end of file says it */
        return;
    }
    *c = (struct child){pid, fds[2]};
    l->count++;
}

/* False: the program is gone. */
static bool take_request(struct loop *l)
{
    char byte;
    struct iovec io = {&byte, 1};
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int) * HELPER_FDS)];
    } control;
    struct msghdr message = {.msg_iov = &io,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t r = recvmsg(l->request_fd, &message, MSG_CMSG_CLOEXEC);
    if (r <= 0)
        return r < 0 && (errno == EINTR || errno == EAGAIN);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head == NULL || head->cmsg_type != SCM_RIGHTS ||
        head->cmsg_len != CMSG_LEN(sizeof(int) * HELPER_FDS))
        return true; /* out of descriptors: the caller sees its ends close */
    int fds[HELPER_FDS];
    memcpy(fds, CMSG_DATA(head), sizeof fds);
    start_child(l, (enum helper_task)byte, fds);
    return true;
}

static void reap(struct loop *l)
{
    struct signalfd_siginfo info;
    while (read(l->signal_fd, &info, sizeof info) > 0)
        ;
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        for (struct child *c = l->children; c < l->children + HELPER_CHILDREN_MAX; c++) {
            if (c->pid != pid)
                continue;
            if (c->life_fd >= 0) {
                send(c->life_fd, &status, sizeof status, MSG_NOSIGNAL | MSG_DONTWAIT);
                close(c->life_fd);
            }
            *c = (struct child){0, -1};
            l->count--;
        }
    }
}

static void kill_child(struct child *c)
{
    kill(c->pid, SIGKILL);
    close(c->life_fd);
    c->life_fd = -1;
}

static NORETURN void finish(struct loop *l)
{
    for (struct child *c = l->children; c < l->children + HELPER_CHILDREN_MAX; c++) {
        if (c->pid != 0)
            kill(c->pid, SIGKILL);
    }
    _exit(EXIT_DONE);
}

static void turn(struct loop *l)
{
    struct pollfd polls[2 + HELPER_CHILDREN_MAX] = {
        {.fd = l->signal_fd, .events = POLLIN},
        /* with all places taken requests wait, but the end of the program is still seen */
        {.fd = l->request_fd, .events = l->count < HELPER_CHILDREN_MAX ? POLLIN : 0},
    };
    for (int i = 0; i < HELPER_CHILDREN_MAX; i++)
        polls[2 + i].fd = l->children[i].pid == 0 ? -1 : l->children[i].life_fd;
    if (poll(polls, COUNT_OF(polls), -1) < 0)
        return;
    for (int i = 0; i < HELPER_CHILDREN_MAX; i++) {
        if (polls[2 + i].fd >= 0 && polls[2 + i].revents != 0)
            kill_child(&l->children[i]);
    }
    if (polls[0].revents != 0)
        reap(l);
    if ((polls[1].revents & POLLIN) != 0 ? !take_request(l) : polls[1].revents != 0)
        finish(l);
}

NORETURN void helper_loop(int request_fd, helper_child *run)
{
    struct loop l = {.request_fd = fcntl(request_fd, F_DUPFD, STDERR_FILENO + 1), .run = run};
    if (l.request_fd < 0)
        _exit(EXIT_ENVIRONMENT);
    detach();
    /* 3 is taken by nothing else: the descriptors the program had open are not for us */
    dup2(l.request_fd, STDERR_FILENO + 1);
    l.request_fd = STDERR_FILENO + 1;
    close_from(l.request_fd + 1);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, NULL);
    l.signal_fd = signalfd(-1, &ended, SFD_CLOEXEC | SFD_NONBLOCK);
    if (l.signal_fd < 0)
        _exit(EXIT_ENVIRONMENT);
    for (int i = 0; i < HELPER_CHILDREN_MAX; i++)
        l.children[i].life_fd = -1;
    for (;;)
        turn(&l);
}
