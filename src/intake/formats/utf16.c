#include "utf16.h"

#include "base/text.h"

enum { MARK_BYTES = 2, UTF8_PER_UNIT_MAX = 3 };

bool utf16_is(struct str start)
{
    return str_starts(start, STR("\xff\xfe")) || str_starts(start, STR("\xfe\xff"));
}

static bool read_all(const struct source *source, struct arena *a, struct str *out, struct err *err)
{
    if (source->size_bytes > LIMIT_UTF16_BYTES)
        return err_set(err, ERR_FILE_TOO_LARGE, NULL);
    char *bytes = arena_alloc(a, (size_t)source->size_bytes + 1);
    size_t n = 0, got = 1;
    while (got > 0 && (int64_t)n < source->size_bytes) {
        if (!source_read(source, (int64_t)n, bytes + n, (size_t)source->size_bytes - n, &got))
            return err_set(err, ERR_FILE_UNREADABLE, NULL);
        n += got;
    }
    *out = (struct str){bytes, n};
    return true;
}

struct units {
    struct str bytes;
    size_t at;
    bool big; /* the high byte first */
};

static bool next_unit(struct units *u, uint32_t *unit)
{
    if (u->at + 1 >= u->bytes.n)
        return false;
    unsigned char first = (unsigned char)u->bytes.p[u->at];
    unsigned char second = (unsigned char)u->bytes.p[u->at + 1];
    *unit = u->big ? (uint32_t)(first << 8 | second) : (uint32_t)(second << 8 | first);
    u->at += 2;
    return true;
}

/* One character, of one unit or of a pair; false: half a pair. */
static bool join(struct units *u, uint32_t unit, uint32_t *code)
{
    uint32_t low;
    *code = unit;
    if (unit < 0xD800 || unit > 0xDFFF)
        return true;
    if (unit > 0xDBFF || !next_unit(u, &low) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *code = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

bool utf16_read(const struct source *source, struct arena *a, struct source *out, struct err *err)
{
    struct str all;
    if (!read_all(source, a, &all, err))
        return false;
    struct units u = {all, MARK_BYTES, str_starts(all, STR("\xfe\xff"))};
    char *text = arena_alloc(a, all.n / 2 * UTF8_PER_UNIT_MAX + 1);
    size_t n = 0;
    int64_t line = 1;
    uint32_t unit, code;
    bool whole = all.n % 2 == 0;
    while (whole && next_unit(&u, &unit)) {
        whole = join(&u, unit, &code);
        n += whole ? utf8_put(code, text + n) : 0;
        line += unit == '\n';
    }
    *out = source_of_memory((struct str){text, n});
    if (whole)
        return true;
    err_set_field(err, ERR_FILE_ENCODING, NULL, STR("UTF-16"));
    err_at(err, line, 0, NULL);
    return false;
}
