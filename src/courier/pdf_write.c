#include "pdf_write.h"

#include <sodium.h>

enum { IDENTIFIER_BYTES = 16, PLACE_DIGITS = 10 };

void pdf_write_begin(struct pdf_writer *w, struct buf *out)
{
    *w = (struct pdf_writer){.out = out};
    /* bytes above 127 in a comment: a file to be carried as it is */
    buf_add_c(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

int32_t pdf_write_number(struct pdf_writer *w)
{
    size_t n = (size_t)w->count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        w->places = arena_grow(w->out->arena, w->places, n, n == 0 ? 1 : n * 2, sizeof *w->places);
    return ++w->count;
}

void pdf_write_ref(struct pdf_writer *w, int32_t number)
{
    buf_add_char(w->out, ' ');
    buf_add_int(w->out, number);
    buf_add_c(w->out, " 0 R");
}

void pdf_write_open(struct pdf_writer *w, int32_t number)
{
    ASSERT(number > 0 && number <= w->count && w->places[number - 1] == 0);
    w->places[number - 1] = w->out->n;
    buf_add_int(w->out, number);
    buf_add_c(w->out, " 0 obj\n");
}

void pdf_write_close(struct pdf_writer *w) { buf_add_c(w->out, "\nendobj\n"); }

void pdf_write_stream(struct pdf_writer *w, struct str bytes)
{
    buf_add_c(w->out, "/Length ");
    buf_add_int(w->out, (int64_t)bytes.n);
    buf_add_c(w->out, ">>\nstream\n");
    buf_add(w->out, bytes);
    buf_add_c(w->out, "\nendstream");
    pdf_write_close(w);
}

static void add_identifier(struct pdf_writer *w)
{
    unsigned char id[IDENTIFIER_BYTES];
    struct str all = buf_str(w->out);
    (void)crypto_generichash(id, sizeof id, (const unsigned char *)all.p, all.n, NULL, 0);
    buf_add_c(w->out, "/ID[<");
    buf_add_hex(w->out, id, sizeof id);
    buf_add_c(w->out, "><");
    buf_add_hex(w->out, id, sizeof id);
    buf_add_c(w->out, ">]");
}

bool pdf_write_end(struct pdf_writer *w, int32_t root, int32_t info, struct err *err)
{
    struct buf *out = w->out;
    size_t table = out->n;
    buf_add_c(out, "xref\n0 ");
    buf_add_int(out, w->count + 1);
    buf_add_c(out, "\n0000000000 65535 f \n");
    for (int32_t i = 0; i < w->count; i++) {
        buf_add_int_padded(out, (int64_t)w->places[i], PLACE_DIGITS);
        buf_add_c(out, " 00000 n \n");
    }
    buf_add_c(out, "trailer\n<</Size ");
    buf_add_int(out, w->count + 1);
    buf_add_c(out, "/Root");
    pdf_write_ref(w, root);
    buf_add_c(out, "/Info");
    pdf_write_ref(w, info);
    add_identifier(w);
    buf_add_c(out, ">>\nstartxref\n");
    buf_add_int(out, (int64_t)table);
    buf_add_c(out, "\n%%EOF\n");
    return !out->full || err_set_field(err, ERR_TOO_LONG, "document", STR("PDF"));
}
