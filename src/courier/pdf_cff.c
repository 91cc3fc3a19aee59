#include "pdf_cff.h"

enum {
    STANDARD_STRINGS = 391,
    NAME_SID = STANDARD_STRINGS, /* the font's own name comes first of what is not standard */
    CODES = 256,
    HEADER_BYTES = 4,
    OFFSET_BYTES = 4,
    NUMBERS_MAX = 8, /* before one operator */
};

enum {
    OP_NAME = 2,
    OP_FAMILY = 3,
    OP_BOX = 5,
    OP_CHARSET = 15,
    OP_ENCODING = 16,
    OP_GLYPHS = 17,
    OP_PRIVATE = 18,
    OP_ESCAPE = 12,
    OP_ROS = OP_ESCAPE << 8 | 30,
    OP_CID_COUNT = OP_ESCAPE << 8 | 34,
    OP_FONTS = OP_ESCAPE << 8 | 36,
    OP_FONT_OF_GLYPH = OP_ESCAPE << 8 | 37,
};

/* ---- reading ---- */

/* A part of the bytes, and where in it one is. */
struct reader {
    struct str bytes;
    size_t at;
    bool bad; /* read past the end: everything after is 0 */
};

static uint32_t take(struct reader *r, int bytes)
{
    uint32_t v = 0;
    if (r->bad || r->at + (size_t)bytes > r->bytes.n) {
        r->bad = true;
        return 0;
    }
    for (int i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)r->bytes.p[r->at++];
    return v;
}

/* A list of byte strings; `entries` has room for CFF_GLYPHS_MAX. */
struct cff_index {
    struct str entries[CFF_GLYPHS_MAX];
    size_t count;
};

static bool read_index(struct reader *r, struct cff_index *out)
{
    uint32_t offsets[CFF_GLYPHS_MAX + 1];
    out->count = take(r, 2);
    if (out->count == 0)
        return !r->bad;
    int size = (int)take(r, 1);
    if (r->bad || out->count > CFF_GLYPHS_MAX || size < 1 || size > 4)
        return false;
    for (size_t i = 0; i <= out->count; i++)
        offsets[i] = take(r, size);
    size_t base = r->at - 1;
    for (size_t i = 0; i < out->count; i++) {
        if (r->bad || offsets[i] < 1 || offsets[i + 1] < offsets[i] ||
            base + offsets[i + 1] > r->bytes.n)
            return false;
        out->entries[i] = str_slice(r->bytes, base + offsets[i], base + offsets[i + 1]);
    }
    r->at = base + offsets[out->count];
    return !r->bad;
}

struct dict_numbers {
    int32_t rows[NUMBERS_MAX];
    size_t count;
};

/* One number of a dictionary; real ones (only a matrix has them) count as 0. */
static int32_t take_number(struct reader *r, int b0)
{
    if (b0 == 28)
        return (int16_t)take(r, 2);
    if (b0 == 29)
        return (int32_t)take(r, 4);
    if (b0 == 30) {
        while (!r->bad && (take(r, 1) & 0xf) != 0xf) {
        }
        return 0;
    }
    if (b0 <= 246)
        return b0 - 139;
    int32_t b1 = (int32_t)take(r, 1);
    return b0 <= 250 ? (b0 - 247) * 256 + b1 + 108 : -(b0 - 251) * 256 - b1 - 108;
}

/* What stands before an operator; false: it is not there. */
static bool dict_find(struct str dict, int op, struct dict_numbers *out)
{
    struct reader r = {.bytes = dict};
    *out = (struct dict_numbers){0};
    while (!r.bad && r.at < dict.n) {
        int b0 = (int)take(&r, 1);
        if (b0 > 21) {
            int32_t v = take_number(&r, b0);
            if (out->count == NUMBERS_MAX)
                return false;
            out->rows[out->count++] = v;
            continue;
        }
        int found = b0 == OP_ESCAPE ? OP_ESCAPE << 8 | (int)take(&r, 1) : b0;
        if (found == op)
            return !r.bad;
        out->count = 0;
    }
    return false;
}

/* A reader at the place an operator of the dictionary names. */
static bool dict_place(struct str bytes, struct str dict, int op, struct reader *out)
{
    struct dict_numbers n;
    *out = (struct reader){.bytes = bytes};
    if (!dict_find(dict, op, &n) || n.count == 0 || n.rows[n.count - 1] < HEADER_BYTES ||
        (size_t)n.rows[n.count - 1] > bytes.n)
        return false;
    out->at = (size_t)n.rows[n.count - 1];
    return true;
}

/* What stands in a private dictionary (hints, subroutines, a usual width) would be lost. */
static bool private_is_plain(struct str dict)
{
    struct dict_numbers n;
    return dict_find(dict, OP_PRIVATE, &n) && n.count == 2 && n.rows[0] == 0;
}

