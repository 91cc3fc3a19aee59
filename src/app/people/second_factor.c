#include "second_factor.h"

#include <sodium.h>

#include "base/buf.h"
#include "people.h"
#include "seal.h"
#include "secret.h"
#include "store/second_store.h"
#include "totp.h"

enum { CODE_LETTERS = 10, CODE_ROOM = 64 };

bool second_factor_get(struct app *app, int64_t user_id, struct second_factor *out, struct err *err)
{
    struct arena scratch;
    struct second_row row;
    *out = (struct second_factor){0};
    arena_init(&scratch, 0);
    bool ok = second_get(app->db, &scratch, user_id, &row, err) &&
              recovery_count(app->db, user_id, &out->codes_left, err);
    arena_release(&scratch);
    out->on = ok && row.found && row.confirmed_ms.has;
    out->since_ms = out->on ? row.confirmed_ms.v : 0;
    return ok;
}

/* Whose secret it is, so that a row moved to another person does not open. */
static struct str purpose_of(struct arena *a, int64_t user_id)
{
    struct buf text;
    buf_init(&text, a, CODE_ROOM);
    buf_add_c(&text, "totp:");
    buf_add_int(&text, user_id);
    return buf_str(&text);
}

static bool open_secret(struct app *app, struct arena *a, const struct second_row *row,
                        struct totp_secret *out, struct err *err)
{
    struct sealing sealed = {.purpose = purpose_of(a, row->user_id), .text = row->sealed};
    struct str clear;
    if (!unseal(app, a, &sealed, &clear, err))
        return false;
    if (clear.n != sizeof out->bytes)
        return err_set(err, ERR_DB_DAMAGED, "second factor");
    memcpy(out->bytes, clear.p, sizeof out->bytes);
    return true;
}

static bool offer(struct app *app, struct arena *a, int64_t user_id, struct err *err)
{
    struct totp_secret secret;
    struct second_row row;
    struct str sealed;
    if (!second_get(app->db, a, user_id, &row, err))
        return false;
    if (row.found && row.confirmed_ms.has)
        return err_set(err, ERR_SECOND_FACTOR_ON, "offer");
    randombytes_buf(secret.bytes, sizeof secret.bytes);
    struct sealing open = {.purpose = purpose_of(a, user_id),
                           .text = {(const char *)secret.bytes, sizeof secret.bytes}};
    bool ok = seal(app, a, &open, &sealed, err) && second_offer(app->db, user_id, sealed, err);
    sodium_memzero(&secret, sizeof secret);
    return ok;
}

bool second_factor_offer(struct app *app, struct arena *a, const struct user *user, struct err *err)
{
    bool ok =
        db_begin(app->db, DB_WRITE, err) && offer(app, a, user->id, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool second_factor_offered(struct app *app, struct arena *a, const struct user *user,
                           struct second_offer_text *out, struct err *err)
{
    struct second_row row;
    struct totp_secret secret;
    *out = (struct second_offer_text){0};
    if (!second_get(app->db, a, user->id, &row, err))
        return false;
    if (!row.found || row.confirmed_ms.has)
        return true;
    if (!open_secret(app, a, &row, &secret, err))
        return false;
    out->secret = totp_base32(a, &secret);
    out->uri = totp_uri(a, &secret, user->login);
    sodium_memzero(&secret, sizeof secret);
    return true;
}

/* As typed: in any case, with or without the dash. */
static struct token_hash recovery_hash(struct arena *a, int64_t user_id, struct str code)
{
    struct buf text;
    buf_init(&text, a, CODE_ROOM);
    buf_add_int(&text, user_id);
    buf_add_char(&text, ':');
    for (size_t i = 0; i < code.n && text.n < CODE_ROOM; i++) {
        char c = code.p[i];
        if (c != ' ' && c != '-')
            buf_add_char(&text, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return secret_token_hash(buf_str(&text));
}

/* "k3f9x-72mpa": fifty bits, without letters that look like digits. */
static struct str make_code(struct arena *a)
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    struct buf text;
    buf_init(&text, a, CODE_ROOM);
    for (int i = 0; i < CODE_LETTERS; i++) {
        if (i == CODE_LETTERS / 2)
            buf_add_char(&text, '-');
        buf_add_char(&text, letters[randombytes_uniform(sizeof letters - 1)]);
    }
    return buf_str(&text);
}

static bool add_codes(struct app *app, struct arena *a, int64_t user_id,
                      struct recovery_codes *codes, struct err *err)
{
    for (int i = 0; i < RECOVERY_CODES; i++) {
        codes->rows[i] = make_code(a);
        if (!recovery_add(app->db, user_id, recovery_hash(a, user_id, codes->rows[i]), err))
            return false;
    }
    return true;
}

/* The step whose code was typed; 0: none. */
static bool find_step(struct app *app, const struct second_row *row, struct str code,
                      struct second_step *out, struct err *err)
{
    struct arena scratch;
    struct totp_secret secret;
    arena_init(&scratch, 0);
    bool ok = open_secret(app, &scratch, row, &secret, err);
    arena_release(&scratch);
    if (!ok)
        return false;
    *out = (struct second_step){.user_id = row->user_id,
                                .step = totp_step(&secret, code, app->now_ms, row->last_step)};
    sodium_memzero(&secret, sizeof secret);
    return true;
}

static bool confirm(struct app *app, struct arena *a, const struct second_try *with,
                    struct recovery_codes *codes, struct err *err)
{
    struct second_row row;
    struct second_step step;
    bool done = false;
    if (!second_get(app->db, a, with->user_id, &row, err))
        return false;
    if (!row.found || row.confirmed_ms.has)
        return err_set(err, ERR_CODE_WRONG, "nothing offered");
    return find_step(app, &row, with->code, &step, err) &&
           (step.step != 0 || err_set(err, ERR_CODE_WRONG, "confirm")) &&
           second_confirm(app->db, &step, app->now_ms, &done, err) &&
           (done || err_set(err, ERR_CODE_WRONG, "confirmed elsewhere")) &&
           add_codes(app, a, with->user_id, codes, err) &&
           people_note(app, "second_factor_on", with->user_id, err);
}

bool second_factor_confirm(struct app *app, struct arena *a, const struct second_try *with,
                           struct recovery_codes *codes, struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) && confirm(app, a, with, codes, err) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool second_factor_drop(struct app *app, int64_t user_id, struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) && second_drop(app->db, user_id, err) &&
              (app->actor_id == user_id || session_drop_user(app->db, user_id, err)) &&
              people_note(app, "second_factor_off", user_id, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool second_factor_use(struct app *app, struct arena *a, const struct second_try *with, bool *fits,
                       struct err *err)
{
    struct second_row row;
    struct second_step step;
    *fits = false;
    if (!second_get(app->db, a, with->user_id, &row, err))
        return false;
    if (!row.found || !row.confirmed_ms.has)
        return true;
    if (!find_step(app, &row, with->code, &step, err))
        return false;
    if (step.step != 0)
        return second_use(app->db, &step, fits, err);
    struct token_hash code = recovery_hash(a, with->user_id, with->code);
    return recovery_take(app->db, with->user_id, code, fits, err);
}
