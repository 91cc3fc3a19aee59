/* The small fonts cairo makes of outlines, inside a PDF: Type 1C (a byte a character) and CID
 * Type 0C (two), without hints and subroutines, each glyph whole in itself (Adobe Technical Notes
 * 5176 and 5177). Read, so that the same face of several documents can be put together; written
 * again. Anything else is not taken: its document keeps its own font. */
#ifndef RELANCE_COURIER_PDF_CFF_H
#define RELANCE_COURIER_PDF_CFF_H

#include "base/buf.h"

enum { CFF_GLYPHS_MAX = 512 };

struct cff_glyph {
    struct str outline; /* a charstring; p NULL: no such glyph */
    struct str name;    /* of a glyph of Type 1C that is not among the standard ones */
    uint16_t sid;       /* of one that is */
};

/* Glyphs by what a text calls them: a code of Type 1C, a CID. 0 of a CID font and `missing` of the
 * other are what is drawn for want of a glyph. */
struct cff_font {
    bool cid;
    struct str name; /* "CairoFont-1-0" */
    struct cff_glyph missing;
    struct cff_glyph glyphs[CFF_GLYPHS_MAX];
    int32_t box[4];
};

/* Texts point into bytes. False: not such a font. */
MUST_CHECK bool cff_read(struct str bytes, bool cid, struct cff_font *out);
/* Into an empty out. */
void cff_write(const struct cff_font *font, struct buf *out);
bool cff_glyph_eq(const struct cff_glyph *a, const struct cff_glyph *b);

#endif
