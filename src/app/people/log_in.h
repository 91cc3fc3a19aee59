/* Signing in and out, and who is signed in. A session lasts half a day. Guessing is slowed down by
 * login and by address: after some failures in a quarter of an hour nobody gets in that way, also
 * with the right password. */
#ifndef RELANCE_APP_LOG_IN_H
#define RELANCE_APP_LOG_IN_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/user_store.h"

enum {
    SESSION_MS = 12 * 3600 * 1000,
    HALF_SESSION_MS = 5 * 60 * 1000, /* between the password and the code */
    LOCK_OUT_MS = 15 * 60 * 1000,
    LOGIN_FAILURES_MAX = 5,    /* of one login in LOCK_OUT_MS */
    ADDRESS_FAILURES_MAX = 50, /* of one address: an office may share one */
};

struct log_in_request {
    struct str login, password;
    struct str address; /* of the browser, numeric */
};

struct log_in_answer {
    struct str token; /* for a cookie, in the arena */
    bool half;        /* the person owes a code yet: the token is one for log_in_code */
};

/* Errors: ERR_LOGIN_FAILED (wrong login, wrong password, disabled: not told apart), ERR_LOCKED_OUT,
 * those of db.h. */
MUST_CHECK bool log_in(struct app *app, struct arena *a, const struct log_in_request *request,
                       struct log_in_answer *out, struct err *err);
struct log_in_code {
    struct str half; /* the token of the first step */
    struct str code; /* of the telephone, or a recovery code */
    struct str address;
};
/* The second step (second_factor.h). *token: of the session. Errors: ERR_LINK_EXPIRED (the first
 * step is too long ago), ERR_CODE_WRONG, ERR_LOCKED_OUT, those of seal.h. */
MUST_CHECK bool log_in_by_code(struct app *app, struct arena *a, const struct log_in_code *with,
                               struct str *token, struct err *err);
/* Whether somebody may give the code for this token now. */
MUST_CHECK bool log_in_half_open(struct app *app, struct str half, bool *open, struct err *err);
/* Without a password: only a user marked as demo in a database marked as demo, ERR_NOT_ALLOWED
 * else. The caller answers for the connection being a local one. */
MUST_CHECK bool log_in_demo(struct app *app, struct arena *a, struct str login, struct str *token,
                            struct err *err);
/* Signs out this browser; an unknown token is fine. */
MUST_CHECK bool log_out(struct app *app, struct str token, struct err *err);
/* How many browsers the person is signed in with. */
MUST_CHECK bool log_in_sessions(struct app *app, int64_t user_id, int64_t *count, struct err *err);
/* Signs the person's other browsers out. */
MUST_CHECK bool log_in_close_others(struct app *app, int64_t user_id, struct str token,
                                    struct err *err);
/* The person behind a token, in the arena; out->id 0: nobody. */
MUST_CHECK bool log_in_whoami(struct app *app, struct arena *a, struct str token, struct user *out,
                              struct err *err);
/* The users a demo database offers without a password; none in any other database. */
MUST_CHECK bool log_in_demo_users(struct app *app, struct arena *a, struct user **out,
                                  size_t *count, struct err *err);

/* Whose one-time link this is; out->id 0: nobody's any more. */
MUST_CHECK bool log_in_link_user(struct app *app, struct arena *a, struct str link,
                                 struct user *out, struct err *err);
/* Sets the password, uses the link up, signs the person in; the second factor is asked for as ever.
 * Errors: ERR_LINK_EXPIRED, ERR_WEAK_PASSWORD. */
MUST_CHECK bool log_in_by_link(struct app *app, struct arena *a, const struct log_in_request *with,
                               struct log_in_answer *out, struct err *err);
/* The person's own password, given anew by whoever sits at his open session. Errors:
 * ERR_LOGIN_FAILED, ERR_LOCKED_OUT. */
MUST_CHECK bool log_in_prove(struct app *app, struct arena *a, const struct user *user,
                             const struct log_in_request *request, struct err *err);

#endif
