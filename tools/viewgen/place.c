#include "viewgen/place.h"

#include <string.h>

struct feed {
    struct place *p;
    struct text *out;
    const char *path;
    int line;
};

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static void append(struct feed *f, char name[PLACE_NAME_MAX], char c)
{
    size_t n = strlen(name);
    if (n + 1 >= PLACE_NAME_MAX)
        refuse(f->path, f->line, "a tag or attribute name is longer than %d bytes", PLACE_NAME_MAX);
    name[n] = lower(c);
    name[n + 1] = '\0';
}

static void write_char(struct feed *f, char c) { text_add_bytes(f->out, &c, 1); }

/* Runs of blanks become one: a line end if there was one. */
static void write_blank(struct feed *f, char c)
{
    size_t n = f->out->n;
    char *last = n > 0 ? &f->out->p[n - 1] : NULL;
    if (last != NULL && blank(*last)) {
        if (c == '\n' && *last != '\n')
            *last = '\n';
        return;
    }
    write_char(f, c == '\t' || c == '\r' ? ' ' : c);
}

static void tag_ends(struct feed *f)
{
    struct place *p = f->p;
    bool closing = p->tag[0] == '/';
    const char *name = closing ? p->tag + 1 : p->tag;
    p->kind = PLACE_TEXT;
    if (strcmp(name, "textarea") == 0 || strcmp(name, "pre") == 0)
        p->keep_blanks = !closing;
    if (!closing && (strcmp(name, "script") == 0 || strcmp(name, "style") == 0)) {
        if (strcmp(name, "style") == 0)
            refuse(f->path, f->line, "<style> is refused: styles stand in assets/relance.css");
        p->kind = PLACE_RAW;
        memcpy(p->raw, name, strlen(name) + 1);
    }
    p->tag[0] = '\0';
}

static void attr_begins(struct feed *f, char c)
{
    struct place *p = f->p;
    p->kind = PLACE_ATTR_NAME;
    p->attr[0] = '\0';
    append(f, p->attr, c);
}

static void check_attr(struct feed *f)
{
    const char *name = f->p->attr;
    if (strcmp(name, "style") == 0 || strncmp(name, "on", 2) == 0)
        refuse(f->path, f->line, "the attribute %s is refused: no inline styles or scripts", name);
    if (strcmp(name, "srcdoc") == 0 || strcmp(name, "srcset") == 0)
        refuse(f->path, f->line, "the attribute %s is not supported", name);
}

static void in_tag(struct feed *f, char c)
{
    if (blank(c))
        write_blank(f, c == '\n' ? ' ' : c);
    else
        write_char(f, c);
    if (c == '>')
        tag_ends(f);
    else if (c == '<' || c == '"' || c == '\'')
        refuse(f->path, f->line, "%c is out of place inside a tag", c);
    else if (!blank(c) && c != '/')
        attr_begins(f, c);
}

static void in_attr_name(struct feed *f, char c)
{
    if (c == '=') {
        check_attr(f);
        write_char(f, c);
        f->p->kind = PLACE_EQUALS;
    } else if (blank(c) || c == '>' || c == '/') {
        check_attr(f);
        f->p->kind = PLACE_TAG;
        in_tag(f, c);
    } else {
        append(f, f->p->attr, c);
        write_char(f, c);
    }
}

static void in_value(struct feed *f, char c)
{
    struct place *p = f->p;
    size_t n = strlen(p->value);
    write_char(f, c);
    if (c == '"')
        p->kind = PLACE_TAG;
    else if (n + 1 < PLACE_NAME_MAX) {
        p->value[n] = c;
        p->value[n + 1] = '\0';
    }
}

static void value_begins(struct feed *f, char c)
{
    if (c != '"')
        refuse(f->path, f->line, "the value of %s must stand in double quotes", f->p->attr);
    write_char(f, c);
    f->p->kind = PLACE_VALUE;
    f->p->value[0] = '\0';
    f->p->value_filled = false;
}

/* One byte; returns how many bytes were used up (comments and raw ends take several). */
static size_t step(struct feed *f, const char *s, size_t n)
{
    struct place *p = f->p;
    char c = s[0];
    switch (p->kind) {
    case PLACE_TEXT:
        if (n >= 4 && memcmp(s, "<!--", 4) == 0) {
            p->kind = PLACE_COMMENT;
            return 4;
        }
        if (c == '<' && (n == 1 || !blank(s[1]))) {
            p->kind = PLACE_TAG_NAME;
            p->tag[0] = '\0';
        }
        if (blank(c) && !p->keep_blanks)
            write_blank(f, c);
        else
            write_char(f, c);
        return 1;
    case PLACE_TAG_NAME:
        if (blank(c) || c == '>' || (c == '/' && p->tag[0] != '\0')) {
            p->kind = PLACE_TAG;
            in_tag(f, c);
        } else {
            append(f, p->tag, c);
            write_char(f, c);
        }
        return 1;
    case PLACE_TAG:
        in_tag(f, c);
        return 1;
    case PLACE_ATTR_NAME:
        in_attr_name(f, c);
        return 1;
    case PLACE_EQUALS:
        value_begins(f, c);
        return 1;
    case PLACE_VALUE:
        in_value(f, c);
        return 1;
    case PLACE_COMMENT:
        if (n >= 3 && memcmp(s, "-->", 3) == 0) {
            p->kind = PLACE_TEXT;
            return 3;
        }
        return 1;
    case PLACE_RAW:
        if (c == '<') {
            p->kind = PLACE_TAG_NAME;
            p->tag[0] = '\0';
            write_char(f, c);
        } else if (!blank(c)) {
            refuse(f->path, f->line, "<%s> must be empty: scripts stand in assets/", p->raw);
        }
        return 1;
    }
    return 1;
}

void place_feed(struct place *p, const struct place_literal *literal, struct text *out)
{
    struct feed f = {p, out, literal->path, literal->line};
    for (size_t i = 0; i < literal->n;) {
        size_t used = step(&f, literal->p + i, literal->n - i);
        for (size_t k = 0; k < used; k++)
            f.line += literal->p[i + k] == '\n';
        i += used;
    }
}

bool place_is_url(const struct place *p)
{
    static const char *const names[] = {"href",   "src",     "action", "formaction",
                                        "poster", "cite",    "data",   "manifest",
                                        "hx-get", "hx-post", NULL};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(p->attr, names[i]) == 0)
            return true;
    }
    return false;
}

bool place_same(const struct place *a, const struct place *b)
{
    if (a->kind != b->kind || a->keep_blanks != b->keep_blanks)
        return false;
    bool in_attr = a->kind == PLACE_VALUE || a->kind == PLACE_ATTR_NAME || a->kind == PLACE_EQUALS;
    if (in_attr && strcmp(a->attr, b->attr) != 0)
        return false;
    return a->kind == PLACE_TEXT || strcmp(a->tag, b->tag) == 0;
}
