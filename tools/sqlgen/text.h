/* What the generator needs of a library: memory that lives until it ends, whole files in, whole
 * files out (written only when they change, so that nothing is compiled for nothing), and one way
 * to refuse: "file:line: message" and exit 1. */
#ifndef SQLGEN_TEXT_H
#define SQLGEN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *p; /* always ended by a zero byte */
    size_t n, room;
};

/* Zeroed memory, never given back. Ends the program when there is none. */
void *pool_alloc(size_t n);
/* A copy of n bytes at p, ended by a zero byte. */
char *pool_copy(const char *p, size_t n);
/* printf into the pool. */
char *pool_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Room for one more element behind `count` elements of `size` bytes; returns the array. */
void *pool_grow(void *array, size_t count, size_t size);

void text_add(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_bytes(struct text *t, const char *p, size_t n);
/* p as the inside of a C string literal. */
void text_add_escaped(struct text *t, const char *p);

/* The whole file; ends the program when it cannot be read or holds a zero byte. */
struct text file_read(const char *path);
/* Writes t into path unless the file already holds exactly that. */
void file_write(const char *path, const struct text *t);

/* "path:line: message" on stderr, then exit 1. line 0 is left out. */
__attribute__((noreturn, format(printf, 3, 4))) void refuse(const char *path, int line,
                                                            const char *format, ...);

#endif
