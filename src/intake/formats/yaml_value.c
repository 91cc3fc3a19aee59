#include "yaml_tree.h"

#include "base/text.h"

enum { PLAIN_BYTES_MAX = 80 };

/* A key somebody asked a mapping for, whether it was there or not. */
struct yaml_asked {
    const char *key;
    struct yaml_asked *next;
};

static void note_asked(struct yaml_node *keys, const char *key)
{
    for (const struct yaml_asked *a = keys->asked; a != NULL; a = a->next) {
        if (strcmp(a->key, key) == 0)
            return;
    }
    struct yaml_asked *asked = ARENA_NEW(keys->arena, struct yaml_asked);
    *asked = (struct yaml_asked){key, keys->asked};
    keys->asked = asked;
}

struct yaml_node *yaml_find(struct yaml_node *keys, const char *key)
{
    ASSERT(keys->kind == YAML_KEYS);
    note_asked(keys, key);
    for (struct yaml_node *value = keys->first; value != NULL; value = value->next) {
        if (!str_is(value->key, key))
            continue;
        value->read = true;
        return value->blank ? NULL : value;
    }
    return NULL;
}

/* ---- refusals ---- */

bool yaml_refuse(const struct yaml_node *node, enum err_code code, struct err *err)
{
    char key[sizeof err->field];
    struct str cut = str_cut_utf8(node->key, sizeof key - 1);
    if (cut.n > 0)
        memcpy(key, cut.p, cut.n);
    key[cut.n] = '\0';
    err_set_field(err, code, key, node->text);
    err_at(err, node->line, node->column, NULL);
    return false;
}

bool yaml_refuse_key(const struct yaml_node *node, const char *nearest, struct err *err)
{
    err_set_field(err, ERR_KEY_UNKNOWN, nearest, node->key);
    err_at(err, node->key_line, node->key_column, NULL);
    return false;
}

const char *yaml_nearest(struct str written, const char *const *names)
{
    const char *best = NULL;
    size_t least = SIZE_MAX;
    for (; *names != NULL; names++) {
        size_t d = str_distance(written, str_of(*names));
        if (d < least) {
            least = d;
            best = *names;
        }
    }
    return best;
}

static const char *nearest_asked(const struct yaml_node *keys, struct str written)
{
    size_t count = 0;
    for (const struct yaml_asked *a = keys->asked; a != NULL; a = a->next)
        count++;
    const char **names = ARENA_ARRAY(keys->arena, count + 1, const char *);
    for (const struct yaml_asked *a = keys->asked; a != NULL; a = a->next)
        names[--count] = a->key; /* in the order they were asked for */
    return yaml_nearest(written, names);
}

bool yaml_all_read(const struct yaml_node *root, struct err *err)
{
    for (const struct yaml_node *value = root->first; value != NULL; value = value->next) {
        if (root->kind == YAML_KEYS && !value->read)
            return yaml_refuse_key(value, nearest_asked(root, value->key), err);
        if (!yaml_all_read(value, err)) /* as deep as LIMIT_YAML_DEPTH */
            return false;
    }
    return true;
}

/* ---- typed values ---- */

bool yaml_need(struct yaml_node *keys, const char *key, struct err *err)
{
    if (yaml_find(keys, key) != NULL)
        return true;
    err_set_field(err, ERR_KEY_MISSING, key, (struct str){0});
    err_at(err, keys->line, keys->column, NULL);
    return false;
}

bool yaml_as_text(const struct yaml_node *node, struct str *out, struct err *err)
{
    if (node->kind != YAML_SCALAR || node->blank)
        return yaml_refuse(node, ERR_NOT_A_TEXT, err);
    *out = node->text;
    return true;
}

bool yaml_as_keys(const struct yaml_node *node, struct err *err)
{
    return node->kind == YAML_KEYS || yaml_refuse(node, ERR_NOT_KEYS, err);
}

/* The scalar of a key; NULL when absent. */
static bool find_scalar(struct yaml_node *keys, const char *key, struct yaml_node **out,
                        struct err *err)
{
    *out = yaml_find(keys, key);
    return *out == NULL || (*out)->kind == YAML_SCALAR || yaml_refuse(*out, ERR_NOT_A_TEXT, err);
}

bool yaml_text(struct yaml_node *keys, const char *key, struct str *out, struct err *err)
{
    struct yaml_node *value;
    if (!find_scalar(keys, key, &value, err))
        return false;
    if (value != NULL)
        *out = value->text;
    return true;
}

static bool read_int(struct str text, int64_t *out)
{
    bool negative = text.n > 0 && text.p[0] == '-';
    struct str digits = str_slice(text, negative, text.n);
    int64_t n = 0;
    if (digits.n == 0 || digits.n > 18)
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9')
            return false;
        n = n * 10 + (digits.p[i] - '0');
    }
    *out = negative ? -n : n;
    return true;
}

