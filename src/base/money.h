/* Amounts: a whole number of minor units (cents for the euro) and its currency (ISO 4217).
 * Nothing adds two currencies. Every division names its rounding. No floating point. */
#ifndef RELANCE_BASE_MONEY_H
#define RELANCE_BASE_MONEY_H

#include "buf.h"
#include "check.h"
#include "err.h"
#include "str.h"

/* Three letters packed as 0x00ABCDEF ASCII; 0 is "no currency". */
struct currency {
    uint32_t code;
};
#define CURRENCY_EUR ((struct currency){0x455552})

struct money {
    int64_t minor;
    struct currency currency;
};

enum rounding {
    ROUND_HALF_UP, /* half away from zero: 3.645 -> 3.65 */
    ROUND_DOWN,    /* towards zero */
    ROUND_CEILING, /* towards plus infinity */
};

static inline struct money eur(int64_t cents) { return (struct money){cents, CURRENCY_EUR}; }

/* Known codes of ISO 4217 only. Errors: ERR_BAD_CURRENCY. */
MUST_CHECK bool currency_parse(struct str s, struct currency *out, struct err *err);
/* The currency whose `code` this is; false: none. */
bool currency_from_code(int64_t code, struct currency *out);
int currency_digits(struct currency c); /* 0 (JPY), 2 (EUR), 3 (TND)... */
void currency_text(struct currency c, char out[4]);
struct str currency_str(struct arena *a, struct currency c); /* the same, in the arena */
static inline bool currency_eq(struct currency a, struct currency b) { return a.code == b.code; }

/* Same currency or BUG; result beyond LIMIT_AMOUNT_MINOR or int64: ERR_OVERFLOW. */
MUST_CHECK bool money_add(struct money a, struct money b, struct money *out, struct err *err);
MUST_CHECK bool money_sub(struct money a, struct money b, struct money *out, struct err *err);

/* a * num / den in 128 bits, rounded as named. den > 0 or BUG; too large: BUG. */
int64_t scale_round(int64_t a, int64_t num, int64_t den, enum rounding how);

/* How an amount is written in a file. */
struct amount_style {
    char decimal;       /* ',' or '.' ; 0 = either, the last one met */
    bool thousands;     /* blanks, U+00A0, U+202F, apostrophes and the other mark may stand between
                           groups of three digits */
    bool trailing_sign; /* "123,45-" allowed */
};

/* Text to minor units with `digits` decimals. Trailing zeros beyond the digits are no error, other
 * digits are. Empty text is ERR_BAD_AMOUNT. Errors: ERR_BAD_AMOUNT, ERR_TOO_MANY_DECIMALS,
 * ERR_AMOUNT_TOO_LARGE (beyond LIMIT_AMOUNT_MINOR). */
MUST_CHECK bool amount_parse(struct str s, struct amount_style style, int digits, int64_t *out,
                             struct err *err);

/* "-1234.50": point, no grouping, the currency's digits. */
void buf_add_amount(struct buf *b, struct money m);
/* The same with another decimal mark: "-1234,50". */
void buf_add_amount_mark(struct buf *b, struct money m, char mark);
/* "−1 234,50" with U+202F between thousands and the sign U+2212; without the currency. */
void buf_add_amount_fr(struct buf *b, struct money m);
/* The same followed by U+00A0 and the euro sign, or the code of another currency. */
void buf_add_money_fr(struct buf *b, struct money m);
/* "−€1,234.50"; the code of another currency and U+00A0 in the place of the euro sign. */
void buf_add_money_en(struct buf *b, struct money m);

#endif
