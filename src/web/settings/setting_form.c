#include "setting_form.h"

#include "web/parts/form_words.h"

enum { NUMBER_DIGITS = 6 };

bool setting_form_sent(const struct setting_form *form)
{
    return form->failure != NULL && str_is(http_field(&form->r->form, "act"), form->act);
}

static struct str id_of(struct arena *a, const char *act, const char *name)
{
    struct buf b;
    buf_init(&b, a, 120);
    buf_add_c(&b, act);
    buf_add_char(&b, '-');
    buf_add_c(&b, name);
    return buf_str(&b);
}

static void add_choices(struct setting_form *form, const struct setting_field *field,
                        struct v_form_field *out)
{
    struct v_form_field_options *rows =
        ARENA_ARRAY(form->r->arena, field->choice_count, struct v_form_field_options);
    for (size_t i = 0; i < field->choice_count; i++)
        rows[i] = (struct v_form_field_options){.value = field->choices[i].value,
                                                .text = field->choices[i].text,
                                                .on = str_eq(field->choices[i].value, out->value)};
    out->choice = true;
    out->options = rows;
    out->options_count = field->choice_count;
}

struct v_form_field setting_field(struct setting_form *form, const struct setting_field *field)
{
    struct request *r = form->r;
    bool sent = setting_form_sent(form);
    struct str typed = sent ? http_field(&r->form, field->name) : (struct str){0};
    struct v_form_field out = {.id = id_of(r->arena, form->act, field->name),
                               .name = str_of(field->name),
                               .label = str_of(tr(r->lang, field->label)),
                               .value = typed.p != NULL ? typed : field->value,
                               .day = field->day,
                               .amount = field->amount,
                               .wide = field->wide,
                               .required = field->required};
    if (field->help != NULL)
        out.help = str_of(tr(r->lang, field->help));
    if (field->choices != NULL)
        add_choices(form, field, &out);
    if (sent && str_is_nocase(str_of(field->name), form->failure->field)) {
        struct str advice;
        form_words(r, form->failure, arena_str(r->arena, str_of(form->failure->arg)), &out.error,
                   &advice);
        out.first_bad = form->beside = true;
    }
    return out;
}

bool setting_ticked(const struct request *r, const char *name)
{
    return http_field(&r->form, name).n > 0;
}

bool setting_number(struct str text, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (i == NUMBER_DIGITS || text.p[i] < '0' || text.p[i] > '9')
            return false;
        *out = *out * 10 + (text.p[i] - '0');
    }
    return text.n > 0;
}

bool setting_day(const struct request *r, const char *name, struct day *out, struct err *err)
{
    struct str text = str_trim(http_field(&r->form, name));
    *out = DAY_NONE;
    return text.n == 0 || day_parse_iso(text, out, NULL) ||
           err_set_field(err, ERR_BAD_DATE, name, text);
}
