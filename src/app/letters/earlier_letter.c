#include "earlier_letter.h"

const struct stored_letter *letter_waiting(const struct stored_letters *letters,
                                           struct letter_sought sought)
{
    for (size_t i = 0; i < letters->count; i++) {
        const struct stored_letter *l = &letters->rows[i];
        bool statement = l->mail.kind == MAILING_STATEMENT || sought.kind == MAILING_STATEMENT;
        if (mailing_waits(&l->mail) && l->payee_id == sought.payee_id &&
            (!statement || l->mail.kind == sought.kind))
            return l;
    }
    return NULL;
}

struct earlier_letter letter_earlier(const struct stored_letters *letters,
                                     struct letter_sought sought)
{
    const struct stored_letter *last = letter_waiting(letters, sought);
    bool waits = last != NULL;
    for (size_t i = 0; i < letters->count && !waits; i++) {
        const struct stored_letter *l = &letters->rows[i];
        if (l->mail.kind == sought.kind && l->payee_id == sought.payee_id &&
            mailing_reached(&l->mail) &&
            (last == NULL || !day_before(l->mail.sent, last->mail.sent)))
            last = l;
    }
    if (last == NULL)
        return (struct earlier_letter){0};
    return (struct earlier_letter){last->document_number, waits, last->by_mail,
                                   waits ? last->mail.made : last->mail.sent};
}

struct earlier_letter copies_earlier(const struct stored_mails *mails)
{
    struct earlier_letter out = {0};
    for (size_t i = 0; i < mails->count; i++) {
        const struct stored_mail *m = &mails->rows[i];
        bool waits = m->state == DISPATCH_IS_QUEUED || m->state == DISPATCH_IS_CLAIMED ||
                     m->state == DISPATCH_IS_UNCERTAIN;
        if (m->kind == DISPATCH_COPY && (waits || (m->state == DISPATCH_IS_ACCEPTED && !out.waits)))
            out = (struct earlier_letter){m->document_number, waits, true,
                                          waits ? m->made : m->claimed};
    }
    return out;
}
