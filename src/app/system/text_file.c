#include "text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* One more than the limit is read, so that a file growing meanwhile is seen. */
bool text_file_read_open(struct arena *a, int fd, size_t max_bytes, struct str *out,
                         struct err *err)
{
    char *text = arena_alloc(a, max_bytes + 1);
    size_t n = 0;
    while (n <= max_bytes) {
        ssize_t got = pread(fd, text + n, max_bytes + 1 - n, (off_t)n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, ERR_FILE_UNREADABLE, strerror(errno));
        if (got == 0)
            break;
        n += (size_t)got;
    }
    if (n > max_bytes)
        return err_set(err, ERR_FILE_TOO_LARGE, NULL);
    *out = (struct str){text, n};
    return n > 0 || err_set(err, ERR_FILE_EMPTY, NULL);
}

/* A pipe without a writer must not hold the program up: opened without waiting, then looked at. */
bool text_file_read(struct arena *a, struct str path, size_t max_bytes, struct str *out,
                    struct err *err)
{
    struct stat st;
    int fd = open(arena_cstr(a, path), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_FILE_UNREADABLE,
                       strerror(errno));
    bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    bool ok = regular ? text_file_read_open(a, fd, max_bytes, out, err)
                      : err_set(err, ERR_FILE_NOT_REGULAR, NULL);
    close(fd);
    return ok;
}
