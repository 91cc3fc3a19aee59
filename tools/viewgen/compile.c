#include "viewgen/compile.h"

#include <stdio.h>
#include <string.h>

#include "viewgen/place.h"

enum { BLOCKS_MAX = 32, LITERAL_BYTES_MAX = 900, MESSAGE_ARGS_MAX = 9 };

enum block_kind { BLOCK_IF, BLOCK_ELSE, BLOCK_EACH };

struct block {
    enum block_kind kind;
    int line;
    struct place start, then_end;
    const char *name;            /* each: the variable */
    const struct record *record; /* each: what it runs over */
};

struct compiler {
    struct views *views;
    struct view *view;
    const struct sprite *sprite;
    struct text *out;
    struct text literal; /* waiting to be written */
    struct place place;
    struct block blocks[BLOCKS_MAX];
    size_t block_count;
    const struct view *layout; /* the layout around this view */
    const char *layout_field;
    bool content_met;
};

/* What an expression stands for. */
struct value {
    const struct field *field;
    const char *c; /* the C expression */
};

static void write_literal(struct compiler *c)
{
    size_t n = c->literal.n;
    for (size_t from = 0; from < n;) {
        size_t to = n - from > LITERAL_BYTES_MAX ? from + LITERAL_BYTES_MAX : n;
        while (to < n && ((unsigned char)c->literal.p[to] & 0xc0) == 0x80)
            to--;
        text_add(c->out, "    buf_add(out, STR(\"");
        text_add_escaped(c->out, pool_copy(c->literal.p + from, to - from));
        text_add(c->out, "\"));\n");
        from = to;
    }
    c->literal.n = 0;
}

static void at_line(struct compiler *c, int line)
{
    write_literal(c);
    text_add(c->out, "#line %d \"views/%s.html\"\n", line, c->view->name);
}

/* ---- expressions ---- */

static struct value find(struct compiler *c, struct word path)
{
    const struct record *record = &c->view->record;
    struct text c_name = {0};
    const char *p = path.p;
    const char *end = path.p + path.n;
    const char *dot = memchr(p, '.', path.n);
    text_add(&c_name, "v->");
    for (size_t i = c->block_count; i-- > 0;) {
        const struct block *b = &c->blocks[i];
        size_t n = dot == NULL ? path.n : (size_t)(dot - p);
        if (b->kind == BLOCK_EACH && strlen(b->name) == n && memcmp(b->name, p, n) == 0) {
            if (dot == NULL)
                return (struct value){NULL, b->name};
            record = b->record;
            c_name.n = 0;
            text_add(&c_name, "each_%s->", b->name);
            p = dot + 1;
            break;
        }
    }
    for (;;) {
        dot = memchr(p, '.', (size_t)(end - p));
        size_t n = dot == NULL ? (size_t)(end - p) : (size_t)(dot - p);
        const struct field *f = schema_field(record, p, n);
        if (f == NULL)
            refuse(c->view->path, path.line, "%.*s: there is no field %.*s", (int)path.n, path.p,
                   (int)n, p);
        text_add(&c_name, "%s", f->name);
        if (dot == NULL)
            return (struct value){f, c_name.p};
        if (f->kind != FIELD_VIEW)
            refuse(c->view->path, path.line, "%s has no fields of its own", f->name);
        text_add(&c_name, ".");
        record = f->record;
        p = dot + 1;
    }
}

static struct value find_field(struct compiler *c, struct word path)
{
    struct value v = find(c, path);
    if (v.field == NULL)
        refuse(c->view->path, path.line, "%.*s is a whole record: name one of its fields",
               (int)path.n, path.p);
    return v;
}

static void check_place(struct compiler *c, int line)
{
    if (c->place.kind != PLACE_TEXT && c->place.kind != PLACE_VALUE)
        refuse(c->view->path, line,
               "a value can stand in text or inside a quoted attribute, not here");
}

static void write_url(struct compiler *c, struct value v, int line)
{
    bool first = c->place.value[0] == '\0' && !c->place.value_filled;
    if (first && v.field->kind == FIELD_URL) {
        text_add(c->out, "    buf_add_html_url(out, %s);\n", v.c);
        return;
    }
    if (first)
        refuse(c->view->path, line, "%s begins the address in %s: declare it url", v.field->name,
               c->place.attr);
    if (v.field->kind == FIELD_URL)
        refuse(c->view->path, line, "the url %s must begin the attribute", v.field->name);
    if (strchr("/?#", c->place.value[0]) == NULL)
        refuse(c->view->path, line, "an address made of pieces must begin with / ? or #");
    if (v.field->kind == FIELD_INT)
        text_add(c->out, "    buf_add_int(out, %s);\n", v.c);
    else
        text_add(c->out, "    buf_add_url_part(out, %s);\n", v.c);
}

