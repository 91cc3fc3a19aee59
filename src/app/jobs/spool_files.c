/* Files that stay in the spool: of jobs. */
#include "spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "intake/formats/unnamed_file.h"

enum { NAME_BYTES_MAX = 200, COPY_BYTES = 64 * 1024 };

struct str spool_name(struct arena *a, struct str given)
{
    struct buf out;
    size_t n = given.n < NAME_BYTES_MAX ? given.n : NAME_BYTES_MAX;
    while (n < given.n && n > 0 && ((unsigned char)given.p[n] & 0xC0) == 0x80)
        n--; /* no half of a letter */
    buf_init(&out, a, NAME_BYTES_MAX + 8);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)given.p[i];
        buf_add_char(&out, c < ' ' || c == '/' || c == 0x7F ? '_' : given.p[i]);
    }
    if (out.n == 0 || out.p[0] == '.')
        return str_of("liste");
    return buf_str(&out);
}

static struct str folder_of(struct arena *a, struct str folder, int64_t job_id)
{
    struct buf path;
    buf_init(&path, a, LIMIT_FIELD_BYTES);
    buf_add(&path, folder);
    buf_add_char(&path, '/');
    buf_add_int(&path, job_id);
    return str_of(arena_cstr(a, buf_str(&path)));
}

struct str spool_path(struct arena *a, struct str folder, int64_t job_id, struct str name)
{
    struct buf path;
    buf_init(&path, a, LIMIT_FIELD_BYTES);
    buf_add(&path, folder_of(a, folder, job_id));
    buf_add_char(&path, '/');
    buf_add(&path, name);
    return path.full ? (struct str){0} : str_of(arena_cstr(a, buf_str(&path)));
}

static bool failed(struct str path, struct err *err)
{
    return err_set_field(err, errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_FILE_WRITE,
                         "RELANCE_SPOOL", path);
}

static bool copy(int from, int to)
{
    char bytes[COPY_BYTES];
    int64_t at = 0;
    for (;;) {
        ssize_t n = pread(from, bytes, sizeof bytes, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        if (!unnamed_file_write(to, at, (struct str){bytes, (size_t)n}, NULL))
            return false;
        at += n;
    }
}

/* Where the file system of the folder has no files without a name, there is no name to be given. */
static bool copy_to(int fd, struct str path)
{
    int to = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = to >= 0 && copy(fd, to) && fsync(to) == 0;
    if (to >= 0)
        (void)close(to);
    return ok;
}

static bool sync_folder(struct str path)
{
    int fd = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

/* "a/b/c" -> "a/b" */
static struct str parent_of(struct arena *a, struct str path)
{
    size_t n = path.n;
    while (n > 0 && path.p[n - 1] != '/')
        n--;
    return str_of(arena_cstr(a, str_slice(path, 0, n > 0 ? n - 1 : 0)));
}

bool spool_keep(struct arena *a, int fd, struct str path, struct err *err)
{
    char from[64];
    struct str folder = parent_of(a, path);
    if (path.n == 0 || (mkdir(folder.p, 0700) != 0 && errno != EEXIST))
        return failed(folder, err);
    (void)snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
    bool linked =
        fsync(fd) == 0 && linkat(AT_FDCWD, from, AT_FDCWD, path.p, AT_SYMLINK_FOLLOW) == 0;
    if ((!linked && !copy_to(fd, path)) || !sync_folder(folder) ||
        !sync_folder(parent_of(a, folder)))
        return failed(folder, err);
    return true;
}

bool spool_has(struct str path) { return path.n > 0 && access(path.p, R_OK) == 0; }

void spool_drop(struct arena *a, struct str folder, int64_t job_id)
{
    struct str path = folder_of(a, folder, job_id);
    DIR *d = opendir(path.p);
    if (d == NULL)
        return;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            (void)unlinkat(dirfd(d), e->d_name, 0);
    }
    (void)closedir(d);
    (void)rmdir(path.p);
}

struct spooled spool_list(struct arena *a, struct str folder, int64_t before_ms)
{
    struct spooled out = {0};
    struct stat st;
    DIR *d = opendir(arena_cstr(a, folder));
    if (d == NULL)
        return out;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        char *end;
        long long id = strtoll(e->d_name, &end, 10);
        if (id <= 0 || *end != '\0' ||
            fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            (int64_t)st.st_mtim.tv_sec * 1000 >= before_ms)
            continue;
        size_t n = out.count++;
        if ((n & (n - 1)) == 0)
            out.job_ids = arena_grow(a, out.job_ids, n, n == 0 ? 1 : n * 2, sizeof *out.job_ids);
        out.job_ids[n] = id;
    }
    (void)closedir(d);
    return out;
}
