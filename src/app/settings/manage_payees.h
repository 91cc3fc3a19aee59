/* The payees of a creditor and their bank accounts: named by one person, counting once a second,
 * different person confirmed it (claim/payee.h). Each act is one transaction and one entry in the
 * creditor's journal. */
#ifndef RELANCE_APP_MANAGE_PAYEES_H
#define RELANCE_APP_MANAGE_PAYEES_H

#include "app/context.h"
#include "base/arena.h"
#include "store/payee_store.h"

/* Who asks for which creditor. */
struct payee_request {
    struct str creditor; /* code; empty: the only one */
    struct str code;     /* of the payee */
    struct str by;       /* login of the person who says it */
    struct str seen;     /* as setting_unchanged wants it */
};

/* What is said; empty texts say nothing. */
struct payee_said {
    enum payee_kind kind; /* of a new one */
    struct str name, iban, bic;
    struct day from; /* DAY_NONE: today */
    bool is_default, closes;
};

/* A new payee. The first one of a creditor is paid by default. Errors: ERR_UNKNOWN_CREDITOR,
 * ERR_CREDITOR_NEEDED, ERR_UNKNOWN_USER, ERR_NOT_ALLOWED (his roles), ERR_PAYEE_TAKEN,
 * ERR_OPTION_MISSING, ERR_IMPOSSIBLE_VALUE (IBAN, BIC, texts), ERR_TOO_LONG,
 * ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool payee_create(struct app *app, struct arena *a, const struct payee_request *request,
                             const struct payee_said *said, struct err *err);
/* Another account (what is not said stays), the default, the end. Errors: as above,
 * ERR_UNKNOWN_PAYEE, ERR_NOTHING_NEW. */
MUST_CHECK bool payee_change(struct app *app, struct arena *a, const struct payee_request *request,
                             const struct payee_said *said, struct err *err);
/* Confirms everything that waits for a second person. Errors: ERR_SECOND_PERSON when all of it was
 * said by the same person, ERR_NOTHING_TO_CONFIRM. */
MUST_CHECK bool payee_confirm(struct app *app, struct arena *a, const struct payee_request *request,
                              struct err *err);

struct payee_line {
    struct str creditor; /* code */
    const struct payees *payees;
    const struct payee *payee;
    const struct payee_word *account; /* in force today; NULL: none */
    const struct payee_word *before;  /* what it replaced: to be announced; NULL */
    bool is_default, closed;
};
struct payee_lines {
    struct payee_line *rows; /* by creditor and code */
    size_t count;
};
/* In the arena; those of one creditor or of all. Errors: ERR_UNKNOWN_CREDITOR. */
MUST_CHECK bool payee_lines_read(struct app *app, struct arena *a, struct str creditor,
                                 struct payee_lines *out, struct err *err);

/* The login of who said or confirmed something, "" for somebody unknown. */
MUST_CHECK bool payee_person(struct app *app, struct arena *a, int64_t user_id, struct str *login,
                             struct err *err);

#endif
