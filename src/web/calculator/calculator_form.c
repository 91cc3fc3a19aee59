/* The forms of the Calculateur: declaring fields, and reading what came back. */
#include "base/limits.h"
#include "calculator.h"
#include "web/parts/format.h"

enum {
    FORMS_MAX = 2,
    GROUPS_MAX = 4,
    FIELDS_MAX = 80,
    PLACES_MAX = 120,
    YEAR_MIN = 1950,
    YEAR_MAX = 2150
};

static void begin_group(struct calculator *c, struct str title, struct str note)
{
    struct v_calculator_form *form = &c->forms[c->view.forms_count - 1];
    ASSERT(form->groups_count < GROUPS_MAX);
    c->group = &c->groups[form->groups_count++];
    c->fields = ARENA_ARRAY(c->r->arena, FIELDS_MAX, struct v_form_field);
    *c->group = (struct v_calculator_form_groups){
        .title = title, .note = note, .folded = title.n > 0, .fields = c->fields};
}

void calculator_form(struct calculator *c, const char *title, const char *submit, const char *mark)
{
    if (c->forms == NULL) {
        c->forms = ARENA_ARRAY(c->r->arena, FORMS_MAX, struct v_calculator_form);
        c->places = ARENA_ARRAY(c->r->arena, PLACES_MAX, struct calculator_place);
    }
    ASSERT(c->view.forms_count < FORMS_MAX);
    c->groups = ARENA_ARRAY(c->r->arena, GROUPS_MAX, struct v_calculator_form_groups);
    c->forms[c->view.forms_count] =
        (struct v_calculator_form){.title = calculator_tr(c, title),
                                   .submit = calculator_tr(c, submit),
                                   .mark = str_of(mark),
                                   .action = str_of(calculator_path(c->tab)),
                                   .full = c->view.forms_count == 0,
                                   .groups = c->groups};
    c->view.forms = c->forms;
    c->view.forms_count++;
    begin_group(c, STR(""), STR(""));
}

void calculator_group(struct calculator *c, const char *title, const char *note)
{
    begin_group(c, calculator_tr(c, title), calculator_tr(c, note));
}

/* The form under way is the one that was sent. */
static bool sent(const struct calculator *c)
{
    struct str mark = c->forms[c->view.forms_count - 1].mark;
    return c->asked && (mark.n == 0 || str_eq(mark, calculator_text(c, "act")));
}

static void remember(struct calculator *c, struct str label, struct str shown)
{
    if (shown.n == 0)
        return;
    c->given[c->view.given_count++] = (struct v_calculator_given){.label = label, .value = shown};
    c->view.given = c->given;
}

/* Two forms of a page may ask for the same name. */
static struct str field_id(const struct calculator *c, const char *name)
{
    struct buf text;
    buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, c->view.forms_count > 1 ? "g-" : "f-");
    buf_add_c(&text, name);
    return buf_str(&text);
}

static struct v_form_field *add(struct calculator *c, const struct calculator_field *field)
{
    ASSERT(c->group->fields_count < FIELDS_MAX);
    ASSERT(c->place_count < PLACES_MAX);
    struct v_form_field *out = &c->fields[c->group->fields_count++];
    c->places[c->place_count++] = (struct calculator_place){out, c->group};
    *out = (struct v_form_field){
        .id = field_id(c, field->name),
        .name = str_of(field->name),
        .label = calculator_tr(c, field->label),
        .help = calculator_tr(c, field->help),
        .day = field->kind == CALCULATOR_DAY,
        .amount = field->kind == CALCULATOR_AMOUNT,
        .wide = field->wide,
        .required = field->required,
        .value = sent(c) ? calculator_text(c, field->name) : field->value,
    };
    return out;
}

void calculator_add(struct calculator *c, const struct calculator_field *field)
{
    struct v_form_field *out = add(c, field);
    struct day day;
    struct str shown = out->value;
    if (out->day && out->value.n > 0) {
        out->day = day_parse_iso(out->value, &day, NULL);
        shown = out->day ? calculator_date(c, day) : shown;
    }
    if (c->group->folded && out->value.n > 0)
        c->group->open = true;
    if (sent(c))
        remember(c, out->label, shown);
}

