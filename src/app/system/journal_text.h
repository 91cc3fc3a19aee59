/* What a journal entry tells, in words. */
#ifndef RELANCE_APP_JOURNAL_TEXT_H
#define RELANCE_APP_JOURNAL_TEXT_H

#include "base/str.h"
#include "gen/messages.h"

/* By the entry's kind; the code itself when nobody found words for it. */
struct str journal_text(struct str kind, enum lang lang);

#endif
