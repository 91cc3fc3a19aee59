#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/system/own_folder.h"
#include "base/buf.h"
#include "base/limits.h"
#include "intake/formats/unnamed_file.h"

struct str spool_folder(struct arena *a, struct str url)
{
    const char *named = getenv("RELANCE_SPOOL");
    struct str scheme = STR("sqlite:");
    struct buf name;
    if (named != NULL && named[0] != '\0')
        return arena_str(a, str_of(named));
    buf_init(&name, a, LIMIT_FIELD_BYTES);
    if (str_starts(url, scheme)) {
        buf_add(&name, str_slice(url, scheme.n, url.n));
    } else {
        buf_add_c(&name, "/var/tmp/relance-");
        buf_add_int(&name, geteuid());
    }
    buf_add_c(&name, ".spool");
    return name.full ? (struct str){0} : buf_str(&name);
}

bool spool_new(struct str folder, int *fd, struct err *err)
{
    char path[LIMIT_FIELD_BYTES + 1];
    *fd = -1;
    if (folder.n == 0 || folder.n > LIMIT_FIELD_BYTES)
        return err_set_field(err, ERR_FILE_WRITE, "RELANCE_SPOOL", folder);
    memcpy(path, folder.p, folder.n);
    path[folder.n] = '\0';
    if (!own_folder(path, "RELANCE_SPOOL", err))
        return false;
    *fd = unnamed_file_open_in(path);
    return *fd >= 0 ||
           err_set_field(err, errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_FILE_WRITE,
                         "RELANCE_SPOOL", folder);
}

bool spool_write(int fd, int64_t at, struct str bytes, struct err *err)
{
    return unnamed_file_write(fd, at, bytes, err);
}
