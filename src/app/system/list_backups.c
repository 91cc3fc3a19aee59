#include "beside_database.h"
#include "stored_backups.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/sort.h"

enum { NAME_BYTES_MAX = 100, SAID_BYTES_MAX = 1024, HEX_DIGITS = 64 };

static const char ending[] = ".relance";

struct str backups_folder(struct arena *a, struct str url)
{
    static const struct beside what = {"RELANCE_BACKUPS", ".backups"};
    return beside_database(a, url, &what);
}

/* No path, nothing hidden, nothing half written. */
bool backup_name_ok(struct str name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    for (size_t i = 0; i < name.n; i++) {
        if (memchr(allowed, name.p[i], sizeof allowed - 1) == NULL)
            return false;
    }
    return name.n <= NAME_BYTES_MAX && name.n >= sizeof ending && name.p[0] != '.' &&
           str_ends(name, str_of(ending));
}

static struct str path_of(struct arena *a, struct str folder, struct str name)
{
    struct buf path;
    buf_init(&path, a, LIMIT_FIELD_BYTES + NAME_BYTES_MAX + 16);
    buf_add(&path, folder);
    buf_add_char(&path, '/');
    buf_add(&path, name);
    return path.full ? (struct str){0} : str_of(arena_cstr(a, buf_str(&path)));
}

/* ---- what was said of it ---- */

static const char *said_path(struct arena *a, struct str path, const char *more)
{
    struct buf said;
    buf_init(&said, a, path.n + 32);
    buf_add(&said, path);
    buf_add_c(&said, ".b2");
    buf_add_c(&said, more);
    return buf_cstr(&said);
}

static int64_t figure_of(struct str words, const char *key)
{
    struct str word;
    while (str_split(&words, ' ', &word)) {
        struct str name;
        if (!str_split(&word, '=', &name) || !str_is(name, key))
            continue;
        int64_t value = 0;
        for (size_t i = 0; i < word.n && i < 18 && word.p[i] >= '0' && word.p[i] <= '9'; i++)
            value = value * 10 + (word.p[i] - '0');
        return value;
    }
    return 0;
}

/* Two lines: figures in a comment, then the digest and the name. */
static void read_said(struct str said, struct stored_backup *out)
{
    struct str figures, digest;
    if (!str_split(&said, '\n', &figures) || !str_split(&said, ' ', &digest) ||
        !str_starts(figures, STR("# ")) || digest.n != HEX_DIGITS)
        return;
    out->digest = digest;
    out->at_ms = figure_of(figures, "at");
    out->checked_ms = figure_of(figures, "checked");
    out->whole = figure_of(figures, "whole") == 1;
    out->rows = figure_of(figures, "rows");
    out->journal_faults = figure_of(figures, "faults");
}

static struct str said_of(struct arena *a, struct str path)
{
    char *bytes = arena_alloc(a, SAID_BYTES_MAX);
    int fd = open(said_path(a, path, ""), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n = fd < 0 ? -1 : read(fd, bytes, SAID_BYTES_MAX);
    if (fd >= 0)
        (void)close(fd);
    return n <= 0 ? (struct str){0} : (struct str){bytes, (size_t)n};
}

bool backup_look(struct arena *a, const struct backup_named *named, struct stored_backup *out,
                 bool *found, struct err *err)
{
    struct stat st;
    *found = false;
    *out = (struct stored_backup){0};
    if (!backup_name_ok(named->name))
        return true;
    struct str path = path_of(a, named->folder, named->name);
    if (path.n == 0 || lstat(path.p, &st) != 0 || !S_ISREG(st.st_mode))
        return path.n == 0 || errno == ENOENT || err_set(err, ERR_FILE_UNREADABLE, "backup");
    out->name = arena_str(a, named->name);
    out->path = path;
    out->bytes = st.st_size;
    out->at_ms = (int64_t)st.st_mtim.tv_sec * 1000;
    read_said(said_of(a, path), out);
    *found = true;
    return true;
}

static void add_figure(struct buf *out, const char *key, int64_t value)
{
    buf_add_char(out, ' ');
    buf_add_c(out, key);
    buf_add_char(out, '=');
    buf_add_int(out, value);
}

static bool write_said(const char *path, struct str text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0)
        (void)close(fd);
    errno = why;
    return ok;
}

bool backup_say(struct arena *a, const struct stored_backup *b, struct err *err)
{
    struct buf text;
    const char *partial = said_path(a, b->path, ".partial");
    buf_init(&text, a, SAID_BYTES_MAX);
    buf_add_char(&text, '#');
    add_figure(&text, "at", b->at_ms);
    add_figure(&text, "checked", b->checked_ms);
    add_figure(&text, "whole", b->whole ? 1 : 0);
    add_figure(&text, "rows", b->rows);
    add_figure(&text, "faults", b->journal_faults);
    buf_add_char(&text, '\n');
    buf_add(&text, b->digest);
    buf_add_c(&text, "  ");
    buf_add(&text, b->name);
    buf_add_char(&text, '\n');
    if (write_said(partial, buf_str(&text)) && rename(partial, said_path(a, b->path, "")) == 0)
        return true;
    return err_set_field(err, errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_FILE_WRITE,
                         "RELANCE_BACKUPS", b->path);
}

/* ---- all of them ---- */

static int newest_first(const void *a, const void *b, const void *with)
{
    const struct stored_backup *x = a, *y = b;
    (void)with;
    return x->at_ms > y->at_ms ? -1 : x->at_ms < y->at_ms;
}

static bool add(struct arena *a, const struct backup_named *named, struct stored_backups *out,
                struct err *err)
{
    struct stored_backup one;
    bool found = false;
    if (!backup_look(a, named, &one, &found, err))
        return false;
    if (!found)
        return true;
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    out->rows[n] = one;
    return true;
}

bool list_backups(struct arena *a, struct str folder, struct stored_backups *out, struct err *err)
{
    DIR *d = folder.n == 0 ? NULL : opendir(arena_cstr(a, folder));
    bool ok = true;
    *out = (struct stored_backups){0};
    if (d == NULL)
        return folder.n == 0 || errno == ENOENT ||
               err_set_field(err, ERR_FILE_UNREADABLE, "RELANCE_BACKUPS", folder);
    for (struct dirent *e; ok && (e = readdir(d)) != NULL;) {
        const struct backup_named named = {folder, arena_str(a, str_of(e->d_name))};
        ok = add(a, &named, out, err);
    }
    (void)closedir(d);
    SORT(a, out->rows, out->count, newest_first, NULL);
    return ok;
}
