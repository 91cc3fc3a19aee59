/* What became of e-mails, and what follows for the letter one brings: the gate sees a contact once
 * it has left or may have left, the levels are done once the server has taken it, and an address
 * from which one came back has failed until another is told. */
#ifndef RELANCE_APP_MAIL_WAY_H
#define RELANCE_APP_MAIL_WAY_H

#include "app/file/find_account.h"
#include "app/letters/letter_way.h"
#include "store/mail_store.h"

/* An entry in the debtor's journal on the state the mail is in. */
MUST_CHECK bool mail_note(struct app *app, struct arena *a, const struct stored_mail *mail,
                          struct err *err);

struct mail_step {
    enum dispatch_state to;
    struct str reply; /* of the server, or why */
    bool lost;        /* refused because nobody is there: the address has failed */
};
/* The mail, and the letter it brings, are where the step leaves them: stored, with an event and an
 * entry in the journal. Inside the caller's write transaction; the account is locked. Errors:
 * ERR_MAIL_STATE. */
MUST_CHECK bool mail_move(struct app *app, struct arena *a, struct stored_mail *mail,
                          const struct mail_step *step, struct err *err);

/* By P-... or Message-ID (with or without <>); out->id is 0 when there is none. Inside a
 * transaction. */
MUST_CHECK bool mail_find(struct app *app, struct arena *a, struct str ref, struct stored_mail *out,
                          struct err *err);

/* What this form wrote to this account already (mail_letter.h); out->id is 0 when it wrote nothing:
 * sent twice it writes once. Errors: those of account_find. */
struct form_sent {
    struct file_query query;
    int64_t form;
};
MUST_CHECK bool mail_of_form(struct app *app, struct arena *a, const struct form_sent *sent,
                             struct stored_mail *out, struct err *err);

struct shown_mail {
    struct stored_mail mail;
    int64_t account_number;
    struct str debtor;
    struct str text; /* as it was sent */
};
/* One by P-... or Message-ID. In the arena. Errors: ERR_UNKNOWN_MAIL (also out of scope). */
struct mail_asked {
    struct str mail;
    struct creditor_scope scope;
};
MUST_CHECK bool show_mail(struct app *app, struct arena *a, const struct mail_asked *asked,
                          struct shown_mail *out, struct err *err);

enum mail_word {
    MAIL_ARRIVED,     /* of one that is uncertain: it left; also when its Message-ID was seen */
    MAIL_NOT_ARRIVED, /* of one that is uncertain: it did not leave */
    MAIL_AGAIN,       /* of one that was refused: to be handed over again */
    MAIL_STOP,        /* of one that is queued or refused: never */
    MAIL_WORD_COUNT
};
const char *mail_word_code(enum mail_word word); /* arrived, lost, again, stop */
MUST_CHECK bool mail_word_parse(struct str code, enum mail_word *out);

struct mail_said {
    struct str mail; /* P-..., or Message-ID */
    enum mail_word word;
    struct creditor_scope scope;
};
/* One transaction; said again it changes nothing. Errors: ERR_UNKNOWN_MAIL (also out of scope),
 * ERR_MAIL_STATE (also again, of one that nobody would get: write another). */
MUST_CHECK bool mail_say(struct app *app, struct arena *a, const struct mail_said *said,
                         struct stored_mail *out, struct err *err);

#endif
