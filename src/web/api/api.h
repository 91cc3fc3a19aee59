/* The JSON interface: what each address under /api/v1 takes and gives, declared once. The checks of
 * a request, the description at /api/openapi.json and its tests are made from these declarations.
 *
 * Whoever asks shows a token (app/people/tokens.h); cookies are not looked at, so that no browser
 * can be made to ask. Every answer is JSON, an error CONTRACT's error object. */
#ifndef RELANCE_WEB_API_H
#define RELANCE_WEB_API_H

#include "office/token_scope.h"
#include "web/routes.h"

enum api_type {
    API_TEXT,
    API_CODE,   /* of a closed list of docs/codes.md, or of this interface */
    API_REF,    /* C-000042-K, D-…, I-… */
    API_ID,     /* a number as text */
    API_DAY,    /* ISO */
    API_MOMENT, /* ISO, with or without a time */
    API_AMOUNT, /* decimal text */
    API_INT,
    API_BOOL,
    API_TEXTS,   /* a list of texts; in a request none holds a comma */
    API_OBJECT,  /* of key->of */
    API_OBJECTS, /* a list of them */
    API_TYPE_COUNT
};
enum api_flag {
    API_NULL = 1,  /* of an answer: may be null */
    API_MAYBE = 2, /* of an answer: may not be there */
    API_MUST = 4,  /* of a request: has to be there */
};

/* A closed list: what may be asked or sent, and nothing else. */
struct api_codes {
    const char *(*code)(int i);
    int count;
};

struct api_shape;
struct api_key {
    const char *name;
    enum api_type type;
    unsigned flags;
    const struct api_shape *of;
    const char *about;             /* NULL: the name says it */
    const struct api_codes *codes; /* of an API_CODE; NULL: any text */
};
struct api_keys {
    const struct api_key *rows;
    size_t count;
};
/* An object of answers, under this name in the description. */
struct api_shape {
    const char *name;
    struct api_keys keys;
};

struct api_op {
    const char *name; /* of its route */
    enum token_scope token;
    const char *summary;
    struct api_keys query;
    struct api_keys body; /* JSON that is sent; count 0: nothing is, or a file */
    bool file;            /* a file is sent */
    int status;           /* of an answer that is no error */
    const struct api_shape *answer;
};

extern const struct api_op api_ops[];
extern const size_t api_op_count;
/* NULL: the row is none of the JSON interface. */
const struct api_op *api_op_of(const struct route *row);
/* The types a file may be sent with. */
extern const char *const api_file_types[];
extern const size_t api_file_type_count;

/* Under /api/: errors are told as JSON. */
bool api_path(struct str path);
/* Token, right, query and body, then the page; always leaves a complete response. */
void api_run(struct request *r, struct response *out, const struct route *row, struct err *err);
/* Of a file whose bytes have not come: whoever sends it may. */
bool api_admits(struct request *r, const struct route *row, struct err *err);
/* Who speaks, by the token shown: r->user, r->token. Errors: ERR_TOKEN_REFUSED, ERR_SCOPE_MISSING.
 */
MUST_CHECK bool api_sign_in(struct request *r, enum token_scope scope, struct err *err);
/* The response is this error, or the one that belongs to this status. */
void api_fail(struct request *r, struct response *out, const struct err *failure);
void api_refuse(struct request *r, struct response *out, int status);

/* The keys of a JSON object that was sent, as fields: lists joined by commas, true as "1". Errors:
 * ERR_BODY_UNREADABLE (the byte), ERR_FIELD_UNKNOWN, ERR_FIELD_VALUE, ERR_FIELD_MISSING, those of
 * http_add_field. */
MUST_CHECK bool api_body_read(struct arena *a, struct str body, const struct api_keys *keys,
                              struct http_fields *out, struct err *err);

#endif
