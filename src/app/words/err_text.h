/* Error codes in words: one sentence that says what and where, one that says what to do. */
#ifndef RELANCE_APP_ERR_TEXT_H
#define RELANCE_APP_ERR_TEXT_H

#include "base/buf.h"
#include "base/err.h"
#include "gen/messages.h"

/* "factures.txt, ligne 7, colonne DateLet : « … » n’est pas une date." file may be empty. */
void err_sentence(const struct err *err, struct str file, enum lang lang, struct buf *out);
/* The field is the name of a column (or option), not a key of a YAML text. */
bool err_names_column(const struct err *err);
/* What to do; never empty. */
void err_advice(const struct err *err, enum lang lang, struct buf *out);

#endif
