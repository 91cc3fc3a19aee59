/* The words an account is found by, as sql/schema says of search_word. */
#ifndef RELANCE_APP_SEARCH_WORDS_H
#define RELANCE_APP_SEARCH_WORDS_H

#include "base/money.h"
#include "gen/search_sql.h"
#include "party/search_query.h"
#include "store/account_store.h"

/* Above every text that begins with what stands before it: U+10FFFF. */
#define SEARCH_ABOVE "\xF4\x8F\xBF\xBF"
/* Above a text itself, below everything longer: no word holds control characters. */
#define SEARCH_JUST_ABOVE "\x01"

enum search_sign {
    SEARCH_WHOLE = ' ',
    SEARCH_DIGITS = '+',
    SEARCH_EMAIL = '@',
    SEARCH_NUMBER = '#',
    SEARCH_AMOUNT = '='
};
/* The word with its sign, in the arena. */
struct str search_signed(struct arena *a, enum search_sign sign, struct str text);
/* Of a plain word of a name: it has no sign. */
bool search_word_is_plain(struct str word);

/* A fact people look for; its word, or an empty one. In the arena. */
struct str search_fact_word(struct arena *a, struct str kind, struct str value);

struct search_words {
    struct str *rows; /* sorted, each once */
    size_t count;
};
struct search_subject {
    struct account_key key;
    struct str name_folded;
};
/* Of the account: name and standing facts of its debtor. Inside a transaction, in the arena. */
MUST_CHECK bool search_account_words(struct db *db, struct arena *a,
                                     const struct search_subject *subject, struct search_words *out,
                                     struct err *err);

struct search_item_words {
    struct str rows[4];
    size_t count;
};
void search_item_words(struct arena *a, struct str piece, struct money amount, struct money open,
                       struct search_item_words *out);

#endif
