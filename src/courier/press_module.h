/* The printing libraries (pango, cairo, qpdf and the thirty they stand on) take longer to load
 * than most commands take to run. What page.h promises is therefore a module of its own,
 * relance-press.so, which press_load.c opens when something is printed for the first time. */
#ifndef RELANCE_COURIER_PRESS_MODULE_H
#define RELANCE_COURIER_PRESS_MODULE_H

#include "page.h"

/* Each as its namesake in page.h. */
struct press_module {
    const char *version; /* RELANCE_VERSION; another one is refused */
    bool (*press_open)(struct page_press **out, struct err *err);
    void (*press_close)(struct page_press *press);
    bool (*book_open)(struct page_press *press, struct page_book **out, struct err *err);
    bool (*book_add)(struct page_book *book, const struct page_document *document, int32_t *pages,
                     struct err *err);
    bool (*book_finish)(struct page_book *book, const struct page_book_options *options,
                        struct buf *out, struct err *err);
    void (*book_close)(struct page_book *book);
    bool (*print)(struct page_press *press, const struct page_document *document,
                  const struct page_book_options *options, struct buf *out, struct err *err);
    bool (*merge)(const struct page_parts *parts, const struct page_book_options *options,
                  struct buf *out, struct err *err);
};

/* The one symbol the module exports. */
#define PRESS_MODULE_SYMBOL "relance_press_module"
extern const struct press_module relance_press_module;

#endif
