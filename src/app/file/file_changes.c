#include "file_changes.h"

#include "app/people/house.h"
#include "base/buf.h"
#include "base/json_read.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/account_sql.h"
#include "store/journal_store.h"

enum { MARK_BYTES = 8 };

static struct journal_account about(struct arena *a, const struct file_account *of, size_t most)
{
    struct buf ref;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_ACCOUNT, of->number);
    return (struct journal_account){of->key.debtor_id, of->key.account_id, buf_str(&ref),
                                    (int64_t)most};
}

struct str journal_mark(struct arena *a, struct str hash)
{
    static const char hex[] = "0123456789abcdef";
    struct buf b;
    buf_init(&b, a, 2 * MARK_BYTES + 1);
    for (size_t i = 0; i < MARK_BYTES && i < hash.n; i++) {
        buf_add_char(&b, hex[(unsigned char)hash.p[i] >> 4]);
        buf_add_char(&b, hex[(unsigned char)hash.p[i] & 15]);
    }
    return buf_str(&b);
}

bool file_mark(struct app *app, struct arena *a, const struct file_account *of, struct str *out,
               struct err *err)
{
    struct journal_account wanted = about(a, of, 1);
    struct journal_about row;
    struct db_rows rows;
    bool have = false;
    if (!journal_open_about(app->db, a, &wanted, &rows, err))
        return false;
    bool ok = journal_next_about(&rows, &row, &have, err);
    if (ok)
        *out = have ? journal_mark(a, row.hash) : STR("0");
    db_done(&rows);
    return ok;
}

bool file_unchanged(struct app *app, struct arena *a, const struct file_query *query,
                    const struct file_account *of, struct err *err)
{
    struct str mark;
    if (query->seen.n == 0)
        return true;
    return file_mark(app, a, of, &mark, err) &&
           (str_eq(mark, query->seen) || err_set(err, ERR_CHANGED_MEANWHILE, NULL));
}

/* ---- what happened ---- */

static struct str name_of(const struct house *house, int64_t user_id)
{
    const struct user *user = house_user(house, user_id);
    return user != NULL ? user->name : STR("");
}

static bool read_changes(struct app *app, struct arena *a, const struct journal_account *wanted,
                         struct file_changes *out, struct err *err)
{
    struct house house;
    struct db_rows rows;
    if (!house_read_within(app, a, &house, err) ||
        !journal_open_about(app->db, a, wanted, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct journal_about row;
        bool have = false;
        ok = journal_next_about(&rows, &row, &have, err);
        if (!ok || !have || str_eq(journal_mark(a, row.hash), out->seen))
            break;
        if (out->count == FILE_CHANGES_MOST) {
            out->more = true;
            break;
        }
        out->rows[out->count++] = (struct file_change){
            .at_ms = row.at_ms,
            .who = name_of(&house, row.actor_id),
            .kind = arena_str(a, row.kind),
            .why = json_text_of(a, row.body, "why"),
        };
        if (out->rows[out->count - 1].why.n == 0) /* a note */
            out->rows[out->count - 1].why = json_text_of(a, row.body, "text");
    }
    db_done(&rows);
    return ok;
}

static bool find_changes(struct app *app, struct arena *a, const struct file_query *query,
                         struct file_account *of, struct err *err)
{
    struct q_account_get_row row;
    bool found = false;
    if (!account_find(app, a, query, &of->key, err))
        return false;
    struct q_account_get_in in = {of->key.debtor_id, of->key.account_id};
    if (!q_account_get(app->db, &in, a, &row, &found, err))
        return false;
    of->number = row.number;
    return (found && account_in_scope(query, row.creditor_id)) ||
           err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
}

bool file_changes(struct app *app, struct arena *a, const struct file_query *query,
                  struct file_changes *out, struct err *err)
{
    struct file_account of = {{0, 0}, 0};
    *out = (struct file_changes){.rows = ARENA_ARRAY(a, FILE_CHANGES_MOST, struct file_change),
                                 .seen = query->seen};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find_changes(app, a, query, &of, err);
    if (ok) {
        struct journal_account wanted =
            about(a, &of, FILE_CHANGES_MOST + 1); /* is there another? */
        ok = read_changes(app, a, &wanted, out, err);
    }
    db_rollback(app->db); /* nothing was written */
    return ok;
}
