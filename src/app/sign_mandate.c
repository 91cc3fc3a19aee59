#include "sign_mandate.h"

#include "store/account_store.h"
#include "store/journal_store.h"

static bool sign(struct app *app, struct arena *a, struct str code, struct stored_mandate *mandate,
                 struct err *err)
{
    struct creditor creditor;
    if (!creditor_find(app->db, a, code, &creditor, err))
        return false;
    if (creditor.id == 0)
        return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
    if (!str_is(creditor.capacity, "mandate"))
        return err_set_field(err, ERR_OPTION_CONFLICT, "capacity", creditor.capacity);
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

bool sign_mandate(struct app *app, struct arena *a, struct str creditor,
                  struct stored_mandate *mandate, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (sign(app, a, creditor, mandate, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
