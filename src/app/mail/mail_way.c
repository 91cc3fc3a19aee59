#include "mail_way.h"

#include "app/daily/run_day.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "courier/mime.h"
#include "gen/account_sql.h"
#include "mail_letter.h"
#include "store/directory_store.h"
#include "store/document_store.h"
#include "store/journal_store.h"
#include "store/object_store.h"

enum { BODY_BYTES_MAX = 4096 };

bool mail_note(struct app *app, struct arena *a, const struct stored_mail *m, struct err *err)
{
    struct buf body;
    struct buf kind;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    buf_init(&kind, a, 64);
    buf_add_c(&kind, "mail_");
    buf_add_c(&kind, dispatch_state_code(m->state));
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "account", m->key.account_id);
    json_text(&j, "document", ref_str(a, REF_DOCUMENT, m->document_number));
    json_cstr(&j, "kind", dispatch_kind_code(m->kind));
    json_text(&j, "address", m->address);
    json_text(&j, "message", m->message_id);
    if (m->reply.n > 0)
        json_text(&j, "reply", m->reply);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = m->key.debtor_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = buf_str(&kind),
                                  .body = buf_str(&body)};
    return journal_append(app->db, &entry, NULL, err);
}

/* ---- the letter it brings ---- */

struct following {
    struct app *app;
    struct arena *arena;
    const struct stored_mail *mail;
    struct stored_letter *letter;
};

static bool to(const struct following *f, enum mailing_state state, struct err *err)
{
    struct day on = state == MAILING_IS_SENT ? f->mail->claimed : f->app->today;
    struct letter_moved moved = {f->letter, {state, on, MAILING_RETURN_COUNT}, f->mail->reply};
    if (state == MAILING_IS_RETURNED)
        moved.step.why = MAILING_RETURN_BAD_ADDRESS;
    return letter_step(f->app, f->arena, &moved, err);
}

/* It is certain that it did not leave: as if it had never been claimed. */
static bool back_to_the_queue(const struct following *f, struct err *err)
{
    struct stored_letter *l = f->letter;
    struct letter_event event = {.letter_id = l->id,
                                 .id = id_next(f->app->ids),
                                 .state = MAILING_IS_TO_PRINT,
                                 .on = f->app->today,
                                 .tracking = STR(""),
                                 .why = f->mail->reply,
                                 .at_ms = f->app->now_ms,
                                 .actor_id = f->app->actor_id};
    l->mail.state = MAILING_IS_TO_PRINT;
    l->mail.printed = DAY_NONE;
    return letter_set(f->app->db, l, err) && letter_event_add(f->app->db, l->key, &event, err);
}

static bool follow_refusal(const struct following *f, bool lost, struct err *err)
{
    if (f->letter->mail.state == MAILING_IS_PRINTED && !lost)
        return back_to_the_queue(f, err);
    if (f->letter->mail.state == MAILING_IS_PRINTED && !to(f, MAILING_IS_SENT, err))
        return false;
    return to(f, MAILING_IS_RETURNED, err);
}

static bool follow(const struct following *f, bool lost, struct err *err)
{
    bool claimed = f->letter->mail.state == MAILING_IS_PRINTED;
    bool waits = f->letter->mail.state == MAILING_IS_TO_PRINT;
    switch (f->mail->state) {
    case DISPATCH_IS_CLAIMED:
        return !waits || to(f, MAILING_IS_PRINTED, err);
    case DISPATCH_IS_ACCEPTED:
        return to(f, MAILING_IS_SENT, err);
    case DISPATCH_IS_REFUSED:
        return follow_refusal(f, lost, err);
    case DISPATCH_IS_QUEUED:
        return !claimed || back_to_the_queue(f, err);
    case DISPATCH_IS_STOPPED:
        return !(waits || claimed) || to(f, MAILING_IS_CANCELLED, err);
    case DISPATCH_IS_UNCERTAIN:
    case DISPATCH_STATE_COUNT:
        break;
    }
    return true;
}