bool yaml_int(struct yaml_node *keys, const char *key, struct yaml_range range, int64_t *out,
              struct err *err)
{
    struct yaml_node *value;
    int64_t n;
    if (!find_scalar(keys, key, &value, err))
        return false;
    if (value == NULL)
        return true;
    if (!read_int(value->text, &n))
        return yaml_refuse(value, ERR_BAD_NUMBER, err);
    if (n < range.min || n > range.max)
        return yaml_refuse(value, ERR_OUT_OF_RANGE, err);
    *out = n;
    return true;
}

bool yaml_flag(struct yaml_node *keys, const char *key, bool *out, struct err *err)
{
    struct yaml_node *value;
    if (!find_scalar(keys, key, &value, err))
        return false;
    if (value == NULL)
        return true;
    *out = str_is(value->text, "true");
    return *out || str_is(value->text, "false") || yaml_refuse(value, ERR_NOT_A_FLAG, err);
}

bool yaml_day(struct yaml_node *keys, const char *key, struct day *out, struct err *err)
{
    struct yaml_node *value;
    struct err ignored = {0};
    if (!find_scalar(keys, key, &value, err))
        return false;
    return value == NULL || day_parse_iso(value->text, out, &ignored) ||
           yaml_refuse(value, ERR_BAD_DATE, err);
}

bool yaml_choice(struct yaml_node *keys, const char *key, const char *const *words, int *out,
                 struct err *err)
{
    struct yaml_node *value;
    if (!find_scalar(keys, key, &value, err))
        return false;
    for (int i = 0; value != NULL && words[i] != NULL; i++) {
        if (str_is(value->text, words[i])) {
            *out = i;
            return true;
        }
    }
    return value == NULL || yaml_refuse(value, ERR_NOT_A_CHOICE, err);
}

bool yaml_list(struct yaml_node *keys, const char *key, struct yaml_node **out, struct err *err)
{
    *out = yaml_find(keys, key);
    return *out == NULL || (*out)->kind == YAML_LIST || yaml_refuse(*out, ERR_NOT_A_LIST, err);
}

bool yaml_keys(struct yaml_node *keys, const char *key, struct yaml_node **out, struct err *err)
{
    *out = yaml_find(keys, key);
    return *out == NULL || yaml_as_keys(*out, err);
}

struct yaml_node *yaml_next(struct yaml_node *of, struct yaml_node *value)
{
    ASSERT(of->kind != YAML_SCALAR);
    struct yaml_node *next = value == NULL ? of->first : value->next;
    if (next != NULL)
        next->read = true;
    return next;
}

/* ---- writing ---- */

static bool is_letter(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* Characters that YAML takes for ends of lines, or does not print. */
static bool needs_escape(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0xa0) || code == 0x2028 || code == 0x2029 ||
           code == 0xfeff || code == 0xfffe || code == 0xffff;
}

/* Words that are read as the same text without quotes, by us and by any other reader. */
static bool is_plain(struct str text)
{
    static const char *const meant[] = {"true", "false", "null", "yes", "no",
                                        "on",   "off",   "y",    "n"};
    for (size_t i = 0; i < COUNT_OF(meant); i++) {
        if (str_is_nocase(text, meant[i]))
            return false;
    }
    if (text.n == 0 || text.n > PLAIN_BYTES_MAX || !is_letter((unsigned char)text.p[0]) ||
        str_trim(text).n != text.n)
        return false;
    struct str rest = text;
    for (uint32_t code; utf8_next(&rest, &code);) {
        bool simple = code >= 0x80 || is_letter((unsigned char)code) ||
                      (code >= '0' && code <= '9') || strchr(" -_./()'+", (int)code) != NULL;
        if (!simple || needs_escape(code))
            return false;
    }
    return true;
}

static void add_escaped(struct buf *out, uint32_t code)
{
    const uint8_t bytes[] = {(uint8_t)(code >> 8), (uint8_t)code};
    if (code == '\n' || code == '\t') {
        buf_add_c(out, code == '\n' ? "\\n" : "\\t");
        return;
    }
    buf_add_c(out, "\\u");
    buf_add_hex(out, bytes, sizeof bytes);
}

void buf_add_yaml(struct buf *out, struct str text)
{
    if (is_plain(text)) {
        buf_add(out, text);
        return;
    }
    char bytes[4];
    buf_add_char(out, '"');
    for (uint32_t code; utf8_next(&text, &code);) {
        if (needs_escape(code)) {
            add_escaped(out, code);
            continue;
        }
        if (code == '"' || code == '\\')
            buf_add_char(out, '\\');
        buf_add(out, (struct str){bytes, utf8_put(code, bytes)});
    }
    buf_add_char(out, '"');
}
