/* The closed lists of what intake reads: the form of a file (format) and what it tells (kind). */
#ifndef RELANCE_INTAKE_FORMAT_H
#define RELANCE_INTAKE_FORMAT_H

#include "base/check.h"

enum intake_format {
#define FORMAT(id, code, kind) FORMAT_##id,
#include "formats.def"
#undef FORMAT
    FORMAT_COUNT
};

enum intake_kind {
    KIND_LEDGER,     /* journal lines of an accounting ledger */
    KIND_CUSTOMERS,  /* who the customers are: names, numbers, addresses, telephones, terms */
    KIND_OPEN_ITEMS, /* what customers owe, invoice by invoice or by age */
    KIND_DOCUMENT,   /* a copy of an invoice, a delivery note, an order: kept as it is */
    KIND_ARCHIVE,    /* files in a file, each of a kind of its own */
    KIND_MAIL,       /* what became of registered letters, as their carrier tells */
    KIND_COUNT
};

const char *intake_format_code(enum intake_format format); /* "fec" */
const char *intake_kind_code(enum intake_kind kind);       /* "ledger" */
enum intake_kind intake_format_kind(enum intake_format format);

#endif
