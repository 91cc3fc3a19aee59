#include "err.h"

static const struct {
    const char *text;
    int exit_code;
} codes[ERR_CODE_COUNT] = {
    [ERR_NONE] = {"none", EXIT_DONE},
#define ERR_CODE(id, text, exit_code) [ERR_##id] = {text, exit_code},
#include "err_codes.def"
#undef ERR_CODE
};

/* U+0080 to U+009F, which a terminal may obey. */
static bool is_c1(struct str s, size_t i)
{
    return i + 1 < s.n && (unsigned char)s.p[i] == 0xc2 && (unsigned char)s.p[i + 1] < 0xa0;
}

/* Cuts at a whole UTF-8 sequence and replaces control characters. */
static void copy_text(char *to, size_t room, struct str from)
{
    struct str cut = str_cut_utf8(from, room - 1);
    for (size_t i = 0; i < cut.n; i++) {
        bool control = (unsigned char)cut.p[i] < 0x20 || cut.p[i] == 0x7f;
        to[i] = control ? ' ' : cut.p[i];
        if (is_c1(cut, i)) {
            to[i++] = ' ';
            to[i] = ' ';
        }
    }
    to[cut.n] = '\0';
}

bool err_set(struct err *e, enum err_code code, const char *detail)
{
    ASSERT(code != ERR_NONE);
    if (e != NULL && e->code == ERR_NONE) {
        e->code = code;
        copy_text(e->detail, sizeof e->detail, str_of(detail));
    }
    return false;
}

bool err_set_field(struct err *e, enum err_code code, const char *field, struct str value)
{
    if (e != NULL && e->code == ERR_NONE) {
        err_set(e, code, NULL);
        copy_text(e->field, sizeof e->field, str_of(field));
        copy_text(e->arg, sizeof e->arg, value);
    }
    return false;
}

void err_at(struct err *e, int64_t line, int32_t column, const char *field)
{
    if (e == NULL || e->code == ERR_NONE || e->line != 0)
        return;
    e->line = line;
    e->column = column;
    if (field != NULL && e->field[0] == '\0')
        copy_text(e->field, sizeof e->field, str_of(field));
}

bool err_is(const struct err *e) { return e != NULL && e->code != ERR_NONE; }

void err_clear(struct err *e) { *e = (struct err){0}; }

const char *err_code_text(enum err_code code)
{
    ASSERT(code < ERR_CODE_COUNT);
    return codes[code].text;
}

int err_exit_code(enum err_code code)
{
    ASSERT(code < ERR_CODE_COUNT);
    return codes[code].exit_code;
}
