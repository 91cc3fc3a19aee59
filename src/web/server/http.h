/* A request as pages see it, and the answer they make. Everything in a request was decoded and
 * checked to be UTF-8 without control characters; everything lives in the request's arena. */
#ifndef RELANCE_WEB_HTTP_H
#define RELANCE_WEB_HTTP_H

#include "app/context.h"
#include "app/lists/saved_lists.h"
#include "app/people/log_in.h"
#include "app/people/tokens.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "gen/messages.h"

enum {
    HTTP_FIELDS_MAX = 100,
    HTTP_FILES_MAX = 20,
    HTTP_PAGE_BYTES_MAX = 16 << 20, /* of one answer */
    HTTP_COOKIES_MAX = 3,
};

struct keep;

enum http_method { HTTP_GET, HTTP_POST };

struct http_field {
    struct str name, value;
};
struct http_fields {
    struct http_field fields[HTTP_FIELDS_MAX];
    size_t count;
};

/* A file of a form, whole, in the spool without a name. */
struct http_file {
    struct str field, name; /* name: without folders, never empty */
    int fd;                 /* closed with the request; to be read from any place */
    int64_t bytes;
};
struct http_files {
    struct http_file files[HTTP_FILES_MAX];
    size_t count;
};

struct http_headers {
    struct str cookie, origin, fetch_site, accept_language, accept_encoding, content_type, host;
    struct str authorization, idempotency_key;
    bool proxied; /* somebody in between says so */
    bool htmx;    /* asked by htmx: a piece of a page will do */
};

struct request {
    struct arena *arena;
    struct app *app;
    enum http_method method;
    struct str target; /* path and query as they came */
    struct str path;   /* decoded */
    struct http_fields query, form;
    struct http_files files; /* of a form of CSRF_UPLOAD, or the file sent to the JSON interface */
    struct str body;         /* sent to the JSON interface */
    struct keep *keep;       /* what the server does beside answering (keep.h) */
    struct str spool;        /* the folder of files that wait (app/jobs/spool.h) */
    struct http_headers headers;
    struct str address; /* of the browser, numeric */
    bool tls;
    bool loopback;             /* the server listens on this machine only */
    struct str parameter;      /* what stood for {} in the route's pattern */
    struct user user;          /* id 0: nobody is signed in */
    struct saved_lists saved;  /* his own lists, for the navigation */
    struct str session;        /* the token of the cookie, when somebody is */
    struct stored_token token; /* by which another program speaks for the user; id 0: none */
    enum lang lang;
};

struct response {
    int status;
    const char *type;
    struct buf body;
    int fd; /* a file instead of body, closed when it was sent; -1: none */
    int64_t fd_bytes;
    struct str location;                  /* p NULL: none */
    struct str file_name;                 /* to be kept as a file of this name; p NULL: a page */
    bool shown;                           /* the file is for the browser to show */
    struct str cookies[HTTP_COOKIES_MAX]; /* whole Set-Cookie values */
    size_t cookie_count;
    const char *allow;        /* of a 405, or NULL */
    int retry_after_s;        /* of a 429; 0: nothing is said */
    const char *authenticate; /* of a 401, or NULL */
    bool replayed;            /* the answer that was given to the same request before */
};

/* application/x-www-form-urlencoded: a query or a form. Errors: ERR_TOO_LONG (too many fields),
 * ERR_BAD_OPTION_VALUE (broken escape, not UTF-8, control character other than tab and line end).
 */
MUST_CHECK bool http_read_fields(struct arena *a, struct str text, struct http_fields *out,
                                 struct err *err);
/* %XX decoded; '+' stays. Errors: as above. */
MUST_CHECK bool http_read_path(struct arena *a, struct str raw, struct str *out, struct err *err);
/* The first field of that name; p NULL when there is none. */
struct str http_field(const struct http_fields *fields, const char *name);
/* One more, its value checked as if it had been read. Errors: those of http_read_fields. */
MUST_CHECK bool http_add_field(struct http_fields *fields, struct str name, struct str value,
                               struct err *err);
/* The first file of that field; NULL when none was chosen. */
const struct http_file *http_file(const struct http_files *files, const char *field);
/* A whole number from 0, or `other`. */
int64_t http_field_int(const struct http_fields *fields, const char *name, int64_t other);
struct str http_cookie(struct str header, const char *name);
/* The lines of a field that was typed, each ended as texts are kept. */
struct str http_plain_lines(struct arena *a, struct str text);
/* French or English, from Accept-Language; French when it asks for neither. */
enum lang http_language(struct str accept_language);
/* A path of this site and nothing else: fit to be redirected to. */
bool http_local_path(struct str path);

void response_init(struct response *r, struct arena *a);
/* 303 See Other: after a POST, or to the login page. */
void response_redirect(struct response *r, struct str location);
/* A cookie for this site only, out of reach of scripts; max_age_s 0 drops it. */
struct cookie {
    const char *name;
    struct str value;
    int64_t max_age_s;
};
void response_cookie(struct response *r, const struct request *request, const struct cookie *c);

#endif
