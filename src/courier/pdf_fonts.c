#include "pdf_fonts.h"

#include <stdlib.h>

#include "pdf_cff.h"

enum {
    UNICODE_BYTES_MAX = 64,
    MAP_BYTES_MAX = 64 * 1024,
    FILE_BYTES_MAX = 1024 * 1024,
    MAP_LINES_MAX = 100, /* of one bfchar section */
    TAG_LETTERS = 6,
};

/* What the PDF says of a glyph beside the font file. */
struct glyph_words {
    int32_t width;      /* thousandths of the size; -1: not said */
    struct str meaning; /* in hexadecimal UTF-16 */
};

struct pdf_font {
    struct pdf_font *next;
    int32_t number, ordinal;
    struct cff_font face;
    struct glyph_words words[CFF_GLYPHS_MAX];
    int32_t ascent, descent, cap_height;
};

/* ---- reading ---- */

static bool name_is(qpdf_data q, qpdf_oh dict, const char *key, const char *name)
{
    qpdf_oh value = qpdf_oh_get_key(q, dict, key);
    return qpdf_oh_is_name(q, value) && strcmp(qpdf_oh_get_name(q, value), name) == 0;
}

static int32_t number_of(qpdf_data q, qpdf_oh dict, const char *key)
{
    int v = 0;
    return qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, dict, key), &v) ? v : 0;
}

/* A stream in clear, in the arena. */
static bool stream_text(qpdf_data q, qpdf_oh dict, const char *key, struct arena *a,
                        struct str *out)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh stream = qpdf_oh_get_key(q, dict, key);
    if (!qpdf_oh_is_stream(q, stream) ||
        qpdf_oh_get_stream_data(q, stream, qpdf_dl_generalized, &filtered, &bytes, &n) !=
            QPDF_SUCCESS)
        return false;
    bool fits = filtered && n <= (size_t)FILE_BYTES_MAX;
    if (fits)
        *out = arena_str(a, (struct str){(const char *)bytes, n});
    free(bytes);
    return fits;
}

static bool said(struct pdf_font *f, size_t code, int32_t width)
{
    if (code >= CFF_GLYPHS_MAX)
        return false;
    if (f->face.glyphs[code].outline.p != NULL)
        f->words[code].width = width;
    return true;
}

static bool width_of(qpdf_data q, qpdf_oh array, int i, int32_t *out)
{
    return qpdf_oh_get_value_as_int(q, qpdf_oh_get_array_item(q, array, i), out);
}

static bool simple_widths(qpdf_data q, qpdf_oh font, struct pdf_font *f)
{
    qpdf_oh widths = qpdf_oh_get_key(q, font, "/Widths");
    int32_t first = number_of(q, font, "/FirstChar");
    int count = qpdf_oh_is_array(q, widths) ? qpdf_oh_get_array_n_items(q, widths) : 0;
    bool ok = first >= 0 && count > 0;
    for (int i = 0; ok && i < count; i++) {
        int32_t width;
        ok = width_of(q, widths, i, &width) && said(f, (size_t)(first + i), width);
    }
    return ok;
}

/* [first [w w w ...]]: the one form cairo writes. */
static bool cid_widths(qpdf_data q, qpdf_oh descendant, struct pdf_font *f)
{
    qpdf_oh all = qpdf_oh_get_key(q, descendant, "/W");
    int32_t first;
    if (!qpdf_oh_is_array(q, all) || qpdf_oh_get_array_n_items(q, all) != 2 ||
        !width_of(q, all, 0, &first) || first < 0)
        return false;
    qpdf_oh widths = qpdf_oh_get_array_item(q, all, 1);
    bool ok = qpdf_oh_is_array(q, widths);
    for (int i = 0; ok && i < qpdf_oh_get_array_n_items(q, widths); i++) {
        int32_t width;
        ok = width_of(q, widths, i, &width) && said(f, (size_t)(first + i), width);
    }
    return ok;
}

