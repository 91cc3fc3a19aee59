/* Sending one e-mail to the house's mail server, and asking an identity server for the token that
 * opens it. Both end within a time limit whatever the other side does. Knows neither debtors nor
 * the database: a finished message in, what became of it out.
 *
 * What becomes of a message is told by how far it came. Before its last byte was handed over the
 * server has not taken it; a refusal after that is a refusal; an answer that never came leaves it
 * unknown, and nobody may send it again by himself. */
#ifndef RELANCE_COURIER_POST_H
#define RELANCE_COURIER_POST_H

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

enum post_security {
    POST_STARTTLS, /* TLS after the greeting; without it nothing is said */
    POST_TLS,      /* from the first byte (port 465) */
    POST_PLAIN,    /* none: only to a server on this machine */
    POST_SECURITY_COUNT
};
enum post_login { POST_NO_LOGIN, POST_PASSWORD, POST_XOAUTH2, POST_LOGIN_COUNT };

struct post_server {
    struct str host;
    int64_t port;
    enum post_security security;
    enum post_login login;
    struct str user, secret; /* the password, or the access token */
    struct str ca_file;      /* certificates that are trusted; empty: those of the system */
    int64_t limit_s;         /* for one message, everything included */
};

struct post_message {
    struct str from, to; /* addresses */
    struct str body;     /* as mime_compose made it */
};

enum post_end {
    POST_ACCEPTED,   /* the server has taken it */
    POST_LATER,      /* not taken now: unreachable, busy, closed too early */
    POST_REFUSED,    /* not taken, and never will be */
    POST_NO_MAILBOX, /* not taken: the server knows no such mailbox */
    POST_NO_ENTRY,   /* the login, or the server's certificate, is not good */
    POST_UNKNOWN,    /* handed over whole, no answer */
    POST_END_COUNT
};

struct post_result {
    enum post_end end;
    struct str reply; /* the server's last words, or the library's; in the arena, one line */
};

/* Errors: ERR_SYSTEM when the library cannot be loaded; what the server does is a result. */
MUST_CHECK bool post_send(struct arena *a, const struct post_server *server,
                          const struct post_message *message, struct post_result *out,
                          struct err *err);

struct post_token_request {
    struct str url;  /* https:, or http: to this machine */
    struct str form; /* application/x-www-form-urlencoded */
    struct str ca_file;
    int64_t limit_s;
};
struct post_token_answer {
    int64_t status;  /* of HTTP; 0: none came */
    struct str body; /* in the arena, at most POST_ANSWER_BYTES_MAX */
    struct str why;  /* of status 0 */
};
enum { POST_ANSWER_BYTES_MAX = 64 * 1024, POST_REPLY_BYTES_MAX = 300 };
MUST_CHECK bool post_ask_token(struct arena *a, const struct post_token_request *request,
                               struct post_token_answer *out, struct err *err);

/* "127.0.0.1", "::1", "localhost": the only hosts that are spoken to without TLS. */
bool post_host_is_here(struct str host);

#endif
