/* Rows of customer lists to and from the wire, checked again when taken off it. */
#ifndef RELANCE_INTAKE_WIRE_CUSTOMER_H
#define RELANCE_INTAKE_WIRE_CUSTOMER_H

#include "intake/lists/customer.h"
#include "wire.h"

void wire_table_summary(const struct table_summary *summary, struct wire_record *out);
void wire_customer(const struct customer_record *customer, struct wire_record *out);

/* The record has the kind. Texts point where the record's do. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_to_table_summary(const struct wire_record *r, struct table_summary *out,
                                      struct err *err);
MUST_CHECK bool wire_to_customer(const struct wire_record *r, struct customer_record *out,
                                 struct err *err);

#endif
