/* One line of a French accounting ledger file (FEC), with the types the law gives its fields, and
 * what is known of the whole file once it was read to the end.
 *
 * Source: LPF art. A47 A-1 VI, VII, XII (fields, separators, encodings, dates, amounts). */
#ifndef RELANCE_INTAKE_FEC_LINE_H
#define RELANCE_INTAKE_FEC_LINE_H

#include "base/check.h"
#include "base/day.h"
#include "base/money.h"
#include "base/str.h"
#include "base/text.h"

/* Texts are UTF-8 without control characters, trimmed; an absent field is an empty text, DAY_NONE
 * or 0. Amounts are cents of the euro, with the sign the file gives them. */
struct fec_line {
    int64_t line; /* of the file, from 1; the header is line 1 */
    struct str journal, journal_label;
    struct str number; /* EcritureNum, as written; may be "0" or empty */
    struct str account, account_label;
    struct str auxiliary, auxiliary_label;
    struct str piece, label;
    struct str letter; /* EcritureLet; case matters */
    struct day day, piece_day, letter_day, valid_day;
    int64_t debit_minor, credit_minor; /* at most one is not 0 */
    int64_t foreign_minor;   /* Montantdevise in minor units of `foreign`, with its sign */
    struct currency foreign; /* Idevise; code 0: none or blank (then two decimals) */
    bool opening;            /* its journal carries balances from earlier years */
};

struct fec_journal {
    struct str code, label; /* together they tell it from the others */
    int64_t lines;
    bool opening;  /* carries balances from earlier years */
    bool treasury; /* has lines of 51x or 53x */
    bool sales;    /* has lines of 70x */
};

struct fec_summary {
    int64_t lines;      /* data lines */
    int64_t entries;    /* distinct (JournalCode, EcritureNum) */
    int64_t unbalanced; /* entries whose debit is not their credit; where EcritureNum is 0 or empty
                         * and the journal as a whole does not balance, groups of journal, date and
                         * piece */
    int64_t debit_minor, credit_minor;
    int64_t customers;       /* distinct (CompteNum, CompAuxNum) of 411* */
    int64_t customers_minor; /* debit - credit of 411* */
    struct day first, last;  /* smallest and greatest EcritureDate */
    int64_t opening_lines;
    struct day opening_day; /* day of the opening balances; DAY_NONE without opening lines. Where
                             * detailed openings keep their old dates: the first day of the month
                             * of the earliest line of the other journals */
    enum encoding encoding;
    char separator;                     /* tab or '|' */
    int columns;                        /* named in the header */
    bool signed_amount;                 /* Montant and Sens instead of Debit and Credit */
    const struct fec_journal *journals; /* in order of first appearance */
    size_t journal_count;
};

#endif
