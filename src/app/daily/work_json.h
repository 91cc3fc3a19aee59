/* The day's list, and why a file is on it or not, as JSON: the keys of CONTRACT's queue and why. */
#ifndef RELANCE_APP_WORK_JSON_H
#define RELANCE_APP_WORK_JSON_H

#include "app/file/show_file.h"
#include "base/json.h"
#include "list_work.h"

/* Rows from...from + count - 1 of the list, shown and explained. */
struct work_span {
    const struct work_list *list;
    size_t from, count;
    struct day on;
};
/* Into an open object; the arena is for texts on their way. */
void work_list_json(struct json *j, struct arena *a, const struct work_span *shown);
void why_json(struct json *j, struct arena *a, const struct file_view *file);

#endif
