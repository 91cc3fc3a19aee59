/* Documents and the members of archives to and from the wire, checked again when taken off it. */
#ifndef RELANCE_INTAKE_WIRE_MEMBER_H
#define RELANCE_INTAKE_WIRE_MEMBER_H

#include "intake/formats/member.h"
#include "intake/formats/pdf.h"
#include "wire.h"

void wire_pdf_summary(const struct pdf_summary *summary, struct wire_record *out);
void wire_zip_summary(const struct zip_summary *summary, struct wire_record *out);
/* Without its refusal, which is a record of its own. */
void wire_member(const struct member *member, struct wire_record *out);

/* The record has the kind. Texts point where the record's do. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_to_pdf_summary(const struct wire_record *r, struct pdf_summary *out,
                                    struct err *err);
MUST_CHECK bool wire_to_zip_summary(const struct wire_record *r, struct zip_summary *out,
                                    struct err *err);
MUST_CHECK bool wire_to_member(const struct wire_record *r, struct member *out, struct err *err);

#endif
