/* Writing a backup: one file, complete and checked, while others go on working. */
#ifndef RELANCE_APP_BACKUP_DATABASE_H
#define RELANCE_APP_BACKUP_DATABASE_H

#include "app/imports/file_digest.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"
#include "store/backup.h"

struct backup_order {
    struct str url, path;
    int64_t actor_id; /* who wants it */
};
struct backup_report {
    struct backup_result copy;
    uint8_t digest[FILE_DIGEST_BYTES]; /* of the file */
    bool noted;                        /* in the journal of the database */
};

/* The backup is noted in the system's journal (behind the backup itself). A database of an older
 * schema on SQLite can be backed up, too: that is what one does before `relance init`; nothing is
 * noted in it then, nor in a database that cannot be written to any more, on a full disk for one:
 * the backup is as good. Errors: those of backup_write and db_open. */
MUST_CHECK bool backup_database(const struct backup_order *order, struct backup_report *out,
                                struct err *err);

#endif
