/* Letters for other programs: those that wait or are on their way, one that is written, what became
 * of one. Printing and sending e-mails stay with people. */
#include "api_page.h"
#include "app/letters/letters_json.h"
#include "app/letters/print_letters.h"

bool api_letters_page(struct request *r, struct response *out, struct err *err)
{
    struct listed_letters letters;
    struct str state = http_field(&r->query, "state");
    size_t after = (size_t)http_field_int(&r->query, "after", 0);
    struct letters_wanted wanted = {.state = MAILING_IS_TO_PRINT,
                                    .batch = http_field_int(&r->query, "batch", 0),
                                    .most = after + api_limit(r) + 1,
                                    .scope = api_scope(r)};
    if (state.n > 0 && !mailing_state_parse(state, &wanted.state))
        return err_set_field(err, ERR_FIELD_VALUE, "state", state);
    if (!list_letters(r->app, r->arena, &wanted, &letters, err))
        return false;
    struct api_span span = api_span(r, letters.count);
    struct json j = api_begin(out);
    json_array(&j, "letters");
    for (size_t i = span.from; i < span.to; i++) {
        json_object(&j, NULL);
        listed_letter_json(&j, r->arena, &letters.rows[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    api_next(&j, span.to, letters.count);
    api_end(&j);
    return true;
}

bool api_letter_page(struct request *r, struct response *out, struct err *err)
{
    struct letter_request request = {.query = api_file_query(r, r->parameter),
                                     .wish = {.items = api_sent(r, "items"),
                                              .payee = api_sent(r, "payee"),
                                              .deadline = DAY_NONE,
                                              .plain = api_sent(r, "plain").n > 0,
                                              .registered = api_sent(r, "registered").n > 0,
                                              .basis = api_sent(r, "basis"),
                                              .consequence = api_sent(r, "consequence")}};
    struct written_letter letter;
    if (request.wish.plain && request.wish.registered)
        return err_set_field(err, ERR_FIELD_VALUE, "plain", STR("true"));
    if (!API_SENT_CODE(r, "kind", mailing_kind_parse, &request.wish.kind, err) ||
        !api_sent_day(r, "deadline", &request.wish.deadline, err) ||
        !write_letter(r->app, r->arena, &request, &letter, err))
        return false;
    struct json j = api_begin(out);
    kept_letter_json(&j, r->arena, &letter);
    asked_letter_json(&j, &letter);
    api_end(&j);
    return true;
}

bool api_letter_say_page(struct request *r, struct response *out, struct err *err)
{
    struct letter_said said = {.letter = r->parameter,
                               .step = {.on = r->app->today, .why = MAILING_RETURN_COUNT},
                               .tracking = api_sent(r, "tracking"),
                               .why = api_sent(r, "why"),
                               .scope = api_scope(r)};
    struct letter_told told;
    if (!API_SENT_CODE(r, "state", mailing_state_parse, &said.step.to, err) ||
        !API_SENT_CODE(r, "reason", mailing_return_parse, &said.step.why, err) ||
        !api_sent_day(r, "on", &said.step.on, err))
        return false;
    if ((said.step.to == MAILING_IS_RETURNED) != (said.step.why != MAILING_RETURN_COUNT))
        return err_set_field(err, ERR_FIELD_VALUE, "reason", api_sent(r, "reason"));
    if (!letter_say(r->app, r->arena, &said, &told, err))
        return false;
    struct json j = api_begin(out);
    told_letter_json(&j, r->arena, &told);
    api_end(&j);
    return true;
}
