/* Whom each item of a file is to be paid to, and what became of what was sold. */
#ifndef RELANCE_APP_FILE_PAYEES_H
#define RELANCE_APP_FILE_PAYEES_H

#include "base/json.h"
#include "file_objects.h"
#include "gen/messages.h"

struct shown_payee {
    const struct payee *payee;        /* NULL: nobody was named */
    const struct payee_word *account; /* his account today; NULL: none that counts */
    bool differs;                     /* another than who is paid normally */
    struct item_payee by;             /* by.assignment NULL: not assigned by a person */
    struct day sold_on;               /* the ledger books it as sold to the factor; DAY_NONE */
    int64_t misdirected_minor; /* paid to the creditor once the debtor was told: it discharges
                                  nothing (C. civ. 1324, 1346-5; CMF L313-28) */
};

struct file_payees {
    const struct payee *usual;        /* for what is not assigned; NULL */
    const struct payee_word *account; /* his; NULL */
    const struct payee_word *before;  /* what it replaced: the change is to be announced; NULL */
    struct shown_payee *rows;         /* one per item of the account, in its order */
};

/* In the arena; `objects` judged for the account with its items in the same order. */
void file_payees_make(struct arena *a, const struct walked_account *account,
                      const struct file_objects *objects, struct day today,
                      struct file_payees *out);

/* The keys `payee` and `assignment` of an item. */
void shown_payee_json(struct json *j, const struct shown_payee *shown, struct currency currency);
/* The key `payee` of a file: who is paid for what is not assigned. */
void file_payee_json(struct json *j, const struct file_payees *payees);
/* A remark on an item: sold, to be paid to another, not told yet. Empty: nothing to say. */
struct str shown_payee_text(struct arena *a, const struct shown_payee *shown, enum lang lang);

#endif
