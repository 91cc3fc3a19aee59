/* Exact decimal rates in percent a year, with up to six decimals: 12.15 % is 12150000. */
#ifndef RELANCE_BASE_RATE_H
#define RELANCE_BASE_RATE_H

#include "buf.h"
#include "check.h"
#include "err.h"
#include "str.h"

struct rate {
    int64_t micro; /* millionths of one percent */
};

enum { RATE_MICRO = 1000000 };
static inline struct rate rate_of_hundredths(int64_t v) { return (struct rate){v * 10000}; }

/* "12.15", "-0.5", "12,15"; at most six decimals, |rate| <= 1000. Errors: ERR_BAD_RATE. */
MUST_CHECK bool rate_parse(struct str s, struct rate *out, struct err *err);
/* "12.15": at least two decimals, then no trailing zeros. */
void buf_add_rate(struct buf *b, struct rate r);
void buf_add_rate_fr(struct buf *b, struct rate r); /* "12,15" */

#endif
