/* What other programs note on a file: promises, disputes, holds, outcomes. The answer is the object
 * as it stands then. */
#include "api_page.h"
#include "app/acts/list_objects.h"
#include "app/acts/make_promise.h"
#include "app/acts/objects_json.h"
#include "app/acts/open_dispute.h"
#include "app/acts/place_hold.h"
#include "app/acts/record_outcome.h"

static struct str sent(const struct request *r, const char *key)
{
    return http_field(&r->form, key);
}

static struct object_request ask(struct request *r)
{
    return (struct object_request){r->app, r->arena, api_file_query(r, r->parameter)};
}

/* Absent leaves *out alone. */
static bool sent_day(const struct request *r, const char *key, struct day *out, struct err *err)
{
    struct str text = sent(r, key);
    return text.n == 0 || day_parse_iso(text, out, NULL) ||
           err_set_field(err, ERR_FIELD_VALUE, key, text);
}

#define SENT_CODE(r, key, parse, out, err)                                                         \
    (sent(r, key).n == 0 || parse(sent(r, key), out) ||                                            \
     err_set_field(err, ERR_FIELD_VALUE, key, sent(r, key)))

struct one_object {
    struct json *j;
    enum object_kind kind;
    int64_t id;
};

static void visit_one(void *with, const struct objects_view *view)
{
    const struct one_object *one = with;
    for (size_t i = 0; i < object_count(&view->objects->stored, one->kind); i++) {
        if (object_head(&view->objects->stored, one->kind, i)->id == one->id)
            object_json(one->j, view, one->kind, i);
    }
}

static bool answer(struct request *r, struct response *out, struct one_object one, struct err *err)
{
    struct file_query query = api_file_query(r, r->parameter);
    struct json j = api_begin(out);
    one.j = &j;
    struct objects_visitor visitor = {visit_one, &one};
    if (!list_objects(r->app, r->arena, &query, &visitor, err))
        return false;
    api_end(&j);
    return true;
}

static bool payee_parse(struct str code, enum promise_payee *out)
{
    *out = str_is(code, "creditor") ? PROMISE_PAYEE_CREDITOR : PROMISE_PAYEE_US;
    return str_is(code, "creditor") || str_is(code, "us");
}

bool api_promise_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct promise_wanted wanted = {.on = DAY_NONE,
                                    .amount = sent(r, "amount"),
                                    .means = MEANS_NONE,
                                    .items = sent(r, "items"),
                                    .person = sent(r, "person"),
                                    .payee = PROMISE_PAYEE_USUAL,
                                    .replaces = sent(r, "replaces"),
                                    .note = sent(r, "note")};
    return sent_day(r, "on", &wanted.on, err) &&
           SENT_CODE(r, "means", means_parse, &wanted.means, err) &&
           SENT_CODE(r, "payee", payee_parse, &wanted.payee, err) &&
           make_promise(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_PROMISE, made.id}, err);
}

bool api_dispute_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct dispute_wanted wanted = {.items = sent(r, "items"),
                                    .amount = sent(r, "amount"),
                                    .department = DEPARTMENT_COUNT,
                                    .owner = sent(r, "owner"),
                                    .deadline = DAY_NONE,
                                    .note = sent(r, "note")};
    return SENT_CODE(r, "reason", dispute_reason_parse, &wanted.reason, err) &&
           SENT_CODE(r, "department", department_parse, &wanted.department, err) &&
           sent_day(r, "deadline", &wanted.deadline, err) &&
           open_dispute(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_DISPUTE, made.id}, err);
}

bool api_hold_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct hold_wanted wanted = {.scope = HOLD_OF_ACCOUNT,
                                 .items = sent(r, "items"),
                                 .amount = sent(r, "amount"),
                                 .from = DAY_NONE,
                                 .through = DAY_NONE,
                                 .note = sent(r, "note")};
    return SENT_CODE(r, "reason", hold_reason_parse, &wanted.reason, err) &&
           sent_day(r, "from", &wanted.from, err) && sent_day(r, "until", &wanted.through, err) &&
           place_hold(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_HOLD, made.id}, err);
}

static bool channel_parse(struct str code, enum gate_channel *out)
{
    for (int i = 0; i < GATE_CHANNEL_COUNT; i++) {
        *out = (enum gate_channel)i;
        if (str_is(code, gate_channel_code(*out)))
            return true;
    }
    return false;
}

bool api_outcome_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct outcome_wanted wanted = {.at = sent(r, "at"),
                                    .channel = GATE_CHANNEL_PHONE,
                                    .person = sent(r, "person"),
                                    .call_back = DAY_NONE,
                                    .note = sent(r, "note")};
    return SENT_CODE(r, "code", outcome_parse, &wanted.code, err) &&
           SENT_CODE(r, "channel", channel_parse, &wanted.channel, err) &&
           sent_day(r, "call_back", &wanted.call_back, err) &&
           record_outcome(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_OUTCOME, made.id}, err);
}