static void write_value(struct compiler *c, struct word path)
{
    struct value v = find_field(c, path);
    check_place(c, path.line);
    at_line(c, path.line);
    if (v.field->kind == FIELD_BOOL || v.field->kind == FIELD_LIST || v.field->kind == FIELD_VIEW)
        refuse(c->view->path, path.line, "%s cannot be shown: it is no text and no number",
               v.field->name);
    if (c->place.kind == PLACE_VALUE && place_is_url(&c->place))
        write_url(c, v, path.line);
    else if (v.field->kind == FIELD_INT)
        text_add(c->out, "    buf_add_int(out, %s);\n", v.c);
    else
        text_add(c->out, "    buf_add_html(out, %s);\n", v.c);
    c->place.value_filled = true;
}

/* ---- messages ---- */

static void write_args(struct compiler *c, struct words *w)
{
    struct text args = {0};
    size_t count = 0;
    for (;;) {
        struct word path = words_next(w);
        if (path.kind == 0)
            break;
        if (path.kind != 'a' || count == MESSAGE_ARGS_MAX)
            refuse(c->view->path, path.line, "at most %d field names are expected behind a text",
                   MESSAGE_ARGS_MAX);
        struct value v = find_field(c, path);
        if (v.field->kind != FIELD_TEXT)
            refuse(c->view->path, path.line, "%s must be a text to stand in a sentence",
                   v.field->name);
        text_add(&args, "%s%s", count++ == 0 ? "" : ", ", v.c);
    }
    if (count == 0)
        text_add(c->out, ", NULL, 0);\n");
    else
        text_add(c->out, ", (const struct str[]){%s}, %zu);\n", args.p, count);
}

static void message_place(struct compiler *c, int line)
{
    check_place(c, line);
    if (c->place.kind == PLACE_VALUE && place_is_url(&c->place))
        refuse(c->view->path, line, "a sentence cannot stand in an address");
    at_line(c, line);
    c->place.value_filled = true;
}

static void write_text(struct compiler *c, struct word text)
{
    text_add(c->out, "N_(\"");
    text_add_escaped(c->out, pool_copy(text.p, text.n));
    text_add(c->out, "\")");
}

static void write_message(struct compiler *c, struct words *w, int line)
{
    struct word text = words_expect(w, '"', "a text in quotes");
    message_place(c, line);
    text_add(c->out, "    buf_add_html_message(out, tr(lang, ");
    write_text(c, text);
    text_add(c->out, ")");
    write_args(c, w);
}

static void write_plural(struct compiler *c, struct words *w, int line)
{
    struct value count = find_field(c, words_expect(w, 'a', "the field that counts"));
    struct word one = words_expect(w, '"', "the text for one");
    struct word many = words_expect(w, '"', "the text for many");
    if (count.field->kind != FIELD_INT)
        refuse(c->view->path, line, "%s must be an int to count", count.field->name);
    message_place(c, line);
    text_add(c->out, "    buf_add_html_message(out, tr(lang, is_one(lang, %s) ? ", count.c);
    write_text(c, one);
    text_add(c->out, " : ");
    write_text(c, many);
    text_add(c->out, ")");
    write_args(c, w);
}

/* ---- blocks ---- */

static struct block *push(struct compiler *c, enum block_kind kind, int line)
{
    if (c->block_count == BLOCKS_MAX)
        refuse(c->view->path, line, "more than %d blocks inside one another", BLOCKS_MAX);
    struct block *b = &c->blocks[c->block_count++];
    *b = (struct block){.kind = kind, .line = line, .start = c->place};
    return b;
}

