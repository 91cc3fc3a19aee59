#include "setting_changes.h"

#include "app/people/house.h"
#include "store/journal_store.h"

static const char *const kinds_of_creditor[] = {"letterhead",    "mandate",         "policy",
                                                "payee_said",    "payee_confirmed", "grace_set",
                                                "chart_changed", "objective_set"};
static const char *const kinds_of_house[] = {"letterhead"};
static const char *const kinds_of_backups[] = {"backup_plan"};
static const char *const kinds_of_run[] = {"run_plan"};
static const struct {
    enum journal_subject subject;
    const char *const *kinds;
    size_t count;
} groups[SETTINGS_GROUP_COUNT] = {
    [SETTINGS_CREDITOR] = {JOURNAL_CREDITOR, kinds_of_creditor, COUNT_OF(kinds_of_creditor)},
    [SETTINGS_HOUSE] = {JOURNAL_SYSTEM, kinds_of_house, COUNT_OF(kinds_of_house)},
    [SETTINGS_BACKUPS] = {JOURNAL_SYSTEM, kinds_of_backups, COUNT_OF(kinds_of_backups)},
    [SETTINGS_RUN] = {JOURNAL_SYSTEM, kinds_of_run, COUNT_OF(kinds_of_run)},
};

static struct journal_of wanted(const struct setting_of *of, int64_t limit)
{
    return (struct journal_of){.subject = groups[of->group].subject,
                               .subject_id = of->group == SETTINGS_CREDITOR ? of->creditor_id : 0,
                               .kinds = groups[of->group].kinds,
                               .kind_count = groups[of->group].count,
                               .limit = limit};
}

bool setting_mark(struct app *app, struct arena *a, const struct setting_of *of, struct str *out,
                  struct err *err)
{
    struct journal_of what = wanted(of, 1);
    struct journal_about row;
    struct db_rows rows;
    bool have = false;
    if (!journal_open_of(app->db, &what, &rows, err))
        return false;
    bool ok = journal_next_of(&rows, &row, &have, err);
    if (ok)
        *out = have ? journal_mark(a, row.hash) : STR("0");
    db_done(&rows);
    return ok;
}

bool setting_mark_read(struct app *app, struct arena *a, const struct setting_of *of,
                       struct str *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = setting_mark(app, a, of, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool setting_unchanged(struct app *app, struct arena *a, const struct setting_of *of,
                       struct str seen, struct err *err)
{
    struct str mark;
    if (seen.n == 0)
        return true;
    return setting_mark(app, a, of, &mark, err) &&
           (str_eq(mark, seen) || err_set(err, ERR_CHANGED_MEANWHILE, NULL));
}

static bool read(struct app *app, struct arena *a, const struct setting_of *of,
                 struct file_changes *out, struct err *err)
{
    struct journal_of what = wanted(of, FILE_CHANGES_MOST + 1); /* is there another? */
    struct house house;
    struct db_rows rows;
    if (!house_read_within(app, a, &house, err) || !journal_open_of(app->db, &what, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct journal_about row;
        bool have = false;
        ok = journal_next_of(&rows, &row, &have, err);
        if (!ok || !have || str_eq(journal_mark(a, row.hash), out->seen))
            break;
        if (out->count == FILE_CHANGES_MOST) {
            out->more = true;
            break;
        }
        const struct user *who = house_user(&house, row.actor_id);
        out->rows[out->count++] = (struct file_change){.at_ms = row.at_ms,
                                                       .who = who != NULL ? who->name : STR(""),
                                                       .kind = arena_str(a, row.kind)};
    }
    db_done(&rows);
    return ok;
}

bool setting_changes(struct app *app, struct arena *a, const struct setting_of *of,
                     struct file_changes *out, struct err *err)
{
    *out = (struct file_changes){.rows = ARENA_ARRAY(a, FILE_CHANGES_MOST, struct file_change),
                                 .seen = out->seen};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read(app, a, of, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool setting_in_range(struct arena *a, const struct setting_number *number, struct err *err)
{
    struct buf text;
    if (number->value >= number->least && number->value <= number->most)
        return true;
    buf_init(&text, a, 32);
    buf_add_int(&text, number->value);
    return err_set_field(err, ERR_BAD_OPTION_VALUE, number->name, buf_str(&text));
}
