#include "pdf_archive.h"

static bool add_pages(qpdf_data into, qpdf_data from, struct str document, struct err *err)
{
    if (qpdf_read_memory(from, "part", document.p, document.n, NULL) != QPDF_SUCCESS) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "document", STR("PDF"));
    }
    int pages = qpdf_get_num_pages(from);
    for (int i = 0; i < pages; i++) {
        if (qpdf_add_page(into, from, qpdf_get_page_n(from, (size_t)i), QPDF_FALSE) !=
            QPDF_SUCCESS) {
            return err_set(err, ERR_SYSTEM, "qpdf could not add a page");
        }
    }
    return true;
}

/* A part is read from until the whole is written: all of them stay open till then. */
static bool merge(qpdf_data all, qpdf_data *parts, const struct str *documents, size_t count,
                  struct err *err)
{
    if (qpdf_empty_pdf(all) != QPDF_SUCCESS) {
        return err_set(err, ERR_SYSTEM, "qpdf could not begin a document");
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = pdf_new();
        if (!add_pages(all, parts[i], documents[i], err)) {
            return false;
        }
    }
    return true;
}

bool page_merge(const struct str *documents, size_t count, const struct page_book_options *options,
                struct buf *out, struct err *err)
{
    struct arena arena;
    if (count == 0) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "pages", STR("0"));
    }
    if (count > PAGE_MERGE_MAX) {
        return err_set_field(err, ERR_TOO_LONG, "documents", STR("PDF"));
    }
    arena_init(&arena, 0);
    qpdf_data *parts = ARENA_ARRAY(&arena, count, qpdf_data);
    qpdf_data all = pdf_new();
    bool done = merge(all, parts, documents, count, err) && pdf_shape(all, options, out, err);
    qpdf_cleanup(&all);
    for (size_t i = 0; i < count && parts[i] != NULL; i++) {
        qpdf_cleanup(&parts[i]);
    }
    arena_release(&arena);
    return done;
}
