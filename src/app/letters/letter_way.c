#include "letter_way.h"

#include "app/daily/run_day.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "base/text.h"
#include "intake/notices/mail_events.h"
#include "store/directory_store.h"
#include "store/journal_store.h"
#include "store/object_store.h"

enum { BODY_BYTES_MAX = 4096 };

/* ---- finding ---- */

struct letter_place {
    int64_t document; /* number of P-...; 0: it was named by its tracking number */
    struct str tracking;
    struct directory_entry entry;
    bool found;
};

static bool find_place(struct app *app, struct arena *a, struct str ref, struct letter_place *out,
                       struct err *err)
{
    enum ref_kind kind;
    struct err none = {0};
    *out = (struct letter_place){0};
    if (ref_parse(ref, &kind, &out->document, &none) && kind == REF_DOCUMENT) {
        struct directory_number number = {DIRECTORY_DOCUMENT_NUMBER, out->document};
        return directory_number(app->db, number, &out->entry, &out->found, err);
    }
    out->document = 0;
    if (!mail_tracking(a, ref, &out->tracking))
        return true;
    struct directory_key key = {DIRECTORY_TRACKING, 0, out->tracking};
    return directory_find(app->db, &key, &out->entry, &out->found, err);
}

bool letter_find(struct app *app, struct arena *a, struct str ref, struct stored_letter *out,
                 struct err *err)
{
    struct letter_place place;
    struct stored_letters letters;
    *out = (struct stored_letter){0};
    if (!find_place(app, a, ref, &place, err))
        return false;
    if (!place.found || !place.entry.account_id.has)
        return true;
    struct account_key key = {place.entry.debtor_id, place.entry.account_id.v};
    if (!letters_of_account(app->db, a, key, &letters, err))
        return false;
    for (size_t i = 0; i < letters.count; i++) {
        const struct stored_letter *l = &letters.rows[i];
        if (place.document != 0 ? l->document_number == place.document
                                : str_eq(l->tracking, place.tracking))
            *out = *l;
    }
    return true;
}

/* ---- moving ---- */

static bool note(struct app *app, struct arena *a, const struct letter_moved *moved,
                 struct err *err)
{
    const struct stored_letter *l = moved->letter;
    struct buf body;
    struct buf kind;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    buf_init(&kind, a, 64);
    buf_add_c(&kind, "letter_");
    buf_add_c(&kind, mailing_state_code(moved->step.to));
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "account", l->key.account_id);
    json_text(&j, "document", ref_str(a, REF_DOCUMENT, l->document_number));
    json_day(&j, "on", moved->step.on);
    if (l->batch != 0)
        json_int(&j, "batch", l->batch);
    if (l->tracking.n > 0)
        json_text(&j, "tracking", l->tracking);
    if (moved->step.to == MAILING_IS_RETURNED)
        json_cstr(&j, "reason", mailing_return_code(moved->step.why));
    if (moved->why.n > 0)
        json_text(&j, "why", moved->why);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = l->key.debtor_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = buf_str(&kind),
                                  .body = buf_str(&body)};
    return journal_append(app->db, &entry, NULL, err);
}

bool letter_step(struct app *app, struct arena *a, const struct letter_moved *moved,
                 struct err *err)
{
    struct stored_letter *l = moved->letter;
    enum mailing_fault fault = mailing_take(&l->mail, &moved->step, app->today);
    if (fault != MAILING_FAULT_NONE)
        return err_set_field(err, fault == MAILING_FAULT_STATE ? ERR_LETTER_STATE : ERR_LETTER_DAY,
                             "letter", ref_str(a, REF_DOCUMENT, l->document_number));
    struct str why = moved->why;
    if (why.n == 0 && moved->step.to == MAILING_IS_RETURNED)
        why = str_of(mailing_return_code(moved->step.why));
    struct letter_event event = {.letter_id = l->id,
                                 .id = id_next(app->ids),
                                 .state = moved->step.to,
                                 .on = moved->step.on,
                                 .tracking = l->tracking,
                                 .why = why.n > 0 ? why : STR(""),
                                 .at_ms = app->now_ms,
                                 .actor_id = app->actor_id};
    return letter_set(app->db, l, err) && letter_event_add(app->db, l->key, &event, err);
}

bool letter_move(struct app *app, struct arena *a, const struct letter_moved *moved,
                 struct err *err)
{
    return letter_step(app, a, moved, err) && note(app, a, moved, err);
}

/* ---- registered numbers ---- */

/* A number belongs to one letter; said again for the same letter it changes nothing. */
static bool take_tracking(struct app *app, struct arena *a, struct stored_letter *l,
                          struct str typed, struct err *err)
{
    struct str clean;
    bool created = false;
    if (typed.n == 0)
        return true;
    if (!mail_tracking(a, typed, &clean))
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "registered", str_cut_utf8(typed, 60));
    if (str_eq(clean, l->tracking))
        return true;
    struct directory_key key = {DIRECTORY_TRACKING, 0, clean};
    struct directory_key old = {DIRECTORY_TRACKING, 0, l->tracking};
    struct directory_entry entry = {l->key.debtor_id, {true, l->key.account_id}};
    if ((l->tracking.n > 0 && !directory_release(app->db, &old, err)) ||
        !directory_claim(app->db, &key, &entry, &created, err))
        return false;
    if (!created)
        return err_set_field(err, ERR_TRACKING_TAKEN, "registered", clean);
    l->tracking = clean;
    l->registered = true;
    return true;
}

static bool check(const struct letter_said *said, struct err *err)
{
    if (said->step.to == MAILING_IS_CANCELLED && str_trim(said->why).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", STR(""));
    if (said->why.n > LIMIT_LABEL_BYTES || text_has_control(said->why))
        return err_set_field(err, ERR_TOO_LONG, "why", str_cut_utf8(said->why, 60));
    return true;
}

bool letter_say_within(struct app *app, struct arena *a, const struct letter_said *said,
                       struct letter_told *out, struct err *err)
{
    struct stored_letter *l = &out->letter;
    *out = (struct letter_told){0};
    if (!check(said, err) || !letter_find(app, a, said->letter, l, err))
        return false;
    if (l->id == 0 || !scope_has(&said->scope, l->creditor_id))
        return err_set_field(err, ERR_UNKNOWN_LETTER, "letter", str_cut_utf8(said->letter, 60));
    /* read again under the lock: somebody may have moved it meanwhile */
    if (!account_lock(app->db, l->key, err) || !letter_find(app, a, said->letter, l, err))
        return false;
    if (l->by_mail) /* the mail server's answer says it (outbox.h) */
        return err_set_field(err, ERR_LETTER_STATE, "letter", str_cut_utf8(said->letter, 60));
    struct str before = l->tracking;
    if (!take_tracking(app, a, l, said->tracking, err))
        return false;
    out->changed = !mailing_known(&l->mail, &said->step) || !str_eq(before, l->tracking);
    struct letter_moved moved = {l, said->step, str_trim(said->why)};
    return !out->changed || letter_move(app, a, &moved, err);
}

bool letter_say(struct app *app, struct arena *a, const struct letter_said *said,
                struct letter_told *out, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = letter_say_within(app, a, said, out, err) &&
              (!out->changed || run_again(app, out->letter.key.debtor_id, err)) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