/* NULL: it brings none. */
static bool letter_of(struct app *app, struct arena *a, const struct stored_mail *mail,
                      struct stored_letter **out, struct err *err)
{
    struct stored_letters letters;
    *out = NULL;
    if (mail->letter_id == 0)
        return true;
    if (!letters_of_account(app->db, a, mail->key, &letters, err))
        return false;
    for (size_t i = 0; i < letters.count; i++)
        *out = letters.rows[i].id == mail->letter_id ? &letters.rows[i] : *out;
    return *out != NULL || err_set(err, ERR_DB_DAMAGED, "mail");
}

bool mail_move(struct app *app, struct arena *a, struct stored_mail *mail,
               const struct mail_step *step, struct err *err)
{
    struct following f = {app, a, mail, NULL};
    struct mail_stamp stamp = {id_next(app->ids), app->now_ms, app->actor_id};
    if (!dispatch_may(mail->state, step->to))
        return err_set_field(err, ERR_MAIL_STATE, "mail",
                             ref_str(a, REF_DOCUMENT, mail->document_number));
    mail->state = step->to;
    mail->reply = str_cut_utf8(step->reply, LIMIT_LABEL_BYTES);
    return letter_of(app, a, mail, &f.letter, err) &&
           (f.letter == NULL || follow(&f, step->lost, err)) && mail_set(app->db, mail, err) &&
           mail_event_add(app->db, mail, stamp, err) && mail_note(app, a, mail, err);
}

/* ---- finding ---- */

static struct str without_brackets(struct str id)
{
    id = str_trim(id);
    if (id.n > 2 && id.p[0] == '<' && id.p[id.n - 1] == '>')
        return str_slice(id, 1, id.n - 1);
    return id;
}

bool mail_find(struct app *app, struct arena *a, struct str ref, struct stored_mail *out,
               struct err *err)
{
    enum ref_kind kind;
    int64_t number = 0;
    struct err none = {0};
    struct stored_mails mails;
    struct directory_entry entry;
    bool found = false;
    struct str id = without_brackets(ref);
    bool by_number = ref_parse(id, &kind, &number, &none) && kind == REF_DOCUMENT;
    struct directory_number document = {DIRECTORY_DOCUMENT_NUMBER, number};
    struct directory_key message = {DIRECTORY_MESSAGE, 0, id};
    *out = (struct stored_mail){0};
    if (id.n == 0 || id.n > LIMIT_NAME_BYTES)
        return true;
    if (by_number ? !directory_number(app->db, document, &entry, &found, err)
                  : !directory_find(app->db, &message, &entry, &found, err))
        return false;
    if (!found || !entry.account_id.has)
        return true;
    struct account_key key = {entry.debtor_id, entry.account_id.v};
    if (!mails_of_account(app->db, a, key, &mails, err))
        return false;
    for (size_t i = 0; i < mails.count; i++) {
        const struct stored_mail *m = &mails.rows[i];
        if (by_number ? m->document_number == number : str_eq(m->message_id, id))
            *out = *m;
    }
    return true;
}

bool mail_of_form(struct app *app, struct arena *a, const struct form_sent *sent,
                  struct stored_mail *out, struct err *err)
{
    struct account_key key;
    struct stored_mails mails;
    struct buf begin;
    buf_init(&begin, a, 64);
    mail_id_begin(&begin, sent->form);
    *out = (struct stored_mail){0};
    if (!account_find(app, a, &sent->query, &key, err) ||
        !mails_of_account(app->db, a, key, &mails, err))
        return false;
    for (size_t i = 0; i < mails.count; i++) {
        const struct stored_mail *m = &mails.rows[i];
        if (str_starts(m->message_id, buf_str(&begin)) &&
            account_in_scope(&sent->query, m->creditor_id))
            *out = *m;
    }
    return true;
}

static bool unknown(struct str mail, struct err *err)
{
    return err_set_field(err, ERR_UNKNOWN_MAIL, "mail", str_cut_utf8(mail, 60));
}

