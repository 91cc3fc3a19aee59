#include "restore_database.h"

#include "app/clock.h"
#include "store/db.h"
#include "system_journal.h"

static bool note(struct str url, const struct backup_report *report, int64_t now_ms,
                 struct err *err)
{
    struct db *db = NULL;
    struct system_fact facts[] = {{"tables", report->copy.tables},
                                  {"rows", report->copy.rows},
                                  {"bytes", report->copy.bytes}};
    if (!db_open(url, DB_OPEN_EXISTING, &db, err)) {
        return false;
    }
    struct system_entry entry = {.now_ms = now_ms, .kind = "restore", .facts = facts};
    entry.fact_count = COUNT_OF(facts);
    entry.digest = (struct str){(const char *)report->digest, sizeof report->digest};
    bool ok = system_journal_note(db, &entry, err);
    db_close(db);
    return ok;
}

bool restore_database(struct str path, struct str url, struct backup_report *out, struct err *err)
{
    struct arena a;
    arena_init(&a, 0);
    const char *name = arena_cstr(&a, path);
    int64_t now_ms = clock_now_ms();
    bool readable = file_digest(str_of(name), out->digest, err);
    if (!readable) {
        err_at(err, 0, 0, "backup");
    }
    bool ok = readable && backup_restore(name, url, now_ms, &out->copy, err);
    arena_release(&a);
    /* what is restored stays restored */
    struct err unnoted = {0};
    out->noted = ok && note(url, out, now_ms, &unnoted);
    return ok;
}
