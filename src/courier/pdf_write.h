/* A PDF written object by object as they come: what was written is not looked at again, so a
 * document of a thousand letters needs the memory of its bytes and eight more for each object.
 * Plain objects and a table of their places (ISO 32000-1, 7.5.4). Not for other rooms: page.h. */
#ifndef RELANCE_COURIER_PDF_WRITE_H
#define RELANCE_COURIER_PDF_WRITE_H

#include "base/buf.h"
#include "base/err.h"

struct pdf_writer {
    struct buf *out; /* when it is full, pdf_write_end says so */
    size_t *places;  /* of each object; in out's arena */
    int32_t count;   /* numbers given */
};

void pdf_write_begin(struct pdf_writer *w, struct buf *out);
/* The number of an object that is still to be written: each is, once. */
int32_t pdf_write_number(struct pdf_writer *w);
void pdf_write_ref(struct pdf_writer *w, int32_t number); /* " 12 0 R" */
void pdf_write_open(struct pdf_writer *w, int32_t number);
void pdf_write_close(struct pdf_writer *w);
/* The end of an object whose dictionary is open: its length, and the bytes as they are. */
void pdf_write_stream(struct pdf_writer *w, struct str bytes);
/* The table, and an identifier made from the content. Errors: ERR_TOO_LONG (document). */
MUST_CHECK bool pdf_write_end(struct pdf_writer *w, int32_t root, int32_t info, struct err *err);

#endif
