#include "unnamed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int unnamed_file_open_in(const char *folder)
{
    char name[4096];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    /* the file system of the folder has no such files */
    int n = snprintf(name, sizeof name, "%s/relance-XXXXXX", folder);
    fd = n > 0 && (size_t)n < sizeof name ? mkostemp(name, O_CLOEXEC) : -1;
    if (fd >= 0)
        unlink(name);
    return fd;
}

int unnamed_file_open(void)
{
    const char *folder = getenv("TMPDIR");
    int fd = folder != NULL && folder[0] == '/' ? unnamed_file_open_in(folder) : -1;
    return fd >= 0 ? fd : unnamed_file_open_in("/tmp");
}

bool unnamed_file_write(int fd, int64_t at, struct str bytes, struct err *err)
{
    while (bytes.n > 0) {
        ssize_t n = pwrite(fd, bytes.p, bytes.n, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_FILE_WRITE,
                           "a temporary file");
        at += n;
        bytes = str_slice(bytes, (size_t)n, bytes.n);
    }
    return true;
}
