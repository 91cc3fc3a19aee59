/* Reading a file somebody gave us. The bytes are never parsed in this process: a child without
 * rights (sandbox.h) reads them, and what it says is checked again here, record by record.
 *
 * A file is read twice by the child. The first pass checks all of it, so that a refusal (wrong
 * structure, wrong date, line and column named) comes from intake_open, before any record, and the
 * figures of the whole file are known at once. The second pass gives the records, one by one, in
 * the order of the file, with memory that does not grow. Who keeps nothing before the end of a list
 * of open items can do without the first pass over its items (at_once): the summary has no counts
 * and totals, and a refusal may come from intake_next.
 *
 * A program with threads calls intake_start before it creates the first one. */
#ifndef RELANCE_INTAKE_INTAKE_H
#define RELANCE_INTAKE_INTAKE_H

#include "base/arena.h"
#include "base/err.h"
#include "format.h"
#include "intake/child/sandbox.h"
#include "intake/formats/first_rows.h"
#include "intake/formats/member.h"
#include "intake/formats/pdf.h"
#include "intake/ledgers/fec_line.h"
#include "intake/lists/customer.h"
#include "intake/lists/mapping.h"
#include "intake/lists/open_item.h"
#include "intake/notices/mail_event.h"

/* The detail of a row's refusal says whose row it is, where the reader got so far: the number and
 * the name of the customer with this between them (a character of no number). */
#define REFUSED_WHOSE_MARK "\xE2\x90\x9F"

struct intake_record {
    enum intake_kind kind;     /* which member below is set */
    const struct err *refused; /* why this row cannot be taken (tables only; the caller refuses the
                                * file or counts the row); NULL: the row is good */
    struct fec_line ledger;
    struct customer_record customer;
    struct open_item item;
    struct mail_event mail;
};

struct intake_summary {
    bool known; /* format and kind; false: refused before they could be told */
    enum intake_format format;
    enum intake_kind kind;
    int64_t bytes;
    struct sandbox_layers layers; /* what the child was locked with */
    struct fec_summary ledger;    /* KIND_LEDGER */
    struct table_summary table;   /* KIND_CUSTOMERS, KIND_MAIL */
    struct open_summary items;    /* KIND_OPEN_ITEMS */
    struct pdf_summary document;  /* KIND_DOCUMENT */
    struct zip_summary archive;   /* KIND_ARCHIVE */
    struct err first_refused;     /* tables: the first row that cannot be taken */
    struct first_rows first_rows; /* of a list, also of a refused one; in the arena */
};

struct intake;

/* Starts the process that will make the children. Once; later calls do nothing. Errors: ERR_SYSTEM
 * (also when this process already has several threads). */
MUST_CHECK bool intake_start(struct err *err);

/* A file open for reading. */
struct intake_file {
    struct str name; /* as people are told: "a.zip/b.pdf" */
    int fd;
    int64_t bytes;
    struct intake_way way; /* all zero: the reader finds out; figures before records */
};

/* Errors: ERR_FILE_NOT_FOUND, ERR_FILE_UNREADABLE, ERR_FILE_NOT_REGULAR, ERR_FILE_EMPTY,
 * ERR_FILE_TOO_LARGE. */
MUST_CHECK bool intake_file_open(struct arena *a, struct str path, struct intake_file *out,
                                 struct err *err);
/* The same of a descriptor, which is closed on an error. */
MUST_CHECK bool intake_file_take(int fd, struct str name, struct intake_file *out, struct err *err);
void intake_file_close(struct intake_file *file);

/* Checks the whole file, whose descriptor stays the caller's. `*out` lives in the arena and is
 * closed by intake_close, also after an error of intake_next; on an error of intake_open_file there
 * is nothing to close, but intake_about says what was learnt before it (bytes, format, kind).
 * Errors: ERR_FILE_UNKNOWN_FORMAT and every refusal of a format, with line, column and field;
 * of a mapping ERR_COLUMN_MISSING, ERR_SHEET_MISSING; ERR_CHILD_LIED, ERR_CHILD_TIMEOUT,
 * ERR_CHILD_DIED; ERR_SYSTEM. */
MUST_CHECK bool intake_open_file(struct arena *a, const struct intake_file *file,
                                 struct intake **out, struct err *err);
/* By its path; *out is NULL when there is no such file. Errors: those of both. */
MUST_CHECK bool intake_open(struct arena *a, struct str path, struct intake **out, struct err *err);
/* The same in a way of one's own. */
MUST_CHECK bool intake_open_as(struct arena *a, struct str path, const struct intake_way *way,
                               struct intake **out, struct err *err);
/* The first rows of a list, whether it is known or not; none of other files. Texts in the arena;
 * the descriptor stays the caller's. Errors: those of intake_open_file before a list is read. */
MUST_CHECK bool intake_file_first_rows(struct arena *a, const struct intake_file *file,
                                       struct first_rows *out, struct err *err);
/* By its path. Errors: those of both. */
MUST_CHECK bool intake_first_rows(struct arena *a, struct str path, struct first_rows *out,
                                  struct err *err);
/* Valid until intake_close. */
const struct intake_summary *intake_about(const struct intake *in);
/* Of a file that is no archive: the next record; *have is false at the end of the file. Texts live
 * until the next call. Errors: ERR_FILE_CHANGED (the file was written to meanwhile), ERR_CHILD_*.
 * After an error or the end, the records taken so far must not be kept unless *have was false
 * without an error. */
MUST_CHECK bool intake_next(struct intake *in, struct intake_record *out, bool *have,
                            struct err *err);

struct intake_member {
    struct intake_file file; /* unpacked, in a file without a name; the descriptor is intake's */
    bool skipped;            /* nothing to read: a link, or what an operating system leaves */
    struct err refused;      /* set: why this member alone cannot be read */
};
/* Of an archive: its next member, which may be read like any file before the next call. Its name
 * lives in the arena. Errors: ERR_CHILD_*, ERR_DISK_FULL, ERR_FILE_WRITE. */
MUST_CHECK bool intake_next_member(struct intake *in, struct intake_member *out, bool *have,
                                   struct err *err);

void intake_close(struct intake *in);

#endif
