/* The folder of files that people give to the server: FILE.spool beside an SQLite database, for a
 * server's database relance-UID.spool in /var/tmp; RELANCE_SPOOL names another. It is its owner's
 * alone, and made with the first file. A file on its way in has no name there: what is cut short
 * leaves nothing. */
#ifndef RELANCE_APP_SPOOL_H
#define RELANCE_APP_SPOOL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Its path; nothing is made. Empty when the name is too long. */
struct str spool_folder(struct arena *a, struct str url);
/* *fd: an empty file without a name, for reading and writing, the caller's. Errors:
 * ERR_FILE_WRITE (it cannot be made, is somebody else's or open to others), ERR_DISK_FULL. */
MUST_CHECK bool spool_new(struct str folder, int *fd, struct err *err);
/* Adds bytes at this place. Errors: ERR_DISK_FULL, ERR_FILE_WRITE. */
MUST_CHECK bool spool_write(int fd, int64_t at, struct str bytes, struct err *err);

/* ---- files that stay: of jobs ---- */

/* Of a name that people gave: one that a folder can hold. In the arena. */
struct str spool_name(struct arena *a, struct str given);
/* Where the file of this job lies, whether it is there or not; in the arena, ending with a zero. */
struct str spool_path(struct arena *a, struct str folder, int64_t job_id, struct str name);
/* Puts what was received there; it is on the disk when this returns. Errors: those of spool_new. */
MUST_CHECK bool spool_keep(struct arena *a, int fd, struct str path, struct err *err);
bool spool_has(struct str path);
/* The file of the job is gone, and its folder. */
void spool_drop(struct arena *a, struct str folder, int64_t job_id);
/* The jobs whose folders are older than this instant. */
struct spooled {
    int64_t *job_ids;
    size_t count;
};
struct spooled spool_list(struct arena *a, struct str folder, int64_t before_ms);

#endif
