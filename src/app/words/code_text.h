/* The closed codes of actions, blocks, reasons and kinds in words. */
#ifndef RELANCE_APP_CODE_TEXT_H
#define RELANCE_APP_CODE_TEXT_H

#include "app/daily/list_work.h"
#include "base/buf.h"
#include "claim/cost.h"
#include "claim/due.h"
#include "claim/ledger.h"
#include "claim/plan.h"
#include "claim/stage.h"
#include "claim/statement.h"
#include "gen/messages.h"
#include "office/token_scope.h"
#include "strategy/codes.h"
#include "strategy/rule_fault.h"

const char *action_text(enum action action, enum lang lang); /* "Appeler" */
const char *block_text(enum block block, enum lang lang);    /* one sentence without a full stop */
const char *rule_fault_text(enum rule_fault_kind kind, enum lang lang); /* the same */
const char *item_kind_text(enum item_kind kind, enum lang lang);
const char *allocation_source_text(enum allocation_source source, enum lang lang);
const char *due_source_text(enum due_source source, enum lang lang);
/* Why interest and indemnity are missing or not whole; empty for GAP_NONE. */
const char *statement_gap_text(enum statement_gap gap, enum lang lang);
const char *penalty_policy_text(enum penalty_policy policy, enum lang lang);
const char *imputation_mode_text(enum imputation_mode mode, enum lang lang);
const char *payment_order_text(enum payment_order order, enum lang lang);
/* Of a word that is an act: claiming or giving up. */
const char *policy_act_text(const struct policy_word *word, enum lang lang);
const char *account_stage_text(enum account_stage stage, enum lang lang);
/* Why the claim view differs from the ledger view. */
const char *statement_difference_text(enum statement_difference difference, enum lang lang);
/* A debtor's kind or a fact's kind as stored; unknown ones are returned as they are. */
const char *debtor_kind_text(const char *kind, enum lang lang);
const char *fact_kind_text(const char *kind, enum lang lang);
const char *fact_value_text(const char *kind, const char *value, enum lang lang);
/* What the accounts of a ledger hold. */
const char *ledger_role_text(enum ledger_role role, enum lang lang);
/* One reason with its figure: "18 721,06 € échus". */
void reason_text(const struct work_reason *reason, struct currency currency, enum lang lang,
                 struct buf *out);

/* What a token of this scope may be used for: "lire les dossiers". */
const char *token_scope_text(enum token_scope scope, enum lang lang);

/* French, for tr(). */
const char *cost_kind_words(enum cost_kind kind);

#endif
