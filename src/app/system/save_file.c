#include "save_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"

static bool failed(const struct saving *s, struct err *err)
{
    bool full = errno == ENOSPC || errno == EDQUOT;
    return err_set_field(err, full ? ERR_DISK_FULL : ERR_FILE_WRITE, "out", str_of(s->path));
}

bool saving_begin(struct saving *s, struct arena *a, struct str path, struct err *err)
{
    struct buf part;
    buf_init(&part, a, LIMIT_FIELD_BYTES);
    buf_add(&part, path);
    buf_add_c(&part, ".part");
    *s = (struct saving){.path = arena_cstr(a, path), .part = buf_cstr(&part)};
    int fd = open(s->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    s->out = fd < 0 ? NULL : fdopen(fd, "wb");
    return s->out != NULL || failed(s, err);
}

bool saving_end(struct saving *s, bool whole, struct err *err)
{
    bool ok = whole;
    if (ok && (fflush(s->out) != 0 || fsync(fileno(s->out)) != 0))
        ok = failed(s, err);
    if (fclose(s->out) != 0 && ok)
        ok = failed(s, err);
    if (ok && rename(s->part, s->path) != 0)
        ok = failed(s, err);
    if (!ok)
        (void)unlink(s->part);
    return ok;
}

bool save_bytes(struct arena *a, struct str path, struct str bytes, struct err *err)
{
    struct saving s;
    if (!saving_begin(&s, a, path, err))
        return false;
    bool whole = fwrite(bytes.p, 1, bytes.n, s.out) == bytes.n || failed(&s, err);
    return saving_end(&s, whole, err);
}
