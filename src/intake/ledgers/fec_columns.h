/* The header of a ledger file: which column holds which field of the law, whatever the order, the
 * case, the accents and the blanks of the names. */
#ifndef RELANCE_INTAKE_FEC_COLUMNS_H
#define RELANCE_INTAKE_FEC_COLUMNS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/text.h"

enum fec_field {
    FEC_JOURNAL,
    FEC_JOURNAL_LABEL,
    FEC_NUMBER,
    FEC_DAY,
    FEC_ACCOUNT,
    FEC_ACCOUNT_LABEL,
    FEC_AUXILIARY,
    FEC_AUXILIARY_LABEL,
    FEC_PIECE,
    FEC_PIECE_DAY,
    FEC_LABEL,
    FEC_DEBIT,
    FEC_CREDIT,
    FEC_LETTER,
    FEC_LETTER_DAY,
    FEC_VALID_DAY,
    FEC_FOREIGN,
    FEC_CURRENCY,
    FEC_AMOUNT, /* Montant and Sens stand for Debit and Credit */
    FEC_SENSE,
    FEC_FIELD_COUNT
};

struct fec_columns {
    char separator;
    int count;                   /* named columns of the header, empty names at its end dropped */
    int at[FEC_FIELD_COUNT];     /* position from 0; -1: the file has no such column */
    int8_t field[LIMIT_COLUMNS]; /* the other way round; -1: a column of no interest */
    bool signed_amount;          /* Montant and Sens */
};

/* The name the law gives the field: "EcritureDate". */
const char *fec_field_name(enum fec_field field);
/* How many of a ledger's names the line holds between tabs, bars, semicolons or commas; *separator
 * is the one that finds most. Tells whether a file is a ledger at all. */
int fec_columns_count(struct str header, char *separator);
/* The line is the header, as raw bytes; names of no ledger are ignored unless given twice.
 * Errors, with column and field: ERR_BAD_SEPARATOR (semicolon or comma), ERR_COLUMN_TWICE,
 * ERR_COLUMN_MISSING, ERR_TOO_MANY_COLUMNS, ERR_FILE_ENCODING. Scratch memory from the arena. */
MUST_CHECK bool fec_columns_read(struct fec_columns *c, struct str header, enum encoding encoding,
                                 struct arena *scratch, struct err *err);

#endif
