#include "power.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES_MAX = 256, SECTOR_BYTES = 512 };

/* One write, or one change of size, that the disk has not got. */
struct change {
    struct change *older, *newer;
    int file;
    int64_t at, size_before, size_after;
    size_t old_n, new_n;
    char *bytes; /* old_n bytes as they were, then new_n as they are */
};

struct file {
    dev_t device;
    ino_t inode;
    int fd; /* our own, kept until the end */
};

static struct file files[FILES_MAX];
static int file_count;
static struct change *oldest, *newest;

/* -1: not a regular file, or one file too many. */
static int file_of(int fd, int64_t *size)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return -1;
    *size = st.st_size;
    for (int i = 0; i < file_count; i++) {
        if (files[i].device == st.st_dev && files[i].inode == st.st_ino)
            return i;
    }
    if (file_count == FILES_MAX)
        abort();
    files[file_count] = (struct file){st.st_dev, st.st_ino, dup(fd)};
    return file_count++;
}

static void *must_alloc(size_t n)
{
    void *p = calloc(1, n > 0 ? n : 1);
    if (p == NULL)
        abort();
    return p;
}

static struct change *remember(int fd, int64_t at, size_t old_n, size_t new_n)
{
    struct change *c = must_alloc(sizeof *c);
    c->file = file_of(fd, &c->size_before);
    if (c->file < 0) {
        free(c);
        return NULL;
    }
    c->size_after = c->size_before;
    c->at = at;
    c->new_n = new_n;
    c->bytes = must_alloc(old_n + new_n);
    ssize_t got = old_n == 0 ? 0 : pread(fd, c->bytes, old_n, at);
    c->old_n = got < 0 ? 0 : (size_t)got;
    c->older = newest;
    *(newest == NULL ? &oldest : &newest->newer) = c;
    newest = c;
    return c;
}

void power_note_write(int fd, const void *bytes, size_t n, int64_t at)
{
    struct change *c = remember(fd, at, n, n);
    if (c == NULL)
        return;
    memcpy(c->bytes + c->old_n, bytes, n);
    int64_t end = at + (int64_t)n;
    c->size_after = end > c->size_before ? end : c->size_before;
}

void power_note_cut(int fd, int64_t size)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return;
    size_t tail = st.st_size > size ? (size_t)(st.st_size - size) : 0;
    struct change *c = remember(fd, size, tail, 0);
    if (c != NULL)
        c->size_after = size;
}

static void forget(struct change *c)
{
    *(c->older == NULL ? &oldest : &c->older->newer) = c->newer;
    *(c->newer == NULL ? &newest : &c->newer->older) = c->older;
    free(c->bytes);
    free(c);
}

void power_note_sync(int fd)
{
    int64_t size;
    int file = file_of(fd, &size);
    struct change *c = file < 0 ? NULL : oldest;
    while (c != NULL) {
        struct change *next = c->newer;
        if (c->file == file)
            forget(c);
        c = next;
    }
}

/* Past the hooks of this library. */
static void put(int file, const char *bytes, size_t n, int64_t at)
{
    if (n > 0 && syscall(SYS_pwrite64, files[file].fd, bytes, n, at) != (long)n)
        abort();
}

static void resize(int file, int64_t size)
{
    if (syscall(SYS_ftruncate, files[file].fd, size) != 0)
        abort();
}

static uint64_t draw(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A third is lost, a third arrives, a third arrives up to a sector of the disk. */
static void redo_some(const struct change *c, uint64_t *state)
{
    uint64_t lot = draw(state) % 3;
    if (lot == 0)
        return;
    size_t n = c->new_n;
    if (lot == 1 && n > 0) {
        int64_t sectors = (c->at + (int64_t)n) / SECTOR_BYTES - c->at / SECTOR_BYTES;
        int64_t end = (c->at / SECTOR_BYTES + (int64_t)(draw(state) % (uint64_t)(sectors + 1))) *
                      SECTOR_BYTES;
        n = end <= c->at ? 0 : (size_t)(end - c->at);
    }
    put(c->file, c->bytes + c->old_n, n, c->at);
    if (c->new_n == 0)
        resize(c->file, c->size_after);
}

void power_fail(enum power_loss loss, uint64_t seed)
{
    uint64_t state = seed;
    for (struct change *c = newest; c != NULL; c = c->older) {
        put(c->file, c->bytes, c->old_n, c->at);
        resize(c->file, c->size_before);
    }
    if (loss == POWER_LOSE_ALL)
        return;
    for (struct change *c = oldest; c != NULL; c = c->newer)
        redo_some(c, &state);
}
