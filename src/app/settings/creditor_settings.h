/* How creditors are set: what is believed of their books, in whose name and under which mandate one
 * writes, who is paid, what their letters still lack. */
#ifndef RELANCE_APP_CREDITOR_SETTINGS_H
#define RELANCE_APP_CREDITOR_SETTINGS_H

#include "app/creditor_choice.h"
#include "app/letters/letter_ready.h"
#include "setting_changes.h"
#include "store/payee_store.h"

struct creditor_settings {
    struct creditor creditor;
    struct str source; /* format of the file that is believed (formats.def); empty: none came */
    struct day known;  /* how far it reaches */
    const struct stored_mandate *mandate; /* the last word on it; NULL: none */
    bool mandated;                        /* it holds today, or none is needed */
    struct payees payees;
    const struct payee *paid;         /* for what is not assigned; NULL: nobody is */
    const struct payee_word *account; /* his; NULL */
    size_t waiting;                   /* words on payees that wait for a second person */
    struct letter_lacks lacks;
    struct str mark; /* of these settings: setting_changes.h */
};
struct creditor_settings_list {
    struct creditor_settings *rows; /* by code */
    size_t count;
};
struct creditor_settings_query {
    struct creditor_wish of;
    struct str person; /* who looks: letters are signed by him when nobody else is named */
};
/* In the arena, in a read transaction. Errors: ERR_UNKNOWN_CREDITOR (also out of scope). */
MUST_CHECK bool creditor_settings_read(struct app *app, struct arena *a,
                                       const struct creditor_settings_query *query,
                                       struct creditor_settings_list *out, struct err *err);

/* Everything said of a creditor's mandate, in the order it was said; in the arena, in a read
 * transaction. */
struct mandate_word {
    struct stored_mandate mandate;
    int64_t at_ms;
    struct str who; /* name; empty: the command line */
};
struct mandate_words {
    struct mandate_word *rows;
    size_t count;
};
MUST_CHECK bool mandate_words_read(struct app *app, struct arena *a, int64_t creditor_id,
                                   struct mandate_words *out, struct err *err);

#endif
