/* From finished text to printed pages: letters and statements as PDF, for paper in a window
 * envelope and for the screen. This room knows neither law nor accounts: every word, amount and
 * date comes finished, in the language of the document.
 *
 * The output has the shape of PDF/A-3b: own fonts embedded, XMP equal to the document information,
 * an sRGB output intent, no encryption, attachments with their relationship. The same input gives
 * the same bytes: the instant is a parameter, nothing asks the clock.
 *
 * Characters our fonts lack lose their accent ("Škoda" -> "Skoda"); what has no Latin letter below
 * it is refused (ERR_UNPRINTABLE), never printed as an empty box. Control characters become
 * blanks, invisible ones (bidirectional marks, soft hyphens) are dropped. */
#ifndef RELANCE_COURIER_PAGE_H
#define RELANCE_COURIER_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

enum page_face { PAGE_PLAIN, PAGE_BOLD, PAGE_MUTED };

struct page_run {
    struct str text;
    enum page_face face;
};

struct page_text {
    const struct page_run *runs;
    size_t count; /* 0: no text */
};

struct page_column {
    struct str head;
    bool right; /* amounts and days: to the right, never broken */
};

struct page_row {
    const struct str *cells; /* one per column */
    bool total;              /* bold, a rule above; never alone at the top of a page */
};

/* Heads are repeated on each page; at least two rows stand below a head and above a page's end
 * where there are as many. In a total row a text runs on over the empty cells behind it. */
struct page_table {
    const struct page_column *columns;
    size_t column_count; /* 1 to PAGE_COLUMNS_MAX */
    const struct page_row *rows;
    size_t row_count;
};

struct page_pair {
    struct str name, value;
};

/* How to pay: beside a payment code, or alone. */
struct page_payment {
    struct str payload; /* of the QR code, see party/epc.h; "" = none */
    const struct page_pair *pairs;
    size_t pair_count;
};

enum page_block_kind {
    PAGE_TITLE,     /* text */
    PAGE_HEADING,   /* text; stays with what follows */
    PAGE_PARAGRAPH, /* text */
    PAGE_LIST,      /* items */
    PAGE_TABLE,     /* table */
    PAGE_PAYMENT,   /* payment; never divided */
    PAGE_SIGNATURE, /* items, one a line; stays with the paragraph before */
    PAGE_NOTE,      /* text in small print */
};

struct page_block {
    enum page_block_kind kind;
    struct page_text text;
    const struct page_text *items;
    size_t item_count;
    const struct page_table *table;
    const struct page_payment *payment;
};

enum {
    PAGE_COLUMNS_MAX = 10,
    PAGE_ROWS_MAX = 10000,
    PAGE_ADDRESS_LINES_MAX = 7, /* NF Z10-011 allows six, and one for the country */
    PAGE_LETTERHEAD_LINES_MAX = 6,
    PAGE_REFERENCE_LINES_MAX = 8,
};

/* One letter or statement. Everything is borrowed until page_book_add returns. */
struct page_document {
    struct str sender;              /* the name above the letterhead */
    const struct str *sender_lines; /* what the sender is, its address */
    size_t sender_line_count;
    const struct str *contact_lines; /* to the right: who answers, telephone, e-mail */
    size_t contact_line_count;
    const struct str *address_lines; /* of the recipient, in the window of the envelope */
    size_t address_line_count;
    const struct page_text *reference_lines; /* beside the address */
    size_t reference_line_count;
    struct str place_date;   /* "Nantes, le 23 novembre 2026" */
    struct str running_head; /* on each page but the first */
    const struct page_block *blocks;
    size_t block_count;
    struct page_text legal; /* foot of each page */
};

/* A file inside the PDF. */
struct page_attachment {
    struct str name;         /* "FA-1042.pdf": no directories */
    struct str mime;         /* "application/pdf" */
    struct str description;  /* for people */
    struct str relationship; /* Source, Data, Alternative, Supplement or Unspecified */
    struct str bytes;
};

struct page_book_options {
    struct str title;   /* of the file, for its reader's window */
    struct str author;  /* who sends it */
    struct str lang;    /* "fr" */
    int64_t instant_ms; /* when it was made, UTC */
    const struct page_attachment *attachments;
    size_t attachment_count; /* 0 to PAGE_ATTACHMENTS_MAX */
};
enum { PAGE_ATTACHMENTS_MAX = 200 };

/* Fonts and what else is costly to prepare; serves any number of books, one after another, and
 * one thread at a time. Errors: ERR_SYSTEM. */
struct page_press;
MUST_CHECK bool page_press_open(struct page_press **out, struct err *err);
void page_press_close(struct page_press *press); /* NULL is fine */

/* Documents gathered into one PDF, each beginning on a page of its own and counting its own. */
struct page_book;
MUST_CHECK bool page_book_open(struct page_press *press, struct page_book **out, struct err *err);
/* Errors: ERR_UNPRINTABLE (arg: the character), ERR_TOO_LONG (field: letterhead, contact, address,
 * reference, columns or payload), ERR_SYSTEM. After an error the book keeps the documents it had:
 * a document is printed whole or not at all. *pages (may be NULL): of this document. */
MUST_CHECK bool page_book_add(struct page_book *book, const struct page_document *document,
                              int32_t *pages, struct err *err);
/* Adds the finished PDF to out; cairo's part is at most LIMIT_DOCUMENT_BYTES.
 * Errors: ERR_TOO_LONG (field: document, attachments), ERR_IMPOSSIBLE_VALUE (field: relationship,
 * or an empty book: pages), ERR_SYSTEM. */
MUST_CHECK bool page_book_finish(struct page_book *book, const struct page_book_options *options,
                                 struct buf *out, struct err *err);
void page_book_close(struct page_book *book); /* NULL is fine */

/* One document as one PDF: the three above in one. */
MUST_CHECK bool page_print(struct page_press *press, const struct page_document *document,
                           const struct page_book_options *options, struct buf *out,
                           struct err *err);

/* Documents that are read one after another, each only when it is its turn. */
struct page_parts {
    size_t count;
    /* The bytes of one, in the arena, which is emptied before the next. */
    bool (*read)(void *with, struct arena *a, size_t i, struct str *document, struct err *err);
    void *with;
};

/* The pages of PDFs that this program printed, one after another, as one PDF for the printer: the
 * letters as they were sent, not printed anew. Fonts are put together, so that a face stands in it
 * once; attachments of the parts are left out. Never for files from outside: qpdf reads them here.
 * `out` must be empty; what is needed beside it is one part, and the glyphs.
 * Errors: those of read; ERR_TOO_LONG (field: documents, document), ERR_IMPOSSIBLE_VALUE (field:
 * pages, or document: a part is no PDF), ERR_SYSTEM. */
enum { PAGE_MERGE_MAX = 1000 };
MUST_CHECK bool page_merge(const struct page_parts *parts, const struct page_book_options *options,
                           struct buf *out, struct err *err);

#endif
