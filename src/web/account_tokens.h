/* The card of the tokens on « Mon compte »: a person's own, made and revoked. */
#ifndef RELANCE_WEB_ACCOUNT_TOKENS_H
#define RELANCE_WEB_ACCOUNT_TOKENS_H

#include "gen/views.h"
#include "web/server/http.h"

/* The card as the last form left it; made: a token came of it. */
MUST_CHECK bool account_tokens_fill(struct request *r, bool made, struct v_account_tokens *out,
                                    struct err *err);
/* What the form says; the password was proven by the caller. *made: in the arena. */
MUST_CHECK bool account_token_make(struct request *r, struct str *made, struct err *failure);
MUST_CHECK bool account_token_revoke(struct request *r, struct err *failure);

#endif
