/* What the parts of looking something up share. */
#ifndef RELANCE_APP_LOOKING_UP_H
#define RELANCE_APP_LOOKING_UP_H

#include "look_up.h"
#include "search_words.h"

enum {
    LOOK_UP_FOUND_MAX = 200,       /* read in full, before the best are taken */
    LOOK_UP_ROWS_MAX = 100,        /* of one range, where the first ones do */
    LOOK_UP_WAITING_MAX = 2000,    /* accounts not written yet that are looked at one by one */
    LOOK_UP_TRIED_SLOTS = 1 << 14, /* half of them are used */
};

struct looking_up {
    struct app *app;
    struct arena *arena;  /* of the answer */
    struct arena scratch; /* of a step */
    const struct look_up_query *wanted;
    struct search_query query;
    struct creditors all;
    const struct creditor **scope;
    size_t scope_count;
    struct looked_up *out;
    int64_t *tried; /* accounts that were looked at, by their ids: LOOK_UP_TRIED_SLOTS places */
    size_t tried_count;
};

/* NULL: out of scope. */
const struct creditor *looking_up_creditor(const struct looking_up *l, int64_t creditor_id);
/* Reads an account and keeps it if it fits what was typed or was found otherwise (hint: an account
 * found by its reference or number; NULL: by its words). */
struct look_up_hint {
    int score;
    enum look_up_by by;
};
MUST_CHECK bool looking_up_account(struct looking_up *l, struct account_key key,
                                   const struct look_up_hint *hint, struct err *err);
/* Words of search_word in a creditor's range; *more: there are others. Adds to what the list
 * holds. */
struct word_range {
    int64_t creditor_id;
    struct str low, high;
    size_t most;
};
struct found_words {
    struct account_key *keys;
    int64_t *items;
    size_t count, room;
    bool more;
};
MUST_CHECK bool looking_up_words(struct looking_up *l, const struct word_range *range,
                                 struct found_words *out, struct err *err);
void looking_up_keep(struct looking_up *l, struct found_words *out,
                     const struct q_search_word_range_row *row);
/* From the word on, and above all that begin with it; in the arena. */
struct word_range looking_up_prefix(struct arena *a, int64_t creditor_id, struct str word);
/* The word alone. */
struct word_range looking_up_exactly(struct arena *a, int64_t creditor_id, struct str word);

/* Accounts whose words are still to be written. In the arena of the answer. */
MUST_CHECK bool looking_up_waiting(struct looking_up *l, struct account_keys *keys,
                                   struct err *err);
/* How a name fits (enum look_up_score); near: misspelt, too. Scratch memory from the arena. */
int looking_up_name(struct arena *a, const struct search_query *q, struct str name_folded,
                    bool near);

/* By names, misspelt ones if there is room, and by telephone and the like. look_up_names.c */
MUST_CHECK bool look_up_names(struct looking_up *l, struct err *err);
/* By number and amount, and the documents of what was found. look_up_items.c */
MUST_CHECK bool look_up_items(struct looking_up *l, struct err *err);
MUST_CHECK bool look_up_documents(struct looking_up *l, struct err *err);

#endif
