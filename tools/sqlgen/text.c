#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct block {
    struct block *next;
    max_align_t bytes[];
};

/* Reachable until the end, so that the leak checker has nothing to say. */
static struct block *blocks;

void *pool_alloc(size_t n)
{
    struct block *b = calloc(1, sizeof *b + n + 1);
    if (b == NULL) {
        refuse("sqlgen", 0, "out of memory");
    }
    b->next = blocks;
    blocks = b;
    return b->bytes;
}

char *pool_copy(const char *p, size_t n)
{
    char *copy = pool_alloc(n + 1);
    memcpy(copy, p, n);
    return copy;
}

char *pool_printf(const char *format, ...)
{
    struct text t = {0};
    char small[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof small) {
        refuse("sqlgen", 0, "text too long for %s", format);
    }
    text_add_bytes(&t, small, (size_t)n);
    return t.p;
}

void *pool_grow(void *array, size_t count, size_t size)
{
    /* Doubling at powers of two: the room is known from the count alone. */
    if (count != 0 && (count & (count - 1)) != 0) {
        return array;
    }
    void *bigger = pool_alloc((count == 0 ? 1 : 2 * count) * size);
    if (count != 0) {
        memcpy(bigger, array, count * size);
    }
    return bigger;
}

void text_add_bytes(struct text *t, const char *p, size_t n)
{
    if (t->n + n + 1 > t->room) {
        size_t room = 2 * (t->n + n + 1);
        char *bigger = pool_alloc(room);
        if (t->n != 0) {
            memcpy(bigger, t->p, t->n);
        }
        t->p = bigger;
        t->room = room;
    }
    memcpy(t->p + t->n, p, n);
    t->n += n;
    t->p[t->n] = '\0';
}

void text_add(struct text *t, const char *format, ...)
{
    char line[4096];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof line) {
        refuse("sqlgen", 0, "line too long for %s", format);
    }
    text_add_bytes(t, line, (size_t)n);
}

void text_add_escaped(struct text *t, const char *p)
{
    for (; *p != '\0'; p++) {
        if (*p == '\n') {
            text_add_bytes(t, "\\n", 2);
        } else if (*p == '"' || *p == '\\') {
            char pair[2] = {'\\', *p};
            text_add_bytes(t, pair, 2);
        } else {
            text_add_bytes(t, p, 1);
        }
    }
}

struct text file_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        refuse(path, 0, "cannot be opened");
    }
    struct text t = {0};
    char part[4096];
    size_t n = 0;
    text_add_bytes(&t, "", 0);
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        text_add_bytes(&t, part, n);
    }
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad || memchr(t.p, '\0', t.n) != NULL) {
        refuse(path, 0, "cannot be read as text");
    }
    return t;
}

static bool file_holds(const char *path, const struct text *t)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return false;
    }
    char *old = pool_alloc(t->n + 1);
    size_t n = fread(old, 1, t->n + 1, f);
    fclose(f);
    return n == t->n && memcmp(old, t->p, n) == 0;
}

void file_write(const char *path, const struct text *t)
{
    if (file_holds(path, t)) {
        return;
    }
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(t->p, 1, t->n, f) != t->n || fclose(f) != 0) {
        refuse(path, 0, "cannot be written");
    }
}

void refuse(const char *path, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (line > 0) {
        fprintf(stderr, "%s:%d: ", path, line);
    } else {
        fprintf(stderr, "%s: ", path);
    }
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}
