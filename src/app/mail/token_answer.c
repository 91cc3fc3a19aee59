#include "token_answer.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/text.h"

enum { SECONDS_MAX = 366 * 24 * 3600 };

struct reader {
    struct str rest;
    struct arena *arena;
};

static void skip_blanks(struct reader *r)
{
    while (r->rest.n > 0 && strchr(" \t\r\n", r->rest.p[0]) != NULL && r->rest.p[0] != '\0')
        r->rest = str_slice(r->rest, 1, r->rest.n);
}

static bool take(struct reader *r, char c)
{
    skip_blanks(r);
    if (r->rest.n == 0 || r->rest.p[0] != c)
        return false;
    r->rest = str_slice(r->rest, 1, r->rest.n);
    return true;
}

/* Tokens are ASCII: an escape beyond it is refused, a simple one is taken. */
static bool read_text(struct reader *r, struct str *out)
{
    struct buf text;
    if (!take(r, '"'))
        return false;
    buf_init(&text, r->arena, TOKEN_BYTES_MAX);
    for (size_t i = 0; i < r->rest.n && !text.full; i++) {
        char c = r->rest.p[i];
        if (c == '"') {
            r->rest = str_slice(r->rest, i + 1, r->rest.n);
            *out = text.n > 0 ? buf_str(&text) : STR("");
            return utf8_valid(*out, &(size_t){0});
        }
        if ((unsigned char)c < 0x20)
            return false;
        if (c == '\\') {
            i++;
            if (i == r->rest.n)
                return false;
            c = r->rest.p[i] == 'u' ? '?' : r->rest.p[i];
        }
        buf_add_char(&text, c);
    }
    return false;
}

static bool read_number(struct reader *r, int64_t *out)
{
    size_t n = 0;
    *out = 0;
    skip_blanks(r);
    while (n < r->rest.n && r->rest.p[n] >= '0' && r->rest.p[n] <= '9' && *out < SECONDS_MAX) {
        *out = *out * 10 + (r->rest.p[n] - '0');
        n++;
    }
    r->rest = str_slice(r->rest, n, r->rest.n);
    return n > 0 && *out < SECONDS_MAX;
}

/* Any other value, whatever is in it. */
static bool skip_value(struct reader *r)
{
    int depth = 0;
    do {
        struct str text;
        skip_blanks(r);
        if (r->rest.n == 0)
            return false;
        char c = r->rest.p[0];
        if (c == '"') {
            if (!read_text(r, &text))
                return false;
            continue;
        }
        bool closes = c == '}' || c == ']';
        if (depth == 0 && (closes || c == ','))
            return false;
        depth += c == '{' || c == '[' ? 1 : closes ? -1 : 0;
        if (depth > LIMIT_JSON_DEPTH)
            return false;
        size_t n = 1;
        bool plain = depth == 0 && !closes;
        while (plain && n < r->rest.n && strchr(",}] \t\r\n", r->rest.p[n]) == NULL)
            n++;
        r->rest = str_slice(r->rest, n, r->rest.n);
    } while (depth > 0);
    return true;
}

static bool read_member(struct reader *r, struct token_answer *out)
{
    struct str name;
    if (!read_text(r, &name) || !take(r, ':'))
        return false;
    if (str_is(name, "access_token"))
        return read_text(r, &out->access_token);
    if (str_is(name, "refresh_token"))
        return read_text(r, &out->refresh_token);
    if (str_is(name, "error"))
        return read_text(r, &out->error);
    if (str_is(name, "expires_in"))
        return read_number(r, &out->expires_in_s);
    return skip_value(r);
}

bool token_answer_read(struct arena *a, struct str json, struct token_answer *out)
{
    struct reader r = {json, a};
    *out = (struct token_answer){0};
    if (!take(&r, '{'))
        return false;
    if (take(&r, '}'))
        return true;
    do {
        if (!read_member(&r, out))
            return false;
    } while (take(&r, ','));
    bool closed = take(&r, '}');
    skip_blanks(&r);
    return closed && r.rest.n == 0;
}
