/* What was written to an account before: one letter at a time waits about one debt to one payee,
 * and who writes again is told of the last one. Pure. */
#ifndef RELANCE_APP_EARLIER_LETTER_H
#define RELANCE_APP_EARLIER_LETTER_H

#include "store/letter_store.h"
#include "store/mail_store.h"

struct letter_sought {
    enum mailing_kind kind;
    int64_t payee_id;
};
/* The one that waits and forbids another; NULL: none. A statement asks for nothing: it and a demand
 * may wait side by side. */
const struct stored_letter *letter_waiting(const struct stored_letters *letters,
                                           struct letter_sought sought);

struct earlier_letter {
    int64_t document_number; /* of P-...; 0: there is none */
    bool waits, by_mail;
    struct day on; /* it was sent; of one that waits: it was written */
};
/* The one that waits, else the last of this kind that left and did not come back from a wrong
 * address. */
struct earlier_letter letter_earlier(const struct stored_letters *letters,
                                     struct letter_sought sought);
/* The same of copies of invoices, which e-mails bring without a letter. */
struct earlier_letter copies_earlier(const struct stored_mails *mails);

#endif
