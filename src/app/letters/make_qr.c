#include "make_qr.h"

#include "app/system/save_file.h"
#include "courier/qr.h"

enum { PNG_SCALE = 8, PICTURE_BYTES_MAX = 1 << 20 };

static bool encode(const struct epc_transfer *t, struct arena *arena, struct qr *qr,
                   struct err *err)
{
    struct buf payload;
    buf_init(&payload, arena, EPC_PAYLOAD_BYTES_MAX);
    return epc_payload(t, &payload, err) && qr_encode(buf_str(&payload), arena, qr, err);
}

bool make_qr_svg(const struct epc_transfer *t, struct buf *out, struct err *err)
{
    struct qr qr;
    if (!encode(t, out->arena, &qr, err)) {
        return false;
    }
    qr_svg(&qr, out);
    return true;
}

bool make_text_qr_svg(struct str text, struct buf *out, struct err *err)
{
    struct qr qr;
    if (!qr_encode(text, out->arena, &qr, err))
        return false;
    qr_svg(&qr, out);
    return true;
}

bool make_qr_png(const struct epc_transfer *t, struct buf *out, struct err *err)
{
    struct qr qr;
    return encode(t, out->arena, &qr, err) && qr_png(&qr, PNG_SCALE, out, err);
}

bool make_qr_file(const struct epc_transfer *t, const char *path, struct arena *arena,
                  struct err *err)
{
    struct buf picture;
    buf_init(&picture, arena, PICTURE_BYTES_MAX);
    bool svg = str_ends(str_of(path), STR(".svg"));
    bool made = svg ? make_qr_svg(t, &picture, err) : make_qr_png(t, &picture, err);
    return made && save_bytes(arena, str_of(path), buf_str(&picture), err);
}