bool show_mail(struct app *app, struct arena *a, const struct mail_asked *asked,
               struct shown_mail *out, struct err *err)
{
    struct stored_mail *m = &out->mail;
    struct q_account_get_row account;
    struct q_debtor_get_row debtor;
    struct str body;
    bool found = false;
    *out = (struct shown_mail){0};
    if (!mail_find(app, a, asked->mail, m, err))
        return false;
    if (m->id == 0 || !scope_has(&asked->scope, m->creditor_id))
        return unknown(asked->mail, err);
    struct q_account_get_in key = {m->key.debtor_id, m->key.account_id};
    struct q_debtor_get_in who = {m->key.debtor_id};
    struct document doc = {.debtor_id = m->key.debtor_id, .id = m->document_id};
    if (!q_account_get(app->db, &key, a, &account, &found, err) ||
        !q_debtor_get(app->db, &who, a, &debtor, &found, err) ||
        !document_read_body(app->db, a, &doc, &body, err))
        return false;
    out->account_number = account.number;
    out->debtor = debtor.name;
    out->text = mime_text_of(a, body);
    return true;
}

/* ---- what a person says ---- */

static const struct {
    const char *code;
    enum dispatch_state to;
} words[MAIL_WORD_COUNT] = {
    [MAIL_ARRIVED] = {"arrived", DISPATCH_IS_ACCEPTED},
    [MAIL_NOT_ARRIVED] = {"lost", DISPATCH_IS_REFUSED},
    [MAIL_AGAIN] = {"again", DISPATCH_IS_QUEUED},
    [MAIL_STOP] = {"stop", DISPATCH_IS_STOPPED},
};

const char *mail_word_code(enum mail_word word)
{
    ASSERT(word < MAIL_WORD_COUNT);
    return words[word].code;
}

bool mail_word_parse(struct str code, enum mail_word *out)
{
    for (int i = 0; i < MAIL_WORD_COUNT; i++) {
        if (str_is(code, words[i].code)) {
            *out = (enum mail_word)i;
            return true;
        }
    }
    return false;
}

/* Only what is uncertain is settled by a person: of the rest the server's word stands. */
static bool may_say(const struct stored_mail *m, const struct stored_letter *letter,
                    enum mail_word word)
{
    switch (word) {
    case MAIL_ARRIVED:
    case MAIL_NOT_ARRIVED:
        return m->state == DISPATCH_IS_UNCERTAIN;
    case MAIL_AGAIN:
        return dispatch_may_again(m->state,
                                  letter == NULL ? MAILING_STATE_COUNT : letter->mail.state);
    case MAIL_STOP:
    case MAIL_WORD_COUNT:
        break;
    }
    return true;
}

static bool say_within(struct app *app, struct arena *a, const struct mail_said *said,
                       struct stored_mail *m, struct err *err)
{
    struct stored_letter *letter;
    struct mail_step step = {.to = words[said->word].to, .reply = STR("")};
    if (!mail_find(app, a, said->mail, m, err))
        return false;
    if (m->id == 0 || !scope_has(&said->scope, m->creditor_id))
        return unknown(said->mail, err);
    if (!account_lock(app->db, m->key, err) || !mail_find(app, a, said->mail, m, err))
        return false;
    if (m->state == step.to)
        return true;
    if (!letter_of(app, a, m, &letter, err))
        return false;
    if (!may_say(m, letter, said->word))
        return err_set_field(err, ERR_MAIL_STATE, "mail",
                             ref_str(a, REF_DOCUMENT, m->document_number));
    if (said->word == MAIL_AGAIN) {
        m->tries = 0;
        m->next_ms = app->now_ms;
    }
    return mail_move(app, a, m, &step, err) && run_again(app, m->key.debtor_id, err);
}

bool mail_say(struct app *app, struct arena *a, const struct mail_said *said,
              struct stored_mail *out, struct err *err)
{
    *out = (struct stored_mail){0};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = say_within(app, a, said, out, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
