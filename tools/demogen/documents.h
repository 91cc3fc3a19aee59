/* What each customer was invoiced, and what becomes of each invoice until the day of the export. */
#ifndef RELANCE_DEMOGEN_DOCUMENTS_H
#define RELANCE_DEMOGEN_DOCUMENTS_H

#include "customers.h"

enum fate {
    FATE_OPEN,        /* nothing yet */
    FATE_PAID,        /* in full, on pay_day */
    FATE_PART_PAID,   /* paid_cents of it, and a disagreement about the rest */
    FATE_PAID_SHORT,  /* some cents are missing, the bookkeeper writes them off */
    FATE_PAID_TWICE,  /* the second payment belongs to nothing */
    FATE_BOUNCED,     /* the direct debit came back */
    FATE_CREDITED,    /* a credit note for a part, the rest paid when pay_day is not 0 */
    FATE_BILL,        /* settled by a bill of exchange due on due_day */
    FATE_BILL_UNPAID, /* the bill came back unpaid */
};

struct document {
    const struct customer *who;
    int serial;
    char piece[16];
    int piece_day;
    bool opening; /* of an earlier year: taken over on 1 January */
    int64_t net_cents, vat_cents, retention_cents, deposit_cents;
    int due_day;
    enum fate fate;
    int pay_day;         /* 0: not paid */
    int64_t other_cents; /* part paid, missing, or credited, by fate */
    bool lettered;       /* the bookkeeper has matched payment and invoice */
    bool doubtful;       /* transferred to 416 at mid-year */
};

struct year {
    int first_day, last_day; /* 1 January; the day of the export */
};

/* Amount including VAT, less what is booked as retention or taken from a deposit. */
int64_t document_due_cents(const struct document *d);

/* All documents of these customers, by customer and day; *count of them; free() them. */
struct document *documents_make(struct chance *c, const struct customer *customers,
                                int customer_count, const struct year *year, size_t *count);

#endif
