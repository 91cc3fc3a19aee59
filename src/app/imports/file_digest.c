#include "file_digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

bool file_digest_of_fd(int fd, uint8_t out[FILE_DIGEST_BYTES], struct err *err)
{
    unsigned char block[64 * 1024];
    crypto_generichash_state h;
    off_t at = 0;
    crypto_generichash_init(&h, NULL, 0, FILE_DIGEST_BYTES);
    for (;;) {
        ssize_t n = pread(fd, block, sizeof block, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_FILE_UNREADABLE, strerror(errno));
        if (n == 0)
            break;
        crypto_generichash_update(&h, block, (size_t)n);
        at += n;
    }
    crypto_generichash_final(&h, out, FILE_DIGEST_BYTES);
    return true;
}

bool file_digest(struct str path, uint8_t out[FILE_DIGEST_BYTES], struct err *err)
{
    int fd = open(path.p, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_FILE_UNREADABLE,
                       strerror(errno));
    bool ok = file_digest_of_fd(fd, out, err);
    close(fd);
    return ok;
}

struct str file_base_name(struct str path)
{
    for (size_t i = path.n; i > 0; i--) {
        if (path.p[i - 1] == '/')
            return str_slice(path, i, path.n);
    }
    return path;
}
