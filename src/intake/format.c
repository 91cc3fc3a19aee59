#include "format.h"

static const struct {
    const char *code;
    enum intake_kind kind;
} formats[FORMAT_COUNT] = {
#define FORMAT(id, code, kind) [FORMAT_##id] = {code, KIND_##kind},
#include "formats.def"
#undef FORMAT
};

static const char *const kinds[KIND_COUNT] = {
    [KIND_LEDGER] = "ledger",     [KIND_CUSTOMERS] = "customers", [KIND_OPEN_ITEMS] = "open-items",
    [KIND_DOCUMENT] = "document", [KIND_ARCHIVE] = "archive",     [KIND_MAIL] = "mail",
};

const char *intake_format_code(enum intake_format format)
{
    ASSERT(format < FORMAT_COUNT);
    return formats[format].code;
}

const char *intake_kind_code(enum intake_kind kind)
{
    ASSERT(kind < KIND_COUNT);
    return kinds[kind];
}

enum intake_kind intake_format_kind(enum intake_format format)
{
    ASSERT(format < FORMAT_COUNT);
    return formats[format].kind;
}
