/* The view of a letter (courier/letter.h) from a stored account: what is asked, for which items, by
 * whom, how to pay. What is not known stays empty: the rules of the letter say whether it may. */
#ifndef RELANCE_APP_LETTER_FILL_H
#define RELANCE_APP_LETTER_FILL_H

#include "app/daily/decide_work.h"
#include "app/statement/show_statement.h"
#include "courier/letter.h"
#include "letterhead.h"
#include "store/account_store.h"

/* What the one who asks for the letter says of it; empty texts say nothing. */
struct letter_wish {
    enum mailing_kind kind;
    struct str items;       /* "N,N,...": only these; empty: all that may be asked for */
    struct str payee;       /* code: only what is to be paid to him */
    struct day deadline;    /* DAY_NONE: as usual for its kind */
    bool plain, registered; /* how it goes, when not as usual */
    struct str basis;       /* what the claims are for */
    struct str consequence; /* what was decided to follow: whole sentences, true and dated */
};

struct letter_source {
    struct app *app;
    struct arena *arena;
    const struct letter_wish *wish;
    const struct account_statement *statement;
    const struct gate_answer *gate; /* items as in the statement's file */
    const bool *asked;              /* one per item: what the letter is about */
    const struct sender_words *senders;
    const struct creditor *creditor;
    struct str person; /* who makes the letter; may be empty */
    const struct stored_mandates *mandates;
    const struct stored_letters *letters; /* of the account */
    int64_t payee_id;                     /* of the items asked for; 0: whoever is paid normally */
    bool registered;
    struct str reference;
};

struct letter_figures {
    int64_t claim_minor; /* principal of its items net of credits: what must not have changed */
    int64_t asked_minor;
    int64_t *item_minor; /* one per item of the account: asked for, principal only */
};

/* In the arena; texts of the view live as long. */
void letter_fill(const struct letter_source *from, struct letter_view *out,
                 struct letter_figures *figures);
/* Only who writes, in whose name and into which account is paid: what is the same whoever owes.
 * out->kind, capacity and debtor are set; of `from` arena, wish, senders, creditor, person and
 * mandates are read. account: NULL, nobody is paid. */
void letter_fill_sender(const struct letter_source *from, const struct payee_word *account,
                        struct letter_view *out);
/* Principal of the items asked for, net of the credits of the same payee; never below 0. */
int64_t letter_claim(const struct walked_account *account, const struct gate_answer *gate,
                     const bool *asked, const struct file_objects *objects, int64_t payee_id);
/* The debtor has to be paid somebody else for some items than for others. */
int64_t letter_payee(const struct file_objects *objects, size_t item);

#endif
