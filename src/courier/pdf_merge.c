#include "base/limits.h"
#include "pdf_archive.h"
#include "pdf_copy.h"

struct merging {
    struct pdf_writer writer;
    struct pdf_fonts fonts;
    struct arena arena; /* numbers of pages, glyphs: until the file is written */
    struct arena part;  /* of one document */
    int32_t *pages;
    size_t page_count;
    int32_t tree; /* the object that lists the pages */
};

static void note_page(struct merging *m, int32_t number)
{
    size_t n = m->page_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        m->pages = arena_grow(&m->arena, m->pages, n, n == 0 ? 1 : n * 2, sizeof *m->pages);
    m->pages[n] = number;
}

static void add_page(struct merging *m, struct pdf_copy *copy, qpdf_oh page)
{
    static const char *const but[] = {"/Parent", "/Resources", NULL};
    struct buf *out = m->writer.out;
    int32_t number = pdf_write_number(&m->writer);
    note_page(m, number);
    pdf_copy_as(copy, page, number);
    pdf_write_open(&m->writer, number);
    buf_add_c(out, "<</Parent");
    pdf_write_ref(&m->writer, m->tree);
    buf_add_c(out, "/Resources<<");
    pdf_copy_entries(copy, qpdf_oh_get_key(copy->from, page, "/Resources"), NULL);
    buf_add_c(out, ">>");
    pdf_copy_entries(copy, page, but);
    buf_add_c(out, ">>");
    pdf_write_close(&m->writer);
}

/* One document, from its bytes to ours; nothing of it is kept but its glyphs. */
static bool add_part(struct merging *m, struct str document, struct err *err)
{
    qpdf_data from = pdf_new();
    struct pdf_copy copy = {
        .writer = &m->writer, .fonts = &m->fonts, .arena = &m->part, .from = from};
    bool ok = qpdf_read_memory(from, "part", document.p, document.n, NULL) == QPDF_SUCCESS &&
              qpdf_push_inherited_attributes_to_page(from) == QPDF_SUCCESS;
    if (!ok)
        (void)err_set_field(err, ERR_IMPOSSIBLE_VALUE, "document", STR("PDF"));
    int pages = ok ? qpdf_get_num_pages(from) : 0;
    for (int i = 0; ok && i < pages; i++) {
        add_page(m, &copy, qpdf_get_page_n(from, (size_t)i));
        ok = pdf_copy_rest(&copy, err);
    }
    qpdf_cleanup(&from);
    return ok;
}

static void write_tree(struct merging *m)
{
    struct buf *out = m->writer.out;
    pdf_write_open(&m->writer, m->tree);
    buf_add_c(out, "<</Type/Pages/Count ");
    buf_add_int(out, (int64_t)m->page_count);
    buf_add_c(out, "/Kids[");
    for (size_t i = 0; i < m->page_count; i++)
        pdf_write_ref(&m->writer, m->pages[i]);
    buf_add_c(out, "]>>");
    pdf_write_close(&m->writer);
}

/* What an archive has around its pages is made in an empty document and written from there. */
static bool write_frame(struct merging *m, const struct page_book_options *options,
                        int32_t *root_number, int32_t *info_number, struct err *err)
{
    static const char *const but[] = {"/Pages", NULL};
    qpdf_data frame = pdf_new();
    struct pdf_copy copy = {.writer = &m->writer, .arena = &m->arena, .from = frame};
    bool ok = qpdf_empty_pdf(frame) == QPDF_SUCCESS
                  ? pdf_dress(frame, options, &m->arena, err)
                  : err_set(err, ERR_SYSTEM, "qpdf could not begin a document");
    if (ok) {
        qpdf_oh root = qpdf_get_root(frame);
        *root_number = pdf_write_number(&m->writer);
        *info_number = pdf_write_number(&m->writer);
        pdf_write_open(&m->writer, *root_number);
        buf_add_c(m->writer.out, "<</Pages");
        pdf_write_ref(&m->writer, m->tree);
        pdf_copy_entries(&copy, root, but);
        buf_add_c(m->writer.out, ">>");
        pdf_write_close(&m->writer);
        pdf_write_open(&m->writer, *info_number);
        buf_add_c(m->writer.out, "<<");
        pdf_copy_entries(&copy, qpdf_oh_get_key(frame, qpdf_get_trailer(frame), "/Info"), NULL);
        buf_add_c(m->writer.out, ">>");
        pdf_write_close(&m->writer);
        ok = pdf_copy_rest(&copy, err);
    }
    qpdf_cleanup(&frame);
    return ok;
}

static bool merge(struct merging *m, const struct page_parts *parts,
                  const struct page_book_options *options, struct err *err)
{
    int32_t root, info;
    m->tree = pdf_write_number(&m->writer);
    for (size_t i = 0; i < parts->count; i++) {
        struct str document;
        arena_clear(&m->part);
        if (!parts->read(parts->with, &m->part, i, &document, err) || !add_part(m, document, err))
            return false;
    }
    pdf_fonts_write(&m->fonts);
    write_tree(m);
    return write_frame(m, options, &root, &info, err) && pdf_write_end(&m->writer, root, info, err);
}

bool page_merge(const struct page_parts *parts, const struct page_book_options *options,
                struct buf *out, struct err *err)
{
    struct merging m = {.page_count = 0};
    if (parts->count == 0)
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "pages", STR("0"));
    if (parts->count > PAGE_MERGE_MAX)
        return err_set_field(err, ERR_TOO_LONG, "documents", STR("PDF"));
    arena_init(&m.arena, 0);
    arena_init(&m.part, 0);
    m.fonts = (struct pdf_fonts){.writer = &m.writer, .arena = &m.arena};
    pdf_write_begin(&m.writer, out);
    bool done = merge(&m, parts, options, err);
    arena_release(&m.part);
    arena_release(&m.arena);
    return done;
}
