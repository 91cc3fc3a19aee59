/* A year's ledger in memory: entries of lines, lettered per customer, written as a FEC. */
#ifndef RELANCE_DEMOGEN_LEDGER_H
#define RELANCE_DEMOGEN_LEDGER_H

#include "customers.h"

enum journal { JOURNAL_AN, JOURNAL_VE, JOURNAL_HA, JOURNAL_BQ, JOURNAL_EF, JOURNAL_OD };

enum { LINES_MAX = 8 }; /* of one entry, openings apart */

struct line {
    const char *account;             /* e.g. "411000" */
    const struct customer *customer; /* NULL: no auxiliary account */
    int64_t cents;                   /* > 0 debit, < 0 credit */
    char letter[4];
    int letter_day; /* 0: not lettered */
    /* an opening line keeps the piece of its invoice */
    char piece[16];
    int piece_day;
};

struct entry {
    int day;
    enum journal journal;
    int serial; /* order of making, breaks ties */
    char piece[16];
    int piece_day;
    char label[224];
    size_t first, count; /* lines */
};

struct ledger {
    struct line *lines;
    size_t line_count, line_room;
    struct entry *entries;
    size_t entry_count, entry_room;
};

/* A piece "#BQ" becomes BQ000001, BQ000002... in the order of the days when the year is written.
 * The entry is without lines yet; lines are added to the newest entry only. */
struct entry *ledger_entry(struct ledger *l, enum journal journal, int day, const char *piece,
                           const char *label);
/* Returns the line's index, for lettering. customer may be NULL. */
size_t ledger_line(struct ledger *l, const char *account, const struct customer *customer,
                   int64_t cents);
void ledger_letter(struct ledger *l, size_t line, const char *letter, int day);

struct fec_form {
    char separator;
    enum encoding encoding;
    const char *line_end;
    int last_day; /* the day of the export */
};

/* Entries by day and journal, numbered in that order. */
void ledger_write(struct ledger *l, const char *path, const struct fec_form *form);
void ledger_free(struct ledger *l);

#endif
