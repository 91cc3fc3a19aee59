/* The customers of one creditor, how each of them pays, and the list a bookkeeper would export. */
#ifndef RELANCE_DEMOGEN_CUSTOMERS_H
#define RELANCE_DEMOGEN_CUSTOMERS_H

#include "names.h"
#include "text.h"

enum customer_kind { KIND_COMPANY, KIND_SOLE_TRADER, KIND_PUBLIC, KIND_CONSUMER, KIND_COUNT };

/* How a customer pays: on time, some weeks late, months late, not any more, or never in full. */
enum habit { HABIT_PROMPT, HABIT_SLOW, HABIT_LATE, HABIT_STOPPED, HABIT_DISPUTES, HABIT_COUNT };

struct customer {
    char number[12]; /* auxiliary account */
    enum customer_kind kind;
    enum habit habit;
    struct body body;
    char siren[10], siret[15]; /* empty: none */
    char street[64];
    struct place place;
    char phone[16];
    char email[160];
    struct person contact;
    const char *role;  /* of the contact; NULL: nobody known */
    const char *terms; /* as written in the list; "" = not known */
    int term_days;     /* what the generator lets him pay by */
    int invoices;      /* in the year */
    int64_t usual_cents;
    bool in_list, in_ledger;
    bool by_bill, with_retention, with_deposit, groups_payments;
};

struct customer_mix {
    const char *prefix; /* of the auxiliary numbers */
    int count;
    int kinds[KIND_COUNT];   /* weights */
    int habits[HABIT_COUNT]; /* weights */
    int64_t usual_cents;     /* median invoice of a company */
    int invoices_max;
    int retention_permille;
    int siren_from;      /* first number of the series of identifiers */
    int shared_permille; /* firms that are customers of another creditor, too */
};

/* out: mix->count customers. others: at least as many of another creditor, or NULL. */
void customers_make(struct chance *c, const struct customer_mix *mix, const struct customer *others,
                    struct customer *out);
void customers_write(const struct customer *customers, int count, const char *path,
                     enum encoding encoding);

#endif
