#include "page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OBJECTS = 7, PAGE_WIDTH = 595, PAGE_HEIGHT = 842, FORMAT_ROOM = 512 };

void bytes_add(struct bytes *b, const void *p, size_t n)
{
    if (b->room - b->n < n) {
        b->room = (b->room + n) * 2;
        b->p = realloc(b->p, b->room);
        if (!b->p) {
            fputs("demogen: out of memory\n", stderr);
            exit(3);
        }
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

void bytes_print(struct bytes *b, const char *format, ...)
{
    char text[FORMAT_ROOM];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    bytes_add(b, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

void bytes_free(struct bytes *b)
{
    free(b->p);
    *b = (struct bytes){0};
}

/* ---- text ---- */

/* The next character in Windows-1252, which PDF calls WinAnsi. */
static unsigned char next_char(const unsigned char **at)
{
    static const struct {
        unsigned code;
        unsigned char byte;
    } others[] = {{0x20AC, 0x80}, {0x2019, 0x92}, {0x2013, 0x96}, {0x0153, 0x9C}};
    const unsigned char *p = *at;
    unsigned code = *p++;
    int more = code >= 0xE0 ? 2 : code >= 0xC0 ? 1 : 0;
    if (more > 0)
        code &= more == 2 ? 0x0F : 0x1F;
    for (; more > 0 && (*p & 0xC0) == 0x80; more--)
        code = code << 6 | (*p++ & 0x3F);
    *at = p;
    if (code < 0x80 || (code >= 0xA0 && code <= 0xFF))
        return (unsigned char)code;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].code == code)
            return others[i].byte;
    }
    return '?';
}

/* Of Helvetica, in thousandths of its size. */
static int width_of(unsigned char c) { return c == ' ' || c == ',' || c == 0xA0 ? 278 : 556; }

void page_text(struct page *page, const struct pen *pen, const char *utf8)
{
    struct bytes text = {0};
    int width = 0;
    for (const unsigned char *p = (const unsigned char *)utf8; *p;) {
        unsigned char c = next_char(&p);
        width += width_of(c);
        if (c == '(' || c == ')' || c == '\\')
            bytes_add(&text, "\\", 1);
        bytes_add(&text, &c, 1);
    }
    int x = pen->right ? pen->x - width * pen->size / 1000 : pen->x;
    bytes_print(&page->drawing, "%s g BT /F%d %d Tf %d %d Td (", pen->grey ? "0.45" : "0.1",
                pen->bold ? 2 : 1, pen->size, x, pen->y);
    bytes_add(&page->drawing, text.p, text.n);
    bytes_print(&page->drawing, ") Tj ET\n");
    bytes_free(&text);
}

void page_rule(struct page *page, int x, int y, int width)
{
    bytes_print(&page->drawing, "0.75 G 0.7 w %d %d m %d %d l S\n", x, y, x + width, y);
}

/* ---- the file ---- */

void page_pdf(struct page *page, const char *title, struct bytes *out)
{
    size_t at[OBJECTS + 1] = {0};
    bytes_print(out, "%%PDF-1.4\n%%\xE2\xE3\xCF\xD3\n");
    for (int i = 1; i <= OBJECTS; i++) {
        at[i] = out->n;
        bytes_print(out, "%d 0 obj\n", i);
        switch (i) {
        case 1:
            bytes_print(out, "<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>");
            break;
        case 2:
            bytes_print(out, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
            break;
        case 3:
            bytes_print(out,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 6 0 R"
                        "/Resources<</Font<</F1 4 0 R/F2 5 0 R>>>>>>",
                        PAGE_WIDTH, PAGE_HEIGHT);
            break;
        case 4:
        case 5:
            bytes_print(out,
                        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s"
                        "/Encoding/WinAnsiEncoding>>",
                        i == 5 ? "-Bold" : "");
            break;
        case 6:
            bytes_print(out, "<</Length %zu>>\nstream\n", page->drawing.n);
            bytes_add(out, page->drawing.p, page->drawing.n);
            bytes_print(out, "endstream");
            break;
        default:
            bytes_print(out, "<</Title(%s)/Producer(demogen)>>", title);
        }
        bytes_print(out, "\nendobj\n");
    }
    size_t table = out->n;
    bytes_print(out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 1; i <= OBJECTS; i++)
        bytes_print(out, "%010zu 00000 n \n", at[i]);
    bytes_print(out, "trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                OBJECTS + 1, OBJECTS, table);
    bytes_free(&page->drawing);
}
