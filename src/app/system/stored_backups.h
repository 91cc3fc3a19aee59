/* Backups that a server keeps: files of backup_database in one folder, FILE.backups beside an
 * SQLite database; for a server's database only where RELANCE_BACKUPS names one. The folder is all
 * there is: what lies in it is what is known. Beside each file lies NAME.b2, its digest as `b2sum
 * -l 256 --check` reads it, and in a comment when it was read back and what was found. None holds
 * the key file of sealed secrets (seal.h). */
#ifndef RELANCE_APP_STORED_BACKUPS_H
#define RELANCE_APP_STORED_BACKUPS_H

#include "app/context.h"
#include "base/arena.h"

enum { BACKUPS_KEPT = 7, BACKUPS_SHOWN = 100 };

/* Its path; nothing is made. n 0: none is named. */
struct str backups_folder(struct arena *a, struct str url);

struct stored_backup {
    struct str name, path;
    int64_t bytes;
    int64_t at_ms;      /* when it was made */
    struct str digest;  /* BLAKE2b-256, hexadecimal; n 0: nobody has read it back */
    int64_t checked_ms; /* it was read back; 0: never */
    bool whole;         /* and held what it must, unchanged since it was made */
    int64_t rows, journal_faults;
};
struct stored_backups {
    struct stored_backup *rows; /* the newest first */
    size_t count;
};
/* In the arena; none when the folder is not there yet. */
MUST_CHECK bool list_backups(struct arena *a, struct str folder, struct stored_backups *out,
                             struct err *err);

struct backup_wish {
    struct str url, folder;
    int64_t actor_id; /* who wants it */
    size_t kept;      /* how many stay */
};
/* Writes one more, complete, read back and on disk with its digest; only then those made here go
 * that are older than so many whole ones. Another program that makes one in this folder is waited
 * for. Noted in the journal of the system. Errors: those of backup_database and own_folder. */
MUST_CHECK bool make_backup(struct arena *a, const struct backup_wish *wish,
                            struct stored_backup *out, struct err *err);

struct backup_named {
    struct str folder, name;
};
/* Reads one back: the same bytes as when it was made, and it would restore. Noted in the journal;
 * *out as it is known now: one that is damaged is no error. Errors: ERR_UNKNOWN_REF, ERR_DB_NEWER,
 * those of own_folder and of the store. */
MUST_CHECK bool check_backup(struct app *app, struct arena *a, const struct backup_named *named,
                             struct stored_backup *out, struct err *err);

struct fetched_backup {
    struct str name;
    int fd; /* for reading, the caller's */
    int64_t bytes;
};
/* Opens one for whoever takes it away, which is noted in the journal. Errors: ERR_UNKNOWN_REF,
 * those of the store. */
MUST_CHECK bool fetch_backup(struct app *app, struct arena *a, const struct backup_named *named,
                             struct fetched_backup *out, struct err *err);

/* ---- beside the file ---- */

MUST_CHECK bool backup_name_ok(struct str name);
/* *found false: there is no such file. In the arena. */
MUST_CHECK bool backup_look(struct arena *a, const struct backup_named *named,
                            struct stored_backup *out, bool *found, struct err *err);
/* Writes NAME.b2 anew. Errors: ERR_FILE_WRITE, ERR_DISK_FULL. */
MUST_CHECK bool backup_say(struct arena *a, const struct stored_backup *backup, struct err *err);

#endif
