/* How much of a creditor's money is to come in within a month: a manager says it, the last word
 * holds, every word is kept. */
#ifndef RELANCE_APP_SET_OBJECTIVE_H
#define RELANCE_APP_SET_OBJECTIVE_H

#include "app/context.h"
#include "base/arena.h"
#include "store/objective_store.h"

struct objective_wish {
    struct str creditor; /* code */
    struct str month;    /* "2026-11" */
    struct str amount;   /* in euros, as people write it */
    struct str seen;     /* as setting_unchanged wants it */
    const int64_t *scope;
    size_t scope_count;
};
/* One transaction, noted in the creditor's journal. Errors: ERR_UNKNOWN_CREDITOR (also out of
 * scope), ERR_OPTION_MISSING, ERR_BAD_DATE (month), ERR_BAD_AMOUNT (below zero, too),
 * ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool set_objective(struct app *app, struct arena *a, const struct objective_wish *wish,
                              struct err *err);

/* What was said of the last twelve months and those to come, the last word first; in the arena, in
 * a read transaction. */
struct objective_words {
    struct objective *rows;
    struct str *who; /* one per word: name; empty: the command line */
    size_t count;
};
MUST_CHECK bool objective_words_read(struct app *app, struct arena *a, int64_t creditor_id,
                                     struct objective_words *out, struct err *err);

#endif
