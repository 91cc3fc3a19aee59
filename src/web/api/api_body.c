#include <stdio.h>

#include "api.h"
#include "base/limits.h"
#include "base/text.h"

enum { INT_DIGITS_MAX = 15, SHOWN_BYTES = 40 };

struct reader {
    struct str all;
    size_t at;
    struct arena *arena;
    struct err *err;
};

static bool unreadable(struct reader *r)
{
    char place[24];
    snprintf(place, sizeof place, "%zu", r->at + 1);
    return err_set_field(r->err, ERR_BODY_UNREADABLE, "body", str_of(place));
}

static char next(struct reader *r)
{
    while (r->at < r->all.n && strchr(" \t\r\n", r->all.p[r->at]) != NULL && r->all.p[r->at] != 0)
        r->at++;
    return r->at < r->all.n ? r->all.p[r->at] : '\0';
}

static bool take(struct reader *r, char c)
{
    if (next(r) != c)
        return false;
    r->at++;
    return true;
}

static bool hex4(struct reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = r->at < r->all.n ? r->all.p[r->at] : '\0';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit > 15)
            return unreadable(r);
        *out = *out * 16 + digit;
        r->at++;
    }
    return true;
}

static void add_point(struct buf *out, uint32_t point)
{
    if (point < 0x80) {
        buf_add_char(out, (char)point);
    } else if (point < 0x800) {
        buf_add_char(out, (char)(0xc0 | point >> 6));
        buf_add_char(out, (char)(0x80 | (point & 0x3f)));
    } else if (point < 0x10000) {
        buf_add_char(out, (char)(0xe0 | point >> 12));
        buf_add_char(out, (char)(0x80 | (point >> 6 & 0x3f)));
        buf_add_char(out, (char)(0x80 | (point & 0x3f)));
    } else {
        buf_add_char(out, (char)(0xf0 | point >> 18));
        buf_add_char(out, (char)(0x80 | (point >> 12 & 0x3f)));
        buf_add_char(out, (char)(0x80 | (point >> 6 & 0x3f)));
        buf_add_char(out, (char)(0x80 | (point & 0x3f)));
    }
}

/* Behind "\u"; two of them for what lies beyond the first plane. Half a pair and the zero byte are
 * no text. */
