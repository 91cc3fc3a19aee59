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

/* Bytes of a character that no reader sees and a terminal may obey, above ASCII: U+0080 to U+009F,
 * U+2028, U+2029, U+FEFF; 0: another one stands here. */
static size_t hidden_bytes(struct str s)
{
    unsigned char second = s.n > 1 ? (unsigned char)s.p[1] : 0;
    if (str_starts(s, STR("\xc2")) && second >= 0x80 && second < 0xa0)
        return 2;
    bool three = str_starts(s, STR("\xe2\x80\xa8")) || str_starts(s, STR("\xe2\x80\xa9")) ||
                 str_starts(s, STR("\xef\xbb\xbf"));
    return three ? 3 : 0;
}

/* Cuts at a whole UTF-8 sequence and puts a blank for each byte of control characters. */
static void copy_text(char *to, size_t room, struct str from)
{
    struct str cut = str_cut_utf8(from, room - 1);
    size_t hidden = 0;
    for (size_t i = 0; i < cut.n; i++) {
        bool control = (unsigned char)cut.p[i] < 0x20 || cut.p[i] == 0x7f;
        if (hidden == 0)
            hidden = hidden_bytes(str_slice(cut, i, cut.n));
        to[i] = control || hidden > 0 ? ' ' : cut.p[i];
        hidden -= hidden > 0;
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

struct str err_code_stored(enum err_code code)
{
    return code == ERR_NONE ? STR("") : str_of(err_code_text(code));
}

enum err_code err_code_read(struct str stored)
{
    for (int i = ERR_NONE + 1; i < ERR_CODE_COUNT; i++) {
        if (str_is(stored, codes[i].text))
            return (enum err_code)i;
    }
    return stored.n == 0 ? ERR_NONE : ERR_SYSTEM;
}
