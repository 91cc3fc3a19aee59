/* Reading back a backup that lies in the folder of the server. */
#include "app/clock.h"
#include "app/imports/file_digest.h"
#include "base/buf.h"
#include "store/backup.h"
#include "stored_backups.h"
#include "system_journal.h"

static bool note(struct app *app, const struct stored_backup *b, struct str digest, struct err *err)
{
    struct system_fact facts[] = {{"whole", b->whole ? 1 : 0}, {"bytes", b->bytes}};
    struct system_entry entry = {.now_ms = clock_now_ms(),
                                 .actor_id = app->actor_id,
                                 .kind = "backup_checked",
                                 .facts = facts,
                                 .fact_count = COUNT_OF(facts),
                                 .digest = digest};
    return system_journal_note(app->db, &entry, err);
}

/* What a file says that is not whole, or not ours. */
static bool is_damage(enum err_code code)
{
    return code == ERR_DB_DAMAGED || code == ERR_DB_NOT_RELANCE || code == ERR_BACKUP_DIFFERS;
}

static bool read_back(struct arena *a, struct stored_backup *b, struct str hex, struct err *err)
{
    struct backup_result result;
    struct err why = {0};
    bool same = b->digest.n == 0 || str_eq(b->digest, hex);
    bool reads = backup_check(arena_cstr(a, b->path), &result, &why);
    if (!reads && !is_damage(why.code)) {
        *err = why;
        return false;
    }
    if (b->digest.n == 0)
        b->digest = hex;
    b->whole = same && reads;
    b->checked_ms = clock_now_ms();
    if (reads) {
        b->rows = result.rows;
        b->journal_faults = result.journal_faults;
    }
    return true;
}

bool check_backup(struct app *app, struct arena *a, const struct backup_named *named,
                  struct stored_backup *out, struct err *err)
{
    uint8_t digest[FILE_DIGEST_BYTES];
    struct buf hex;
    bool found = false;
    if (!backup_look(a, named, out, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_UNKNOWN_REF, "backup");
    if (!file_digest(out->path, digest, err))
        return false;
    buf_init(&hex, a, 2 * sizeof digest);
    buf_add_hex(&hex, digest, sizeof digest);
    return read_back(a, out, buf_str(&hex), err) && backup_say(a, out, err) &&
           note(app, out, (struct str){(const char *)digest, sizeof digest}, err);
}
