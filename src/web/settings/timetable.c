#include "timetable.h"

#include "creditor_pages.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"

enum { HOURS = 24 };

struct str timetable_digits(struct request *r, int64_t number)
{
    struct buf text;
    buf_init(&text, r->arena, 32);
    buf_add_int(&text, number);
    return buf_str(&text);
}

static struct setting_choice choice_of(struct request *r, const char *never, int hour)
{
    struct str value = timetable_digits(r, hour);
    if (hour == TIMETABLE_NO_HOUR)
        return (struct setting_choice){STR(HOUR_NONE), str_of(tr(r->lang, never))};
    return (struct setting_choice){value,
                                   format_text(r->arena, tr(r->lang, N_("à %1 h")), &value, 1)};
}

struct v_form_field timetable_field(struct setting_form *form, const struct timetable_hour *hour)
{
    struct setting_choice *choices = ARENA_ARRAY(form->r->arena, HOURS + 1, struct setting_choice);
    for (int h = TIMETABLE_NO_HOUR; h < HOURS; h++)
        choices[h - TIMETABLE_NO_HOUR] = choice_of(form->r, hour->never, h);
    const struct setting_field field = {.name = "hour",
                                        .label = hour->label,
                                        .value = choices[hour->hour - TIMETABLE_NO_HOUR].value,
                                        .choices = choices,
                                        .choice_count = HOURS + 1};
    return setting_field(form, &field);
}

bool timetable_hour_read(const struct request *r, int64_t *out, struct err *err)
{
    struct str hour = str_trim(http_field(&r->form, "hour"));
    *out = TIMETABLE_NO_HOUR;
    return str_is(hour, HOUR_NONE) || setting_number(hour, out) ||
           err_set_field(err, ERR_BAD_OPTION_VALUE, "hour", hour);
}

void timetable_failed(struct request *r, const struct timetable *t, struct v_timetable *view)
{
    const struct err why = {.code = t->failed};
    struct str at = format_moment(r->arena, t->failed_ms, r->lang);
    if (t->failed_ms == 0)
        return;
    view->failed_at = format_text(r->arena, tr(r->lang, N_("L’essai du %1 a échoué.")), &at, 1);
    view->failed = failure_words(r, &why);
}

bool timetable_notes(const struct setting_form *form, const struct setting_of *of,
                     struct response *out, struct v_setting_notes *notes, struct err *err)
{
    struct request *r = form->r;
    const struct err *failure = form->failure;
    if (http_field(&r->query, "done").n > 0)
        notes->done = str_of(tr(r->lang, N_("L’horaire est gardé.")));
    if (failure == NULL)
        return true;
    out->status = failure->code == ERR_CHANGED_MEANWHILE ? 409 : 422;
    if (failure->code == ERR_CHANGED_MEANWHILE)
        return setting_conflict(r, of, notes, err);
    if (!form->beside)
        form_words(r, failure, arena_str(r->arena, str_of(failure->arg)), &notes->error,
                   &notes->advice);
    return true;
}
