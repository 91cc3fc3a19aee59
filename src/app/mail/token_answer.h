/* The answer of an identity server to a request for a token (RFC 6749, 5.1 and 5.2): the members of
 * one JSON object that matter here. Pure; the text comes from outside: whatever is not such an
 * object is refused. */
#ifndef RELANCE_APP_TOKEN_ANSWER_H
#define RELANCE_APP_TOKEN_ANSWER_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"

enum { TOKEN_BYTES_MAX = 16 * 1024 };

struct token_answer {
    struct str access_token, refresh_token, error; /* p NULL: not there */
    int64_t expires_in_s;                          /* 0: not said */
};
/* In the arena. False: no JSON object, or a member of the wrong kind or too long. */
MUST_CHECK bool token_answer_read(struct arena *a, struct str json, struct token_answer *out);

#endif
