/* Ledger records to and from the wire. What is taken off the wire is checked as if nobody had
 * checked it before. */
#ifndef RELANCE_INTAKE_WIRE_FEC_H
#define RELANCE_INTAKE_WIRE_FEC_H

#include "intake/ledgers/fec_line.h"
#include "wire.h"

void wire_fec_line(const struct fec_line *line, struct wire_record *out);
void wire_fec_summary(const struct fec_summary *summary, struct wire_record *out);
void wire_fec_journal(const struct fec_journal *journal, struct wire_record *out);

/* The record has the kind. Texts point where the record's do. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_to_fec_line(const struct wire_record *r, struct fec_line *out,
                                 struct err *err);
/* Everything but the journals, of which only the count is known. */
MUST_CHECK bool wire_to_fec_summary(const struct wire_record *r, struct fec_summary *out,
                                    struct err *err);
MUST_CHECK bool wire_to_fec_journal(const struct wire_record *r, struct fec_journal *out,
                                    struct err *err);

#endif
