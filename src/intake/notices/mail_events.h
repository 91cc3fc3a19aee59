/* Carriers' files on registered letters (CSV or workbook): a number, a day and a status a row, in
 * any order of columns, other columns ignored; one letter may have several rows. */
#ifndef RELANCE_INTAKE_MAIL_EVENTS_H
#define RELANCE_INTAKE_MAIL_EVENTS_H

#include "base/arena.h"
#include "intake/formats/sheet.h"
#include "intake/lists/customer.h"
#include "mail_event.h"

enum mail_column { MAIL_NUMBER, MAIL_DATE, MAIL_STATUS, MAIL_REASON, MAIL_COLUMN_COUNT };

struct mail_header {
    char separator; /* 0: a workbook */
    int64_t line;
    int at[MAIL_COLUMN_COUNT]; /* position of the column from 0; -1: none */
    int columns;
    struct str names[MAIL_COLUMN_COUNT]; /* as in the file, in the arena */
};

struct mail_events {
    struct sheet sheet;
    struct mail_header header;
};

/* Looks for the header among the first rows: a number, a day and a status. Errors: those of
 * sheet_open and sheet_next. */
MUST_CHECK bool mail_events_find(const struct sheet_file *file, struct arena *a,
                                 struct mail_header *out, bool *found, struct err *err);
/* True if the start of a text file, as UTF-8, is that of such a file. */
bool mail_events_know(struct arena *scratch, struct str start);

/* Errors: ERR_COLUMN_MISSING (no header); those of mail_events_find. */
MUST_CHECK bool mail_events_open(struct mail_events *m, const struct sheet_file *file,
                                 struct arena *a, struct err *err);
/* The next row; *have is false at the end. A row that cannot be taken sets *refused (else clear):
 * ERR_FIELD_EMPTY (number, date, status), ERR_IMPOSSIBLE_VALUE (number), ERR_BAD_DATE,
 * ERR_BAD_CHOICE (status, or the reason of a letter brought back). Texts live until the next call.
 * Errors: those of sheet_next. */
MUST_CHECK bool mail_events_next(struct mail_events *m, struct mail_event *out, struct err *refused,
                                 bool *have, struct err *err);
void mail_events_close(struct mail_events *m);

/* The first pass: counts rows. Errors: those of both; ERR_FILE_EMPTY (no row). */
MUST_CHECK bool mail_events_survey(const struct sheet_file *file, struct arena *a,
                                   struct table_summary *out, struct err *first_refused,
                                   struct err *err);

/* A registered number as it is kept: upper case, without blanks, 8 to 30 letters and digits; false:
 * it is none. */
bool mail_tracking(struct arena *a, struct str typed, struct str *out);

#endif
