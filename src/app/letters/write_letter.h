/* A letter is written from a stored account, kept as it will be sent, and put into the print queue,
 * or into the outbox when it goes by e-mail, in the transaction in which the gate says that it may
 * leave. It is asked again when the letter is printed (print_letters.h) or sent (outbox.h). What an
 * article asks for and is not there: no letter, and which. */
#ifndef RELANCE_APP_WRITE_LETTER_H
#define RELANCE_APP_WRITE_LETTER_H

#include "app/file/find_account.h"
#include "app/mail/mail_letter.h"
#include "earlier_letter.h"
#include "letter_fill.h"

/* What every letter needs beside its account; opened once for many. */
struct letter_desk {
    struct app *app;
    struct decide_ground decide;
    struct sender_words senders;
    struct creditors creditors;
    struct str person; /* the name of who acts; empty: the command line */
    struct page_press *press;
};
/* In the arena, inside or outside a transaction. Errors: those of the store and of the press. */
MUST_CHECK bool letter_desk_open(struct app *app, struct arena *a, struct letter_desk *out,
                                 struct err *err);
void letter_desk_close(struct letter_desk *desk);

struct letter_request {
    struct file_query query;
    struct letter_wish wish;
    bool preview; /* nothing is kept */
    bool words;   /* of a preview: the page is not set in type, its words are enough */
    /* it goes by e-mail: a statement or a reminder; NULL: on paper */
    const struct mail_wish *mail;
};

struct written_letter {
    int64_t id, number;      /* 0 when it was not kept */
    int64_t document_number; /* of P-... */
    int64_t account_number, debtor_id;
    struct currency currency;
    int64_t asked_minor;
    bool claimed;                     /* interest and indemnity are part of it */
    struct str pdf;                   /* in the arena; none of a preview in words, of copies */
    const struct page_document *page; /* its words; NULL when there is no letter */
    struct mail_text mail;            /* of an e-mail */
    struct earlier_letter earlier;    /* of a preview: the same document, written before */
    /* why there is none */
    const struct letter_gap *gaps;
    size_t gap_count;
    /* of ERR_CONTACT_BLOCKED: its blocks; of open items none of which may be asked for the first */
    struct gate_answer gate;
};

/* One transaction. Errors: those of account_find and account_item_find; ERR_CONTACT_BLOCKED (arg:
 * the block to be told first), ERR_LETTER_INCOMPLETE (out->gaps), ERR_LETTER_PENDING (arg: P-... of
 * the letter that waits already), ERR_UNKNOWN_PAYEE, ERR_DATE_PAST (deadline), ERR_TOO_LONG,
 * ERR_NOTHING_OPEN (nothing to ask for), ERR_CHANGED_MEANWHILE (query.seen; a form sent twice),
 * those of page_print; of an e-mail also ERR_BAD_OPTION_VALUE (a kind that goes on paper only),
 * ERR_MAIL_MANAGER and those of mail_letter_make. */
MUST_CHECK bool write_letter(struct app *app, struct arena *a, const struct letter_request *request,
                             struct written_letter *out, struct err *err);
/* The same inside the caller's write transaction; run_again is the caller's. */
MUST_CHECK bool letter_write_within(struct letter_desk *desk, struct arena *a,
                                    const struct letter_request *request,
                                    struct written_letter *out, struct err *err);

/* The action of the scenario that a kind of letter carries out; ACTION_NONE: none. */
enum action letter_action(enum mailing_kind kind);
/* The kind of letter an action asks for; false: it is not written. */
MUST_CHECK bool letter_of_action(enum action action, enum mailing_kind *out);

/* What the gate is asked before a letter of this kind leaves. A formal notice under a mandate holds
 * what a first letter holds: it may be the first. */
struct gate_intent letter_intent(enum mailing_kind kind, const struct run_account *from,
                                 struct day today);

#endif
