#include "document.h"

static const char *const kinds[DOCUMENT_KIND_COUNT] = {
    [DOCUMENT_LETTER] = "letter",
    [DOCUMENT_STATEMENT] = "statement",
    [DOCUMENT_INVOICE_COPY] = "invoice_copy",
    [DOCUMENT_DELIVERY_NOTE] = "delivery_note",
    [DOCUMENT_ORDER] = "order",
    [DOCUMENT_EXHIBIT] = "exhibit",
};

static const char *const links[DOCUMENT_LINK_COUNT] = {
    [LINK_PROPOSED] = "proposed",
    [LINK_CONFIRMED] = "confirmed",
    [LINK_REFUSED] = "refused",
};

static const char *const hows[DOCUMENT_HOW_COUNT] = {
    [HOW_FILE_NAME] = "file_name",
    [HOW_TEXT] = "text",
    [HOW_PERSON] = "person",
};

const char *document_kind_code(enum document_kind kind)
{
    ASSERT(kind < DOCUMENT_KIND_COUNT);
    return kinds[kind];
}

bool document_kind_parse(struct str code, enum document_kind *out)
{
    size_t i = str_index(code, kinds, DOCUMENT_KIND_COUNT);
    *out = i == DOCUMENT_KIND_COUNT ? DOCUMENT_EXHIBIT : (enum document_kind)i;
    return i < DOCUMENT_KIND_COUNT;
}

const char *document_link_code(enum document_link state)
{
    ASSERT(state < DOCUMENT_LINK_COUNT);
    return links[state];
}

bool document_link_parse(struct str code, enum document_link *out)
{
    size_t i = str_index(code, links, DOCUMENT_LINK_COUNT);
    *out = i == DOCUMENT_LINK_COUNT ? LINK_REFUSED : (enum document_link)i;
    return i < DOCUMENT_LINK_COUNT;
}

const char *document_how_code(enum document_how how)
{
    ASSERT(how < DOCUMENT_HOW_COUNT);
    return hows[how];
}

bool document_how_parse(struct str code, enum document_how *out)
{
    size_t i = str_index(code, hows, DOCUMENT_HOW_COUNT);
    *out = i == DOCUMENT_HOW_COUNT ? HOW_PERSON : (enum document_how)i;
    return i < DOCUMENT_HOW_COUNT;
}
