/* What e-mails are called on screens and by commands. */
#ifndef RELANCE_APP_MAIL_WORDS_H
#define RELANCE_APP_MAIL_WORDS_H

#include "claim/dispatch.h"
#include "gen/messages.h"
#include "mail_server.h"

const char *dispatch_kind_words(enum dispatch_kind kind, enum lang lang);
const char *dispatch_state_words(enum dispatch_state state, enum lang lang);
const char *mail_field_words(enum mail_field field, enum lang lang);
/* Why one was stopped is a code of the gate or of an error: its sentence; else the reply itself. */
struct str mail_reply_words(struct arena *a, struct str reply, enum lang lang);

#endif
