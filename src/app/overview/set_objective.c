#include "set_objective.h"

#include "app/creditor_choice.h"
#include "app/people/house.h"
#include "app/settings/setting_changes.h"
#include "base/json.h"
#include "base/limits.h"
#include "store/journal_store.h"

enum { DIGITS = 2 };

static bool read_month(struct arena *a, struct str text, struct day *out, struct err *err)
{
    struct buf first;
    buf_init(&first, a, 32);
    buf_add(&first, str_slice(text, 0, 16));
    buf_add_c(&first, "-01");
    return day_parse_iso(buf_str(&first), out, NULL) ||
           err_set_field(err, ERR_BAD_DATE, "month", text);
}

static bool read_amount(struct str text, struct money *out, struct err *err)
{
    struct amount_style style = {.thousands = true};
    out->currency = CURRENCY_EUR;
    return (amount_parse(text, style, DIGITS, &out->minor, NULL) && out->minor >= 0) ||
           err_set_field(err, ERR_BAD_AMOUNT, "amount", text);
}

static bool read_wish(struct arena *a, const struct objective_wish *wish, struct objective *out,
                      struct err *err)
{
    if (wish->creditor.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "creditor", STR(""));
    if (wish->amount.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "amount", STR(""));
    return read_month(a, wish->month, &out->month, err) &&
           read_amount(wish->amount, &out->amount, err);
}

static bool note(struct app *app, struct arena *a, const struct objective *o, struct err *err)
{
    struct buf body;
    struct buf text;
    struct json j;
    buf_init(&body, a, LIMIT_FIELD_BYTES);
    buf_init(&text, a, 64);
    buf_add_day(&text, o->month);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "month", str_slice(buf_str(&text), 0, sizeof "2026-11" - 1));
    json_amount(&j, "amount", o->amount);
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = o->creditor_id,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .kind = STR("objective_set"),
        .body = buf_str(&body),
    };
    return journal_append(app->db, &entry, NULL, err);
}

static bool write_wish(struct app *app, struct arena *a, const struct objective_wish *wish,
                       struct err *err)
{
    struct creditors all;
    struct creditor_choice choice;
    struct objective o = {.at_ms = app->now_ms, .actor_id = app->actor_id};
    if (!read_wish(a, wish, &o, err) || !creditor_list(app->db, a, &all, err) ||
        !creditor_choose(a, &all,
                         &(struct creditor_wish){wish->creditor, wish->scope, wish->scope_count},
                         &choice, err))
        return false;
    o.creditor_id = choice.ids[0];
    o.id = id_next(app->ids);
    struct setting_of of = {SETTINGS_CREDITOR, o.creditor_id};
    return setting_unchanged(app, a, &of, wish->seen, err) && objective_add(app->db, &o, err) &&
           note(app, a, &o, err);
}

bool set_objective(struct app *app, struct arena *a, const struct objective_wish *wish,
                   struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (write_wish(app, a, wish, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

static bool read_words(struct app *app, struct arena *a, int64_t creditor_id,
                       struct objective_words *out, struct err *err)
{
    struct house house;
    struct objectives all;
    if (!house_read_within(app, a, &house, err) ||
        !objective_list(app->db, a, day_add_months(app->today, -12), &all, err))
        return false;
    out->rows = ARENA_ARRAY(a, all.count, struct objective);
    out->who = ARENA_ARRAY(a, all.count, struct str);
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].creditor_id != creditor_id)
            continue;
        const struct user *who = house_user(&house, all.rows[i].actor_id);
        out->rows[out->count] = all.rows[i];
        out->who[out->count++] = who != NULL ? who->name : STR("");
    }
    return true;
}

bool objective_words_read(struct app *app, struct arena *a, int64_t creditor_id,
                          struct objective_words *out, struct err *err)
{
    *out = (struct objective_words){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_words(app, a, creditor_id, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
