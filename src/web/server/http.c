#include "http.h"

#include "base/limits.h"
#include "base/text.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool control(char c)
{
    unsigned char u = (unsigned char)c;
    return u == 0x7f || (u < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

/* plus: '+' means a blank. */
static bool decode(struct arena *a, struct str raw, bool plus, struct str *out, struct err *err)
{
    char *text = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    size_t bad_at = 0;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%') {
            int high = i + 2 < raw.n ? hex_digit(raw.p[i + 1]) : -1;
            int low = high < 0 ? -1 : hex_digit(raw.p[i + 2]);
            if (low < 0)
                return err_set(err, ERR_BAD_OPTION_VALUE, "broken percent escape");
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (control(c))
            return err_set(err, ERR_BAD_OPTION_VALUE, "control character");
        text[n++] = c;
    }
    *out = (struct str){text, n};
    return utf8_valid(*out, &bad_at) || err_set(err, ERR_BAD_OPTION_VALUE, "not UTF-8");
}

bool http_read_path(struct arena *a, struct str raw, struct str *out, struct err *err)
{
    return decode(a, raw, false, out, err);
}

bool http_read_fields(struct arena *a, struct str text, struct http_fields *out, struct err *err)
{
    struct str rest = text;
    struct str part;
    out->count = 0;
    while (text.n > 0 && str_split(&rest, '&', &part)) {
        if (part.n == 0)
            continue;
        if (out->count == HTTP_FIELDS_MAX)
            return err_set(err, ERR_TOO_LONG, "too many fields");
        ptrdiff_t equals = str_find(part, '=');
        size_t at = equals < 0 ? part.n : (size_t)equals;
        struct http_field *f = &out->fields[out->count++];
        if (!decode(a, str_slice(part, 0, at), true, &f->name, err) ||
            !decode(a, str_slice(part, at + (equals >= 0), part.n), true, &f->value, err))
            return false;
    }
    return true;
}

bool http_add_field(struct http_fields *fields, struct str name, struct str value, struct err *err)
{
    size_t bad_at;
    if (fields->count == HTTP_FIELDS_MAX)
        return err_set(err, ERR_TOO_LONG, "too many fields");
    for (size_t i = 0; i < value.n; i++) {
        if (control(value.p[i]))
            return err_set(err, ERR_BAD_OPTION_VALUE, "control character");
    }
    fields->fields[fields->count++] = (struct http_field){name, value};
    return utf8_valid(value, &bad_at) || err_set(err, ERR_BAD_OPTION_VALUE, "not UTF-8");
}

const struct http_file *http_file(const struct http_files *files, const char *field)
{
    for (size_t i = 0; i < files->count; i++) {
        if (str_is(files->files[i].field, field))
            return &files->files[i];
    }
    return NULL;
}

struct str http_field(const struct http_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (str_is(fields->fields[i].name, name))
            return fields->fields[i].value;
    }
    return (struct str){0};
}

int64_t http_field_int(const struct http_fields *fields, const char *name, int64_t other)
{
    struct str value = http_field(fields, name);
    int64_t v = 0;
    if (value.n == 0 || value.n > 9)
        return other;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] < '0' || value.p[i] > '9')
            return other;
        v = v * 10 + (value.p[i] - '0');
    }
    return v;
}

struct str http_cookie(struct str header, const char *name)
{
    struct str rest = header;
    struct str part;
    while (header.n > 0 && str_split(&rest, ';', &part)) {
        struct str pair = str_trim(part);
        ptrdiff_t equals = str_find(pair, '=');
        if (equals > 0 && str_is(str_slice(pair, 0, (size_t)equals), name))
            return str_slice(pair, (size_t)equals + 1, pair.n);
    }
    return (struct str){0};
}

/* Thousandths: "q=0.8" is 800; no q is 1000; what cannot be read is 0. */
static int quality(struct str parameters)
{
    struct str q = str_trim(parameters);
    int value = 0;
    if (q.n == 0)
        return 1000;
    if (!str_starts(q, STR("q=")) || q.n < 3 || q.n > 7)
        return 0;
    if (q.p[2] == '1')
        return 1000;
    int weight = 100;
    for (size_t i = 4; i < q.n && weight > 0; i++, weight /= 10) {
        if (q.p[i] < '0' || q.p[i] > '9')
            return 0;
        value += (q.p[i] - '0') * weight;
    }
    return value;
}

enum lang http_language(struct str accept_language)
{
    struct str rest = accept_language;
    struct str part;
    int best = 0;
    enum lang lang = LANG_FR;
    while (accept_language.n > 0 && str_split(&rest, ',', &part)) {
        struct str entry = str_trim(part);
        ptrdiff_t semicolon = str_find(entry, ';');
        size_t at = semicolon < 0 ? entry.n : (size_t)semicolon;
        struct str range = str_trim(str_slice(entry, 0, at));
        int q = semicolon < 0 ? 1000 : quality(str_slice(entry, at + 1, entry.n));
        struct str base = str_slice(range, 0, 2);
        bool whole = range.n == 2 || (range.n > 2 && range.p[2] == '-');
        if (whole && q > best && (str_is_nocase(base, "fr") || str_is_nocase(base, "en"))) {
            best = q;
            lang = str_is_nocase(base, "en") ? LANG_EN : LANG_FR;
        }
    }
    return lang;
}

bool http_local_path(struct str path)
{
    if (path.n == 0 || path.p[0] != '/' || (path.n > 1 && path.p[1] == '/'))
        return false;
    for (size_t i = 0; i < path.n; i++) {
        if ((unsigned char)path.p[i] <= ' ' || path.p[i] == '\\' || path.p[i] == 0x7f)
            return false;
    }
    return path.n <= LIMIT_HTTP_URL_BYTES;
}

void response_init(struct response *r, struct arena *a)
{
    *r = (struct response){.status = 200, .type = "text/html; charset=utf-8", .fd = -1};
    buf_init(&r->body, a, HTTP_PAGE_BYTES_MAX);
}

void response_redirect(struct response *r, struct str location)
{
    r->status = 303;
    r->location = location;
    buf_clear(&r->body);
}

void response_cookie(struct response *r, const struct request *request, const struct cookie *c)
{
    struct buf text;
    ASSERT(r->cookie_count < HTTP_COOKIES_MAX);
    buf_init(&text, request->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, c->name);
    buf_add_char(&text, '=');
    buf_add(&text, c->value);
    buf_add_c(&text, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=");
    buf_add_int(&text, c->max_age_s);
    if (request->tls)
        buf_add_c(&text, "; Secure");
    ASSERT(!text.full);
    r->cookies[r->cookie_count++] = buf_str(&text);
}

struct str http_plain_lines(struct arena *a, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '\r')
            buf_add_char(&out, text.p[i]);
    }
    return buf_str(&out);
}
