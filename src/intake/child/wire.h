/* What the child says, as bytes: records of numbers and texts, one after the other in a pipe.
 * The child writes them, the parent reads them and believes nothing: the form of each record is
 * fixed by its kind, texts are valid UTF-8 without control characters (but WIRE_MEMBER_BYTES).
 *
 * Form, in the byte order of the machine: bytes of the record without this head (uint32), kind,
 * count of numbers, count of texts, 0 (uint8 each); the numbers (int64); the length of each text
 * (uint32); the texts. */
#ifndef RELANCE_INTAKE_WIRE_H
#define RELANCE_INTAKE_WIRE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

enum wire_kind {
    WIRE_HELLO,    /* layers of the sandbox */
    WIRE_PROGRESS, /* bytes looked at in this pass: only to show life */
    WIRE_FORMAT,   /* what the file is, once it is known */
    WIRE_REFUSED,  /* the file is refused; the last record */
    WIRE_FEC_SUMMARY,
    WIRE_FEC_JOURNAL,
    WIRE_FEC_LINE,
    WIRE_TABLE_SUMMARY,
    WIRE_ROW_REFUSED, /* a row that cannot be taken */
    WIRE_CUSTOMER,
    WIRE_END, /* all was said; the last record */
    WIRE_OPEN_SUMMARY,
    WIRE_OPEN_BAND,
    WIRE_OPEN_TOTAL,
    WIRE_OPEN_ITEM,
    WIRE_PDF_SUMMARY,
    WIRE_ZIP_SUMMARY,
    WIRE_MEMBER,       /* a file of an archive; its bytes follow, then one of the two next */
    WIRE_MEMBER_BYTES, /* the only text that may be any bytes */
    WIRE_MEMBER_END,
    WIRE_MEMBER_REFUSED,
    WIRE_FIRST_ROWS, /* the first rows of a list follow: rows of texts */
    WIRE_FIRST_ROW,
    WIRE_FIRST_TEXT,
    WIRE_MAPPING, /* this and the next three go to the child */
    WIRE_MAPPING_COLUMN,
    WIRE_MAPPING_WORD,
    WIRE_MAPPING_IGNORED,
    WIRE_MAIL,    /* a row of a carrier's file */
    WIRE_REQUEST, /* to the child, the first: how the file is to be read */
    WIRE_KIND_COUNT
};

enum { WIRE_NUMBERS_MAX = 20, WIRE_TEXTS_MAX = 20, WIRE_BATCH_BYTES = 2 * LIMIT_RECORD_BYTES };

struct wire_record {
    enum wire_kind kind;
    size_t number_count, text_count;
    int64_t numbers[WIRE_NUMBERS_MAX];
    struct str texts[WIRE_TEXTS_MAX];
};

void wire_begin(struct wire_record *r, enum wire_kind kind);
void wire_number(struct wire_record *r, int64_t v);
void wire_text(struct wire_record *r, struct str s);

/* ---- the child's side ---- */

struct wire_writer {
    int fd;
    char *batch; /* WIRE_BATCH_BYTES, sent when full */
    size_t n;
};

void wire_writer_init(struct wire_writer *w, int fd, struct arena *a);
/* False: nobody reads any more. A record beyond LIMIT_RECORD_BYTES is a BUG. */
MUST_CHECK bool wire_put(struct wire_writer *w, const struct wire_record *r);
MUST_CHECK bool wire_flush(struct wire_writer *w);

/* ---- the parent's side ---- */

/* Bytes of the first record of `bytes`, head included; 0: not all of it is there yet.
 * Errors: ERR_CHILD_LIED (a kind or size that cannot be). */
MUST_CHECK bool wire_measure(struct str bytes, size_t *whole, struct err *err);
/* Texts point into `whole`, which is one record as measured. Errors: ERR_CHILD_LIED. */
MUST_CHECK bool wire_read(struct str whole, struct wire_record *out, struct err *err);

#endif
