/* The first pass over a ledger: every line is checked, the figures of the whole file are added up
 * and the opening journals found. */
#ifndef RELANCE_INTAKE_FEC_SURVEY_H
#define RELANCE_INTAKE_FEC_SURVEY_H

#include "base/arena.h"
#include "base/err.h"
#include "fec_line.h"
#include "intake/formats/sniff.h"

enum {
    FEC_JOURNALS_MAX = 2000,
    FEC_KEYS_MAX = 5000000, /* entries and customers told apart: what the child's memory holds */
};

/* Reads the whole file. The summary's texts and journals lie in the arena.
 * Errors: those of fec_open and fec_next; ERR_FILE_EMPTY (a header and no line),
 * ERR_TOO_MANY_JOURNALS, ERR_TOO_MANY_LINES (more than FEC_KEYS_MAX entries),
 * ERR_OVERFLOW (a sum). */
MUST_CHECK bool fec_survey(const struct text_file *file, struct arena *a, struct fec_summary *out,
                           struct err *err);
/* The journal of a line, by code and label, or NULL; *hint is where to look first, 0 at the
 * start. */
const struct fec_journal *fec_journal_find(const struct fec_summary *summary,
                                           const struct fec_line *line, size_t *hint);

#endif
