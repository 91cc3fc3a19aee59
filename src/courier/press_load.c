#include <threads.h>

#include "module_load.h"
#include "press_module.h"

static once_flag once = ONCE_FLAG_INIT;
static struct module_wanted wanted = {.file = "relance-press.so", .symbol = PRESS_MODULE_SYMBOL};
static const struct press_module *module; /* NULL: it cannot be loaded */

static void load(void) { module = module_load(&wanted); }

static bool loaded(struct err *err)
{
    call_once(&once, load);
    return module != NULL || err_set(err, ERR_SYSTEM, wanted.why_not);
}

bool page_press_open(struct page_press **out, struct err *err)
{
    *out = NULL;
    return loaded(err) && module->press_open(out, err);
}

void page_press_close(struct page_press *press)
{
    if (press != NULL)
        module->press_close(press);
}

bool page_book_open(struct page_press *press, struct page_book **out, struct err *err)
{
    return module->book_open(press, out, err);
}

bool page_book_add(struct page_book *book, const struct page_document *document, int32_t *pages,
                   struct err *err)
{
    return module->book_add(book, document, pages, err);
}

bool page_book_finish(struct page_book *book, const struct page_book_options *options,
                      struct buf *out, struct err *err)
{
    return module->book_finish(book, options, out, err);
}

void page_book_close(struct page_book *book)
{
    if (book != NULL)
        module->book_close(book);
}

bool page_print(struct page_press *press, const struct page_document *document,
                const struct page_book_options *options, struct buf *out, struct err *err)
{
    return module->print(press, document, options, out, err);
}

bool page_merge(const struct page_parts *parts, const struct page_book_options *options,
                struct buf *out, struct err *err)
{
    return loaded(err) && module->merge(parts, options, out, err);
}
