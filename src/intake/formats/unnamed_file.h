/* Files without a name, in the folder for temporary files if no other is said: they go with their
 * descriptor. */
#ifndef RELANCE_INTAKE_UNNAMED_FILE_H
#define RELANCE_INTAKE_UNNAMED_FILE_H

#include "base/err.h"
#include "base/str.h"

/* Empty, for reading and writing; -1 when there is no room for one. */
int unnamed_file_open(void);
/* In a folder of the caller's. */
int unnamed_file_open_in(const char *folder);
/* Errors: ERR_DISK_FULL, ERR_FILE_WRITE. */
MUST_CHECK bool unnamed_file_write(int fd, int64_t at, struct str bytes, struct err *err);

#endif
