/* What administrators do to the database as a whole, noted in the journal of the system. */
#ifndef RELANCE_APP_SYSTEM_JOURNAL_H
#define RELANCE_APP_SYSTEM_JOURNAL_H

#include "app/context.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"
#include "store/db.h"

struct system_fact {
    const char *key;
    int64_t value;
};

struct system_entry {
    int64_t now_ms;
    int64_t actor_id;
    const char *kind; /* init, backup, restore... */
    const struct system_fact *facts;
    size_t fact_count;
    struct str digest; /* of the file, bytes; empty: there is none */
};

/* One entry in a transaction of its own. */
MUST_CHECK bool system_journal_note(struct db *db, const struct system_entry *entry,
                                    struct err *err);
/* Inside the caller's transaction: what the one at work did; body: a JSON object, ids only. */
MUST_CHECK bool system_journal_say(struct app *app, const char *kind, struct str body,
                                   struct err *err);

#endif
