/* What a document is and how it came to belong to an item. Closed lists (docs/codes.md). */
#ifndef RELANCE_CLAIM_DOCUMENT_H
#define RELANCE_CLAIM_DOCUMENT_H

#include "base/check.h"
#include "base/str.h"

enum document_kind {
    DOCUMENT_LETTER,
    DOCUMENT_STATEMENT, /* of the account, as sent */
    DOCUMENT_INVOICE_COPY,
    DOCUMENT_DELIVERY_NOTE,
    DOCUMENT_ORDER,
    DOCUMENT_EXHIBIT, /* what proves something: a notice, an answer, a photograph */
    DOCUMENT_KIND_COUNT
};
const char *document_kind_code(enum document_kind kind);
MUST_CHECK bool document_kind_parse(struct str code, enum document_kind *out);

/* Whether a document belongs to an item. Only a person confirms. */
enum document_link { LINK_PROPOSED, LINK_CONFIRMED, LINK_REFUSED, DOCUMENT_LINK_COUNT };
const char *document_link_code(enum document_link state);
MUST_CHECK bool document_link_parse(struct str code, enum document_link *out);

/* What the link was made from. */
enum document_how {
    HOW_FILE_NAME, /* the item's number in the name of the file */
    HOW_TEXT,      /* the item's number in the text of the document */
    HOW_PERSON,
    DOCUMENT_HOW_COUNT
};
const char *document_how_code(enum document_how how);
MUST_CHECK bool document_how_parse(struct str code, enum document_how *out);

#endif
