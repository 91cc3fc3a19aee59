/* One page as a PDF, with the fonts that every reader has. */
#ifndef RELANCE_DEMOGEN_PAGE_H
#define RELANCE_DEMOGEN_PAGE_H

#include <stdbool.h>
#include <stddef.h>

struct bytes {
    char *p;
    size_t n, room;
};

void bytes_add(struct bytes *b, const void *p, size_t n);
void bytes_print(struct bytes *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bytes_free(struct bytes *b);

/* What a text looks like; x and y in points from the lower left corner of an A4 page. */
struct pen {
    int x, y, size;
    bool bold, grey;
    bool right; /* the text ends at x: digits, blanks, commas and the euro only */
};

struct page {
    struct bytes drawing;
};

void page_text(struct page *page, const struct pen *pen, const char *utf8);
/* A thin rule. */
void page_rule(struct page *page, int x, int y, int width);
/* The whole file; the page is empty afterwards. */
void page_pdf(struct page *page, const char *title, struct bytes *out);

#endif
