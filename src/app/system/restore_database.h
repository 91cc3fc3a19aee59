/* Bringing a backup back, into a new or empty database of either engine. */
#ifndef RELANCE_APP_RESTORE_DATABASE_H
#define RELANCE_APP_RESTORE_DATABASE_H

#include "backup_database.h"

/* All or nothing; noted in the system's journal of the restored database. Errors: those of
 * backup_restore; err->field is "backup" when the file is at fault, not the database. */
MUST_CHECK bool restore_database(struct str path, struct str url, struct backup_report *out,
                                 struct err *err);

#endif
