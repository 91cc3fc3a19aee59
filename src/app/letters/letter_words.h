/* Days, rates and numbers as French letters write them. Results live in the arena. */
#ifndef RELANCE_APP_LETTER_WORDS_H
#define RELANCE_APP_LETTER_WORDS_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "base/rate.h"
#include "base/str.h"

struct str letter_day(struct arena *a, struct day d);       /* "23 novembre 2026"; "1er mai 2026" */
struct str letter_weekday(struct arena *a, struct day d);   /* "mardi 8 décembre 2026" */
struct str letter_short_day(struct arena *a, struct day d); /* "08/12/2026"; "" for DAY_NONE */
struct str letter_money(struct arena *a, struct money m);   /* "4 060,85 €" */
struct str letter_days(struct arena *a, int32_t n);         /* "69 jours", "1 jour" */
struct str letter_rate(struct arena *a, struct rate r);     /* "12,40 % l’an" */
struct str letter_iban(struct arena *a, struct str compact); /* in groups of four */
/* The town of an address of one line: what follows its last postcode; empty: there is none. */
struct str letter_town(struct str address);

#endif
