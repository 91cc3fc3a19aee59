#include "letterhead.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/account_store.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 16 * 1024 };

static const char *const codes[SENDER_FIELD_COUNT] = {
    [SENDER_NAME] = "name",       [SENDER_ACTIVITY] = "activity", [SENDER_ADDRESS] = "address",
    [SENDER_LEGAL] = "legal",     [SENDER_NOTICE] = "notice",     [SENDER_PRIVACY] = "privacy",
    [SENDER_CONTACT] = "contact", [SENDER_TITLE] = "title",       [SENDER_PHONE] = "phone",
    [SENDER_HOURS] = "hours",     [SENDER_EMAIL] = "email",       [SENDER_PLACE] = "place",
    [SENDER_CHEQUE] = "cheque",   [SENDER_MEDIATOR] = "mediator", [SENDER_BASIS] = "basis",
};

const char *sender_field_code(enum sender_field field)
{
    ASSERT(field < SENDER_FIELD_COUNT);
    return codes[field];
}

struct str sender_text(const struct sender_words *words, int64_t owner_id, enum sender_field field)
{
    struct str last = STR("");
    for (size_t i = 0; i < words->count; i++) {
        const struct sender_word *w = &words->rows[i];
        if (w->owner_id == owner_id && str_is(w->field, codes[field]))
            last = w->value;
    }
    return last;
}

static bool check(const struct letterhead_request *request, struct err *err)
{
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        struct str v = request->values[f];
        if (v.n > LIMIT_LABEL_BYTES || text_has_control(v))
            return err_set_field(err, ERR_FIELD_TOO_LONG, codes[f], str_cut_utf8(v, 60));
    }
    struct str cheque = request->values[SENDER_CHEQUE];
    if (cheque.n > 0 && !str_is(cheque, "yes") && !str_is(cheque, "no"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "cheque", cheque);
    return true;
}

/* Which fields were said; the texts stand in sender_word. */
static bool note(struct app *app, struct arena *a, int64_t owner_id,
                 const struct letterhead_request *request, struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        if (request->values[f].p != NULL)
            json_text(&j, codes[f], request->values[f]);
    }
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject =
                                      owner_id == SENDER_HOUSE ? JOURNAL_SYSTEM : JOURNAL_CREDITOR,
                                  .subject_id = owner_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = STR("letterhead"),
                                  .body = buf_str(&body)};
    return journal_append(app->db, &entry, NULL, err);
}

static bool say(struct app *app, struct arena *a, int64_t owner_id,
                const struct letterhead_request *request, struct err *err)
{
    struct sender_author by = {app->now_ms, app->actor_id};
    bool any = false;
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        struct sender_word word = {owner_id, id_next(app->ids), str_of(codes[f]),
                                   str_trim(request->values[f])};
        if (request->values[f].p == NULL)
            continue;
        if (!sender_word_add(app->db, &word, by, err))
            return false;
        any = true;
    }
    return !any || note(app, a, owner_id, request, err);
}

static bool says(const struct letterhead_request *request)
{
    bool any = false;
    for (int f = 0; f < SENDER_FIELD_COUNT; f++)
        any = any || request->values[f].p != NULL;
    return any;
}

/* id 0 for the house. */
static bool find_owner(struct app *app, struct arena *a, const struct letterhead_request *request,
                       struct creditor *out, struct err *err)
{
    *out = (struct creditor){.id = SENDER_HOUSE};
    if (request->house)
        return true;
    return creditor_find(app->db, a, request->creditor, out, err) &&
           (out->id != 0 ||
            err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", request->creditor));
}

bool letterhead_say(struct app *app, struct arena *a, const struct letterhead_request *request,
                    struct letterhead *out, struct err *err)
{
    struct sender_words words = {0};
    struct creditor owner;
    *out = (struct letterhead){0};
    if (!check(request, err) || !db_begin(app->db, says(request) ? DB_WRITE : DB_READ, err))
        return false;
    struct setting_of of = {SETTINGS_HOUSE, 0};
    bool ok = find_owner(app, a, request, &owner, err);
    if (owner.id != SENDER_HOUSE)
        of = (struct setting_of){SETTINGS_CREDITOR, owner.id};
    ok = ok && setting_unchanged(app, a, &of, request->seen, err) &&
         say(app, a, owner.id, request, err) && sender_words_load(app->db, a, &words, err) &&
         db_commit(app->db, err);
    db_rollback(app->db);
    if (!ok)
        return false;
    out->owner = owner.code;
    for (int f = 0; f < SENDER_FIELD_COUNT; f++)
        out->values[f] = sender_text(&words, owner.id, (enum sender_field)f);
    return true;
}
