#include "fec_opening.h"

#include "base/text.h"

enum word_kind { CODE, PHRASE, NOT };

static const struct {
    enum word_kind kind;
    const char *folded;
} words[] = {
#define OPENING_CODE(text) {CODE, text},
#define OPENING_PHRASE(text) {PHRASE, text},
#define OPENING_NOT(text) {NOT, text},
#include "opening_words.def"
#undef OPENING_CODE
#undef OPENING_PHRASE
#undef OPENING_NOT
};

/* The phrase stands in the text, between blanks or the ends. */
static bool has_phrase(struct str text, struct str phrase, bool at_start)
{
    for (size_t i = 0; i + phrase.n <= text.n; i++) {
        bool starts = i == 0 || text.p[i - 1] == ' ';
        size_t end = i + phrase.n;
        if (starts && (end == text.n || text.p[end] == ' ') &&
            memcmp(text.p + i, phrase.p, phrase.n) == 0)
            return true;
        if (at_start)
            return false;
    }
    return false;
}

static bool matches(enum word_kind kind, struct str text)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct str word = str_of(words[i].folded);
        if (words[i].kind == kind &&
            (kind == CODE ? str_eq(text, word) : has_phrase(text, word, kind == NOT)))
            return true;
    }
    return false;
}

bool fec_opening_is(struct arena *scratch, struct str code, struct str label,
                    struct opening_evidence evidence)
{
    struct str folded_code = text_fold(scratch, code);
    struct str folded_label = text_fold(scratch, label);
    if (matches(NOT, folded_label))
        return false;
    if (matches(PHRASE, folded_label))
        return true;
    if (!matches(CODE, folded_code))
        return false;
    bool silent = folded_label.n == 0 || str_eq(folded_label, folded_code);
    return (silent || matches(CODE, folded_label)) ||
           (evidence.balance_sheet_only && evidence.one_day);
}
