#include "outbox.h"

#include "app/clock.h"
#include "app/daily/run_day.h"
#include "app/letters/recheck_letter.h"
#include "mail_server.h"
#include "store/document_store.h"
#include "store/object_store.h"

struct sending {
    struct app *app;
    const struct outbox_request *request;
    struct outbox_report *report;
    struct post_server server;
    struct str from;
    struct arena scratch; /* of one e-mail */
};

static bool same_claim(const struct stored_mail *a, const struct stored_mail *b)
{
    return a->claimed_ms.has == b->claimed_ms.has && a->claimed_ms.v == b->claimed_ms.v;
}

/* As it is now, under the lock of its account; *m is what was known of it. *there false: it has
 * gone on since, be it back to where it was by another claim. */
static bool read_again(struct app *app, struct arena *a, struct stored_mail *m, bool *there,
                       struct err *err)
{
    struct stored_mails mails;
    const struct stored_mail known = *m;
    *there = false;
    if (!account_lock(app->db, m->key, err) || !mails_of_account(app->db, a, m->key, &mails, err))
        return false;
    for (size_t i = 0; i < mails.count; i++) {
        if (mails.rows[i].id == known.id) {
            *m = mails.rows[i];
            *there = m->state == known.state && same_claim(m, &known);
        }
    }
    return true;
}

