/* One more backup in the folder of the server; the oldest ones give way to it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/clock.h"
#include "backup_database.h"
#include "base/buf.h"
#include "base/limits.h"
#include "own_folder.h"
#include "stored_backups.h"

enum { DAY_MS = 24 * 3600 * 1000, SECOND_MS = 1000 };

static const char begin[] = "relance-";

/* "relance-2026-11-28T052912Z.relance" */
static struct str name_at(struct arena *a, int64_t at_ms)
{
    int64_t second = at_ms % DAY_MS / SECOND_MS;
    char time[32];
    struct buf name;
    buf_init(&name, a, 64);
    buf_add_c(&name, begin);
    buf_add_day(&name, (struct day){(int32_t)(at_ms / DAY_MS)});
    snprintf(time, sizeof time, "T%02d%02d%02dZ.relance", (int)(second / 3600),
             (int)(second / 60 % 60), (int)(second % 60));
    buf_add_c(&name, time);
    return buf_str(&name);
}

/* Only what was made here: what somebody put beside it is his. */
static bool drop_old(struct arena *a, const struct backup_wish *wish, struct err *err)
{
    struct stored_backups all;
    size_t whole = 0;
    if (!list_backups(a, wish->folder, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct stored_backup *b = &all.rows[i];
        struct buf said;
        if (!str_starts(b->name, str_of(begin)) || b->digest.n == 0)
            continue;
        if (whole < wish->kept) {
            whole += b->whole ? 1 : 0;
            continue;
        }
        buf_init(&said, a, b->path.n + 8);
        buf_add(&said, b->path);
        buf_add_c(&said, ".b2");
        (void)unlink(b->path.p);
        (void)unlink(buf_cstr(&said));
    }
    return true;
}

/* What a server that was killed left half written a day ago. */
static void drop_partial(struct arena *a, struct str folder, int64_t now_ms)
{
    struct stat st;
    DIR *d = opendir(arena_cstr(a, folder));
    if (d == NULL)
        return;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        struct str name = str_of(e->d_name);
        if (str_starts(name, str_of(begin)) && str_contains(name, STR(".partial-")) &&
            fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            (int64_t)st.st_mtim.tv_sec * SECOND_MS < now_ms - DAY_MS)
            (void)unlinkat(dirfd(d), e->d_name, 0);
    }
    (void)closedir(d);
}

/* Held until it is closed, or the program dies. */
static int hold_folder(struct arena *a, struct str folder)
{
    int fd = open(arena_cstr(a, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        if (errno == EINTR)
            continue;
        (void)close(fd);
        return -1;
    }
    return fd;
}

static bool write_one(struct arena *a, const struct backup_wish *wish, struct stored_backup *out,
                      struct err *err)
{
    struct backup_report report;
    struct buf digest;
    struct buf path;
    buf_init(&path, a, LIMIT_FIELD_BYTES);
    buf_add(&path, wish->folder);
    buf_add_char(&path, '/');
    buf_add(&path, out->name);
    out->path = str_of(arena_cstr(a, buf_str(&path)));
    const struct backup_order order = {wish->url, out->path, wish->actor_id};
    if (!backup_database(&order, &report, err))
        return false;
    buf_init(&digest, a, 2 * sizeof report.digest);
    buf_add_hex(&digest, report.digest, sizeof report.digest);
    out->digest = buf_str(&digest);
    out->bytes = report.copy.bytes;
    out->rows = report.copy.rows;
    out->journal_faults = report.copy.journal_faults;
    out->checked_ms = clock_now_ms();
    out->whole = true;
    return backup_say(a, out, err);
}

bool make_backup(struct arena *a, const struct backup_wish *wish, struct stored_backup *out,
                 struct err *err)
{
    if (!own_folder(arena_cstr(a, wish->folder), "RELANCE_BACKUPS", err))
        return false;
    int folder = hold_folder(a, wish->folder);
    if (folder < 0)
        return err_set_field(err, ERR_FILE_WRITE, "RELANCE_BACKUPS", wish->folder);
    int64_t at_ms = clock_now_ms();
    *out = (struct stored_backup){.name = name_at(a, at_ms), .at_ms = at_ms};
    drop_partial(a, wish->folder, at_ms);
    bool ok = write_one(a, wish, out, err);
    if (ok && fsync(folder) != 0)
        ok = err_set_field(err, ERR_FILE_WRITE, "RELANCE_BACKUPS", wish->folder);
    ok = ok && drop_old(a, wish, err);
    (void)close(folder);
    return ok;
}
