#include "letters_json.h"

#include "app/acts/objects_json.h"
#include "base/ref.h"

static void money_json(struct json *j, struct money asked)
{
    json_currency(j, "currency", asked.currency);
    json_amount(j, "asked", asked);
}

void listed_letter_json(struct json *j, struct arena *a, const struct listed_letter *l)
{
    const struct mailing *m = &l->letter.mail;
    json_id(j, "id", l->letter.id);
    json_text(j, "document", ref_str(a, REF_DOCUMENT, l->letter.document_number));
    json_text(j, "ref", ref_str(a, REF_ACCOUNT, l->account_number));
    json_text(j, "debtor", l->debtor);
    json_cstr(j, "kind", mailing_kind_code(m->kind));
    json_cstr(j, "state", mailing_state_code(m->state));
    json_bool(j, "registered", l->letter.registered);
    json_text(j, "approval", l->letter.approval);
    money_json(j, (struct money){l->letter.asked_minor, l->currency});
    mailing_json(j, m);
    json_day(j, "notice", mailing_notice(m));
    json_text_or_null(j, "tracking", l->letter.tracking);
    if (l->letter.batch != 0)
        json_int(j, "batch", l->letter.batch);
    else
        json_null(j, "batch");
}

void kept_letter_json(struct json *j, struct arena *a, const struct written_letter *letter)
{
    if (letter->id != 0) {
        json_id(j, "id", letter->id);
        json_text(j, "document", ref_str(a, REF_DOCUMENT, letter->document_number));
    } else {
        json_null(j, "id");
        json_null(j, "document");
    }
}

void asked_letter_json(struct json *j, const struct written_letter *letter)
{
    money_json(j, (struct money){letter->asked_minor, letter->currency});
    json_bool(j, "claimed", letter->claimed);
}

void told_letter_json(struct json *j, struct arena *a, const struct letter_told *told)
{
    const struct stored_letter *l = &told->letter;
    json_id(j, "id", l->id);
    json_text(j, "document", ref_str(a, REF_DOCUMENT, l->document_number));
    json_cstr(j, "state", mailing_state_code(l->mail.state));
    json_bool(j, "changed", told->changed);
    json_day(j, "notice", mailing_notice(&l->mail));
}
