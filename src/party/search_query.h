/* What somebody typed to find something: a name, a reference, a number, an amount, in any order and
 * more than one of them at a time. Anything is accepted; nothing is an error.
 * Source: rule of the house. */
#ifndef RELANCE_PARTY_SEARCH_QUERY_H
#define RELANCE_PARTY_SEARCH_QUERY_H

#include "base/buf.h"
#include "base/money.h"
#include "name_words.h"

enum {
    SEARCH_TEXT_BYTES = 120, /* more is cut */
    SEARCH_DIGITS_LEAST = 4, /* of a telephone or register number */
    SEARCH_NUMBER_LEAST = 2, /* signs of the number of a customer or an item */
};

struct search_query {
    struct str text;  /* as typed, without blanks around it */
    struct str upper; /* the same, ASCII letters upper case */
    struct name_words name;
    struct str core;   /* the words of the name, blanks between */
    struct str digits; /* of a telephone, SIREN, SIRET number; empty: there is more than that */
    struct str number; /* letters and digits only, with a digit among them; else empty */
    struct str amount; /* search_amount of what may be an amount; else empty */
    struct str email;  /* lower case; empty: no address */
};

/* In the arena. text: UTF-8. */
void search_query_parse(struct arena *a, struct str text, struct search_query *out);

/* An amount as it is looked for: without sign, group marks and zeros at the end: "1234.5", "80". */
void search_amount_add(struct buf *b, struct money amount);
/* Digits of a telephone or register number as they are looked for: +33 and 0033 are 0. In the
 * arena; empty if there is anything but digits and what people write between them. */
struct str search_digits(struct arena *a, struct str text);
/* The letters and digits of the number of an item; empty without a digit. In the arena. */
struct str search_number(struct arena *a, struct str text);
/* The digits at the end of a number, without zeros before them: what people say of "FA-2026-00042".
 * Empty when there are fewer than two, or when it is all of the number. In the arena. */
struct str search_tail(struct arena *a, struct str text);
/* ASCII letters lower case. In the arena. */
struct str search_email(struct arena *a, struct str text);

#endif
