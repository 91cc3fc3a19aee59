#include "json.h"

void json_begin(struct json *j, struct buf *out) { *j = (struct json){.out = out}; }

void json_end(struct json *j)
{
    ASSERT(j->depth == 0);
    buf_add_char(j->out, '\n');
}

static void add_quoted(struct buf *b, struct str s)
{
    static const char hex[] = "0123456789abcdef";
    buf_add_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(b, str_slice(s, from, i));
        from = i + 1;
        switch (c) {
        case '"':
            buf_add_c(b, "\\\"");
            break;
        case '\\':
            buf_add_c(b, "\\\\");
            break;
        case '\n':
            buf_add_c(b, "\\n");
            break;
        case '\r':
            buf_add_c(b, "\\r");
            break;
        case '\t':
            buf_add_c(b, "\\t");
            break;
        default:
            buf_add_c(b, "\\u00");
            buf_add_char(b, hex[c >> 4]);
            buf_add_char(b, hex[c & 15]);
            break;
        }
    }
    buf_add(b, str_slice(s, from, s.n));
    buf_add_char(b, '"');
}

static void value(struct json *j, const char *key)
{
    ASSERT((key != NULL) == (j->depth > 0 && j->in_object[j->depth]));
    if (j->comma[j->depth])
        buf_add_char(j->out, ',');
    j->comma[j->depth] = true;
    if (key != NULL) {
        add_quoted(j->out, str_of(key));
        buf_add_char(j->out, ':');
    }
}

static void open_level(struct json *j, const char *key, char mark, bool object)
{
    value(j, key);
    ASSERT(j->depth + 1 < LIMIT_JSON_DEPTH);
    j->depth++;
    j->comma[j->depth] = false;
    j->in_object[j->depth] = object;
    buf_add_char(j->out, mark);
}

static void close_level(struct json *j, char mark, bool object)
{
    ASSERT(j->depth > 0);
    ASSERT(j->in_object[j->depth] == object);
    j->depth--;
    buf_add_char(j->out, mark);
}

void json_object(struct json *j, const char *key) { open_level(j, key, '{', true); }
void json_object_end(struct json *j) { close_level(j, '}', true); }
void json_array(struct json *j, const char *key) { open_level(j, key, '[', false); }
void json_array_end(struct json *j) { close_level(j, ']', false); }

void json_text(struct json *j, const char *key, struct str text)
{
    value(j, key);
    add_quoted(j->out, text);
}

void json_cstr(struct json *j, const char *key, const char *text)
{
    if (text == NULL)
        json_null(j, key);
    else
        json_text(j, key, str_of(text));
}

void json_int(struct json *j, const char *key, int64_t v)
{
    value(j, key);
    buf_add_int(j->out, v);
}

void json_id(struct json *j, const char *key, int64_t v)
{
    value(j, key);
    buf_add_char(j->out, '"');
    buf_add_int(j->out, v);
    buf_add_char(j->out, '"');
}

void json_bool(struct json *j, const char *key, bool v)
{
    value(j, key);
    buf_add_c(j->out, v ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
    value(j, key);
    buf_add_c(j->out, "null");
}

void json_text_or_null(struct json *j, const char *key, struct str text)
{
    if (text.n > 0)
        json_text(j, key, text);
    else
        json_null(j, key);
}

void json_amount(struct json *j, const char *key, struct money v)
{
    value(j, key);
    buf_add_char(j->out, '"');
    buf_add_amount(j->out, v);
    buf_add_char(j->out, '"');
}

void json_currency(struct json *j, const char *key, struct currency v)
{
    char code[4];
    currency_text(v, code);
    json_cstr(j, key, code);
}

void json_rate(struct json *j, const char *key, struct rate v)
{
    value(j, key);
    buf_add_char(j->out, '"');
    buf_add_rate(j->out, v);
    buf_add_char(j->out, '"');
}

void json_day(struct json *j, const char *key, struct day v)
{
    if (!day_is(v)) {
        json_null(j, key);
        return;
    }
    value(j, key);
    buf_add_char(j->out, '"');
    buf_add_day(j->out, v);
    buf_add_char(j->out, '"');
}
