#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "page.h"
#include "pdf_archive.h"
#include "plan.h"

#define RUNNING_HEAD_TOP (15 * PLAN_MM)
#define PAGE_NUMBER_TOP (287 * PLAN_MM)

struct page_book {
    struct page_press *press;
    cairo_surface_t *surface;
    cairo_t *cr;
    unsigned char *bytes;
    size_t n, room;
    int64_t pages;
};

static cairo_status_t keep(void *closure, const unsigned char *bytes, unsigned n)
{
    struct page_book *book = closure;
    if (book->n + n > (size_t)LIMIT_DOCUMENT_BYTES) {
        return CAIRO_STATUS_WRITE_ERROR;
    }
    if (book->n + n > book->room) {
        size_t room = book->room == 0 ? 65536 : book->room;
        while (room < book->n + n) {
            room *= 2;
        }
        unsigned char *more = realloc(book->bytes, room);
        if (more == NULL) {
            return CAIRO_STATUS_NO_MEMORY;
        }
        book->bytes = more;
        book->room = room;
    }
    memcpy(book->bytes + book->n, bytes, n);
    book->n += n;
    return CAIRO_STATUS_SUCCESS;
}

static bool cairo_failed(cairo_status_t status, struct err *err)
{
    if (status == CAIRO_STATUS_WRITE_ERROR) {
        return err_set_field(err, ERR_TOO_LONG, "document", STR("PDF"));
    }
    return err_set(err, ERR_SYSTEM, cairo_status_to_string(status));
}

bool page_book_open(struct page_press *press, struct page_book **out, struct err *err)
{
    struct page_book *book = calloc(1, sizeof *book);
    if (book == NULL) {
        return err_set(err, ERR_SYSTEM, "no memory for a book");
    }
    book->press = press;
    book->surface =
        cairo_pdf_surface_create_for_stream(keep, book, PLAN_PAGE_WIDTH, PLAN_PAGE_HEIGHT);
    book->cr = cairo_create(book->surface);
    if (cairo_status(book->cr) != CAIRO_STATUS_SUCCESS) {
        bool failed = cairo_failed(cairo_status(book->cr), err);
        page_book_close(book);
        return failed;
    }
    *out = book;
    return true;
}

void page_book_close(struct page_book *book)
{
    if (book == NULL) {
        return;
    }
    cairo_destroy(book->cr);
    cairo_surface_destroy(book->surface);
    free(book->bytes);
    free(book);
}

static void ink(cairo_t *cr, bool faint)
{
    if (faint) {
        cairo_set_source_rgb(cr, 0xb9 / 255.0, 0xbb / 255.0, 0xb5 / 255.0);
    } else {
        cairo_set_source_rgb(cr, 0x15 / 255.0, 0x19 / 255.0, 0x1d / 255.0);
    }
}

/* One bit a module and a mask, not rectangles: a tenth of the time and a fifth of the bytes. */
static void draw_code(cairo_t *cr, const struct plan_mark *mark)
{
    int side = (int)mark->code.width;
    cairo_surface_t *bits = cairo_image_surface_create(CAIRO_FORMAT_A1, side, side);
    unsigned char *rows = cairo_image_surface_get_data(bits);
    int stride = cairo_image_surface_get_stride(bits);
    cairo_surface_flush(bits);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            if (mark->code.modules[(size_t)y * mark->code.width + (size_t)x] == 1) {
                /* words in the machine's byte order, first pixel in the lowest or highest bit */
                uint32_t word;
                unsigned char *at = rows + y * stride + x / 32 * 4;
                memcpy(&word, at, sizeof word);
                word |= G_BYTE_ORDER == G_LITTLE_ENDIAN ? UINT32_C(1) << (x % 32)
                                                        : UINT32_C(0x80000000) >> (x % 32);
                memcpy(at, &word, sizeof word);
            }
        }
    }
    cairo_surface_mark_dirty(bits);
    cairo_save(cr);
    cairo_translate(cr, mark->x, mark->y);
    cairo_scale(cr, mark->width / side, mark->width / side);
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(bits);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_mask(cr, pattern);
    cairo_pattern_destroy(pattern);
    cairo_restore(cr);
    cairo_surface_destroy(bits);
}

static void draw_line(cairo_t *cr, const struct plan_mark *mark)
{
    cairo_save(cr);
    cairo_translate(cr, mark->x, mark->y);
    cairo_scale(cr, mark->scale, mark->scale);
    cairo_move_to(cr, 0, 0);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(mark->layout, mark->line));
    cairo_restore(cr);
}

