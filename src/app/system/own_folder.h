/* A folder for what concerns debtors: its owner's alone. */
#ifndef RELANCE_APP_OWN_FOLDER_H
#define RELANCE_APP_OWN_FOLDER_H

#include "base/check.h"
#include "base/err.h"

/* Makes it when it is not there. One that others may write to or read is refused, also when it was
 * put there before us. variable: of the environment, that names the folder. Errors: ERR_FILE_WRITE,
 * ERR_DISK_FULL, with the variable and the path. */
MUST_CHECK bool own_folder(const char *path, const char *variable, struct err *err);

#endif