/* The next <...> of a line, without its brackets. */
static bool take_hex(struct str *line, struct str *out)
{
    ptrdiff_t from = str_find(*line, '<');
    ptrdiff_t to = str_find(*line, '>');
    if (from < 0 || to < from)
        return false;
    *out = str_slice(*line, (size_t)from + 1, (size_t)to);
    *line = str_slice(*line, (size_t)to + 1, line->n);
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool hex_value(struct str hex, size_t *out)
{
    *out = 0;
    bool ok = hex.n > 0 && hex.n <= 4;
    for (size_t i = 0; ok && i < hex.n; i++) {
        int digit = hex_digit(hex.p[i]);
        ok = digit >= 0;
        *out = *out * 16 + (size_t)(ok ? digit : 0);
    }
    return ok;
}

/* "<53> <0053>" between beginbfchar and endbfchar; ranges are not written by cairo. */
static bool meanings(struct str map, struct pdf_font *f)
{
    struct str line;
    bool inside = false;
    if (str_contains(map, STR("beginbfrange")))
        return false;
    while (str_split(&map, '\n', &line)) {
        struct str code, text;
        size_t at;
        if (str_ends(line, STR("beginbfchar"))) {
            inside = true;
        } else if (str_is(line, "endbfchar")) {
            inside = false;
        } else if (inside) {
            if (!take_hex(&line, &code) || !take_hex(&line, &text) || !hex_value(code, &at) ||
                at >= CFF_GLYPHS_MAX || text.n > UNICODE_BYTES_MAX)
                return false;
            f->words[at].meaning = text;
        }
    }
    return true;
}

static bool read_face(qpdf_data q, qpdf_oh holder, struct arena *a, struct pdf_font *f)
{
    struct str file;
    qpdf_oh about = qpdf_oh_get_key(q, holder, "/FontDescriptor");
    f->ascent = number_of(q, about, "/Ascent");
    f->descent = number_of(q, about, "/Descent");
    f->cap_height = number_of(q, about, "/CapHeight");
    return number_of(q, about, "/Flags") == 4 && stream_text(q, about, "/FontFile3", a, &file) &&
           cff_read(file, f->face.cid, &f->face);
}

static bool read_font(qpdf_data q, qpdf_oh font, struct arena *a, struct pdf_font *f)
{
    struct str map;
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++)
        f->words[i].width = -1;
    if (name_is(q, font, "/Subtype", "/Type1") && name_is(q, font, "/Encoding", "/WinAnsiEncoding"))
        return read_face(q, font, a, f) && simple_widths(q, font, f) &&
               stream_text(q, font, "/ToUnicode", a, &map) && meanings(map, f);
    qpdf_oh list = qpdf_oh_get_key(q, font, "/DescendantFonts");
    if (!name_is(q, font, "/Subtype", "/Type0") || !name_is(q, font, "/Encoding", "/Identity-H") ||
        !qpdf_oh_is_array(q, list))
        return false;
    qpdf_oh descendant = qpdf_oh_get_array_item(q, list, 0);
    f->face.cid = true;
    return name_is(q, descendant, "/Subtype", "/CIDFontType0") && read_face(q, descendant, a, f) &&
           cid_widths(q, descendant, f) && stream_text(q, font, "/ToUnicode", a, &map) &&
           meanings(map, f);
}

/* ---- putting together ---- */

static bool glyph_agrees(const struct pdf_font *a, const struct pdf_font *b, size_t i)
{
    const struct cff_glyph *left = &a->face.glyphs[i];
    const struct cff_glyph *right = &b->face.glyphs[i];
    if (left->outline.p == NULL || right->outline.p == NULL)
        return true;
    return a->words[i].width == b->words[i].width &&
           str_eq(a->words[i].meaning, b->words[i].meaning) && cff_glyph_eq(left, right);
}

static bool agrees(const struct pdf_font *a, const struct pdf_font *b)
{
    if (a->face.cid != b->face.cid || !str_eq(a->face.name, b->face.name) ||
        !cff_glyph_eq(&a->face.missing, &b->face.missing))
        return false;
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++) {
        if (!glyph_agrees(a, b, i))
            return false;
    }
    return true;
}

static struct cff_glyph kept(struct arena *a, const struct cff_glyph *g)
{
    return (struct cff_glyph){arena_str(a, g->outline), arena_str(a, g->name), g->sid};
}

