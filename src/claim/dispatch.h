/* What becomes of an e-mail: queued, claimed before its first byte is sent, then accepted or
 * refused by the mail server, or uncertain when no answer came or the program ended in between.
 * What is uncertain is settled by a notice, by its Message-ID seen elsewhere, or by a person; never
 * by sending it again. */
#ifndef RELANCE_CLAIM_DISPATCH_H
#define RELANCE_CLAIM_DISPATCH_H

#include "base/check.h"
#include "base/str.h"
#include "mailing.h"

enum dispatch_kind {
#define DISPATCH_KIND(id, code) DISPATCH_##id,
#include "dispatch.def"
    DISPATCH_KIND_COUNT
};
const char *dispatch_kind_code(enum dispatch_kind kind);
MUST_CHECK bool dispatch_kind_parse(struct str code, enum dispatch_kind *out);

enum dispatch_state {
#define DISPATCH_STATE(id, code) DISPATCH_IS_##id,
#include "dispatch.def"
    DISPATCH_STATE_COUNT
};
const char *dispatch_state_code(enum dispatch_state state);
MUST_CHECK bool dispatch_state_parse(struct str code, enum dispatch_state *out);

/* Whether it may go from one state to the other at all. */
bool dispatch_may(enum dispatch_state from, enum dispatch_state to);
/* Whether a person may have it tried again: it was refused, and the letter it brings, if any, still
 * waits. One whose letter came back is not sent again: another is written once an address is known.
 * letter: MAILING_STATE_COUNT: it brings none. */
bool dispatch_may_again(enum dispatch_state mail, enum mailing_state letter);

enum { DISPATCH_TRIES_MAX = 12 }; /* then it is refused: about a day and a half */
/* How long to wait after so many tries (1...) before the next: a minute, doubled, four hours at
 * most. */
int64_t dispatch_wait_ms(int64_t tries);

#endif
