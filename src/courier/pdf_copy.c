#include "pdf_copy.h"

#include <stdlib.h>

enum { DEPTH_MAX = 40 };

static int32_t *number_of(struct pdf_copy *c, int id)
{
    size_t at = (size_t)id;
    if (at >= c->room) {
        size_t room = at + 1 > c->room * 2 ? at + 64 : c->room * 2;
        c->numbers = arena_grow(c->arena, c->numbers, c->room, room, sizeof *c->numbers);
        c->room = room;
    }
    return &c->numbers[at];
}

void pdf_copy_as(struct pdf_copy *c, qpdf_oh object, int32_t number)
{
    *number_of(c, qpdf_oh_get_object_id(c->from, object)) = number;
}

static void refer(struct pdf_copy *c, int id)
{
    int32_t *number = number_of(c, id);
    if (*number == 0) {
        *number = pdf_write_number(c->writer);
        if (c->waiting_count == c->waiting_room) {
            size_t room = c->waiting_room == 0 ? 64 : c->waiting_room * 2;
            c->waiting =
                arena_grow(c->arena, c->waiting, c->waiting_room, room, sizeof *c->waiting);
            c->waiting_room = room;
        }
        c->waiting[c->waiting_count++] = id;
    }
    pdf_write_ref(c->writer, *number);
}

static bool among(const char *key, const char *const *but)
{
    for (; but != NULL && *but != NULL; but++) {
        if (strcmp(key, *but) == 0)
            return true;
    }
    return false;
}

static void value(struct pdf_copy *c, qpdf_oh oh, int depth);

struct keys {
    const char **rows;
    size_t count;
};

/* qpdf walks one dictionary at a time: its keys are gathered before its values are looked at. */
static struct keys gather_keys(struct pdf_copy *c, qpdf_oh dict)
{
    struct keys keys = {0};
    qpdf_oh_begin_dict_key_iter(c->from, dict);
    for (; qpdf_oh_dict_more_keys(c->from); keys.count++)
        (void)qpdf_oh_dict_next_key(c->from);
    keys.rows = ARENA_ARRAY(c->arena, keys.count, const char *);
    qpdf_oh_begin_dict_key_iter(c->from, dict);
    for (size_t i = 0; i < keys.count; i++)
        keys.rows[i] = arena_cstr(c->arena, str_of(qpdf_oh_dict_next_key(c->from)));
    return keys;
}

/* A key as it stands in a file: qpdf gives it decoded, and writes names as they should be. */
static void add_key(struct pdf_copy *c, const char *key)
{
    qpdf_oh name = qpdf_oh_new_name(c->from, key);
    buf_add_c(c->writer->out, qpdf_oh_unparse(c->from, name));
    qpdf_oh_release(c->from, name);
}

/* Fonts stand by name in a dictionary of resources: those that can be shared are. */
static void fonts(struct pdf_copy *c, qpdf_oh dict, int depth)
{
    struct keys keys = gather_keys(c, dict);
    buf_add_c(c->writer->out, "<<");
    for (size_t i = 0; i < keys.count; i++) {
        qpdf_oh font = qpdf_oh_get_key(c->from, dict, keys.rows[i]);
        int32_t shared = pdf_fonts_take(c->fonts, c->from, font);
        add_key(c, keys.rows[i]);
        if (shared != 0)
            pdf_write_ref(c->writer, shared);
        else
            value(c, font, depth + 1);
    }
    buf_add_c(c->writer->out, ">>");
}

static void entries(struct pdf_copy *c, qpdf_oh dict, const char *const *but, int depth)
{
    struct keys keys = gather_keys(c, dict);
    for (size_t i = 0; i < keys.count; i++) {
        qpdf_oh of_key = qpdf_oh_get_key(c->from, dict, keys.rows[i]);
        if (among(keys.rows[i], but))
            continue;
        add_key(c, keys.rows[i]);
        if (c->fonts != NULL && strcmp(keys.rows[i], "/Font") == 0 &&
            qpdf_oh_is_dictionary(c->from, of_key))
            fonts(c, of_key, depth);
        else
            value(c, of_key, depth + 1);
    }
}

static void array(struct pdf_copy *c, qpdf_oh oh, int depth)
{
    int count = qpdf_oh_get_array_n_items(c->from, oh);
    buf_add_c(c->writer->out, "[");
    for (int i = 0; i < count; i++)
        value(c, qpdf_oh_get_array_item(c->from, oh, i), depth + 1);
    buf_add_c(c->writer->out, "]");
}

static void direct(struct pdf_copy *c, qpdf_oh oh, int depth)
{
    struct buf *out = c->writer->out;
    if (depth > DEPTH_MAX) {
        c->failed = true;
        return;
    }
    if (qpdf_oh_is_dictionary(c->from, oh)) {
        buf_add_c(out, "<<");
        entries(c, oh, NULL, depth);
        buf_add_c(out, ">>");
    } else if (qpdf_oh_is_array(c->from, oh)) {
        array(c, oh, depth);
    } else {
        buf_add_char(out, ' ');
        buf_add_c(out, qpdf_oh_unparse_resolved(c->from, oh));
    }
}

static void value(struct pdf_copy *c, qpdf_oh oh, int depth)
{
    if (qpdf_oh_get_object_id(c->from, oh) != 0)
        refer(c, qpdf_oh_get_object_id(c->from, oh));
    else
        direct(c, oh, depth);
}

void pdf_copy_value(struct pdf_copy *c, qpdf_oh oh) { value(c, oh, 0); }

void pdf_copy_entries(struct pdf_copy *c, qpdf_oh dict, const char *const *but)
{
    entries(c, dict, but, 0);
}

/* The bytes stay as they are, packed or not. */
static void stream(struct pdf_copy *c, qpdf_oh oh)
{
    static const char *const but[] = {"/Length", NULL};
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    buf_add_c(c->writer->out, "<<");
    entries(c, qpdf_oh_get_dict(c->from, oh), but, 0);
    if (qpdf_oh_get_stream_data(c->from, oh, qpdf_dl_none, &filtered, &bytes, &n) != QPDF_SUCCESS)
        c->failed = true;
    pdf_write_stream(c->writer, (struct str){(const char *)bytes, n});
    free(bytes);
}

bool pdf_copy_rest(struct pdf_copy *c, struct err *err)
{
    while (c->waiting_count > 0) {
        int id = c->waiting[--c->waiting_count];
        qpdf_oh oh = qpdf_get_object_by_id(c->from, id, 0);
        pdf_write_open(c->writer, *number_of(c, id));
        if (qpdf_oh_is_stream(c->from, oh)) {
            stream(c, oh);
        } else {
            direct(c, oh, 0);
            pdf_write_close(c->writer);
        }
    }
    return !c->failed || err_set_field(err, ERR_IMPOSSIBLE_VALUE, "document", STR("PDF"));
}
