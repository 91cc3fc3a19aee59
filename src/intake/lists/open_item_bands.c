/* Age bands of open-items lists, by the names of their columns. */
#include "open_item_lists.h"
#include "open_item_words.h"

enum { BAND_NUMBERS_MAX = 2, BAND_DAYS_DIGITS_MAX = 3 };

struct band_words {
    int32_t numbers[BAND_NUMBERS_MAX];
    int count;
    bool above;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The next run of digits or of letters. */
static bool next_word(struct str *rest, struct str *word)
{
    *rest = str_trim(*rest);
    if (rest->n == 0)
        return false;
    size_t n = 1;
    while (n < rest->n && rest->p[n] != ' ' && is_digit(rest->p[n]) == is_digit(rest->p[0]))
        n++;
    *word = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->n);
    return true;
}

static bool take_number(struct band_words *b, struct str digits)
{
    if (b->count == BAND_NUMBERS_MAX || digits.n > BAND_DAYS_DIGITS_MAX)
        return false;
    int32_t n = 0;
    for (size_t i = 0; i < digits.n; i++)
        n = n * 10 + (digits.p[i] - '0');
    b->numbers[b->count++] = n;
    return true;
}

/* Numbers of days and nothing else but the words that stand beside them. */
static bool read_words(struct str folded, struct band_words *out)
{
    struct str word;
    *out = (struct band_words){0};
    while (next_word(&folded, &word)) {
        if (is_digit(word.p[0])) {
            if (!take_number(out, word))
                return false;
        } else if (item_list_has(LIST_BAND_ABOVE, word)) {
            out->above = true;
        } else if (!item_list_has(LIST_BAND_FILLER, word)) {
            return false;
        }
    }
    return out->count > 0;
}

/* "Non échu", "Non échu au 30/10/2026". */
static bool is_not_due(struct str folded)
{
    struct str word;
    if (!item_list_take(LIST_NOT_DUE, &folded))
        return false;
    while (next_word(&folded, &word)) {
        if (!is_digit(word.p[0]) && !item_list_has(LIST_DAY_FILLER, word))
            return false;
    }
    return true;
}

bool item_band_of(struct arena *scratch, struct str name, struct open_band *out)
{
    struct str folded = text_fold(scratch, name);
    struct band_words words;
    *out = (struct open_band){-1, 0};
    if (is_not_due(folded))
        return true;
    *out = ITEM_BAND_LAST;
    if (item_list_has(LIST_BAND_LAST, folded))
        return true;
    if (!read_words(folded, &words))
        return false;
    bool above = words.above || str_find(name, '>') >= 0 || str_find(name, '+') >= 0;
    if (words.count == 1)
        *out = (struct open_band){words.numbers[0] + 1, INT32_MAX};
    else
        *out = (struct open_band){words.numbers[0], words.numbers[1]};
    return words.count == 1 ? above : out->from < out->to;
}
