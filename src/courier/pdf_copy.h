/* Objects of a document that qpdf has read, written into another one, numbered anew. Not for other
 * rooms: see page.h. */
#ifndef RELANCE_COURIER_PDF_COPY_H
#define RELANCE_COURIER_PDF_COPY_H

#include <qpdf/qpdf-c.h>

#include "pdf_fonts.h"

struct pdf_copy {
    struct pdf_writer *writer;
    struct pdf_fonts *fonts; /* NULL: fonts are copied as they are */
    struct arena *arena;     /* of this document */
    qpdf_data from;
    int32_t *numbers; /* there, by the number here; 0: not asked for yet */
    size_t room;
    int32_t *waiting; /* numbers here that are named and not written */
    size_t waiting_count, waiting_room;
    bool failed; /* a stream could not be read, or values lie too deep in each other */
};

/* From now on what refers to an object of the document refers to this one. */
void pdf_copy_as(struct pdf_copy *c, qpdf_oh object, int32_t number);
/* Entries of a dictionary but for those named (to a NULL), between its brackets. */
void pdf_copy_entries(struct pdf_copy *c, qpdf_oh dict, const char *const *but);
/* A value, or a reference to what will be written. */
void pdf_copy_value(struct pdf_copy *c, qpdf_oh value);
/* All that was referred to since. Errors: ERR_IMPOSSIBLE_VALUE (document). */
MUST_CHECK bool pdf_copy_rest(struct pdf_copy *c, struct err *err);

#endif
