/* One line of an open-items list, and what a whole list comes to. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_H
#define RELANCE_INTAKE_OPEN_ITEM_H

#include "base/check.h"
#include "base/day.h"
#include "base/money.h"
#include "base/str.h"
#include "base/text.h"

enum { OPEN_BANDS_MAX = 8, OPEN_CURRENCIES_MAX = 40 };

enum open_kind {
    OPEN_UNKNOWN,
    OPEN_INVOICE,
    OPEN_CREDIT_NOTE,
    OPEN_PAYMENT,
    OPEN_BILL,    /* bill of exchange, promissory note */
    OPEN_OPENING, /* brought forward from the year before */
    OPEN_OTHER,
    OPEN_RETENTION, /* retention money: owed later, never chased */
    OPEN_DEPOSIT,   /* advance received; one that is a debit is an invoice for an advance */
    OPEN_AGED,      /* a customer's balance by age, without its invoices */
    OPEN_KIND_COUNT
};

/* An age band of a list: days after the due date. */
struct open_band {
    int32_t from, to; /* -1 and 0: not due yet; to INT32_MAX: and older */
};

/* Texts are UTF-8 without control characters, trimmed; an absent field is empty. */
struct open_item {
    int64_t line;             /* of the file, or row of the sheet, from 1 */
    struct str account;       /* number in the creditor's ledger, or empty */
    struct str name;          /* empty only if there is an account */
    struct str number;        /* of the invoice or piece */
    struct day issued, due;   /* as stated, or DAY_NONE */
    struct currency currency; /* as stated, else what the list lets expect */
    bool currency_stated;     /* in this row; false: the account's is meant */
    int64_t open_minor;       /* what is open; a debit is positive */
    int64_t original_minor;   /* of the whole piece, if has_original */
    bool has_original;
    enum open_kind kind;
    struct str label, letter;
    int64_t bands_minor[OPEN_BANDS_MAX]; /* zero beyond the list's bands */
};

struct open_total {
    struct currency currency;
    int64_t rows, debtors;
    int64_t balance_minor;
};

struct open_summary {
    int64_t rows;    /* items; headings, subtotals and totals are none */
    int64_t refused; /* of these */
    int64_t debtors; /* different customers among those not refused */
    enum encoding encoding;
    char separator;        /* 0: a workbook */
    struct day stated_day; /* in its titles, see open_items_stated_day; or DAY_NONE */
    int band_count;
    struct open_band bands[OPEN_BANDS_MAX];
    struct err first_refused; /* clear if none is; not on the wire with the summary */
    int total_count;          /* by code of the currency */
    struct open_total totals[OPEN_CURRENCIES_MAX];
};

const char *open_kind_code(enum open_kind kind); /* "", "invoice", "credit_note"... */

#endif