static bool read_codes(struct str bytes, struct str top, const struct cff_index *glyphs,
                       const struct cff_index *strings, struct cff_font *out)
{
    struct reader charset, encoding;
    if (!dict_place(bytes, top, OP_CHARSET, &charset) ||
        !dict_place(bytes, top, OP_ENCODING, &encoding) || take(&charset, 1) != 0 ||
        take(&encoding, 1) != 0 || take(&encoding, 1) != glyphs->count - 1)
        return false;
    out->missing = (struct cff_glyph){.outline = glyphs->entries[0]};
    for (size_t i = 1; i < glyphs->count; i++) {
        uint32_t code = take(&encoding, 1);
        uint32_t sid = take(&charset, 2);
        struct cff_glyph *g = &out->glyphs[code];
        if (charset.bad || encoding.bad || g->outline.p != NULL ||
            sid >= STANDARD_STRINGS + strings->count)
            return false;
        g->outline = glyphs->entries[i];
        if (sid >= STANDARD_STRINGS)
            g->name = strings->entries[sid - STANDARD_STRINGS];
        else
            g->sid = (uint16_t)sid;
    }
    return true;
}

/* Every glyph is called by its place: CID 1, 2, 3... in one range. */
static bool read_cids(struct str bytes, struct str top, const struct cff_index *glyphs,
                      struct cff_font *out)
{
    struct reader charset, fonts;
    struct cff_index list;
    if (!dict_place(bytes, top, OP_CHARSET, &charset) || take(&charset, 1) != 2 ||
        take(&charset, 2) != 1 || take(&charset, 2) != glyphs->count - 2 || charset.bad ||
        !dict_place(bytes, top, OP_FONTS, &fonts) || !read_index(&fonts, &list) ||
        list.count != 1 || !private_is_plain(list.entries[0]))
        return false;
    for (size_t i = 0; i < glyphs->count; i++)
        out->glyphs[i] = (struct cff_glyph){.outline = glyphs->entries[i]};
    return true;
}

bool cff_read(struct str bytes, bool cid, struct cff_font *out)
{
    struct reader r = {.bytes = bytes};
    struct reader at;
    struct cff_index names, tops, strings, glyphs, subrs;
    struct dict_numbers numbers;
    *out = (struct cff_font){.cid = cid};
    (void)take(&r, 2);
    r.at = take(&r, 1);
    if (r.bad || !read_index(&r, &names) || !read_index(&r, &tops) || !read_index(&r, &strings) ||
        !read_index(&r, &subrs) || names.count != 1 || tops.count != 1 || subrs.count != 0)
        return false;
    struct str top = tops.entries[0];
    if (dict_find(top, OP_ROS, &numbers) != cid || !dict_find(top, OP_BOX, &numbers) ||
        numbers.count != 4 || !dict_place(bytes, top, OP_GLYPHS, &at) ||
        !read_index(&at, &glyphs) || glyphs.count < 2)
        return false;
    out->name = names.entries[0];
    memcpy(out->box, numbers.rows, sizeof out->box);
    return cid ? read_cids(bytes, top, &glyphs, out)
               : private_is_plain(top) && read_codes(bytes, top, &glyphs, &strings, out);
}

bool cff_glyph_eq(const struct cff_glyph *a, const struct cff_glyph *b)
{
    return a->sid == b->sid && str_eq(a->name, b->name) && str_eq(a->outline, b->outline);
}

/* ---- writing ---- */

static void put(struct buf *out, uint32_t v, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        buf_add_char(out, (char)(v >> shift & 0xff));
}

static void put_offset(struct buf *out, size_t *at, size_t n)
{
    *at += n;
    put(out, (uint32_t)*at, OFFSET_BYTES);
}

static void put_index(struct buf *out, const struct str *entries, size_t count)
{
    size_t at = 1;
    put(out, (uint32_t)count, 2);
    if (count == 0)
        return;
    put(out, OFFSET_BYTES, 1);
    put_offset(out, &at, 0);
    for (size_t i = 0; i < count; i++)
        put_offset(out, &at, entries[i].n);
    for (size_t i = 0; i < count; i++)
        buf_add(out, entries[i]);
}

/* Always five bytes: a dictionary is as long before its places are known as after. */
static void put_number(struct buf *out, int32_t v)
{
    put(out, 29, 1);
    put(out, (uint32_t)v, 4);
}

static void put_op(struct buf *out, int op)
{
    if (op > 0xff)
        put(out, OP_ESCAPE, 1);
    put(out, (uint32_t)op & 0xff, 1);
}

static void put_entry(struct buf *out, int op, int32_t v)
{
    put_number(out, v);
    put_op(out, op);
}

/* Where the parts lie that the top dictionary names. */
struct places {
    size_t encoding, charset, font_of_glyph, fonts, glyphs, end;
};

