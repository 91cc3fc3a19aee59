/* The payment code of a letter: from payee, account and amount to a picture. */
#ifndef RELANCE_APP_MAKE_QR_H
#define RELANCE_APP_MAKE_QR_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "party/epc.h"

/* Errors of both: those of epc_payload, ERR_TOO_LONG. */
MUST_CHECK bool make_qr_svg(const struct epc_transfer *t, struct buf *out, struct err *err);
MUST_CHECK bool make_qr_png(const struct epc_transfer *t, struct buf *out, struct err *err);

/* Any short text. Errors: ERR_TOO_LONG. */
MUST_CHECK bool make_text_qr_svg(struct str text, struct buf *out, struct err *err);

/* Writes the code to a file, PNG or (name ends in .svg) SVG, whole or not at all; an earlier file
 * of that name is replaced. Errors: as above, ERR_FILE_WRITE (arg = path), ERR_DISK_FULL. */
MUST_CHECK bool make_qr_file(const struct epc_transfer *t, const char *path, struct arena *arena,
                             struct err *err);

#endif