void calculator_choose(struct calculator *c, const struct calculator_field *field,
                       const struct calculator_word *words, size_t count)
{
    struct v_form_field *out = add(c, field);
    struct v_form_field_options *options =
        ARENA_ARRAY(c->r->arena, count, struct v_form_field_options);
    out->choice = true;
    out->options = options;
    out->options_count = count;
    for (size_t i = 0; i < count; i++) {
        options[i] = (struct v_form_field_options){.value = str_of(words[i].value),
                                                   .text = words[i].text,
                                                   .on = str_is_nocase(out->value, words[i].value)};
        if (!options[i].on)
            continue;
        if (c->group->folded && i > 0)
            c->group->open = true;
        if (sent(c))
            remember(c, out->label, out->value.n > 0 ? words[i].text : STR(""));
    }
}

void calculator_choices(struct calculator *c, const struct calculator_field *field,
                        const struct calculator_choice *choices, size_t count)
{
    struct calculator_word *words = ARENA_ARRAY(c->r->arena, count, struct calculator_word);
    for (size_t i = 0; i < count; i++)
        words[i] = (struct calculator_word){choices[i].value, calculator_tr(c, choices[i].text)};
    calculator_choose(c, field, words, count);
}

/* ---- reading ---- */

struct str calculator_text(const struct calculator *c, const char *name)
{
    struct str text = http_field(&c->r->query, name);
    return text.p == NULL ? STR("") : str_trim(text);
}

bool calculator_day(struct calculator *c, const char *name, struct day *out)
{
    struct str text = calculator_text(c, name);
    struct day day;
    if (text.n == 0)
        return true;
    if (!day_parse_iso(text, &day, NULL) || day_to(day).year < YEAR_MIN ||
        day_to(day).year > YEAR_MAX)
        return err_set_field(&c->failure, ERR_BAD_DATE, name, text);
    *out = day;
    return true;
}

bool calculator_day_needed(struct calculator *c, const char *name, struct day *out)
{
    if (calculator_text(c, name).n == 0)
        return err_set_field(&c->failure, ERR_OPTION_MISSING, name, STR(""));
    return calculator_day(c, name, out);
}

bool calculator_amount(struct calculator *c, const char *name, int64_t least, int64_t *out)
{
    struct amount_style style = {0, true, false};
    struct str text = calculator_text(c, name);
    int64_t minor = 0;
    if (text.n == 0)
        return err_set_field(&c->failure, ERR_OPTION_MISSING, name, STR(""));
    struct err why = {0};
    if (!amount_parse(text, style, 2, &minor, &why))
        return err_set_field(&c->failure, why.code, name, text);
    if (minor < least)
        return err_set_field(&c->failure, ERR_BAD_AMOUNT, name, text);
    *out = minor;
    return true;
}

bool calculator_rate(struct calculator *c, const char *name, bool *has, struct rate *out)
{
    struct str text = calculator_text(c, name);
    struct rate rate;
    if (text.n == 0)
        return true;
    if (!rate_parse(text, &rate, NULL) || rate.micro < 0)
        return err_set_field(&c->failure, ERR_BAD_RATE, name, text);
    *has = true;
    *out = rate;
    return true;
}

bool calculator_choice_of(struct calculator *c, const char *name,
                          const struct calculator_choice *choices, size_t count, int *out)
{
    struct str text = calculator_text(c, name);
    *out = 0;
    for (size_t i = 0; text.n > 0 && i < count; i++) {
        if (str_is_nocase(text, choices[i].value)) {
            *out = (int)i;
            return true;
        }
    }
    return text.n == 0 || err_set_field(&c->failure, ERR_BAD_OPTION_VALUE, name, text);
}

/* ---- rows ---- */

const char *calculator_row_name(const struct calculator *c, const char *name, size_t row)
{
    enum { NAME_BYTES_MAX = 24 };
    struct buf text;
    buf_init(&text, c->r->arena, NAME_BYTES_MAX);
    buf_add_c(&text, name);
    buf_add_char(&text, '-');
    buf_add_int(&text, (int64_t)row + 1);
    return buf_cstr(&text);
}

bool calculator_row_filled(const struct calculator *c, const struct calculator_rows *rows,
                           size_t row)
{
    return calculator_text(c, calculator_row_name(c, rows->on, row)).n > 0 ||
           calculator_text(c, calculator_row_name(c, rows->what, row)).n > 0;
}

size_t calculator_rows_shown(const struct calculator *c, const struct calculator_rows *rows)
{
    size_t filled = 0;
    for (size_t i = 0; i < rows->most; i++)
        filled = calculator_row_filled(c, rows, i) ? i + 1 : filled;
    return filled + rows->least < rows->most ? filled + rows->least : rows->most;
}
