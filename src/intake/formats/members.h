/* Private to the child: the files inside a ZIP archive, one after the other in its own order.
 *
 * The directory of the archive is checked as a whole first (how many members, how large unpacked);
 * then each member is unpacked in small pieces. A member that cannot be taken is refused alone: it
 * is encrypted, damaged, larger than it says, has a name nobody can use, or one that another member
 * already has. Names are made harmless: no folder above, no root, no control character.
 *
 * Source: APPNOTE.TXT (PKWARE), as libzip reads it. */
#ifndef RELANCE_INTAKE_MEMBERS_H
#define RELANCE_INTAKE_MEMBERS_H

#include "archive.h"
#include "base/err.h"
#include "intake/tally.h"
#include "member.h"

enum { MEMBER_CHUNK_BYTES = 64 * 1024 };

struct members {
    struct archive archive;
    struct arena *arena;
    struct tally names; /* met so far */
    int64_t count, index;
    int64_t told_bytes;   /* unpacked, as the archive says */
    int64_t total_bytes;  /* unpacked so far, of all members */
    struct arena scratch; /* of the current member */
    struct member now;
    zip_file_t *file; /* of the current member, NULL when it is done */
    int64_t packed_bytes;
};

/* *is is false, without an error, for an archive that is something else: an office document.
 * Errors: ERR_FILE_DAMAGED, ERR_FILE_EMPTY, ERR_TOO_MANY_MEMBERS, ERR_SWOLLEN_ARCHIVE. */
MUST_CHECK bool members_open(struct members *m, const struct source *source, struct arena *a,
                             bool *is, struct err *err);
void members_summary(const struct members *m, struct zip_summary *out);
/* The next member that is no folder; NULL at the end. Valid until the next call. */
const struct member *members_next(struct members *m);
/* The next piece of the current member, at most MEMBER_CHUNK_BYTES; *got is 0 at its end. Errors,
 * after which the member is done: ERR_FILE_DAMAGED, ERR_SWOLLEN_ARCHIVE. */
MUST_CHECK bool members_read(struct members *m, char *to, size_t *got, struct err *err);
void members_close(struct members *m);

#endif
