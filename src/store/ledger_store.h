/* Ledger lines, what imports said of them, and the items and allocations that follow, one account
 * at a time. Rows <-> the structs of claim/ledger.h; nothing is decided here. */
#ifndef RELANCE_STORE_LEDGER_STORE_H
#define RELANCE_STORE_LEDGER_STORE_H

#include "base/arena.h"
#include "base/ident.h"
#include "base/money.h"
#include "claim/due.h"
#include "claim/ledger.h"
#include "db.h"

struct account_key {
    int64_t debtor_id, account_id;
};

enum { FINGERPRINT_BYTES = 16 };

/* A stored line with everything said of it. */
struct known_line {
    struct ledger_line line; /* standing decided */
    uint8_t fingerprint[FINGERPRINT_BYTES];
    struct line_sighting *sightings; /* by import */
    size_t sighting_count;
};

struct known_lines {
    struct known_line *rows; /* by id */
    size_t count;
};
/* All lines of an account, in the arena. */
MUST_CHECK bool ledger_load(struct db *db, struct arena *a, struct account_key key,
                            struct known_lines *out, struct err *err);
/* The same, with an import that counts though its row does not say so yet. */
struct lines_wanted {
    struct account_key key;
    int64_t counted_seq; /* its number; 0: none */
};
MUST_CHECK bool ledger_load_counting(struct db *db, struct arena *a,
                                     const struct lines_wanted *wanted, struct known_lines *out,
                                     struct err *err);
/* Their current state as claim/ledger.h folds it: a copy in the arena. */
struct ledger_line *ledger_copy(struct arena *a, const struct known_lines *known);

struct new_line {
    struct account_key key;
    struct ledger_line line;
    const uint8_t *fingerprint;
    struct currency currency;
};
MUST_CHECK bool ledger_add_lines(struct db *db, const struct new_line *lines, size_t count,
                                 struct err *err);

struct new_sighting {
    struct account_key key;
    int64_t line_id, import_id;
    struct line_sighting said; /* import_seq, known_day and undone are the import's own */
};
MUST_CHECK bool ledger_add_sightings(struct db *db, const struct new_sighting *sightings,
                                     size_t count, struct err *err);

/* What saving folds changed, counted over all accounts. */
struct fold_changes {
    int64_t debits, payments, credits; /* items that came into being (or back) */
    int64_t withdrawn, altered;
    int64_t allocations, reversals;
};

/* What was known or decided and no longer holds once an account is folded. */
enum fold_break_kind {
    BREAK_ALLOCATION, /* a credit that a person set against a debit no longer is, or less of it */
    BREAK_REOPENED,   /* more is open than was known */
    BREAK_HAND,       /* what a person entered is closed */
    BREAK_CLOSED      /* less or nothing is open; only of debtors with whom something was agreed */
};
struct fold_break {
    enum fold_break_kind kind;
    struct account_key key;
    int64_t item_id;   /* of an allocation: the debit */
    int64_t credit_id; /* of an allocation, and its own id; else 0 */
    int64_t allocation_id;
    struct str piece;                  /* of the item */
    int64_t before_minor, after_minor; /* open; of an allocation: its amount */
};
enum { FOLD_BREAKS_MAX = 2000 };
/* Noted while folds are saved, the first FOLD_BREAKS_MAX of them. */
struct fold_breaks {
    struct arena *arena;
    struct fold_break *rows;
    size_t count;
    int64_t total;
    const int64_t *agreed; /* debtors with whom something was agreed, sorted */
    size_t agreed_count;
};
/* Begins anew, its arena set: reads with whom something was agreed. */
MUST_CHECK bool fold_breaks_begin(struct db *db, struct fold_breaks *out, struct err *err);

/* What folds change in many accounts, written together by the engine's bulk path. */
struct fold_sink;
struct fold_sink *fold_sink_open(struct db *db, struct arena *a, struct id_source *ids,
                                 int64_t import_id);
/* From now on what no longer holds is noted there. */
void fold_sink_watch(struct fold_sink *sink, struct fold_breaks *breaks);
void fold_sink_close(struct fold_sink *sink);
/* From now on nothing is written before fold_sink_flush, however much waits; or again as it comes.
 */
void fold_sink_hold(struct fold_sink *sink, bool holds);
/* How many rows came since it was opened, written or waiting. */
size_t fold_sink_rows(const struct fold_sink *sink);
/* What was written so far. */
const struct fold_changes *fold_sink_changes(const struct fold_sink *sink);
/* The same once all that waits is written. */
struct fold_changes fold_sink_foreseen(const struct fold_sink *sink);

struct folded_account {
    struct account_key key;
    struct currency currency;
    struct str terms; /* agreed payment rule, or empty */
    const struct ledger_fold *fold;
    bool fresh; /* nothing is stored of it yet: nothing is read */
};
/* Compares a fold with what is stored: items are added, altered or withdrawn, allocations added or
 * reversed, never changed. The differences wait in the sink. */
MUST_CHECK bool fold_save(struct fold_sink *sink, const struct folded_account *account,
                          struct err *err);
/* Writes what waits. */
MUST_CHECK bool fold_sink_flush(struct fold_sink *sink, struct err *err);
/* Writes what waits of the debtors behind *after (the others' is dropped), in the order of their
 * ids and each whole, until it is `most` rows or more. *after: the last of them. No account comes
 * after the first call. */
MUST_CHECK bool fold_sink_write(struct fold_sink *sink, size_t most, int64_t *after,
                                struct err *err);
/* Something waits still. */
bool fold_sink_waits(const struct fold_sink *sink);
/* Drops what waits. */
void fold_sink_forget(struct fold_sink *sink);

#endif
