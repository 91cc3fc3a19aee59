/* What the files of the renderer share: fonts, styles and lines of text. Points (1/72 inch), y
 * downwards from the top of the page. Not for other rooms. */
#ifndef RELANCE_COURIER_PRESS_H
#define RELANCE_COURIER_PRESS_H

#include <pango/pangocairo.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"
#include "page.h"

enum press_style {
    STYLE_BODY,
    STYLE_TITLE,
    STYLE_HEADING,
    STYLE_SENDER,
    STYLE_LETTERHEAD,
    STYLE_ADDRESS,
    STYLE_REFERENCE,
    STYLE_TABLE,
    STYLE_TABLE_HEAD,
    STYLE_PAYMENT,
    STYLE_NOTE,
    STYLE_FOOT,
    STYLE_COUNT
};

struct page_press {
    PangoFontMap *fonts;
    PangoContext *context;
    PangoFontDescription *faces[STYLE_COUNT];
};

/* Every layout is set at one size and drawn scaled: so a file holds each face once, not once a
 * size. Layout units times this are points. */
double press_scale(enum press_style style);
/* Distance of two lines of a style, in points. */
double press_leading(enum press_style style);
/* From the top of a line to its baseline. */
double press_baseline(enum press_style style);

/* Text as it will be printed: see page.h on characters. Errors: ERR_UNPRINTABLE. */
MUST_CHECK bool press_text(struct arena *arena, struct str text, struct str *out, struct err *err);

enum press_align { PRESS_LEFT, PRESS_RIGHT, PRESS_CENTER, PRESS_JUSTIFY };

struct press_box {
    enum press_style style;
    enum press_align align;
    double width; /* 0: one line as long as it needs */
};

/* Lines of text, ready to be drawn. The caller unrefs *out (g_object_unref). Texts are in need of
 * no care: they go through press_text. Errors: ERR_UNPRINTABLE. */
MUST_CHECK bool press_layout(struct page_press *press, const struct page_text *text,
                             const struct press_box *box, PangoLayout **out, struct err *err);
/* In points: of the longest line, of the longest word. */
double press_width(PangoLayout *layout, enum press_style style);
double press_word_width(PangoLayout *layout, enum press_style style);

#endif
