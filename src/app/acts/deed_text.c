#include "deed_text.h"

#include "app/letters/letter_text.h"
#include "app/mail/mail_words.h"
#include "app/system/journal_text.h"
#include "base/buf.h"
#include "base/limits.h"
#include "object_text.h"

const char *deed_text(enum deed deed, enum lang lang)
{
    static const char *const words[DEED_COUNT] = {
        [DEED_CONTACT] = N_("Contact"),      [DEED_LETTER] = N_("Lettre"),
        [DEED_MAIL] = N_("E-mail"),          [DEED_PROMISE] = N_("Promesse"),
        [DEED_PLAN] = N_("Échéancier"),      [DEED_DISPUTE] = N_("Litige"),
        [DEED_HOLD] = N_("Mise en attente"), [DEED_COVER] = N_("Couverture"),
        [DEED_ALERT] = N_("Alerte"),         [DEED_ASSIGNMENT] = N_("Cession"),
    };
    ASSERT(deed < DEED_COUNT);
    return tr(lang, words[deed]);
}

/* Objects: the state they came to says what was done, as the journal calls it. */
static const struct {
    enum deed deed;
    const char *state, *entry;
} done[] = {
    {DEED_PROMISE, "standing", "promise_make"},
    {DEED_PROMISE, "superseded", "promise_supersede"},
    {DEED_PROMISE, "cancelled", "promise_cancel"},
    {DEED_PLAN, "draft", "plan_draw"},
    {DEED_PLAN, "proposed", "plan_propose"},
    {DEED_PLAN, "agreed", "plan_agree"},
    {DEED_PLAN, "ended", "plan_end"},
    {DEED_DISPUTE, "open", "dispute_open"},
    {DEED_DISPUTE, "answered", "dispute_answer"},
    {DEED_DISPUTE, "founded", "dispute_conclude"},
    {DEED_DISPUTE, "unfounded", "dispute_conclude"},
    {DEED_DISPUTE, "partly", "dispute_conclude"},
    {DEED_DISPUTE, "withdrawn", "dispute_conclude"},
    {DEED_HOLD, "placed", "hold_place"},
    {DEED_HOLD, "lifted", "hold_lift"},
    {DEED_COVER, "in_force", "cover_grant"},
    {DEED_COVER, "ended", "cover_end"},
    {DEED_ALERT, "open", "alert_raise"},
    {DEED_ALERT, "answered", "alert_answer"},
    {DEED_ALERT, "closed", "alert_close"},
    {DEED_ASSIGNMENT, "standing", "assignment_make"},
    {DEED_ASSIGNMENT, "reversed", "assignment_reverse"},
};

const char *channel_text(enum gate_channel channel, enum lang lang)
{
    static const char *const words[GATE_CHANNEL_COUNT] = {[GATE_CHANNEL_PHONE] = N_("Appel"),
                                                          [GATE_CHANNEL_SMS] = N_("SMS"),
                                                          [GATE_CHANNEL_EMAIL] = N_("E-mail"),
                                                          [GATE_CHANNEL_LETTER] = N_("Courrier")};
    ASSERT(channel < GATE_CHANNEL_COUNT);
    return tr(lang, words[channel]);
}

static const char *channel_code_text(struct str code, enum lang lang)
{
    for (int i = 0; i < GATE_CHANNEL_COUNT; i++) {
        if (str_is(code, gate_channel_code((enum gate_channel)i)))
            return channel_text((enum gate_channel)i, lang);
    }
    return deed_text(DEED_CONTACT, lang);
}

static struct str object_done_text(const struct listed_deed *deed, enum lang lang)
{
    if (deed->deed == DEED_PROMISE && deed->again && str_is(deed->state, "standing"))
        return journal_text(STR("promise_confirm"), lang);
    for (size_t i = 0; i < COUNT_OF(done); i++) {
        if (done[i].deed == deed->deed && str_is(deed->state, done[i].state))
            return journal_text(str_of(done[i].entry), lang);
    }
    return str_of(deed_text(deed->deed, lang));
}

static struct str mail_text(struct arena *a, enum dispatch_kind kind, enum lang lang)
{
    struct buf out;
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    buf_add_c(&out, dispatch_kind_words(kind, lang));
    buf_add_c(&out, tr(lang, N_(" par e-mail")));
    return buf_str(&out);
}

struct str deed_done_text(struct arena *a, const struct listed_deed *deed, enum lang lang)
{
    enum mailing_kind letter;
    enum dispatch_kind mail;
    if (deed->deed == DEED_CONTACT)
        return str_of(channel_code_text(deed->state, lang));
    if (deed->deed == DEED_LETTER && mailing_kind_parse(deed->code, &letter))
        return str_of(letter_kind_words((enum letter_kind)letter, lang));
    if (deed->deed == DEED_MAIL && dispatch_kind_parse(deed->code, &mail))
        return mail_text(a, mail, lang);
    return object_done_text(deed, lang);
}

static const char *dispute_result_text(const struct listed_deed *deed, enum lang lang)
{
    enum dispute_status status;
    enum dispute_reason reason;
    if (dispute_status_parse(deed->state, &status) && status != DISPUTE_IS_OPEN)
        return dispute_status_text(status, lang);
    return dispute_reason_parse(deed->why, &reason) ? dispute_reason_text(reason, lang) : "";
}

static const char *written_result_text(const struct listed_deed *deed, enum lang lang)
{
    enum mailing_state letter;
    enum dispatch_state mail;
    if (deed->deed == DEED_LETTER)
        return mailing_state_parse(deed->state, &letter) ? mailing_state_words(letter, lang) : "";
    return dispatch_state_parse(deed->state, &mail) ? dispatch_state_words(mail, lang) : "";
}

const char *deed_result_text(const struct listed_deed *deed, enum lang lang)
{
    enum outcome outcome;
    enum hold_reason hold;
    enum alert_kind alert;
    switch (deed->deed) {
    case DEED_CONTACT:
        return outcome_parse(deed->code, &outcome) ? outcome_text(outcome, lang) : "";
    case DEED_LETTER:
    case DEED_MAIL:
        return written_result_text(deed, lang);
    case DEED_DISPUTE:
        return dispute_result_text(deed, lang);
    case DEED_HOLD:
        return hold_reason_parse(deed->why, &hold) ? hold_reason_text(hold, lang) : "";
    case DEED_ALERT:
        return alert_kind_parse(deed->why, &alert) ? alert_kind_text(alert, lang) : "";
    case DEED_PROMISE:
    case DEED_PLAN:
    case DEED_COVER:
    case DEED_ASSIGNMENT:
    case DEED_COUNT:
        break;
    }
    return "";
}