struct writing {
    const struct cff_font *font;
    struct buf *out;
    struct str glyphs[CFF_GLYPHS_MAX + 1];
    uint16_t codes[CFF_GLYPHS_MAX + 1], sids[CFF_GLYPHS_MAX + 1];
    size_t glyph_count;
    struct str strings[CFF_GLYPHS_MAX + 3];
    size_t string_count;
};

static void add_glyph(struct writing *w, const struct cff_glyph *g, size_t code)
{
    size_t n = w->glyph_count++;
    w->glyphs[n] = g->outline;
    w->codes[n] = (uint16_t)code;
    w->sids[n] = g->sid;
    if (g->name.n > 0) {
        w->sids[n] = (uint16_t)(STANDARD_STRINGS + w->string_count);
        w->strings[w->string_count++] = g->name;
    }
}

static void gather(struct writing *w)
{
    const struct cff_font *font = w->font;
    w->strings[w->string_count++] = font->name;
    if (font->cid) {
        w->strings[w->string_count++] = STR("Adobe");
        w->strings[w->string_count++] = STR("Identity");
    } else {
        add_glyph(w, &font->missing, 0);
    }
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++) {
        if (font->glyphs[i].outline.p != NULL)
            add_glyph(w, &font->glyphs[i], i);
    }
}

static void put_top(struct buf *out, const struct writing *w, const struct places *at)
{
    const struct cff_font *font = w->font;
    if (font->cid) {
        put_number(out, NAME_SID + 1);
        put_number(out, NAME_SID + 2);
        put_entry(out, OP_ROS, 0);
    }
    put_entry(out, OP_NAME, NAME_SID);
    put_entry(out, OP_FAMILY, NAME_SID);
    for (int i = 0; i < 4; i++)
        put_number(out, font->box[i]);
    put_op(out, OP_BOX);
    put_entry(out, OP_CHARSET, (int32_t)at->charset);
    put_entry(out, OP_GLYPHS, (int32_t)at->glyphs);
    if (font->cid) {
        put_entry(out, OP_CID_COUNT, (int32_t)w->glyph_count);
        put_entry(out, OP_FONTS, (int32_t)at->fonts);
        put_entry(out, OP_FONT_OF_GLYPH, (int32_t)at->font_of_glyph);
    } else {
        put_entry(out, OP_ENCODING, (int32_t)at->encoding);
        put_number(out, 0);
        put_entry(out, OP_PRIVATE, (int32_t)at->end);
    }
}

static void put_charset(struct buf *out, const struct writing *w)
{
    if (w->font->cid) {
        put(out, 2, 1);
        put(out, 1, 2);
        put(out, (uint32_t)w->glyph_count - 2, 2);
        return;
    }
    put(out, 0, 1);
    for (size_t i = 1; i < w->glyph_count; i++)
        put(out, w->sids[i], 2);
}

static void put_cid_parts(struct buf *out, const struct writing *w, struct places *at,
                          const struct places *known)
{
    struct buf dict;
    at->font_of_glyph = out->n;
    put(out, 3, 1); /* one range, one font, the first glyph behind it */
    put(out, 1, 2);
    put(out, 0, 2);
    put(out, 0, 1);
    put(out, (uint32_t)w->glyph_count, 2);
    buf_init(&dict, out->arena, 64);
    put_number(&dict, 0);
    put_entry(&dict, OP_PRIVATE, (int32_t)known->end);
    struct str only = buf_str(&dict);
    at->fonts = out->n;
    put_index(out, &only, 1);
}

/* With the places as far as they are known; says where they are. */
static struct places put_font(struct buf *out, const struct writing *w, const struct places *known)
{
    struct places at = {0};
    struct buf top;
    put(out, 0x01000404, HEADER_BYTES);
    put_index(out, &w->font->name, 1);
    buf_init(&top, out->arena, 256);
    put_top(&top, w, known);
    struct str dict = buf_str(&top);
    put_index(out, &dict, 1);
    put_index(out, w->strings, w->string_count);
    put_index(out, NULL, 0);
    at.encoding = out->n;
    if (!w->font->cid) {
        put(out, 0, 1);
        put(out, (uint32_t)w->glyph_count - 1, 1);
        for (size_t i = 1; i < w->glyph_count; i++)
            put(out, w->codes[i], 1);
    }
    at.charset = out->n;
    put_charset(out, w);
    if (w->font->cid)
        put_cid_parts(out, w, &at, known);
    at.glyphs = out->n;
    put_index(out, w->glyphs, w->glyph_count);
    at.end = out->n;
    return at;
}

void cff_write(const struct cff_font *font, struct buf *out)
{
    struct writing w = {.font = font, .out = out};
    gather(&w);
    struct places at = put_font(out, &w, &(struct places){0});
    buf_clear(out);
    (void)put_font(out, &w, &at);
}
