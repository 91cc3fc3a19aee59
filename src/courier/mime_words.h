/* The ways e-mail writes what is not plain ASCII: encoded words in headers (RFC 2047), parameters
 * (RFC 2231), quoted-printable and base64 bodies (RFC 2045). Pure: text in, ASCII lines out. Texts
 * are valid UTF-8; control characters in a header become blanks, so that none can begin another
 * header. */
#ifndef RELANCE_COURIER_MIME_WORDS_H
#define RELANCE_COURIER_MIME_WORDS_H

#include "base/buf.h"
#include "base/str.h"

/* "Subject: …" folded, CRLF at the end. */
void mime_add_text_header(struct buf *out, const char *name, struct str text);
/* From: "Maison Fictive" <compta@maison.example>, CRLF at the end. The address is checked before
 * (mime_address_ok). */
void mime_add_address_header(struct buf *out, const char *name, struct str person,
                             struct str address);
/* ;CRLF name="value", or in pieces name*0*=UTF-8''… */
void mime_add_parameter(struct buf *out, const char *name, struct str value);
/* Lines end in \n in the text, in CRLF in what is written; none is longer than 76. */
void mime_add_quoted_printable(struct buf *out, struct str text);
/* What mime_add_quoted_printable wrote, in the arena; whatever else is taken as it stands. */
struct str mime_read_quoted_printable(struct arena *a, struct str encoded);
/* Lines of 76, each with CRLF. */
void mime_add_base64(struct buf *out, struct str bytes);

#endif
