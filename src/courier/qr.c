#include "qr.h"

#include <png.h>
#include <qrencode.h>

bool qr_encode(struct str text, struct arena *arena, struct qr *out, struct err *err)
{
    if (text.n == 0 || text.n > INT16_MAX) {
        return err_set_field(err, ERR_TOO_LONG, "payload", STR(""));
    }
    QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M);
    if (code == NULL || code->version > QR_VERSION_MAX) {
        QRcode_free(code);
        return err_set_field(err, ERR_TOO_LONG, "payload", STR(""));
    }
    size_t width = (size_t)code->width;
    uint8_t *modules = ARENA_ARRAY(arena, width * width, uint8_t);
    for (size_t i = 0; i < width * width; i++) {
        modules[i] = code->data[i] & 1;
    }
    QRcode_free(code);
    *out = (struct qr){width, modules};
    return true;
}

/* The end of the run of dark modules that begins at x. */
static size_t run_end(const struct qr *qr, size_t x, size_t y)
{
    while (x < qr->width && qr->modules[y * qr->width + x] == 1) {
        x++;
    }
    return x;
}

static void add_run(struct buf *out, size_t x, size_t y, size_t n)
{
    buf_add_c(out, "M");
    buf_add_int(out, (int64_t)x + QR_QUIET_MODULES);
    buf_add_c(out, " ");
    buf_add_int(out, (int64_t)y + QR_QUIET_MODULES);
    buf_add_c(out, "h");
    buf_add_int(out, (int64_t)n);
    buf_add_c(out, "v1h-");
    buf_add_int(out, (int64_t)n);
    buf_add_c(out, "z");
}

void qr_svg(const struct qr *qr, struct buf *out)
{
    int64_t side = (int64_t)qr->width + 2 * QR_QUIET_MODULES;
    buf_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    buf_add_int(out, side);
    buf_add_c(out, " ");
    buf_add_int(out, side);
    buf_add_c(out, "\" shape-rendering=\"crispEdges\" role=\"img\">"
                   "<path fill=\"#fff\" d=\"M0 0h");
    buf_add_int(out, side);
    buf_add_c(out, "v");
    buf_add_int(out, side);
    buf_add_c(out, "H0z\"/><path fill=\"#000\" d=\"");
    for (size_t y = 0; y < qr->width; y++) {
        for (size_t x = 0; x < qr->width; x++) {
            size_t end = run_end(qr, x, y);
            if (end > x) {
                add_run(out, x, y, end - x);
                x = end;
            }
        }
    }
    buf_add_c(out, "\"/></svg>\n");
}

/* Row y of modules (quiet zone included) as grey pixels, `scale` a module. */
static void png_line(const struct qr *qr, size_t y, size_t scale, uint8_t *line)
{
    size_t side = (qr->width + 2 * QR_QUIET_MODULES) * scale;
    memset(line, 0xff, side);
    if (y < QR_QUIET_MODULES || y >= qr->width + QR_QUIET_MODULES) {
        return;
    }
    const uint8_t *row = qr->modules + (y - QR_QUIET_MODULES) * qr->width;
    for (size_t x = 0; x < qr->width; x++) {
        if (row[x] == 1) {
            memset(line + (x + QR_QUIET_MODULES) * scale, 0, scale);
        }
    }
}

bool qr_png(const struct qr *qr, int scale, struct buf *out, struct err *err)
{
    ASSERT(scale >= 1);
    ASSERT(scale <= 64);
    size_t pixels = (size_t)scale;
    size_t side = (qr->width + 2 * QR_QUIET_MODULES) * pixels;
    uint8_t *grey = ARENA_ARRAY(out->arena, side * side, uint8_t);
    for (size_t y = 0; y < side; y++) {
        png_line(qr, y / pixels, pixels, grey + y * side);
    }
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)side,
                       .height = (png_uint_32)side,
                       .format = PNG_FORMAT_GRAY};
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    char *png = arena_alloc(out->arena, bytes);
    if (png_image_write_to_memory(&image, png, &bytes, 0, grey, (png_int_32)side, NULL) == 0) {
        return err_set(err, ERR_SYSTEM, image.message);
    }
    buf_add(out, (struct str){png, bytes});
    return true;
}
