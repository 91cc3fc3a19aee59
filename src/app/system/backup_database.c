#include "backup_database.h"

#include "app/clock.h"
#include "store/migrate.h"
#include "system_journal.h"

static bool note(struct db *db, int64_t actor_id, const struct backup_report *report,
                 struct err *err)
{
    struct system_fact facts[] = {{"tables", report->copy.tables},
                                  {"rows", report->copy.rows},
                                  {"bytes", report->copy.bytes}};
    struct system_entry entry = {
        .now_ms = clock_now_ms(), .actor_id = actor_id, .kind = "backup", .facts = facts};
    entry.fact_count = COUNT_OF(facts);
    entry.digest = (struct str){(const char *)report->digest, sizeof report->digest};
    return system_journal_note(db, &entry, err);
}

static bool write_and_note(struct db *db, const struct backup_order *order,
                           struct backup_report *out, struct err *err)
{
    struct err why = {0};
    bool present = migrate_check(db, &why);
    if (!present && why.code != ERR_DB_OLDER) {
        return err_set(err, why.code, why.detail);
    }
    struct arena a;
    arena_init(&a, 0);
    const char *name = arena_cstr(&a, order->path);
    bool ok =
        backup_write(db, name, &out->copy, err) && file_digest(str_of(name), out->digest, err);
    arena_release(&a);
    struct err unnoted = {0};
    out->noted = ok && present && note(db, order->actor_id, out, &unnoted);
    return ok;
}

bool backup_database(const struct backup_order *order, struct backup_report *out, struct err *err)
{
    struct db *db = NULL;
    if (!db_open(order->url, DB_OPEN_ANY, &db, err)) {
        return false;
    }
    bool ok = write_and_note(db, order, out, err);
    db_close(db);
    return ok;
}