static void begin_if(struct compiler *c, struct words *w, int line)
{
    struct word path = words_expect(w, 'a', "a field");
    bool negated = word_is(path, "not");
    if (negated)
        path = words_expect(w, 'a', "a field");
    struct value v = find_field(c, path);
    const char *not = negated ? "!" : "";
    if (c->place.kind == PLACE_TAG_NAME || c->place.kind == PLACE_EQUALS ||
        c->place.kind == PLACE_COMMENT || c->place.kind == PLACE_RAW)
        refuse(c->view->path, line, "an if cannot stand here");
    at_line(c, line);
    push(c, BLOCK_IF, line);
    switch (v.field->kind) {
    case FIELD_TEXT:
    case FIELD_URL:
        text_add(c->out, "    if (%s(%s.n > 0)) {\n", not, v.c);
        break;
    case FIELD_INT:
        text_add(c->out, "    if (%s(%s != 0)) {\n", not, v.c);
        break;
    case FIELD_BOOL:
        text_add(c->out, "    if (%s%s) {\n", not, v.c);
        break;
    case FIELD_LIST:
        text_add(c->out, "    if (%s(%s_count > 0)) {\n", not, v.c);
        break;
    case FIELD_VIEW:
        refuse(c->view->path, line, "%s is always there", v.field->name);
    }
}

static void begin_else(struct compiler *c, int line)
{
    struct block *b = c->block_count > 0 ? &c->blocks[c->block_count - 1] : NULL;
    if (b == NULL || b->kind != BLOCK_IF)
        refuse(c->view->path, line, "an else without an if");
    at_line(c, line);
    b->kind = BLOCK_ELSE;
    b->then_end = c->place;
    c->place = b->start;
    text_add(c->out, "    } else {\n");
}

static void begin_each(struct compiler *c, struct words *w, int line)
{
    struct value v = find_field(c, words_expect(w, 'a', "a list"));
    if (!word_is(words_next(w), "as"))
        refuse(c->view->path, line, "{{ each LIST as NAME }}");
    struct word name = words_expect(w, 'a', "a name");
    if (v.field->kind != FIELD_LIST)
        refuse(c->view->path, line, "%s is no list", v.field->name);
    if (c->place.kind != PLACE_TEXT)
        refuse(c->view->path, line, "an each can only stand in text");
    at_line(c, line);
    for (size_t i = 0; i < c->block_count; i++) {
        if (c->blocks[i].kind == BLOCK_EACH && word_is(name, c->blocks[i].name))
            refuse(c->view->path, line, "%s is in use already", c->blocks[i].name);
    }
    struct block *b = push(c, BLOCK_EACH, line);
    b->name = pool_copy(name.p, name.n);
    b->record = v.field->record;
    text_add(c->out,
             "    for (size_t i_%s = 0; i_%s < %s_count; i_%s++) {\n"
             "    const struct %s *each_%s = &%s[i_%s];\n    (void)each_%s;\n",
             b->name, b->name, v.c, b->name, b->record->c_name, b->name, v.c, b->name, b->name);
}

static void end_block(struct compiler *c, int line)
{
    if (c->block_count == 0)
        refuse(c->view->path, line, "an end without an if or each");
    struct block *b = &c->blocks[--c->block_count];
    const struct place *must = b->kind == BLOCK_ELSE ? &b->then_end : &b->start;
    if (!place_same(&c->place, must))
        refuse(c->view->path, line,
               "the block of line %d does not end where it began: a tag or quote is open", b->line);
    at_line(c, line);
    text_add(c->out, "    }\n");
    c->place.value_filled = true;
}

/* ---- other tags ---- */

static void write_include(struct compiler *c, struct words *w, int line)
{
    struct word name = words_expect(w, 'a', "the name of a view");
    struct view *other = schema_view(c->views, pool_copy(name.p, name.n));
    if (other == NULL)
        refuse(c->view->path, line, "there is no view %.*s", (int)name.n, name.p);
    if (c->place.kind != PLACE_TEXT)
        refuse(c->view->path, line, "an include can only stand in text");
    at_line(c, line);
    if (other->record.count == 0) {
        text_add(c->out, "    view_%s(out, lang);\n", other->name);
        return;
    }
    struct value v = find(c, words_expect(w, 'a', "the field it is given"));
    const struct record *given = NULL;
    if (v.field != NULL && v.field->kind == FIELD_VIEW)
        given = v.field->record;
    for (size_t i = 0; v.field == NULL && i < c->block_count; i++) {
        if (c->blocks[i].kind == BLOCK_EACH && strcmp(c->blocks[i].name, v.c) == 0)
            given = c->blocks[i].record;
    }
    if (given != &other->record)
        refuse(c->view->path, line, "the view %s is not given its own record", other->name);
    text_add(c->out,
             v.field == NULL ? "    view_%s(out, each_%s, lang);\n"
                             : "    view_%s(out, &%s, lang);\n",
             other->name, v.c);
}

