#include "viewgen/schema.h"

#include <string.h>

/* ---- the words of a tag ---- */

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

static struct word take_string(struct words *w)
{
    struct word out = {'"', w->at + 1, 0, w->line};
    const char *p = w->at + 1;
    while (p < w->end && *p != '"') {
        if (*p == '\n')
            refuse(w->path, w->line, "a text must stand on one line");
        p++;
    }
    if (p == w->end)
        refuse(w->path, w->line, "the closing quote of a text is missing");
    out.n = (size_t)(p - out.p);
    w->at = p + 1;
    return out;
}

struct word words_next(struct words *w)
{
    while (w->at < w->end && (*w->at == ' ' || *w->at == '\n' || *w->at == '\t')) {
        w->line += *w->at == '\n';
        w->at++;
    }
    if (w->at == w->end)
        return (struct word){0, w->at, 0, w->line};
    if (*w->at == '"')
        return take_string(w);
    struct word out = {'a', w->at, 0, w->line};
    while (w->at < w->end && name_char(*w->at))
        w->at++;
    out.n = (size_t)(w->at - out.p);
    if (out.n == 0) {
        out.kind = *w->at++;
        out.n = 1;
    }
    return out;
}

bool word_is(struct word w, const char *text)
{
    return w.kind == 'a' && w.n == strlen(text) && memcmp(w.p, text, w.n) == 0;
}

struct word words_expect(struct words *w, char kind, const char *what)
{
    struct word out = words_next(w);
    if (out.kind != kind)
        refuse(w->path, out.line, "%s is expected", what);
    return out;
}

/* ---- declarations ---- */

static void read_fields(struct words *w, struct record *record, char end);

static bool simple_kind(struct word type, enum field_kind *out)
{
    static const struct {
        const char *name;
        enum field_kind kind;
    } kinds[] = {
        {"text", FIELD_TEXT}, {"url", FIELD_URL}, {"int", FIELD_INT}, {"bool", FIELD_BOOL}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (word_is(type, kinds[i].name)) {
            *out = kinds[i].kind;
            return true;
        }
    }
    return false;
}

/* "[name]" is a list of another view's records, anything else between brackets its own. */
static void read_list(struct words *w, struct record *record, struct field *field)
{
    struct words ahead = *w;
    struct word name = words_next(&ahead);
    struct word after = words_next(&ahead);
    field->kind = FIELD_LIST;
    if (name.kind == 'a' && after.kind == ']') {
        field->view = pool_copy(name.p, name.n);
        *w = ahead;
        return;
    }
    field->record = pool_alloc(sizeof *field->record);
    field->record->c_name = pool_printf("%s_%s", record->c_name, field->name);
    read_fields(w, field->record, ']');
}

static void read_field(struct words *w, struct record *record, struct word name)
{
    struct field field = {.name = pool_copy(name.p, name.n), .line = name.line};
    if (name.kind != 'a' || memchr(name.p, '.', name.n) != NULL)
        refuse(w->path, name.line, "the name of a field is expected");
    if (schema_field(record, name.p, name.n) != NULL)
        refuse(w->path, name.line, "the field %s is declared twice", field.name);
    struct word type = words_next(w);
    if (type.kind == '[') {
        read_list(w, record, &field);
    } else if (type.kind != 'a') {
        refuse(w->path, type.line, "the type of %s is expected", field.name);
    } else if (!simple_kind(type, &field.kind)) {
        field.kind = FIELD_VIEW;
        field.view = pool_copy(type.p, type.n);
    }
    struct words ahead = *w;
    if (words_next(&ahead).kind == '?') {
        if (field.kind != FIELD_TEXT && field.kind != FIELD_URL)
            refuse(w->path, name.line, "only text and url can be optional");
        field.optional = true;
        *w = ahead;
    }
    record->fields = pool_grow(record->fields, record->count, sizeof field);
    record->fields[record->count++] = field;
}

