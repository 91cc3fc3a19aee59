/* E-mails as stored (claim/dispatch.h), and the house's mail server. Rows <-> structs; nothing is
 * decided here. Everything runs inside the caller's transaction. */
#ifndef RELANCE_STORE_MAIL_STORE_H
#define RELANCE_STORE_MAIL_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "claim/dispatch.h"
#include "db.h"
#include "ledger_store.h"
#include "office/scope.h"

struct stored_mail {
    struct account_key key;
    int64_t id, creditor_id;
    int64_t letter_id; /* of the letter it brings; 0: none */
    enum dispatch_kind kind;
    enum dispatch_state state;
    struct str address, subject, message_id;
    int64_t document_id, document_number;
    struct day made;
    int64_t made_ms, actor_id;
    int64_t tries, next_ms; /* next_ms: not handed over before */
    struct opt_int claimed_ms, until_ms;
    struct day claimed; /* the business day; DAY_NONE: it never was */
    struct str reply;
};
struct stored_mails {
    struct stored_mail *rows;
    size_t count;
};

MUST_CHECK bool mail_add(struct db *db, const struct stored_mail *mail, struct err *err);
/* Writes state, tries, next_ms, the claim and reply. */
MUST_CHECK bool mail_set(struct db *db, const struct stored_mail *mail, struct err *err);
struct mail_stamp {
    int64_t id, at_ms, actor_id;
};
/* That the mail is in the state it is in, with its reply. */
MUST_CHECK bool mail_event_add(struct db *db, const struct stored_mail *mail,
                               struct mail_stamp stamp, struct err *err);
/* Of one account, oldest first, in the arena. Errors: ERR_DB_DAMAGED for a code nobody knows. */
MUST_CHECK bool mails_of_account(struct db *db, struct arena *a, struct account_key key,
                                 struct stored_mails *out, struct err *err);

struct listed_mail {
    struct stored_mail mail;
    int64_t account_number;
    struct str debtor;
    enum mailing_state letter; /* it brings; MAILING_STATE_COUNT: none */
};
struct listed_mails {
    struct listed_mail *rows;
    size_t count;
};
struct mails_wanted {
    enum dispatch_state state;
    size_t most;
    bool newest;                 /* the last ones first; else the first to be handed over first */
    struct creditor_scope scope; /* others' take no place */
};
/* In the arena. */
MUST_CHECK bool mail_list(struct db *db, struct arena *a, struct mails_wanted wanted,
                          struct listed_mails *out, struct err *err);

struct stored_server {
    struct str host;
    int64_t port;
    struct str security; /* starttls, tls, plain */
    struct str login;    /* none, password, oauth */
    struct str user, from_name, from_address, ca_file, token_url, client_id, scope;
    struct str secret, client_secret, access; /* sealed; p NULL: none */
    int64_t access_until_ms;
};
/* In the arena. *found false: none was named. */
MUST_CHECK bool mail_server_load(struct db *db, struct arena *a, struct stored_server *out,
                                 bool *found, struct err *err);
MUST_CHECK bool mail_server_save(struct db *db, const struct stored_server *server,
                                 struct err *err);

#endif
