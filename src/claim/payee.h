/* Who is to be paid, and into which account.
 *
 * A payee belongs to a creditor: himself, the factor who bought his invoices, the agency that
 * collects for him. What is said of a payee (his account, that he is the one normally paid, that he
 * is no longer paid) is a word of one person; it counts once a second, different person confirmed
 * it. Only the first account and the first default of a creditor need nobody else: they divert
 * nothing.
 *
 * An assignment says that the claim on some items belongs to another since a day: subrogation
 * (C. civ. 1346-1), assignment (C. civ. 1321), Dailly slip (CMF L313-23). The debtor who was not
 * told pays the creditor and is discharged (C. civ. 1324, 1346-5; CMF L313-28); told, he is
 * discharged only by paying the assignee. A confidential assignment tells him nothing: he goes on
 * paying as before. One demand never mixes two payees. */
#ifndef RELANCE_CLAIM_PAYEE_H
#define RELANCE_CLAIM_PAYEE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"

/* Closed list (docs/codes.md). */
enum payee_kind { PAYEE_CREDITOR, PAYEE_FACTOR, PAYEE_AGENCY, PAYEE_KIND_COUNT };
const char *payee_kind_code(enum payee_kind kind);
MUST_CHECK bool payee_kind_parse(struct str code, enum payee_kind *out);

struct payee {
    int64_t id, creditor_id;
    struct str code; /* unique for the creditor */
    enum payee_kind kind;
};

enum payee_word_kind {
    PAYEE_WORD_ACCOUNT, /* name of the holder, IBAN, BIC */
    PAYEE_WORD_DEFAULT, /* paid for whatever is not assigned */
    PAYEE_WORD_CLOSED,  /* paid no longer */
    PAYEE_WORD_KIND_COUNT
};
const char *payee_word_code(enum payee_word_kind kind); /* "account"... */
MUST_CHECK bool payee_word_parse(struct str code, enum payee_word_kind *out);

struct payee_word {
    int64_t id, payee_id;
    enum payee_word_kind kind;
    struct str name, iban, bic; /* of an account; the IBAN compact, the BIC may be empty */
    struct day from;            /* holds from this day */
    struct day said;
    int64_t by_id; /* who said it */
    bool confirmed;
    int64_t second_id; /* who confirmed it, and when; only if confirmed */
    struct day confirmed_on;
};

/* The payees of one creditor and everything said of them, words in the order they were said. */
struct payees {
    const struct payee *rows; /* by code */
    size_t count;
    const struct payee_word *words;
    size_t word_count;
};

const struct payee *payee_by_id(const struct payees *p, int64_t payee_id);  /* NULL: none */
const struct payee *payee_by_code(const struct payees *p, struct str code); /* NULL: none */
/* The word counts: confirmed, or the first of its kind (account, default) of the creditor. */
bool payee_word_stands(const struct payees *p, const struct payee_word *word);
bool payee_closed(const struct payees *p, int64_t payee_id, struct day on);
/* The account of a payee on a day; NULL: none that counts, or he is paid no longer. */
const struct payee_word *payee_account(const struct payees *p, int64_t payee_id, struct day on);
/* The account that one replaced, whose IBAN was another: the change is to be announced to debtors.
 * NULL: nothing changed. */
const struct payee_word *payee_account_before(const struct payees *p,
                                              const struct payee_word *account);
/* Who is paid on a day for what is not assigned; NULL: nobody was named. */
const struct payee *payee_default(const struct payees *p, struct day on);

/* ---- assignments ---- */

/* In whose name we ask for an item. Closed list (docs/codes.md). */
enum capacity { CAPACITY_OWN, CAPACITY_MANDATE, CAPACITY_FACTOR, CAPACITY_COUNT };
const char *capacity_code(enum capacity capacity);
MUST_CHECK bool capacity_parse(struct str code, enum capacity *out);

struct assignment {
    int64_t id;
    int64_t payee_id;
    enum capacity capacity; /* in which we ask for these items */
    struct day assigned;    /* the claim belongs to the payee since */
    bool all;               /* every item, else those listed */
    struct day since;       /* with all: only items issued from this day; DAY_NONE: all */
    const int64_t *items;   /* not all: item ids */
    size_t item_count;
    bool disclosed;      /* else the debtor is not told and pays as before */
    struct day notified; /* the debtor was told, with proof; DAY_NONE: not yet */
    bool reversed;       /* taken back: it never counted */
};

/* Closed list (docs/codes.md). */
enum assignment_status {
    ASSIGNMENT_IS_PLANNED, /* its day has not come */
    ASSIGNMENT_IS_CONFIDENTIAL,
    ASSIGNMENT_IS_TO_NOTIFY, /* nothing may be asked until the debtor was told */
    ASSIGNMENT_IS_NOTIFIED,
    ASSIGNMENT_IS_REVERSED,
    ASSIGNMENT_STATUS_COUNT
};
const char *assignment_status_code(enum assignment_status status);
enum assignment_status assignment_status(const struct assignment *a, struct day today);

struct item_payee {
    const struct assignment *assignment; /* NULL: it was not assigned */
    int64_t payee_id;                    /* 0: whoever is paid normally */
    bool not_told; /* he would have to be told first: nothing may be asked for it */
};

/* Of several assignments of an item the last one holds, by day and id. */
struct item_payee payee_of_item(const struct assignment *assignments, size_t count, int64_t item_id,
                                struct day issued, struct day on);
/* Whether paying the creditor on a day discharged the debtor of an item: he was not told yet. */
bool payee_discharged(const struct item_payee *payee, struct day paid_on);

#endif
