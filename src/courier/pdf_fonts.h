/* The fonts of letters that become one file: each letter brings the glyphs it needs of the same
 * few faces; here they are put together, so that a face stands in the file once. Two fonts become
 * one when every code that both have draws the same, is as wide and means the same. Not for other
 * rooms: see page.h. */
#ifndef RELANCE_COURIER_PDF_FONTS_H
#define RELANCE_COURIER_PDF_FONTS_H

#include <qpdf/qpdf-c.h>

#include "pdf_write.h"

struct pdf_font;
struct pdf_fonts {
    struct pdf_writer *writer;
    struct arena *arena; /* glyphs live here until the file is written */
    struct pdf_font *first;
    int32_t count;
};

/* The number of the font that has this one's glyphs, to be written by pdf_fonts_write; 0: it is not
 * of the kind known here (pdf_cff.h), the document keeps its own. */
int32_t pdf_fonts_take(struct pdf_fonts *fonts, qpdf_data from, qpdf_oh font);
void pdf_fonts_write(const struct pdf_fonts *fonts);

#endif
