/* Private to import_ledger.c and look_at_ledger.c: the customer lines of a ledger in memory. */
#ifndef RELANCE_APP_LEDGER_LINES_H
#define RELANCE_APP_LEDGER_LINES_H

#include "claim/ledger.h"
#include "importing.h"
#include "store/ledger_store.h"

/* One customer line of the file. */
struct file_line {
    struct ledger_line line;   /* id set once its place among equals is known */
    struct str customer, name; /* number and name in the creditor's ledger */
    struct account_key key;
    uint8_t fingerprint[FINGERPRINT_BYTES];
    bool known;
};

struct ledger_import {
    struct importing *w;
    struct file_line *lines;
    size_t count, room;
    struct day known_day; /* the last entry, lettering or validation in the file */
    int64_t outdated;     /* known lines of which a file that reaches further says otherwise */
    struct day from;      /* the first day of its period: openings count on their opening day */
    bool extract; /* it holds lines of customers only: what its journals are for cannot be seen, so
                     known lines keep what whole ledgers say of that, and their place there */
    struct accounts_wanted accounts;
    struct account_keys touched; /* accounts to fold again */
    struct new_sighting *sightings;
    size_t sighting_count, sighting_room;
};

/* Reads every record of the file, keeps those of customers with their fingerprints, by customer and
 * id. Errors: those of intake_next, ERR_OVERFLOW (two lines share an id). */
MUST_CHECK bool ledger_lines_read(struct ledger_import *li, struct err *err);
/* Inside a transaction: whose the lines are (customers nobody knew are made, or foreseen when the
 * file is only looked at), which are news, what the file no longer holds, and whom all that
 * touches; counts it. */
MUST_CHECK bool ledger_find_out(struct ledger_import *li, struct err *err);
/* The step `look` (importing.h). */
MUST_CHECK bool look_at_ledger(struct importing *w, struct refold_result *result, struct err *err);

#endif
