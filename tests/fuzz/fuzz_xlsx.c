/* Any bytes as a workbook: as a whole archive if they begin like one, else as the sheet of a stored
 * (not packed) archive made around them, so that the XML is reached often. */
#include <zip.h>

#include "base/buf.h"
#include "fuzz.h"
#include "intake/formats/archive.h"
#include "intake/formats/xlsx.h"
#include "intake/lists/customers.h"
#include "items.h"

static bool add(zip_t *z, const char *name, struct str text)
{
    zip_source_t *source = zip_source_buffer(z, text.p, text.n, 0);
    zip_int64_t at = source == NULL ? -1 : zip_file_add(z, name, source, 0);
    return at >= 0 && zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0;
}

/* The archive around a sheet. */
static struct str wrap(struct arena *a, struct str sheet)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &error);
    ASSERT(memory != NULL);
    zip_t *z = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    ASSERT(z != NULL);
    zip_source_keep(memory);
    ASSERT(
        add(z, "xl/workbook.xml",
            STR("<workbook><sheets><sheet name='a' r:id='r1' xmlns:r='r'/></sheets></workbook>")));
    ASSERT(add(z, "xl/_rels/workbook.xml.rels",
               STR("<Relationships><Relationship Id='r1' Target='s.xml'/></Relationships>")));
    ASSERT(add(z, "xl/styles.xml",
               STR("<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
                   "</styleSheet>")));
    ASSERT(add(z, "xl/sharedStrings.xml",
               STR("<sst><si><t>Code client</t></si><si><t>Solde</t>"
                   "</si><si><t>Facture</t></si></sst>")));
    ASSERT(add(z, "xl/s.xml", sheet));
    ASSERT(zip_close(z) == 0);
    zip_stat_t st;
    zip_stat_init(&st);
    ASSERT(zip_source_stat(memory, &st) == 0);
    char *bytes = arena_alloc(a, (size_t)st.size + 1);
    ASSERT(zip_source_open(memory) == 0);
    ASSERT(zip_source_read(memory, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(memory);
    zip_source_free(memory);
    return (struct str){bytes, (size_t)st.size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct str bytes = {(const char *)data, size};
    struct err err = {0};
    struct xlsx *book;
    arena_init(&a, 0);
    if (!archive_is(bytes))
        bytes = wrap(&a, bytes);
    const struct source source = source_of_memory(bytes);
    if (!xlsx_open(&source, STR(""), &a, &book, &err)) {
        items_error(&err);
    } else if (book != NULL) {
        const struct sheet_file file = {.book = book};
        struct table_summary customers;
        struct err first = {0};
        items_read(&file, &a);
        if (!customers_survey(&file, &a, &customers, &first, &err))
            items_error(&err);
        xlsx_close(book);
    }
    arena_release(&a);
    return 0;
}
