/* The figures of an import as JSON: the keys of CONTRACT's import. */
#ifndef RELANCE_APP_IMPORT_JSON_H
#define RELANCE_APP_IMPORT_JSON_H

#include "base/json.h"
#include "import_files.h"

/* "read" to "facts", into an open object. */
void import_counts_json(struct json *j, const struct import_report *r);

#endif
