/* Lists as files: the same rows as the page that links to it, all of its pages at once. */
#ifndef RELANCE_WEB_DOWNLOAD_H
#define RELANCE_WEB_DOWNLOAD_H

#include "app/lists/save_table.h"
#include "web/server/http.h"

/* One list as a file of its own. */
struct list_file {
    const char *name;  /* begins that of the file: "relance-lettres" */
    const char *title; /* of the catalogue: names the sheet */
    const struct table_heading *columns;
    size_t column_count;
    /* Adds the rows. What stands behind the DOWNLOAD_ROWS first is cut, and a last row says so: one
     * more is enough of a list that goes by pages. */
    bool (*fill)(struct request *r, struct table_view *table, struct err *err);
};
enum { DOWNLOAD_ROWS = 10000, DOWNLOAD_WANTED = DOWNLOAD_ROWS + 1 };
/* Errors: those of fill and of table_file_write. */
MUST_CHECK bool download_list(struct request *r, struct response *out, const struct list_file *list,
                              struct err *err);
/* What the address asks for: it ends in .xlsx or .csv. */
enum table_format download_format(const struct request *r);
/* For whom the tables of this answer are made. */
struct table_reader download_reader(const struct request *r);
/* A file of the tables: how its name begins (the business day ends it), and what it is. A text file
 * holds the first one. Errors: those of table_file_write. */
struct download {
    const char *name;
    enum table_format format;
};
MUST_CHECK bool download_table(struct request *r, struct response *out,
                               const struct table_file *file, const struct download *download,
                               struct err *err);
/* The tables as one workbook; `name` begins the name of the file, the business day ends it.
 * Errors: those of table_file_write. */
MUST_CHECK bool download_workbook(struct request *r, struct response *out,
                                  const struct table_file *file, const char *name, struct err *err);

#endif
