/* Figures, dates and telephone numbers as people of either language read them. Results live in the
 * arena. */
#ifndef RELANCE_WEB_FORMAT_H
#define RELANCE_WEB_FORMAT_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "base/ref.h"
#include "base/str.h"
#include "gen/messages.h"

/* "18 721,06 €" (U+202F, U+00A0), "€18,721.06". */
/* Tables with more columns than these are read row by row on a telephone. */
enum { FORMAT_COLUMNS_ACROSS = 4 };

struct str format_money(struct arena *a, struct money m, enum lang lang);
/* "3 500", "3,500". */
struct str format_count(struct arena *a, int64_t n, enum lang lang);
/* "23/11/2026", "23 Nov 2026"; empty for DAY_NONE. */
struct str format_day(struct arena *a, struct day d, enum lang lang);
/* "2026-11-23", as fields of days and addresses have it; empty for DAY_NONE. */
struct str format_iso_day(struct arena *a, struct day d);
/* "Lundi 23 novembre 2026", "Monday 23 November 2026". */
struct str format_day_long(struct arena *a, struct day d, enum lang lang);
/* "27/11/2026 17 h 05", "27 Nov 2026 17:05": of mainland France. */
struct str format_moment(struct arena *a, int64_t at_ms, enum lang lang);
/* "101 j", "101 d"; "" for 0. */
struct str format_days(struct arena *a, int64_t days, enum lang lang);
struct str format_ref(struct arena *a, enum ref_kind kind, int64_t number);
/* French numbers in pairs: "06 39 98 20 14"; others as they are. */
struct str format_phone(struct arena *a, struct str phone);
/* "tel:+33639982014"; p NULL when it is no number to dial. */
struct str format_phone_href(struct arena *a, struct str phone);
/* text with %1...%9 replaced. */
struct str format_text(struct arena *a, const char *text, const struct str *args, size_t count);
/* The form for this number: French counts 0 and 1 as one, English only 1. */
const char *format_plural(enum lang lang, int64_t n, const char *one, const char *many);

/* Building an address: link_begin("/day"), then its parameters; empty ones are left out. */
struct link {
    struct buf text;
    bool asked;
};
void link_begin(struct link *l, struct arena *a, const char *path);
void link_text(struct link *l, const char *name, struct str value);
void link_int(struct link *l, const char *name, int64_t value); /* 0 is left out */
struct str link_end(struct link *l);

#endif