static bool end(struct app *app, const struct stored_mail *m, bool ok, struct err *err)
{
    ok = ok && run_again(app, m->key.debtor_id, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

/* ---- claims nobody ended ---- */

static bool sweep_one(struct app *app, struct arena *a, const struct listed_mail *listed,
                      size_t *count, struct err *err)
{
    struct stored_mail m = listed->mail;
    struct mail_step step = {.to = DISPATCH_IS_UNCERTAIN, .reply = STR("")};
    bool there = false;
    if (!m.until_ms.has || m.until_ms.v > app->now_ms)
        return true;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = read_again(app, a, &m, &there, err);
    bool over = there && m.until_ms.has && m.until_ms.v <= app->now_ms;
    ok = ok && (!over || mail_move(app, a, &m, &step, err));
    *count += ok && over;
    return end(app, &m, ok, err);
}

bool outbox_sweep(struct app *app, struct arena *a, size_t *count, struct err *err)
{
    struct listed_mails claimed;
    struct mails_wanted wanted = {.state = DISPATCH_IS_CLAIMED, .most = OUTBOX_AT_ONCE};
    *count = 0;
    app->now_ms = clock_now_ms();
    if (!mail_list(app->db, a, wanted, &claimed, err))
        return false;
    for (size_t i = 0; i < claimed.count; i++) {
        if (!sweep_one(app, a, &claimed.rows[i], count, err))
            return false;
    }
    return true;
}

const enum dispatch_state mails_to_do[MAILS_TO_DO] = {DISPATCH_IS_UNCERTAIN, DISPATCH_IS_REFUSED,
                                                      DISPATCH_IS_QUEUED, DISPATCH_IS_CLAIMED};

bool mail_is_to_do(enum dispatch_state state)
{
    bool is = false;
    for (size_t i = 0; i < MAILS_TO_DO; i++)
        is = is || mails_to_do[i] == state;
    return is;
}

bool list_mails(struct app *app, struct arena *a, const struct mails_wanted *wanted,
                struct listed_mails *out, struct err *err)
{
    size_t over = 0;
    bool moves = wanted->state == DISPATCH_IS_CLAIMED || wanted->state == DISPATCH_IS_UNCERTAIN;
    return (!moves || outbox_sweep(app, a, &over, err)) && mail_list(app->db, a, *wanted, out, err);
}

/* ---- claiming ---- */

/* A copy asks for nothing: only whether he may be written to is looked at. */
static bool ask_gate(struct sending *s, const struct stored_mail *m, struct recheck_answer *out,
                     struct err *err)
{
    struct decide_ground ground;
    struct stored_letters letters;
    struct recheck check = {s->app, &s->scratch, &ground, m->address};
    struct stored_letter copy = {
        .key = m->key, .mail = {.kind = MAILING_STATEMENT, .made = m->made}, .by_mail = true};
    const struct stored_letter *letter = &copy;
    if (!decide_ground_load(s->app, &s->scratch, &ground, err) ||
        !letters_of_account(s->app->db, &s->scratch, m->key, &letters, err))
        return false;
    for (size_t i = 0; i < letters.count; i++)
        letter = letters.rows[i].id == m->letter_id ? &letters.rows[i] : letter;
    if (!recheck_letter(&check, letter, out, err))
        return false;
    if (m->letter_id == 0 && out->code == ERR_LETTER_OUTDATED)
        out->code = ERR_NONE;
    return true;
}

/* *claimed: it may be handed over. */
static bool claim_within(struct sending *s, struct stored_mail *m, bool *claimed, struct err *err)
{
    struct recheck_answer answer;
    struct mail_step step = {.to = DISPATCH_IS_CLAIMED, .reply = STR("")};
    if (!ask_gate(s, m, &answer, err))
        return false;
    *claimed = answer.code == ERR_NONE;
    if (*claimed) {
        int64_t now = s->app->now_ms;
        m->claimed_ms = (struct opt_int){true, now};
        m->until_ms = (struct opt_int){true, now + 2000 * s->request->limit_s};
        m->claimed = s->app->today;
        m->tries++;
    } else {
        step.to = DISPATCH_IS_STOPPED;
        step.reply = str_of(answer.block != BLOCK_COUNT ? block_code(answer.block)
                                                        : err_code_text(answer.code));
        s->report->stopped++;
    }
    return mail_move(s->app, &s->scratch, m, &step, err);
}

static bool claim(struct sending *s, struct stored_mail *m, struct str *body, bool *claimed,
                  struct err *err)
{
    bool there = false;
    struct document doc = {.debtor_id = m->key.debtor_id, .id = m->document_id};
    *claimed = false;
    s->app->now_ms = clock_now_ms();
    if (!db_begin(s->app->db, DB_WRITE, err))
        return false;
    bool ok = read_again(s->app, &s->scratch, m, &there, err) &&
              (!there || (document_read_body(s->app->db, &s->scratch, &doc, body, err) &&
                          claim_within(s, m, claimed, err)));
    return end(s->app, m, ok, err);
}

/* ---- marking ---- */

static struct mail_step step_of(struct sending *s, struct stored_mail *m,
                                const struct post_result *result)
{
    struct mail_step step = {.reply = result->reply};
    switch (result->end) {
    case POST_ACCEPTED:
        step.to = DISPATCH_IS_ACCEPTED;
        return step;
    case POST_NO_MAILBOX:
        step.lost = true;
        step.to = DISPATCH_IS_REFUSED;
        return step;
    case POST_REFUSED:
        step.to = DISPATCH_IS_REFUSED;
        return step;
    case POST_NO_ENTRY: /* our trouble, not the message's: it costs no try */
        m->tries--;
        step.to = DISPATCH_IS_QUEUED;
        return step;
    case POST_LATER:
        m->next_ms = s->app->now_ms + dispatch_wait_ms(m->tries);
        step.to = m->tries < DISPATCH_TRIES_MAX ? DISPATCH_IS_QUEUED : DISPATCH_IS_REFUSED;
        return step;
    case POST_UNKNOWN:
    case POST_END_COUNT:
        break;
    }
    step.to = DISPATCH_IS_UNCERTAIN;
    return step;
}

static void count(struct outbox_report *out, enum dispatch_state state)
{
    out->accepted += state == DISPATCH_IS_ACCEPTED;
    out->refused += state == DISPATCH_IS_REFUSED;
    out->uncertain += state == DISPATCH_IS_UNCERTAIN;
    out->later += state == DISPATCH_IS_QUEUED;
}

/* Somebody may have called it uncertain meanwhile, because this took too long: an answer that came
 * all the same settles it, and anything else leaves it so. */
static bool mark(struct sending *s, struct stored_mail *m, const struct post_result *result,
                 struct err *err)
{
    bool there = false;
    s->app->now_ms = clock_now_ms();
    if (!db_begin(s->app->db, DB_WRITE, err))
        return false;
    struct stored_mail mine = *m;
    bool ok = read_again(s->app, &s->scratch, m, &there, err);
    struct mail_step step = step_of(s, m, result);
    bool settles = there || (same_claim(m, &mine) && m->state == DISPATCH_IS_UNCERTAIN &&
                             dispatch_may(m->state, step.to));
    ok = ok && (!settles || mail_move(s->app, &s->scratch, m, &step, err));
    count(s->report, ok ? m->state : DISPATCH_STATE_COUNT);
    return end(s->app, m, ok, err);
}

/* ---- handing over ---- */

static bool send_one(struct sending *s, const struct listed_mail *listed, struct err *err)
{
    struct stored_mail m = listed->mail;
    struct post_result result;
    struct str body = STR("");
    bool claimed = false;
    arena_clear(&s->scratch);
    if (!claim(s, &m, &body, &claimed, err))
        return false;
    if (!claimed)
        return true;
    struct post_message message = {s->from, m.address, body};
    if (!post_send(&s->scratch, &s->server, &message, &result, err)) {
        result = (struct post_result){POST_NO_ENTRY, str_of(err_code_text(err->code))};
        s->report->trouble = *err;
    }
    if (result.end == POST_NO_ENTRY && s->report->trouble.code == ERR_NONE)
        (void)err_set_field(&s->report->trouble, ERR_MAIL_ENTRY, "host",
                            str_cut_utf8(result.reply, 100));
    *err = (struct err){0};
    return mark(s, &m, &result, err);
}

static bool goes_on(const struct sending *s)
{
    const struct outbox_request *r = s->request;
    return s->report->trouble.code == ERR_NONE && (r->go_on == NULL || r->go_on(r->with));
}

/* Trouble on the way in is told in the report: nothing was claimed. */
static bool get_in(struct sending *s, struct arena *a, struct err *err)
{
    struct mime_person from;
    if (!mail_server_from(s->app, a, &from, err) ||
        !mail_server_open(s->app, a, s->request->limit_s, &s->server, err)) {
        if (err->code != ERR_MAIL_NOT_SET && err->code != ERR_MAIL_ENTRY &&
            err->code != ERR_MAIL_FAILED)
            return false;
        s->report->trouble = *err;
        *err = (struct err){0};
        return true;
    }
    s->from = from.address;
    return true;
}

bool outbox_send(struct app *app, struct arena *a, const struct outbox_request *request,
                 struct outbox_report *out, struct err *err)
{
    struct sending s = {.app = app, .request = request, .report = out};
    struct listed_mails queued;
    struct mails_wanted wanted = {.state = DISPATCH_IS_QUEUED, .most = request->most};
    ASSERT(!db_in_transaction(app->db));
    *out = (struct outbox_report){0};
    if (!outbox_sweep(app, a, &out->uncertain, err) || !mail_list(app->db, a, wanted, &queued, err))
        return false;
    if (queued.count == 0 || (!request->now && queued.rows[0].mail.next_ms > app->now_ms))
        return true;
    if (!get_in(&s, a, err))
        return false;
    arena_init(&s.scratch, 0);
    bool ok = true;
    for (size_t i = 0; ok && i < queued.count && goes_on(&s); i++) {
        const struct stored_mail *m = &queued.rows[i].mail;
        bool its_turn = request->now || m->next_ms <= clock_now_ms();
        if (its_turn && !day_before(app->today, m->made)) /* none before it was written */
            ok = send_one(&s, &queued.rows[i], err);
    }
    arena_release(&s.scratch);
    return ok;
}
