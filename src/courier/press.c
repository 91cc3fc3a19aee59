#include "press.h"

#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

#include "base/text.h"
#include "press_fonts.h"

#define SET_SIZE 10.0 /* points, of every layout */

enum { WEIGHT_PLAIN = 400, WEIGHT_BOLD = 600, WEIGHT_NAME = 650 };

#define INK_MUTED 0x3d, 0x47, 0x50

/* Sizes of the design's letter sheet. What is said is set in the voice, the sender's name and
 * nothing else in sans. */
static const struct style {
    const char *family;
    double size, leading; /* points */
    int weight;
    bool tabular; /* digits of one width */
    bool muted;
} styles[STYLE_COUNT] = {
    [STYLE_BODY] = {PRESS_VOICE, 10.2, 13.9, WEIGHT_PLAIN, true, false},
    [STYLE_TITLE] = {PRESS_VOICE, 13, 17, WEIGHT_BOLD, true, false},
    [STYLE_HEADING] = {PRESS_VOICE, 10.2, 13.9, WEIGHT_BOLD, true, false},
    [STYLE_SENDER] = {PRESS_SANS, 12.5, 15, WEIGHT_NAME, false, false},
    [STYLE_LETTERHEAD] = {PRESS_VOICE, 8.6, 11.6, WEIGHT_PLAIN, false, false},
    [STYLE_ADDRESS] = {PRESS_VOICE, 10.4, 14, WEIGHT_PLAIN, false, false},
    [STYLE_REFERENCE] = {PRESS_VOICE, 8.8, 12.6, WEIGHT_PLAIN, false, false},
    [STYLE_TABLE] = {PRESS_VOICE, 9.3, 12.4, WEIGHT_PLAIN, true, false},
    [STYLE_TABLE_HEAD] = {PRESS_VOICE, 9.3, 12.4, WEIGHT_BOLD, true, false},
    [STYLE_PAYMENT] = {PRESS_VOICE, 9.2, 12.8, WEIGHT_PLAIN, false, false},
    [STYLE_NOTE] = {PRESS_VOICE, 8.3, 10.9, WEIGHT_PLAIN, false, false},
    [STYLE_FOOT] = {PRESS_VOICE, 7.6, 10, WEIGHT_PLAIN, false, true},
};

double press_scale(enum press_style style) { return styles[style].size / SET_SIZE; }

double press_leading(enum press_style style) { return styles[style].leading; }

double press_baseline(enum press_style style)
{
    /* half of what ascent exceeds descent by, in both families */
    return styles[style].leading / 2 + styles[style].size * 0.35;
}

static PangoFontDescription *describe(const struct style *s)
{
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family_static(d, s->family);
    pango_font_description_set_weight(d, (PangoWeight)s->weight);
    pango_font_description_set_absolute_size(d, SET_SIZE * PANGO_SCALE);
    if (strcmp(s->family, PRESS_VOICE) == 0) {
        /* drawn for the size of a letter, not for a headline */
        pango_font_description_set_variations_static(d, "opsz=12");
    }
    return d;
}

bool page_press_open(struct page_press **out, struct err *err)
{
    FcConfig *config;
    if (!press_fonts_config(&config, err)) {
        return false;
    }
    struct page_press *press = calloc(1, sizeof *press);
    if (press == NULL) {
        return err_set(err, ERR_SYSTEM, "no memory for the page press");
    }
    press->fonts = pango_cairo_font_map_new();
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(press->fonts), config);
    press->context = pango_font_map_create_context(press->fonts);
    pango_cairo_context_set_resolution(press->context, 72);
    pango_context_set_round_glyph_positions(press->context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(press->context, options);
    cairo_font_options_destroy(options);
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        press->faces[i] = describe(&styles[i]);
    }
    *out = press;
    return true;
}

void page_press_close(struct page_press *press)
{
    if (press == NULL) {
        return;
    }
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        pango_font_description_free(press->faces[i]);
    }
    g_object_unref(press->context);
    /* pango 1.50 does not give the configuration back by itself */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(press->fonts), NULL);
    g_object_unref(press->fonts);
    free(press);
}

static void add_code(struct buf *out, uint32_t code)
{
    char bytes[4];
    buf_add(out, (struct str){bytes, utf8_put(code, bytes)});
}

/* The letter below the accent, as far as there is one. */
static bool add_plain(struct buf *out, uint32_t code)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(code, TRUE, parts, COUNT_OF(parts));
    if (n > 1 && press_fonts_have(parts[0])) {
        for (gsize i = 0; i < n; i++) {
            if (!g_unichar_ismark(parts[i]) && press_fonts_have(parts[i])) {
                add_code(out, parts[i]);
            }
        }
        return true;
    }
    char bytes[4];
    struct str folded = text_fold(out->arena, (struct str){bytes, utf8_put(code, bytes)});
    for (size_t i = 0; i < folded.n; i++) {
        if ((unsigned char)folded.p[i] >= 0x80) {
            return false;
        }
        bool small = g_unichar_islower(code) && folded.p[i] >= 'A' && folded.p[i] <= 'Z';
        buf_add_char(out, small ? (char)(folded.p[i] - 'A' + 'a') : folded.p[i]);
    }
    return folded.n > 0;
}

