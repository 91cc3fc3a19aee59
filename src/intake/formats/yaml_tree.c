#include "yaml_tree.h"

#include <yaml.h>

#include "base/limits.h"
#include "base/text.h"

struct reading {
    yaml_parser_t parser;
    yaml_event_t event;
    struct arena *arena;
    size_t nodes;
    struct err *err;
};

static void at_mark(struct err *err, const yaml_mark_t *mark)
{
    err_at(err, (int64_t)mark->line + 1, (int32_t)mark->column + 1, NULL);
}

static bool refuse(struct reading *r, enum err_code code)
{
    err_set(r->err, code, NULL);
    at_mark(r->err, &r->event.start_mark);
    return false;
}

static bool refuse_feature(struct reading *r, const char *mark, const unsigned char *name)
{
    struct buf what;
    buf_init(&what, r->arena, sizeof r->err->arg);
    buf_add_c(&what, mark);
    buf_add(&what, str_cut_utf8(str_of((const char *)name), 60));
    err_set_field(r->err, ERR_YAML_FEATURE, NULL, buf_str(&what));
    at_mark(r->err, &r->event.start_mark);
    return false;
}

/* The next event; the one before is dropped. */
static bool advance(struct reading *r)
{
    yaml_event_delete(&r->event);
    if (yaml_parser_parse(&r->parser, &r->event) == 1)
        return true;
    if (r->parser.error == YAML_MEMORY_ERROR)
        BUG("out of memory");
    err_set(r->err, ERR_YAML_SYNTAX, r->parser.problem);
    at_mark(r->err, &r->parser.problem_mark);
    return false;
}

static bool plain_anchor_and_tag(struct reading *r, const yaml_char_t *anchor,
                                 const yaml_char_t *tag)
{
    if (anchor != NULL)
        return refuse_feature(r, "&", anchor);
    return tag == NULL || refuse_feature(r, "", tag);
}

static struct yaml_node *add_node(struct reading *r, enum yaml_kind kind)
{
    struct yaml_node *node = ARENA_NEW(r->arena, struct yaml_node);
    node->kind = kind;
    node->arena = r->arena;
    node->line = (int64_t)r->event.start_mark.line + 1;
    node->column = (int32_t)r->event.start_mark.column + 1;
    return node;
}

/* Escapes may have brought characters that the text itself must not hold. */
static bool has_control(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            return true;
    }
    return false;
}

static bool read_scalar(struct reading *r, struct yaml_node **out)
{
    struct str text = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
    if (!plain_anchor_and_tag(r, r->event.data.scalar.anchor, r->event.data.scalar.tag))
        return false;
    if (text.n > LIMIT_YAML_TEXT_BYTES)
        return refuse(r, ERR_YAML_TOO_LARGE);
    if (has_control(text))
        return refuse(r, ERR_FILE_BINARY);
    *out = add_node(r, YAML_SCALAR);
    (*out)->text = arena_str(r->arena, text);
    (*out)->blank = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                    (text.n == 0 || str_is(text, "~") || str_is(text, "null"));
    return true;
}

static bool read_node(struct reading *r, int depth, struct yaml_node **out);

static void append(struct yaml_node *to, struct yaml_node **last, struct yaml_node *value)
{
    *(*last == NULL ? &to->first : &(*last)->next) = value;
    *last = value;
    to->count++;
}

