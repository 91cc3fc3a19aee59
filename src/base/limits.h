/* Every size, count and depth that something from outside may reach, in one place.
 * Units are in the names. A limit that is passed is an ordinary error, never a crash. */
#ifndef RELANCE_BASE_LIMITS_H
#define RELANCE_BASE_LIMITS_H

enum {
    LIMIT_FIELD_BYTES = 4096,     /* one field of a text file */
    LIMIT_LINE_BYTES = 64 * 1024, /* one line of a text file */
    LIMIT_COLUMNS = 256,          /* columns of a table */
    LIMIT_NAME_BYTES = 300,       /* a name, folded or not */
    LIMIT_REF_BYTES = 120,        /* an invoice or ledger number */
    LIMIT_LABEL_BYTES = 500,      /* a label of a ledger or bank line */
    LIMIT_NOTE_BYTES = 2000,      /* a note, a reason, a proposal somebody types */
    LIMIT_JSON_DEPTH = 32,
    LIMIT_XML_DEPTH = 64,
    LIMIT_YAML_BYTES = 1024 * 1024, /* one file of rules or one mapping */
    LIMIT_YAML_DEPTH = 16,
    LIMIT_YAML_NODES = 50000,
    LIMIT_YAML_KEYS = 1000,            /* of one mapping */
    LIMIT_YAML_TEXT_BYTES = 64 * 1024, /* one value */
    LIMIT_OPTION_COUNT = 64,           /* options given on one command line */
    LIMIT_PAYMENT_OPTIONS = 32,
    LIMIT_HTTP_FORM_BYTES = 256 * 1024,
    LIMIT_HTTP_URL_BYTES = 4096,
    LIMIT_API_BODY_BYTES = 64 * 1024, /* one JSON object that is sent */
    LIMIT_API_KEY_BYTES = 100,        /* an Idempotency-Key */
    LIMIT_SESSIONS_PER_USER = 20,
    LIMIT_PAGE_ROWS = 200,         /* rows of one page of a list */
    LIMIT_ERRORS_PER_FILE = 100,   /* refusals listed one by one, the rest counted */
    LIMIT_ARCHIVE_MEMBERS = 10000, /* entries of a ZIP, files of a folder */
    LIMIT_CHILD_MEMORY_MIB = 512,  /* the sandboxed parser, per file */
    LIMIT_CHILD_SECONDS = 300,
    LIMIT_TEXT_SECONDS = 10,          /* the program that makes a text of a PDF, per file */
    LIMIT_TEXTS_FAILED_SECONDS = 180, /* lost on failures before an import asks no more for texts */
    LIMIT_TEXT_BYTES = 256 * 1024,    /* of its text that are looked at */
    LIMIT_RECORD_BYTES = 128 * 1024,  /* one typed record from a sandboxed child */
};

#define LIMIT_FILE_BYTES (INT64_C(1) << 31)   /* one imported file: 2 GiB */
#define LIMIT_UTF16_BYTES (INT64_C(32) << 20) /* a text file in UTF-16, made UTF-8 in memory */
#define LIMIT_FILE_LINES INT64_C(20000000)
#define LIMIT_AMOUNT_MINOR INT64_C(1000000000000000) /* |amount|, in minor units */
#define LIMIT_ARCHIVE_BYTES (INT64_C(1) << 31)       /* an archive unpacked, all of it */
#define LIMIT_DOCUMENT_BYTES (INT64_C(16) << 20)
#define LIMIT_EXPORT_BYTES (INT64_C(128) << 20) /* a list as a file, made in memory */

#endif
