/* A list of files as JSON. */
#ifndef RELANCE_APP_LINES_JSON_H
#define RELANCE_APP_LINES_JSON_H

#include "base/json.h"
#include "list_lines.h"

/* "files", "next", "total", "total_is_whole", into an open object; today: of the days late. */
void listed_files_json(struct json *j, struct arena *a, const struct list_lines *lines,
                       struct day today);

#endif
