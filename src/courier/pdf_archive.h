/* What cairo does not write and an archive asks for (ISO 19005-3, PDF/A-3 level b): document
 * information and XMP that agree, an sRGB output intent, attachments with their relationship, no
 * trace of the clock. Not for other rooms: see page.h. */
#ifndef RELANCE_COURIER_PDF_ARCHIVE_H
#define RELANCE_COURIER_PDF_ARCHIVE_H

#include <qpdf/qpdf-c.h>

#include "page.h"

/* Adds to out the archive made of a PDF as cairo wrote it. Errors: those of page_book_finish. */
MUST_CHECK bool pdf_archive(struct str pdf, const struct page_book_options *options,
                            struct buf *out, struct err *err);

/* What it sets beside the pages, in a document that qpdf holds; texts live in the arena. Errors:
 * those of the attachments. */
MUST_CHECK bool pdf_dress(qpdf_data pdf, const struct page_book_options *options,
                          struct arena *arena, struct err *err);
qpdf_data pdf_new(void); /* for qpdf_cleanup */

/* A profile of the sRGB colour space (IEC 61966-2-1), written for this program; 480 bytes added. */
void pdf_add_srgb_profile(struct buf *out);

#endif