static void read_fields(struct words *w, struct record *record, char end)
{
    for (;;) {
        struct word name = words_next(w);
        if (name.kind == end && record->count == 0)
            return;
        read_field(w, record, name);
        struct word after = words_next(w);
        if (after.kind == end)
            return;
        if (after.kind != ',')
            refuse(w->path, after.line, "a comma is expected");
    }
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

void schema_read(struct views *views, const char *path)
{
    struct text text = file_read(path);
    const char *end = text.n > 0 ? strstr(text.p, "}}") : NULL;
    const char *base = base_name(path);
    if (text.n < 2 || memcmp(text.p, "{{", 2) != 0 || end == NULL)
        refuse(path, 1, "a view begins with {{ view NAME: fields }}");
    struct words w = {text.p + 2, end, path, 1};
    if (!word_is(words_next(&w), "view"))
        refuse(path, 1, "a view begins with {{ view NAME: fields }}");
    struct word name = words_expect(&w, 'a', "the name of the view");
    struct view view = {.name = pool_copy(name.p, name.n), .path = path, .body = end + 2};
    if (strlen(base) != name.n + 5 || memcmp(base, name.p, name.n) != 0)
        refuse(path, 1, "the view %s must stand in %s.html", view.name, view.name);
    view.record.c_name = pool_printf("v_%s", view.name);
    struct word colon = words_next(&w);
    if (colon.kind == ':')
        read_fields(&w, &view.record, 0);
    else if (colon.kind != 0)
        refuse(path, 1, "a colon is expected behind the name");
    for (view.body_line = 1; *view.body == '\n' || *view.body == ' '; view.body++) {
    }
    for (const char *p = text.p; p < view.body; p++)
        view.body_line += *p == '\n';
    if (schema_view(views, view.name) != NULL)
        refuse(path, 1, "a view %s exists already", view.name);
    views->v = pool_grow(views->v, views->count, sizeof view);
    views->v[views->count++] = view;
}

static void link_record(struct views *views, const struct view *view, struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        struct field *f = &record->fields[i];
        if (f->view != NULL) {
            struct view *other = schema_view(views, f->view);
            if (other == NULL)
                refuse(view->path, f->line, "there is no type and no view %s", f->view);
            if (other == view)
                refuse(view->path, f->line, "the view %s cannot hold itself", f->view);
            f->record = &other->record;
        } else if (f->record != NULL) {
            link_record(views, view, f->record);
        }
    }
}

void schema_link(struct views *views)
{
    for (size_t i = 0; i < views->count; i++)
        link_record(views, &views->v[i], &views->v[i].record);
}

struct view *schema_view(const struct views *views, const char *name)
{
    for (size_t i = 0; i < views->count; i++) {
        if (strcmp(views->v[i].name, name) == 0)
            return &views->v[i];
    }
    return NULL;
}

const struct field *schema_field(const struct record *record, const char *name, size_t n)
{
    for (size_t i = 0; i < record->count; i++) {
        const char *have = record->fields[i].name;
        if (strlen(have) == n && memcmp(have, name, n) == 0)
            return &record->fields[i];
    }
    return NULL;
}

/* ---- structs ---- */

static void write_field(const struct field *f, struct text *out)
{
    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_URL:
        text_add(out, "    struct str %s;%s\n", f->name,
                 f->optional ? " /* p NULL: absent */" : "");
        break;
    case FIELD_INT:
        text_add(out, "    int64_t %s;\n", f->name);
        break;
    case FIELD_BOOL:
        text_add(out, "    bool %s;\n", f->name);
        break;
    case FIELD_LIST:
        text_add(out, "    const struct %s *%s;\n    size_t %s_count;\n", f->record->c_name,
                 f->name, f->name);
        break;
    case FIELD_VIEW:
        text_add(out, "    struct %s %s;\n", f->record->c_name, f->name);
        break;
    }
}

static void write_record(struct record *record, struct text *out)
{
    if (record->written)
        return;
    record->written = true;
    for (size_t i = 0; i < record->count; i++) {
        if (record->fields[i].record != NULL)
            write_record(record->fields[i].record, out);
    }
    text_add(out, "struct %s {\n", record->c_name);
    for (size_t i = 0; i < record->count; i++)
        write_field(&record->fields[i], out);
    text_add(out, "};\n\n");
}

void schema_write(struct views *views, struct text *out)
{
    for (size_t i = 0; i < views->count; i++) {
        if (views->v[i].record.count > 0)
            write_record(&views->v[i].record, out);
    }
}
