/* The digest of a file's bytes, to know it again. */
#ifndef RELANCE_APP_FILE_DIGEST_H
#define RELANCE_APP_FILE_DIGEST_H

#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

enum { FILE_DIGEST_BYTES = 32 };

/* BLAKE2b-256. path ends with a zero byte. Errors: ERR_FILE_NOT_FOUND, ERR_FILE_UNREADABLE. */
MUST_CHECK bool file_digest(struct str path, uint8_t out[FILE_DIGEST_BYTES], struct err *err);
/* The same of an open file. Errors: ERR_FILE_UNREADABLE. */
MUST_CHECK bool file_digest_of_fd(int fd, uint8_t out[FILE_DIGEST_BYTES], struct err *err);
/* The name without its folders. */
struct str file_base_name(struct str path);

#endif
