#include "note_file.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 16384 };

static bool add(struct object_edit *e, struct str text, struct err *err)
{
    struct buf body;
    struct buf ref;
    struct json j;
    if (!object_text(&text, LIMIT_NOTE_BYTES, "text", err))
        return false;
    if (text.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "text", STR("text"));
    buf_init(&body, e->arena, BODY_BYTES_MAX);
    buf_init(&ref, e->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, e->account.number);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "account", buf_str(&ref));
    json_text(&j, "text", text);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = e->account.key.debtor_id,
                                  .at_ms = e->app->now_ms,
                                  .actor_id = e->app->actor_id,
                                  .kind = STR("file_note"),
                                  .body = buf_str(&body)};
    return journal_append(e->app->db, &entry, NULL, err);
}

bool note_file(struct object_request *request, struct str text, int64_t *account, struct err *err)
{
    struct object_edit e;
    if (!object_edit_begin(&e, request, err))
        return false;
    *account = e.account.number;
    return object_edit_end(&e, add(&e, text, err), err);
}
