#include "name_match.h"

enum { MATCH_SAME = 100, MATCH_BEGINS = 90, MATCH_WORDS = 80, MATCH_INSIDE = 60 };

static bool begins_a_word(struct str name, struct str word)
{
    struct str rest = name;
    struct str part;
    while (str_split(&rest, ' ', &part)) {
        if (str_starts(part, word))
            return true;
    }
    return false;
}

static bool every_word_begins_one(struct str name, struct str query)
{
    struct str rest = query;
    struct str word;
    while (str_split(&rest, ' ', &word)) {
        if (!begins_a_word(name, word))
            return false;
    }
    return true;
}

int name_match(struct str folded_name, struct str folded_query)
{
    if (folded_query.n == 0)
        return 0;
    if (str_eq(folded_name, folded_query))
        return MATCH_SAME;
    if (str_starts(folded_name, folded_query))
        return MATCH_BEGINS;
    if (every_word_begins_one(folded_name, folded_query))
        return MATCH_WORDS;
    return str_contains(folded_name, folded_query) ? MATCH_INSIDE : 0;
}
