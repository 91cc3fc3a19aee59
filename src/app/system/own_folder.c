#include "own_folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool own_folder(const char *path, const char *variable, struct err *err)
{
    struct stat st;
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return err_set_field(err, errno == ENOSPC ? ERR_DISK_FULL : ERR_FILE_WRITE, variable,
                             str_of(path));
    return (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
            (st.st_mode & 077) == 0) ||
           err_set_field(err, ERR_FILE_WRITE, variable, str_of(path));
}
