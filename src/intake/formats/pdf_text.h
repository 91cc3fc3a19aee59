/* The text of a PDF, by the program pdftotext (poppler-utils) where it is installed. It is somebody
 * else's program reading somebody else's bytes: it runs in a process of its own without network and
 * without files (sandbox_enter_program), and what it says is only looked at to find numbers in it.
 * A document whose text cannot be had is not refused. */
#ifndef RELANCE_INTAKE_PDF_TEXT_H
#define RELANCE_INTAKE_PDF_TEXT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum pdf_text {
    PDF_TEXT_READ,   /* all that was wanted of it; may be empty, as a scan holds only pictures */
    PDF_TEXT_ABSENT, /* there is no pdftotext on the PATH */
    PDF_TEXT_FAILED  /* it took too long, or gave up */
};

/* The program is there. */
bool pdf_text_available(void);
/* The first pages of the open PDF, whose descriptor stays the caller's; valid UTF-8, at most
 * LIMIT_TEXT_BYTES, in the arena. intake_start was called before. Errors: ERR_SYSTEM,
 * ERR_CHILD_DIED (the helper is gone). */
MUST_CHECK bool pdf_text_read(struct arena *a, int fd, struct str *text, enum pdf_text *how,
                              struct err *err);

/* In the child of the helper: becomes the program. */
NORETURN void pdf_text_child(void);

#endif
