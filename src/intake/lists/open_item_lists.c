#include "open_item_lists.h"

#include "base/check.h"

static const struct list_word {
    enum item_list list;
    const char *folded;
} list_words[] = {
#define WORD(list, text) {LIST_##list, text},
#include "open_item_words.def"
};

bool item_list_has(enum item_list list, struct str folded)
{
    for (size_t i = 0; i < COUNT_OF(list_words); i++) {
        if (list_words[i].list == list && str_is(folded, list_words[i].folded))
            return true;
    }
    return false;
}

bool item_list_take(enum item_list list, struct str *folded)
{
    for (size_t i = 0; i < COUNT_OF(list_words); i++) {
        struct str word = str_of(list_words[i].folded);
        if (list_words[i].list != list || !str_starts(*folded, word) ||
            (folded->n > word.n && folded->p[word.n] != ' '))
            continue;
        *folded = str_trim(str_slice(*folded, word.n, folded->n));
        return true;
    }
    return false;
}

bool item_list_within(enum item_list list, struct str text)
{
    for (size_t i = 0; i < COUNT_OF(list_words); i++) {
        if (list_words[i].list == list && str_contains(text, str_of(list_words[i].folded)))
            return true;
    }
    return false;
}
