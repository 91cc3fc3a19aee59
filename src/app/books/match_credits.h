/* Credits of the books set against debits: proposals of ours, accepted in one go, and taken back in
 * one go. (Bank lines are matched elsewhere.) */
#ifndef RELANCE_APP_MATCH_CREDITS_H
#define RELANCE_APP_MATCH_CREDITS_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "base/money.h"
#include "claim/propose.h"

struct match_request {
    struct file_query query; /* ref empty: every account in scope, of one creditor or of all */
    bool accept;             /* accept the proposals */
    int64_t take_back;       /* a batch accepted before; 0: none */
};

struct match_row {
    int64_t account_number;
    struct str credit_piece, debit_piece;
    struct money amount;
    struct proposal proposal;
};

struct match_report {
    struct match_row *rows; /* what is proposed, or was accepted now */
    size_t count;
    int64_t unmatched; /* open credits without a proposal */
    int64_t accepted;  /* proposals accepted now */
    int64_t taken_back;
    int64_t batch_id; /* of what was accepted now; 0: nothing was */
};

/* In the arena. Errors: those of account_find; ERR_UNKNOWN_REF (a batch that is not there, or was
 * taken back). */
MUST_CHECK bool match_credits(struct app *app, struct arena *a, const struct match_request *request,
                              struct match_report *out, struct err *err);

#endif
