/* What a person enters by hand. Each entry is an import of its own (format `hand`): so every item
 * and fact has its source, and an entry is corrected by taking it back (import --undo), never by
 * changing it. One transaction, one line in the creditor's journal. */
#ifndef RELANCE_APP_HAND_ENTRY_H
#define RELANCE_APP_HAND_ENTRY_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "store/account_store.h"
#include "store/books_store.h"

struct hand_entry {
    struct app *app;
    struct arena *arena;
    struct creditor creditor;
    struct account_key key; /* of the account it is about; account_id 0: none yet */
    struct currency currency;
    int64_t account_number, debtor_number;
    int64_t import_id, import_seq, import_number;
    const char *kind; /* of the journal entry: add_invoice... */
};

/* Begins a write transaction about an account, the creditor locked, the import's row written.
 * Errors: those of account_find; then nothing is open. */
MUST_CHECK bool hand_entry_begin(struct hand_entry *e, const struct file_query *query,
                                 struct err *err);
/* The same about a creditor; it is made when there is none yet (code empty: OWN). */
MUST_CHECK bool hand_entry_begin_creditor(struct hand_entry *e, struct str code, struct err *err);
/* After an account was made: its numbers and currency. */
MUST_CHECK bool hand_entry_numbers(struct hand_entry *e, struct err *err);
/* What was typed, in the account's currency; more than nothing. Errors: those of amount_parse,
 * ERR_BAD_AMOUNT, of the field "amount". */
MUST_CHECK bool hand_entry_amount(const struct hand_entry *e, struct str text, int64_t *minor,
                                  struct err *err);
/* Folds the account again, writes the journal and commits; ok false: rolls back. Returns ok. */
MUST_CHECK bool hand_entry_end(struct hand_entry *e, bool ok, struct err *err);

/* Where facts of this entry come from. */
struct account_origin hand_entry_origin(const struct hand_entry *e);

#endif
