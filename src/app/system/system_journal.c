#include "system_journal.h"

#include "base/json.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 4096 };

static struct str body_of(const struct system_entry *entry, struct arena *a)
{
    struct buf body;
    struct buf hex;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    buf_init(&hex, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    for (size_t i = 0; i < entry->fact_count; i++) {
        json_int(&j, entry->facts[i].key, entry->facts[i].value);
    }
    if (entry->digest.n > 0) {
        buf_add_hex(&hex, entry->digest.p, entry->digest.n);
        json_text(&j, "digest", buf_str(&hex));
    }
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    return buf_str(&body);
}

bool system_journal_note(struct db *db, const struct system_entry *entry, struct err *err)
{
    struct arena a;
    arena_init(&a, 0);
    struct journal_entry row = {.subject = JOURNAL_SYSTEM,
                                .at_ms = entry->now_ms,
                                .actor_id = entry->actor_id,
                                .kind = str_of(entry->kind),
                                .body = body_of(entry, &a)};
    bool ok = db_begin(db, DB_WRITE, err);
    if (ok) {
        ok = journal_append(db, &row, NULL, err) && db_commit(db, err);
        db_rollback(db);
    }
    arena_release(&a);
    return ok;
}

bool system_journal_say(struct app *app, const char *kind, struct str body, struct err *err)
{
    struct journal_entry entry = {.subject = JOURNAL_SYSTEM,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = str_of(kind),
                                  .body = body};
    return journal_append(app->db, &entry, NULL, err);
}
