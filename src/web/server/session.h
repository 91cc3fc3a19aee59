/* Cookies and the tokens that prove a form was ours. */
#ifndef RELANCE_WEB_SESSION_H
#define RELANCE_WEB_SESSION_H

#include "web/routes.h"

/* Finds out who is signed in (r->user) and in which language to answer. */
MUST_CHECK bool session_open(struct request *r, struct err *err);
/* The hidden field of every form: of the session, or before there is one of the login cookie
 * (which is set when missing). */
struct str session_csrf(struct request *r, struct response *out, enum csrf kind);
/* The session the browser names, known or not; empty: none. */
struct str session_named(const struct request *r);
bool session_from_here(const struct request *r); /* as far as the browser says */
/* The form carries it, and the browser says it comes from this site. */
bool session_csrf_ok(const struct request *r, enum csrf kind);
/* After signing in: the session's cookie, the login cookie gone. */
void session_begin(struct request *r, struct response *out, struct str token);
/* Between the password and the code. */
void session_half_begin(struct request *r, struct response *out, struct str token);
struct str session_half(const struct request *r);
void session_end(struct request *r, struct response *out);

#endif
