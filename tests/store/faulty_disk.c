#include "faulty_disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 16, SECTOR_BYTES = 512, FULL_RUN = 20 };

struct change {
    struct change *next;
    sqlite3_int64 at; /* offset; of a truncation the new size */
    int n;            /* bytes, -1: a truncation */
    unsigned char bytes[];
};

struct image {
    char path[512];
    unsigned char *synced; /* what is safe on the disk */
    size_t synced_n;
    struct change *first, **last; /* what is not, in order */
};

struct faulty_file {
    sqlite3_file base; /* first */
    struct image *image;
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;
static sqlite3_io_methods methods;
static struct image images[FILES_MAX];
static enum fault_kind armed;
static int armed_at, count;
static bool dead;

static sqlite3_file *real_of(sqlite3_file *f) { return ((struct faulty_file *)(void *)f)->real; }

static struct image *image_of(sqlite3_file *f) { return ((struct faulty_file *)(void *)f)->image; }

/* ---- what the disk holds ---- */

static void forget_changes(struct image *m)
{
    for (struct change *c = m->first; c != NULL;) {
        struct change *next = c->next;
        free(c);
        c = next;
    }
    m->first = NULL;
    m->last = &m->first;
}

static void take_synced(struct image *m)
{
    FILE *f = fopen(m->path, "rb");
    free(m->synced);
    m->synced = NULL;
    m->synced_n = 0;
    forget_changes(m);
    if (f == NULL) {
        return;
    }
    fseek(f, 0, SEEK_END);
    m->synced_n = (size_t)ftell(f);
    rewind(f);
    m->synced = malloc(m->synced_n + 1);
    if (m->synced == NULL || fread(m->synced, 1, m->synced_n, f) != m->synced_n) {
        abort();
    }
    fclose(f);
}

static struct image *image_at(const char *path)
{
    for (int i = 0; i < FILES_MAX; i++) {
        if (strcmp(images[i].path, path) == 0) {
            return &images[i];
        }
    }
    for (int i = 0; i < FILES_MAX; i++) {
        if (images[i].path[0] == '\0') {
            snprintf(images[i].path, sizeof images[i].path, "%s", path);
            images[i].last = &images[i].first;
            take_synced(&images[i]);
            return &images[i];
        }
    }
    abort();
}

static void note(struct image *m, sqlite3_int64 at, const void *bytes, int n)
{
    if (m == NULL) {
        return;
    }
    size_t room = n < 0 ? 0 : (size_t)n;
    struct change *c = malloc(sizeof *c + room);
    if (c == NULL) {
        abort();
    }
    c->next = NULL;
    c->at = at;
    c->n = n;
    if (room > 0) {
        memcpy(c->bytes, bytes, room);
    }
    *m->last = c;
    m->last = &c->next;
}

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

static void put_change(FILE *f, const struct change *c, uint32_t *seed)
{
    uint32_t fate = draw(seed) % 4;
    if (fate == 0) {
        return; /* lost */
    }
    if (c->n < 0) {
        fflush(f);
        (void)!ftruncate(fileno(f), c->at);
        return;
    }
    int n = c->n;
    if (fate == 1 && n > SECTOR_BYTES) { /* torn */
        n = (int)(draw(seed) % (unsigned)(n / SECTOR_BYTES) + 1) * SECTOR_BYTES;
    }
    fseek(f, (long)c->at, SEEK_SET);
    fwrite(c->bytes, 1, (size_t)n, f);
}

void faulty_disk_settle(uint32_t seed)
{
    for (int i = 0; i < FILES_MAX; i++) {
        struct image *m = &images[i];
        if (m->path[0] == '\0' || (m->synced == NULL && m->first == NULL)) {
            continue;
        }
        FILE *f = fopen(m->path, "wb");
        if (f == NULL) {
            abort();
        }
        if (m->synced_n > 0) {
            fwrite(m->synced, 1, m->synced_n, f);
        }
        for (const struct change *c = m->first; c != NULL; c = c->next) {
            put_change(f, c, &seed);
        }
        fclose(f);
    }
}

/* ---- what fails ---- */

static int strike(void)
{
    if (dead) {
        return SQLITE_IOERR;
    }
    count++;
    if (armed == FAULT_POWER && count >= armed_at) {
        dead = true;
        return SQLITE_IOERR;
    }
    if (armed == FAULT_ERROR && count == armed_at) {
        return SQLITE_IOERR;
    }
    if (armed == FAULT_FULL && count >= armed_at && count <= armed_at + FULL_RUN) {
        return SQLITE_FULL;
    }
    return SQLITE_OK;
}

static int faulty_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    int code = strike();
    if (code != SQLITE_OK) {
        return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    note(image_of(f), at, p, n);
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static int faulty_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    int code = strike();
    if (code != SQLITE_OK) {
        return SQLITE_IOERR_TRUNCATE;
    }
    note(image_of(f), n, NULL, -1);
    return real_of(f)->pMethods->xTruncate(real_of(f), n);
}

static int faulty_sync(sqlite3_file *f, int flags)
{
    int code = strike();
    (void)flags;
    if (code != SQLITE_OK) {
        return SQLITE_IOERR_FSYNC;
    }
    if (image_of(f) != NULL) {
        take_synced(image_of(f)); /* the real file need not be synced: the cut is only played */
    }
    return SQLITE_OK;
}

/* ---- the rest is the real file's ---- */

static int faulty_close(sqlite3_file *f)
{
    int code = real_of(f)->pMethods->xClose(real_of(f));
    free(real_of(f));
    return code;
}

static int faulty_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}

