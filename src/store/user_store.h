/* The people of the house as stored: who signs in, with which roles, for which creditors. */
#ifndef RELANCE_STORE_USER_STORE_H
#define RELANCE_STORE_USER_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "db.h"
#include "office/right.h"

struct user {
    int64_t id;
    struct str login; /* lower case */
    struct str name;
    struct str password; /* argon2id text; p NULL: cannot sign in by password */
    struct str lang;     /* "fr", "en"; p NULL: as the browser asks */
    bool all_creditors, disabled, demo;
    struct role_set roles;
    int64_t *creditor_ids; /* ascending; only if not all_creditors; never NULL then */
    size_t creditor_count;
};

/* Adds user, roles and creditors. *created: false when the login is taken, nothing is changed. */
MUST_CHECK bool user_create(struct db *db, const struct user *user, int64_t at_ms, bool *created,
                            struct err *err);
/* Texts and lists in the arena; out->id 0: there is no such user. */
MUST_CHECK bool user_by_login(struct db *db, struct arena *a, struct str login, struct user *out,
                              struct err *err);
MUST_CHECK bool user_by_id(struct db *db, struct arena *a, int64_t id, struct user *out,
                           struct err *err);
/* All of them, by login. */
MUST_CHECK bool user_list(struct db *db, struct arena *a, struct user **out, size_t *count,
                          struct err *err);
/* Name, language, roles, creditors, whether disabled; in a write transaction. */
MUST_CHECK bool user_update(struct db *db, const struct user *user, struct err *err);
MUST_CHECK bool user_set_password(struct db *db, int64_t id, struct str password, struct err *err);

#endif
