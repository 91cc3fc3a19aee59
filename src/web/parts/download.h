/* Lists as files: the same rows as the page that links to it, all of its pages at once. */
#ifndef RELANCE_WEB_DOWNLOAD_H
#define RELANCE_WEB_DOWNLOAD_H

#include "app/lists/save_table.h"
#include "web/server/http.h"

/* The most rows of a list that goes by pages; where it is cut, download_cut says so in a last row.
 */
enum { DOWNLOAD_ROWS = 10000 };
void download_cut(struct request *r, struct table_view *table);
/* "EUR" */
struct str download_currency(struct request *r, struct currency currency);

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
