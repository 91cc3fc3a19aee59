#include "edit_chart.h"

#include "app/settings/setting_changes.h"
#include "base/json.h"
#include "base/limits.h"
#include "gen/creditor_sql.h"
#include "store/account_store.h"
#include "store/journal_store.h"

enum { PREFIX_BYTES_MAX = 20 };

static bool find(struct app *app, struct arena *a, struct str code, struct creditor *out,
                 struct err *err)
{
    if (!creditor_find(app->db, a, code, out, err))
        return false;
    return out->id != 0 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

/* LEDGER_ROLE_COUNT: the default plan does not name it. */
static enum ledger_role default_role(struct str prefix)
{
    for (const struct plan_row *row = plan_default; row->prefix.n > 0; row++) {
        if (str_eq(row->prefix, prefix))
            return row->role;
    }
    return LEDGER_ROLE_COUNT;
}

static void fill(struct arena *a, const struct creditor *creditor, struct chart_view *out)
{
    *out = (struct chart_view){.creditor = creditor->code,
                               .rows = ARENA_ARRAY(a, creditor->plan_count, struct chart_row),
                               .count = creditor->plan_count};
    for (size_t i = 0; i < out->count; i++) {
        const struct plan_row *row = &creditor->plan[i];
        enum ledger_role own = default_role(row->prefix);
        out->rows[i] = (struct chart_row){row->prefix, row->role, own != LEDGER_ROLE_COUNT,
                                          own != LEDGER_ROLE_COUNT && own != row->role};
    }
}

bool show_chart(struct app *app, struct arena *a, struct str code, struct chart_view *out,
                struct err *err)
{
    struct creditor creditor;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find(app, a, code, &creditor, err);
    db_rollback(app->db); /* nothing was written */
    if (ok)
        fill(a, &creditor, out);
    return ok;
}

static bool check_prefix(struct str prefix, struct err *err)
{
    bool good = prefix.n > 0 && prefix.n <= PREFIX_BYTES_MAX;
    for (size_t i = 0; i < prefix.n; i++) {
        char c = prefix.p[i];
        good = good && ((c >= '0' && c <= '9') || (i > 0 && c >= 'A' && c <= 'Z'));
    }
    return good || err_set_field(err, ERR_BAD_ACCOUNT, "PREFIX", str_cut_utf8(prefix, 60));
}

/* role: NULL, nothing is said of the prefix any more. */
static bool note(struct app *app, int64_t creditor_id, struct str prefix, const char *role,
                 struct err *err)
{
    struct arena a;
    struct buf body;
    struct json j;
    arena_init(&a, 0);
    buf_init(&body, &a, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "prefix", prefix);
    json_cstr(&j, "role", role);
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {.subject = JOURNAL_CREDITOR,
                                  .subject_id = creditor_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = STR("chart_changed"),
                                  .body = buf_str(&body)};
    bool ok = journal_append(app->db, &entry, NULL, err);
    arena_release(&a);
    return ok;
}

/* The role a prefix now has; LEDGER_ROLE_COUNT: none is said of it. */
static enum ledger_role role_now(const struct creditor *creditor, struct str prefix)
{
    for (size_t i = 0; i < creditor->plan_count; i++) {
        if (str_eq(creditor->plan[i].prefix, prefix))
            return creditor->plan[i].role;
    }
    return LEDGER_ROLE_COUNT;
}

static bool change_row(struct app *app, struct arena *a, const struct chart_change *change,
                       struct creditor *creditor, struct err *err)
{
    enum ledger_role role = default_role(change->prefix);
    if (!check_prefix(change->prefix, err) || !find(app, a, change->creditor, creditor, err) ||
        !setting_unchanged(app, a, &(struct setting_of){SETTINGS_CREDITOR, creditor->id},
                           change->seen, err))
        return false;
    if (change->role.n > 0 && !plan_role_parse(change->role, &role))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "ROLE", change->role);
    if (role == role_now(creditor, change->prefix))
        return err_set(err, ERR_NOTHING_NEW, NULL);
    bool gone = role == LEDGER_ROLE_COUNT;
    const char *code = gone ? NULL : plan_role_code(role);
    struct q_plan_drop_in drop = {creditor->id, change->prefix};
    struct q_plan_put_in put = {creditor->id, change->prefix, str_of(code)};
    return (gone ? q_plan_drop(app->db, &drop, NULL, err) : q_plan_put(app->db, &put, NULL, err)) &&
           note(app, creditor->id, change->prefix, code, err) &&
           find(app, a, change->creditor, creditor, err);
}

bool change_chart(struct app *app, struct arena *a, const struct chart_change *change,
                  struct chart_view *out, struct err *err)
{
    struct creditor creditor;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (change_row(app, a, change, &creditor, err) && db_commit(app->db, err)) {
        fill(a, &creditor, out);
        return true;
    }
    db_rollback(app->db);
    return false;
}
