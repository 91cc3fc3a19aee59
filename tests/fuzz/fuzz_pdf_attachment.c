/* Any bytes as a file to attach: as a PDF; and, up to the first zero byte, as the name of a file
 * with the rest as its text. What is sure is one number of one account. */
#include "base/text.h"
#include "claim/copy_match.h"
#include "fuzz.h"
#include "intake/formats/pdf.h"

static const struct copy_item items[] = {
    {1, STR_INIT("FA-2026-0012"), 120000},
    {1, STR_INIT("FA20260012"), 120000},
    {2, STR_INIT("FA-2026-0012"), 1},
    {2, STR_INIT("12"), 80000},
    {2, STR_INIT("2026"), 100},
    {3, STR_INIT("A1/B2.C3"), 999},
    {3, STR_INIT("A1/B2.C3"), 1},
    {3, STR_INIT("0"), 0},
};

static struct str valid(struct str s)
{
    size_t bad;
    return utf8_valid(s, &bad) ? s : str_slice(s, 0, bad);
}

static void check_match(const struct copy_match *m)
{
    ASSERT(m->count <= COPY_ITEMS_MAX && (m->count == 0) == (m->verdict == COPY_NONE));
    for (size_t i = 0; i < m->count; i++) {
        ASSERT(m->found[i].item < COUNT_OF(items));
        ASSERT(m->verdict != COPY_SURE ||
               items[m->found[i].item].account_id == items[m->found[0].item].account_id);
    }
    ASSERT(m->kind == DOCUMENT_INVOICE_COPY || m->kind == DOCUMENT_DELIVERY_NOTE ||
           m->kind == DOCUMENT_ORDER);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct err err = {0};
    struct pdf_summary summary;
    struct copy_match m;
    struct str all = {(const char *)data, size};
    const struct source source = source_of_memory(all);
    if (size > 0 && !pdf_survey(&source, &summary, &err))
        ASSERT(err_exit_code(err.code) == EXIT_REFUSED);
    ptrdiff_t zero = str_find(all, '\0');
    struct str name = valid(zero < 0 ? all : str_slice(all, 0, (size_t)zero));
    struct str text = zero < 0 ? STR("") : valid(str_slice(all, (size_t)zero + 1, size));
    arena_init(&a, 0);
    copy_match(&a, copy_index_make(&a, items, COUNT_OF(items)), name, text, &m);
    check_match(&m);
    arena_release(&a);
    return 0;
}
