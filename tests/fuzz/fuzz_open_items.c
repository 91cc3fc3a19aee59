/* Any bytes as an open-items list in a text file. The header of a list is put before half of the
 * inputs, so that rows are reached often. */
#include "base/buf.h"
#include "fuzz.h"
#include "items.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct str header = STR("Code client;Nom;Type;Facture;Date;Échéance;Montant;TTC;Devise;"
                                  "Sens;Lettrage\n");
    struct arena a;
    struct str bytes = {(const char *)data, size};
    struct err err = {0};
    enum encoding encoding;
    arena_init(&a, 0);
    if (size > 0 && data[0] % 2 == 0) {
        struct buf text;
        buf_init(&text, &a, header.n + size);
        buf_add(&text, header);
        buf_add(&text, str_slice(bytes, 1, size));
        bytes = buf_str(&text);
    }
    const struct source source = source_of_memory(bytes);
    if (sniff_text(&source, &a, NULL, &encoding, &err)) {
        const struct sheet_file file = {.source = &source, .encoding = encoding};
        items_read(&file, &a);
    } else {
        items_error(&err);
    }
    arena_release(&a);
    return 0;
}
