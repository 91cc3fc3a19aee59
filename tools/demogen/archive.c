#include "archive.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    VERSION = 20,
    DOS_DAY = (2026 - 1980) << 9 | 11 << 5 | 23, /* the demo day */
};

static uint32_t crc_of(const struct bytes *b)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < b->n; i++) {
        crc ^= (unsigned char)b->p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~crc;
}

static void put(struct bytes *b, int size, size_t value)
{
    for (; size > 0; size--, value >>= 8) {
        unsigned char byte = (unsigned char)value;
        bytes_add(b, &byte, 1);
    }
}

/* What both headers of a file share. */
static void put_common(struct bytes *b, const char *name, const struct bytes *file)
{
    put(b, 2, VERSION);
    put(b, 2, 0); /* flags */
    put(b, 2, 0); /* stored */
    put(b, 2, 0); /* midnight */
    put(b, 2, DOS_DAY);
    put(b, 4, crc_of(file));
    put(b, 4, file->n);
    put(b, 4, file->n);
    put(b, 2, strlen(name));
    put(b, 2, 0); /* nothing extra */
}

void archive_add(struct archive *a, const char *name, const struct bytes *file)
{
    size_t at = a->files.n;
    put(&a->files, 4, 0x04034B50);
    put_common(&a->files, name, file);
    bytes_add(&a->files, name, strlen(name));
    bytes_add(&a->files, file->p, file->n);
    put(&a->directory, 4, 0x02014B50);
    put(&a->directory, 2, VERSION);
    put_common(&a->directory, name, file);
    put(&a->directory, 2, 0); /* no comment */
    put(&a->directory, 2, 0); /* the first disk */
    put(&a->directory, 2, 0);
    put(&a->directory, 4, 0);
    put(&a->directory, 4, at);
    bytes_add(&a->directory, name, strlen(name));
    a->count++;
}

void archive_write(struct archive *a, const char *path)
{
    struct bytes end = {0};
    put(&end, 4, 0x06054B50);
    put(&end, 4, 0); /* disks */
    put(&end, 2, (size_t)a->count);
    put(&end, 2, (size_t)a->count);
    put(&end, 4, a->directory.n);
    put(&end, 4, a->files.n);
    put(&end, 2, 0); /* no comment */
    const struct bytes *parts[] = {&a->files, &a->directory, &end};
    FILE *out = fopen(path, "wb");
    bool ok = out != NULL;
    for (size_t i = 0; ok && i < sizeof parts / sizeof parts[0]; i++)
        ok = fwrite(parts[i]->p, 1, parts[i]->n, out) == parts[i]->n;
    if ((out != NULL && fclose(out) != 0) || !ok) {
        fprintf(stderr, "demogen: cannot write %s\n", path);
        exit(3);
    }
    bytes_free(&end);
    bytes_free(&a->files);
    bytes_free(&a->directory);
    *a = (struct archive){0};
}
