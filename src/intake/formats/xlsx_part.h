/* Private to the workbook reader: one part of the archive, unpacked and parsed as it comes. */
#ifndef RELANCE_INTAKE_XLSX_PART_H
#define RELANCE_INTAKE_XLSX_PART_H

#include <expat.h>

#include "archive.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"

struct part;

/* What a reader of a part is told. Attributes are pairs of name and value, ended by NULL; names
 * have no prefix. */
struct part_handler {
    void (*start)(struct part *p, const char *name, const char **attributes);
    void (*end)(struct part *p, const char *name); /* may be NULL */
    void (*text)(struct part *p, struct str text); /* may be NULL */
};

struct part {
    struct arena *arena; /* for messages: the name of the part */
    const char *name;
    void *with; /* the handler's */
    const struct part_handler *handler;
    zip_file_t *file;
    XML_Parser parser;
    int64_t bytes, packed_bytes; /* unpacked so far, and in the archive */
    int depth;
    bool paused, ended;
    struct err refused; /* by a handler or a limit */
};

/* Errors: ERR_FILE_DAMAGED (arg: the name), ERR_SWOLLEN_ARCHIVE. */
MUST_CHECK bool part_open(struct part *p, const struct archive *z, const char *name,
                          struct err *err);
/* Parses on until a handler pauses or the part ends. Errors: ERR_FILE_DAMAGED, ERR_SWOLLEN_ARCHIVE,
 * those of part_refuse. */
MUST_CHECK bool part_go(struct part *p, struct err *err);
/* For handlers: stop after this event, to go on later. */
void part_pause(struct part *p);
/* For handlers: the part is wrong. The first error counts. */
void part_refuse(struct part *p, enum err_code code, int64_t line, int32_t column);
void part_close(struct part *p);

/* The value of an attribute, or NULL. */
const char *part_attribute(const char **attributes, const char *name);
/* A whole number of at most 9 digits, or -1. */
int32_t part_number(const char *text);
/* Opens, parses to the end, closes. */
MUST_CHECK bool part_read(struct part *p, const struct archive *z, const char *name,
                          struct err *err);

#endif
