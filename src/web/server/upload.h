/* The files of a form on their way from the network into the spool (app/jobs/spool.h), as they
 * come: never a whole one in memory. Called by the threads that parse, but upload_admit.
 *
 * Nothing of a form is kept before somebody who may send it was found out and has room: a worker
 * admits it between its headers and its body. What is not admitted is read and dropped. */
#ifndef RELANCE_WEB_UPLOAD_H
#define RELANCE_WEB_UPLOAD_H

#include "base/limits.h"
#include "http.h"

/* Bytes: of one form with its files; of what one person, and everybody, sends at the same time. */
#define UPLOAD_BYTES_MAX (LIMIT_FILE_BYTES + (INT64_C(1) << 20))
#define UPLOAD_PERSON_BYTES_MAX (INT64_C(4) << 30)
#define UPLOAD_ALL_BYTES_MAX (INT64_C(16) << 30)

/* What is under way in this server. Lives in the arena. */
struct upload_room;
struct upload_room *upload_room_new(struct arena *a, struct str db_url);

struct upload;
/* A form of so many bytes announces itself; in the request's arena. Errors: those of
 * multipart_begin. */
MUST_CHECK bool upload_begin(struct request *r, struct upload_room *room, int64_t bytes,
                             struct upload **out, struct err *err);
/* A file of so many bytes that comes as it is, without a form: r->files has it then. */
void upload_begin_file(struct request *r, struct upload_room *room, int64_t bytes,
                       struct upload **out);
/* In a worker, somebody being signed in. False: there is no room. */
bool upload_admit(struct upload *u);
/* Fields go to the request's form, files to its files. Errors: those of multipart_feed and of
 * spool_new; ERR_TOO_LONG (a field). After an error the rest is dropped. */
MUST_CHECK bool upload_feed(struct upload *u, struct str bytes, struct err *err);
/* Not all that was announced has come. */
bool upload_missing(const struct upload *u);
/* The body has ended. Errors: ERR_BAD_OPTION_VALUE when it is no whole form. */
MUST_CHECK bool upload_end(struct upload *u, struct err *err);
/* The room is free again, files that no page took are gone. NULL is fine. */
void upload_close(struct upload *u);

#endif