static void join(struct arena *a, struct pdf_font *into, const struct pdf_font *font)
{
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++) {
        if (into->face.glyphs[i].outline.p != NULL || font->face.glyphs[i].outline.p == NULL)
            continue;
        into->face.glyphs[i] = kept(a, &font->face.glyphs[i]);
        into->words[i].width = font->words[i].width;
        into->words[i].meaning = arena_str(a, font->words[i].meaning);
    }
    for (int k = 0; k < 4; k++) {
        int32_t theirs = font->face.box[k];
        int32_t *ours = &into->face.box[k];
        *ours = (k < 2 ? theirs < *ours : theirs > *ours) ? theirs : *ours;
    }
    into->ascent = font->ascent > into->ascent ? font->ascent : into->ascent;
    into->descent = font->descent < into->descent ? font->descent : into->descent;
    into->cap_height = font->cap_height > into->cap_height ? font->cap_height : into->cap_height;
}

static struct pdf_font *add(struct pdf_fonts *fonts, const struct pdf_font *font)
{
    struct pdf_font *made = ARENA_NEW(fonts->arena, struct pdf_font);
    struct pdf_font **at = &fonts->first;
    while (*at != NULL)
        at = &(*at)->next;
    *at = made;
    made->number = pdf_write_number(fonts->writer);
    made->ordinal = fonts->count++;
    made->face.cid = font->face.cid;
    made->face.name = arena_str(fonts->arena, font->face.name);
    if (!font->face.cid)
        made->face.missing = kept(fonts->arena, &font->face.missing);
    memcpy(made->face.box, font->face.box, sizeof made->face.box);
    return made;
}

int32_t pdf_fonts_take(struct pdf_fonts *fonts, qpdf_data from, qpdf_oh font)
{
    struct arena scratch;
    struct pdf_font *into = NULL;
    arena_init(&scratch, 0);
    struct pdf_font *read = ARENA_NEW(&scratch, struct pdf_font);
    if (read_font(from, font, &scratch, read)) {
        into = fonts->first;
        while (into != NULL && !agrees(into, read))
            into = into->next;
        if (into == NULL)
            into = add(fonts, read);
        join(fonts->arena, into, read);
    }
    arena_release(&scratch);
    return into == NULL ? 0 : into->number;
}

/* ---- writing ---- */

static void add_name(struct buf *out, const struct pdf_font *f)
{
    char tag[TAG_LETTERS + 1] = "RELAAA";
    int32_t n = f->ordinal;
    for (int i = TAG_LETTERS - 1; i >= 3; i--, n /= 26)
        tag[i] = (char)('A' + n % 26);
    buf_add_c(out, "/");
    buf_add_c(out, tag);
    buf_add_c(out, "+");
    buf_add(out, f->face.name);
}

static void add_entry(struct buf *out, const char *key, int32_t value)
{
    buf_add_c(out, key);
    buf_add_char(out, ' ');
    buf_add_int(out, value);
}

static int32_t write_file(const struct pdf_fonts *fonts, const struct pdf_font *f)
{
    struct pdf_writer *w = fonts->writer;
    struct buf file;
    int32_t number = pdf_write_number(w);
    buf_init(&file, fonts->arena, FILE_BYTES_MAX);
    cff_write(&f->face, &file);
    pdf_write_open(w, number);
    buf_add_c(w->out, f->face.cid ? "<</Subtype/CIDFontType0C" : "<</Subtype/Type1C");
    pdf_write_stream(w, buf_str(&file));
    return number;
}

static int32_t write_descriptor(const struct pdf_fonts *fonts, const struct pdf_font *f)
{
    struct pdf_writer *w = fonts->writer;
    int32_t file = write_file(fonts, f);
    int32_t number = pdf_write_number(w);
    pdf_write_open(w, number);
    buf_add_c(w->out, "<</Type/FontDescriptor/FontName");
    add_name(w->out, f);
    buf_add_c(w->out, "/Flags 4/FontBBox[");
    for (int i = 0; i < 4; i++)
        add_entry(w->out, "", f->face.box[i]);
    buf_add_c(w->out, "]/ItalicAngle 0/StemV 80/StemH 80");
    add_entry(w->out, "/Ascent", f->ascent);
    add_entry(w->out, "/Descent", f->descent);
    add_entry(w->out, "/CapHeight", f->cap_height);
    buf_add_c(w->out, "/FontFile3");
    pdf_write_ref(w, file);
    buf_add_c(w->out, ">>");
    pdf_write_close(w);
    return number;
}

