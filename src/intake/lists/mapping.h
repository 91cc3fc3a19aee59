/* How one list of a creditor is laid out, where the reader does not know by itself: which column is
 * what, how dates and amounts are written, which words mean what, which rows are none.
 *
 * Written by people in YAML (docs/guide.md shows it), read here, handed to the sandboxed child
 * beside the file. */
#ifndef RELANCE_INTAKE_MAPPING_H
#define RELANCE_INTAKE_MAPPING_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "intake/format.h"
#include "open_item.h"

enum {
    MAPPING_HEADER_SEARCHED = -1, /* the first row that has all the texts */
    MAPPING_NO_HEADER = 0,
    MAPPING_HEADER_ROW_MAX = 200,
    MAPPING_COLUMNS_MAX = 64,
    MAPPING_WORDS_MAX = 500,
    MAPPING_IGNORED_MAX = 50,
};

enum mapping_words {
    WORDS_SIDE,  /* 1 debit, -1 credit */
    WORDS_KIND,  /* enum open_kind */
    WORDS_TYPE,  /* enum customer_type */
    WORDS_BODY,  /* enum customer_body */
    WORDS_TERMS, /* enum law_term */
    WORDS_COUNT
};

enum mapping_dates { DATES_LEARNT, DATES_DAY_FIRST, DATES_MONTH_FIRST, DATES_COUNT };

struct mapping_column {
    int field;             /* enum item_column or enum customer_column */
    struct open_band band; /* of ITEM_BAND */
    struct str header;     /* text of the header; empty: the position counts */
    int position;          /* from 0; -1: the header counts */
};

struct mapping_word {
    enum mapping_words list;
    int value;
    struct str text;
};

/* Texts are clean (intake/clean.h) and live in the arena of the reader. */
struct mapping {
    enum intake_kind kind; /* KIND_OPEN_ITEMS or KIND_CUSTOMERS */
    struct str sheet;      /* of a workbook; empty: the first visible one */
    int64_t header_row;    /* line of the file or row of the sheet, or one of the above */
    char separator;        /* of a text file; 0: found */
    enum mapping_dates dates;
    char decimal;             /* ',' or '.'; 0: learnt from the list */
    struct currency currency; /* of rows that name none; code 0: as without a mapping */
    bool credit_positive;     /* what the customer owes stands with a minus */
    struct mapping_column columns[MAPPING_COLUMNS_MAX];
    int column_count;
    struct mapping_word *words;
    int word_count;
    struct str *ignored; /* a row with this text in a cell is skipped */
    int ignored_count;
};

/* The name of a field in a mapping: "account", "due"... NULL: the reader has none for it. */
const char *mapping_field_name(enum intake_kind kind, int field);
/* "open-items", "customers"; NULL for other kinds. */
const char *mapping_list_name(enum intake_kind kind);

/* Everything in the arena. Errors, with line and column: those of yaml_read and its values;
 * ERR_KEY_UNKNOWN, ERR_KEY_MISSING (a field that such a list cannot do without, or a header row
 * where all columns are told by position), ERR_NOT_A_CHOICE, ERR_OUT_OF_RANGE, ERR_TOO_LONG,
 * ERR_BAD_CURRENCY. */
MUST_CHECK bool mapping_read(struct str yaml, struct arena *a, struct mapping **out,
                             struct err *err);

/* The parts of a mapping agree with each other and with every limit: what mapping_read makes. */
bool mapping_fits(const struct mapping *m);
/* The first field of those a list needs that is missing, or NULL. */
const char *mapping_missing(const struct mapping *m);

/* ---- using one ---- */

/* Where each column of the mapping stands in a row of texts, from 0, -1: nowhere; `at` has a place
 * for each. Returns how many of the header's texts were found. */
int mapping_place(const struct mapping *m, const struct str *texts, int count,
                  struct arena *scratch, int *at);
/* How many columns are told by a text of the header. */
int mapping_texts(const struct mapping *m);
/* What a text means by the mapping's own words; false: it has none for it. m may be NULL. */
bool mapping_word_of(const struct mapping *m, enum mapping_words list, struct str text,
                     struct arena *scratch, int *value);

/* How a file is to be read. */
struct intake_way {
    const struct mapping *mapping; /* how a list is laid out; NULL: the reader finds out */
    bool at_once; /* rows of open items come while they are checked: see intake.h */
};

#endif