static int faulty_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), n);
}

static int faulty_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int faulty_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int faulty_check_lock(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int faulty_control(sqlite3_file *f, int op, void *with)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, with);
}

static int faulty_sector(sqlite3_file *f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }

/* No promise of atomic or ordered writes; but a write does not harm the bytes beside it, which is
 * what SQLite takes for granted on every system of today. */
static int faulty_device(sqlite3_file *f)
{
    (void)f;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int faulty_shm_map(sqlite3_file *f, int page, int n, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, n, extend, out);
}

static int faulty_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void faulty_shm_barrier(sqlite3_file *f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }

static int faulty_shm_unmap(sqlite3_file *f, int remove_it)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove_it);
}

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    struct faulty_file *file = (struct faulty_file *)(void *)f;
    (void)vfs;
    memset(file, 0, sizeof *file);
    file->real = calloc(1, (size_t)real_vfs->szOsFile);
    if (file->real == NULL) {
        abort();
    }
    bool kept = name != NULL &&
                (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    file->image = kept ? image_at(name) : NULL;
    int code = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
    if (code != SQLITE_OK) {
        free(file->real);
        return code;
    }
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

/* A deleted file is gone at once: SQLite syncs the folder where it matters. */
static int faulty_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    if (dead) {
        return SQLITE_IOERR_DELETE;
    }
    int code = real_vfs->xDelete(real_vfs, name, sync_folder);
    for (int i = 0; i < FILES_MAX; i++) {
        if (code == SQLITE_OK && strcmp(images[i].path, name) == 0) {
            take_synced(&images[i]);
        }
    }
    return code;
}

void faulty_disk_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    methods = (sqlite3_io_methods){.iVersion = 2,
                                   .xClose = faulty_close,
                                   .xRead = faulty_read,
                                   .xWrite = faulty_write,
                                   .xTruncate = faulty_truncate,
                                   .xSync = faulty_sync,
                                   .xFileSize = faulty_size,
                                   .xLock = faulty_lock,
                                   .xUnlock = faulty_unlock,
                                   .xCheckReservedLock = faulty_check_lock,
                                   .xFileControl = faulty_control,
                                   .xSectorSize = faulty_sector,
                                   .xDeviceCharacteristics = faulty_device,
                                   .xShmMap = faulty_shm_map,
                                   .xShmLock = faulty_shm_lock,
                                   .xShmBarrier = faulty_shm_barrier,
                                   .xShmUnmap = faulty_shm_unmap};
    faulty_vfs = *real_vfs;
    faulty_vfs.pNext = NULL;
    faulty_vfs.zName = "faulty";
    faulty_vfs.szOsFile = (int)sizeof(struct faulty_file);
    faulty_vfs.xOpen = faulty_open;
    faulty_vfs.xDelete = faulty_delete;
    if (sqlite3_vfs_register(&faulty_vfs, 1) != SQLITE_OK) {
        abort();
    }
}

void faulty_disk_arm(enum fault_kind kind, int at)
{
    armed = kind;
    armed_at = at;
    count = 0;
    dead = false;
}

bool faulty_disk_struck(void) { return armed != FAULT_NONE && count >= armed_at; }

void faulty_disk_heal(void)
{
    armed = FAULT_NONE;
    dead = false;
    for (int i = 0; i < FILES_MAX; i++) {
        forget_changes(&images[i]);
        free(images[i].synced);
        images[i] = (struct image){0};
    }
}
