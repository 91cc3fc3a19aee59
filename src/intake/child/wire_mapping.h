/* A mapping on its way to the sandboxed child, and the first rows of a list on their way back. */
#ifndef RELANCE_INTAKE_WIRE_MAPPING_H
#define RELANCE_INTAKE_WIRE_MAPPING_H

#include "intake/formats/first_rows.h"
#include "intake/lists/mapping.h"
#include "wire.h"

/* ---- from the parent to the child ---- */

/* A descriptor of memory with the request's records. The caller closes it. Errors: ERR_SYSTEM. */
MUST_CHECK bool request_send(const struct intake_way *way, struct arena *a, int *fd,
                             struct err *err);
/* What request_send wrote, checked again. Texts point into `bytes`. Errors: ERR_CHILD_LIED: these
 * bytes are no request. */
MUST_CHECK bool request_take(struct str bytes, struct arena *a, struct intake_way *out,
                             struct err *err);

/* ---- from the child to the parent ---- */

void wire_first_rows(const struct first_rows *rows, struct wire_record *out);
void wire_first_row(const struct first_row *row, struct wire_record *out);
void wire_first_text(struct str text, struct wire_record *out);

/* The record has the kind; the rows and texts are still to be taken. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_to_first_rows(const struct wire_record *r, int *count, struct err *err);
MUST_CHECK bool wire_to_first_row(const struct wire_record *r, struct first_row *out,
                                  struct err *err);
MUST_CHECK bool wire_to_first_text(const struct wire_record *r, struct str *out, struct err *err);

#endif
