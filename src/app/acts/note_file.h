/* A note on a file: what somebody found worth knowing, in his words. It lies in the debtor's
 * journal, with who said it and when, and is never changed. */
#ifndef RELANCE_APP_NOTE_FILE_H
#define RELANCE_APP_NOTE_FILE_H

#include "object_edit.h"

/* One transaction. account: the file's number. Errors: those of account_find and object_text,
 * ERR_OPTION_MISSING (text), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool note_file(struct object_request *request, struct str text, int64_t *account,
                          struct err *err);

#endif
