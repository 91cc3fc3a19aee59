#include "make_qr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "courier/qr.h"

enum { PNG_SCALE = 8, PICTURE_BYTES_MAX = 1 << 20 };

static bool encode(const struct epc_transfer *t, struct arena *arena, struct qr *qr,
                   struct err *err)
{
    struct buf payload;
    buf_init(&payload, arena, EPC_PAYLOAD_BYTES_MAX);
    return epc_payload(t, &payload, err) && qr_encode(buf_str(&payload), arena, qr, err);
}

bool make_qr_svg(const struct epc_transfer *t, struct buf *out, struct err *err)
{
    struct qr qr;
    if (!encode(t, out->arena, &qr, err)) {
        return false;
    }
    qr_svg(&qr, out);
    return true;
}

bool make_qr_png(const struct epc_transfer *t, struct buf *out, struct err *err)
{
    struct qr qr;
    return encode(t, out->arena, &qr, err) && qr_png(&qr, PNG_SCALE, out, err);
}

static bool write_failed(const char *path, const char *part, struct err *err)
{
    bool full = errno == ENOSPC || errno == EDQUOT;
    if (part != NULL) {
        (void)unlink(part);
    }
    return err_set_field(err, full ? ERR_DISK_FULL : ERR_FILE_WRITE, "out", str_of(path));
}

/* Beside the file first, then renamed over it: nobody ever sees half a picture. */
static bool write_whole(const char *path, struct str bytes, struct arena *arena, struct err *err)
{
    struct buf name;
    buf_init(&name, arena, LIMIT_FIELD_BYTES);
    buf_add_c(&name, path);
    buf_add_c(&name, ".part");
    const char *part = buf_cstr(&name);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        return write_failed(path, NULL, err);
    }
    size_t done = 0;
    while (done < bytes.n) {
        ssize_t n = write(fd, bytes.p + done, bytes.n - done);
        if (n < 0 && errno != EINTR) {
            (void)close(fd);
            return write_failed(path, part, err);
        }
        done += n > 0 ? (size_t)n : 0;
    }
    if (fsync(fd) != 0) {
        (void)close(fd);
        return write_failed(path, part, err);
    }
    if (close(fd) != 0 || rename(part, path) != 0) {
        return write_failed(path, part, err);
    }
    return true;
}

bool make_qr_file(const struct epc_transfer *t, const char *path, struct arena *arena,
                  struct err *err)
{
    struct buf picture;
    buf_init(&picture, arena, PICTURE_BYTES_MAX);
    bool svg = str_ends(str_of(path), STR(".svg"));
    bool made = svg ? make_qr_svg(t, &picture, err) : make_qr_png(t, &picture, err);
    return made && write_whole(path, buf_str(&picture), arena, err);
}
