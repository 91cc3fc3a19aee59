#include "answer_once.h"

#include "gen/answer_sql.h"
#include "secret.h"

static struct str hash_str(const struct token_hash *hash)
{
    return (struct str){(const char *)hash->bytes, sizeof hash->bytes};
}

/* Of this person's earlier request under the key, if there is one. */
static bool find(struct app *app, struct arena *a, const struct once_asked *asked,
                 struct once_answer *out, struct err *err)
{
    const struct token_hash digest = secret_token_hash(asked->request);
    struct q_answer_get_in in = {.user_id = asked->user_id, .request_key = asked->key};
    struct q_answer_get_row row;
    bool found = false;
    if (!q_answer_get(app->db, &in, a, &row, &found, err))
        return false;
    ASSERT(found);
    if (!str_eq(row.digest, hash_str(&digest)))
        return err_set_field(err, ERR_KEY_REUSED, "Idempotency-Key", asked->key);
    *out = (struct once_answer){(int)row.status, row.location, row.body};
    return true;
}

static bool claim(struct app *app, struct arena *a, const struct once_asked *asked,
                  struct once_answer *out, struct err *err)
{
    const struct token_hash digest = secret_token_hash(asked->request);
    struct q_answer_sweep_in old = {.before_ms = app->now_ms - ANSWER_KEPT_MS};
    struct q_answer_claim_in in = {.user_id = asked->user_id,
                                   .request_key = asked->key,
                                   .digest = hash_str(&digest),
                                   .at_ms = app->now_ms};
    int64_t claimed = 0;
    *out = (struct once_answer){0};
    return q_answer_sweep(app->db, &old, NULL, err) &&
           q_answer_claim(app->db, &in, &claimed, err) &&
           (claimed == 1 || find(app, a, asked, out, err));
}

bool once_begin(struct app *app, struct arena *a, const struct once_asked *asked,
                struct once_answer *out, struct err *err)
{
    if (!db_frame_begin(app->db, err))
        return false;
    if (claim(app, a, asked, out, err))
        return true;
    db_frame_rollback(app->db);
    return false;
}

static bool keep(struct app *app, const struct once_asked *asked, const struct once_answer *answer,
                 struct err *err)
{
    struct q_answer_keep_in in = {.status = answer->status,
                                  .location = answer->location,
                                  .body = answer->body,
                                  .user_id = asked->user_id,
                                  .request_key = asked->key};
    return q_answer_keep(app->db, &in, NULL, err);
}

bool once_keep(struct app *app, const struct once_asked *asked, const struct once_answer *answer,
               struct err *err)
{
    if (keep(app, asked, answer, err) && db_frame_commit(app->db, err))
        return true;
    db_frame_rollback(app->db);
    return false;
}

void once_drop(struct app *app) { db_frame_rollback(app->db); }
