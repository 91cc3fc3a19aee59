/* Escaping for HTML. Everything a view shows goes through one of these, chosen at build time by
 * the place it stands in (tools/viewgen). */
#ifndef RELANCE_BASE_HTML_H
#define RELANCE_BASE_HTML_H

#include "buf.h"
#include "str.h"

/* & < > " ' as character references: right in text and in a quoted attribute. NUL is dropped. */
void buf_add_html(struct buf *b, struct str s);
/* A whole address as an attribute value, escaped. Only addresses inside the site ("/..." but not
 * "//...", "?...", "#...") and the schemes http, https, mailto and tel pass; anything else becomes
 * "#". */
void buf_add_html_url(struct buf *b, struct str url);
/* One piece of an address (a segment, a value of the query): all but A-Z a-z 0-9 - . _ ~ as %XX. */
void buf_add_url_part(struct buf *b, struct str s);
/* A translated text with %1 .. %9 replaced by arguments, all of it escaped; %% is a percent sign.
 * An argument that is not there is a BUG. */
void buf_add_html_message(struct buf *b, const char *text, const struct str *args, size_t count);

#endif
