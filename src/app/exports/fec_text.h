/* Writing a ledger file of the 18 columns of the law: tabs, UTF-8, CRLF, amounts with a decimal
 * comma, dates as AAAAMMJJ. Source: LPF art. A47 A-1 VII. */
#ifndef RELANCE_APP_FEC_TEXT_H
#define RELANCE_APP_FEC_TEXT_H

#include "base/buf.h"
#include "intake/ledgers/fec_line.h"

void fec_text_head(struct buf *out);
/* Tabs and line ends inside a text become blanks. `line` and `opening` are no columns. */
void fec_text_line(const struct fec_line *line, struct buf *out);

#endif
