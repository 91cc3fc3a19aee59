#include "init_database.h"

#include "clock.h"
#include "context.h"
#include "system_journal.h"

#include "store/migrate.h"

static bool note(struct str url, const struct store_init_result *made, int64_t now_ms,
                 struct err *err) {
    struct db *db = NULL;
    struct system_fact facts[] = {{"from", made->from}, {"to", made->to}};
    if (!db_open(url, DB_OPEN_EXISTING, &db, err)) {
        return false;
    }
    struct system_entry entry = {.now_ms = now_ms, .kind = "init", .facts = facts};
    entry.fact_count = COUNT_OF(facts);
    bool ok = system_journal_note(db, &entry, err);
    db_close(db);
    return ok;
}

bool init_database(struct str url, struct init_report *out, struct err *err) {
    struct store_init_result made;
    int64_t now_ms = clock_now_ms();
    if (!store_init(url, now_ms, &made, err)) {
        return false;
    }
    *out = (struct init_report){made.from, made.to};
    return made.from == made.to || note(url, &made, now_ms, err);
}
