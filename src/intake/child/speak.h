/* Private to the child: what the formats share when they say a file. */
#ifndef RELANCE_INTAKE_SPEAK_H
#define RELANCE_INTAKE_SPEAK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/formats/reader.h"
#include "intake/formats/sheet.h"
#include "intake/formats/sniff.h"
#include "intake/lists/customer.h"
#include "wire.h"

struct members;

struct speaker {
    struct arena arena;
    const struct source *source;
    struct wire_writer *out;
    struct wire_record record; /* to be filled and put */
    enum encoding encoding;
    struct xlsx *book; /* NULL: a text file */
    struct members *members;
    const struct mapping *mapping; /* NULL: none came with the file */
    bool at_once;                  /* no survey of the rows before they are said */
    int64_t told_bytes;            /* by the last sign of life of this pass */
    bool deaf;                     /* nobody reads any more */
};

void speaker_put(struct speaker *s);
void speaker_flush(struct speaker *s);
/* A sniff_progress, with the speaker. */
void speaker_progress(void *with, int64_t bytes);
/* The list to read: a text file, or the workbook. progress may be NULL. */
struct sheet_file speaker_list(const struct speaker *s, const struct sniff_progress *progress);
void speaker_error(struct speaker *s, enum wire_kind kind, const struct err *err);
void speaker_end(struct speaker *s, int64_t records);
enum { ROWS_UNCOUNTED = -1 };
/* A list in its last pass: `next` reads one row into s->record, or says why it is refused. */
struct speaker_rows {
    void *list;
    bool (*next)(struct speaker *s, void *list, struct err *refused, bool *have, struct err *err);
    int64_t count; /* as the pass before counted them; ROWS_UNCOUNTED: none did */
};
/* Every row, then the end. Errors: those of next, ERR_FILE_CHANGED; uncounted ERR_FILE_EMPTY. */
MUST_CHECK bool speaker_say_rows(struct speaker *s, const struct speaker_rows *rows,
                                 struct err *err);
/* A list of which the first pass says how many rows it has and which are refused. */
struct speaker_table {
    size_t list_size;
    bool (*survey)(const struct sheet_file *file, struct arena *a, struct table_summary *out,
                   struct err *first_refused, struct err *err);
    bool (*open)(void *list, const struct sheet_file *file, struct arena *a, struct err *err);
    bool (*next)(struct speaker *s, void *list, struct err *refused, bool *have, struct err *err);
    void (*close)(void *list);
};
MUST_CHECK bool speaker_say_table(struct speaker *s, const struct speaker_table *table,
                                  struct err *err);
/* Whose row it is that is refused, so that people who look for him are told. */
void speaker_whose(struct err *refused, struct str account, struct str name);
/* An error of the second pass: the first took the same file, so somebody wrote to it meanwhile. */
bool speaker_changed(const struct err *second_pass, struct err *err);

/* One per format: both passes, from the summary to the end. Errors: those of the format's reader,
 * ERR_FILE_CHANGED. */
MUST_CHECK bool speak_fec(struct speaker *s, struct err *err);
/* A text file, or the workbook of `book`; this and the next two. */
MUST_CHECK bool speak_customers(struct speaker *s, struct err *err);
MUST_CHECK bool speak_open_items(struct speaker *s, struct err *err);
MUST_CHECK bool speak_mail(struct speaker *s, struct err *err);
MUST_CHECK bool speak_pdf(struct speaker *s, struct err *err);
/* The archive of `members`. */
MUST_CHECK bool speak_zip(struct speaker *s, struct err *err);

#endif
