/* Private to intake: a file being read, as the parent sees it. */
#ifndef RELANCE_INTAKE_INTAKE_STATE_H
#define RELANCE_INTAKE_INTAKE_STATE_H

#include "intake.h"
#include "intake/child/ear.h"

struct intake {
    struct ear ear;
    struct arena *arena;
    struct intake_summary summary;
    struct wire_record record;
    struct err refused; /* of the current row */
    /* recomputed from the records, to be compared with what the summary said */
    int64_t records, rows_refused, last_line, opening_lines;
    int64_t debit_minor, credit_minor;
    struct open_total totals[OPEN_CURRENCIES_MAX]; /* rows and balance, as those of the summary */
    int total_count;
    bool at_once; /* as asked */
    bool ended, failed;
    int spool_fd; /* the current member of an archive, unpacked; -1: none yet */
    int64_t members, member_bytes, unpacked_bytes;
};

/* What the child says against a file or a row, checked; false: no refusal it may make. */
bool intake_read_error(const struct wire_record *r, struct err *out);

#endif
