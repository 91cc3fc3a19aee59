#include "place_file.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "store/journal_store.h"
#include "store/work_store.h"

enum { BODY_BYTES_MAX = 16384 };

const char *file_place_code(enum file_place place)
{
    static const char *const codes[PLACE_COUNT] = {[PLACE_PINNED] = "pin",
                                                   [PLACE_POSTPONED] = "postpone",
                                                   [PLACE_RELEASED] = "release",
                                                   [PLACE_CREDITS_OVERRIDDEN] = "match_override"};
    ASSERT(place < PLACE_COUNT);
    return codes[place];
}

static bool note(struct object_edit *e, const struct work_word *word, struct err *err)
{
    struct buf body;
    struct buf kind;
    struct buf ref;
    struct json j;
    buf_init(&body, e->arena, BODY_BYTES_MAX);
    buf_init(&kind, e->arena, 32);
    buf_init(&ref, e->arena, 64);
    buf_add_c(&kind, "work_");
    buf_add(&kind, word->kind);
    buf_add_ref(&ref, REF_ACCOUNT, e->account.number);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "account", buf_str(&ref));
    if (day_is(word->through))
        json_day(&j, "until", word->through);
    if (word->why.n > 0)
        json_text(&j, "why", word->why);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = e->account.key.debtor_id,
                                  .at_ms = e->app->now_ms,
                                  .actor_id = e->app->actor_id,
                                  .kind = buf_str(&kind),
                                  .body = buf_str(&body)};
    return journal_append(e->app->db, &entry, NULL, err);
}

static bool add(struct object_edit *e, const struct place_wanted *wanted, int64_t *account,
                struct err *err)
{
    struct new_work_word word = {
        .key = e->account.key,
        .id = id_next(e->app->ids),
        .word = {.kind = str_of(file_place_code(wanted->place)),
                 .through = wanted->through,
                 .on = e->app->today,
                 .why = wanted->why},
        .at_ms = e->app->now_ms,
        .actor_id = e->app->actor_id,
    };
    *account = e->account.number;
    return object_text(&word.word.why, LIMIT_NOTE_BYTES, "why", err) &&
           (!day_is(wanted->through) || object_day_to_come(e, wanted->through, "until", err)) &&
           work_word_add(e->app->db, &word, err) && note(e, &word.word, err);
}

bool place_file(struct object_request *request, const struct place_wanted *wanted, int64_t *account,
                struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, account, err), err);
}
