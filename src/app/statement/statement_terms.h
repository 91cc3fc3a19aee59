/* What the claim view of an account hangs on beside its items and payments: the words of its
 * policies, the stage set by hand, and the days of the law among the facts told of it:
 *
 *   formal_notice, judgment_served   a day (2026-11-23): mise en demeure, service of the judgment;
 *                                    a formal notice of ours (claim/mailing.h) needs no fact
 *   insolvency                       the day of the opening judgment, or of admissibility for a
 *                                    consumer
 *   body                             kind of public buyer: state, local, health, undertaking
 *   received:NUMBER                  the day a public buyer received the request for that piece */
#ifndef RELANCE_APP_STATEMENT_TERMS_H
#define RELANCE_APP_STATEMENT_TERMS_H

#include "app/context.h"
#include "app/file/show_file.h"
#include "base/arena.h"
#include "claim/statement.h"
#include "store/letter_store.h"
#include "store/policy_store.h"

/* A letter put the debtor on notice for an item. */
struct item_notice {
    int64_t item_id;
    struct day on;
};

struct account_terms {
    struct stored_policies creditor, account;
    struct stored_stages stages;
    struct day formal_notice;    /* the first, told or by a letter of ours; DAY_NONE: none */
    struct day told_notice;      /* as somebody told it: for every item; DAY_NONE: nobody did */
    struct item_notice *notices; /* by our letters */
    size_t notice_count;
    struct day judgment_served, insolvency; /* DAY_NONE: not told */
    enum law_public_body body;
    bool disputed; /* a dispute is open, or answered and not concluded */
    bool on_plan;  /* a plan was agreed and is neither broken, kept nor ended */
};

/* Inside the caller's transaction; in the arena. */
MUST_CHECK bool statement_terms_load(struct app *app, struct arena *a, const struct file_view *file,
                                     struct account_terms *out, struct err *err);
/* The first notice of a letter that names the item; DAY_NONE: none. */
struct day statement_notice(const struct account_terms *terms, int64_t item_id);
/* The day a public buyer received the request for a piece; DAY_NONE: not told. */
struct day statement_received(const struct file_view *file, struct str piece);
/* A debtor's kind as stored. */
enum statement_debtor statement_debtor_of(struct str kind);

#endif
