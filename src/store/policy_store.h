/* Words about penalties and imputation, of accounts and of creditors, and stages set by hand. Rows
 * <-> the structs of claim/policy.h and claim/stage.h; nothing is decided here. Everything that
 * writes runs inside the caller's write transaction. */
#ifndef RELANCE_STORE_POLICY_STORE_H
#define RELANCE_STORE_POLICY_STORE_H

#include "base/arena.h"
#include "claim/policy.h"
#include "claim/stage.h"
#include "db.h"
#include "ledger_store.h"

/* Who said a word, when and why. */
struct word_said {
    int64_t id; /* later words have greater ids */
    int64_t at_ms, actor_id;
    struct str why; /* may be empty */
};

struct stored_policies {
    struct policy_word *words; /* in the order they were said */
    struct word_said *said;    /* one per word */
    size_t count;
};
static inline struct policy_words policy_words_of(const struct stored_policies *p)
{
    return (struct policy_words){p->words, p->count};
}

MUST_CHECK bool policy_add_to_account(struct db *db, struct account_key key,
                                      const struct policy_word *word, const struct word_said *said,
                                      struct err *err);
MUST_CHECK bool policy_add_to_creditor(struct db *db, int64_t creditor_id,
                                       const struct policy_word *word, const struct word_said *said,
                                       struct err *err);
/* In the arena. Errors: ERR_DB_DAMAGED for a code that is none. */
MUST_CHECK bool policies_of_account(struct db *db, struct arena *a, struct account_key key,
                                    struct stored_policies *out, struct err *err);
MUST_CHECK bool policies_of_creditor(struct db *db, struct arena *a, int64_t creditor_id,
                                     struct stored_policies *out, struct err *err);
/* "claim_rest", "waive_all"...; NULL: the word is no act. */
const char *policy_act_code(const struct policy_word *word);

struct stored_stages {
    struct stage_word *words; /* in the order they were said */
    struct word_said *said;
    size_t count;
};
MUST_CHECK bool stage_add(struct db *db, struct account_key key, const struct stage_word *word,
                          const struct word_said *said, struct err *err);
MUST_CHECK bool stages_of_account(struct db *db, struct arena *a, struct account_key key,
                                  struct stored_stages *out, struct err *err);

#endif