static void write_icon(struct compiler *c, struct words *w, int line)
{
    struct word name = words_expect(w, 'a', "the name of an icon");
    struct word size = words_next(w);
    char *id = pool_printf("id=\"i-%.*s\"", (int)name.n, name.p);
    if (c->sprite->svg == NULL || strstr(c->sprite->svg, id) == NULL)
        refuse(c->view->path, line, "there is no icon %.*s in assets/icons.svg", (int)name.n,
               name.p);
    if (c->place.kind != PLACE_TEXT)
        refuse(c->view->path, line, "an icon can only stand in text");
    char *open = pool_printf("<svg class=\"rl-ic%s%.*s\" aria-hidden=\"true\"><use href=\"",
                             size.n > 0 ? " " : "", (int)size.n, size.p);
    text_add_bytes(&c->literal, open, strlen(open));
    write_literal(c);
    text_add(c->out, "    buf_add_c(out, ASSET_ICONS_SVG);\n");
    char *close = pool_printf("#i-%.*s\"/></svg>", (int)name.n, name.p);
    text_add_bytes(&c->literal, close, strlen(close));
}

static void write_asset(struct compiler *c, struct words *w, int line)
{
    struct word name = words_expect(w, '"', "the name of an asset");
    if (c->place.kind != PLACE_VALUE || !place_is_url(&c->place) || c->place.value[0] != '\0')
        refuse(c->view->path, line, "an asset can only be a whole href or src");
    at_line(c, line);
    text_add(c->out, "    buf_add_c(out, %s);\n", asset_macro(name.p, name.n));
    c->place.value_filled = true;
}

const char *asset_macro(const char *name, size_t n)
{
    char *out = pool_printf("ASSET_%.*s", (int)n, name);
    for (char *p = out; *p != '\0'; p++) {
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
        else if (!(*p >= 'A' && *p <= 'Z') && !(*p >= '0' && *p <= '9'))
            *p = '_';
    }
    return out;
}

static void write_content(struct compiler *c, int line)
{
    if (c->content_met)
        refuse(c->view->path, line, "{{ content }} stands here a second time");
    if (c->block_count > 0 || c->place.kind != PLACE_TEXT)
        refuse(c->view->path, line, "{{ content }} stands in text, outside every block");
    at_line(c, line);
    c->content_met = true;
    text_add(c->out,
             "}\n\nstatic void end_%s(struct buf *out, const struct %s *v, enum lang lang)\n{\n"
             "    (void)v;\n    (void)lang;\n",
             c->view->name, c->view->record.c_name);
}

static void compile_tag(struct compiler *c, struct words *w, int line)
{
    struct words whole = *w;
    struct word first = words_next(w);
    if (word_is(first, "_")) {
        write_message(c, w, line);
        return; /* its arguments reach to the end */
    }
    if (word_is(first, "plural")) {
        write_plural(c, w, line);
        return;
    }
    if (word_is(first, "if"))
        begin_if(c, w, line);
    else if (word_is(first, "else"))
        begin_else(c, line);
    else if (word_is(first, "each"))
        begin_each(c, w, line);
    else if (word_is(first, "end"))
        end_block(c, line);
    else if (word_is(first, "include"))
        write_include(c, w, line);
    else if (word_is(first, "icon"))
        write_icon(c, w, line);
    else if (word_is(first, "asset"))
        write_asset(c, w, line);
    else if (word_is(first, "content"))
        write_content(c, line);
    else if (word_is(first, "raw"))
        refuse(c->view->path, line, "raw is refused: everything shown is escaped");
    else if (first.kind == 'a')
        write_value(c, first);
    else
        refuse(c->view->path, line, "a tag is expected: a field, _, if, each, end, include...");
    if (words_next(w).kind != 0)
        refuse(c->view->path, line, "there is too much in {{%.*s}}", (int)(whole.end - whole.at),
               whole.at);
}

/* ---- whole views ---- */

