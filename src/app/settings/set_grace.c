#include "set_grace.h"

#include "base/json.h"
#include "setting_changes.h"
#include "store/account_store.h"
#include "store/journal_store.h"
#include "store/object_store.h"

static bool find(struct app *app, struct arena *a, struct str code, struct creditor *out,
                 struct err *err)
{
    if (!creditor_find(app->db, a, code, out, err))
        return false;
    return out->id != 0 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

static bool load(struct app *app, struct arena *a, const struct creditor *creditor,
                 struct grace_view *out, struct err *err)
{
    struct creditor_means_list list;
    if (!creditor_means_load(app->db, a, &list, err))
        return false;
    const struct creditor_means *means = creditor_means_find(&list, creditor->id);
    out->creditor_code = creditor->code;
    out->shipped = means_rules_default();
    out->rules = means != NULL ? means->rules : out->shipped;
    return true;
}

bool show_grace(struct app *app, struct arena *a, struct str creditor, struct grace_view *out,
                struct err *err)
{
    struct creditor found;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find(app, a, creditor, &found, err) && load(app, a, &found, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool note(struct app *app, int64_t creditor_id, enum means means, struct means_rule rule,
                 struct err *err)
{
    struct arena a;
    struct buf body;
    struct json j;
    arena_init(&a, 0);
    buf_init(&body, &a, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_cstr(&j, "means", means_code(means));
    json_int(&j, "grace_days", rule.grace_days);
    json_int(&j, "return_days", rule.return_days);
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = creditor_id,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .kind = STR("grace_set"),
        .body = buf_str(&body),
    };
    bool ok = journal_append(app->db, &entry, NULL, err);
    arena_release(&a);
    return ok;
}

/* Negative: as it is. */
static bool days_fit(struct arena *a, int64_t days, int64_t max, struct err *err)
{
    return setting_in_range(a, &(struct setting_number){"days", days, INT64_MIN, max}, err);
}

static bool change_rule(struct app *app, struct arena *a, const struct grace_change *change,
                        struct grace_view *out, struct err *err)
{
    struct creditor creditor;
    if (!days_fit(a, change->grace_days, MEANS_GRACE_DAYS_MAX, err) ||
        !days_fit(a, change->return_days, MEANS_RETURN_DAYS_MAX, err) ||
        !find(app, a, change->creditor, &creditor, err) || !load(app, a, &creditor, out, err) ||
        !setting_unchanged(app, a, &(struct setting_of){SETTINGS_CREDITOR, creditor.id},
                           change->seen, err))
        return false;
    struct means_rule *rule = &out->rules.rows[change->means];
    if (change->grace_days >= 0)
        rule->grace_days = (int32_t)change->grace_days;
    if (change->return_days >= 0)
        rule->return_days = (int32_t)change->return_days;
    return creditor_means_set(app->db, creditor.id, change->means, *rule, err) &&
           note(app, creditor.id, change->means, *rule, err);
}

bool set_grace(struct app *app, struct arena *a, const struct grace_change *change,
               struct grace_view *out, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (change_rule(app, a, change, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
