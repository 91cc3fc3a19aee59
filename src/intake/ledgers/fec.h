/* The reader of French accounting ledger files (FEC): one line at a time, in memory of fixed size.
 *
 * What it takes beyond the letter of the law, because packages write it: columns in any order and
 * more of them, blank padding, empty lines, zero padded amounts, a point as decimal mark, blanks
 * between thousands, DOS encodings, PieceDate and DateLet left empty. A quotation mark is data.
 * What it refuses: anything whose meaning would have to be guessed.
 *
 * Source: LPF art. A47 A-1 VI, VII, XII; law file 7.8 to 7.10. */
#ifndef RELANCE_INTAKE_FEC_H
#define RELANCE_INTAKE_FEC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "fec_columns.h"
#include "fec_line.h"
#include "intake/formats/reader.h"

struct fec {
    struct reader reader;
    struct fec_columns columns;
    enum encoding encoding;
    struct arena scratch; /* texts of the current line */
    struct arena *arena;
};

/* Reads the header. The source must live as long as the reader; its buffer lies in the arena.
 * Errors: those of reader_next and fec_columns_read. */
MUST_CHECK bool fec_open(struct fec *f, const struct source *source, enum encoding encoding,
                         struct arena *a, struct err *err);
/* The next line; *have is false at the end. Texts live until the next call; `opening` is false.
 * Errors, with line, column and field: ERR_COLUMN_COUNT, ERR_FILE_TRUNCATED (the last line has too
 * few fields and no end), ERR_FIELD_EMPTY (JournalCode, EcritureDate, CompteNum, both amounts),
 * ERR_BAD_DATE, ERR_BAD_ACCOUNT (CompteNum begins with no number), ERR_BAD_AMOUNT,
 * ERR_TOO_MANY_DECIMALS, ERR_AMOUNT_TOO_LARGE, ERR_DEBIT_AND_CREDIT, ERR_BAD_SENS,
 * ERR_BAD_CURRENCY, ERR_FIELD_TOO_LONG, ERR_FILE_ENCODING; those of reader_next. */
MUST_CHECK bool fec_next(struct fec *f, struct fec_line *out, bool *have, struct err *err);
void fec_close(struct fec *f);

#endif
