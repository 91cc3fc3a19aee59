#include "law_options.h"

#include "app/legal/law_text.h"
#include "app/open_app.h"
#include "base/money.h"
#include "base/rate.h"

enum { YEAR_MIN = 1950, YEAR_MAX = 2150, TEXT_BYTES_MAX = 2000 };

bool law_options_law(struct cmd *c, struct law_in_force *out)
{
    struct app *app = NULL;
    load_law_compiled(out);
    if (!c->db_given)
        return true;
    bool ok = app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              load_law(app, &c->arena, out, &c->err);
    app_close(app);
    return ok;
}

bool law_options_tables(struct cmd *c, const struct law_tables **out)
{
    struct law_in_force *law = ARENA_NEW(&c->arena, struct law_in_force);
    *out = &law->tables;
    return law_options_law(c, law);
}

bool law_options_table(struct cmd *c, const char *option, struct str name, enum law_table *out)
{
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        if (str_is_nocase(name, law_table_name((enum law_table)i))) {
            *out = (enum law_table)i;
            return true;
        }
    }
    return err_set_field(&c->err, ERR_UNKNOWN_KIND, option, name);
}

bool law_options_day_text(struct cmd *c, const char *option, struct str text, struct day *out)
{
    struct day day;
    if (!day_parse_iso(text, &day, NULL)) {
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, text);
    }
    int32_t year = day_to(day).year;
    if (year < YEAR_MIN || year > YEAR_MAX) {
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, text);
    }
    *out = day;
    return true;
}

bool law_options_day(struct cmd *c, const char *option, struct day *out)
{
    struct str text = cmd_value(c, option);
    return text.p == NULL || law_options_day_text(c, option, text, out);
}

bool law_options_amount(struct cmd *c, const char *option, struct str text, int64_t least,
                        int64_t *out)
{
    struct amount_style style = {0, true, false};
    if (!amount_parse(text, style, 2, out, NULL) || *out < least) {
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, text);
    }
    return true;
}

bool law_options_word(struct cmd *c, const char *option, const char *const *words, size_t count,
                      int *out)
{
    struct str text = cmd_value(c, option);
    for (size_t i = 0; text.p != NULL && i < count; i++) {
        if (str_is_nocase(text, words[i])) {
            *out = (int)i;
            return true;
        }
    }
    return text.p == NULL || err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, text);
}

bool law_options_dated(struct cmd *c, const char *option, struct str text, struct day *day,
                       struct str *rest)
{
    ptrdiff_t sign = str_find(text, '=');
    if (sign < 0) {
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, text);
    }
    *rest = str_slice(text, (size_t)sign + 1, text.n);
    return law_options_day_text(c, option, str_slice(text, 0, (size_t)sign), day);
}

void law_json_micro(struct json *j, const char *key, int64_t micro)
{
    struct buf text;
    buf_init(&text, j->out->arena, 40);
    buf_add_int(&text, micro / 1000000);
    buf_add_char(&text, '.');
    buf_add_int_padded(&text, micro % 1000000, 6);
    json_text(j, key, buf_str(&text));
}

void law_json_warning(struct json *j, const char *code, struct str text)
{
    json_object(j, NULL);
    json_cstr(j, "code", code);
    json_text(j, "text", text);
    json_object_end(j);
}

void law_add_unverified(struct cmd *c, const struct law_note *note)
{
    if (note->confidence == LAW_UNVERIFIED) {
        buf_add_c(&c->out, " (");
        buf_add_c(&c->out, law_confidence_label(note->confidence, c->lang));
        buf_add_c(&c->out, ")");
    }
}

void law_print_warning(struct cmd *c, bool *first, struct str text)
{
    if (*first) {
        buf_add_char(&c->out, '\n');
        buf_add_c(&c->out, cmd_tr(c, "À savoir :"));
        buf_add_char(&c->out, '\n');
        *first = false;
    }
    buf_add_c(&c->out, "  – ");
    buf_add(&c->out, text);
    buf_add_char(&c->out, '\n');
}
