/* Tokens with which other programs sign in for a person: made, listed, revoked, found out. A token
 * gives at most what its scopes say and its person may do at that moment. It is shown once, when it
 * is made; only its hash is kept. */
#ifndef RELANCE_APP_TOKENS_H
#define RELANCE_APP_TOKENS_H

#include "app/context.h"
#include "base/json.h"
#include "store/token_store.h"
#include "store/user_store.h"

enum {
    TOKEN_DAYS_MAX = 400,       /* that one may live, the day it is made not counted */
    TOKENS_PER_PERSON_MAX = 20, /* that open anything */
};

struct token_wanted {
    struct str login; /* whose */
    struct str name;  /* what it is for */
    struct token_scopes scopes;
    struct day until; /* the last day on which it opens anything */
};
struct token_made {
    struct str text; /* "rlc_…", in the arena; cannot be had again */
    struct stored_token token;
    struct user user;
};
/* One transaction, noted in the system's journal. Errors: ERR_UNKNOWN_USER (also one whose access
 * is closed), ERR_OPTION_MISSING (name, scopes), ERR_TOO_LONG (name), ERR_DATE_PAST,
 * ERR_TOKEN_LIFE, ERR_SCOPE_BEYOND_RIGHTS, ERR_TOO_MANY_TOKENS. */
MUST_CHECK bool token_make(struct app *app, struct arena *a, const struct token_wanted *wanted,
                           struct token_made *out, struct err *err);
/* "read:files,import". Errors: ERR_UNKNOWN_SCOPE, ERR_OPTION_MISSING (none). */
MUST_CHECK bool token_read_scopes(struct str list, struct token_scopes *out, struct err *err);

struct token_to_end {
    struct str id;   /* as it is listed */
    int64_t user_id; /* only if it is this person's; 0: whosever */
};
/* One transaction, journaled; one that is revoked already stays so. Errors: ERR_UNKNOWN_TOKEN. */
MUST_CHECK bool token_end(struct app *app, struct arena *a, const struct token_to_end *which,
                          struct err *err);

enum token_state { TOKEN_VALID, TOKEN_RUN_OUT, TOKEN_REVOKED };
enum token_state token_state(const struct app *app, const struct stored_token *token);
const char *token_state_code(enum token_state state);
/* In the arena; user_id 0: everybody's. */
MUST_CHECK bool tokens_of(struct app *app, struct arena *a, int64_t user_id,
                          struct stored_tokens *out, struct err *err);
/* The keys of one, into an open object. */
void token_json(struct json *j, const struct app *app, const struct stored_token *token,
                struct str login);

/* Who speaks with this token now; out->token.id 0: nobody. Notes that it was used today. */
struct token_bearer {
    struct stored_token token;
    struct user user;
};
MUST_CHECK bool token_whoami(struct app *app, struct arena *a, struct str text,
                             struct token_bearer *out, struct err *err);
/* The token has the scope and its person the right for it. */
bool token_may(const struct token_bearer *bearer, enum token_scope scope);

#endif
