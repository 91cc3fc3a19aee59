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

/* The index of the code, or -1. */
static int find(const char *const *codes, int count, struct str code)
{
    for (int i = 0; i < count; i++) {
        if (str_is(code, codes[i]))
            return i;
    }
    return -1;
}

const char *document_kind_code(enum document_kind kind)
{
    ASSERT(kind < DOCUMENT_KIND_COUNT);
    return kinds[kind];
}

bool document_kind_parse(struct str code, enum document_kind *out)
{
    int i = find(kinds, DOCUMENT_KIND_COUNT, code);
    *out = i < 0 ? DOCUMENT_EXHIBIT : (enum document_kind)i;
    return i >= 0;
}

const char *document_link_code(enum document_link state)
{
    ASSERT(state < DOCUMENT_LINK_COUNT);
    return links[state];
}

bool document_link_parse(struct str code, enum document_link *out)
{
    int i = find(links, DOCUMENT_LINK_COUNT, code);
    *out = i < 0 ? LINK_REFUSED : (enum document_link)i;
    return i >= 0;
}

const char *document_how_code(enum document_how how)
{
    ASSERT(how < DOCUMENT_HOW_COUNT);
    return hows[how];
}

bool document_how_parse(struct str code, enum document_how *out)
{
    int i = find(hows, DOCUMENT_HOW_COUNT, code);
    *out = i < 0 ? HOW_PERSON : (enum document_how)i;
    return i >= 0;
}
