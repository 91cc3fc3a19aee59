/* The words of a name, and which of them a typed word may mean. Names and words are folded
 * (base/text.h: upper case, no accents). What stands beside a name and not in it ("SARL", "ETS",
 * "M", "DE") is dropped; single letters in a row are one word ("S A R L", "E D F").
 * Source: rule of the house, for French names. */
#ifndef RELANCE_PARTY_NAME_WORDS_H
#define RELANCE_PARTY_NAME_WORDS_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"

enum {
    NAME_WORDS_MAX = 16,   /* further ones are not looked at */
    NAME_WORD_BYTES = 32,  /* longer ones are cut */
    NAME_NEAR_LETTERS = 5, /* shorter words are not taken for misspelt */
    NAME_VARIANTS_MAX = NAME_WORD_BYTES + 2,
};

struct name_words {
    struct str rows[NAME_WORDS_MAX];
    /* With the article that stands before it ("LE CLERC": "LECLERC"); empty: there is none. */
    struct str joined[NAME_WORDS_MAX];
    size_t count;
};

/* All words when there is nothing but what is dropped. In the arena. */
void name_words(struct arena *a, struct str folded, struct name_words *out);
/* The words with blanks between. In the arena. */
struct str name_core(struct arena *a, const struct name_words *words);
/* How a word of letters sounds in French, roughly: "DUPOND" and "DUPONT" are the same. Empty when
 * too little is left of it. In the arena. */
struct str name_sound(struct arena *a, struct str word);
/* One letter is changed, added, dropped, or two neighbours changed places; or both are the same. */
bool name_one_slip(struct str a, struct str b);

/* How a word that was typed fits one of a name, the best first. */
enum name_fit { NAME_FIT_SAME, NAME_FIT_BEGINS, NAME_FIT_NEAR, NAME_FIT_NONE };
/* Near: one slip in words of at least NAME_NEAR_LETTERS letters, or the same sound. Words with
 * digits are never near. Scratch memory from the arena. */
enum name_fit name_word_fit(struct arena *a, struct str name_word, struct str typed);

/* What a word is found by when it is misspelt: two words of which one is a slip of the other, or
 * that sound the same, share at least one of these numbers. scope: numbers of different scopes are
 * different. out has room for NAME_VARIANTS_MAX; each once; none for words with digits. Returns how
 * many. typed: the word is looked for, and may be one letter shorter than those kept. */
struct name_variants {
    int64_t rows[NAME_VARIANTS_MAX];
    size_t count;
};
void name_variants(struct arena *a, int64_t scope, struct str word, bool typed,
                   struct name_variants *out);

#endif