static bool read_list(struct reading *r, int depth, struct yaml_node **out)
{
    struct yaml_node *last = NULL, *value;
    if (!plain_anchor_and_tag(r, r->event.data.sequence_start.anchor,
                              r->event.data.sequence_start.tag))
        return false;
    *out = add_node(r, YAML_LIST);
    for (;;) {
        if (!advance(r))
            return false;
        if (r->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        if (!read_node(r, depth + 1, &value))
            return false;
        append(*out, &last, value);
    }
}

static bool read_key(struct reading *r, const struct yaml_node *map, struct yaml_node **key)
{
    if (r->event.type == YAML_ALIAS_EVENT)
        return refuse_feature(r, "*", r->event.data.alias.anchor);
    if (r->event.type != YAML_SCALAR_EVENT)
        return refuse(r, ERR_NOT_A_TEXT);
    if (!read_scalar(r, key))
        return false;
    if ((*key)->text.n == 0 || map->count == LIMIT_YAML_KEYS)
        return refuse(r, map->count == LIMIT_YAML_KEYS ? ERR_YAML_TOO_LARGE : ERR_NOT_A_TEXT);
    for (const struct yaml_node *other = map->first; other != NULL; other = other->next) {
        if (str_eq(other->key, (*key)->text)) {
            err_set_field(r->err, ERR_KEY_TWICE, NULL, (*key)->text);
            return refuse(r, ERR_KEY_TWICE);
        }
    }
    return true;
}

static bool read_keys(struct reading *r, int depth, struct yaml_node **out)
{
    struct yaml_node *last = NULL, *key, *value;
    if (!plain_anchor_and_tag(r, r->event.data.mapping_start.anchor,
                              r->event.data.mapping_start.tag))
        return false;
    *out = add_node(r, YAML_KEYS);
    for (;;) {
        if (!advance(r))
            return false;
        if (r->event.type == YAML_MAPPING_END_EVENT)
            return true;
        if (!read_key(r, *out, &key) || !advance(r) || !read_node(r, depth + 1, &value))
            return false;
        value->key = key->text;
        value->key_line = key->line;
        value->key_column = key->column;
        append(*out, &last, value);
    }
}

static bool read_node(struct reading *r, int depth, struct yaml_node **out)
{
    if (depth > LIMIT_YAML_DEPTH)
        return refuse(r, ERR_YAML_TOO_DEEP);
    if (++r->nodes > LIMIT_YAML_NODES)
        return refuse(r, ERR_YAML_TOO_LARGE);
    switch ((int)r->event.type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, out);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(r, depth, out);
    case YAML_MAPPING_START_EVENT:
        return read_keys(r, depth, out);
    case YAML_ALIAS_EVENT:
        return refuse_feature(r, "*", r->event.data.alias.anchor);
    default:
        BUG("event inside a document");
    }
}

static bool read_document(struct reading *r, struct yaml_node **root)
{
    if (!advance(r)) /* the stream */
        return false;
    if (!advance(r))
        return false;
    if (r->event.type == YAML_STREAM_END_EVENT)
        return refuse(r, ERR_FILE_EMPTY);
    if (r->event.data.document_start.version_directive != NULL)
        return refuse_feature(r, "%YAML", NULL);
    if (r->event.data.document_start.tag_directives.start !=
        r->event.data.document_start.tag_directives.end)
        return refuse_feature(r, "%TAG", NULL);
    if (!advance(r) || !read_node(r, 1, root))
        return false;
    if ((*root)->kind != YAML_KEYS)
        return (*root)->blank ? err_set(r->err, ERR_FILE_EMPTY, NULL)
                              : yaml_refuse(*root, ERR_NOT_KEYS, r->err);
    if (!advance(r) || !advance(r)) /* the end of the document, and what follows */
        return false;
    return r->event.type == YAML_STREAM_END_EVENT || refuse_feature(r, "---", NULL);
}

static bool refuse_byte(struct str text, size_t offset, enum err_code code, struct err *err)
{
    int64_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text.p[i] == '\n';
    err_set(err, code, NULL);
    err_at(err, line, 0, NULL);
    return false;
}

static bool check_bytes(struct str text, struct err *err)
{
    size_t bad_at;
    if (text.n > LIMIT_YAML_BYTES)
        return err_set(err, ERR_YAML_TOO_LARGE, NULL);
    if (!utf8_valid(text, &bad_at))
        return refuse_byte(text, bad_at, ERR_FILE_ENCODING, err);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
            return refuse_byte(text, i, ERR_FILE_BINARY, err);
    }
    return true;
}

bool yaml_read(struct str text, struct arena *a, struct yaml_node **root, struct err *err)
{
    struct reading *r = ARENA_NEW(a, struct reading);
    struct err failure = {0};
    if (!check_bytes(text, err))
        return false;
    r->arena = a;
    r->err = &failure;
    if (yaml_parser_initialize(&r->parser) != 1)
        BUG("out of memory");
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.p, text.n);
    bool ok = read_document(r, root);
    yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
    if (!ok && err != NULL && !err_is(err))
        *err = failure;
    return ok;
}
