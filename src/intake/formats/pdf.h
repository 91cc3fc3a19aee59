/* A PDF as a whole: whether it is one, and complete. Its contents are not read here; its text is a
 * matter of pdf_text.h. */
#ifndef RELANCE_INTAKE_PDF_H
#define RELANCE_INTAKE_PDF_H

#include "base/err.h"
#include "reader.h"

struct pdf_summary {
    int64_t bytes;
    int version_major, version_minor; /* of its first line: 1.7 */
};

/* True: the first bytes are those of a PDF. */
bool pdf_is(struct str start);
/* Errors: ERR_DOCUMENT_TOO_LARGE, ERR_FILE_TRUNCATED (no end mark), ERR_FILE_DAMAGED (no version),
 * ERR_FILE_UNREADABLE. */
MUST_CHECK bool pdf_survey(const struct source *source, struct pdf_summary *out, struct err *err);

#endif
