/* The house's mail server: where e-mails are handed over, in whose name, and how one gets in: no
 * login, a password, or OAuth 2 (XOAUTH2) with a refresh token that is changed for access tokens at
 * the provider's token endpoint. Settings lie in the database with an entry in the system's
 * journal; secrets are sealed (seal.h) and told to nobody again. */
#ifndef RELANCE_APP_MAIL_SERVER_H
#define RELANCE_APP_MAIL_SERVER_H

#include "app/context.h"
#include "base/arena.h"
#include "courier/mime.h"
#include "courier/post.h"

enum mail_field {
    MAIL_HOST,
    MAIL_PORT,
    MAIL_SECURITY, /* starttls, tls, plain (only to this machine) */
    MAIL_LOGIN,    /* none, password, oauth */
    MAIL_USER,
    MAIL_FROM,      /* the address e-mails come from */
    MAIL_FROM_NAME, /* beside it; empty: the sender's name of each letter */
    MAIL_CA,        /* file of trusted certificates; empty: those of the system */
    MAIL_TOKEN_URL,
    MAIL_CLIENT_ID,
    MAIL_SCOPE,
    MAIL_FIELD_COUNT
};
const char *mail_field_code(enum mail_field field); /* "token-url": the command's option */

/* microsoft, google: what their documentation gives for server, login, token endpoint and scope.
 * False: no such provider. */
MUST_CHECK bool mail_provider(struct str name, struct str values[MAIL_FIELD_COUNT]);

struct mail_server_request {
    struct str values[MAIL_FIELD_COUNT]; /* p NULL: says nothing */
    struct str secret;                   /* the password, or the refresh token; p NULL: none said */
    struct str client_secret;            /* of OAuth 2, if the application has one */
};
struct mail_server_view {
    bool set;
    struct str values[MAIL_FIELD_COUNT];
    bool has_secret, has_client_secret;
};
/* Says what is said, if anything, in one transaction, and tells what holds now. A secret goes only
 * where it was said to go: when server, user or token endpoint change, it is forgotten unless it is
 * said again. Errors: ERR_BAD_OPTION_VALUE, ERR_OPTION_MISSING (host, from), ERR_FIELD_TOO_LONG,
 * those of seal. */
MUST_CHECK bool mail_server_say(struct app *app, struct arena *a,
                                const struct mail_server_request *request,
                                struct mail_server_view *out, struct err *err);

/* In whose name; name may be empty. Inside a transaction or outside. Errors: ERR_MAIL_NOT_SET. */
MUST_CHECK bool mail_server_from(struct app *app, struct arena *a, struct mime_person *out,
                                 struct err *err);

enum { MAIL_LIMIT_SECONDS = 120 };
/* The server as it is spoken to, its secret opened; an access token that has run out is changed for
 * a new one first, in a transaction of its own. Outside of transactions. Errors: ERR_MAIL_NOT_SET,
 * ERR_MAIL_ENTRY (the identity server refuses; arg: its word), ERR_MAIL_FAILED (it cannot be
 * reached), those of unseal. */
MUST_CHECK bool mail_server_open(struct app *app, struct arena *a, int64_t limit_s,
                                 struct post_server *out, struct err *err);
/* A message to oneself, handed over now and kept nowhere. Errors: those of mail_server_open,
 * ERR_IMPOSSIBLE_VALUE (to), ERR_MAIL_ENTRY, ERR_MAIL_FAILED (arg: what the server said). */
MUST_CHECK bool mail_server_test(struct app *app, struct arena *a, struct str to, struct err *err);

#endif
