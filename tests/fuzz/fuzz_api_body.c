/* Any bytes as a JSON object that another program sends: what is read was said, by its declared
 * keys, in valid UTF-8 without control characters; what is refused says where or which key. */
#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "web/api/api.h"

static const struct api_key rows[] = {
    {"a", API_TEXT, 0, NULL, "", NULL}, {"n", API_INT, 0, NULL, "", NULL},
    {"b", API_BOOL, 0, NULL, "", NULL}, {"l", API_TEXTS, 0, NULL, "", NULL},
    {"d", API_DAY, 0, NULL, "", NULL},
};
static const struct api_keys keys = {rows, COUNT_OF(rows)};

static bool declared(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (str_is(name, rows[i].name))
            return true;
    }
    return false;
}

static void check_field(const struct http_field *f, size_t bytes)
{
    size_t bad_at;
    ASSERT(declared(f->name));
    ASSERT(f->value.n <= bytes && utf8_valid(f->value, &bad_at));
    for (size_t i = 0; i < f->value.n; i++) {
        unsigned char c = (unsigned char)f->value.p[i];
        ASSERT(c >= 0x20 || c == '\t' || c == '\n' || c == '\r');
        ASSERT(!str_is(f->name, "n") || c == '-' || (c >= '0' && c <= '9'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena arena;
    struct err err = {0};
    static struct http_fields fields;
    if (n > LIMIT_API_BODY_BYTES)
        return 0;
    arena_init(&arena, 0);
    if (api_body_read(&arena, (struct str){(const char *)data, n}, &keys, &fields, &err)) {
        ASSERT(!err_is(&err) && fields.count <= COUNT_OF(rows));
        for (size_t i = 0; i < fields.count; i++)
            check_field(&fields.fields[i], n);
    } else {
        ASSERT(err.code == ERR_BODY_UNREADABLE || err.code == ERR_FIELD_UNKNOWN ||
               err.code == ERR_FIELD_VALUE);
        ASSERT(err.field[0] != '\0');
    }
    arena_release(&arena);
    return 0;
}
