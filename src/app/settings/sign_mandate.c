#include "sign_mandate.h"

#include "base/limits.h"
#include "base/text.h"
#include "store/account_store.h"
#include "store/journal_store.h"

static bool check(struct arena *a, const struct stored_mandate *mandate, struct err *err)
{
    struct buf text;
    if (mandate->proof.n > LIMIT_LABEL_BYTES || text_has_control(mandate->proof))
        return err_set_field(err, ERR_FIELD_TOO_LONG, "proof", str_cut_utf8(mandate->proof, 60));
    if (!day_is(mandate->until) || !day_before(mandate->until, mandate->from))
        return true;
    buf_init(&text, a, 32);
    buf_add_day(&text, mandate->until);
    return err_set_field(err, ERR_BAD_OPTION_VALUE, "until", buf_str(&text));
}

static bool sign(struct app *app, struct arena *a, struct mandate_request *request, struct err *err)
{
    struct creditor creditor;
    struct stored_mandate *mandate = &request->mandate;
    struct str code = request->creditor;
    if (!creditor_find(app->db, a, code, &creditor, err))
        return false;
    if (creditor.id == 0)
        return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
    if (!str_is(creditor.capacity, "mandate"))
        return err_set_field(err, ERR_OPTION_CONFLICT, "capacity", creditor.capacity);
    struct setting_of of = {SETTINGS_CREDITOR, creditor.id};
    if (!setting_unchanged(app, a, &of, request->seen, err))
        return false;
    mandate->creditor_id = creditor.id;
    struct buf body;
    buf_init(&body, a, 256);
    buf_add_c(&body, "{\"from\":\"");
    buf_add_day(&body, mandate->from);
    buf_add_c(&body, "\",\"until\":\"");
    buf_add_day(&body, mandate->until);
    buf_add_c(&body, mandate->declared ? "\",\"declared\":true}" : "\",\"declared\":false}");
    struct journal_entry entry = {.subject = JOURNAL_CREDITOR,
                                  .subject_id = creditor.id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = STR("mandate"),
                                  .body = buf_str(&body)};
    return mandate_add(app->db, mandate, id_next(app->ids), app->now_ms, err) &&
           journal_append(app->db, &entry, NULL, err);
}

bool sign_mandate(struct app *app, struct arena *a, struct mandate_request *request,
                  struct err *err)
{
    if (!check(a, &request->mandate, err) || !db_begin(app->db, DB_WRITE, err))
        return false;
    if (sign(app, a, request, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
