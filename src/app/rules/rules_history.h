/* The rules in force with who loaded them, and of one of them every version that was. */
#ifndef RELANCE_APP_RULES_HISTORY_H
#define RELANCE_APP_RULES_HISTORY_H

#include "load_rules.h"

struct rules_kept {
    int64_t version; /* 0: as shipped with the program */
    int64_t loaded_ms;
    struct str who; /* name; empty: the command line, or shipped */
    struct str body;
    uint8_t digest[LAW_DIGEST_BYTES];
};

/* What texts are checked against: the law and the rules in force; in the arena, in a read
 * transaction. Errors: those of load_law and load_rules. */
MUST_CHECK bool rules_ground_read(struct app *app, struct arena *a, const struct law_tables **law,
                                  struct rules_in_force *rules, struct err *err);

struct rules_overview {
    struct rules_in_force rules;
    struct str *who; /* one per row of them */
};
/* In the arena, in a read transaction. Errors: those of load_rules. */
MUST_CHECK bool rules_overview_read(struct app *app, struct arena *a, struct rules_overview *out,
                                    struct err *err);

struct rules_history {
    const struct rules_version *now; /* in force */
    struct rules_kept *rows;         /* the newest first; what the program ships last, if it does */
    size_t count;
};
/* Errors: as above, ERR_UNKNOWN_RULES. */
MUST_CHECK bool rules_history_read(struct app *app, struct arena *a, struct str name,
                                   struct rules_history *out, struct err *err);
/* NULL: there is none. */
const struct rules_kept *rules_kept_version(const struct rules_history *history, int64_t version);

#endif
