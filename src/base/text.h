/* Text as people write it: checking UTF-8, guessing and converting old encodings, folding names
 * so that "Société Œuvrière" and "SOCIETE OEUVRIERE" compare equal. */
#ifndef RELANCE_BASE_TEXT_H
#define RELANCE_BASE_TEXT_H

#include "arena.h"
#include "check.h"
#include "err.h"
#include "str.h"

enum encoding { ENC_UTF8, ENC_LATIN1, ENC_LATIN9, ENC_CP1252, ENC_CP437, ENC_CP850 };

const char *encoding_name(enum encoding e); /* "UTF-8", "ISO-8859-1", ... */
/* Strict UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF). *bad_at: offset. */
bool utf8_valid(struct str s, size_t *bad_at);
/* Next code point of valid UTF-8; advances *s; false at the end. */
bool utf8_next(struct str *s, uint32_t *code);
/* Writes 1 to 4 bytes, returns how many. */
size_t utf8_put(uint32_t code, char out[4]);
/* The likeliest encoding of bytes that may be any of the above: UTF-8 if it is valid, else by
 * which table gives letters that French uses. Deterministic; a sample is enough. */
enum encoding encoding_guess(struct str bytes);
/* To UTF-8 in the arena. Bytes the table leaves empty become U+FFFD. Input in UTF-8 is returned
 * as it is (not copied). */
struct str encoding_to_utf8(struct arena *a, enum encoding e, struct str bytes);

/* Upper case ASCII letters, digits and single blanks: accents dropped, œ -> OE, ß -> SS,
 * punctuation -> blank, ends trimmed. Other scripts are kept as they are. In the arena. */
struct str text_fold(struct arena *a, struct str utf8);
/* The same without anything but A-Z and 0-9: for words that must be found however they are set. */
struct str text_fold_tight(struct arena *a, struct str utf8);
/* Same text, or same letters and digits once folded. Scratch memory from the arena. */
bool text_same(struct arena *scratch, struct str a, struct str b);
/* A word of a folded text begins so. */
bool text_word_begins(struct str folded, struct str word);
/* True if the text holds a control character other than tab. */
bool text_has_control(struct str utf8);

#endif
