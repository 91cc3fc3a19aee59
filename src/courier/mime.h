/* An e-mail as it leaves: headers, a text, files (RFC 5322, 2045 to 2049). Short ASCII lines with
 * CRLF, so that every server takes it unchanged. Pure: the same message gives the same bytes;
 * instant and Message-ID are parameters, made before anything is sent. */
#ifndef RELANCE_COURIER_MIME_H
#define RELANCE_COURIER_MIME_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

enum { MIME_ADDRESS_BYTES_MAX = 254 };

struct mime_person {
    struct str name; /* UTF-8; may be empty */
    struct str address;
};

struct mime_file {
    struct str name; /* as it is offered to be saved */
    struct str mime; /* "application/pdf" */
    struct str body;
};

struct mime_message {
    struct mime_person from, to;
    struct str reply_to; /* an address; empty: answers go to from */
    struct str subject;
    struct str text; /* lines end in \n */
    struct str id;   /* of Message-ID, without <> */
    int64_t at_ms;   /* UTC; shown in the time of mainland France */
    const struct mime_file *files;
    size_t file_count;
};

/* One mailbox in plain ASCII: local part, @, a domain of at least two labels; nothing quoted, no
 * blank, no control character. */
bool mime_address_ok(struct str address);
/* Without brackets: local part, @, domain; at most 250 characters. */
bool mime_id_ok(struct str id);

/* Errors: ERR_FILE_TOO_LARGE when it does not fit into out, ERR_IMPOSSIBLE_VALUE. */
MUST_CHECK bool mime_compose(const struct mime_message *message, struct buf *out, struct err *err);

/* The text of a message that mime_compose made, in the arena; empty: it is none of those. */
struct str mime_text_of(struct arena *a, struct str message);

#endif
