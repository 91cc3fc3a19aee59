#include "json_read.h"

#include "buf.h"

/* Behind the closing quote of the text that begins at i; object.n when it does not end. */
static size_t text_end(struct str object, size_t i)
{
    while (i < object.n && object.p[i] != '"')
        i += object.p[i] == '\\' ? 2 : 1;
    return i < object.n ? i + 1 : object.n;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

/* Escapes as json.c writes them. */
static struct str unescaped(struct arena *a, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '\\' || i + 1 >= text.n) {
            buf_add_char(&out, text.p[i]);
            continue;
        }
        char c = text.p[++i];
        if (c == 'u' && i + 4 < text.n) {
            buf_add_char(&out, (char)(hex_value(text.p[i + 3]) << 4 | hex_value(text.p[i + 4])));
            i += 4;
        } else {
            buf_add_char(&out, c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
        }
    }
    return text.n > 0 ? buf_str(&out) : STR(""); /* there, and empty */
}

struct str json_text_of(struct arena *a, struct str object, const char *key)
{
    int depth = 0;
    for (size_t i = 0; i < object.n;) {
        char c = object.p[i++];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c != '"')
            continue;
        size_t end = text_end(object, i);
        struct str name = str_slice(object, i, end > i ? end - 1 : i);
        i = end;
        bool member = depth == 1 && i + 1 < object.n && object.p[i] == ':';
        if (!member || !str_is(name, key))
            continue;
        if (object.p[i + 1] != '"')
            return (struct str){0};
        end = text_end(object, i + 2);
        return unescaped(a, str_slice(object, i + 2, end > i + 2 ? end - 1 : i + 2));
    }
    return (struct str){0};
}

/* What stands between names and values. */
static bool is_mark(char c)
{
    return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':' || c == '\n';
}

static bool take_text(struct json_walk *w, struct arena *a)
{
    size_t begin = w->at + 1;
    size_t end = text_end(w->object, begin);
    w->text = unescaped(a, str_slice(w->object, begin, end > begin ? end - 1 : begin));
    w->at = end;
    w->is_value = end >= w->object.n || w->object.p[end] != ':';
    bool of_object = !w->is_value && end + 1 < w->object.n && w->object.p[end + 1] == '{';
    return !of_object;
}

bool json_walk_next(struct json_walk *walk, struct arena *a)
{
    struct str all = walk->object;
    while (walk->at < all.n) {
        size_t begin = walk->at;
        if (all.p[begin] == '"') {
            if (take_text(walk, a))
                return true;
        } else if (is_mark(all.p[begin])) {
            walk->at++;
        } else {
            while (walk->at < all.n && !is_mark(all.p[walk->at]))
                walk->at++;
            walk->text = str_slice(all, begin, walk->at);
            walk->is_value = true;
            return true;
        }
    }
    return false;
}