static void draw_mark(cairo_t *cr, const struct plan_mark *mark)
{
    ink(cr, mark->faint);
    switch (mark->kind) {
    case MARK_LINE:
        draw_line(cr, mark);
        break;
    case MARK_RULE:
        cairo_set_line_width(cr, mark->thickness);
        cairo_move_to(cr, mark->x, mark->y);
        cairo_rel_line_to(cr, mark->width, 0);
        cairo_stroke(cr);
        break;
    case MARK_CODE:
        draw_code(cr, mark);
        break;
    }
}

static bool draw_text(struct page_book *book, struct str text, const struct press_box *box,
                      double top, struct err *err)
{
    struct page_run run = {text, PAGE_MUTED};
    PangoLayout *layout;
    if (!press_layout(book->press, &(struct page_text){&run, 1}, box, &layout, err)) {
        return false;
    }
    double width = press_width(layout, box->style);
    struct plan_mark mark = {.kind = MARK_LINE,
                             .x = box->align == PRESS_RIGHT ? PLAN_RIGHT - width : PLAN_LEFT,
                             .y = top + press_baseline(box->style),
                             .layout = layout,
                             .scale = press_scale(box->style)};
    draw_mark(book->cr, &mark);
    g_object_unref(layout);
    return true;
}

/* "2/3" and, after the first page, whose letter it is. */
static bool draw_counts(struct page_book *book, const struct plan *plan, struct str head,
                        int32_t page, struct err *err)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%d/%d", (int)page, (int)plan->page);
    if (plan->page == 1) {
        return true;
    }
    if (page > 1 && head.n > 0) {
        if (!draw_text(book, head, &(struct press_box){.style = STYLE_REFERENCE}, RUNNING_HEAD_TOP,
                       err)) {
            return false;
        }
        draw_mark(book->cr, &(struct plan_mark){.kind = MARK_RULE,
                                                .x = PLAN_LEFT,
                                                .y = RUNNING_HEAD_TOP + 6 * PLAN_MM,
                                                .width = PLAN_WIDTH,
                                                .thickness = 0.3,
                                                .faint = true});
    }
    return draw_text(book, str_of(text), &(struct press_box){STYLE_FOOT, PRESS_RIGHT, 0},
                     PAGE_NUMBER_TOP, err);
}

static bool draw_plan(struct page_book *book, const struct plan *plan, struct str head,
                      struct err *err)
{
    size_t next = 0;
    while (next < plan->mark_count && plan->marks[next].page == 0) {
        next++;
    }
    const size_t foot = next;
    for (int32_t page = 1; page <= plan->page; page++) {
        for (; next < plan->mark_count && plan->marks[next].page == page; next++) {
            draw_mark(book->cr, &plan->marks[next]);
        }
        for (size_t i = 0; i < foot; i++) {
            draw_mark(book->cr, &plan->marks[i]);
        }
        if (!draw_counts(book, plan, head, page, err)) {
            return false;
        }
        cairo_show_page(book->cr);
    }
    ASSERT(next == plan->mark_count);
    return true;
}

bool page_book_add(struct page_book *book, const struct page_document *document, int32_t *pages,
                   struct err *err)
{
    struct plan plan;
    struct str head = {0};
    bool done = plan_document(&plan, book->press, document, err) &&
                press_text(&plan.arena, document->running_head, &head, err) &&
                draw_plan(book, &plan, head, err);
    if (done && cairo_status(book->cr) != CAIRO_STATUS_SUCCESS) {
        done = cairo_failed(cairo_status(book->cr), err);
    }
    if (done) {
        book->pages += plan.page;
        if (pages != NULL) {
            *pages = plan.page;
        }
    }
    plan_release(&plan);
    return done;
}

bool page_book_finish(struct page_book *book, const struct page_book_options *options,
                      struct buf *out, struct err *err)
{
    if (book->pages == 0) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "pages", STR("0"));
    }
    cairo_surface_finish(book->surface);
    cairo_status_t status = cairo_surface_status(book->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        return cairo_failed(status, err);
    }
    return pdf_archive((struct str){(const char *)book->bytes, book->n}, options, out, err);
}

bool page_print(struct page_press *press, const struct page_document *document,
                const struct page_book_options *options, struct buf *out, struct err *err)
{
    struct page_book *book;
    if (!page_book_open(press, &book, err)) {
        return false;
    }
    bool done =
        page_book_add(book, document, NULL, err) && page_book_finish(book, options, out, err);
    page_book_close(book);
    return done;
}
