/* The people of the house: adding them, their passwords, the link that lets them choose one. */
#ifndef RELANCE_APP_PEOPLE_H
#define RELANCE_APP_PEOPLE_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/account_store.h"
#include "store/user_store.h"

enum { LINK_MS = 3 * 24 * 3600 * 1000 };

/* How a login is kept and compared: ASCII letters in lower case, blanks around it dropped. */
struct str people_fold_login(struct arena *a, struct str login);

/* A person who may act, by login as typed; option: where it was named. Inside or outside a
 * transaction. Errors: ERR_UNKNOWN_USER (also disabled), ERR_OPTION_MISSING (empty). */
struct named_person {
    struct str login;
    const char *option;
};
MUST_CHECK bool people_find(struct app *app, struct arena *a, const struct named_person *named,
                            struct user *out, struct err *err);
/* Also one whose access is closed. Errors: ERR_UNKNOWN_USER. */
MUST_CHECK bool people_get(struct app *app, struct arena *a, struct str login, struct user *out,
                           struct err *err);
/* He sees the files of this creditor. */
bool people_see(const struct user *user, int64_t creditor_id);

/* He sees a creditor of these; NULL: of all there are, and then everybody is in sight. Of others a
 * reader with this scope does not learn that they exist. */
bool people_in_sight(const struct user *user, const int64_t *scope, size_t scope_count);

/* Codes of creditors; count 0: all creditors, also those to come. */
struct creditor_codes {
    const struct str *rows;
    size_t count;
};

struct new_person {
    struct str login, name; /* name empty: the login */
    struct str password;    /* empty: none, *link is made */
    struct str lang;        /* "fr", "en" or empty */
    struct role_set roles;
    struct creditor_codes creditors;
    bool demo; /* marks the database as a demo: only where everybody is a demo user */
};
/* One transaction, noted in the system's journal. *link: the one-time token when there is no
 * password, else p NULL. Errors: ERR_BAD_LOGIN, ERR_LOGIN_TAKEN, ERR_WEAK_PASSWORD,
 * ERR_UNKNOWN_CREDITOR, ERR_NOT_A_DEMO. */
MUST_CHECK bool people_add(struct app *app, struct arena *a, const struct new_person *person,
                           struct str *link, struct err *err);
/* All of them, by login. */
MUST_CHECK bool people_list(struct app *app, struct arena *a, struct user **out, size_t *count,
                            struct err *err);
/* Every creditor of the house, for whoever may give people their scope. */
MUST_CHECK bool people_creditors(struct app *app, struct arena *a, struct creditors *out,
                                 struct err *err);

enum person_field {
    PERSON_NAME = 1,
    PERSON_LANG = 2,
    PERSON_ROLES = 4,
    PERSON_CREDITORS = 8,
    PERSON_DISABLED = 16,
};
struct person_change {
    struct str login;
    unsigned what; /* of enum person_field: the members below that count */
    struct str name;
    struct str lang; /* "fr", "en"; n 0: as the browser asks */
    struct role_set roles;
    struct creditor_codes creditors;
    bool disabled; /* true: signs the person out everywhere, no link or token works any more */
};
/* One transaction, noted in the system's journal with what the person may do from now on; holds
 * from the next request. Errors: ERR_UNKNOWN_USER, ERR_UNKNOWN_CREDITOR, ERR_TOO_LONG (name),
 * ERR_LAST_ADMINISTRATOR (nobody would be left to administer). */
MUST_CHECK bool people_change(struct app *app, struct arena *a, const struct person_change *change,
                              struct err *err);
/* Ends every session of the person; journaled. */
MUST_CHECK bool people_sign_out(struct app *app, int64_t user_id, struct err *err);
struct new_password {
    struct str login;
    struct str password; /* empty: a link instead */
};
/* Signs the person out everywhere. *link as above. Errors: ERR_UNKNOWN_USER, ERR_WEAK_PASSWORD. */
MUST_CHECK bool people_change_password(struct app *app, struct arena *a,
                                       const struct new_password *change, struct str *link,
                                       struct err *err);
/* Inside the caller's write transaction: the kept form of a password, sessions and links of the
 * person end, one journal entry. */
MUST_CHECK bool people_set_password(struct app *app, int64_t user_id, struct str kept,
                                    struct err *err);
/* Inside the caller's write transaction: one entry about a person in the system's journal. */
MUST_CHECK bool people_note(struct app *app, const char *kind, int64_t user_id, struct err *err);

#endif
