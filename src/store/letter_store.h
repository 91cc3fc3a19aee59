/* Letters as stored: what was written, about which items, what became of it on its way; and who
 * writes. Rows <-> claim/mailing.h; nothing is decided here. Everything runs inside the caller's
 * transaction. */
#ifndef RELANCE_STORE_LETTER_STORE_H
#define RELANCE_STORE_LETTER_STORE_H

#include "base/arena.h"
#include "base/ident.h"
#include "base/money.h"
#include "claim/mailing.h"
#include "db.h"
#include "ledger_store.h"
#include "office/scope.h"

struct stored_letter {
    struct account_key key;
    int64_t id, number; /* number: among those of the account, from 1 */
    int64_t creditor_id;
    struct mailing mail;
    bool registered;
    struct str approval; /* automatic, agent, manager: who says yes before it leaves */
    int64_t document_id, document_number;
    int64_t payee_id;    /* 0: whoever is paid normally */
    int64_t claim_minor; /* principal of its items net of credits when it was made */
    int64_t asked_minor;
    int64_t made_ms, actor_id;
    int64_t batch;       /* 0: none */
    struct str tracking; /* number of the registered letter; empty: none */
    bool by_mail;        /* it goes by e-mail (mail_store.h) */
};
struct stored_letters {
    struct stored_letter *rows;
    size_t count;
};

struct stored_letter_item {
    int64_t letter_id, item_id;
    int32_t level; /* 0: only named */
    int64_t amount_minor;
};
struct stored_letter_items {
    struct stored_letter_item *rows; /* by letter and item */
    size_t count;
};

struct letter_event {
    int64_t letter_id, id;
    enum mailing_state state;
    struct day on;
    struct str tracking, why;
    int64_t at_ms, actor_id;
};
struct letter_events {
    struct letter_event *rows; /* by letter, in order */
    size_t count;
};

MUST_CHECK bool letter_add(struct db *db, const struct stored_letter *letter,
                           const struct stored_letter_item *items, size_t count, struct err *err);
/* Writes state, days, batch, tracking and why. */
MUST_CHECK bool letter_set(struct db *db, const struct stored_letter *letter, struct err *err);
MUST_CHECK bool letter_event_add(struct db *db, struct account_key key,
                                 const struct letter_event *event, struct err *err);
/* Of one account, oldest first, in the arena. Errors: ERR_DB_DAMAGED for a code nobody knows. */
MUST_CHECK bool letters_of_account(struct db *db, struct arena *a, struct account_key key,
                                   struct stored_letters *out, struct err *err);
MUST_CHECK bool letter_items_of_account(struct db *db, struct arena *a, struct account_key key,
                                        struct stored_letter_items *out, struct err *err);
MUST_CHECK bool letter_events_of_account(struct db *db, struct arena *a, struct account_key key,
                                         struct letter_events *out, struct err *err);

struct listed_letter {
    struct stored_letter letter;
    int64_t account_number;
    struct currency currency;
    struct str debtor;
};
struct listed_letters {
    struct listed_letter *rows;
    size_t count;
};
struct letters_wanted {
    enum mailing_state state;    /* on paper, oldest first */
    int64_t batch;               /* instead of a state: all of a batch, as printed; 0: none */
    size_t most;                 /* of a state */
    struct creditor_scope scope; /* others' take no place */
};
/* In the arena. */
MUST_CHECK bool letter_list(struct db *db, struct arena *a, const struct letters_wanted *wanted,
                            struct listed_letters *out, struct err *err);

/* ---- who writes ---- */

struct sender_word {
    int64_t owner_id; /* a creditor; 0: the house */
    int64_t id;
    struct str field, value;
};
struct sender_words {
    struct sender_word *rows; /* by owner, in the order they were said */
    size_t count;
};
struct sender_author {
    int64_t at_ms, actor_id;
};
MUST_CHECK bool sender_word_add(struct db *db, const struct sender_word *word,
                                struct sender_author by, struct err *err);
MUST_CHECK bool sender_words_load(struct db *db, struct arena *a, struct sender_words *out,
                                  struct err *err);

#endif
