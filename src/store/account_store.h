/* Creditors, debtors, accounts and the facts about them. */
#ifndef RELANCE_STORE_ACCOUNT_STORE_H
#define RELANCE_STORE_ACCOUNT_STORE_H

#include "base/arena.h"
#include "base/ident.h"
#include "base/money.h"
#include "claim/plan.h"
#include "db.h"
#include "ledger_store.h"

struct creditor {
    int64_t id;
    struct str code, name, capacity, terms; /* terms: agreed payment rule, or empty */
    struct currency currency;
    struct plan_row *plan;
    size_t plan_count;
};

/* Everything in the arena. An empty code means the only creditor. out->id is 0 when there is none
 * of that code, or none at all. Errors: ERR_CREDITOR_NEEDED when the code is empty and there are
 * several. */
MUST_CHECK bool creditor_find(struct db *db, struct arena *a, struct str code, struct creditor *out,
                              struct err *err);
/* With the default account plan. */
MUST_CHECK bool creditor_create(struct db *db, struct creditor *creditor, struct err *err);
struct creditors {
    struct creditor *rows; /* by code */
    size_t count;
};
MUST_CHECK bool creditor_list(struct db *db, struct arena *a, struct creditors *out,
                              struct err *err);
/* True for an empty code. Errors: ERR_UNKNOWN_CREDITOR. */
MUST_CHECK bool creditor_known(const struct creditors *creditors, struct str code, struct err *err);
/* NULL if there is none of that id. */
const struct creditor *creditor_by_id(const struct creditors *creditors, int64_t id);
/* *seq: changes whenever an import, an entry by hand or a match may have changed items of the
 * creditor; 0 of one that is not there. */
MUST_CHECK bool creditor_books_seq(struct db *db, int64_t creditor_id, int64_t *seq,
                                   struct err *err);
/* Locks the creditor until the end of the transaction and gives the number of its next import. */
MUST_CHECK bool creditor_lock(struct db *db, int64_t creditor_id, int64_t *import_seq,
                              struct err *err);

struct account_wanted {
    struct str ledger_number; /* the customer's number in the creditor's ledger */
    struct str name;
    struct currency currency; /* code 0: the creditor's */
    bool by_name;             /* the number is only the name again: who is called so is meant */
    bool only_look;           /* found, but never made */
    /* answers */
    struct account_key key; /* account_id 0: there is none */
    bool created;
    bool debtor_created; /* the customer is new, too */
    struct str terms;    /* of a created account, or empty */
};

struct accounts_wanted {
    struct account_wanted *rows;
    size_t count;
};

struct account_origin {
    const struct creditor *creditor;
    int64_t import_id;
    struct day today;
    struct str terms; /* for new accounts; empty: the creditor's */
    struct id_source *ids;
};

/* The directory's key of a customer's account in another currency than that of his first one: the
 * number, a sign that no number can hold, and the currency. In the arena. */
struct str account_currency_key(struct arena *a, struct str ledger_number, struct str currency);
/* Looks for accounts; changes nothing. Rows that have a key already are left alone, here and
 * below. */
MUST_CHECK bool accounts_find(struct db *db, const struct creditor *creditor,
                              const struct accounts_wanted *wanted, struct err *err);
/* Finds or creates the accounts (and debtors) of a creditor that is locked; rows that only look are
 * left alone. */
MUST_CHECK bool accounts_resolve(struct db *db, const struct account_origin *origin,
                                 const struct accounts_wanted *wanted, struct err *err);
/* What accounts_resolve would answer now, with other ids; nothing is written. */
MUST_CHECK bool accounts_foresee(struct db *db, const struct account_origin *origin,
                                 const struct accounts_wanted *wanted, struct err *err);

struct account_keys {
    struct account_key *rows;
    size_t count;
};
/* The list grows in the arena by powers of two. */
void account_keys_add(struct arena *a, struct account_keys *keys, struct account_key key);
/* Adds the keys of all accounts of a debtor. */
MUST_CHECK bool accounts_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                                   struct account_keys *keys, struct err *err);
/* The same of a creditor, by debtor and account. */
MUST_CHECK bool accounts_of_creditor(struct db *db, struct arena *a, int64_t creditor_id,
                                     struct account_keys *keys, struct err *err);

struct new_fact {
    struct account_key key;
    bool of_account; /* holds for the account, not for the person */
    const char *kind;
    struct str value;
};
/* How many of one debtor's facts say something that does not stand yet. */
struct fact_news {
    int64_t count;
    int64_t *standing; /* NULL, or one per fact, set: the id of the fact that stands and says the
                          same, 0: none does */
};
MUST_CHECK bool facts_count_news(struct db *db, const struct new_fact *facts, size_t count,
                                 struct fact_news *news, struct err *err);
/* A fact that stands and is said again; none twice. Undoing the import that told it first does not
 * lose it. */
struct seen_fact {
    int64_t debtor_id, fact_id;
};
/* What an import tells: news, and what stands already. */
struct told_facts {
    struct new_fact *news;
    size_t news_count;
    struct seen_fact *seen;
    size_t seen_count;
};
MUST_CHECK bool facts_tell(struct db *db, const struct account_origin *origin,
                           const struct told_facts *told, struct err *err);
/* Adds facts. facts_settle then decides which stand. */
MUST_CHECK bool facts_add(struct db *db, const struct account_origin *origin,
                          const struct new_fact *facts, size_t count, struct err *err);
/* After facts changed or an import was undone: decides which stand, and brings the debtor's name
 * and kind and his accounts' terms in line. *terms_changed: items must be folded again. */
MUST_CHECK bool facts_settle(struct db *db, int64_t debtor_id, bool *terms_changed,
                             struct err *err);

#endif