bool press_text(struct arena *arena, struct str text, struct str *out, struct err *err)
{
    struct buf clean;
    struct str rest = text;
    size_t bad_at;
    uint32_t code;
    if (!utf8_valid(text, &bad_at)) {
        return err_set_field(err, ERR_UNPRINTABLE, "", STR("?"));
    }
    /* a letter may fold to two */
    buf_init(&clean, arena, text.n * 4 + 1);
    while (utf8_next(&rest, &code)) {
        GUnicodeType type = g_unichar_type(code);
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
            type == G_UNICODE_PARAGRAPH_SEPARATOR) {
            buf_add_char(&clean, ' ');
        } else if (type == G_UNICODE_FORMAT || code == 0x00ad) {
            continue;
        } else if (press_fonts_have(code)) {
            add_code(&clean, code);
        } else if (g_unichar_ismark(code)) {
            continue;
        } else if (!add_plain(&clean, code)) {
            char bytes[4];
            return err_set_field(err, ERR_UNPRINTABLE, "",
                                 (struct str){bytes, utf8_put(code, bytes)});
        }
    }
    *out = buf_str(&clean);
    return true;
}

static void mark(PangoAttrList *marks, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(marks, attribute);
}

static PangoAttribute *muted(void)
{
    static const unsigned ink[3] = {INK_MUTED};
    return pango_attr_foreground_new((guint16)(ink[0] * 257), (guint16)(ink[1] * 257),
                                     (guint16)(ink[2] * 257));
}

static bool gather(const struct page_text *text, struct buf *all, PangoAttrList *marks,
                   struct err *err)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct page_run *run = &text->runs[i];
        struct str clean;
        if (!press_text(all->arena, run->text, &clean, err)) {
            return false;
        }
        size_t from = all->n;
        buf_add(all, clean);
        if (run->face == PAGE_BOLD) {
            mark(marks, pango_attr_weight_new((PangoWeight)WEIGHT_BOLD), from, all->n);
        } else if (run->face == PAGE_MUTED) {
            mark(marks, muted(), from, all->n);
        }
    }
    return !all->full || err_set_field(err, ERR_TOO_LONG, "text", STR(""));
}

static void apply(PangoLayout *layout, const struct press_box *box)
{
    if (box->width > 0) {
        pango_layout_set_width(layout, (int)(box->width / press_scale(box->style) * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_justify(layout, box->align == PRESS_JUSTIFY);
    if (box->align == PRESS_RIGHT) {
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    } else if (box->align == PRESS_CENTER) {
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    }
    pango_layout_set_auto_dir(layout, FALSE);
}

enum { TEXT_BYTES_MAX = 64 * 1024 };

bool press_layout(struct page_press *press, const struct page_text *text,
                  const struct press_box *box, PangoLayout **out, struct err *err)
{
    const struct style *style = &styles[box->style];
    struct arena arena;
    struct buf all;
    arena_init(&arena, 0);
    buf_init(&all, &arena, TEXT_BYTES_MAX);
    PangoAttrList *marks = pango_attr_list_new();
    bool done = gather(text, &all, marks, err);
    if (done) {
        PangoLayout *layout = pango_layout_new(press->context);
        mark(marks, pango_attr_font_features_new(style->tabular ? "lnum=1, tnum=1" : "lnum=1"), 0,
             all.n);
        mark(marks, pango_attr_language_new(pango_language_from_string("fr")), 0, all.n);
        if (style->muted) {
            mark(marks, muted(), 0, all.n);
        }
        pango_layout_set_font_description(layout, press->faces[box->style]);
        pango_layout_set_attributes(layout, marks);
        apply(layout, box);
        pango_layout_set_text(layout, buf_cstr(&all), (int)all.n);
        *out = layout;
    }
    pango_attr_list_unref(marks);
    arena_release(&arena);
    return done;
}

double press_width(PangoLayout *layout, enum press_style style)
{
    PangoRectangle all;
    pango_layout_get_extents(layout, NULL, &all);
    return (double)all.width / PANGO_SCALE * press_scale(style);
}

double press_word_width(PangoLayout *layout, enum press_style style)
{
    int width = pango_layout_get_width(layout);
    PangoWrapMode wrap = pango_layout_get_wrap(layout);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, 0);
    double longest = press_width(layout, style);
    pango_layout_set_wrap(layout, wrap);
    pango_layout_set_width(layout, width);
    return longest;
}
