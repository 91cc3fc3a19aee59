/* The agent of each account, day by day: words, only ever added. */
#ifndef RELANCE_STORE_OWNER_STORE_H
#define RELANCE_STORE_OWNER_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "db.h"
#include "ledger_store.h"

struct owner_word {
    int64_t id;
    struct day from;
    int64_t user_id; /* 0: nobody's */
    int64_t team_id; /* 0: no team's; never with a person */
    struct str why;
    int64_t at_ms, actor_id;
};
struct owner_words {
    struct owner_word *rows; /* in the order they were said */
    size_t count;
};

/* Inside the caller's write transaction. */
MUST_CHECK bool owner_add(struct db *db, struct account_key key, const struct owner_word *word,
                          struct err *err);
/* What was said of one account, in the arena. */
MUST_CHECK bool owner_words_read(struct db *db, struct arena *a, struct account_key key,
                                 struct owner_words *out, struct err *err);
/* Whose the account is on a day: the last word by day and order. */
struct owner {
    int64_t user_id, team_id; /* 0: nobody's, no team's */
    bool waits;               /* something was said that begins later, on: */
    struct day next;
};
struct owner owner_on(const struct owner_words *words, struct day day);

/* Every account in the order they lie on disk, the table read once beside account_walk. */
struct owner_walk;
struct owner_walk_start {
    int64_t debtor_id; /* the first debtor */
    struct day day;
};
MUST_CHECK bool owner_walk_open(struct db *db, struct arena *a,
                                const struct owner_walk_start *start, struct owner_walk **out,
                                struct err *err);
/* Whose an account is on the day; keys must rise from call to call. */
MUST_CHECK bool owner_walk_next(struct owner_walk *walk, struct account_key key, struct owner *out,
                                struct err *err);
void owner_walk_close(struct owner_walk *walk); /* NULL is fine */

#endif
