/* Rows of carriers' files on the wire. */
#ifndef RELANCE_INTAKE_WIRE_MAIL_H
#define RELANCE_INTAKE_WIRE_MAIL_H

#include "intake/notices/mail_event.h"
#include "wire.h"

void wire_mail(const struct mail_event *event, struct wire_record *out);
/* Texts point into the record. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_to_mail(const struct wire_record *r, struct mail_event *out, struct err *err);

#endif
