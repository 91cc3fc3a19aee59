/* Any bytes as a form with files: the first line is the header that names the boundary. Read in one
 * piece, in two and byte by byte, the same parts come, or the same refusal; a whole form gives back
 * the bytes that stand in it. */
#include "base/buf.h"
#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "web/server/multipart.h"

struct heard {
    struct arena arena;
    struct buf text;
    bool inside;
};

static bool begin(void *with, const struct multipart_part *part, struct err *err)
{
    struct heard *h = with;
    size_t bad_at;
    (void)err;
    ASSERT(!h->inside);
    ASSERT(part->name.n > 0 && utf8_valid(part->name, &bad_at));
    ASSERT(utf8_valid(part->file_name, &bad_at));
    ASSERT(part->file_name.n <= MULTIPART_FILE_NAME_BYTES);
    ASSERT(part->is_file || part->file_name.n == 0);
    ASSERT(str_find(part->file_name, '/') < 0 && str_find(part->file_name, '\\') < 0);
    h->inside = true;
    buf_add_c(&h->text, part->is_file ? "<F " : "<P ");
    buf_add(&h->text, part->name);
    buf_add_char(&h->text, ' ');
    buf_add(&h->text, part->file_name);
    buf_add_char(&h->text, '>');
    return true;
}

static bool data(void *with, struct str bytes, struct err *err)
{
    struct heard *h = with;
    (void)err;
    ASSERT(h->inside && bytes.n > 0);
    buf_add(&h->text, bytes);
    return true;
}

static bool end(void *with, struct err *err)
{
    struct heard *h = with;
    (void)err;
    ASSERT(h->inside);
    h->inside = false;
    buf_add_c(&h->text, "</>");
    return true;
}

/* step: bytes a piece; 0: all at once. */
static bool hear(struct heard *h, struct str type, struct str body, size_t step)
{
    struct multipart m;
    struct err err = {0};
    const struct multipart_sink sink = {h, begin, data, end};
    arena_init(&h->arena, 0);
    buf_init(&h->text, &h->arena, (size_t)64 << 20);
    h->inside = false;
    bool ok = multipart_begin(&m, type, &sink, &err);
    for (size_t at = 0; ok && at<body.n; at += step> 0 ? step : body.n)
        ok = multipart_feed(&m, str_slice(body, at, step > 0 ? at + step : body.n), &err);
    ok = ok && multipart_end(&m, &err);
    ASSERT(ok != err_is(&err));
    ASSERT(!ok || !h->inside);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct str all = {(const char *)bytes, size};
    ptrdiff_t line = size == 0 ? -1 : str_find(all, '\n');
    struct heard whole, single, halves;
    if (line < 0)
        return 0;
    struct str type = str_slice(all, 0, (size_t)line);
    struct str body = str_slice(all, (size_t)line + 1, size);
    bool ok = hear(&whole, type, body, 0);
    ASSERT(ok == hear(&single, type, body, 1));
    ASSERT(ok == hear(&halves, type, body, body.n / 2 + 1));
    ASSERT(str_eq(buf_str(&whole.text), buf_str(&single.text)));
    ASSERT(str_eq(buf_str(&whole.text), buf_str(&halves.text)));
    ASSERT(ok == false || multipart_type(type));
    arena_release(&whole.arena);
    arena_release(&single.arena);
    arena_release(&halves.arena);
    return 0;
}
