/* Drawing a QR code: level M, at most version 13 (as payment codes ask), a quiet zone of four
 * modules. As SVG for screens and letters, as a grid of modules for everything else. */
#ifndef RELANCE_COURIER_QR_H
#define RELANCE_COURIER_QR_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

enum { QR_QUIET_MODULES = 4, QR_VERSION_MAX = 13 };

struct qr {
    size_t width;           /* modules a side, without the quiet zone */
    const uint8_t *modules; /* width x width, row by row; 1 = dark */
};

/* Errors: ERR_TOO_LONG when the text does not fit version 13. Modules live in the arena. */
MUST_CHECK bool qr_encode(struct str text, struct arena *arena, struct qr *out, struct err *err);
/* A whole SVG document, one unit a module, one path; black on white. */
void qr_svg(const struct qr *qr, struct buf *out);
/* A grey PNG, `scale` pixels a module (1 to 64). Errors: ERR_SYSTEM. */
MUST_CHECK bool qr_png(const struct qr *qr, int scale, struct buf *out, struct err *err);

#endif
