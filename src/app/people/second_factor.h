/* The second factor: a code from the person's telephone beside the password. A secret is offered,
 * put to use once the person has typed a code made from it, and dropped by the person or by an
 * administrator. Recovery codes, shown once, stand in for a lost telephone; each works once. */
#ifndef RELANCE_APP_SECOND_FACTOR_H
#define RELANCE_APP_SECOND_FACTOR_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "store/user_store.h"

enum { RECOVERY_CODES = 8 };

struct second_factor {
    bool on;
    int64_t since_ms;   /* when on */
    int64_t codes_left; /* recovery codes not used yet */
};

MUST_CHECK bool second_factor_get(struct app *app, int64_t user_id, struct second_factor *out,
                                  struct err *err);

struct second_offer_text {
    struct str secret; /* base32, to type into a telephone without a camera */
    struct str uri;    /* for a QR code */
};
/* Makes a secret; an earlier one that was never confirmed goes. One transaction. Errors:
 * ERR_SECOND_FACTOR_ON, those of seal.h. */
MUST_CHECK bool second_factor_offer(struct app *app, struct arena *a, const struct user *user,
                                    struct err *err);
/* The offered secret, as long as it is not confirmed; empty texts: none is offered. */
MUST_CHECK bool second_factor_offered(struct app *app, struct arena *a, const struct user *user,
                                      struct second_offer_text *out, struct err *err);
struct second_try {
    int64_t user_id;
    struct str code; /* as typed */
};
struct recovery_codes {
    struct str rows[RECOVERY_CODES];
};
/* Puts the offered secret to use. The codes are in the arena and never to be had again. One
 * transaction, journaled. Errors: ERR_CODE_WRONG (also: nothing was offered). */
MUST_CHECK bool second_factor_confirm(struct app *app, struct arena *a,
                                      const struct second_try *with, struct recovery_codes *codes,
                                      struct err *err);
/* One transaction, journaled; signs the person out everywhere when somebody else does it. */
MUST_CHECK bool second_factor_drop(struct app *app, int64_t user_id, struct err *err);

/* Inside the caller's write transaction: uses a code up. *fits false: it is not one of now, was
 * used before, or is no recovery code left. */
MUST_CHECK bool second_factor_use(struct app *app, struct arena *a, const struct second_try *with,
                                  bool *fits, struct err *err);

#endif