static void add_meanings(struct buf *map, const struct pdf_font *f)
{
    size_t all = 0;
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++)
        all += f->words[i].meaning.n > 0;
    size_t done = 0;
    for (size_t i = 0; i < CFF_GLYPHS_MAX; i++) {
        unsigned char code[2] = {(unsigned char)(i >> 8), (unsigned char)(i & 0xff)};
        if (f->words[i].meaning.n == 0)
            continue;
        if (done % MAP_LINES_MAX == 0) {
            buf_add_int(map, (int64_t)(all - done < MAP_LINES_MAX ? all - done : MAP_LINES_MAX));
            buf_add_c(map, " beginbfchar\n");
        }
        buf_add_c(map, "<");
        buf_add_hex(map, f->face.cid ? code : code + 1, f->face.cid ? 2 : 1);
        buf_add_c(map, "> <");
        buf_add(map, f->words[i].meaning);
        buf_add_c(map, ">\n");
        if (++done == all || done % MAP_LINES_MAX == 0)
            buf_add_c(map, "endbfchar\n");
    }
}

static int32_t write_map(const struct pdf_fonts *fonts, const struct pdf_font *f)
{
    struct pdf_writer *w = fonts->writer;
    struct buf map;
    int32_t number = pdf_write_number(w);
    buf_init(&map, fonts->arena, MAP_BYTES_MAX);
    buf_add_c(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n");
    buf_add_c(&map, f->face.cid ? "<0000> <ffff>\n" : "<00> <ff>\n");
    buf_add_c(&map, "endcodespacerange\n");
    add_meanings(&map, f);
    buf_add_c(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    pdf_write_open(w, number);
    buf_add_c(w->out, "<<");
    pdf_write_stream(w, buf_str(&map));
    return number;
}

/* Widths from..to; a code without a glyph is no wider than nothing. */
static void add_widths(struct buf *out, const struct pdf_font *f, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++)
        add_entry(out, "", f->words[i].width >= 0 ? f->words[i].width : 0);
}

static void write_cid_font(const struct pdf_fonts *fonts, const struct pdf_font *f, size_t last)
{
    struct pdf_writer *w = fonts->writer;
    int32_t about = write_descriptor(fonts, f);
    int32_t map = write_map(fonts, f);
    int32_t descendant = pdf_write_number(w);
    pdf_write_open(w, descendant);
    buf_add_c(w->out, "<</Type/Font/Subtype/CIDFontType0/BaseFont");
    add_name(w->out, f);
    buf_add_c(w->out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                      "/FontDescriptor");
    pdf_write_ref(w, about);
    buf_add_c(w->out, "/W[0[");
    add_widths(w->out, f, 0, last);
    buf_add_c(w->out, "]]>>");
    pdf_write_close(w);
    pdf_write_open(w, f->number);
    buf_add_c(w->out, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
    add_name(w->out, f);
    buf_add_c(w->out, "/ToUnicode");
    pdf_write_ref(w, map);
    buf_add_c(w->out, "/DescendantFonts[");
    pdf_write_ref(w, descendant);
    buf_add_c(w->out, "]>>");
    pdf_write_close(w);
}

static void write_simple_font(const struct pdf_fonts *fonts, const struct pdf_font *f, size_t first,
                              size_t last)
{
    struct pdf_writer *w = fonts->writer;
    int32_t about = write_descriptor(fonts, f);
    int32_t map = write_map(fonts, f);
    pdf_write_open(w, f->number);
    buf_add_c(w->out, "<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont");
    add_name(w->out, f);
    add_entry(w->out, "/FirstChar", (int32_t)first);
    add_entry(w->out, "/LastChar", (int32_t)last);
    buf_add_c(w->out, "/Widths[");
    add_widths(w->out, f, first, last);
    buf_add_c(w->out, "]/FontDescriptor");
    pdf_write_ref(w, about);
    buf_add_c(w->out, "/ToUnicode");
    pdf_write_ref(w, map);
    buf_add_c(w->out, ">>");
    pdf_write_close(w);
}

void pdf_fonts_write(const struct pdf_fonts *fonts)
{
    for (const struct pdf_font *f = fonts->first; f != NULL; f = f->next) {
        size_t first = CFF_GLYPHS_MAX;
        size_t last = 0;
        for (size_t i = 0; i < CFF_GLYPHS_MAX; i++) {
            bool there = f->face.glyphs[i].outline.p != NULL;
            first = there && i < first ? i : first;
            last = there ? i : last;
        }
        if (f->face.cid)
            write_cid_font(fonts, f, last);
        else
            write_simple_font(fonts, f, first, last);
    }
}
