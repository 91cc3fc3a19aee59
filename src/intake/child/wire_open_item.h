/* Open items to and from the wire, checked again when taken off it. */
#ifndef RELANCE_INTAKE_WIRE_OPEN_ITEM_H
#define RELANCE_INTAKE_WIRE_OPEN_ITEM_H

#include "intake/lists/open_item.h"
#include "wire.h"

void wire_open_summary(const struct open_summary *summary, struct wire_record *out);
void wire_open_band(const struct open_band *band, struct wire_record *out);
void wire_open_total(const struct open_total *total, struct wire_record *out);
void wire_open_item(const struct open_item *item, struct wire_record *out);

/* The record has the kind. A summary of no rows is one whose rows nobody counted yet. Texts point
 * where the record's do. Errors: ERR_CHILD_LIED. The bands and totals of a summary are records of
 * their own behind it, in that order. */
MUST_CHECK bool wire_to_open_summary(const struct wire_record *r, struct open_summary *out,
                                     struct err *err);
MUST_CHECK bool wire_to_open_band(const struct wire_record *r, struct open_band *out,
                                  struct err *err);
MUST_CHECK bool wire_to_open_total(const struct wire_record *r, struct open_total *out,
                                   struct err *err);
MUST_CHECK bool wire_to_open_item(const struct wire_record *r, struct open_item *out,
                                  struct err *err);

#endif