static void compile_body(struct compiler *c, const char *body, int line)
{
    while (*body != '\0') {
        const char *open = strstr(body, "{{");
        size_t n = open == NULL ? strlen(body) : (size_t)(open - body);
        struct place_literal literal = {body, n, c->view->path, line};
        place_feed(&c->place, &literal, &c->literal);
        for (size_t i = 0; i < n; i++)
            line += body[i] == '\n';
        if (open == NULL)
            break;
        const char *close = strstr(open, "}}");
        if (close == NULL)
            refuse(c->view->path, line, "a tag is not closed");
        struct words w = {open + 2, close, c->view->path, line};
        if (c->place.kind == PLACE_COMMENT)
            refuse(c->view->path, line, "a tag cannot stand in a comment");
        compile_tag(c, &w, line);
        for (const char *p = open; p < close; p++)
            line += *p == '\n';
        body = close + 2;
    }
    if (c->block_count > 0)
        refuse(c->view->path, c->blocks[c->block_count - 1].line, "this block is not closed");
    if (c->place.kind != PLACE_TEXT)
        refuse(c->view->path, line, "the view ends inside a tag");
    write_literal(c);
}

/* "{{ layout NAME FIELD }}" right behind the declaration; returns the body behind it. */
static const char *read_layout(struct compiler *c)
{
    const char *body = c->view->body;
    const char *close = strstr(body, "}}");
    if (strncmp(body, "{{", 2) != 0 || close == NULL)
        return body;
    struct words w = {body + 2, close, c->view->path, c->view->body_line};
    if (!word_is(words_next(&w), "layout"))
        return body;
    struct word name = words_expect(&w, 'a', "the name of the layout");
    struct word field = words_expect(&w, 'a', "the field that holds its record");
    struct value v = find_field(c, field);
    c->layout = schema_view(c->views, pool_copy(name.p, name.n));
    if (c->layout == NULL || strstr(c->layout->body, "{{ content }}") == NULL)
        refuse(c->view->path, name.line, "there is no layout %.*s", (int)name.n, name.p);
    if (v.field->kind != FIELD_VIEW || v.field->record != &c->layout->record)
        refuse(c->view->path, field.line, "%s is not of type %s", v.field->name, c->layout->name);
    c->layout_field = v.c;
    return close + 2;
}

static void compile_view(struct views *views, struct view *view, const struct sprite *sprite,
                         struct text *out)
{
    struct compiler c = {.views = views, .view = view, .sprite = sprite, .out = out};
    const char *body = read_layout(&c);
    bool empty = view->record.count == 0;
    const char *given = empty ? "" : pool_printf("const struct %s *v, ", view->record.c_name);
    if (view->is_layout)
        text_add(out, "static void begin_%s(struct buf *out, %senum lang lang)\n{\n", view->name,
                 given);
    else
        text_add(out, "void view_%s(struct buf *out, %senum lang lang)\n{\n", view->name, given);
    text_add(out, "    (void)lang;\n%s", empty ? "" : "    (void)v;\n");
    if (c.layout != NULL)
        text_add(out, "    begin_%s(out, &%s, lang);\n", c.layout->name, c.layout_field);
    int line = view->body_line;
    for (const char *p = view->body; p < body; p++)
        line += *p == '\n';
    compile_body(&c, body, line);
    if (c.layout != NULL)
        text_add(out, "    end_%s(out, &%s, lang);\n", c.layout->name, c.layout_field);
    text_add(out, "}\n\n");
}

void compile_views(struct views *views, const struct sprite *sprite, struct text *out)
{
    for (size_t i = 0; i < views->count; i++) {
        struct view *view = &views->v[i];
        view->is_layout = strstr(view->body, "{{ content }}") != NULL;
        if (view->is_layout && view->record.count == 0)
            refuse(view->path, 1, "a layout must have a record");
        if (view->is_layout)
            compile_view(views, view, sprite, out);
    }
    for (size_t i = 0; i < views->count; i++) {
        if (!views->v[i].is_layout)
            compile_view(views, &views->v[i], sprite, out);
    }
}

void compile_prototypes(const struct views *views, struct text *out)
{
    for (size_t i = 0; i < views->count; i++) {
        const struct view *view = &views->v[i];
        if (view->is_layout)
            continue;
        if (view->record.count == 0)
            text_add(out, "void view_%s(struct buf *out, enum lang lang);\n", view->name);
        else
            text_add(out, "void view_%s(struct buf *out, const struct %s *v, enum lang lang);\n",
                     view->name, view->record.c_name);
    }
}
