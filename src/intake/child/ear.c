#include "ear.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER_BYTES = 2 * WIRE_BATCH_BYTES, PASSES = 3, PROGRESS_BYTES_MIN = 1 << 20 };

static struct ear_patience patience = {60 * 1000, LIMIT_CHILD_SECONDS * 1000};

void ear_set_patience(struct ear_patience wanted) { patience = wanted; }

bool ear_open(struct ear *e, const struct ear_request *request, struct arena *a, struct err *err)
{
    *e = (struct ear){.progress_left = PASSES * (request->file_bytes / PROGRESS_BYTES_MIN + 1)};
    e->buffer = arena_alloc(a, BUFFER_BYTES);
    return helper_run(request->file_fd, request->request_fd, &e->job, err);
}

static int64_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool child_gone(struct ear *e, struct err *err)
{
    char room[64];
    struct arena a;
    struct buf how;
    bool timed_out;
    arena_init(&a, sizeof room);
    buf_init(&how, &a, sizeof room / 2);
    bool known = helper_verdict(&e->job, &timed_out, &how);
    err_set(err, known && timed_out ? ERR_CHILD_TIMEOUT : ERR_CHILD_DIED,
            known ? buf_cstr(&how) : NULL);
    arena_release(&a);
    return false;
}

/* Waits for bytes and puts them behind those that are there. */
static bool fetch(struct ear *e, struct err *err)
{
    memmove(e->buffer, e->buffer + e->from, e->to - e->from);
    e->to -= e->from;
    e->from = 0;
    int64_t start = clock_ms();
    struct pollfd wait = {.fd = e->job.out_fd, .events = POLLIN};
    int ready = poll(&wait, 1, patience.silence_ms);
    e->waited_ms += clock_ms() - start;
    if (ready < 0 && errno == EINTR)
        return true;
    if (ready <= 0 || e->waited_ms > patience.total_ms)
        return err_set(err, ERR_CHILD_TIMEOUT, NULL);
    ssize_t r = read(e->job.out_fd, e->buffer + e->to, BUFFER_BYTES - e->to);
    if (r < 0)
        return errno == EINTR || err_set(err, ERR_SYSTEM, "read from the child");
    if (r == 0)
        return child_gone(e, err);
    e->to += (size_t)r;
    return true;
}

bool ear_next(struct ear *e, struct wire_record *out, struct err *err)
{
    for (;;) {
        struct str there = {e->buffer + e->from, e->to - e->from};
        size_t whole;
        if (!wire_measure(there, &whole, err))
            return false;
        if (whole > 0) {
            e->from += whole;
            if (!wire_read(str_slice(there, 0, whole), out, err))
                return false;
            if (out->kind == WIRE_PROGRESS && e->progress_left-- <= 0)
                return err_set(err, ERR_CHILD_LIED, "too many signs of life");
            return true;
        }
        if (!fetch(e, err))
            return false;
    }
}

void ear_close(struct ear *e) { helper_end(&e->job); }
