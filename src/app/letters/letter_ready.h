/* What the letters of a creditor still lack, whoever owes: of who writes, in whose name, and into
 * which account is paid. What a letter lacks of its debtor is told when it is written. */
#ifndef RELANCE_APP_LETTER_READY_H
#define RELANCE_APP_LETTER_READY_H

#include "base/arena.h"
#include "claim/payee.h"
#include "courier/letter.h"
#include "letterhead.h"
#include "store/account_store.h"
#include "store/work_store.h"

struct letter_ready_ground {
    const struct creditor *creditor;
    const struct sender_words *senders;
    const struct stored_mandates *mandates;
    const struct payee_word *account; /* paid for what is not assigned; NULL: nobody */
    struct str person;                /* who would write; may be empty */
};

struct letter_lack {
    enum letter_kind kind;
    struct letter_gap gaps[LETTER_GAPS_MAX]; /* none: it can be written */
    size_t gap_count;
};
struct letter_lacks {
    struct letter_lack rows[LETTER_KIND_COUNT]; /* the kinds written in this capacity */
    size_t count;
    size_t lacking; /* of these, that lack something */
};
/* What it lacks of this field; NULL: nothing. */
const struct letter_gap *letter_gap_of(const struct letter_lack *lack, enum letter_field field);
void letter_ready(const struct letter_ready_ground *ground, struct letter_lacks *out);
/* The capacity a creditor's claims are asked for in. */
enum letter_capacity letter_capacity_of(struct str code);
/* What fills a field of letters; SENDER_FIELD_COUNT: not the letterhead. */
enum sender_field letter_sender_field(enum letter_field field);

#endif
