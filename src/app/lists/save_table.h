/* The lists of the program as files: one way for the command line and the pages. A use case fills
 * the tables (ageing_table.h, work_table.h); here they become a workbook or a text file. */
#ifndef RELANCE_APP_SAVE_TABLE_H
#define RELANCE_APP_SAVE_TABLE_H

#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"
#include "courier/table_view.h"
#include "courier/xlsx.h"
#include "gen/messages.h"

#define TABLE_XLSX_MIME XLSX_MIME

enum table_format { TABLE_XLSX, TABLE_CSV };

/* For whom a table is made, and when. */
struct table_reader {
    enum lang lang;
    struct day today; /* the business day: in titles and in the properties of the file */
};

struct table_file {
    const struct table_view *tables; /* a text file holds the first one only */
    size_t count;
    struct day today;
};

/* By the end of the name, .xlsx or .csv; false: neither. */
MUST_CHECK bool table_format_of(struct str path, enum table_format *out);
/* Adds the file to *out, whose maximum is the limit. Errors: ERR_EXPORT_TOO_LARGE, ERR_SYSTEM. */
MUST_CHECK bool table_file_write(const struct table_file *file, enum table_format format,
                                 struct buf *out, struct err *err);
/* To disk, the format by the end of the name. Errors: ERR_BAD_OPTION_VALUE (field "out": another
 * end), those of save_bytes and table_file_write. */
MUST_CHECK bool table_file_save(const struct table_file *file, struct arena *a, struct str path,
                                struct err *err);
/* A column whose title is in the catalogue. */
struct table_column table_column(const struct table_reader *reader, const char *title,
                                 enum table_kind kind, int width_chars);
/* The columns of a table as a file of the program declares them. */
struct table_heading {
    const char *title; /* of the catalogue */
    enum table_kind kind;
    int width_chars; /* as in a table_column */
};
/* An empty table under these headings; all of it lies in the arena. */
void table_begin(struct table_view *out, struct arena *a, const struct table_reader *reader,
                 const struct table_heading *headings, size_t count);
/* A text of the catalogue with the day in place of %1. In the arena. */
struct str table_title(struct arena *a, const struct table_reader *reader, const char *title);

#endif
