/* What other programs note on a file: promises, plans, disputes, holds, outcomes. The answer is the
 * object as it stands then. */
#include "api_page.h"
#include "app/acts/change_object.h"
#include "app/acts/draw_plan.h"
#include "app/acts/list_objects.h"
#include "app/acts/make_promise.h"
#include "app/acts/objects_json.h"
#include "app/acts/open_dispute.h"
#include "app/acts/place_hold.h"
#include "app/acts/record_outcome.h"

struct str api_sent(const struct request *r, const char *key) { return http_field(&r->form, key); }

bool api_sent_day(const struct request *r, const char *key, struct day *out, struct err *err)
{
    struct str text = api_sent(r, key);
    return text.n == 0 || day_parse_iso(text, out, NULL) ||
           err_set_field(err, ERR_FIELD_VALUE, key, text);
}

static struct object_request ask(struct request *r)
{
    return (struct object_request){r->app, r->arena, api_file_query(r, r->parameter)};
}

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
                                    .amount = api_sent(r, "amount"),
                                    .means = MEANS_NONE,
                                    .items = api_sent(r, "items"),
                                    .person = api_sent(r, "person"),
                                    .payee = PROMISE_PAYEE_USUAL,
                                    .replaces = api_sent(r, "replaces"),
                                    .note = api_sent(r, "note")};
    return api_sent_day(r, "on", &wanted.on, err) &&
           API_SENT_CODE(r, "means", means_parse, &wanted.means, err) &&
           API_SENT_CODE(r, "payee", payee_parse, &wanted.payee, err) &&
           make_promise(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_PROMISE, made.id}, err);
}

bool api_dispute_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct dispute_wanted wanted = {.items = api_sent(r, "items"),
                                    .amount = api_sent(r, "amount"),
                                    .department = DEPARTMENT_COUNT,
                                    .owner = api_sent(r, "owner"),
                                    .deadline = DAY_NONE,
                                    .note = api_sent(r, "note")};
    return API_SENT_CODE(r, "reason", dispute_reason_parse, &wanted.reason, err) &&
           API_SENT_CODE(r, "department", department_parse, &wanted.department, err) &&
           api_sent_day(r, "deadline", &wanted.deadline, err) &&
           open_dispute(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_DISPUTE, made.id}, err);
}

bool api_hold_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct hold_wanted wanted = {.scope = HOLD_OF_ACCOUNT,
                                 .items = api_sent(r, "items"),
                                 .amount = api_sent(r, "amount"),
                                 .from = DAY_NONE,
                                 .through = DAY_NONE,
                                 .note = api_sent(r, "note")};
    return API_SENT_CODE(r, "reason", hold_reason_parse, &wanted.reason, err) &&
           api_sent_day(r, "from", &wanted.from, err) &&
           api_sent_day(r, "until", &wanted.through, err) &&
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
    struct outcome_wanted wanted = {.at = api_sent(r, "at"),
                                    .channel = GATE_CHANNEL_PHONE,
                                    .person = api_sent(r, "person"),
                                    .call_back = DAY_NONE,
                                    .note = api_sent(r, "note")};
    return API_SENT_CODE(r, "code", outcome_parse, &wanted.code, err) &&
           API_SENT_CODE(r, "channel", channel_parse, &wanted.channel, err) &&
           api_sent_day(r, "call_back", &wanted.call_back, err) &&
           record_outcome(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_OUTCOME, made.id}, err);
}

/* ---- plans ---- */

static bool read_lines(struct request *r, struct plan_wanted *wanted, struct err *err)
{
    struct plan_line_text *lines = ARENA_ARRAY(r->arena, PLAN_LINES_MAX, struct plan_line_text);
    struct str rest = api_sent(r, "lines");
    struct str text;
    struct err why = {0}; /* speaks of an option */
    wanted->lines = lines;
    while (rest.n > 0 && str_split(&rest, ',', &text)) {
        if (wanted->line_count == PLAN_LINES_MAX ||
            !plan_line_read(text, &lines[wanted->line_count++], &why))
            return err_set_field(err, ERR_FIELD_VALUE, "lines", text);
    }
    bool spread = api_sent(r, "first").n > 0;
    if (wanted->line_count > 0)
        return !spread || err_set_field(err, ERR_FIELD_VALUE, "first", api_sent(r, "first"));
    return (spread && api_sent(r, "count").n > 0) ||
           err_set_field(err, ERR_FIELD_MISSING, "lines", STR(""));
}

/* Lines one by one, or spread evenly. */
static bool read_rhythm(struct request *r, struct plan_wanted *wanted, struct err *err)
{
    int64_t count = http_field_int(&r->form, "count", 0);
    struct str every = api_sent(r, "every");
    struct err why = {0}; /* speaks of an option */
    if (count < 0 || count > PLAN_LINES_MAX)
        return err_set_field(err, ERR_FIELD_VALUE, "count", api_sent(r, "count"));
    wanted->count = (size_t)count;
    return read_lines(r, wanted, err) && api_sent_day(r, "first", &wanted->first, err) &&
           (plan_every_read(every, wanted, &why) ||
            err_set_field(err, ERR_FIELD_VALUE, "every", every));
}

bool api_plan_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    struct plan_wanted wanted = {.items = api_sent(r, "items"),
                                 .first = DAY_NONE,
                                 .state = INSTALMENTS_AGREED,
                                 .acceleration = api_sent(r, "acceleration").n > 0,
                                 .remainder = api_sent(r, "remainder"),
                                 .charges = api_sent(r, "charges"),
                                 .person = api_sent(r, "person"),
                                 .consent = api_sent(r, "consent"),
                                 .note = api_sent(r, "note")};
    return API_SENT_CODE(r, "means", means_parse, &wanted.means, err) &&
           API_SENT_CODE(r, "state", instalments_state_parse, &wanted.state, err) &&
           read_rhythm(r, &wanted, err) && draw_plan(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_PLAN, made.id}, err);
}

static bool change_plan(struct request *r, struct response *out, enum object_verb verb,
                        struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    const struct object_wanted wanted = {verb, api_sent(r, "id"), api_sent(r, "why")};
    return change_object(&request, &wanted, &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_PLAN, made.id}, err);
}

bool api_plan_propose_page(struct request *r, struct response *out, struct err *err)
{
    return change_plan(r, out, VERB_PLAN_PROPOSE, err);
}

bool api_plan_end_page(struct request *r, struct response *out, struct err *err)
{
    return change_plan(r, out, VERB_PLAN_END, err);
}

bool api_plan_agree_page(struct request *r, struct response *out, struct err *err)
{
    struct object_request request = ask(r);
    struct object_made made;
    return agree_plan(&request, api_sent(r, "id"), api_sent(r, "consent"), &made, err) &&
           answer(r, out, (struct one_object){NULL, OBJECT_PLAN, made.id}, err);
}