static bool read_point(struct reader *r, struct buf *out)
{
    uint32_t high;
    uint32_t low;
    if (!hex4(r, &high))
        return false;
    if (high < 0xd800 || high > 0xdfff) {
        add_point(out, high);
        return high != 0 || unreadable(r);
    }
    if (high > 0xdbff || r->all.n - r->at < 6 || r->all.p[r->at] != '\\' ||
        r->all.p[r->at + 1] != 'u')
        return unreadable(r);
    r->at += 2;
    if (!hex4(r, &low))
        return false;
    if (low < 0xdc00 || low > 0xdfff)
        return unreadable(r);
    add_point(out, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
    return true;
}

static bool read_escape(struct reader *r, struct buf *out)
{
    static const char codes[] = "\"\\/bfnrt";
    static const char chars[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->all.n ? r->all.p[r->at] : '\0';
    const char *place = c == '\0' ? NULL : strchr(codes, c);
    if (c == 'u') {
        r->at++;
        return read_point(r, out);
    }
    if (place == NULL)
        return unreadable(r);
    r->at++;
    buf_add_char(out, chars[place - codes]);
    return true;
}

static bool read_text(struct reader *r, struct str *out)
{
    struct buf text;
    size_t bad;
    if (!take(r, '"'))
        return unreadable(r);
    buf_init(&text, r->arena, LIMIT_API_BODY_BYTES);
    while (r->at < r->all.n && r->all.p[r->at] != '"') {
        char c = r->all.p[r->at];
        if ((unsigned char)c < 0x20)
            return unreadable(r);
        r->at++;
        if (c != '\\')
            buf_add_char(&text, c);
        else if (!read_escape(r, &text))
            return false;
    }
    if (!take(r, '"'))
        return unreadable(r);
    *out = text.n > 0 ? buf_str(&text) : STR("");
    return utf8_valid(*out, &bad) || unreadable(r);
}

/* What stands there is no value of this key: the beginning of it is shown. */
static bool wrong(struct reader *r, const struct api_key *key)
{
    (void)next(r);
    struct str shown = str_cut_utf8(str_slice(r->all, r->at, r->all.n), SHOWN_BYTES);
    size_t bad;
    return err_set_field(r->err, ERR_FIELD_VALUE, key->name,
                         utf8_valid(shown, &bad) ? shown : STR("…"));
}

static bool take_word(struct reader *r, const char *word)
{
    (void)next(r);
    struct str w = str_of(word);
    if (!str_starts(str_slice(r->all, r->at, r->all.n), w))
        return false;
    r->at += w.n;
    return true;
}

static bool read_int(struct reader *r, const struct api_key *key, struct str *out)
{
    char c = next(r);
    size_t from = r->at;
    if (c == '-')
        r->at++;
    size_t digits = r->at;
    while (r->at < r->all.n && r->all.p[r->at] >= '0' && r->all.p[r->at] <= '9')
        r->at++;
    bool ends = r->at == r->all.n || strchr(".eE", r->all.p[r->at]) == NULL;
    *out = str_slice(r->all, from, r->at);
    if (r->at > digits && r->at - digits <= INT_DIGITS_MAX && ends)
        return true;
    r->at = from;
    return wrong(r, key);
}

/* Joined by commas: what the numbers of items cannot hold. */
static bool read_texts(struct reader *r, const struct api_key *key, struct str *out)
{
    struct buf all;
    struct str one;
    buf_init(&all, r->arena, LIMIT_API_BODY_BYTES);
    if (!take(r, '['))
        return wrong(r, key);
    bool more = !take(r, ']');
    while (more) {
        if (next(r) != '"')
            return wrong(r, key);
        if (!read_text(r, &one))
            return false;
        if (one.n == 0 || str_find(one, ',') >= 0)
            return err_set_field(r->err, ERR_FIELD_VALUE, key->name, one);
        buf_add_c(&all, all.n > 0 ? "," : "");
        buf_add(&all, one);
        more = take(r, ',');
        if (!more && !take(r, ']'))
            return unreadable(r);
    }
    *out = all.n > 0 ? buf_str(&all) : STR("");
    return true;
}

static bool read_value(struct reader *r, const struct api_key *key, struct str *out)
{
    switch (key->type) {
    case API_TEXT:
    case API_CODE:
    case API_REF:
    case API_ID:
    case API_DAY:
    case API_MOMENT:
    case API_AMOUNT:
        return next(r) == '"' ? read_text(r, out) : wrong(r, key);
    case API_INT:
        return read_int(r, key, out);
    case API_BOOL:
        *out = STR("1");
        if (take_word(r, "true"))
            return true;
        *out = STR("");
        return take_word(r, "false") || wrong(r, key);
    case API_TEXTS:
        return read_texts(r, key, out);
    case API_OBJECT:
    case API_OBJECTS:
    case API_TYPE_COUNT:
        break;
    }
    BUG("no request has such a key");
}

static const struct api_key *find_key(const struct api_keys *keys, struct str name)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (str_is(name, keys->rows[i].name))
            return &keys->rows[i];
    }
    return NULL;
}

/* null says what a key that is not there says. */
static bool read_member(struct reader *r, const struct api_keys *keys, struct http_fields *out)
{
    struct str name;
    struct str value;
    if (!read_text(r, &name))
        return false;
    const struct api_key *key = find_key(keys, name);
    if (key == NULL)
        return err_set_field(r->err, ERR_FIELD_UNKNOWN, "body", str_cut_utf8(name, SHOWN_BYTES));
    if (http_field(out, key->name).p != NULL || !take(r, ':'))
        return unreadable(r);
    if (take_word(r, "null"))
        return true;
    if (!read_value(r, key, &value))
        return false;
    struct err control = {0};
    return http_add_field(out, str_of(key->name), value, &control) ||
           err_set_field(r->err, ERR_FIELD_VALUE, key->name, STR("…"));
}

static bool all_there(const struct api_keys *keys, const struct http_fields *fields,
                      struct err *err)
{
    for (size_t i = 0; i < keys->count; i++) {
        if ((keys->rows[i].flags & API_MUST) != 0 && http_field(fields, keys->rows[i].name).n == 0)
            return err_set_field(err, ERR_FIELD_MISSING, keys->rows[i].name, STR(""));
    }
    return true;
}

bool api_body_read(struct arena *a, struct str body, const struct api_keys *keys,
                   struct http_fields *out, struct err *err)
{
    struct reader r = {.all = body, .arena = a, .err = err};
    out->count = 0;
    if (!take(&r, '{'))
        return unreadable(&r);
    if (!take(&r, '}')) {
        do {
            if (!read_member(&r, keys, out))
                return false;
        } while (take(&r, ','));
        if (!take(&r, '}'))
            return unreadable(&r);
    }
    if (next(&r) != '\0' || r.at < body.n)
        return unreadable(&r);
    return all_there(keys, out, err);
}
