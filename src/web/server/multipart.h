/* multipart/form-data (RFC 7578) read as it comes, in pieces of any size, without a copy of what it
 * carries: the sink is told of each part and given its bytes. Pure: no files, no memory of its own.
 *
 * Limits: MULTIPART_*. Whatever is no such form is an error, after which the reader takes nothing
 * more; a form that was cut short is one, too (multipart_end). */
#ifndef RELANCE_WEB_MULTIPART_H
#define RELANCE_WEB_MULTIPART_H

#include "base/err.h"
#include "base/str.h"

enum {
    MULTIPART_BOUNDARY_MAX = 70,    /* RFC 2046 */
    MULTIPART_HEADERS_BYTES = 4096, /* of one part */
    MULTIPART_PARTS_MAX = 100,
    MULTIPART_FILE_NAME_BYTES = 255, /* longer ones keep their end */
};

struct multipart_part {
    struct str name;
    struct str file_name; /* without folders; empty: no file was chosen */
    bool is_file;
};

/* Texts live until the function returns. False ends the reading with the sink's error. */
struct multipart_sink {
    void *with;
    bool (*begin)(void *with, const struct multipart_part *part, struct err *err);
    bool (*data)(void *with, struct str bytes, struct err *err);
    bool (*end)(void *with, struct err *err);
};

enum multipart_state {
    MULTIPART_BEFORE,  /* the first boundary has not come */
    MULTIPART_BETWEEN, /* behind a boundary, before the end of its line */
    MULTIPART_HEADERS,
    MULTIPART_INSIDE, /* the bytes of a part */
    MULTIPART_DONE,   /* the last boundary has come; what follows is nothing */
    MULTIPART_FAILED,
};

struct multipart {
    const struct multipart_sink *sink;
    enum multipart_state state;
    char delimiter[4 + MULTIPART_BOUNDARY_MAX]; /* CR LF -- boundary */
    size_t delimiter_n, matched;                /* how much of it the last bytes were */
    char text[MULTIPART_HEADERS_BYTES];         /* of a boundary's line or of headers */
    size_t text_n;
    int parts;
};

/* It is a form of this kind at all; what multipart_begin then says is about its boundary. */
bool multipart_type(struct str content_type);
/* content_type: of the request. Errors: ERR_BAD_OPTION_VALUE. */
MUST_CHECK bool multipart_begin(struct multipart *m, struct str content_type,
                                const struct multipart_sink *sink, struct err *err);
/* Errors: ERR_BAD_OPTION_VALUE, ERR_TOO_LONG (headers, parts), the sink's. */
MUST_CHECK bool multipart_feed(struct multipart *m, struct str bytes, struct err *err);
/* Nothing more comes. Errors: ERR_BAD_OPTION_VALUE when it was not the whole form. */
MUST_CHECK bool multipart_end(const struct multipart *m, struct err *err);

#endif
