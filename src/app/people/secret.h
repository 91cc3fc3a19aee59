/* Passwords and tokens: how they are made, kept and compared. Passwords are kept as argon2id
 * (t = 2, m = 19 MiB, OWASP's second choice), tokens as BLAKE2b-256. */
#ifndef RELANCE_APP_SECRET_H
#define RELANCE_APP_SECRET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/session_store.h"

enum { PASSWORD_BYTES_MIN = 12, PASSWORD_BYTES_MAX = 200, TOKEN_TEXT_BYTES = 43 };

/* 256 random bits as 43 characters of base64url, in the arena. */
struct str secret_token(struct arena *a);
struct token_hash secret_token_hash(struct str token);
/* A value only who holds the token can make, the same every time: the CSRF token of a session. */
struct str secret_derived(struct arena *a, struct str token, const char *purpose);
/* Equal texts, in a time that does not tell how much of them is. */
bool secret_equal(struct str a, struct str b);

/* The text to keep. Errors: ERR_WEAK_PASSWORD (length), ERR_SYSTEM (no memory). */
MUST_CHECK bool secret_password(struct arena *a, struct str password, struct str *kept,
                                struct err *err);
/* kept p NULL: takes as long as with one, then false. */
bool secret_password_matches(struct arena *a, struct str kept, struct str password);

#endif
