#include "insure_account.h"

#include "base/limits.h"

enum { COVER_DAYS_MAX = 1000 };

static bool in_range(int64_t value, const char *option, struct err *err)
{
    return (value >= 0 && value <= COVER_DAYS_MAX) ||
           err_set_field(err, ERR_BAD_OPTION_VALUE, option, STR("0…1000"));
}

static bool check(struct object_edit *e, const struct cover_wanted *wanted, struct stored_cover *c,
                  struct err *err)
{
    if (!object_text(&c->company, LIMIT_NAME_BYTES, "company", err) ||
        !object_text(&c->policy, LIMIT_REF_BYTES, "policy", err) ||
        !object_text(&c->head.note, LIMIT_NOTE_BYTES, "note", err) ||
        !in_range(wanted->credit_days, "credit-days", err) ||
        !in_range(wanted->extension_days, "extension-days", err) ||
        !in_range(wanted->declare_days, "declare-days", err) ||
        !object_amount(e, wanted->limit, &c->terms.limit_minor, err))
        return false;
    if (c->company.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "company", STR("company"));
    if (wanted->share <= 0 || wanted->share > COVER_SHARE_WHOLE)
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "share", STR("0…100"));
    if (day_is(c->terms.to) && day_before(c->terms.to, c->terms.from)) {
        struct buf text;
        buf_init(&text, e->arena, 32);
        buf_add_day(&text, c->terms.to);
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "to", buf_str(&text));
    }
    return true;
}

static bool add(struct object_edit *e, const struct cover_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct stored_cover c = {
        .head = object_edit_head(e, e->objects.stored.cover_count, wanted->note),
        .company = wanted->company,
        .policy = wanted->policy,
        .terms = {.kind = wanted->kind,
                  .named = wanted->named,
                  .share = wanted->share,
                  .from = day_is(wanted->from) ? wanted->from : e->app->today,
                  .to = wanted->to,
                  .credit_days = (int32_t)wanted->credit_days,
                  .extension_days = (int32_t)wanted->extension_days,
                  .declare_days = (int32_t)wanted->declare_days},
    };
    if (!check(e, wanted, &c, err))
        return false;
    *out = object_edit_made(e->account.key, &c.head);
    struct object_done done = {.kind = OBJECT_COVER,
                               .verb = "grant",
                               .id = c.head.id,
                               .number = c.head.number,
                               .state = "in_force",
                               .why = c.head.note,
                               .amount_minor = c.terms.limit_minor,
                               .on = c.terms.from};
    return cover_add(e->app->db, e->account.key, &c, err) && object_edit_note(e, &done, err);
}

bool insure_account(struct object_request *request, const struct cover_wanted *wanted,
                    struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}
